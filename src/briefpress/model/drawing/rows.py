"""Drawings with a row for each figure: bars, ranges, and dumbbells of two figures that belong together."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from briefpress.model.drawing.datum import signs
from briefpress.model.drawing.shapes import WIDE, Box, Dot, Drawing, Label, Shape, Stroke, near
from briefpress.model.drawing.words import LEADING, measure, wrapped
from briefpress.model.view import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefpress.model.drawing.datum import Datum
    from briefpress.model.view import Runs

_NAME = 138.0
"""The widest column of names; longer ones break."""
_FIGURE = 106.0
"""The widest a figure beside its mark may be; longer ones break."""
_GAP = 5.0
_ROW = 17.0
_WORDS = 60.0
"""What is kept behind zero for words in place of a figure."""
_BAR = 12.5
_SPAN = 7.0
_REACH = 16.0
"""How far an open end is drawn beyond the figure."""
_ZERO = Decimal(0)


class Axis(Struct, frozen=True):
    """The scale of a drawing; zero is always on it."""

    low: Decimal
    high: Decimal
    left: float
    length: float

    def at(self, value: Decimal) -> float:
        """Return where a value stands."""
        return near(self.left + _share(value, self.low, self.high) * self.length)


def bars(data: tuple[Datum, ...]) -> Drawing:
    """Draw a bar from zero for each figure; the part of a range that is not certain is hatched."""
    return _rows(data, _bar, lambda datum: (datum.said(),))


def ranges(data: tuple[Datum, ...]) -> Drawing:
    """Draw each range from end to end, a single figure as a dot, and a bound with an open end."""
    return _rows(data, _extent, lambda datum: (datum.said(),))


def dumbbell(data: tuple[Datum, ...]) -> Drawing:
    """Draw two figures that belong together on one row, with an arrow from the first to the second."""
    return _rows(data, _pair, _paired)


def _rows(
    data: tuple[Datum, ...],
    draw: Callable[[Datum, Axis, float], Iterable[Shape]],
    say: Callable[[Datum], tuple[Runs, ...]],
) -> Drawing:
    names = [wrapped([Run(datum.name)], _NAME) for datum in data]
    left = near(max((measure(line) for lines in names for line in lines), default=0.0) + _GAP + 2)
    said = [_broken(say(datum), _FIGURE) if _drawn(datum) else () for datum in data]
    axis = _axis(data, said, left)
    zero = axis.at(_ZERO)
    shapes: list[Shape] = []
    top = 1.0
    for datum, name, figure in zip(data, names, said, strict=True):
        lines = figure or _broken(say(datum), WIDE - zero - _GAP)
        tall = max(_ROW, max(len(name), len(lines)) * LEADING + _GAP)
        middle = near(top + tall / 2)
        shapes += _lines(name, left - _GAP, middle, "name")
        if figure:
            shapes += draw(datum, axis, middle)
            shapes += _lines(lines, near(_end(datum, axis) + _GAP), middle, "figure")
        else:
            shapes += _lines(lines, zero + _GAP, middle, "words")
        top += tall
    shapes.append(Stroke(((zero, 0.0), (zero, near(top))), "axis"))
    every = tuple(one for datum in data for one in (datum, datum.against) if one)
    return Drawing(WIDE, near(top + 1), tuple(shapes), signs(every, filled=draw is _bar))


def _broken(parts: tuple[Runs, ...], limit: float) -> tuple[Runs, ...]:
    return tuple(line for runs in parts for line in wrapped(runs, limit))


def _lines(lines: tuple[Runs, ...], x: float, middle: float, style: str) -> list[Shape]:
    first = middle - (len(lines) - 1) * LEADING / 2 + 2.7
    name = style == "name"
    return [
        Label(
            near(x),
            near(first + index * LEADING),
            line,
            near(measure(line)),
            "name" if name else "figure" if style == "figure" else "words",
            "end" if name else "start",
        )
        for index, line in enumerate(lines)
    ]


def _drawn(datum: Datum) -> bool:
    return datum.span is not None or (datum.against is not None and datum.against.span is not None)


def _both(datum: Datum) -> tuple[Datum, ...]:
    return tuple(one for one in (datum, datum.against) if one and one.span)


def _axis(data: tuple[Datum, ...], said: list[tuple[Runs, ...]], left: float) -> Axis:
    """Return the longest scale on which every figure still has room for its words behind it."""
    spans = [one.span for datum in data for one in _both(datum) if one.span]
    low = min((span[0] for span in spans), default=_ZERO)
    high = max((span[1] for span in spans), default=_ZERO)
    low, high = min(low, _ZERO), max(high, _ZERO)
    if low == high:
        high = Decimal(1)
    if low < 0:
        left += _GAP
    length = WIDE - left - 2 * _GAP - (0 if all(said) else _WORDS)
    for datum, lines in zip(data, said, strict=True):
        if _drawn(datum):
            words = max((measure(line) for line in lines), default=0.0)
            room = WIDE - left - _GAP - words - _beyond(datum)
            share = _share(_reached(datum), low, high)
            length = min(length, room / share if share else length)
    return Axis(low, high, near(left), near(length))


def _share(value: Decimal, low: Decimal, high: Decimal) -> float:
    return float((value - low) / (high - low))


def _reached(datum: Datum) -> Decimal:
    return max([_ZERO, *(one.span[1] for one in _both(datum) if one.span)])


def _beyond(datum: Datum) -> float:
    """Return how far a row's marks stand out beyond its highest figure."""
    return _REACH if any(one.open_above for one in _both(datum)) else 4.5


