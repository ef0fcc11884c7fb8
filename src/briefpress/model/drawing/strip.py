"""A strip of time: each event on a row of its own, as exact as its date is."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from briefpress.model.dates import PartialDate
from briefpress.model.drawing.shapes import WIDE, Box, Dot, Drawing, Label, Shape, Stroke, near
from briefpress.model.drawing.words import ASCENT, LEADING, measure, wrapped
from briefpress.model.view import Run

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.model.drawing.datum import Datum
    from briefpress.model.view import Runs

_SIDE = 5.0
_GAP = 5.0
_ROW = 14.0
_HEAD = 13.0
_NARROW = 110.0
"""Words get a line of their own under a mark that leaves less than this on either side."""
_SPAN = 5.0
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_MONTH_STEPS = (1, 3, 6)
_FEW = 2


class _Time(Struct, frozen=True):
    first: int
    last: int

    def at(self, day: int) -> float:
        share = (day - self.first) / max(1, self.last - self.first)
        return near(_SIDE + share * (WIDE - 2 * _SIDE))


def strip(data: tuple[Datum, ...], write: Callable[[PartialDate], str]) -> Drawing:
    """Draw events in order of date: a day as a dot, anything less exact as the span it may lie in."""
    dated = sorted(
        ((datum, datum.at) for datum in data if datum.at), key=lambda pair: (pair[1].last, pair[1].first, pair[0].name)
    )
    if not dated:
        return Drawing(WIDE, 1.0, ())
    days = [day.toordinal() for _, at in dated for day in (at.first, at.last)]
    time = _Time(min(days), max(days))
    marks: list[Shape] = []
    top = _HEAD + 3
    for datum, at in dated:
        start, end = time.at(at.first.toordinal()), time.at(at.last.toordinal())
        x, lines, below = _beside(datum, start, end)
        tall = max(_ROW, len(lines) * LEADING + 4) + (_SPAN + 3 if below else 0)
        middle = near(top + _ROW / 2)
        first = middle + 2.7 + (_SPAN + 5 if below else 0)
        wide = max(measure(line) for line in lines)
        marks.append(
            Box(
                near(x - 1.5),
                near(first - ASCENT),
                near(min(wide + 3, WIDE - x + 1.5)),
                near(len(lines) * LEADING),
                "ground",
            )
        )
        marks.append(_mark(datum, start, end, middle))
        marks += [
            _line(line, x, wide, near(first + index * LEADING), flush=x + wide < start)
            for index, line in enumerate(lines)
        ]
        top += tall
    foot = near(top)
    return Drawing(WIDE, foot, (*_ticks(time, foot, write), *marks), _signs(dated))


def _line(line: Runs, x: float, wide: float, y: float, *, flush: bool) -> Label:
    """Set a line of words; those left of their mark end beside it, however wide they turn out."""
    taken = near(measure(line))
    return Label(near(x + wide), y, line, taken, "figure", "end") if flush else Label(near(x), y, line, taken, "figure")


def _signs(dated: list[tuple[Datum, PartialDate]]) -> tuple[str, ...]:
    vague = any(at.precision != "day" for _, at in dated)
    ahead = any(datum.forward for datum, _ in dated)
    return tuple(
        sign for sign, used in (("bar: the span in which it lies", vague), ("outline only: still ahead", ahead)) if used
    )


def _mark(datum: Datum, start: float, end: float, middle: float) -> Shape:
    if datum.at and datum.at.precision == "day":
        return Dot(start, middle, datum.look)
    return Box(start, near(middle - _SPAN / 2), near(max(2.0, end - start)), _SPAN, datum.look)


def _beside(datum: Datum, start: float, end: float) -> tuple[float, tuple[Runs, ...], bool]:
    """Return where the words of an event begin, their lines, and whether they stand below its mark."""
    runs = (Run(datum.value.text, ("strong",), written=True), Run(datum.name), *datum.tags())
    (whole,) = wrapped(runs, float("inf"))
    right, left = WIDE - end - _GAP - 3, start - _GAP - 3
    if measure(whole) <= right or right >= max(left, _NARROW):
        return end + _GAP + 3, wrapped(runs, right), False
    if left >= _NARROW:
        lines = wrapped(runs, left)
        return start - _GAP - 3 - max(measure(line) for line in lines), lines, False
    lines = wrapped(runs, WIDE)
    return min(start, WIDE - max(measure(line) for line in lines)), lines, True


def _ticks(time: _Time, foot: float, write: Callable[[PartialDate], str]) -> list[Shape]:
    """Rule the beginnings of years, or of months where the years are few."""
    shapes: list[Shape] = [Stroke(((0.0, _HEAD), (WIDE, _HEAD)), "axis")]
    for day in _beginnings(time):
        text = write(day)
        x = time.at(day.first.toordinal())
        runs: Runs = (Run(text, written=True),)
        wide = measure(runs)
        left = near(min(max(0.0, x - wide / 2), WIDE - wide))
        shapes.append(Stroke(((x, _HEAD), (x, foot)), "rule"))
        shapes.append(Label(left, near(_HEAD - 4), runs, near(wide), "tick"))
    return shapes


def _beginnings(time: _Time) -> list[PartialDate]:
    first, last = date.fromordinal(time.first), date.fromordinal(time.last)
    years = [PartialDate.parse(f"{year:04}") for year in range(first.year, last.year + 1)]
    held = [year for year in years if year.first.toordinal() >= time.first]
    if len(held) >= _FEW:
        return _spread(time, held, [[one for one in held if one.first.year % step == 0] for step in _STEPS])
    months = [PartialDate.parse(f"{year.first.year:04}-{month:02}") for year in years for month in range(1, 13)]
    inside = [month for month in months if time.first <= month.first.toordinal() <= time.last]
    return _spread(
        time, inside, [[one for one in inside if one.first.month % step == 1 % step] for step in _MONTH_STEPS]
    )


def _spread(time: _Time, every: list[PartialDate], choices: list[list[PartialDate]]) -> list[PartialDate]:
    """Return the first choice whose labels have room between them."""
    wide = 44.0 if every and every[0].precision == "month" else 28.0
    places = ((chosen, [time.at(one.first.toordinal()) for one in chosen]) for chosen in choices)
    # The widest step leaves at most a few, so one choice always has room.
    return next(chosen for chosen, at in places if all(right - left >= wide for left, right in pairwise(at)))
