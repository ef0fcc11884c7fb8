"""The colours of an audience on a dark screen: the same hues, as light as contrast asks for."""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from typing import TYPE_CHECKING

from briefpress.model.colour import APART, DEFICIENCIES, GRAPHIC, TEXT, apart, contrast
from briefpress.model.view import Palette

if TYPE_CHECKING:
    from collections.abc import Iterator

DARK = "#15181C"
"""The paper of the dark style sheet."""

_STEPS = 256
_MARGIN = 0.4
"""How much more contrast than the least is taken, so that rounding never costs a pass."""
_STRONG = 7.0
"""Contrast of the first colour, which carries headings and key figures: WCAG 2.2, success criterion 1.4.6."""
_TINT = 0.14
_CALM = 0.7
"""The part of its saturation that a colour keeps: on a dark ground a pure one glares."""


def night(palette: Palette) -> Palette:
    """Return the palette for a dark screen: text on its tint reads as on paper, and series stay apart."""
    hue, _, vivid = _hls(palette.accent)
    tint = _hex(hue, _TINT, min(vivid, 0.24))
    second = next(_raised(palette.second, tint, TEXT + _MARGIN))
    fill = next(_raised(palette.fill, tint, GRAPHIC + _MARGIN))
    shades = list(_raised(palette.accent, tint, _STRONG))
    told = (shade for shade in shades if all(_told(shade, other) for other in (second, fill)))
    return Palette(accent=next(told, shades[0]), second=second, fill=fill, tint=tint)


def _raised(colour: str, tint: str, least: float) -> Iterator[str]:
    """Yield the shades of a colour that stand out from both grounds, the darkest first."""
    hue, _, vivid = _hls(colour)
    for step in range(_STEPS + 1):
        shade = _hex(hue, step / _STEPS, vivid * _CALM)
        if min(contrast(shade, DARK), contrast(shade, tint)) >= least:
            yield shade


def _told(one: str, other: str) -> bool:
    return all(apart(one, other, deficiency) >= APART for deficiency in DEFICIENCIES.values())


def _hls(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return rgb_to_hls(red, green, blue)


def _hex(hue: float, light: float, vivid: float) -> str:
    return "#{:02X}{:02X}{:02X}".format(*(round(part * 255) for part in hls_to_rgb(hue, light, vivid)))
