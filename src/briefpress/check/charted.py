"""A chart can be read without seeing it, and every figure in it has a row of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.charts import charts
from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from briefpress.check.proof import Proof


def charted(proof: Proof) -> list[Diagnostic]:
    """Report charts whose description leaves a figure out, and figures that no row of evidence stands behind."""
    found: dict[Diagnostic, None] = {}
    for chart in charts(proof):
        rows = {row.claim for row in chart.printed.view.rows}
        for index, bar in enumerate(chart.view.bars):
            if bar.value.text not in chart.view.alt:
                message = f"the description of the chart does not give the figure for '{bar.label}'"
                found[error("BP361", message, chart.place.at("title"), help="name every figure in the text")] = None
            if bar.value.claim not in rows:
                message = f"the figure for '{bar.label}' has no row of evidence"
                hint = "record it as a claim, and name the claim in the series"
                found[error("BP361", message, chart.point(index), help=hint)] = None
    return list(found)
