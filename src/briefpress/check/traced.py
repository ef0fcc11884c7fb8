"""Every numeral about to be printed has an origin: a claim, a date, a count, a source, or a declared name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.pieces import COMPUTED, QUOTED, RESTATED, numerals, pieces, without
from briefpress.diagnostics import Diagnostic, Place, error
from briefpress.model.view import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.pieces import Piece
    from briefpress.check.proof import Printed, Proof
    from briefpress.model.dates import PartialDate
    from briefpress.model.edition import Edition


def traced(proof: Proof) -> list[Diagnostic]:
    """Report numerals that nothing the desk recorded accounts for."""
    found: list[Diagnostic] = []
    for printed in proof.printed:
        names = declared(printed.edition)
        own: dict[str, set[str]] = {}
        every = pieces(printed.view)
        for piece in every:
            stray = _stray(piece, printed.edition, names, own)
            if (piece.owner, piece.field) in RESTATED:
                beside = [
                    one.text for one in every if one is not piece and one.way[: len(piece.way) - 1] == piece.way[:-1]
                ]
                stray = sorted(set(stray) - set(numerals(" ".join(beside))))
            if stray:
                message = f"numeral '{stray[0]}' in '{piece.text}' comes from nothing the desk recorded"
                hint = "print it from a claim, or declare the name under 'names' in briefpress.yaml"
                found.append(error("BP328", message, _place(proof, printed, piece), help=hint))
    return list(dict.fromkeys(found))


def declared(edition: Edition) -> tuple[str, ...]:
    """Return the names that may carry a numeral: those of the settings, and the terms with their forms."""
    terms = (name for term in edition.terms.values() for name in (term.term, *term.forms))
    return (*edition.desk.names, *terms)


def _stray(piece: Piece, edition: Edition, names: tuple[str, ...], own: dict[str, set[str]]) -> list[str]:
    where = (piece.owner, piece.field)
    if where in COMPUTED or where in QUOTED or not numerals(piece.text):
        return []
    run = piece.value if isinstance(piece.value, Run) else None
    if run and run.written:
        return []
    left = numerals(without(piece.text, names))
    if run and run.claim:
        if run.claim not in own:
            own[run.claim] = set(_own(run.claim, edition))
        return [numeral for numeral in left if numeral not in own[run.claim]]
    return list(left)


def _own(name: str, edition: Edition) -> Iterator[str]:
    """Yield the numerals that a claim's own parts may print."""
    claim, value = edition.claims[name], edition.values.get(name)
    if value:
        for end in (value.number, value.low, value.high):
            yield from numerals(f"{abs(end):f}") if end is not None else ()
        yield from numerals(f"{value.words or ''} {value.unit or ''}")
    for date in (claim.period, claim.due, claim.when, claim.as_of):
        yield from _dated(date) if date else ()


def _dated(date: PartialDate) -> Iterator[str]:
    first = date.first
    yield str(first.year)
    if date.precision == "quarter":
        yield str((first.month + 2) // 3)
    if date.precision in ("month", "day"):
        yield str(first.month)
    if date.precision == "day":
        yield str(first.day)


def _place(proof: Proof, printed: Printed, piece: Piece) -> Place:
    if piece.field == "publication":
        return Place("briefpress.yaml", ("publication",))
    if isinstance(piece.value, Run) and piece.value.claim:
        return proof.library.place("claims", piece.value.claim).at("id")
    return proof.library.place("briefs", printed.brief).at("audiences", printed.audience)
