"""A chart says what is measured, in which unit, and of which date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from babel.numbers import get_currency_name, get_currency_symbol

from briefpress.check.charts import charts
from briefpress.check.reading import worded
from briefpress.diagnostics import Diagnostic, error
from briefpress.model.prose import Value, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.charts import Chart
    from briefpress.check.proof import Proof

_DATED = ("as-of", "period", "when")


def measured(proof: Proof) -> list[Diagnostic]:
    """Report charts without unit or date beside their title, and those that mix units."""
    # A strip is measured in time, and prints its dates.
    return list(dict.fromkeys(finding for chart in charts(proof) if chart.points for finding in _measured(chart)))


def _measured(chart: Chart) -> Iterator[Diagnostic]:
    subtitle, place = chart.block.subtitle.casefold(), chart.place.at("subtitle")
    values = [value for point in chart.points if (value := chart.quantity(point)) and value.span]
    answers = [known for point in chart.points if (known := chart.printed.edition.values.get(point.against or ""))]
    values += [value for value in answers if value.span]
    for measure in dict.fromkeys(value.measure for value in values):
        if not any(word in subtitle for word in _words(measure)):
            message = f"the chart does not say that it is in {measure[0] or measure[1]}"
            yield error("BP363", message, place, help="the subtitle names the measure and its unit or currency")
    if len({value.measure for value in values}) > 1:
        message = "the chart draws figures of different measures on one scale"
        yield error("BP363", message, chart.place.at("series"), help="give each currency or unit a chart of its own")
    claims = [point.claim for point in chart.points if point.claim]
    dates = {chart.printed.edition.claims[name].as_of for name in claims}
    note = chart.block.note
    said = f"{subtitle} {worded(note).casefold()}" if note else subtitle
    inlines = parse(note).inlines if note else ()
    printed = {inline.claim for inline in inlines if isinstance(inline, Value) and inline.part in _DATED}
    if None in dates and not re.search(r"\bundated\b", said):
        message = "the chart draws an undated figure and does not say so"
        yield error("BP363", message, place, help="write 'undated' in the subtitle or the note")
    if any(dates) and printed.isdisjoint(claims):
        message = "the chart does not say of which date its figures are"
        yield error(
            "BP363", message, place, help="print a date in the note, with {claim-id:as-of} or {claim-id:period}"
        )


def _words(measure: tuple[str | None, str | None]) -> list[str]:
    """Return the words by which a reader knows a currency or unit."""
    currency, unit = measure
    if currency:
        name = get_currency_name(currency, count=2, locale="en").split()[-1]
        names = [currency, get_currency_symbol(currency, locale="en_US"), name, name.removesuffix("s")]
    else:
        names = ["%", "per cent", "percentage"] if unit == "%" else [unit or ""]
    return [word.casefold() for word in names]
