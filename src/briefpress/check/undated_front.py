"""Reported figures on page 1 that have no date are few, or the desk says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.front import runs, undated
from briefpress.diagnostics import Diagnostic, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.proof import Printed, Proof


def undated_front(proof: Proof) -> list[Diagnostic]:
    """Report the undated figures of page 1, once for each brief and audience; key figures are another check's."""
    found = []
    for printed in proof.printed:
        names = [name for name in dict.fromkeys(_figures(printed)) if undated(proof.library.claims[name])]
        if names:
            message = f"page 1 prints undated figures: {', '.join(names)}"
            place = proof.library.place("briefs", printed.brief).at("audiences", printed.audience, "headline")
            hint = "date them, move them inside, or waive this with the reason"
            found.append(warning("BP239", message, place, help=hint))
    return found


def _figures(printed: Printed) -> Iterator[str]:
    front = printed.view.front
    leads = {run.claim for figure in front.figures for run in figure.value}
    return (run.claim for run in runs(front) if run.claim and run.cites and run.claim not in leads)
