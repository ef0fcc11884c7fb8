"""Lines of text: what one style asks of Pango is set up once, and a line that was laid out is drawn as it is."""

from __future__ import annotations

import builtins
import re
from functools import lru_cache
from types import FunctionType
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango
from weasyprint.text.fonts import get_font_description
from weasyprint.text.line_break import Layout

_whole_setup, _whole_set_text, _strut = Layout.setup, Layout.set_text, line_break.strut
_get_log_attrs = line_break.get_log_attrs
_PARAGRAPHS = re.compile("[\n\r\t\x0b\x0c\x85\u2028\u2029]")
_extents = ffi.new("PangoRectangle *")
_LINE_BREAK, _WORD_END, _WORD_BOUNDARY = 1 << 0, 1 << 6, 1 << 12
"""Bits of what Pango knows of a place between two characters."""


_ASKED = (
    *("direction", "lang", "font_family", "font_style", "font_stretch", "font_weight", "font_size", "font_kerning"),
    *("font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric"),
    *("font_variant_alternates", "font_variant_east_asian", "font_feature_settings", "font_variation_settings"),
    *("font_language_override", "text_decoration_line", "letter_spacing", "word_spacing", "overflow_wrap"),
)
"""All that a layout asks of a style but the white space."""
_MEASURED = (
    *("ascent", "underline_position", "strikethrough_position"),
    *("underline_thickness", "strikethrough_thickness"),
)


def _set_up(layout: Any, style: Any) -> None:  # noqa: ANN401 - the engine has no types
    """Set up a layout as the engine does, which keeps each list of attributes for good, and all that is in it."""
    # It puts one attribute into all lists, though it belongs to the one it is in: it is made to forget those it made.
    made = style.font_config.font_features
    made.clear()
    _whole_setup(layout, style)
    made.clear()
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes:
        # The layout holds it too, and now it alone.
        pango.pango_attr_list_unref(attributes)


class Kit:
    """What all layouts of one style have in common."""

    def __init__(self, style: Any) -> None:  # noqa: ANN401
        sample = Layout.__new__(Layout)
        sample.justification_spacing = 0
        _set_up(sample, style)
        # Spacing is told of each stretch of text, in a list that belongs to one layout.
        spaced = style["letter_spacing"] not in {"normal", 0} or style["word_spacing"]
        self.shared = not spaced and style["overflow_wrap"] not in {"anywhere", "break-word"}
        self.sample = sample.layout
        self.language = sample.language
        self.description = get_font_description(style)
        self.attributes = pango.pango_layout_get_attributes(sample.layout)
        self.measured = {name: value for name, value in vars(sample).items() if name in _MEASURED}
        context = pango.pango_font_map_create_context(style.font_config.font_map)
        self.context = ffi.gc(context, gobject.g_object_unref)
        pango.pango_context_set_round_glyph_positions(context, False)  # noqa: FBT003 - a function of C
        pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
        if style["font_language_override"] != "normal" or style["lang"]:
            pango.pango_context_set_language(context, sample.language)


def _kit(style: Any) -> Kit:  # noqa: ANN401
    found: Kit | None = style.__dict__.get("kit")
    if found is None:
        kits: dict[Any, Kit] = style.font_config.__dict__.setdefault("kits", {})
        asked = str([style[name] for name in _ASKED])
        found = kits.get(asked)
        if found is None:
            found = kits[asked] = Kit(style)
        style.kit = found
    return found


