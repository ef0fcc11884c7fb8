"""A laid-out document as the looks read it, made in one walk: its pages, and every text and picture on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from briefpress.emit.layout.engine import Unexpected

if TYPE_CHECKING:
    from collections.abc import Iterator

RISE, FALL = 0.72, 0.22
"""How far capitals reach above the line and tails below it, as parts of the size of the type."""

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class Rect(NamedTuple):
    """A rectangle on a page in the engine's pixels, of which an inch has 96."""

    left: float
    top: float
    right: float
    bottom: float


def outside(rect: Rect, area: Rect) -> float:
    """Return by how much a rectangle leaves another one."""
    return max(area.left - rect.left, area.top - rect.top, rect.right - area.right, rect.bottom - area.bottom)


@dataclass(frozen=True, eq=False)
class Frame:
    """A box that others stand in, with what they have to know of everything around them."""

    page: int
    box: Any
    element: Any
    block: Frame | None = None
    """The block whose width lines are broken to; none in the margins of a page."""
    clip: Rect | None = None
    low: float | None = None
    """Where a box of fixed height ends."""
    heading: Any = None
    caption: Any = None
    table: Any = None
    """The table or figure that a caption belongs to."""
    repeated: bool = False
    """In the head or foot of a table, which every page repeats."""
    flowing: bool = True
    margin: bool = False
    column: Any = None
    whole: tuple[Any, ...] = ()
    """The rows around it, and whatever else was asked to stay on one page."""
    matrix: Any = None

    def changed(self, changes: dict[str, Any]) -> Frame:
        """Return a frame that differs from this one; there are so many that `replace` takes too long."""
        other = object.__new__(Frame)
        other.__dict__.update(self.__dict__)
        other.__dict__.update(changes)
        return other


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A stretch of text or a picture, where it is drawn."""

    frame: Frame
    element: Any
    rect: Rect
    text: str
    size: float
    fonts: tuple[str, ...] = ()
    line: Any = None
    picture: Any = None
    made: bool = False
    """A style sheet wrote it."""
    drawing: Rect | None = None
    """The drawing that it is a label of."""

    @property
    def page(self) -> int:
        """The number of its page."""
        return self.frame.page

    @property
    def seen(self) -> bool:
        """Whether there is anything to see."""
        return self.picture is not None or not self.text.isspace()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: the area between its margins, and what stands on it, in the order of the source."""

    number: int
    area: Rect
    paper: Rect
    pieces: list[Piece] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)


def leaves(document: Any) -> list[Leaf]:  # noqa: ANN401 - the engine has no types
    """Walk through a laid-out document; raises Unexpected."""
    try:
        return [_leaf(number, page._page_box) for number, page in enumerate(document.pages, 1)]  # noqa: SLF001
    except (AttributeError, KeyError, TypeError) as why:
        raise Unexpected(f"a box of WeasyPrint is not as expected: {why}") from why


def _leaf(number: int, page: Any) -> Leaf:  # noqa: ANN401
    left, top = page.content_box_x(), page.content_box_y()
    leaf = Leaf(
        number,
        Rect(left, top, left + page.width, top + page.height),
        Rect(0, 0, page.margin_width(), page.margin_height()),
    )
    walk = _Walk(leaf)
    for child in page.children:
        walk.into(_real(child), Frame(number, page, None), None)
    return leaf


def _real(box: Any) -> Any:  # noqa: ANN401
    """Return a box itself where a placeholder stands for one that was taken out of the flow."""
    return getattr(box, "_box", box)


