"""What names something under embargo is itself under embargo at least as long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.text import WRITTEN, records, step
from briefpress.diagnostics import Diagnostic, Place, error
from briefpress.model.prose import Prose, parse
from briefpress.model.record import Ref, walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from briefpress.model.edition import Library


def embargo(library: Library, as_of: date) -> list[Diagnostic]:
    """Report content that may be seen on a day and names content that may not."""
    current = library.released(as_of)
    if current is library:
        return []
    found = []
    for folder, name, place in _named(library, as_of):
        hidden = library.folder(folder).get(name)
        if hidden and name not in current.folder(folder):
            message = f"'{name}' is under embargo until {hidden.not_before}, and this is not"
            found.append(error("BP311", message, place, help="give this the same 'not_before', or leave it out"))
    return found


def _named(library: Library, as_of: date) -> Iterator[tuple[str, str, Place]]:
    for record, place in records(library, "sources", *WRITTEN):
        for path, piece in walk(record, as_of=as_of):
            if isinstance(piece, Ref):
                yield piece.folder, piece, step(place, path, piece)
            elif isinstance(piece, Prose):
                for name in dict.fromkeys(parse(piece).claims):
                    yield "claims", name, place.at(*path, words=name)
