"""The layout gate: one walk over the pages as they were laid out, and one look for each thing that can go wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, Span, error
from briefpress.emit.layout.breaks import breaks
from briefpress.emit.layout.budget import budget
from briefpress.emit.layout.drawings import drawings, labels
from briefpress.emit.layout.edges import edges
from briefpress.emit.layout.engine import Laid, Unexpected, fresh_fonts, laid_out
from briefpress.emit.layout.expected import Expected
from briefpress.emit.layout.fill import fill
from briefpress.emit.layout.fonts import fonts
from briefpress.emit.layout.leaves import leaves, pieces
from briefpress.emit.layout.links import links
from briefpress.emit.layout.lost import lost
from briefpress.emit.layout.outline import outline
from briefpress.emit.layout.overlaps import overlaps
from briefpress.emit.layout.seen import Seen
from briefpress.emit.layout.source import asker, source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefpress.emit.templates import Templates

LOOKS: tuple[Callable[[Seen], Iterable[Diagnostic]], ...] = (
    budget,
    edges,
    lost,
    overlaps,
    drawings,
    breaks,
    fill,
    links,
    outline,
)

SAID = (".notdef glyph rendered", "No anchor #", "Anchor defined twice")
"""How complaints of the engine begin that the looks make too."""

__all__ = ["SAID", "Expected", "Laid", "Unexpected", "asker", "fresh_fonts", "laid_out", "look", "unknown"]


def look(laid: Laid, templates: Templates, expected: Expected) -> list[Diagnostic]:
    """Return what is wrong on the pages of a painted document, in the order of its pieces; raises Unexpected."""
    sheets = leaves(laid.document)
    for leaf in sheets:
        leaf.pieces[:] = [one for piece in leaf.pieces for one in (piece, *labels(piece))]
    seen = Seen(expected, source(laid.root, laid.style, expected), sheets, list(pieces(sheets)), laid.document)
    found = [finding for one in LOOKS for finding in one(seen)]
    return [*found, *fonts(seen, templates)]


def unknown(why: Unexpected, where: Span) -> Diagnostic:
    """Return the finding for an engine that the looks do not know."""
    return error(
        "BP529", f"the pages cannot be looked at: {why}", where, help="install the locked version of the engine"
    )
