"""What a drawing is made of, in points: boxes, strokes, dots and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from briefpress.model.view import Runs

Look = Literal["fact", "ceiling", "plan", "plan-ceiling", "ground"]
"""Facts are filled; a ceiling is hatched; a plan or forecast is outlined, so that it is never taken for a fact.

The ground has the colour of the paper: it keeps a line from running through words.
"""

Line = Literal["axis", "line", "plan-line", "reach", "cap", "tear", "rule"]

WIDE = 332.0
"""How wide every drawing is: the column beside the rail of page 1."""


class Box(Struct, frozen=True):
    """A bar or a span."""

    x: float
    y: float
    width: float
    height: float
    style: Look
    shape: Literal["box"] = "box"


class Stroke(Struct, frozen=True):
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    style: Line
    shape: Literal["stroke"] = "stroke"


class Dot(Struct, frozen=True):
    """A point; one that is only about right has a ring around it."""

    x: float
    y: float
    style: Look
    ring: bool = False
    shape: Literal["dot"] = "dot"


class Label(Struct, frozen=True):
    """One line of text on its base line; `width` is the most it takes."""

    x: float
    y: float
    runs: Runs
    width: float
    style: Literal["name", "figure", "words", "tick"]
    align: Literal["start", "end"] = "start"
    shape: Literal["label"] = "label"


Shape = Box | Stroke | Dot | Label


class Drawing(Struct, frozen=True):
    """A whole drawing, and which of its signs need words to be read."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    signs: tuple[str, ...] = ()


def near(value: float) -> float:
    """Return a length as it is printed: a hundredth of a point is finer than any press."""
    return round(value, 2) + 0.0
