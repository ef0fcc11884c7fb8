"""Claims that are printed as figures have a figure, and statements name only parts that their claim has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.check.prose import has
from briefpress.check.text import records
from briefpress.diagnostics import Diagnostic, error, suggest
from briefpress.model.blocks.table import Row, TableBlock
from briefpress.model.brief import KeyFigure
from briefpress.model.entries import Point
from briefpress.model.record import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.diagnostics import Place
    from briefpress.model.edition import Library

_HOLE = re.compile(r"\{([^{}]*)\}")
_HOLES = ("value", "period", "due", "when", "as_of")


def printable(library: Library) -> list[Diagnostic]:
    """Report claims without the value they are asked for."""
    found = []
    for name, place in _asked(library):
        claim = library.claims.get(name)
        if claim and not has(claim, "value"):
            hint = "give it a 'value', or choose a claim that has one"
            found.append(error("BP306", f"claim '{name}' has no value to print", place, help=hint))
    for name, claim in library.claims.items():
        place = library.place("claims", name).at("statement")
        for hole in _HOLE.findall(claim.statement):
            if hole not in _HOLES:
                hint = suggest(hole, _HOLES) or f"one of {', '.join(_HOLES)}"
                found.append(
                    error("BP309", f"a statement has no part '{hole}'", place.at(words=f"{{{hole}}}"), help=hint)
                )
            elif not has(claim, hole.replace("_", "-")):
                message, hint = f"claim '{name}' has no '{hole}' to print", f"give it one, or leave {{{hole}}} out"
                found.append(error("BP306", message, place.at(words=f"{{{hole}}}"), help=hint))
    return found


def _asked(library: Library) -> Iterator[tuple[str, Place]]:
    for record, place in records(library, "briefs", "audiences", "series"):
        for path, figure in find(record, KeyFigure):
            yield figure.claim, place.at(*path, "claim")
        for path, point in find(record, Point):
            if point.claim:
                yield point.claim, place.at(*path, "claim")
        for path, table in find(record, TableBlock):
            if "value" in table.columns:
                for inner, row in find(table, Row):
                    yield row.claim, place.at(*path, *inner, "claim")