def setup(layout: Any, style: Any) -> None:  # noqa: ANN401
    """Set up a layout for a style."""
    kit = _kit(style)
    layout.settled = False
    if layout.justification_spacing or not kit.shared:
        _set_up(layout, style)
        return
    layout.style = style
    layout.first_line_direction = 0
    layout.language = kit.language
    layout.__dict__.update(kit.measured)
    native = layout.layout = ffi.gc(pango.pango_layout_new(kit.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(native, False)  # noqa: FBT003 - a function of C
    pango.pango_layout_set_font_description(native, kit.description)
    if kit.attributes:
        pango.pango_layout_set_attributes(native, kit.attributes)


def set_text(layout: Any, text: str, justify: bool = False) -> None:  # noqa: ANN401
    """Give a layout its text."""
    layout.settled = False
    if layout.justification_spacing or not _kit(layout.style).shared or _PARAGRAPHS.search(text):
        _whole_set_text(layout, text, justify)
        return
    layout.text = text
    data = text.encode().replace(b"\x00", b"")
    pango.pango_layout_set_text(layout.layout, data, len(data))


def get_first_line(layout: Any) -> tuple[Any, int | None]:  # noqa: ANN401
    """Return the first line of a layout, and where the second one begins."""
    native = layout.layout
    first = pango.pango_layout_get_line_readonly(native, 0)
    second = pango.pango_layout_get_line_readonly(native, 1)
    layout.first_line_direction = first.resolved_dir
    if second:
        layout.settled = False
        return first, second.start_index
    layout.settled = not (layout.justification_spacing or _PARAGRAPHS.search(layout.text))
    return first, None


def deactivate(layout: Any) -> None:  # noqa: ANN401
    """Let go of a layout, unless it can be drawn as it is."""
    if not layout.settled:
        del layout.layout, layout.language, layout.style


def reactivate(layout: Any, style: Any) -> None:  # noqa: ANN401
    """Lay out a line again that is to be drawn, unless it was kept."""
    if not (layout.settled and layout.style is style):
        layout.setup(style)
        layout.set_text(layout.text, justify=True)


def line_size(line: Any, style: Any) -> tuple[float, float]:  # noqa: ANN401
    """Return width and height of a line."""
    pango.pango_layout_line_get_extents(line, ffi.NULL, _extents)
    width, height = _extents.width * FROM_UNITS, _extents.height * FROM_UNITS
    spacing = style["letter_spacing"]
    return (width if spacing == "normal" else width + spacing), height


def strut(style: Any) -> tuple[float, float]:  # noqa: ANN401
    """Return the height of an empty line of a style, and its baseline."""
    found: tuple[float, float] | None = style.__dict__.get("strut")
    if found is None:
        found = style.strut = _strut(style)
    return found


def importing(function: Any) -> Any:  # noqa: ANN401
    """Return a function of the engine as one that looks up only once what it imports each time it is called."""
    names = function.__globals__
    found: dict[Any, Any] = {}

    def imported(name: str, globals_: Any, locals_: Any, wanted: Any = (), level: int = 0) -> Any:  # noqa: ANN401
        key = (name, wanted, level)
        if key not in found:
            found[key] = __import__(name, globals_, locals_, wanted, level)
        return found[key]

    # A function takes the built-in names that its module shows when it is made.
    before = names["__builtins__"]
    names["__builtins__"] = {**vars(builtins), "__import__": imported}
    try:
        made = FunctionType(function.__code__, names, function.__name__, function.__defaults__, function.__closure__)
    finally:
        names["__builtins__"] = before
    made.__kwdefaults__ = function.__kwdefaults__
    return made


def _bits(attributes: Any) -> memoryview:  # noqa: ANN401
    return memoryview(ffi.buffer(attributes)).cast("I")


def get_next_break_point(attributes: Any) -> int | None:  # noqa: ANN401
    """Return the first place at which a line may break."""
    for number, bits in enumerate(_bits(attributes)):
        if bits & _LINE_BREAK:
            return number
    return None


@lru_cache(maxsize=4096)
def get_next_word_boundaries(text: str, lang: str | None) -> tuple[int, int] | None:
    """Return where the first word of a text begins and ends."""
    start = 0
    for number, bits in enumerate(_bits(_get_log_attrs(text, lang)) if text[1:] else ()):
        if bits & _WORD_END:
            return start, number
        if bits & _WORD_BOUNDARY:
            start = number
    return None


@lru_cache(maxsize=4096)
def get_next_break_point_from_text(text: str, lang: str | None) -> int | None:
    """Return the first place in a text at which a line may break."""
    if not text[1:]:
        return None
    # Held until it is read: a part of it does not hold it.
    attributes = _get_log_attrs(text, lang)
    return get_next_break_point(attributes[1 : len(text)])


FUNCTIONS = (
    (line_break.line_size, line_size),
    (line_break.split_first_line, importing(line_break.split_first_line)),
    (_strut, strut),
    (line_break.get_next_break_point, get_next_break_point),
    (line_break.get_next_word_boundaries, get_next_word_boundaries),
    (line_break.get_next_break_point_from_text, get_next_break_point_from_text),
)
METHODS = (
    (Layout, "setup", setup),
    (Layout, "set_text", set_text),
    (Layout, "get_first_line", get_first_line),
    (Layout, "deactivate", deactivate),
    (Layout, "reactivate", reactivate),
)
