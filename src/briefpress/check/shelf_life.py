"""Claims go stale by their kind; a brief that rests on stale ones says so once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, warning

if TYPE_CHECKING:
    from briefpress.check.proof import Proof


def shelf_life(proof: Proof) -> list[Diagnostic]:
    """Report each brief that prints claims past their shelf life, with their number."""
    found = []
    briefs: dict[str, dict[str, bool]] = {}
    for printed in proof.printed:
        briefs.setdefault(printed.brief, {}).update({row.claim: "stale" in row.marks for row in printed.view.rows})
    for name, rows in briefs.items():
        stale = [claim for claim, past in rows.items() if past and not proof.library.claims[claim].review_by]
        if stale:
            verb = "is" if len(stale) == 1 else "are"
            message = f"{len(stale)} of {len(rows)} claims printed {verb} past their shelf life, '{stale[0]}' for one"
            place = proof.library.place("briefs", name).at("title")
            hint = "file newer sources, set 'shelf_life' in briefpress.yaml, or waive this with the reason"
            found.append(warning("BP234", message, place, help=hint))
    return found
