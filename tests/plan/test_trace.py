"""Tracing: where a claim is printed, what it rests on, and what rests on it."""

from __future__ import annotations

import pytest

import build
from briefpress.plan.trace import Dependent, Ground, Reissue, Sheet, Use, of_source, printed_as, trace

HELD = build.small(
    build.source("z", title="Another document"),
    build.claim("a", value=build.boats(4), evidence=({**build.anchor(), "paragraph": 3},)),
    build.claim(
        "b", value=build.quantity(number=8000, unit="crates"), evidence=(build.anchor("z"),), supersedes=("a",)
    ),
    build.claim(
        "p",
        kind="plan",
        value=build.quantity(low=60, high=65, currency="USD", scale="bn"),
        outcome={"state": "met", "claim": "a", "noted": "2026"},
    ),
    build.claim("sum", derived={"sum": ("a", "a")}),
    build.claim("more", derived={"sum": ("sum", "a")}),
    build.claim("most", derived={"sum": ("sum", "sum")}),
    build.series("n", {"label": "One", "claim": "a"}),
    build.event("e", claims=("a",)),
    build.conflict("c", ("a", "One."), ("b", "Two.")),
    build.audience("managers"),
    build.audience("owners"),
    build.brief(
        angles={
            "managers": build.angle(
                {"block": "prose", "title": "Count", "text": "There are {a} and {a}, and [@more]."},
                {"block": "prose", "text": "Seen on {a:as-of}, with {b} and {p}."},
                {"block": "evidence", "title": "Rows"},
                bottom_line="In short, {most}.",
                judgements=(build.judgement(claims=("a",)),),
                exhibit={"block": "chart", "title": "Boats", "subtitle": "Number", "series": "n"},
            ),
            "owners": build.angle(key_figures=({"claim": "b", "label": "x"}, {"claim": "b", "label": "y"})),
        }
    ),
)
PAGES = {"front": 1, "b1": 1, "b2": 2, "b3": 3, "u1-a": 1, "u1-c": 4}
SHEETS = (
    Sheet("b", "managers", build.view(HELD), PAGES),
    Sheet("b", "owners", build.view(HELD, "owners")),
)


def test_uses_name_the_place_and_the_page() -> None:
    """Each block is named once, with what it prints of the claim, and the page of the mark or of the block."""
    assert trace(HELD, SHEETS, "a").uses == (
        Use("b", "managers", "page one: key figures", "4\u00a0boats", 1),
        Use("b", "managers", "page one: judgements", "", 4),
        Use("b", "managers", "page one: Boats", "4\u00a0boats", 1),
        Use("b", "managers", "Body: Count", "4\u00a0boats", 2),
        Use("b", "managers", "Body: prose", "14\u00a0Mar\u00a02025", 3),
    )
    (use, *_) = trace(HELD, SHEETS, "b").uses
    assert use.page == 3


def test_page_is_unknown_without_a_pdf() -> None:
    """A brief that was not built, or prints something else, has no pages to name."""
    uses = trace(HELD, SHEETS, "b").uses

    assert [use.page for use in uses if use.audience == "owners"] == [None]


def test_grounds_reach_down_to_the_sources() -> None:
    """A computed claim rests on its terms, theirs included, and on the words under them."""
    found = trace(HELD, SHEETS, "more")

    assert found.terms == ("sum", "a")
    assert found.grounds == (Ground("a", "s", "four words of it", "¶\u00a03"),)
    assert found.statement == "Something holds."


def test_claim_that_is_printed_nowhere_is_told_from_the_library() -> None:
    """Without a row in any brief, a claim still has a statement and its grounds."""
    found = trace(HELD, (), "a")

    assert (found.uses, found.statement) == ((), "Something holds.")
    assert found.grounds == (Ground("a", "s", "four words of it", ""),)


def test_dependents_are_everything_that_would_fall() -> None:
    """Computed claims near and far, what it is an outcome of, series, events, conflicts and judgements."""
    assert set(trace(HELD, SHEETS, "a").dependents) == {
        Dependent("claim", "b", "replaces it"),
        Dependent("claim", "p", "has it as outcome"),
        Dependent("claim", "sum", "computed from it"),
        Dependent("claim", "more", "computed from it"),
        Dependent("claim", "most", "computed from what is computed from it"),
        Dependent("series", "n", "has it as a point"),
        Dependent("event", "e", "cites it"),
        Dependent("conflict", "c", "has it on a side"),
        Dependent("judgement", "b/managers/j", "rests on it"),
    }
    assert trace(HELD, SHEETS, "most").dependents == ()


def test_correction_of_a_source_names_claims_and_briefs() -> None:
    """Claims on the source and those computed from them, and every brief with a row for one."""
    found = of_source(HELD, SHEETS, "z")

    assert (found.title, found.claims, found.computed) == ("Another document", ("b",), ())
    assert found.reissue == (
        Reissue("b", "managers", ("b",), (3,)),
        Reissue("b", "owners", ("b",), ()),
    )
    assert of_source(HELD, SHEETS, "s").computed == ("sum", "more", "most")
    assert of_source(HELD, (), "z").reissue == ()


@pytest.mark.parametrize(
    ("number", "claims"),
    [
        ("8,000", ("b",)),
        ("8000", ("b",)),
        ("$60–65bn", ("p",)),
        ("60-65", ("p",)),
        ("65", ("p",)),
        ("4 boats", ("a",)),
        ("14 mar 2025", ("a",)),
        ("800", ()),
        ("5", ()),
        ("0", ()),
    ],
)
def test_numbers_are_found_as_they_are_printed(number: str, claims: tuple[str, ...]) -> None:
    """Whole numbers only, with or without separators, sign and unit, whatever the dash and the case."""
    assert printed_as(SHEETS, number) == claims
