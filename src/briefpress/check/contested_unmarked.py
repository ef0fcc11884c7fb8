"""A contested claim carries its mark wherever it is printed, for every audience that sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.front import runs
from briefpress.check.text import once
from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.proof import Printed, Proof
    from briefpress.model.edition import Library
    from briefpress.model.view import Run


def contested_unmarked(proof: Proof) -> list[Diagnostic]:
    """Report contested claims that a composed brief prints without their mark."""
    found: dict[Diagnostic, None] = {}
    for printed in proof.printed:
        rests = {ground.id for row in printed.view.rows for ground in printed.edition.grounds([row.claim])}
        named = dict.fromkeys(name for claim, name in doubts(proof.library) if claim in rests)
        texts = runs((printed.view.front, printed.view.sections)) if named else []
        for name in named:
            conflict = proof.library.conflicts[name]
            for claim in _bare(printed, texts, set(conflict.claims)):
                message = f"contested claim '{claim}' is printed for audience '{printed.audience}' without its mark"
                hint = f"let that audience see conflict '{name}' and its claims, or keep the claim out of the brief"
                place = proof.library.place("conflicts", name)
                found[error("BP243", message, place.at("only" if conflict.only else "id"), help=hint)] = None
    return list(found)


@once
def doubts(library: Library) -> Iterator[tuple[str, str]]:
    """Yield each claim that stands in a contradiction, with the name of that."""
    for name, conflict in library.conflicts.items():
        if conflict.kind == "contradiction":
            yield from ((claim, name) for claim in conflict.claims)


def _bare(printed: Printed, texts: list[Run], doubtful: set[str]) -> Iterator[str]:
    """Yield doubtful claims, and those computed from them, that stand in a view without the mark."""
    view = printed.view
    marked = {
        row.row: bool({ground.id for ground in printed.edition.grounds([row.claim])} & doubtful) for row in view.rows
    }
    names = {row.row: row.claim for row in view.rows}
    for row in view.rows:
        if marked[row.row] and "contested" not in row.marks:
            yield row.claim
    for figure in view.front.figures:
        for run in figure.value:
            yield from (run.claim for cite in run.cites if marked[cite.row] and "contested" not in figure.marks)
    for run in texts:
        doubted = [names[cite.row] for cite in run.cites if marked[cite.row]]
        yield from doubted if "contested" not in run.marks else ()
