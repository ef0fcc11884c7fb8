"""Boxes: what the measures of a style come to is worked out once, and plain questions have plain answers."""

from __future__ import annotations

from typing import Any

from weasyprint.draw import border
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure.boxes import Box, PageBox
from weasyprint.layout import background, percent
from weasyprint.layout import float as floats

_resolve, _is_in_normal_flow, _percentage = percent.resolve_percentages, Box.is_in_normal_flow, percent.percentage
_backgrounds, _border, _outline = background.layout_box_backgrounds, border.draw_border, border.draw_outline
_avoid_collisions = floats.avoid_collisions

_ACROSS = (
    *("margin_left", "margin_right", "margin_top", "margin_bottom"),
    *("padding_left", "padding_right", "padding_top", "padding_bottom"),
    *("width", "min_width", "max_width"),
)
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
_FLOWING = frozenset(("static", "relative"))


class Measures:
    """What a style says of lengths: those that are what they are, and those that depend on what is around."""

    def __init__(self, style: Any) -> None:  # noqa: ANN401 - the engine has no types
        self.fixed: dict[str, Any] = {name: style[name] for name in _BORDERS}
        self.across = [(name, style[name]) for name in _ACROSS if not self._fixes(name, style[name])]
        self.down = [(name, style[name]) for name in ("min_height", "max_height") if not self._fixes(name, style[name])]
        self.height = style["height"]
        self.tall = self.height if self.height == "auto" else getattr(self.height, "unit", None)
        self.plain = style["border_collapse"] != "collapse"
        self.content = style["box_sizing"] == "content-box"

    def _fixes(self, name: str, value: Any) -> bool:  # noqa: ANN401
        if value == "auto" and name in {"min_width", "min_height"}:
            self.fixed[name] = 0
        elif value is None or value == "auto":
            self.fixed[name] = value
        elif getattr(value, "unit", None) in {None, "%"}:
            return False
        else:
            self.fixed[name] = value.value
        return True


def resolve_percentages(box: Any, containing_block: Any) -> None:  # noqa: ANN401
    """Give a box the measures of its style."""
    style = box.style
    known = style.__dict__
    measures = known.get("measures")
    if measures is None:
        if "loose" in known or isinstance(box, PageBox):
            _resolve(box, containing_block)
            return
        measures = style.measures = Measures(style)
    if not measures.plain or isinstance(box, PageBox):
        _resolve(box, containing_block)
        return
    if isinstance(containing_block, Box):
        wide, high = containing_block.width, containing_block.height
    else:
        wide, high = containing_block
    used = box.__dict__
    used.update(measures.fixed)
    for name, value in measures.across:
        used[name] = _used(name, value, style, wide)
    if high == "auto":
        used["height"] = "auto" if measures.tall != "px" else measures.height.value
        for name, value in measures.down:
            used[name] = _used(name, value, style, 0 if name == "min_height" else float("inf"))
    else:
        used["height"] = _used("height", measures.height, style, high)
        for name, value in measures.down:
            used[name] = _used(name, value, style, high)
    if not measures.content:
        percent.adjust_box_sizing(box, "width")
        percent.adjust_box_sizing(box, "height")


def _used(name: str, value: Any, style: Any, whole: Any) -> Any:  # noqa: ANN401
    found = _percentage(value, style, whole)
    return 0 if found == "auto" and name in {"min_width", "min_height"} else found


def is_in_normal_flow(box: Any) -> bool:  # noqa: ANN401
    """Tell whether a box is where it is written."""
    style = box.style
    if style["float"] == "none" and style["position"] in _FLOWING:
        return True
    return bool(_is_in_normal_flow(box))


def descendants(box: Any, placeholders: bool = False) -> Any:  # noqa: ANN401
    """Yield a box and all in it, in order."""
    waiting = [iter((box,))]
    while waiting:
        for one in waiting[-1]:
            known = isinstance(one, Box)
            if not known and placeholders:
                # The box that is to stand there.
                yield from one.descendants(placeholders)
                continue
            yield one
            if known and one.children:
                waiting.append(iter(one.children))
                break
        else:
            waiting.pop()


def avoid_collisions(context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:  # noqa: ANN401
    """Find room for a box beside what floats: where nothing does there is all."""
    across = containing_block.style["direction"] == "ltr" and box.style["float"] == "none"
    if context.excluded_shapes or not across:
        return _avoid_collisions(context, box, containing_block, outer)
    left = containing_block.content_box_x()
    right = left + containing_block.width
    if outer:
        return left, box.position_y, right - left
    # As the engine adds and takes away: the last digits of a sum depend on it.
    left += box.margin_left
    right -= box.margin_right
    return left - box.margin_left, box.border_box_y() - box.margin_top, right - left


def layout_box_backgrounds(page: Any, box: Any, images: Any, layout_children: bool = True, style: Any = None) -> None:  # noqa: ANN401
    """Find what is painted behind a box and all in it: most have nothing."""
    own = box.style if style is None else style
    if box is page or not _bare(own) or not _bare(box.style):
        _backgrounds(page, box, images, layout_children, style)
        return
    box.__dict__.update(_SQUARE)
    if layout_children:
        for child in box.all_children():
            layout_box_backgrounds(page, child, images)
    box.background = None


_SQUARE = {f"border_{corner}_radius": (0, 0) for corner in ("top_left", "top_right", "bottom_right", "bottom_left")}


def _bare(style: Any) -> bool:  # noqa: ANN401
    """Tell whether a style has neither ground nor round corners."""
    found: bool | None = style.__dict__.get("bare")
    if found is None:
        found = style.bare = (
            all((0, "px") in style[name] for name in _SQUARE)
            and style["border_image_source"][0] == "none"
            and style["mask_border_source"][0] == "none"
            and style["visibility"] != "hidden"
            and all(kind == "none" for kind, _ in style["background_image"])
            and get_color(style, "background_color").alpha == 0
            and not style["box_shadow"]
        )
    return found


def draw_border(stream: Any, box: Any) -> None:  # noqa: ANN401
    """Draw the borders of a box: most have none."""
    wide = box.border_top_width or box.border_right_width or box.border_bottom_width or box.border_left_width
    style = box.style
    ruled = style["column_width"] != "auto" or style["column_count"] != "auto"
    if wide or ruled or style["border_image_source"][0] != "none":
        _border(stream, box)


def draw_outline(stream: Any, box: Any) -> None:  # noqa: ANN401
    """Draw the outlines of a box and all in it: most have none."""
    if box.style["outline_width"]:
        _outline(stream, box)
        return
    for child in box.children:
        if isinstance(child, Box):
            draw_outline(stream, child)


FUNCTIONS = (
    (_avoid_collisions, avoid_collisions),
    (_backgrounds, layout_box_backgrounds),
    (_border, draw_border),
    (_outline, draw_outline),
    (_resolve, resolve_percentages),
)
METHODS = (
    (Box, "is_in_normal_flow", is_in_normal_flow),
    (Box, "descendants", descendants),
)
