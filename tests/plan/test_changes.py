"""What changed between two editions: each kind of change, for those who got the edition before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

import build
from briefpress.diagnostics import Place
from briefpress.model.imprint import Change, Since
from briefpress.plan.changes import EVIDENCE, changes, dropped, unexplained
from briefpress.view.imprint import imprint

if TYPE_CHECKING:
    from briefpress.model.edition import Library
    from briefpress.model.imprint import Imprint
    from briefpress.model.record import Record

SAYS = "It was {a}, and {b}."


def desk(*records: Record, text: str = SAYS, judgement: dict[str, object] | None = None) -> Library:
    """Return a desk whose brief prints this text; claim `b` is a plan due in 2027."""
    given = {str(record.id) for record in records}
    plan = build.claim("b", kind="plan", value=build.boats(6), due="2027-03")
    angle = build.angle({"block": "prose", "text": text}, judgements=(judgement or build.judgement(claims=("a",)),))
    return build.small(*([] if "b" in given else [plan]), *records, managers=angle)


def printed(held: Library, *, as_of: date = build.TODAY) -> Imprint:
    """Return the imprint of the brief."""
    edition = build.edition(held, as_of=as_of)
    return imprint(edition, build.view(held, as_of=as_of))


def told(before: Library, now: Library, **given: date) -> list[tuple[str, str, str, str]]:
    """Return the changes from one desk to another as kind, id, before and after."""
    found = changes(printed(before), printed(now, **given))
    return [(change.kind, change.id, change.before, change.after) for change in found]


def test_nothing_changes_by_itself() -> None:
    """The same desk on the same day has no changes."""
    assert told(desk(), desk()) == []


def test_wording_is_no_change() -> None:
    """Prose around the claims, and the words of a claim with a value, may be mended."""
    now = desk(build.claim("a", value=build.boats(), statement="In other words, {value}."), text="Now {a} and {b}.")

    assert told(desk(), now) == []


def test_a_value_is_revised() -> None:
    """A new value names the old one; that a number is written on another scale is no new value."""
    thousand = build.claim("a", value=build.boats(2, scale="k"))

    assert told(desk(), desk(thousand)) == [("revised", "a", "4\N{NO-BREAK SPACE}boats", "2k\N{NO-BREAK SPACE}boats")]
    assert told(desk(thousand), desk(build.claim("a", value=build.boats(2000)))) == []


@pytest.mark.parametrize(
    ("given", "before", "after"),
    [
        ({"due": "2027-06"}, "Mar\N{NO-BREAK SPACE}2027", "Jun\N{NO-BREAK SPACE}2027"),
        ({"due": None}, "Mar\N{NO-BREAK SPACE}2027", "none"),
        ({"holder": "the pier"}, "the line", "the pier"),
        ({"as_of": "2025-04"}, "14\N{NO-BREAK SPACE}Mar\N{NO-BREAK SPACE}2025", "Apr\N{NO-BREAK SPACE}2025"),
        ({"kind": "forecast"}, "plan", "forecast"),
    ],
)
def test_what_else_a_claim_says_is_revised(given: dict[str, object], before: str, after: str) -> None:
    """A due date, whose word it is, its date and its kind are part of what a claim says."""
    plan = {"kind": "plan", "value": build.boats(6), "due": "2027-03", "review_by": "2027-12"}

    assert told(desk(), desk(build.claim("b", **(plan | given)))) == [("revised", "b", before, after)]


def test_a_claim_without_value_says_its_words() -> None:
    """Where nothing else can be compared, the statement is."""
    before, now = (
        desk(build.claim("w", statement=words), text="Said [@w].") for words in ("Boats are slow.", "Boats are fast.")
    )

    assert told(before, now) == [("revised", "w", "Boats are slow.", "Boats are fast.")]


def test_a_date_is_a_value() -> None:
    """An event that moves is revised from one date to the other, whatever its words."""
    before, now = (desk(build.claim("w", kind="event", when=day), text="On {w}.") for day in ("2025-09", "2025-10"))

    assert [change[:2] for change in told(before, now)] == [("revised", "w")]


def test_a_unit_alone_is_revised() -> None:
    """Two values that print alike for some readers and differ in their footing are named by their statements."""
    now = build.claim("a", value=build.boats(basis="in service"))

    assert told(desk(), desk(now)) == [("revised", "a", "Something holds.", "Something holds.")]


def test_new_withdrawn_and_dropped() -> None:
    """A claim that the desk no longer holds is withdrawn; one it holds and does not print here is dropped."""
    more = build.claim("n", value=build.boats(1))
    without = desk(more, text="It was {a}, and {n}.")
    before, now, view = printed(desk()), printed(without), build.view(without)
    held = now.model_copy(update={"dropped": dropped(before, view, {"a", "b", "n"})})

    assert told(desk(), desk(more, text="It was {a}, {b} and {n}.")) == [("new", "n", "", "")]
    assert [(change.kind, change.id) for change in changes(before, now)] == [("new", "n"), ("withdrawn", "b")]
    assert [(change.kind, change.id) for change in changes(before, held)] == [("new", "n"), ("dropped", "b")]
    assert dropped(held, view, {"b"}) == ("b",)


def test_hidden_claims_are_not_quoted() -> None:
    """Of a claim that these readers may no longer see not a word is repeated."""
    (change,) = changes(printed(desk()), printed(desk(text="It was {a}.")), hidden={"b"})

    assert (change.kind, change.text) == ("withdrawn", "A claim that is no longer printed for these readers.")


def test_a_claim_that_replaces_another_revises_it() -> None:
    """What supersedes a printed claim is told as its revision, not as new and withdrawn."""
    later = build.claim("n", kind="plan", value=build.boats(7), due="2027-03", supersedes=("b",))
    before, now = printed(desk()), printed(desk(later, text="It was {a}, and {n}."))
    (change,) = changes(before, now)

    assert (change.kind, change.id) == ("revised", "n")
    assert (change.before, change.after) == ("6\N{NO-BREAK SPACE}boats", "7\N{NO-BREAK SPACE}boats")


def test_time_alone_changes_an_edition() -> None:
    """A plan falls due and a figure goes stale without anybody touching a file."""
    judged = build.judgement()
    before = desk(build.claim("a", value=build.boats(), review_by="2027-01"), judgement=judged)

    assert told(before, before, as_of=date(2027, 5, 1)) == [
        ("stale", "a", "", ""),
        ("past-due", "b", "", "Mar\N{NO-BREAK SPACE}2027"),
    ]


def test_an_outcome_resolves_a_plan() -> None:
    """A plan whose outcome is known is resolved."""
    met = {"state": "met", "noted": "2026-11-02"}
    now = desk(build.claim("b", kind="plan", value=build.boats(6), due="2027-03", outcome=met))

    assert told(desk(), now) == [("resolved", "b", "", "met")]


def test_a_conflict_comes_and_goes() -> None:
    """Claims are newly contested by a conflict, and resolved when it is settled."""
    judged = build.judgement()
    quiet, loud = desk(judgement=judged), desk(build.conflict("c"), judgement=judged)

    assert told(quiet, loud) == [("contested", "a", "", ""), ("contested", "b", "", "")]
    assert told(loud, quiet) == [
        ("resolved", "a", "", "no longer contested"),
        ("resolved", "b", "", "no longer contested"),
    ]


def moved(before: dict[str, Any], now: dict[str, Any]) -> list[Change]:
    """Return what changed between two states of the judgement."""
    old, new = (printed(desk(judgement=build.judgement(**given))) for given in (before, now))
    return list(changes(old, new))


LIKELY: dict[str, Any] = {"kind": "prediction", "likelihood": "likely"}
CHANGED = {"from": "Thought otherwise", "why": "The hull arrived."}


def test_a_judgement_moves_with_its_reason() -> None:
    """A new likelihood is told as it was and as it is, with the reason that the desk gives."""
    (change,) = moved(LIKELY, {**LIKELY, "likelihood": "unlikely", "changed": CHANGED})

    assert (change.kind, change.why) == ("moved", "The hull arrived.")
    assert change.before == "likely (55–80%); low confidence"
    assert change.after == "unlikely (20–45%); low confidence"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({}, {"headline": "It does not hold"}),
        ({}, LIKELY),
        (LIKELY, {**LIKELY, "likelihood": "unlikely"}),
        ({"changed": CHANGED}, {"headline": "It does not hold", "changed": CHANGED}),
        (
            {"claims": ("a",), "lowered": {"to": "low", "reason": "One voice."}},
            {"claims": ("a",), "lowered": {"to": "low", "reason": "One voice."}, "headline": "No"},
        ),
    ],
)
def test_a_judgement_that_moves_needs_a_reason(before: dict[str, Any], now: dict[str, Any]) -> None:
    """Without a reason, or with that of an earlier move, a moved judgement is an error at its place."""
    held = desk(judgement=build.judgement(**now))
    since = Since(number=2, issued="2026-11-01", changes=tuple(moved(before, now)))
    (finding,) = unexplained(since, held.place("briefs", "b").at("audiences", "managers"), ("x", "j"))

    assert (finding.code, build.spot(finding)) == ("BP601", "briefs/b/audiences/managers/judgements/1/id")
    assert finding.message == "judgement 'j' is not what edition 2 printed, and nothing says why"


def test_a_headline_is_told_with_what_moved_beside_it() -> None:
    """Where headline and likelihood move together, both are told; of a finding the headline alone."""
    (both,) = moved(LIKELY, {**LIKELY, "likelihood": "unlikely", "headline": "No", "changed": CHANGED})
    (one,) = moved({}, {"headline": "No", "changed": CHANGED})

    assert both.after == "No; unlikely (20–45%); low confidence"
    assert (one.before, one.after) == ("It holds", "No")


def test_confidence_moves_with_the_evidence() -> None:
    """Nobody has to explain what time or a new source did to the confidence in a judgement."""
    judged = build.judgement(claims=("a",))
    graded = {"tier": "primary", "reliability": "B"}
    (change,) = changes(printed(desk(judgement=judged)), printed(desk(build.source(**graded), judgement=judged)))

    assert (change.kind, change.before, change.after) == ("moved", "low confidence", "moderate confidence")
    assert change.why == EVIDENCE
    assert list(unexplained(Since(number=1, issued="2026-11-01", changes=(change,)), Place("f"), ("j",))) == []


def test_confidence_lowered_by_hand_brings_its_reason() -> None:
    """Whoever lowers confidence has said why; whoever takes that back must say why."""
    graded = build.source(tier="primary", reliability="B")
    lowered = build.judgement(claims=("a",), lowered={"to": "low", "reason": "One voice."})
    plain, low = (printed(desk(graded, judgement=one)) for one in (build.judgement(claims=("a",)), lowered))

    assert [change.why for change in changes(plain, low)] == ["One voice."]
    assert [change.why for change in changes(low, plain)] == [""]


def test_judgements_come_and_go() -> None:
    """A judgement that was not there is new, one that is gone is withdrawn."""
    found = moved({}, {"id": "k", **LIKELY})

    assert [(change.kind, change.subject, change.id) for change in found] == [
        ("new", "judgement", "k"),
        ("withdrawn", "judgement", "j"),
    ]


def test_a_value_in_a_headline_moves_no_judgement() -> None:
    """A headline that prints a claim says the same when the claim is revised."""
    judged = build.judgement(headline="Four is {a}")
    found = told(desk(judgement=judged), desk(build.claim("a", value=build.boats(5)), judgement=judged))

    assert [change[:2] for change in found] == [("revised", "a")]
