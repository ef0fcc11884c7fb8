"""Edges: text and pictures past the margins, past the box they stand in, or cut off by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefpress.diagnostics import Diagnostic, error
from briefpress.emit.layout.leaves import Frame, Leaf, Piece, Rect, outside
from briefpress.emit.layout.seen import points, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.emit.layout.seen import Seen

_SLACK = 1.4
"""Pixels by which a slanted letter may lean over an edge, or a tall line over the foot of its page."""

_HELP = {
    "BP512": "shorten it, or let it break: 'white-space: nowrap' and fixed widths do not",
    "BP513": "shorten it, let it break, or make its column or box larger",
    "BP514": "shorten it, or make the box larger: 'overflow: hidden' cuts it off",
}


def edges(seen: Seen) -> Iterator[Diagnostic]:
    """Report what leaves its page or its box; of one box, the worst."""
    worst: dict[tuple[str, int, Any], tuple[float, Piece, str]] = {}
    for leaf in seen.leaves:
        for piece in leaf.pieces:
            if not piece.seen or piece.drawing:
                continue
            for code, out, how in _over(piece, leaf):
                key = (code, leaf.number, seen.source.owners.get(piece.element) or piece.frame.element)
                if out > worst.get(key, (_SLACK,))[0]:
                    worst[key] = (out, piece, how)
                if out > _SLACK:
                    break
    for (code, page, _), (out, piece, how) in worst.items():
        message = f"page {page}: {quoted(piece)} {how} by {points(out)}"
        yield error(code, message, seen.place(piece), help=_HELP[code])
    told = {piece.frame.element for _, piece, _ in worst.values()}
    yield from _tables(seen, told)


def _over(piece: Piece, leaf: Leaf) -> Iterator[tuple[str, float, str]]:
    """Yield by how much a piece leaves what it stands in; what is cut off cannot also run on."""
    frame, rect = piece.frame, piece.rect
    if frame.clip:
        yield "BP514", outside(rect, frame.clip), "is cut off"
    if frame.margin:
        # Running heads and feet stand between the margins left and right, and on the paper.
        area = Rect(leaf.area.left, leaf.paper.top, leaf.area.right, leaf.paper.bottom)
        yield "BP512", outside(rect, area), "runs past the margin"
        return
    yield "BP512", outside(rect, leaf.area), "runs past the margin"
    block = frame.block
    if block and block.matrix is frame.matrix and frame.matrix is None:
        right = block.box.content_box_x() + block.box.width
        yield "BP513", rect.right - right, f"runs out of its {_named(block)}"
    if frame.low is not None and frame.matrix is None:
        yield "BP513", rect.bottom - frame.low, "runs out of the foot of its box"


def _named(block: Frame) -> str:
    tag = getattr(block.element, "tag", "")
    return {"td": "cell", "th": "cell", "li": "item", "p": "column"}.get(tag, "box")


def _tables(seen: Seen, told: set[Any]) -> Iterator[Diagnostic]:
    """Report tables that are wider than the page, unless their text said so already."""
    for leaf in seen.leaves:
        for frame in leaf.frames:
            if frame.element is None or frame.element.tag != "table" or frame.matrix is not None:
                continue
            out = frame.box.border_box_x() + frame.box.border_width() - leaf.area.right
            if out > _SLACK and told.isdisjoint(frame.element.iter()):
                told.add(frame.element)
                message = f"page {leaf.number}: a table runs past the margin by {points(out)}"
                yield error(
                    "BP512", message, seen.source.place(frame.element), help="give it fewer or narrower columns"
                )
