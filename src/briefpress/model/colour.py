"""How colours stand out from each other, for every reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

TEXT, GRAPHIC = 4.5, 3.0
"""Least contrast: WCAG 2.2, success criteria 1.4.3 (text) and 1.4.11 (graphics)."""
APART = 20.0
"""Least distance between two series, CIE 1976, for readers with colour-vision deficiency."""

DEFICIENCIES: dict[str, Matrix] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
"""What linear RGB looks like at severity 1.0.

G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision
Deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6), 2009.
"""

_XYZ: Matrix = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
"""Linear sRGB to CIE XYZ with white D65 (IEC 61966-2-1)."""
_D65: Triple = (0.95047, 1.0, 1.08883)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def apart(one: str, other: str, deficiency: Matrix) -> float:
    """Return how far apart two colours look to a reader with a colour-vision deficiency, as CIE 1976 delta E."""
    left, right = (_lab(_through(deficiency, _linear(colour))) for colour in (one, other))
    return float(sum((a - b) ** 2 for a, b in zip(left, right, strict=True)) ** 0.5)


def _linear(colour: str) -> Triple:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _decoded(red), _decoded(green), _decoded(blue)


def _decoded(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 - sRGB


def _luminance(colour: str) -> float:
    return _dot((0.2126, 0.7152, 0.0722), _linear(colour))


def _through(matrix: Matrix, colour: Triple) -> Triple:
    first, second, third = (min(1.0, max(0.0, _dot(line, colour))) for line in matrix)
    return first, second, third


def _lab(linear: Triple) -> Triple:
    x, y, z = (_cube(_dot(line, linear) / white) for line, white in zip(_XYZ, _D65, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube(part: float) -> float:
    """Return the function f of CIE 1976 L*a*b*."""
    return float(part ** (1 / 3)) if part > (6 / 29) ** 3 else part * (29 / 6) ** 2 / 3 + 4 / 29


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(left, right, strict=True))
