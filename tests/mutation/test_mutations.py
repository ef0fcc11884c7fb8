"""A mistake in the example desk is found before it is printed, or listed as one that no check can see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mutation.bench import TOP, caught, findings
from mutation.mutations import MUTATIONS, QUICK, Mutation

if TYPE_CHECKING:
    from collections import Counter


@pytest.fixture(scope="module")
def before() -> Counter[tuple[str, str]]:
    """Return what is found in the example desk as it is."""
    return findings(TOP)


@pytest.mark.parametrize("mutation", [one for one in MUTATIONS if one.name in QUICK], ids=lambda one: one.name)
def test_common_mistake_is_found(mutation: Mutation, before: Counter[tuple[str, str]]) -> None:
    """A few of the mistakes, in every run."""
    assert caught(mutation, before)


@pytest.mark.slow
@pytest.mark.parametrize("mutation", [one for one in MUTATIONS if one.name not in QUICK], ids=lambda one: one.name)
def test_mistake_is_found_or_known_to_survive(mutation: Mutation, before: Counter[tuple[str, str]]) -> None:
    """All the others: a survivor has a reason, and one that is caught after all has none."""
    assert bool(caught(mutation, before)) is not bool(mutation.survives)


def test_mistakes_are_many_and_told_apart() -> None:
    """There are at least sixty, no two under one name, and the quick ones are among them."""
    names = [one.name for one in MUTATIONS]

    assert len(names) >= 60
    assert len(set(names)) == len(names)
    assert set(QUICK) <= set(names)
