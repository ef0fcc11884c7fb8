"""Charts: what is drawn of a series or of events, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

import build
from briefpress.model.blocks.chart import ChartView
from briefpress.model.drawing.shapes import Box, Dot, Label, Stroke

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.model.record import Record

NBSP = "\N{NO-BREAK SPACE}"
PLAN = build.claim("p", kind="plan", value=build.boats(6, bound="up-to"), due="2026")
KEPT = build.claim("k", value=build.boats(5))


def drawn(form: str, *points: Mapping[str, object], records: tuple[Record, ...] = (), **given: object) -> ChartView:
    """Return a chart of these points in a form."""
    block = {"block": "chart", "title": "More boats", "subtitle": "Boats by year", "series": "n", "form": form}
    return build.set_block(ChartView, {**block, **given}, PLAN, KEPT, *records, build.series("n", *points))


def strip(*events: Record, **given: object) -> ChartView:
    """Return a strip of these events."""
    names = tuple(str(event.id) for event in events)
    block = {"block": "strip", "title": "What came when", "subtitle": "Dates as given", "events": names}
    return build.set_block(ChartView, {**block, **given}, *events)


def boxes(chart: ChartView) -> list[tuple[str, float]]:
    """Return look and width of every box but those behind words."""
    return [(one.style, one.width) for one in chart.drawing.shapes if isinstance(one, Box) and one.style != "ground"]


def dots(chart: ChartView) -> list[tuple[str, bool]]:
    """Return look of every dot, and whether it has a ring."""
    return [(one.style, one.ring) for one in chart.drawing.shapes if isinstance(one, Dot)]


def strokes(chart: ChartView) -> list[str]:
    """Return the styles of every stroke but the axis."""
    return [one.style for one in chart.drawing.shapes if isinstance(one, Stroke) and one.style != "axis"]


def words(chart: ChartView, *styles: str) -> list[str]:
    """Return the lines of words of some styles."""
    return [
        "".join(run.text for run in one.runs).replace(NBSP, " ")
        for one in chart.drawing.shapes
        if isinstance(one, Label) and one.style in styles
    ]


def test_bars_tell_what_is_sure_from_what_may_be() -> None:
    """A figure is filled, the open part of a range hatched, a plan outlined; widths are in proportion."""
    chart = drawn(
        "bars",
        {"label": "Range", "value": build.boats(None, low=2, high=8)},
        {"label": "Flat", "claim": "a"},
        {"label": "Ceiling", "claim": "p"},
        note="So far [@a].",
    )

    (_, low), (_, rest), (_, flat), (_, ceiling) = found = boxes(chart)
    assert [look for look, _ in found] == ["fact", "ceiling", "fact", "plan-ceiling"]
    assert [round(part / low, 2) for part in (rest, flat, ceiling)] == [3, 2, 3]
    assert words(chart, "figure") == ["2–8 boats", "4 boats", "up to 6 boats"]
    assert chart.drawing.signs == ("outline only: a plan or forecast", "hatched: up to this much")
    assert chart.alt.replace(NBSP, " ") == (
        "Bar chart. Boats by year. Range: 2–8 boats; Flat: 4 boats; Ceiling: up to 6 boats (plan or forecast)."
    )


def test_a_table_stands_behind_every_chart() -> None:
    """Each row has the figure with its citation, the kind of claim and the date."""
    chart = drawn("bars", {"label": "Flat", "claim": "a"}, {"label": "Own", "value": build.boats(2), "at": "2024"})

    assert chart.headings == ("Item", "Figure", "Kind", "Date")
    assert [(row.label, [len(figure[0].cites) for figure in row.figures], row.facts) for row in chart.rows] == [
        ("Flat", [1], ("Reported", f"14{NBSP}Mar{NBSP}2025")),
        ("Own", [0], ("", "2024")),
    ]


def test_what_is_no_number_is_said_and_not_drawn() -> None:
    """Words and dates stand in the place of a bar."""
    event = build.claim("e", kind="event", when="2025-09-01")
    chart = drawn(
        "bars", {"label": "Words", "value": {"words": "a few"}}, {"label": "Event", "claim": "e"}, records=(event,)
    )

    assert boxes(chart) == []
    assert words(chart, "words") == ["“a few”: no number, not drawn", "“1 Sept 2025”: no number, not drawn"]


def test_nothing_at_all_has_no_bar() -> None:
    """Zero is a figure without length, said beside the axis."""
    chart = drawn("bars", {"label": "None", "value": build.boats(0)})

    assert boxes(chart) == []
    assert words(chart, "figure") == ["0 boats"]


def test_figures_below_zero_run_the_other_way() -> None:
    """A loss stands on the other side of zero, and a range across it is hatched on both."""
    chart = drawn(
        "bars",
        {"label": "Loss", "value": build.boats(-4)},
        {"label": "Range", "value": build.boats(None, low=-4, high=-2)},
        {"label": "Across", "value": build.boats(None, low=-4, high=4)},
        {"label": "More", "value": build.boats(-3, bound="over")},
    )

    lengths = [round(width) for _, width in boxes(chart)]
    assert [look for look, _ in boxes(chart)] == ["fact", "fact", "ceiling", "ceiling", "fact"]
    assert lengths[3] == pytest.approx(2 * lengths[0], abs=1)
    assert "reach" not in strokes(chart)


@pytest.mark.parametrize(
    ("bound", "style", "sign"),
    [
        ("about", "tear", "jagged end: about"),
        ("nearly", "tear", "jagged end: about"),
        ("at-least", "reach", "dotted from the end: this much or more"),
        ("over", "reach", "dotted from the end: this much or more"),
    ],
)
def test_a_bound_shows_at_the_end_of_its_bar(bound: str, style: str, sign: str) -> None:
    """Nobody can take a bound for a figure."""
    chart = drawn("bars", {"label": "One", "value": build.boats(4, bound=bound)})

    assert style in strokes(chart)
    assert chart.drawing.signs == (sign,)


def test_ranges_run_from_end_to_end_and_bounds_stay_open() -> None:
    """A range is a span, a figure a dot, and a bound a stroke with an open side; no midpoint is drawn."""
    chart = drawn(
        "ranges",
        {"label": "Range", "value": build.boats(None, low=2, high=8)},
        {"label": "Flat", "claim": "a"},
        {"label": "Rough", "value": build.boats(5, bound="about")},
        {"label": "Most", "claim": "p"},
        {"label": "Least", "value": build.boats(3, bound="at-least")},
        {"label": "Words", "value": {"words": "a few"}},
    )

    assert [look for look, _ in boxes(chart)] == ["fact"]
    assert dots(chart) == [("fact", False), ("fact", True)]
    assert strokes(chart) == ["reach", "cap", "reach", "cap", "cap"]
    assert "ring: about" in chart.drawing.signs
    assert chart.alt.startswith("Chart of ranges. ")


def test_a_dumbbell_sets_what_became_of_a_plan_against_it() -> None:
    """Both figures stand on one row, the plan hollow, each named by its kind; a missing one is said."""
    chart = drawn(
        "dumbbell",
        {"label": "Kept", "claim": "p", "against": "k"},
        {"label": "Open", "claim": "p"},
        {"label": "Rose", "claim": "k", "against": "a"},
        {"label": "Fell", "claim": "a", "against": "k"},
        {"label": "Range", "value": build.boats(None, low=2, high=3), "against": "a"},
        {"label": "Said", "value": {"words": "a few"}, "against": "a"},
    )

    assert words(chart, "figure")[:4] == [
        "○ Plan up to 6 boats",
        "● Reported 5 boats",
        "○ Plan up to 6 boats",
        "no outcome stated",
    ]
    assert strokes(chart).count("line") == 4
    assert chart.headings == ("Item", "Figure", "Set against it", "Kind", "Date")
    assert [len(figure[0].cites) for figure in chart.rows[0].figures] == [1, 1]
    assert chart.rows[1].figures[1][0].text == "no outcome stated"
    assert chart.rows[0].facts[0] == "Plan, Reported"
    assert "Kept: up to 6 boats (plan or forecast), then 5 boats" in chart.alt.replace(NBSP, " ")


def yearly(*figures: tuple[int, Mapping[str, object]]) -> tuple[dict[str, object], ...]:
    """Return points by year."""
    return tuple({"label": f"In {year}", "at": str(year), "value": value} for year, value in figures)


def test_a_line_joins_figures_in_order_of_time() -> None:
    """The order of the points in the file does not matter; the dates stand below."""
    chart = drawn("lines", *yearly((2024, build.boats(3)), (2022, build.boats(1)), (2023, build.boats(2))))

    assert strokes(chart) == ["line", "line"]
    assert words(chart, "tick") == ["2022", "2024", "2023"]
    assert words(chart, "figure") == ["1 boats", "3 boats", "2 boats"]
    assert chart.alt.startswith("Line chart. Boats by year. In 2024, 2024: ")


@pytest.mark.parametrize(
    "middle",
    [
        (),
        ((2022, {"words": "a few"}),),
        ((2022, build.boats(3, bound="up-to")),),
        ((2022, build.boats(3, bound="at-least")),),
    ],
)
def test_a_gap_in_a_line_stays_a_gap(middle: tuple[tuple[int, Mapping[str, object]], ...]) -> None:
    """Where a year is missing, has no number or only a bound, nothing is drawn through it."""
    chart = drawn("lines", *yearly((2020, build.boats(1)), (2021, build.boats(2)), *middle, (2023, build.boats(4))))

    assert strokes(chart).count("line") == 1
    assert "gap in the line: no figure, or only a bound" in chart.drawing.signs


def test_the_step_of_a_line_is_its_own() -> None:
    """A line that steps by five years has no gaps; days have no step at all."""
    five = drawn("lines", *yearly((2020, build.boats(1)), (2025, build.boats(2)), (2030, build.boats(4))))
    days = ({"label": day, "at": day, "value": build.boats(2)} for day in ("2025-01-01", "2025-01-03", "2025-03-01"))

    assert strokes(five) == ["line", "line"]
    assert strokes(drawn("lines", *days)) == ["line", "line"]


def test_a_range_in_a_line_keeps_both_ends() -> None:
    """The line opens into two where a figure is a range."""
    chart = drawn("lines", *yearly((2020, build.boats(1)), (2021, build.boats(None, low=2, high=4))))

    assert strokes(chart) == ["line", "line"]
    assert [look for look, _ in boxes(chart)] == ["fact"]


def test_the_forecast_part_of_a_line_is_dashed() -> None:
    """What leads to a plan or forecast is no fact."""
    plan = build.claim("f", kind="forecast", value=build.boats(9, period="2026"), due="2026")
    chart = drawn(
        "lines",
        *yearly((2024, build.boats(3)), (2025, build.boats(4))),
        {"label": "Next", "claim": "f"},
        records=(plan,),
    )

    assert strokes(chart) == ["line", "plan-line"]
    assert dots(chart)[-1] == ("plan", False)


def test_what_has_no_date_is_not_on_the_line() -> None:
    """It is named below instead."""
    chart = drawn("lines", *yearly((2024, build.boats(3))), {"label": "Some day", "value": build.boats(4)})

    assert len(dots(chart)) == 1
    assert words(chart, "words") == ["Some day: 4 boats (no date, not drawn)"]
    assert chart.rows[1].facts[1] == "not stated"


def test_words_that_have_no_room_are_left_to_the_table() -> None:
    """On a crowded line the ends and extremes are named, and the table has the rest."""
    days = [f"2025-01-{day:02}" for day in range(1, 29)]
    points = [{"label": day, "at": day, "value": build.boats(1000 + at % 3)} for at, day in enumerate(days)]
    chart = drawn("lines", *points)

    named = words(chart, "figure")
    assert 2 <= len(named) < len(points)
    assert len(chart.rows) == len(points)


def test_a_strip_is_as_exact_as_its_dates() -> None:
    """A day is a dot, anything longer a span; what is ahead is outlined."""
    chart = strip(
        build.event("opened", date="2025-03-14", title="Berths opened"),
        build.event("dug", date="2026-Q1", title="Dredging"),
        build.event("next", date="2028", title="Second quay"),
    )

    assert dots(chart) == [("fact", False)]
    assert [look for look, _ in boxes(chart)] == ["fact", "plan"]
    assert words(chart, "tick") == ["2026", "2027", "2028"]
    assert words(chart, "figure")[0] == "14 Mar 2025 Berths opened"
    assert [row.facts for row in chart.rows] == [("past",), ("past",), ("ahead",)]
    assert chart.drawing.signs == ("bar: the span in which it lies", "outline only: still ahead")


def test_a_strip_of_a_few_months_is_ruled_by_months() -> None:
    """Where years say nothing, months do."""
    chart = strip(build.event("x", date="2025-01-10", title="X"), build.event("y", date="2025-06-20", title="Y"))

    assert words(chart, "tick") == ["Feb 2025", "Mar 2025", "Apr 2025", "May 2025", "Jun 2025"]


def test_words_of_an_event_stand_where_there_is_room() -> None:
    """Right of an early mark, left of a late one, below one that fills the strip."""
    far = strip(build.event("x", date="2025-01-10", title="X"), build.event("y", date="2025-06-20", title="Y"))
    whole = strip(build.event("x", date="2025", title="All year"))
    early, late = [one for one in far.drawing.shapes if isinstance(one, Label) and one.style == "figure"]
    (below,) = [one for one in whole.drawing.shapes if isinstance(one, Label) and one.style == "figure"]
    (span,) = [one for one in whole.drawing.shapes if isinstance(one, Box) and one.style == "fact"]

    assert early.x < 30
    assert (late.align, late.x < 327) == ("end", True)
    assert below.y - 7.6 >= span.y + span.height


def test_marks_of_an_event_go_with_it() -> None:
    """An event that rests on a contested claim says so."""
    contested = (build.claim("b"), build.conflict("c", ("a", "One."), ("b", "Two.")))
    event = build.event("x", date="2025", title="Opened", claims=("a",))
    block = {"block": "strip", "title": "T", "subtitle": "S", "events": ("x",)}
    chart = build.set_block(
        ChartView,
        block,
        event,
        *contested,
    )

    assert words(chart, "figure") == ["2025 Opened ▲"]
    assert chart.alt == "Strip of time. S. 2025: Opened (contested)."
    assert [len(run.cites) for run in chart.rows[0].figures[0]] == [0, 1]


def test_only_events_a_reader_may_see_are_drawn() -> None:
    """A strip of hidden events is empty."""
    event = build.event("x", date="2025", title="Opened", only=("others",))

    assert strip(event).drawing.shapes == ()


def test_a_strip_names_its_events() -> None:
    """There is no strip of nothing."""
    with pytest.raises(ValidationError, match="at least 1 item"):
        strip()
