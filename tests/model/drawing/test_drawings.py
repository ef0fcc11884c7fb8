"""Every drawing keeps its words apart, stays inside its frame, holds zero, and keeps the order it was given."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.model.dates import PartialDate
from briefpress.model.drawing.datum import Datum
from briefpress.model.drawing.lines import lines
from briefpress.model.drawing.place import Area
from briefpress.model.drawing.rows import bars, dumbbell, ranges
from briefpress.model.drawing.shapes import Box, Dot, Drawing, Label, Stroke
from briefpress.model.drawing.strip import strip
from briefpress.model.drawing.words import ASCENT, DESCENT
from briefpress.model.quantity import Quantity
from briefpress.model.view import Run

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.model.view import Mark

ROWS = (bars, ranges, dumbbell)
words = st.text("abcdefgh WMmil0123456789,.–%$€ẞ漢字", min_size=1, max_size=60).filter(str.strip)
numbers = st.decimals(min_value=-(10**9), max_value=10**12, places=2, allow_nan=False, allow_infinity=False)
_MARKS: tuple[Mark, ...] = ("forward", "contested", "rumour", "past-due")
marks = st.sets(st.sampled_from(_MARKS)).map(tuple)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity | None:
    """Draw a figure, a range, a bound, words, or nothing."""
    kind = draw(st.sampled_from(["number", "range", "words", "none"]))
    if kind == "none":
        return None
    if kind == "words":
        return Quantity.model_validate({"words": "some"})
    bound = draw(st.sampled_from([None, "about", "nearly", "over", "up-to", "at-least"]))
    if kind == "number":
        return Quantity.model_validate({"number": draw(numbers), "bound": bound, "unit": "boats"})
    low, high = sorted(draw(st.lists(numbers, min_size=2, max_size=2, unique=True)))
    return Quantity.model_validate({"low": low, "high": high, "bound": bound, "unit": "boats"})


@st.composite
def dates(draw: st.DrawFn) -> PartialDate:
    """Draw a date of any precision."""
    year, month, day = draw(st.integers(1990, 2060)), draw(st.integers(1, 12)), draw(st.integers(1, 28))
    shapes = (f"{year}", f"{year}-Q{(month + 2) // 3}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}")
    return PartialDate.parse(draw(st.sampled_from(shapes)))


@st.composite
def data(draw: st.DrawFn, *, alone: bool = False) -> Datum:
    """Draw one figure with its name, and in some cases the one set against it."""
    at = draw(st.none() | dates())
    found: tuple[Mark, ...] = draw(marks)
    return Datum(
        draw(words),
        Run(draw(words), marks=found),
        draw(quantities()),
        at,
        Run(str(at), written=True) if at else None,
        draw(st.sampled_from(["", "Plan", "Not stated"])),
        None if alone or draw(st.booleans()) else draw(data(alone=True)),
    )


charts = st.lists(data(), min_size=1, max_size=7).map(tuple)


def area(label: Label) -> Area:
    """Return what a label takes; its width is its own estimate, which another test holds against the font."""
    left = label.x if label.align == "start" else label.x - label.width
    return Area(left, label.y - ASCENT, left + label.width, label.y + DESCENT)


def labels(drawing: Drawing, *styles: str) -> list[Label]:
    """Return the labels of a drawing, all of them or those of some styles."""
    return [one for one in drawing.shapes if isinstance(one, Label) and (not styles or one.style in styles)]


def corners(drawing: Drawing) -> list[tuple[float, float]]:
    """Return the outermost points of every shape."""
    found: list[tuple[float, float]] = []
    for shape in drawing.shapes:
        match shape:
            case Box(x, y, width, height):
                found += [(x, y), (x + width, y + height)]
            case Dot(x, y):
                found += [(x - 3.3, y - 3.3), (x + 3.3, y + 3.3)]
            case Stroke(points):
                found += points
            case Label():
                taken = area(shape)
                found += [(taken.left, taken.top), (taken.right, taken.bottom)]
    return found


def sound(drawing: Drawing) -> None:
    """Assert what holds of every drawing."""
    slack = 0.05  # lengths are rounded to hundredths
    for left, right in combinations([area(label) for label in labels(drawing)], 2):
        smaller = Area(left.left + slack, left.top + slack, left.right - slack, left.bottom - slack)
        assert not smaller.meets(right)
    for x, y in corners(drawing):
        assert -slack <= x <= drawing.width + slack
        assert -slack <= y <= drawing.height + slack


@pytest.mark.parametrize("draw", ROWS)
@given(chart=charts)
def test_rows_keep_words_apart_and_inside(
    draw: Callable[[tuple[Datum, ...]], Drawing], chart: tuple[Datum, ...]
) -> None:
    """Whatever the names, figures and bounds are, no word lies on another and nothing leaves the frame."""
    sound(draw(chart))


@pytest.mark.parametrize("draw", ROWS)
@given(chart=charts)
def test_rows_keep_their_order_and_all_their_words(
    draw: Callable[[tuple[Datum, ...]], Drawing], chart: tuple[Datum, ...]
) -> None:
    """Names come from top to bottom as the series has them, and no letter of them is lost."""
    drawing = draw(chart)

    shown = "".join(run.text for label in labels(drawing, "name") for run in label.runs)
    assert shown.replace(" ", "") == "".join(datum.name for datum in chart).replace(" ", "")
    tops = [label.y for label in labels(drawing, "name")]
    assert tops == sorted(tops)


@pytest.mark.parametrize("draw", ROWS)
@given(chart=charts)
def test_marks_stand_clear_of_words(draw: Callable[[tuple[Datum, ...]], Drawing], chart: tuple[Datum, ...]) -> None:
    """No bar, span or dot lies under a word."""
    drawing = draw(chart)
    taken = [area(label) for label in labels(drawing)]
    for shape in drawing.shapes:
        if isinstance(shape, Box):
            assert not any(
                Area(shape.x, shape.y, shape.x + shape.width, shape.y + shape.height).meets(one) for one in taken
            )
        if isinstance(shape, Dot):
            assert not any(Area(shape.x - 3, shape.y - 3, shape.x + 3, shape.y + 3).meets(one) for one in taken)


@given(chart=charts)
def test_bars_begin_at_zero(chart: tuple[Datum, ...]) -> None:
    """Zero is on the scale, and the bar of a single figure has one end on it."""
    flat = tuple(datum for datum in chart if datum.span and datum.span[0] == datum.span[1])
    drawing = bars(flat)
    (axis,) = [one for one in drawing.shapes if isinstance(one, Stroke) and one.style == "axis"]
    zero = axis.points[0][0]

    assert 0 <= zero <= drawing.width
    for shape in drawing.shapes:
        if isinstance(shape, Box):
            assert min(abs(end - zero) for end in (shape.x, shape.x + shape.width)) < 0.05


@given(chart=charts)
def test_lines_keep_words_apart_and_inside(chart: tuple[Datum, ...]) -> None:
    """Figures that have no room are left to the table; what is set never touches anything."""
    drawing = lines(chart)

    sound(drawing)
    taken = [area(label) for label in labels(drawing, "figure")]
    for shape in drawing.shapes:
        if isinstance(shape, Dot):
            assert not any(Area(shape.x - 3, shape.y - 3, shape.x + 3, shape.y + 3).meets(one) for one in taken)


@given(chart=charts)
def test_lines_run_forward_in_time_and_hold_zero(chart: tuple[Datum, ...]) -> None:
    """A stroke never runs back in time; the axis is at zero, inside the frame."""
    drawing = lines(chart)
    strokes = [one for one in drawing.shapes if isinstance(one, Stroke)]

    for stroke in strokes:
        if stroke.style in ("line", "plan-line"):
            assert all(left[0] <= right[0] for left, right in pairwise(stroke.points))
    shown = any(datum.span and datum.at for datum in chart)
    axes = [one.points for one in strokes if one.style == "axis"]
    assert [left[1] == right[1] for left, right in axes] == [True] * shown


@given(chart=charts)
def test_strips_keep_words_apart_and_inside(chart: tuple[Datum, ...]) -> None:
    """Events have a row each; their words stand beside the mark or below it."""
    sound(strip(chart, str))


@given(chart=charts)
def test_strips_run_in_order_of_date(chart: tuple[Datum, ...]) -> None:
    """Rows come by date, and a later day never stands to the left of an earlier one."""
    drawing = strip(chart, str)
    marks = [one for one in drawing.shapes if isinstance(one, Dot) or (isinstance(one, Box) and one.style != "ground")]
    ends = [one.x if isinstance(one, Dot) else one.x + one.width for one in marks]

    assert len(marks) == len([datum for datum in chart if datum.at])
    assert [one.y for one in marks] == sorted(one.y for one in marks)
    assert all(left <= right + 2.1 for left, right in pairwise(ends))  # the least a span is drawn with


def test_a_scale_is_in_proportion() -> None:
    """Twice the figure is twice the length."""
    figures = [Quantity.model_validate({"number": Decimal(number), "unit": "boats"}) for number in (10, 20, 40)]
    drawing = bars(tuple(Datum("Boats", Run("some"), figure) for figure in figures))
    first, second, third = (one.width for one in drawing.shapes if isinstance(one, Box))

    assert second == pytest.approx(2 * first, abs=0.02)
    assert third == pytest.approx(4 * first, abs=0.02)


@pytest.mark.parametrize("draw", [*ROWS, lines])
def test_words_without_a_number_have_no_mark(draw: Callable[[tuple[Datum, ...]], Drawing]) -> None:
    """What has no figure is said, and nothing is drawn that could be taken for one."""
    words = Quantity.model_validate({"words": "some"})
    drawing = draw((Datum("Boats", Run("some"), words), Datum("Ships", Run("none"), None)))

    assert not [one for one in drawing.shapes if isinstance(one, Box | Dot)]
    assert len(labels(drawing)) > 1


@pytest.mark.parametrize("draw", [bars, ranges])
def test_a_row_may_have_a_number_only_to_set_against(draw: Callable[[tuple[Datum, ...]], Drawing]) -> None:
    """Its words are said beside it, and the other figure is not drawn as if it were its own."""
    four = Datum("Planned", Run("4 boats"), Quantity.model_validate({"number": 4, "unit": "boats"}))
    drawing = draw((Datum("Boats", Run("some"), None, against=four),))

    assert not [one for one in drawing.shapes if isinstance(one, Box | Dot)]
    assert labels(drawing, "figure")
