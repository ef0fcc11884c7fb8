"""What the desk recorded is printed somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.reading import blocks, said
from briefpress.diagnostics import Diagnostic, warning
from briefpress.model.blocks.chart import ChartBlock, ChartView
from briefpress.model.passage import mentions
from briefpress.model.record import find

if TYPE_CHECKING:
    from briefpress.check.proof import Proof

_FOLDERS = ("sources", "claims", "series", "events", "terms", "conflicts")
_NAMED = 3
"""Ids that a message names: the rest can be found the same way once these are dealt with."""


def orphans(proof: Proof) -> list[Diagnostic]:
    """Report the records of each kind that no brief prints, in one finding for each folder."""
    found = []
    for folder, used in _used(proof).items():
        left = [name for name in proof.library.folder(folder) if name not in used]
        if left and proof.printed:
            more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
            many = f"{len(left)} of the {folder} are" if len(left) > 1 else f"one of the {folder} is"
            message = f"{many} printed in no brief: {', '.join(left[:_NAMED])}{more}"
            place = proof.library.place(folder, left[0]).at("id")
            found.append(warning("BP351", message, place, help="print them, or take them out"))
    return found


def _used(proof: Proof) -> dict[str, set[str]]:
    """Return the ids of what is printed, by folder."""
    used: dict[str, set[str]] = {name: set() for name in _FOLDERS}
    for printed in proof.printed:
        edition, view = printed.edition, printed.view
        text = "\n".join(one.text for one in said(view)).casefold()
        used["claims"].update(row.claim for row in view.rows)
        used["sources"].update(source for row in view.rows for source in edition.claims[row.claim].sources)
        for part in (edition.angle, edition.audience):
            used["series"].update(chart.series for _, chart in find(part, ChartBlock))
        for block in blocks(view):
            titles = {one.title for key in ("moments", "conflicts") for one in getattr(block, key, ())}
            titles |= {row.label for row in block.rows} if isinstance(block, ChartView) else set()
            used["events"].update(name for name, event in edition.events.items() if event.title in titles)
            used["conflicts"].update(name for name, one in edition.conflicts.items() if one.title in titles)
        for term in edition.terms.values():
            forms = (term.term, *term.forms, term.expansion or term.term)
            if any(mentions(text, form.casefold()) for form in forms):
                used["terms"].add(term.id)
    return used
