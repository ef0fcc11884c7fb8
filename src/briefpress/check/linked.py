"""Every citation mark leads to a row of evidence that is printed, every row to its source and back to its uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.reading import blocks
from briefpress.diagnostics import Diagnostic, counted, error
from briefpress.model.blocks.listed import EvidenceView, SourcesView
from briefpress.model.view import CiteView, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.proof import Printed, Proof
    from briefpress.diagnostics import Place


def linked(proof: Proof) -> list[Diagnostic]:
    """Report briefs in which a way from a number to its source, or back, leads nowhere."""
    found: list[Diagnostic] = []
    for printed in proof.printed:
        place = proof.library.place("briefs", printed.brief).at("audiences", printed.audience)
        found += _ways(printed, place)
    return found


def _ways(printed: Printed, place: Place) -> Iterator[Diagnostic]:
    shown = list(blocks(printed.view))
    rows = {row.row: row for block in shown if isinstance(block, EvidenceView) for row in block.rows}
    sources = {source.anchor for block in shown if isinstance(block, SourcesView) for source in block.sources}
    cites = within((printed.view.front, printed.view.sections), CiteView)
    anchors = {cite.anchor for cite in cites if cite.anchor}
    lost = sorted({cite.row for cite in cites} - rows.keys())
    if lost:
        message = f"{counted(len(lost), 'citation mark')} of '{printed.audience}' lead to no printed row of evidence"
        hint = "give the audience an evidence block in its last section, and none on page 1"
        yield error("BP352", message, place, help=hint)
    unread = {use for row in rows.values() for use in row.uses} - anchors
    if unread:
        message = f"{counted(len(unread), 'way')} back from the evidence of '{printed.audience}' lead nowhere"
        yield error("BP352", message, place, help="a block numbers a citation that it does not print")
    unsourced = {anchor.anchor for row in rows.values() for anchor in row.anchors} - sources
    if unsourced:
        message = f"{counted(len(unsourced), 'source')} in the evidence of '{printed.audience}' are not listed"
        yield error("BP352", message, place, help="give the audience a sources block beside its evidence")
