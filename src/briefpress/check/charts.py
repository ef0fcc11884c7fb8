"""The charts of every brief, each with the content it is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.check.reading import blocks
from briefpress.check.text import parts
from briefpress.model.blocks.chart import ChartBlock, ChartView, StripBlock, when
from briefpress.model.record import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.proof import Printed, Proof
    from briefpress.diagnostics import Path, Place
    from briefpress.model.dates import PartialDate
    from briefpress.model.entries import Point
    from briefpress.model.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as printed, its block, and where they stand."""

    printed: Printed
    block: ChartBlock | StripBlock
    view: ChartView
    place: Place
    source: Place

    @property
    def points(self) -> tuple[Point, ...]:
        """The points of the series it draws, as far as this audience may see them; a strip draws events."""
        return self.printed.edition.series[self.block.series].points if isinstance(self.block, ChartBlock) else ()

    def quantity(self, point: Point) -> Quantity | None:
        """Return what a point is worth; an event has a date and no quantity."""
        return point.value or self.printed.edition.values.get(point.claim or "")

    def at(self, point: Point) -> PartialDate | None:
        """Return the time that a figure is about."""
        return when(point, self.printed.edition.claims.get(point.claim or ""))

    def point(self, index: int) -> Place:
        """Return where a point of the series was written."""
        return self.source.at(words=self.points[index].label)


def charts(proof: Proof) -> Iterator[Chart]:
    """Yield the charts of every brief."""
    for printed in proof.printed:
        # A view knows no path: a chart is told from others by its words.
        views = {_words(view): view for view in blocks(printed.view) if isinstance(view, ChartView)}
        for part, place in parts(proof.library, proof.library.briefs[printed.brief], printed.audience):
            found: list[tuple[Path, ChartBlock | StripBlock]] = [*find(part, ChartBlock, printed.audience)]
            for path, block in (*found, *find(part, StripBlock, printed.audience)):
                where = place.at(*path)
                drawn = proof.library.place("series", block.series) if isinstance(block, ChartBlock) else where
                yield Chart(printed, block, views[block.subtitle, block.title], where, drawn.at("points"))


def _words(view: ChartView) -> tuple[str, str]:
    return view.subtitle, "".join(run.text for run in view.title)
