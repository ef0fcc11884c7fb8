"""Time in a brief: due dates, dates of figures, ages, words that move, and the order of dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import build
from briefpress.check.date_order import date_order
from briefpress.check.past_due import past_due
from briefpress.check.past_review import past_review
from briefpress.check.relative_time import relative_time
from briefpress.check.shelf_life import shelf_life
from briefpress.check.tense import tense
from briefpress.check.undated_front import undated_front
from briefpress.check.without_date import without_date
from briefpress.check.without_due import without_due
from briefpress.model.desk import Desk


@pytest.mark.parametrize(
    ("outcome", "place"),
    [
        (None, "claims/p/due"),
        ({"state": "open", "noted": "2026-11-01"}, "claims/p/outcome"),
        ({"state": "unknown", "noted": "2025-01"}, "claims/p/outcome"),
        ({"state": "unknown", "noted": "2026-01"}, ""),
        ({"state": "missed", "noted": "2025-01"}, ""),
    ],
)
def test_printed_plans_past_their_date_have_an_outcome(outcome: dict[str, str] | None, place: str) -> None:
    """An open outcome, none at all, and one that nobody looked for since the date are reported where they stand."""
    given = {"outcome": outcome} if outcome else {}
    plan = build.claim("p", kind="plan", due="2025", **given)
    held = build.small(plan, managers=build.angle(bottom_line="See [@p]."))
    assert [build.spot(one) for one in past_due(build.proof(held))] == ([place] if place else [])
    assert past_due(build.proof(held, as_of=date(2025, 12, 31))) == []
    assert past_due(build.proof(build.small(plan))) == []


def test_what_leads_and_looks_forward_has_a_due_date() -> None:
    """Plans without a due date are reported once each, under judgements and among key figures only."""
    given = (
        build.claim("p", kind="plan", value=build.boats(), due="none-stated"),
        build.claim("q", kind="forecast", due="none-stated"),
        build.claim("m", kind="plan", due="none-stated", outcome={"state": "met", "noted": "2026"}),
        build.claim("d", kind="plan", due="2027"),
        build.claim("f", kind="plan", due="none-stated"),
    )
    angle = build.angle(
        key_figures=({"claim": "p", "label": "One"}, {"claim": "a", "label": "Two"}),
        judgements=(build.judgement(claims=("p", "m", "d", "a"), text="So says [@q]."),),
        bottom_line="See [@f].",
    )
    found = without_due(build.proof(build.small(*given, managers=angle)))
    assert [build.spot(one) for one in found] == ["claims/p/due", "claims/q/due"]
    assert {one.severity for one in found} == {"warning"}


def test_reported_key_figures_have_a_date() -> None:
    """A date, or a period that the value covers, places a figure in time."""
    given = (
        build.claim("u", value=build.boats(), as_of="undated"),
        build.claim("v", value=build.boats(period="2025"), as_of="undated"),
        build.claim("o", kind="opinion", value=build.boats(), as_of="undated"),
    )
    figures = tuple({"claim": name, "label": name} for name in "uvoa")
    (finding,) = without_date(build.proof(build.small(*given, managers=build.angle(key_figures=figures))))
    assert build.spot(finding) == "briefs/b/audiences/managers/key_figures/0/claim"


def test_undated_figures_of_page_one_are_one_warning() -> None:
    """Each once, key figures and what stands further inside left out."""
    given = (
        build.claim("u", value=build.boats(), as_of="undated"),
        build.claim("k", value=build.boats(), as_of="undated"),
        build.claim("i", value=build.boats(), as_of="undated"),
    )
    angle = build.angle(
        {"block": "prose", "text": "There are {i}."},
        bottom_line="There are {u}, {u:short} and {a}.",
        key_figures=({"claim": "k", "label": "One"}, {"claim": "a", "label": "Two"}),
    )
    found = undated_front(build.proof(build.small(*given, managers=angle)))
    assert build.told(found) == [("BP239", "page 1 prints undated figures: u")]
    assert undated_front(build.proof(build.small())) == []


def test_stale_claims_are_one_warning_for_each_brief() -> None:
    """The message counts; a review date of its own is another check's."""
    desk = Desk.model_validate({"publication": "A desk", "shelf_life": {"reported": 500}})
    given = (build.claim("r", review_by="2026"), build.claim("n", as_of="2026-10"))
    held = build.small(*given, managers=build.angle(bottom_line="See [@r; @n]."))
    found = shelf_life(build.proof(replace(held, desk=desk)))
    assert build.told(found) == [("BP234", "1 of 3 claims printed is past their shelf life, 'a' for one")]
    fresh = Desk.model_validate({"publication": "A desk", "shelf_life": {"reported": "never"}})
    assert shelf_life(build.proof(replace(held, desk=fresh))) == []


