"""What the engine leaves out of the tags, said while it writes them: only there are box and tag side by side."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["Header", "Footer", "Layout"]
Apart = dict[int, dict[int, Kind]]
"""What is not read aloud: for each page, by number of marked content, whether it is a running head or foot, or spacing
between the items of a list."""

_TABLE = frozenset(("/Table", "/THead", "/TBody", "/TFoot", "/TR", "/TH", "/TD"))

_LISTS = frozenset(("ul", "ol", "dl"))

_POINTS = 0.75
"""Points to a pixel."""


@contextmanager
def completed(document: Any) -> Iterator[Apart]:  # noqa: ANN401 - the engine has no types
    """Complete the tags of a document while it is written, and note what is not read aloud."""
    from weasyprint.formatting_structure.boxes import MarginBox
    from weasyprint.pdf import tags

    apart: Apart = {number: {} for number in range(len(document.pages))}
    # The engine has no hook here. Its version is pinned, and tests look at the tags of the finished file.
    build = tags._build_box_tree  # noqa: SLF001

    def complete(box: Any, parent: Any, pdf: Any, page: int, *rest: Any) -> Iterator[Any]:  # noqa: ANN401
        real, marked = getattr(box, "_box", box), rest[-1]
        running = isinstance(real, MarginBox)
        before = {kid["mcid"] for kid in marked.values()} if running else set()
        spaces = (
            {marked[text]["mcid"] for text in _spaces(real) if text in marked} if real.element_tag in _LISTS else set()
        )
        for element in build(box, parent, pdf, page, *rest):
            # Of the page, the root and the body come the tags of what is in them.
            if real.element is not None and real.element_tag not in {"html", "body"}:
                _complete(element, real, document.pages[page].height)
            if real.element_tag == "table" and not real.is_table_wrapper:
                _flatten(element, pdf.objects)
            if element["S"] == "/L":
                apart[page] |= dict.fromkeys(_taken_out(element, pdf.objects, spaces), "Layout")
            yield element
        if running:
            kind: Kind = "Header" if real.at_keyword.startswith("@top") else "Footer"
            apart[page] |= dict.fromkeys(before - {kid["mcid"] for kid in marked.values()}, kind)

    tags._build_box_tree = complete  # noqa: SLF001
    try:
        yield apart
    finally:
        tags._build_box_tree = build  # noqa: SLF001


def _spaces(box: Any) -> Iterator[Any]:  # noqa: ANN401 - the engine has no types
    """Yield the spaces in the lines of a box: between list items set as inline blocks there are some."""
    for line in getattr(box, "children", ()):
        for text in getattr(line, "children", ()):
            if not getattr(text, "text", "x").strip():
                yield text


def _taken_out(listing: Any, objects: Any, spaces: set[int]) -> set[int]:  # noqa: ANN401 - the engine has no types
    """Take out of a list, which may hold items only, the spaces among them and what is empty; return the spaces."""
    taken = set()
    for reference in tuple(listing["K"]):
        kid = objects[int(reference.split()[0])]
        if kid["S"] not in {"/LI", "/L", "/Caption"} and set(kid["K"]) <= spaces:
            listing["K"].remove(reference)
            taken |= set(kid["K"])
    return taken


def _complete(element: Any, box: Any, height: float) -> None:  # noqa: ANN401 - the engine has no types
    import pydyf

    given = box.element.attrib
    if language := given.get("lang"):
        element["Lang"] = pydyf.String(language)
    match element["S"]:
        case "/TH":
            element["A"]["Scope"] = "/Row" if given.get("scope") == "row" else "/Column"
        case "/Figure":
            # The engine writes the box in pixels from the top; the standard counts points from the bottom.
            left, top = box.content_box_x(), box.content_box_y()
            element["A"]["BBox"] = _area(left, top, left + box.width, top + box.height, height)
        case "/Link" if box.link_annotation:
            # Else a reader is told the name of the destination, such as e12.
            said = given.get("aria-label") or " ".join("".join(box.element.itertext()).split())
            box.link_annotation["Contents"] = pydyf.String(said)
            _reachable(box, height)


def _flatten(element: Any, objects: Any) -> None:  # noqa: ANN401 - the engine has no types
    """Make divisions of a table that is set as passages: broken over pages, it has no rows and columns to count."""
    if element["S"] in _TABLE:
        element["S"] = "/Div"
        element.pop("A", None)
    for kid in element["K"]:
        if isinstance(kid, str | bytes) and (inner := objects[int(kid.split()[0])]).get("Type") == "/StructElem":
            _flatten(inner, objects)


def _reachable(box: Any, height: float) -> None:  # noqa: ANN401 - the engine has no types
    """Give a link an area to hit: a raised number has no leading, and one that a line ends before has no width."""
    text = next((child for child in box.children if hasattr(child, "text")), None)
    top, tall = (box.position_y, box.style["font_size"]) if text is None else (text.position_y, text.height)
    left, wide = box.border_box_x(), max(box.border_width(), 1 / _POINTS)
    if box.margin_height() < tall or box.border_width() < wide:
        box.link_annotation["Rect"] = _area(left, top, left + wide, top + tall, height)


def _area(left: float, top: float, right: float, bottom: float, height: float) -> Any:  # noqa: ANN401
    import pydyf

    corners = (left, height - bottom, right, height - top)
    return pydyf.Array([corner * _POINTS for corner in corners])
