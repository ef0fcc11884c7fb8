"""Drawings: the labels of a chart as the engine drew them, put on the page beside all other text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefpress.diagnostics import Diagnostic, error
from briefpress.emit.layout.engine import Unexpected
from briefpress.emit.layout.leaves import FALL, RISE, Piece, Rect, outside
from briefpress.emit.layout.seen import points, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.emit.layout.seen import Seen

_SLACK = 0.7
_UNDRAWN = frozenset(("defs", "clipPath", "filter", "marker", "mask", "pattern", "symbol", "title", "desc", "style"))
_TEXTS = frozenset(("text", "tspan", "textPath", "a"))


def drawings(seen: Seen) -> Iterator[Diagnostic]:
    """Report labels that stick out of their drawing, where they are cut off."""
    for piece in seen.pieces:
        out = outside(piece.rect, piece.drawing) if piece.drawing else 0
        if out > _SLACK:
            message = f"page {piece.page}: the label {quoted(piece)} sticks out of its drawing by {points(out)}"
            yield error("BP517", message, seen.place(piece), help="shorten the label")


def labels(piece: Piece) -> list[Piece]:
    """Return the texts of a drawing, which have places once it is painted; raises Unexpected."""
    drawing = getattr(piece.picture, "_svg", None)
    if drawing is None or piece.frame.matrix is not None:
        return []
    try:
        return list(_Drawing(drawing, piece).labels())
    except (AttributeError, ImportError, KeyError, TypeError) as why:
        raise Unexpected(f"a drawing of WeasyPrint is not as expected: {why}") from why


class _Drawing:
    def __init__(self, drawing: Any, piece: Piece) -> None:  # noqa: ANN401 - the engine has no types
        from weasyprint.matrix import Matrix
        from weasyprint.svg.utils import preserve_ratio, size

        self.drawing, self.piece, self.size = drawing, piece, size
        width, height = piece.rect.right - piece.rect.left, piece.rect.bottom - piece.rect.top
        drawing.tree.set_svg_size(drawing, width, height)
        across, down, right, below = preserve_ratio(drawing, drawing.tree, size("12pt"), width, height)
        self.matrix = Matrix(a=across, d=down, e=right + piece.rect.left, f=below + piece.rect.top)

    def labels(self) -> Iterator[Piece]:
        """Yield every text that was drawn."""
        yield from self._inside(self.drawing.tree, self.size("12pt"), self.matrix)

    def _inside(self, node: Any, size: float, matrix: Any) -> Iterator[Piece]:  # noqa: ANN401
        size = self.size(node.get("font-size", "1em"), size, size)
        own = self.drawing.get_node_transform_matrix(node, size)
        matrix = own @ matrix if own else matrix
        if node.tag == "svg" and node is not self.drawing.tree:
            # A drawing inside a drawing has measures of its own.
            return
        drawn = node.tag in _TEXTS and getattr(node, "text_bounding_box", None) is not None
        if drawn and not _scattered(node):
            text = "".join(node._etree_node.itertext())  # noqa: SLF001 - the engine shows no other way
            if text.strip() and abs(node.text_bounding_box[0]) != float("inf"):
                yield self._label(node, text, size, matrix)
            return
        for child in node:
            if child.tag not in _UNDRAWN and child.display:
                yield from self._inside(child, size, matrix)

    def _label(self, node: Any, text: str, size: float, matrix: Any) -> Piece:  # noqa: ANN401
        left, top, width, height = node.text_bounding_box
        shift = {"end": width, "middle": width / 2}.get(node.get("text-anchor", "start"), 0)
        # The engine's box is as tall as a line; what is drawn reaches from the capitals to the tails.
        foot = float(node.get("y")) if _number(node.get("y")) and not _raised(node) else top + 0.73 * height
        corners = [
            matrix.transform_point(x, y)
            for x in (left - shift, left - shift + width)
            for y in (foot - RISE * size, foot + FALL * size)
        ]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        tilted = bool(matrix.values[1] or matrix.values[2] or node.get("rotate"))
        family = tuple(name.strip(" \"'") for name in node.get("font-family", "sans-serif").split(","))
        return Piece(
            self.piece.frame,
            self.piece.element,
            Rect(min(across), min(down), max(across), max(down)),
            text,
            0 if tilted else size * abs(matrix.values[3]),
            family,
            drawing=self.piece.rect,
        )


def _scattered(node: Any) -> bool:  # noqa: ANN401
    """Tell whether the parts of a text have places of their own."""
    return any(child.tag in _TEXTS and ("x" in child.attrib or "y" in child.attrib) for child in node)


def _raised(node: Any) -> bool:  # noqa: ANN401
    return any(node.get(key) for key in ("dominant-baseline", "alignment-baseline", "display-anchor", "dy"))


def _number(text: str | None) -> bool:
    try:
        float(text or "")
    except ValueError:
        return False
    return True
