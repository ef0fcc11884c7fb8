"""The smaller records."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

import build


@pytest.mark.parametrize("point", [{"label": "Neither"}, {"label": "Both", "claim": "a", "value": build.boats()}])
def test_a_point_has_a_claim_or_a_value(point: dict[str, object]) -> None:
    """A point of a series is one claim's value or a value of its own."""
    with pytest.raises(ValidationError, match="a point needs 'claim' or 'value', not both"):
        build.series("n", point)


def test_the_claims_of_a_conflict_are_those_of_its_sides() -> None:
    """All sides count, in order."""
    assert build.conflict("c", ("a", "One."), ("b", "Two."), ("d", "Three.")).claims == ("a", "b", "d")


def test_a_conflict_has_two_sides() -> None:
    """One side alone disagrees with nobody."""
    with pytest.raises(ValidationError, match="at least 2 items"):
        build.conflict("c", ("a", "One."))
