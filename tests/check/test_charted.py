"""Charts that can be read without seeing them, with evidence behind every figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

import build
from briefpress.check.charted import charted
from briefpress.check.proof import Printed, Proof
from briefpress.model.blocks.chart import ChartView

if TYPE_CHECKING:
    from collections.abc import Mapping

CHART = {"block": "chart", "title": "C", "subtitle": "Boats", "series": "z"}


def proof(*points: Mapping[str, object], **given: object) -> Proof:
    """Return the proof of a brief with a chart of these points."""
    return build.proof(build.small(build.series("z", *points), managers=build.angle(CHART, **given)))


def test_claims_in_a_chart_have_rows() -> None:
    """A chart of claims is sound as it is."""
    assert charted(proof({"label": "A", "claim": "a"})) == []


def test_typed_figure_has_no_row() -> None:
    """A figure that no claim stands behind is reported at its point."""
    (finding,) = charted(proof({"label": "A", "claim": "a"}, {"label": "B", "value": build.boats(5)}))
    assert finding.message == "the figure for 'B' has no row of evidence"
    assert build.spot(finding) == "series/z/points@B"


def test_one_chart_in_two_places_is_reported_once() -> None:
    """The fault is the series', however often it is drawn."""
    found = charted(proof({"label": "B", "value": build.boats(5)}, exhibit=CHART))
    assert len(found) == 1


def test_description_that_leaves_a_figure_out_is_found() -> None:
    """What is drawn must be in the words for those who do not see it."""
    sound = proof({"label": "A", "claim": "a"})
    (printed,) = sound.printed
    (section,) = printed.view.sections
    (chart,) = section.blocks
    assert isinstance(chart, ChartView)
    section = structs.replace(section, blocks=(structs.replace(chart, alt="Bars."),))
    view = structs.replace(printed.view, sections=(section,))
    (finding,) = charted(Proof(sound.library, sound.as_of, (Printed("b", "managers", printed.edition, view),)))
    assert finding.message == "the description of the chart does not give the figure for 'A'"
    assert build.spot(finding) == "briefs/b/audiences/managers/sections/body/0/title"


def test_charts_are_told_apart_by_their_words() -> None:
    """Each chart is checked against the series it draws itself."""
    held = build.small(
        build.series("z", {"label": "A", "claim": "a"}),
        build.series("y", {"label": "B", "value": build.boats(5)}),
        managers=build.angle(CHART, {**CHART, "title": "D", "series": "y"}),
    )
    assert [build.spot(finding) for finding in charted(build.proof(held))] == ["series/y/points@B"]


def test_event_on_a_strip_may_stand_on_its_date() -> None:
    """An event needs no claim, but its date must be in the description."""
    strip = {"block": "strip", "title": "S", "subtitle": "Dates", "events": ("e",)}
    assert charted(build.proof(build.small(build.event(), managers=build.angle(strip)))) == []
