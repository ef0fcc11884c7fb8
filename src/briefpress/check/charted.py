"""A chart can be read without seeing it, and every figure in it has a row of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.charts import charts
from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.charts import Chart
    from briefpress.check.proof import Proof


def charted(proof: Proof) -> list[Diagnostic]:
    """Report charts whose description leaves a figure out, and figures that no row of evidence stands behind."""
    return list(dict.fromkeys(finding for chart in charts(proof) for finding in _charted(chart)))


def _charted(chart: Chart) -> Iterator[Diagnostic]:
    rows = {row.claim for row in chart.printed.view.rows}
    for index, row in enumerate(chart.view.rows):
        if any(figure[0].text not in chart.view.alt for figure in row.figures[:1]):
            message = f"the description of the chart does not give the figure for '{row.label}'"
            yield error("BP361", message, chart.place.at("title"), help="name every figure in the text")
        # An event may stand on its date alone.
        if chart.points and row.figures[0][0].claim not in rows:
            message = f"the figure for '{row.label}' has no row of evidence"
            hint = "record it as a claim, and name the claim in the series"
            yield error("BP361", message, chart.point(index), help=hint)
