"""Values of styles: those that nobody set are there from the beginning, and need not be found out one by one."""

from __future__ import annotations

from typing import Any

from weasyprint import css
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

_own_computed, _own_anonymous = css.ComputedStyle.__init__, css.AnonymousStyle.__init__
_missing_computed, _missing_anonymous = css.ComputedStyle.__missing__, css.AnonymousStyle.__missing__
_copy_computed, _copy_anonymous = css.ComputedStyle.copy, css.AnonymousStyle.copy

_LOGICAL = frozenset(
    find(block="ttb", inline=inline) for find in PHYSICAL_FUNCTIONS.values() for inline in ("ltr", "rtl")
)
"""Properties by the direction of text, which stand for physical ones."""
_ANONYMOUS = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if name not in INHERITED | INITIAL_NOT_COMPUTED | {"page"} and not name.startswith("text_decoration_")
}
"""What nobody sets on a box without an element."""
_COMPUTED = {name: value for name, value in _ANONYMOUS.items() if name not in {"position", "float"}}
_UNLIKE = {name: value for name, value in _COMPUTED.items() if name not in PHYSICAL_FUNCTIONS}
"""What no property by the direction of text stands for."""
_PLACES = {"position": "static", "float": "none"}
_SIDES = ("top", "right", "bottom", "left")
_UNLINED: dict[str, Any] = {**{f"border_{side}_width": 0 for side in _SIDES}, "outline_width": 0}
_LINES = frozenset((*_UNLINED, *(f"border_{side}_style" for side in _SIDES), "outline_style"))
"""What makes that there is a line; without a style it has no width."""
_HANDED_DOWN = frozenset(
    INHERITED
    - {"border_spacing", "hyphenate_limit_zone", "letter_spacing", "line_height", "tab_size", "text_indent"}
    - {"text_underline_offset", "word_spacing"}
)
"""What children take over as it is: no lengths, which may have to be worked out for each."""


def computed(style: Any, parent_style: Any, cascaded: Any, *rest: Any) -> None:  # noqa: ANN401 - the engine has no types
    """Make the style of an element or a part of one."""
    _own_computed(style, parent_style, cascaded, *rest)
    logical = not _LOGICAL.isdisjoint(cascaded)
    style.update(_UNLIKE if logical else _COMPUTED)
    if not logical and _LINES.isdisjoint(cascaded):
        style.update(_UNLINED)
    if _PLACES.keys().isdisjoint(cascaded):
        style.update(_PLACES)
        style.specified.update(_PLACES)
    for name in cascaded:
        style.pop(name, None)


def anonymous(style: Any, parent_style: Any) -> None:  # noqa: ANN401
    """Make the style of a box without an element."""
    style.update(_ANONYMOUS)
    _own_anonymous(style, parent_style)


def missing_computed(style: Any, key: str) -> Any:  # noqa: ANN401
    """Return a value that was not asked for before."""
    if key in _HANDED_DOWN and key not in style.cascaded and style.parent_style is not None:
        value = style[key] = style.parent_style[key]
        return value
    return _missing_computed(style, key)


def missing_anonymous(style: Any, key: str) -> Any:  # noqa: ANN401
    """Return a value that was not asked for before, of a box without an element."""
    if key in INHERITED:
        value = style[key] = style.parent_style[key]
        return value
    return _missing_anonymous(style, key)


def copy_computed(style: Any) -> Any:  # noqa: ANN401
    """Copy a style: the engine may then change what the copy says."""
    copied = _copy_computed(style)
    copied.loose = True
    return copied


def copy_anonymous(style: Any) -> Any:  # noqa: ANN401
    """Copy a style of a box without an element."""
    copied = _copy_anonymous(style)
    copied.loose = True
    return copied


METHODS = (
    (css.ComputedStyle, "__init__", computed),
    (css.AnonymousStyle, "__init__", anonymous),
    (css.ComputedStyle, "__missing__", missing_computed),
    (css.AnonymousStyle, "__missing__", missing_anonymous),
    (css.ComputedStyle, "copy", copy_computed),
    (css.AnonymousStyle, "copy", copy_anonymous),
)
