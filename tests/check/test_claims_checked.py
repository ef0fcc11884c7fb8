"""Checks of claims: evidence, circles, formulas and sides of conflicts."""

from __future__ import annotations

import pytest

import build
from briefpress.check.computed import computed
from briefpress.check.cycles import cycles
from briefpress.check.evidence import evidence
from briefpress.check.sides import sides


def test_a_claim_needs_evidence() -> None:
    """A claim without an anchor is reported at its id."""
    (finding,) = evidence(build.library(build.claim("a", evidence=())))

    assert build.told([finding]) == [("BP201", "claim 'a' has no evidence")]
    assert build.spot(finding) == "claims/a/id"


def test_what_is_computed_or_absent_needs_none() -> None:
    """A derived claim rests on its terms, and a gap on a search."""
    held = build.library(build.claim("a", kind="gap"), build.claim("b", derived={"sum": ("a",)}))

    assert evidence(held) == []


@pytest.mark.parametrize(
    ("exact", "words"),
    [("two words", 2), ("three words here", None), ("one " * 8, None), ("one " * 9, 9)],
)
def test_an_anchor_has_three_to_eight_words(exact: str, words: int | None) -> None:
    """Fewer are rarely unique, and more would quote the source at length."""
    anchors = (build.anchor(), build.anchor(exact=exact))
    found = evidence(build.library(build.claim("a", evidence=anchors)))

    message = f"anchor has {words} words, not 3 to 8"
    hint = {2: "add words until it stands once in the source", 9: "keep the telling words"}
    assert build.told(found) == ([("BP203", message)] if words else [])
    assert [(build.spot(finding), finding.help) for finding in found] == (
        [("claims/a/evidence/1/exact", hint[words])] if words else []
    )


@pytest.mark.parametrize(("key", "says"), [("supersedes", "supersedes itself"), ("derived", "is computed from itself")])
def test_a_circle_is_reported_once_at_its_first_name(key: str, says: str) -> None:
    """However long the way round, a circle is one fault, wherever the search begins."""
    links = {"c": ("a",), "a": ("b",), "b": ("c", "d"), "d": (), "e": ("c",)}
    claims = [
        build.claim(name, **({"derived": {"sum": to or ("z",)}} if key == "derived" else {"supersedes": to}))
        for name, to in links.items()
    ]
    (finding,) = cycles(build.library(*claims))

    assert build.told([finding]) == [("BP205", f"claim 'a' {says}: a → b → c → a")]
    assert build.spot(finding) == f"claims/a/{key}"


def test_a_claim_may_not_supersede_itself() -> None:
    """The shortest circle has one link."""
    found = cycles(build.library(build.claim("a", supersedes=("a",))))

    assert [finding.message for finding in found] == ["claim 'a' supersedes itself: a → a"]


def test_ways_that_meet_again_are_no_circle() -> None:
    """Two ways to one claim are fine, and many such in a row do not multiply the work."""
    layers = [(f"l{n}", f"r{n}") for n in range(40)]
    claims = [
        build.claim(name, supersedes=below)
        for layer, below in zip(layers, [*layers[1:], ()], strict=True)
        for name in layer
    ]

    assert cycles(build.library(*claims)) == []


def test_two_circles_through_one_claim_are_two_faults() -> None:
    """Breaking one of them leaves the other."""
    found = cycles(
        build.library(
            build.claim("a", supersedes=("b", "c")),
            build.claim("b", supersedes=("a",)),
            build.claim("c", supersedes=("a",)),
        )
    )

    assert {finding.message for finding in found} == {
        "claim 'a' supersedes itself: a → b → a",
        "claim 'a' supersedes itself: a → c → a",
    }


def test_a_formula_needs_terms_with_values() -> None:
    """A term without a value is named; one that is unknown or computed is reported where its own fault lies."""
    held = build.library(
        build.claim("a", value=build.boats()),
        build.claim("bare"),
        build.claim("sum", derived={"sum": ("a", "bare", "nowhere", "broken")}),
        build.claim("broken", derived={"sum": ("bare",)}),
    )

    assert build.told(computed(held)) == [
        ("BP206", "claim 'sum' is computed from 'bare', which has no value"),
        ("BP206", "claim 'broken' is computed from 'bare', which has no value"),
    ]


def test_a_formula_that_does_not_work_out_says_why() -> None:
    """A mismatch of the arithmetic is reported at the formula; what works out is not reported."""
    held = build.library(
        build.claim("a", value=build.boats()),
        build.claim("piers", value={"number": 2, "unit": "piers"}),
        build.claim("sum", derived={"sum": ("a", "piers")}),
        build.claim("fine", derived={"sum": ("a", "a")}),
    )
    (finding,) = computed(held)

    message = "claim 'sum' cannot be computed: the quantities are not of one currency or unit"
    assert build.told([finding]) == [("BP206", message)]
    assert build.spot(finding) == "claims/sum/derived"


def test_a_claim_stands_on_one_side_of_a_conflict() -> None:
    """The second side on which it stands is reported; twice on one side is harmless."""
    held = build.conflict(
        sides=(
            {"claims": ("a", "a"), "says": "One."},
            {"claims": ("b", "a"), "says": "Two."},
        )
    )
    (finding,) = sides(build.library(held))

    assert build.told([finding]) == [("BP207", "claim 'a' stands on two sides of 'c'")]
    assert build.spot(finding) == "conflicts/c/sides/1/claims/1"
