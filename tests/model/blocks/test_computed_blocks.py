"""Blocks that compute themselves from the edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import build
from briefpress.model.blocks.conflicts import ConflictsView
from briefpress.model.blocks.listed import (
    EvidenceView,
    GlossaryView,
    LedgerView,
    MethodView,
    SourcesView,
    TimelineView,
)

if TYPE_CHECKING:
    from briefpress.model.record import Record

LEDGER = {"block": "ledger", "title": "Promises"}
TIMELINE = {"block": "timeline", "title": "Dates"}


def test_a_timeline_runs_in_order_and_tells_past_from_ahead() -> None:
    """Events come by date, the shorter of two that end together later; today is not yet past."""
    found = build.set_block(
        TimelineView,
        TIMELINE,
        build.event("whole", date="2027"),
        build.event("today", date="2026-11-22", title="Today"),
        build.event("quarter", date="2027-Q4"),
        build.event("first", date="2025", claims=("a",)),
    )

    assert [(moment.date.replace("\N{NO-BREAK SPACE}", " "), moment.state) for moment in found.moments] == [
        ("2025", "past"),
        ("22 Nov 2026", "ahead"),
        ("2027", "ahead"),
        ("Q4 2027", "ahead"),
    ]
    assert [len(moment.cites) for moment in found.moments] == [1, 0, 0, 0]


def test_a_timeline_may_choose_its_events() -> None:
    """Named events alone are shown, and an empty choice shows none."""
    events = (build.event("x", title="X"), build.event("y", title="Y"))

    chosen = build.set_block(TimelineView, {**TIMELINE, "events": ("y",)}, *events)
    assert [moment.title for moment in chosen.moments] == ["Y"]
    assert build.set_block(TimelineView, {**TIMELINE, "events": ()}, *events).moments == ()


def _plan(id: str, due: str, **given: object) -> Record:
    return build.claim(id, kind="plan", statement=f"Plan {id}.", due=due, **given)


def test_a_ledger_lists_what_falls_due_first() -> None:
    """Plans and forecasts come by due date, those without one last; nothing else is in it."""
    found = build.set_block(
        LedgerView,
        LEDGER,
        _plan("late", "2027"),
        _plan("open", "none-stated"),
        _plan("early", "2025", outcome={"state": "met", "noted": "2026"}),
        build.claim("guess", kind="forecast", statement="Forecast.", due="2026-10", holder="the port"),
    )

    assert [promise.statement[0].text for promise in found.promises] == [
        "Plan early.",
        "Forecast.",
        "Plan late.",
        "Plan open.",
    ]
    assert [(promise.kind, promise.holder, promise.due.replace("\N{NO-BREAK SPACE}", " "), promise.outcome)
            for promise in found.promises] == [
        ("Plan", "the line", "2025", "met"),
        ("Forecast", "the port", "Oct 2026", "passed, unverified"),
        ("Plan", "the line", "2027", "open"),
        ("Plan", "the line", "no date stated", "open"),
    ]  # fmt: skip
    assert [promise.marks for promise in found.promises][1] == ("forward", "past-due")


def test_a_ledger_may_choose_its_claims() -> None:
    """Named claims come in the order in which they are named; one without a holder names none."""
    found = build.set_block(
        LedgerView, {**LEDGER, "claims": ("late", "a")}, _plan("late", "2027"), _plan("early", "2025")
    )

    assert [(promise.statement[0].text, promise.holder) for promise in found.promises] == [
        ("Plan late.", "the line"),
        ("Something holds.", ""),
    ]


def _conflicts(*records: Record, text: str) -> ConflictsView:
    held = build.small(
        *records, managers=build.angle({"block": "prose", "text": text}, {"block": "conflicts", "title": "Disagreed"})
    )
    found = build.view(held).sections[0].blocks[1]
    assert isinstance(found, ConflictsView)
    return found


def test_conflicts_that_touch_what_is_printed_are_shown() -> None:
    """Both kinds are shown with all sides and the reading; a conflict about other claims is not."""
    found = _conflicts(
        build.claim("b"),
        build.claim("x"),
        build.claim("y"),
        build.conflict("c", ("a", "One has {a}."), ("b", "Two has [@b].")),
        build.conflict("d", ("b", "Other."), ("a", "Again."), kind="scope", title="How wide?"),
        build.conflict("e", ("x", "Elsewhere."), ("y", "Not here.")),
        text="It is {a} [@b].",
    )

    assert [(one.title, one.kind) for one in found.conflicts] == [
        ("Which holds?", "Cannot both hold"),
        ("How wide?", "Differ in scope"),
    ]
    assert [len(one.sides) for one in found.conflicts] == [2, 2]
    assert found.conflicts[0].reading[0].runs[0].text == "Neither yet."


@pytest.mark.parametrize(("kind", "shown"), [("contradiction", 1), ("scope", 0)])
def test_one_side_is_enough_for_a_contradiction_alone(kind: str, shown: int) -> None:
    """A contradiction is shown with one of its sides in print; a difference of scope needs two."""
    found = _conflicts(build.claim("b"), build.conflict("c", kind=kind), text="It is {a}.")

    assert len(found.conflicts) == shown


def test_a_side_cites_the_claims_that_its_words_do_not() -> None:
    """No side stands without its evidence: what its words leave uncited is cited at their end."""
    sides = (("a", "One has {a}."), ("b", "Two says {b:as-of}."))
    (shown,) = _conflicts(build.claim("b"), build.conflict("c", *sides), text="It is {a}.").conflicts

    cited = [[cite.row for run in side[-1].runs for cite in run.cites] for side in shown.sides]
    assert cited == [[1], [2]]


def test_a_glossary_explains_what_is_used_and_not_known() -> None:
    """Terms in text, titles and statements are explained, in order of the alphabet, unless the reader knows them."""
    held = build.small(
        build.claim("b", statement="Range is stated."),
        build.term("quay", plain="A wall to moor at."),
        build.term("range", forms=("Range",), expansion="sailing range", plain="How far it sails."),
        build.term("hull", known_by=("managers",)),
        build.term("mast"),
        build.term("post", term="Bollard", plain="What a rope is tied to."),
        managers=build.angle(
            {"block": "prose", "title": "By the quay", "text": "The hull is at the Bollard, masts apart [@b]."},
            {"block": "glossary", "title": "Words"},
        ),
    )

    found = build.view(held).sections[0].blocks[1]
    assert isinstance(found, GlossaryView)
    assert [(fact.label, fact.text) for fact in found.terms] == [
        ("Bollard", "What a rope is tied to."),
        ("quay", "A wall to moor at."),
        ("range", "sailing range: How far it sails."),
    ]


def test_evidence_and_sources_show_what_was_used() -> None:
    """The table of evidence is that of the view, and sources without a claim in it are left out."""
    held = build.small(
        build.source("unused"),
        managers=build.angle({"block": "evidence", "title": "Evidence"}, {"block": "sources", "title": "Sources"}),
    )
    view = build.view(held)
    evidence, sources = view.sections[0].blocks

    assert isinstance(evidence, EvidenceView)
    assert isinstance(sources, SourcesView)
    assert evidence.rows == view.rows
    assert [source.anchor for source in sources.sources] == ["s-s"]


def test_method_prints_the_disclosures_of_the_audience() -> None:
    """Each disclosure of the audience comes as prose."""
    held = build.small(
        build.audience("managers", {"block": "method", "title": "Method"}, disclosures=("One.", "Two, of {a}.")),
    )
    (method,) = build.view(held).sections[0].blocks

    assert isinstance(method, MethodView)
    assert [paragraphs[0].runs[0].text for paragraphs in method.disclosures] == ["One.", "Two, of "]
