"""Confidence, derived from what a claim rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import build
from briefpress.model.confidence import LEVELS, derive, lowest

if TYPE_CHECKING:
    from briefpress.model.source import Source

sources = st.lists(
    st.builds(
        lambda tier, grade, origin: build.source(tier=tier, reliability=grade, origin=origin),
        st.sampled_from(["primary", "secondary", "tertiary"]),
        st.sampled_from("ABCDEF"),
        st.sampled_from(["north", "south", "east"]),
    ),
    max_size=5,
)
credibilities = st.none() | st.integers(1, 6)


def rank(found: list[Source], credibility: int | None = None, *, contested: bool = False) -> int:
    """Return how high the confidence is that sources carry."""
    return LEVELS.index(derive(found, contested=contested, credibility=credibility))


@given(sources, st.booleans(), credibilities)
def test_a_sound_source_more_never_lowers_it(held: list[Source], contested: bool, credibility: int | None) -> None:
    """An independent primary source of grade A may raise confidence and cannot lower it."""
    more = build.source(tier="primary", reliability="A", origin="west")

    assert rank([*held, more], credibility, contested=contested) >= rank(held, credibility, contested=contested)


@given(sources, credibilities)
def test_a_contest_never_raises_it(held: list[Source], credibility: int | None) -> None:
    """A claim that another source disputes is held no higher for it."""
    assert rank(held, credibility, contested=True) <= rank(held, credibility)


@given(sources, st.booleans(), credibilities, st.data())
def test_repetition_does_not_corroborate(
    held: list[Source], contested: bool, credibility: int | None, data: st.DataObject
) -> None:
    """A second source of one origin and one standing adds nothing."""
    again = [data.draw(st.sampled_from(held))] if held else []

    assert rank([*held, *again], credibility, contested=contested) == rank(held, credibility, contested=contested)


@given(sources, st.booleans(), st.integers(4, 6))
def test_doubtful_information_stays_low(held: list[Source], contested: bool, credibility: int) -> None:
    """No source lifts information that is itself doubtful."""
    assert derive(held, contested=contested, credibility=credibility) == "low"


@pytest.mark.parametrize(
    ("given_sources", "level"),
    [
        ((), "low"),
        ((("secondary", "A", "x"),), "low"),
        ((("primary", "C", "x"),), "moderate"),
        ((("primary", "D", "x"),), "low"),
        ((("secondary", "C", "x"), ("tertiary", "C", "y")), "moderate"),
        ((("secondary", "B", "x"), ("tertiary", "A", "x")), "low"),
        ((("secondary", "A", "x"), ("secondary", "A", "y")), "moderate"),
        ((("primary", "A", "x"), ("secondary", "B", "y")), "high"),
        ((("primary", "A", "x"), ("secondary", "C", "y")), "moderate"),
        ((("primary", "C", "x"), ("secondary", "A", "y"), ("secondary", "A", "z")), "moderate"),
    ],
)
def test_levels_are_what_the_rule_says(given_sources: tuple[tuple[str, str, str], ...], level: str) -> None:
    """High needs a sound primary source and a second origin; moderate needs either; the rest is low."""
    held = [build.source(tier=tier, reliability=grade, origin=origin) for tier, grade, origin in given_sources]

    assert derive(held, contested=False) == level


def test_a_contest_takes_high_down_to_moderate() -> None:
    """What would be high is moderate while a source disputes it."""
    held = [build.source(tier="primary", reliability="A"), build.source("other", reliability="B")]

    assert [derive(held, contested=contested) for contested in (False, True)] == ["high", "moderate"]


def test_the_lowest_level_wins() -> None:
    """Of several levels the lowest counts."""
    assert lowest("high", "low", "moderate") == "low"