class _Walk:
    def __init__(self, leaf: Leaf) -> None:
        from weasyprint.formatting_structure import boxes

        self.leaf = leaf
        self.boxes = boxes

    def into(self, box: Any, frame: Frame, line: Any) -> None:  # noqa: ANN401
        """Gather what is in a box and below it."""
        boxes = self.boxes
        if isinstance(box, boxes.TextBox):
            if box.style["visibility"] == "visible" and box.style["font_size"]:
                self.leaf.pieces.append(_text(box, frame, line))
        elif isinstance(box, boxes.ReplacedBox):
            area = (box.content_box_x(), box.content_box_y())
            rect = Rect(*area, area[0] + box.width, area[1] + box.height)
            inner = self._inner(box, frame)
            self.leaf.pieces.append(
                Piece(inner, box.element, _moved(rect, inner.matrix), "", 0, picture=box.replacement)
            )
        elif isinstance(box, boxes.LineBox):
            for child in box.children:
                self.into(_real(child), frame, box)
        else:
            inner = self._inner(box, frame)
            if inner is not frame:
                self.leaf.frames.append(inner)
            for child in box.children:
                self.into(_real(child), inner, line if inner is frame else None)

    def _inner(self, box: Any, frame: Frame) -> Frame:  # noqa: ANN401
        """Return the frame of what stands in a box; an inline box has that of its line unless it has a mark."""
        element = box.element
        tag = element.tag if element is not None and "::" not in (box.element_tag or "") else ""
        changes: dict[str, Any] = {"heading": element} if tag in HEADINGS else {}
        if box.transformation_matrix:
            matrix = box.transformation_matrix
            changes["matrix"] = matrix @ frame.matrix if frame.matrix else matrix
        if isinstance(box, self.boxes.InlineBox):
            return frame.changed(changes) if changes else frame
        changes |= {"box": box, "element": element} | _limits(box, frame) | self._part(box, tag, frame)
        made = frame.changed(changes)
        return made.changed({"block": made}) if isinstance(box, self.boxes.BlockContainerBox) else made

    def _part(self, box: Any, tag: str, frame: Frame) -> dict[str, Any]:  # noqa: ANN401
        """Return what a box is part of: a table or figure, its head, a row, a column, the margin of the page."""
        boxes, found = self.boxes, dict[str, Any]()
        if isinstance(box, boxes.MarginBox):
            found |= {"margin": True, "flowing": False}
        elif isinstance(box, boxes.FootnoteAreaBox) or box.is_absolutely_positioned() or box.is_running():
            found["flowing"] = False
        if tag in {"caption", "figcaption"}:
            found["caption"] = box.element
        elif tag in {"table", "figure"}:
            found |= {"table": box.element, "caption": None}
        if isinstance(box, boxes.TableRowGroupBox):
            found["repeated"] = bool(box.is_header or box.is_footer)
        # A row that is set as a block is a passage, and may be broken like one.
        if isinstance(box, boxes.TableRowBox) or (tag and box.style["break_inside"] in {"avoid", "avoid-page"}):
            found["whole"] = (*frame.whole, box.element)
        if box.is_column:
            found["column"] = box
        return found


def _limits(box: Any, frame: Frame) -> dict[str, Any]:  # noqa: ANN401
    """Return where a box cuts off what it holds, and where it ends whatever it holds."""
    found: dict[str, Any] = {}
    left, top = box.padding_box_x(), box.padding_box_y()
    if box.style["overflow"] != "visible":
        rect = Rect(left, top, left + box.padding_width(), top + box.padding_height())
        found["clip"] = _within(rect, frame.clip)
        found["low"] = None
    elif box.style["height"] != "auto" or box.style["max_height"].value != float("inf"):
        found["low"] = top + box.padding_height()
    return found


def _within(rect: Rect, other: Rect | None) -> Rect:
    if other is None:
        return rect
    return Rect(
        max(rect.left, other.left),
        max(rect.top, other.top),
        min(rect.right, other.right),
        min(rect.bottom, other.bottom),
    )


def _text(box: Any, frame: Frame, line: Any) -> Piece:  # noqa: ANN401
    size, foot = box.style["font_size"], box.position_y + box.baseline
    rect = Rect(box.position_x, foot - RISE * size, box.position_x + box.width, foot + FALL * size)
    made = (box.element_tag or "").endswith(("::before", "::after", "::marker", "::footnote-call", "::footnote-marker"))
    return Piece(
        frame,
        box.element,
        _moved(rect, frame.matrix),
        box.text,
        size,
        tuple(box.style["font_family"]),
        line,
        made=made or box.element is None,
    )


def _moved(rect: Rect, matrix: Any) -> Rect:  # noqa: ANN401
    """Return the rectangle around another one that was turned, shifted or scaled."""
    if matrix is None:
        return rect
    points = [matrix.transform_point(x, y) for x in (rect.left, rect.right) for y in (rect.top, rect.bottom)]
    across, down = [x for x, _ in points], [y for _, y in points]
    return Rect(min(across), min(down), max(across), max(down))


def pieces(sheets: list[Leaf]) -> Iterator[Piece]:
    """Yield what there is to see on all pages, in the order of the source."""
    for leaf in sheets:
        yield from (piece for piece in leaf.pieces if piece.seen)
