"""What the desk recorded is printed somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.reading import blocks, texts
from briefpress.diagnostics import Diagnostic, warning
from briefpress.model.blocks.chart import ChartBlock, ChartView
from briefpress.model.passage import mentions
from briefpress.model.record import find

if TYPE_CHECKING:
    from briefpress.check.proof import Printed, Proof
    from briefpress.model.entries import Term

_FOLDERS = ("sources", "claims", "series", "events", "terms", "conflicts")
_NAMED = 3
"""Ids that a message names: the rest can be found the same way once these are dealt with."""


def orphans(proof: Proof) -> list[Diagnostic]:
    """Report the records of each kind that no brief prints, in one finding for each folder."""
    found: list[Diagnostic] = []
    if not proof.asks("desk") or not (proof.printed or proof.elsewhere):
        return found
    used = [*map(prints, proof.printed), *(trace.used for trace in proof.elsewhere)]
    for folder in _FOLDERS:
        known = {name for one in used for name in one.get(folder, ())}
        left = [name for name in proof.library.folder(folder) if name not in known]
        if left:
            more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
            many = f"{len(left)} of the {folder} are" if len(left) > 1 else f"one of the {folder} is"
            message = f"{many} printed in no brief: {', '.join(left[:_NAMED])}{more}"
            place = proof.library.place(folder, left[0]).at("id")
            found.append(warning("BP351", message, place, help="print them, or take them out"))
    return found


def prints(printed: Printed) -> dict[str, frozenset[str]]:
    """Return the ids of what a brief prints, by folder."""
    edition, view = printed.edition, printed.view
    text = "\n".join(one.text for one in texts(printed)).casefold()
    titles: set[object] = set()
    for block in blocks(view):
        titles |= {one.title for key in ("moments", "conflicts") for one in getattr(block, key, ())}
        titles |= {row.label for row in block.rows} if isinstance(block, ChartView) else set()
    charts = (chart for part in (edition.angle, edition.audience) for _, chart in find(part, ChartBlock))
    return {
        "claims": frozenset(row.claim for row in view.rows),
        "sources": frozenset(source for row in view.rows for source in edition.claims[row.claim].sources),
        "series": frozenset(chart.series for chart in charts),
        "events": frozenset(name for name, event in edition.events.items() if event.title in titles),
        "conflicts": frozenset(name for name, one in edition.conflicts.items() if one.title in titles),
        "terms": frozenset(term.id for term in edition.terms.values() if _told(term, text)),
    }


def _told(term: Term, text: str) -> bool:
    return any(mentions(text, form.casefold()) for form in (term.term, *term.forms, term.expansion or term.term))
