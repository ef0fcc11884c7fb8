"""The Library and the Edition: values computed, contests, what rests on what, and what has fallen due."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import build
from briefpress.diagnostics import Place
from briefpress.model.edition import compute
from briefpress.model.quantity import Mismatch
from briefpress.model.shown import contested


def test_derived_values_are_computed_from_derived_values() -> None:
    """A chain of formulas is computed in whatever order it is written."""
    held = build.library(
        build.claim("whole", derived={"sum": ("rest", "a")}),
        build.claim("rest", derived={"difference": ("a", "b")}),
        build.claim("share", derived={"quotient": ("b", "a"), "decimals": 2, "unit": "boats a boat"}),
        build.claim("a", value=build.boats(8)),
        build.claim("b", value=build.boats(2)),
    )

    numbers = {name: value.number for name, value in held.values.items()}
    assert numbers == {"a": 8, "b": 2, "rest": 6, "whole": 14, "share": Decimal("0.25")}


def test_what_cannot_be_computed_has_no_value() -> None:
    """A mismatch, a missing term and a circle leave a claim without a value, and the others with theirs."""
    held = build.library(
        build.claim("a", value=build.boats(8)),
        build.claim("piers", value={"number": 2, "unit": "piers"}),
        build.claim("mixed", derived={"sum": ("a", "piers")}),
        build.claim("lost", derived={"sum": ("a", "nowhere")}),
        build.claim("round", derived={"sum": ("round",)}),
    )

    assert held.values.keys() == {"a", "piers"}


def test_only_a_derived_claim_is_computed() -> None:
    """Computing a claim that has no formula is refused."""
    with pytest.raises(Mismatch, match="the claim is not derived"):
        compute(build.claim(), {})


def test_a_library_knows_where_records_stand() -> None:
    """Records are found by the name of their folder, and so are their places."""
    held = build.library(build.claim("a"))

    assert held.folder("claims")["a"] is held.claims["a"]
    assert held.place("claims", "a") == Place("claims/a")


def test_contradictions_contest_and_differences_in_scope_do_not() -> None:
    """Every claim on a side of a contradiction is contested."""
    sides = [build.conflict("c"), build.conflict("d", ("x", "One."), ("y", "Two."), kind="scope")]

    assert contested(sides) == {"a", "b"}


@pytest.mark.parametrize(
    ("due", "outcome", "overdue"),
    [
        ("2026-11-21", None, True),
        ("2026-11-22", None, False),
        ("2026-11", None, False),
        ("none-stated", None, False),
        ("2026-10", "open", True),
        ("2026-10", "unknown", True),
        ("2026-10", "met", False),
        ("2026-10", "missed", False),
        ("2026-10", "superseded", False),
    ],
)
def test_a_plan_is_overdue_when_its_date_has_passed_unsettled(due: str, outcome: str | None, overdue: bool) -> None:
    """The last day it names must have gone by, with no outcome that settles it."""
    noted = {"outcome": {"state": outcome, "noted": "2026-11"}} if outcome else {}
    plan = build.claim("a", kind="plan", due=due, value=build.boats(), **noted)

    assert build.edition(build.small(plan), as_of=date(2026, 11, 22)).overdue(plan) is overdue


def test_grounds_are_the_claims_at_the_bottom() -> None:
    """A derived claim rests on what its terms rest on, each named once."""
    edition = build.edition(
        build.small(
            build.claim("b", value=build.boats()),
            build.claim("sum", derived={"sum": ("a", "b")}),
            build.claim("more", derived={"sum": ("sum", "a")}),
        )
    )

    assert {claim.id for claim in edition.grounds(["more", "sum"])} == {"a", "b"}
    assert len(edition.grounds(["more", "sum", "a"])) == 2


def _confidence(*claims: str, **fields: object) -> str:
    """Return the confidence in claims of a brief with two sound sources, a contested claim and a gap."""
    held = build.small(
        build.source("s", tier="primary", reliability="A"),
        build.source("z", reliability="B"),
        build.claim("a", value=build.boats(), evidence=(build.anchor("s"), build.anchor("z")), **fields),
        build.claim("b", evidence=(build.anchor("s"),)),
        build.claim("c", evidence=(build.anchor("s"), build.anchor("z"))),
        build.claim("d"),
        build.claim("sum", derived={"sum": ("a",)}),
        build.claim("gap", kind="gap"),
        build.claim("open", kind="gap", lowered={"to": "moderate", "reason": "One annex is missing."}),
        build.conflict("q", ("c", "One."), ("d", "Two.")),
    )
    return build.edition(held, as_of=date(2025, 6, 1)).confidence(claims)


def test_confidence_pools_the_sources_of_claims() -> None:
    """Two claims with a source each rest on both sources; a derived claim on those of its terms."""
    assert _confidence("a") == "high"
    assert _confidence("sum") == "high"
    assert _confidence("b") == "moderate"
    assert _confidence("a", "b") == "high"


def test_confidence_is_no_better_than_the_worst_of_it() -> None:
    """A contest, doubtful information and a hand that lowers each take it down."""
    assert _confidence("c") == "moderate"
    assert _confidence("a", "c") == "moderate"
    assert _confidence("a", credibility=4) == "low"
    assert _confidence("a", "b", lowered={"to": "low", "reason": "A draft."}) == "low"


def test_absence_is_certain_unless_lowered() -> None:
    """What no source states was looked for in all of them."""
    assert _confidence("gap") == "high"
    assert _confidence("open") == "moderate"
    assert _confidence("gap", "b") == "moderate"


def test_confidence_in_nothing_is_low() -> None:
    """What rests on no claim deserves no confidence."""
    assert _confidence() == "low"


@pytest.mark.parametrize(
    ("fields", "level"),
    [
        ({}, "low"),
        ({"claims": ("a",)}, "moderate"),
        ({"text": "It is {a}."}, "moderate"),
        ({"headline": "It is {a}"}, "moderate"),
        ({"claims": ("a",), "lowered": {"to": "low", "reason": "Too early."}}, "low"),
        ({"claims": ("a",), "text": "Or {b}."}, "low"),
    ],
)
def test_a_judgement_stands_on_every_claim_it_names(fields: dict[str, object], level: str) -> None:
    """Headline, text and list of claims count together, and the desk may lower the result."""
    held = build.small(
        build.source("s", tier="primary"),
        build.claim("b", value=build.boats(), credibility=5),
        managers=build.angle(judgements=(build.judgement("j", **fields),)),
    )
    edition = build.edition(held)

    assert edition.standing(edition.angle.judgements[0]) == level
