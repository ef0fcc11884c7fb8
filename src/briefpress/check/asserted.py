"""A chart's title is a message, so the chart says what makes it true, and the data bear it out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from briefpress.check.charts import charts
from briefpress.diagnostics import Diagnostic, error
from briefpress.model.blocks.assertion import Assertion, Timing
from briefpress.model.blocks.chart import ChartBlock, StripBlock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from briefpress.check.charts import Chart
    from briefpress.check.proof import Proof
    from briefpress.model.blocks.assertion import Share
    from briefpress.model.dates import PartialDate
    from briefpress.model.quantity import Quantity

    Ends = tuple[Decimal, Decimal]

_PER_CENT = 100


@dataclass(frozen=True, slots=True)
class Data:
    """What a chart shows: the value of each claim, the figures in their order, and what became of each."""

    values: Mapping[str, Quantity]
    row: list[Ends]
    answers: Mapping[str, Ends | None]


def asserted(proof: Proof) -> list[Diagnostic]:
    """Report charts that assert nothing, and assertions that the data do not bear out."""
    return list(dict.fromkeys(finding for chart in charts(proof) for finding in _asserted(chart)))


def _asserted(chart: Chart) -> Iterator[Diagnostic]:
    if not chart.block.asserts:
        message = "the chart's title is a message that nothing backs"
        example = "{largest: claim-id}" if isinstance(chart.block, ChartBlock) else "{past: event-id}"
        hint = f"say under 'asserts' what must hold of the data, such as {example}"
        yield error("BP362", message, chart.place.at("title"), help=hint)
    data, events = _data(chart), _events(chart)
    asserts: tuple[Assertion | Timing, ...] = chart.block.asserts
    for index, assertion in enumerate(asserts):
        place = chart.place.at("asserts", index, assertion.word)
        if isinstance(assertion, Timing):
            strangers = [f"event '{name}'" for name in assertion.events if name not in events]
            sound = not strangers and timely(assertion, events, chart.printed.edition.as_of)
        else:
            strangers = [f"claim '{name}'" for name in assertion.claims if name not in data.values]
            sound = not strangers and holds(assertion, data)
        if strangers:
            yield error(
                "BP362", f"{strangers[0]} is not drawn in this chart", place, help="assert what the chart itself shows"
            )
        elif not sound:
            message = f"the data do not bear out '{assertion.word}'"
            yield error("BP362", message, place, help="mend the title and what it asserts, or the data")


def _data(chart: Chart) -> Data:
    drawn = [(point, value) for point in chart.points if (value := chart.quantity(point))]
    if isinstance(chart.block, ChartBlock) and chart.block.form == "lines":
        dated = [(at.first, point, value) for point, value in drawn if (at := chart.at(point))]
        drawn = [(point, value) for _, point, value in sorted(dated, key=itemgetter(0))]
    known = chart.printed.edition.values
    return Data(
        {str(point.claim): value for point, value in drawn if point.claim},
        [value.span for _, value in drawn if value.span],
        {
            str(point.claim): answer.span if (answer := known.get(point.against or "")) else None
            for point, _ in drawn
            if point.claim
        },
    )


def _events(chart: Chart) -> dict[str, PartialDate]:
    events = chart.printed.edition.events
    drawn = chart.block.events if isinstance(chart.block, StripBlock) else ()
    return {name: events[name].date for name in drawn if name in events}


def timely(assertion: Timing, events: Mapping[str, PartialDate], as_of: date) -> bool:
    """Tell whether an assertion is true of dates on a day; a span counts by the end that speaks against it."""
    if assertion.before:
        early, late = assertion.before
        return events[early].last < events[late].first
    if assertion.past:
        return events[assertion.past].last < as_of
    return assertion.ahead is not None and events[assertion.ahead].first > as_of


def holds(assertion: Assertion, data: Data) -> bool:
    """Tell whether an assertion is true of a chart's claims and of its figures in order."""
    values, row = data.values, data.row
    if assertion.ceiling:
        return values[assertion.ceiling].bound == "up-to"
    if assertion.in_words:
        return values[assertion.in_words].span is None
    if assertion.rising or assertion.falling:
        pairs = [(left, right) if assertion.rising else (right, left) for left, right in pairwise(row)]
        return bool(pairs) and all(low[1] < high[0] for low, high in pairs)
    spans = {name: value.span for name, value in values.items() if value.span}
    if not spans.keys() >= set(assertion.claims):
        return False
    return _compared(assertion, spans) or _answered(assertion, spans, data.answers)


def _compared(assertion: Assertion, spans: Mapping[str, Ends]) -> bool:
    """Compare figures by the ends that speak against the assertion: a range must hold at either end."""
    if assertion.largest:
        return all(end[1] < spans[assertion.largest][0] for end in _others(assertion.largest, spans))
    if assertion.smallest:
        return all(end[0] > spans[assertion.smallest][1] for end in _others(assertion.smallest, spans))
    if assertion.greater:
        more, less = assertion.greater
        return spans[more][0] > spans[less][1]
    if assertion.sum_greater:
        parts, less = assertion.sum_greater
        return sum(spans[name][0] for name in parts) > spans[less][1]
    if assertion.within:
        inner, outer = (spans[name] for name in assertion.within)
        return outer[0] <= inner[0] and inner[1] <= outer[1]
    return assertion.share is not None and _share(assertion.share, spans)


def _answered(assertion: Assertion, spans: Mapping[str, Ends], answers: Mapping[str, Ends | None]) -> bool:
    """Compare a figure with what became of it."""
    if assertion.unanswered:
        return answers[assertion.unanswered] is None
    name = assertion.misses or assertion.meets or assertion.exceeds
    answer = answers[name] if name else None
    if not (name and answer):
        return False
    low, high = spans[name]
    if assertion.misses:
        return answer[1] < low
    return low <= answer[0] and answer[1] <= high if assertion.meets else answer[0] > high


def _others(name: str, spans: Mapping[str, Ends]) -> list[Ends]:
    return [ends for other, ends in spans.items() if other != name]


def _share(share: Share, spans: Mapping[str, Ends]) -> bool:
    of, rest = set(share.of), spans.keys() - set(share.of)
    low, high = sum(spans[name][0] for name in of), sum(spans[name][1] for name in rest)
    return low * _PER_CENT >= share.at_least * (low + high)