def _end(datum: Datum, axis: Axis) -> float:
    return axis.at(_reached(datum)) + _beyond(datum)


def _bar(datum: Datum, axis: Axis, middle: float) -> list[Shape]:
    if datum.span is None:
        return []
    low, high = datum.span
    top, zero = near(middle - _BAR / 2), axis.at(_ZERO)
    sure = high if low == high else low if low > 0 else min(high, _ZERO)
    shapes: list[Shape] = []
    for start, end, look in (
        (zero, axis.at(sure), datum.look),
        (axis.at(low), axis.at(high), "plan-ceiling" if datum.forward else "ceiling"),
    ):
        if start != end:
            shapes.append(Box(min(start, end), top, near(abs(end - start)), _BAR, look))
    end = axis.at(high)
    if datum.rough:
        teeth = [(near(end - (4 if step % 2 else 1.5)), near(top + step * _BAR / 5)) for step in range(6)]
        shapes.append(Stroke(tuple(teeth), "tear"))
    if datum.open_above and high >= 0:
        tip = near(end + _REACH - 3)
        shapes += [Stroke(((end, y), (tip, y)), "reach") for y in (top, near(top + _BAR))]
    return shapes


def _extent(datum: Datum, axis: Axis, middle: float) -> list[Shape]:
    if datum.span is None:
        return []
    low, high = (axis.at(end) for end in datum.span)
    shapes: list[Shape] = []
    if datum.span[0] != datum.span[1]:
        shapes.append(Box(low, near(middle - _SPAN / 2), near(high - low), _SPAN, datum.look))
    if datum.open_below:
        shapes.append(Stroke(((axis.left, middle), (low, middle)), "reach"))
    if datum.open_above:
        tip = near(high + _REACH - 2)
        shapes.append(Stroke(((high, middle), (tip, middle)), "reach"))
        shapes.append(_head(tip, middle, -3.0))
    if datum.open_below or datum.open_above:
        side = high if datum.open_below else low
        shapes.append(Stroke(((side, near(middle - 5)), (side, near(middle + 5))), "cap"))
    elif low == high or datum.span[0] == datum.span[1]:
        shapes.append(Dot(low, middle, datum.look, datum.rough))
    return shapes


def _head(x: float, y: float, back: float) -> Stroke:
    return Stroke(((near(x + back), near(y - 2.6)), (x, y), (near(x + back), near(y + 2.6))), "cap")


def _pair(datum: Datum, axis: Axis, middle: float) -> list[Shape]:
    shapes: list[Shape] = []
    after = datum.against
    if after and after.span and datum.span:
        (_, start), (low, high) = datum.span, after.span
        begin, end = axis.at(start), axis.at(low)
        if high < datum.span[0]:
            begin, end = axis.at(datum.span[0]), axis.at(high)
        back = -4.0 if end > begin else 4.0
        shapes.append(Stroke(((begin, middle), (end, middle)), "line"))
        if abs(end - begin) > 10:  # noqa: PLR2004 - points: an arrow head between the dots
            shapes.append(_head(near(end + back), middle, back * 0.75))
    for one in _both(datum):
        shapes += _extent(one, axis, middle)
    return shapes


def _paired(datum: Datum) -> tuple[Runs, ...]:
    """Return what is said of both figures, one after the other, each with the sign it is drawn with."""
    if datum.against is None:
        return _signed(datum), (Run("no outcome stated"),)
    return _signed(datum), _signed(datum.against)


def _signed(datum: Datum) -> Runs:
    sign = "" if datum.span is None else "○ " if datum.forward else "● "
    return (Run(f"{sign}{datum.kind}"), *datum.said())