def test_review_dates_are_kept() -> None:
    """A printed claim past its review date is an error; an unused one is not."""
    late = build.claim("a", value=build.boats(), review_by="2026-06")
    unused = build.claim("z", review_by="2026-06")
    assert build.told(past_review(build.proof(build.small(late, unused)))) == [
        ("BP238", "claim 'a' was to be reviewed by 2026-06")
    ]
    assert past_review(build.proof(build.small(late), as_of=date(2026, 6, 30))) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It recently rose.", "recently"),
        ("It rose last quarter.", "last quarter"),
        ("It rose in the past few years.", "past few years"),
        ("It rose three years ago.", "years ago"),
        ("As soon as it rose, so far as we know.", ""),
        ("It sailed in the last year of the plan.", ""),
        ("We know the summer of that year.", ""),
    ],
)
def test_words_that_move_with_the_calendar_are_reported(text: str, words: str) -> None:
    """What is true only on the day it is written is an error; what only looks like it is not."""
    held = build.small(managers=build.angle(bottom_line=text))
    found = [build.spot(one) for one in relative_time(build.proof(held))]
    assert found == ([f"briefs/b/audiences/managers/bottom_line@{words}"] if words else [])


def test_names_are_no_words_of_time() -> None:
    """A name that has such a word in it is left alone."""
    named = build.claim("n", entities=("Tomorrow Ltd",)), build.term("w", term="Soon", forms=("Now",))
    assert relative_time(build.proof(build.small(*named))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It will sail by {p:due}.", 1),
        ("It is due in {e:when}.", 1),
        ("It was to sail by {p:due}. It will.", 0),
        ("It will sail by {q:due}.", 0),
        ("It will sail, as of {p:as-of}, with {a}.", 0),
    ],
)
def test_the_past_is_not_told_in_the_future(text: str, found: int) -> None:
    """A verb in the future in one sentence with a date that is past is reported."""
    given = (
        build.claim("p", kind="plan", due="2025"),
        build.claim("q", kind="plan", due="2027"),
        build.claim("e", kind="event"),
    )
    held = build.small(*given, managers=build.angle(bottom_line=text))
    assert len(tense(build.proof(held))) == found


@pytest.mark.parametrize(
    ("published", "as_of", "fault"),
    [
        ({"stated": "2025-03-14"}, "2025-03", False),
        ({"stated": "2025-03-14"}, "2025-03-15", True),
        ({"not_after": "2025-03", "reason": "So."}, "2025-04", True),
        ({"not_before": "2025-03", "reason": "So."}, "2025-04", False),
        ({"stated": "2025-03-14"}, "undated", False),
    ],
)
def test_a_claim_is_no_later_than_its_source(published: dict[str, str], as_of: str, fault: bool) -> None:
    """Only a source with a known last date can be overtaken."""
    held = build.small(build.source(published=published), build.claim("a", value=build.boats(), as_of=as_of))
    found = date_order(build.proof(held))
    assert [build.spot(one) for one in found] == (["claims/a/as_of"] if fault else [])


def test_the_latest_source_counts() -> None:
    """A claim with two sources may be as late as the later one."""
    given = (
        build.source("r", published={"stated": "2026"}),
        build.claim("a", value=build.boats(), as_of="2026-05", evidence=(build.anchor("s"), build.anchor("r"))),
    )
    assert date_order(build.proof(build.small(*given))) == []


def test_nothing_is_later_than_the_brief() -> None:
    """Sources read, and claims true, only after the day for which a brief speaks are errors; so is reading ahead."""
    held = build.small(build.claim("g", kind="gap", as_of="2026-11-20"))
    found = date_order(build.proof(held, as_of=date(2026, 10, 1)))
    assert [build.spot(one) for one in found] == ["sources/s/accessed", "claims/g/as_of"]
    ahead = build.small(build.source(published={"stated": "2026-11-03"}))
    (finding,) = date_order(build.proof(ahead))
    assert finding.message == "source 's' came out on 2026-11-03 and was read before, on 2026-11-02"
