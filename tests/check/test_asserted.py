"""A chart's message is backed by its data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import build
from briefpress.check.asserted import asserted
from briefpress.model.blocks.assertion import Assertion, Timing

if TYPE_CHECKING:
    from briefpress.diagnostics import Diagnostic

VALUES: dict[str, dict[str, object]] = {
    "few": build.boats(2),
    "some": build.boats(None, low=3, high=5),
    "most": build.boats(20, bound="up-to"),
    "said": {"words": "a handful"},
}


def found(*asserts: dict[str, object], points: tuple[str, ...] = tuple(VALUES)) -> list[Diagnostic]:
    """Return what is reported of a chart of these claims that asserts this."""
    chart = {"block": "chart", "title": "C", "subtitle": "Boats", "series": "z", "asserts": asserts}
    return asserted(
        build.proof(
            build.small(
                *(build.claim(name, value=value) for name, value in VALUES.items()),
                build.series("z", *({"label": name, "claim": name} for name in points)),
                managers=build.angle(chart),
            )
        )
    )


@pytest.mark.parametrize(
    "assertion",
    [
        {"largest": "most"},
        {"smallest": "few"},
        {"greater": ("some", "few")},
        {"sum_greater": (("some", "most"), "most")},
        {"share": {"of": ("most",), "at_least": 70}},
        {"ceiling": "most"},
        {"in_words": "said"},
        {"rising": True},
        {"within": ("some", "some")},
    ],
)
def test_what_the_data_bear_out_has_no_finding(assertion: dict[str, object]) -> None:
    """Every word of the vocabulary can be true."""
    assert found(assertion) == []


@pytest.mark.parametrize(
    "assertion",
    [
        {"largest": "some"},
        {"largest": "said"},
        {"smallest": "some"},
        {"greater": ("few", "some")},
        {"greater": ("some", "said")},
        {"sum_greater": (("few", "some"), "most")},
        {"share": {"of": ("most",), "at_least": 75}},
        {"ceiling": "few"},
        {"in_words": "few"},
        {"falling": True},
        {"within": ("some", "few")},
        {"within": ("few", "some")},
        {"misses": "few"},
    ],
)
def test_what_they_do_not_is_found_at_its_word(assertion: dict[str, object]) -> None:
    """Every word of the vocabulary can be false; a range counts by the end that speaks against it."""
    (word,) = assertion
    (finding,) = found({"largest": "most"}, assertion)
    assert build.told([finding]) == [("BP362", f"the data do not bear out '{word}'")]
    assert build.spot(finding) == f"briefs/b/audiences/managers/sections/body/0/asserts/1/{word}"


def test_ranges_that_touch_are_not_ordered() -> None:
    """A range must hold at either end."""
    assert len(found({"largest": "some"}, points=("few", "some"))) == 0
    assert len(found({"rising": True}, points=("some", "few"))) == 1
    assert len(found({"falling": True}, points=("some", "few"))) == 0


def test_one_point_neither_rises_nor_falls() -> None:
    """A trend needs two figures."""
    assert len(found({"rising": True}, points=("few", "said"))) == 1


def test_chart_that_asserts_nothing_is_found() -> None:
    """A title is a message, so something must back it."""
    (finding,) = found()
    assert build.spot(finding) == "briefs/b/audiences/managers/sections/body/0/title"


def test_claim_outside_the_chart_proves_nothing() -> None:
    """A chart can only show what it draws."""
    (finding,) = found({"largest": "most"}, points=("few", "some"))
    assert finding.message == "claim 'most' is not drawn in this chart"


@pytest.mark.parametrize("given", [{}, {"largest": "a", "smallest": "b"}, {"largest": None}])
def test_one_thing_is_asserted_at_a_time(given: dict[str, object]) -> None:
    """An entry of the list has one word."""
    with pytest.raises(ValueError, match="give one thing to assert"):
        Assertion.model_validate(given)


PAIRS = {
    "plan": build.boats(None, low=10, high=20),
    "less": build.boats(8),
    "more": build.boats(21),
    "kept": build.boats(20),
}


def paired(against: str | None, **asserts: object) -> list[Diagnostic]:
    """Return what is reported of a dumbbell that sets this against a plan."""
    chart = {
        "block": "chart",
        "form": "dumbbell",
        "title": "C",
        "subtitle": "Boats",
        "series": "z",
        "asserts": (asserts,),
    }
    point = {"label": "Plan", "claim": "plan", **({"against": against} if against else {})}
    claims = (build.claim(name, value=value) for name, value in PAIRS.items())
    return asserted(build.proof(build.small(*claims, build.series("z", point), managers=build.angle(chart))))


@pytest.mark.parametrize(
    ("word", "answer"), [("misses", "less"), ("exceeds", "more"), ("meets", "kept"), ("unanswered", None)]
)
def test_a_plan_is_held_against_its_outcome(word: str, answer: str | None) -> None:
    """Each word is true of one outcome and false of the others."""
    assert paired(answer, **{word: "plan"}) == []
    for other in {"less", "more", "kept", None} - {answer}:
        assert build.told(paired(other, **{word: "plan"})) == [("BP362", f"the data do not bear out '{word}'")]


def test_a_line_rises_in_time_and_not_in_the_file() -> None:
    """The order of a line is that of its dates; what has none is not on it."""
    chart = {"block": "chart", "form": "lines", "title": "C", "subtitle": "Boats", "series": "z"}
    points = [{"label": year, "at": year, "value": build.boats(int(year))} for year in ("2024", "2022", "2023")]
    held = build.small(
        build.series("z", *points, {"label": "Some day", "value": build.boats(1)}),
        managers=build.angle({**chart, "asserts": ({"rising": True},)}),
    )

    assert asserted(build.proof(held)) == []


def timed(*asserts: dict[str, object]) -> list[Diagnostic]:
    """Return what is reported of a strip of three events that asserts this; a fourth is not on it."""
    strip = {"block": "strip", "title": "C", "subtitle": "Dates", "events": ("old", "now", "new"), "asserts": asserts}
    dates = {"old": "2025", "now": "2026-11-22", "new": "2027", "other": "2030"}
    events = (build.event(name, date=date) for name, date in dates.items())
    return asserted(build.proof(build.small(*events, managers=build.angle(strip))))


@pytest.mark.parametrize("assertion", [{"past": "old"}, {"ahead": "new"}, {"before": ("old", "new")}])
def test_what_the_dates_bear_out_has_no_finding(assertion: dict[str, object]) -> None:
    """A strip can say what is over, what is to come, and what came first."""
    assert timed(assertion) == []


@pytest.mark.parametrize(
    "assertion", [{"past": "now"}, {"ahead": "now"}, {"past": "new"}, {"ahead": "old"}, {"before": ("new", "old")}]
)
def test_what_the_dates_do_not_is_found(assertion: dict[str, object]) -> None:
    """Today is neither past nor ahead."""
    (word,) = assertion
    assert build.told(timed({"past": "old"}, assertion)) == [("BP362", f"the data do not bear out '{word}'")]


def test_strips_say_what_backs_them_too() -> None:
    """A strip has a message like every chart, and proves it by its own events."""
    (nothing,) = timed()
    (stranger,) = timed({"past": "other"})

    assert nothing.help == "say under 'asserts' what must hold of the data, such as {past: event-id}"
    assert stranger.message == "event 'other' is not drawn in this chart"


def test_a_timing_has_one_word() -> None:
    """An entry of the list has one word, and the message names one that fits."""
    with pytest.raises(ValueError, match="give one thing to assert, such as 'before'"):
        Timing.model_validate({})
