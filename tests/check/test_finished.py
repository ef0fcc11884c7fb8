"""How often a finished brief may print what the View holds once."""

from __future__ import annotations

import build
from briefpress.check.finished import untraced


def test_a_bar_may_say_its_figure_once_more() -> None:
    """A figure stands beside its bar, in the description and once more below, and no fourth time."""
    chart = {"block": "chart", "title": "More", "subtitle": "Boats", "series": "n"}
    own = build.series("n", {"label": "Own", "value": build.boats(67)})
    view = build.view(build.small(own, managers=build.angle(chart)))

    assert untraced("67 boats " * 3, view) == []
    assert untraced("67 boats " * 4, view) == ["67"]


def test_a_row_of_evidence_may_be_printed_once() -> None:
    """Where the brief has a table of evidence, the rows stand in it and not a second time beside it."""
    placed = build.claim("a", value=build.boats(), evidence=(build.anchor(paragraph=67),))
    view = build.view(build.small(placed, managers=build.angle({"block": "evidence", "title": "Evidence"})))

    assert untraced("¶ 67", view) == []
    assert untraced("¶ 67 and ¶ 67", view) == ["67"]
