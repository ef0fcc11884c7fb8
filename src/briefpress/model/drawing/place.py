"""Placing words so that none lies on another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable


class Area(Struct, frozen=True):
    """A rectangle that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area) -> bool:
        """Tell whether two areas have more than an edge in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def crossed(self, line: tuple[tuple[float, float], ...]) -> bool:
        """Tell whether a straight line runs through, as far as its sixty-fourths show."""
        (x, y), (to_x, to_y) = line
        steps = 64
        return any(
            self.left < x + (to_x - x) * step / steps < self.right
            and self.top < y + (to_y - y) * step / steps < self.bottom
            for step in range(steps + 1)
        )


def around(x: float, y: float, wide: float, tall: float, gap: float) -> Iterable[Area]:
    """Yield the places for words beside a point, the best first: above, below, right, left, and the corners."""
    for across, down in ((0, -1), (0, 1), (1, 0), (-1, 0), (1, -1), (-1, -1), (1, 1), (-1, 1)):
        left = x - wide / 2 + across * (wide / 2 + gap)
        top = y - tall / 2 + down * (tall / 2 + gap)
        yield Area(left, top, left + wide, top + tall)


def inside(area: Area, frame: Area) -> Area:
    """Return an area moved sideways until it lies in a frame that is wide enough for it."""
    left = min(max(area.left, frame.left), frame.right - (area.right - area.left))
    return Area(left, area.top, left + area.right - area.left, area.bottom)
