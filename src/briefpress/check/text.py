"""Where a desk's own words stand: what several checks walk through."""

from __future__ import annotations

import re
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from briefpress.model.claim import Anchor
from briefpress.model.prose import Prose
from briefpress.model.quantity import Quantity
from briefpress.model.record import AudienceRef, Line, Part, Record, find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefpress.diagnostics import Path, Place
    from briefpress.model.brief import Brief
    from briefpress.model.edition import Library


class Walked(Protocol):
    """What is walked through: it remembers what was met."""

    @property
    def walks(self) -> dict[object, tuple[Any, ...]]:
        """What was met, by the walk and what it was told."""
        ...


P = ParamSpec("P")
T = TypeVar("T")
W = TypeVar("W", bound=Walked)

WRITTEN = ("claims", "series", "events", "terms", "conflicts", "themes", "audiences", "briefs")
"""The kinds of record that hold the desk's own words; a source's title and date belong to the source."""


def once(walk: Callable[Concatenate[W, P], Iterable[T]]) -> Callable[Concatenate[W, P], tuple[T, ...]]:
    """Take a walk through a Library or a proof once, and remember what it met."""

    @wraps(walk)
    def taken(whole: W, /, *args: P.args, **kwargs: P.kwargs) -> tuple[T, ...]:
        key = (walk, *args, *kwargs.items())
        if key not in whole.walks:
            whole.walks[key] = tuple(walk(whole, *args, **kwargs))
        return whole.walks[key]

    return taken


class Words:
    """A pattern in lower case that is looked for in any case; to have `re` ignore it takes three times as long."""

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern)

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Yield every match: its words are in lower case, and stand where they stand in the text."""
        return self._pattern.finditer(_lower(text))

    def found(self, text: str) -> list[str]:
        """Return what is found, as it is written."""
        return [text[match.start() : match.end()] for match in self.matches(text)]


def _lower(text: str) -> str:
    """Return a text in lower case, of which each letter stands where it stood."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(char.lower()[0] for char in text)


def records(library: Library, *folders: str) -> Iterator[tuple[Record, Place]]:
    """Yield the records of some kinds and where each stands."""
    for folder in folders:
        for name, record in library.folder(folder).items():
            yield record, library.place(folder, name)


@once
def texts_in(library: Library, folder: str) -> Iterator[tuple[Line, Place, Record]]:
    """Yield every text of the records of a kind and where it stands, prose or not, quotations of sources left out."""
    for record, place in records(library, folder):
        for path, text in find(record, Line, but=(Anchor, Quantity)):
            yield text, step(place, path, text), record


@once
def prose_in(library: Library) -> Iterator[tuple[Prose, Place]]:
    """Yield every piece of prose and where it stands."""
    for folder in WRITTEN:
        yield from ((text, place) for text, place, _ in texts_in(library, folder) if isinstance(text, Prose))


@once
def lines_in(library: Library) -> Iterator[tuple[Line, Place]]:
    """Yield every line that is printed as it is written."""
    for folder in WRITTEN:
        yield from ((text, place) for text, place, _ in texts_in(library, folder) if not isinstance(text, Prose))


def parts(library: Library, brief: Brief, reader: str) -> Iterator[tuple[Part, Place]]:
    """Yield what is printed for one audience: the brief's angle, and the audience's own sections."""
    yield brief.audiences[AudienceRef(reader)], library.place("briefs", brief.id).at("audiences", reader)
    if audience := library.audiences.get(reader):
        yield audience, library.place("audiences", reader)


def step(place: Place, path: Path, piece: object) -> Place:
    """Return the place of a piece; a key of a mapping is pointed at as a key."""
    return place.at(*path)._replace(key=bool(path) and path[-1] is piece)
