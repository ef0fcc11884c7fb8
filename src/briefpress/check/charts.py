"""The charts of every brief, each with the content it is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.check.reading import blocks
from briefpress.check.text import parts
from briefpress.model.blocks.chart import ChartBlock, ChartView
from briefpress.model.record import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.proof import Printed, Proof
    from briefpress.diagnostics import Place
    from briefpress.model.entries import Point, Series
    from briefpress.model.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as printed, its block, and where they stand."""

    printed: Printed
    block: ChartBlock
    view: ChartView
    place: Place
    source: Place

    @property
    def series(self) -> Series:
        """What it draws, as far as this audience may see it."""
        return self.printed.edition.series[self.block.series]

    def quantity(self, point: Point) -> Quantity | None:
        """Return what a point is worth; an event has a date and no quantity."""
        return point.value or self.printed.edition.values.get(point.claim or "")

    def point(self, index: int) -> Place:
        """Return where a point of the series was written."""
        return self.source.at(words=self.series.points[index].label)


def charts(proof: Proof) -> Iterator[Chart]:
    """Yield the charts of every brief."""
    for printed in proof.printed:
        # A view knows no path: a chart is told from others by its words.
        views = {_words(view): view for view in blocks(printed.view) if isinstance(view, ChartView)}
        for part, place in parts(proof.library, proof.library.briefs[printed.brief], printed.audience):
            for path, block in find(part, ChartBlock, printed.audience):
                source = proof.library.place("series", block.series).at("points")
                yield Chart(printed, block, views[block.subtitle, block.title], place.at(*path), source)


def _words(view: ChartView) -> tuple[str, str]:
    return view.subtitle, "".join(run.text for run in view.title)
