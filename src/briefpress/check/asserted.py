"""A chart's title is a message, so the chart says what makes it true, and the data bear it out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from briefpress.check.charts import charts
from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from briefpress.check.charts import Chart
    from briefpress.check.proof import Proof
    from briefpress.model.blocks.chart import Assertion, Share
    from briefpress.model.quantity import Quantity

    Ends = tuple[Decimal, Decimal]

_PER_CENT = 100


def asserted(proof: Proof) -> list[Diagnostic]:
    """Report charts that assert nothing, and assertions that the data do not bear out."""
    return list(dict.fromkeys(finding for chart in charts(proof) for finding in _asserted(chart)))


def _asserted(chart: Chart) -> Iterator[Diagnostic]:
    if not chart.block.asserts:
        message = "the chart's title is a message that nothing backs"
        hint = "say under 'asserts' what must hold of the data, such as {largest: claim-id}"
        yield error("BP362", message, chart.place.at("title"), help=hint)
    drawn = [(point, value) for point in chart.series.points if (value := chart.quantity(point))]
    values = {str(point.claim): value for point, value in drawn if point.claim}
    row = [value.span for _, value in drawn if value.span]
    for index, assertion in enumerate(chart.block.asserts):
        place = chart.place.at("asserts", index, assertion.word)
        strangers = [name for name in assertion.claims if name not in values]
        if strangers:
            message = f"claim '{strangers[0]}' is not drawn in this chart"
            yield error("BP362", message, place, help="assert what the chart's own series shows")
        elif not holds(assertion, values, row):
            message = f"the data do not bear out '{assertion.word}'"
            yield error("BP362", message, place, help="mend the title and what it asserts, or the series")


def holds(assertion: Assertion, values: Mapping[str, Quantity], row: list[Ends]) -> bool:
    """Tell whether an assertion is true of a chart's claims and of its figures in order."""
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
    return _compared(assertion, spans)


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
    return assertion.share is not None and _share(assertion.share, spans)


def _others(name: str, spans: Mapping[str, Ends]) -> list[Ends]:
    return [ends for other, ends in spans.items() if other != name]


def _share(share: Share, spans: Mapping[str, Ends]) -> bool:
    of, rest = set(share.of), spans.keys() - set(share.of)
    low, high = sum(spans[name][0] for name in of), sum(spans[name][1] for name in rest)
    return low * _PER_CENT >= share.at_least * (low + high)
