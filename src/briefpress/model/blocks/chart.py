"""Charts: a series as bars, ranges, a line or dumbbells, and events as a strip of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Struct
from pydantic import Field
from typing_extensions import override

from briefpress.model.blocks.assertion import Assertion, Timing
from briefpress.model.blocks.base import Block, Page
from briefpress.model.drawing.datum import Datum
from briefpress.model.drawing.lines import lines
from briefpress.model.drawing.rows import bars, dumbbell, ranges
from briefpress.model.drawing.strip import strip
from briefpress.model.prose import Prose
from briefpress.model.record import EventRef, Line, SeriesRef
from briefpress.model.view import BlockView, Run, Runs

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.model.claim import Claim
    from briefpress.model.dates import PartialDate
    from briefpress.model.drawing.shapes import Drawing
    from briefpress.model.entries import Event, Point
    from briefpress.model.view import Mark

Form = Literal["bars", "ranges", "lines", "dumbbell"]

_DRAWN: dict[Form, tuple[str, Callable[[tuple[Datum, ...]], Drawing]]] = {
    "bars": ("Bar chart", bars),
    "ranges": ("Chart of ranges", ranges),
    "lines": ("Line chart", lines),
    "dumbbell": ("Chart of pairs", dumbbell),
}
_HEARD: dict[Mark, str] = {
    "forward": "plan or forecast",
    "contested": "contested",
    "past-due": "passed, unverified",
    "rumour": "unconfirmed",
}


class ChartRow(Struct, frozen=True):
    """A row of the table behind a chart: what it is, its figures with their marks, and what is known of them."""

    label: str
    figures: tuple[Runs, ...]
    facts: tuple[str, ...]


class ChartView(BlockView, frozen=True):
    """A chart with its message, its measure, the table behind it, and the words for who cannot see it."""

    subtitle: str
    drawing: Drawing
    headings: tuple[str, ...]
    rows: tuple[ChartRow, ...]
    note: Runs
    alt: str


class ChartBlock(Block):
    """A chart of a series; its title is the message."""

    block: Literal["chart"]
    title: Line
    subtitle: Line
    form: Form = "bars"
    series: SeriesRef
    note: Prose | None = None
    asserts: tuple[Assertion, ...] = ()

    @override
    def view(self, page: Page) -> ChartView:
        head = page.head(self)
        kind, draw = _DRAWN[self.form]
        paired = self.form == "dumbbell"
        data = tuple(_datum(page, point, paired=paired) for point in page.edition.series[self.series].points)
        return ChartView(
            *head,
            self.subtitle,
            draw(data),
            ("Item", "Figure", *(["Set against it"] if paired else []), "Kind", "Date"),
            tuple(_row(datum, paired=paired) for datum in data),
            page.runs(self.note) if self.note else (),
            f"{kind}. {self.subtitle}. {'; '.join(_heard(datum, dated=self.form == 'lines') for datum in data)}.",
        )


class StripBlock(Block):
    """Events on a strip of time; its title is the message."""

    block: Literal["strip"]
    title: Line
    subtitle: Line
    events: Annotated[tuple[EventRef, ...], Field(min_length=1)]
    note: Prose | None = None
    asserts: tuple[Timing, ...] = ()

    @override
    def view(self, page: Page) -> ChartView:
        head = page.head(self)
        events = [page.edition.events[name] for name in self.events if name in page.edition.events]
        events.sort(key=lambda event: (event.date.last, event.date.first, event.id))
        moments = [_moment(page, event) for event in events]
        data = tuple(datum for datum, _ in moments)
        heard = "; ".join(f"{datum.value.text}: {datum.name}{_remarks(datum.value.marks)}" for datum in data)
        return ChartView(
            *head,
            self.subtitle,
            strip(data, page.date),
            ("Event", "Date", "State"),
            tuple(ChartRow(datum.name, (runs,), ("ahead" if datum.forward else "past",)) for datum, runs in moments),
            page.runs(self.note) if self.note else (),
            f"Strip of time. {self.subtitle}. {heard}.",
        )


def _datum(page: Page, point: Point, *, paired: bool) -> Datum:
    claim = page.edition.claims[point.claim] if point.claim else None
    # A point may be an event, which has a date and no quantity.
    quantity = point.value or page.edition.values.get(point.claim or "")
    at = when(point, claim)
    return Datum(
        point.label,
        page.quantity(point.value) if point.value else page.value(point.claim or ""),
        quantity,
        at,
        Run(page.date(at), written=True) if at else None,
        page.kind(point.claim) if point.claim else "",
        _against(page, point.against) if paired and point.against else None,
    )


def _against(page: Page, name: str) -> Datum:
    return Datum("", page.value(name), page.edition.values.get(name), kind=page.kind(name))


def when(point: Point, claim: Claim | None) -> PartialDate | None:
    """Return the time a figure is about: what it covers, else when it falls due, else when it was true or said."""
    if point.at or claim is None:
        return point.at or (point.value.period if point.value else None)
    return claim.period or claim.when or claim.due or claim.as_of


def _row(datum: Datum, *, paired: bool) -> ChartRow:
    against = (datum.against.value if datum.against else Run("no outcome stated"),)
    kinds = dict.fromkeys(one.kind for one in (datum, datum.against) if one and one.kind)
    return ChartRow(
        datum.name,
        ((datum.value,), against) if paired else ((datum.value,),),
        (", ".join(kinds), datum.dated.text if datum.dated else "not stated"),
    )


def _heard(datum: Datum, *, dated: bool) -> str:
    when = f", {datum.dated.text}" if dated and datum.dated else ""
    after = f", then {datum.against.value.text}{_remarks(datum.against.value.marks)}" if datum.against else ""
    return f"{datum.name}{when}: {datum.value.text}{_remarks(datum.value.marks)}{after}"


def _remarks(marks: tuple[Mark, ...]) -> str:
    words = [word for mark, word in _HEARD.items() if mark in marks]
    return f" ({', '.join(words)})" if words else ""


def _moment(page: Page, event: Event) -> tuple[Datum, Runs]:
    date = Run(page.date(event.date), written=True)
    cites = (page.cite(event.claims),) if event.claims else ()
    told = tuple(mark for run in cites for mark in run.marks)
    marks: tuple[Mark, ...] = told if event.date.last < page.edition.as_of else (*told, "forward")
    shown = Run(date.text, marks=marks, written=True)
    return Datum(event.title, shown, None, event.date, date), (date, *cites)
