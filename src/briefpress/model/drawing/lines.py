"""A line over time: gaps stay gaps, ranges stay ranges, and what is planned or forecast is dashed."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from briefpress.model.drawing.datum import signs
from briefpress.model.drawing.place import Area, around, inside
from briefpress.model.drawing.shapes import WIDE, Box, Dot, Drawing, Label, Shape, Stroke, near
from briefpress.model.drawing.words import ASCENT, LEADING, measure, wrapped
from briefpress.model.view import Run

if TYPE_CHECKING:
    from briefpress.model.dates import PartialDate
    from briefpress.model.drawing.datum import Datum
    from briefpress.model.view import Runs

_SIDE = 24.0
_TOP, _BOTTOM = 26.0, 122.0
_LABEL = 96.0
_DOT = 4.5
_ZERO = Decimal(0)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


class _Point(Struct, frozen=True):
    datum: Datum
    x: float
    low: float
    high: float

    @property
    def area(self) -> Area:
        return Area(self.x - _DOT, self.high - _DOT, self.x + _DOT, self.low + _DOT)


def lines(data: tuple[Datum, ...]) -> Drawing:
    """Draw figures in order of time on a scale that holds zero; those that have no room for words keep their dot."""
    dated = sorted((datum for datum in data if datum.at), key=_when)
    points, zero = _points([datum for datum in dated if datum.span])
    strokes = _strokes(dated, points)
    shapes: list[Shape] = [Stroke(((0.0, zero), (WIDE, zero)), "axis"), *strokes] if points else []
    shapes += [shape for point in points for shape in _mark(point, zero)]
    shapes += _figures(points, strokes)
    shapes += _dates(points)
    bottom = _BOTTOM + LEADING + 4 if points else 0.0
    for datum in data:
        if not (datum.at and datum.span):
            for line in wrapped(_undrawn(datum), WIDE):
                bottom += LEADING
                shapes.append(Label(0.0, near(bottom), line, near(measure(line)), "words"))
    found = signs(data, filled=False)
    if len({stroke.points[0][0] for stroke in strokes}) < len(points) - 1:
        found = (*found, "gap in the line: no figure, or only a bound")
    return Drawing(WIDE, near(bottom + 3), tuple(shapes), found)


def cadence(dates: list[PartialDate]) -> int:
    """Return the months from one date to the next, the least there are; 0 where the dates have no common step."""
    kinds = {date.precision for date in dates}
    if len(kinds) != 1 or kinds == {"day"}:
        return 0
    return min((_months(left, right) for left, right in pairwise(dates)), default=0)


def _months(left: PartialDate, right: PartialDate) -> int:
    return (right.first.year - left.first.year) * 12 + right.first.month - left.first.month


def _when(datum: Datum) -> tuple[int, int]:
    return (datum.at.first.toordinal(), datum.at.last.toordinal()) if datum.at else (0, 0)


def _points(data: list[Datum]) -> tuple[list[_Point], float]:
    spans = [datum.span for datum in data if datum.span]
    low = min([_ZERO, *(span[0] for span in spans)])
    high = max([_ZERO, *(span[1] for span in spans)])
    tall = (high - low) or Decimal(1)

    def y(value: Decimal) -> float:
        return near(_BOTTOM - float((value - low) / tall) * (_BOTTOM - _TOP))

    middles = [sum(_when(datum)) for datum in data]
    first, whole = min(middles, default=0), (max(middles, default=0) - min(middles, default=0)) or 1
    single = len(set(middles)) == 1
    points = [
        _Point(
            datum,
            near(WIDE / 2 if single else _SIDE + (middle - first) / whole * (WIDE - 2 * _SIDE)),
            y(datum.span[0]),
            y(datum.span[1]),
        )
        for datum, middle in zip(data, middles, strict=True)
        if datum.span
    ]
    return points, y(_ZERO)


def _strokes(dated: list[Datum], points: list[_Point]) -> list[Stroke]:
    """Join neighbours in time, unless a figure is missing between them or one of them is no more than a bound."""
    step = cadence([datum.at for datum in dated if datum.at])
    order = {id(datum): index for index, datum in enumerate(dated)}
    found = []
    for left, right in pairwise(points):
        here, there = left.datum, right.datum
        missing = order[id(there)] - order[id(here)] > 1
        late = bool(step and here.at and there.at and _months(here.at, there.at) > step)
        if missing or late or any(one.open_below or one.open_above for one in (here, there)):
            continue
        style = "plan-line" if here.forward or there.forward else "line"
        ends = ((left.low, right.low), (left.high, right.high))
        found += [Stroke(((left.x, a), (right.x, b)), style) for a, b in dict.fromkeys(ends)]  # type: ignore[arg-type]
    return found


def _mark(point: _Point, zero: float) -> list[Shape]:
    datum, x = point.datum, point.x
    if point.low != point.high:
        return [Box(near(x - 2.5), point.high, 5.0, near(point.low - point.high), datum.look)]
    y = point.high
    if datum.open_below:
        return [Stroke(((x, zero), (x, y)), "reach"), Stroke(((x - _DOT, y), (x + _DOT, y)), "cap")]
    if datum.open_above:
        head = Stroke(((near(x - 2.4), near(y - 7)), (x, near(y - 10)), (near(x + 2.4), near(y - 7))), "cap")
        return [Stroke(((x, y), (x, near(y - 10))), "reach"), Stroke(((x - _DOT, y), (x + _DOT, y)), "cap"), head]
    return [Dot(x, y, datum.look, datum.rough)]


def _figures(points: list[_Point], strokes: list[Stroke]) -> list[Shape]:
    """Set the words of as many points as have room, the ends and extremes first."""
    frame = Area(0.0, 0.0, WIDE, _BOTTOM + LEADING)
    taken = [point.area for point in points]
    found: list[Shape] = []
    for point in _ranked(points):
        block = wrapped(point.datum.said(), _LABEL)
        wide, tall = max(measure(line) for line in block), len(block) * LEADING
        area = _room(point, wide, tall, frame, taken, strokes)
        if area:
            taken.append(area)
            found += [
                Label(near(area.left), near(area.top + ASCENT + index * LEADING), line, near(measure(line)), "figure")
                for index, line in enumerate(block)
            ]
    return found


def _room(
    point: _Point, wide: float, tall: float, frame: Area, taken: list[Area], strokes: list[Stroke]
) -> Area | None:
    gap = 11.0 if point.datum.open_above else _DOT + 1
    places = [inside(place, frame) for place in around(point.x, point.high, wide, tall, gap)]
    free = [
        place
        for place in places
        if place.top >= frame.top and place.bottom <= _BOTTOM and not any(place.meets(one) for one in taken)
    ]
    clear = (place for place in free if not any(place.crossed(stroke.points) for stroke in strokes))
    return next(clear, next(iter(free), None))


def _ranked(points: list[_Point]) -> list[_Point]:
    if not points:
        return []
    extremes = [points[0], points[-1], min(points, key=lambda one: one.high), max(points, key=lambda one: one.low)]
    return list({id(point): point for point in (*extremes, *points)}.values())


def _dates(points: list[_Point]) -> list[Shape]:
    """Set the dates under the line: the first, the last, and those between that have room."""
    taken: list[Area] = []
    found: list[Shape] = []
    frame = Area(0.0, 0.0, WIDE, _BOTTOM + LEADING)
    for point in dict.fromkeys((*points[:1], *points[-1:], *points)):
        runs: Runs = (Run(point.datum.dated.text, written=True),) if point.datum.dated else ()
        wide = measure(runs)
        area = inside(Area(point.x - wide / 2, _BOTTOM + 2, point.x + wide / 2, _BOTTOM + 2 + LEADING), frame)
        if runs and not any(area.meets(Area(one.left - 5, one.top, one.right + 5, one.bottom)) for one in taken):
            taken.append(area)
            found.append(Label(near(area.left), near(area.top + ASCENT + 1), runs, near(wide), "tick"))
    return found


def _undrawn(datum: Datum) -> Runs:
    if datum.span is None:
        return (Run(f"{datum.name}:"), *datum.said())
    return (Run(f"{datum.name}:"), datum.said()[0], Run("(no date, not drawn)"), *datum.tags())
