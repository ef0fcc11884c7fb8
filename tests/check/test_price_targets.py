"""Scenarios neither rate a security nor put a price on it."""

from __future__ import annotations

import pytest

import build
from briefpress.check.price_targets import price_targets

CASE = {"name": "Up", "trigger": "It grows.", "indicator": "More boats."}


def found(**given: object) -> list[str]:
    """Return where something is reported of a scenario; the claim `r` states a rating."""
    block = {"block": "scenarios", "title": "Ways", "scenarios": ({**CASE, **given},)}
    rated = build.claim("r", kind="opinion", statement="Analysts find the line undervalued.")
    proof = build.proof(build.small(rated, managers=build.angle(block)))
    where = "briefs/b/audiences/managers/sections/body/0/scenarios/0/"
    return [build.spot(finding).removeprefix(where) for finding in price_targets(proof)]


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"name": "Outperform"}, "name"),
        ({"trigger": "A higher price target."}, "trigger"),
        ({"indicator": "Two sell ratings."}, "indicator"),
        ({"claims_for": ("r",)}, "claims_for/0"),
        ({"claims_against": ("a", "r")}, "claims_against/1"),
    ],
)
def test_ratings_and_targets_are_found_wherever_they_stand(given: dict[str, object], where: str) -> None:
    """Words of the desk and statements of the claims it lists are read alike."""
    assert found(**given) == [where]


@pytest.mark.parametrize("line", ["A sell-off of boats.", "They hold a target of forty boats.", "The price of hulls."])
def test_other_targets_and_prices_are_no_ratings(line: str) -> None:
    """A goal is no price target, and things have prices too."""
    assert found(trigger=line, claims_for=("a",)) == []
