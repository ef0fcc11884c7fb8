"""Where a desk's own words stand: what several checks walk through."""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from briefpress.model.claim import Anchor
from briefpress.model.prose import Prose
from briefpress.model.quantity import Quantity
from briefpress.model.record import AudienceRef, Line, Part, Record, find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefpress.diagnostics import Path, Place
    from briefpress.model.brief import Brief
    from briefpress.model.edition import Library

P = ParamSpec("P")
T = TypeVar("T")

WRITTEN = ("claims", "series", "events", "terms", "conflicts", "themes", "audiences", "briefs")
"""The kinds of record that hold the desk's own words; a source's title and date belong to the source."""


def once(walk: Callable[Concatenate[Library, P], Iterator[T]]) -> Callable[Concatenate[Library, P], tuple[T, ...]]:
    """Take a walk through a Library once, and remember what it met."""

    @wraps(walk)
    def taken(library: Library, /, *args: P.args, **kwargs: P.kwargs) -> tuple[T, ...]:
        key = (walk, *args, *kwargs.items())
        if key not in library.walks:
            library.walks[key] = tuple(walk(library, *args, **kwargs))
        return library.walks[key]

    return taken


def records(library: Library, *folders: str) -> Iterator[tuple[Record, Place]]:
    """Yield the records of some kinds and where each stands."""
    for folder in folders:
        for name, record in library.folder(folder).items():
            yield record, library.place(folder, name)


@once
def prose_in(library: Library) -> Iterator[tuple[Prose, Place]]:
    """Yield every piece of prose and where it stands."""
    for record, place in records(library, *WRITTEN):
        for path, text in find(record, Prose):
            yield text, place.at(*path)


@once
def lines_in(library: Library) -> Iterator[tuple[Line, Place]]:
    """Yield every line that is printed as it is written, quotations of sources left out."""
    for record, place in records(library, *WRITTEN):
        quoted = [path for kind in (Anchor, Quantity) for path, _ in find(record, kind)]
        for path, text in find(record, Line):
            if not isinstance(text, Prose) and not any(path[: len(inside)] == inside for inside in quoted):
                yield text, step(place, path, text)


def parts(library: Library, brief: Brief, reader: str) -> Iterator[tuple[Part, Place]]:
    """Yield what is printed for one audience: the brief's angle, and the audience's own sections."""
    yield brief.audiences[AudienceRef(reader)], library.place("briefs", brief.id).at("audiences", reader)
    if audience := library.audiences.get(reader):
        yield audience, library.place("audiences", reader)


def step(place: Place, path: Path, piece: object) -> Place:
    """Return the place of a piece; a key of a mapping is pointed at as a key."""
    return replace(place.at(*path), key=bool(path) and path[-1] is piece)
