"""Words that an audience does not want to hear from the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import build
from briefpress.check.avoided import avoided

if TYPE_CHECKING:
    from briefpress.model.record import Record

CONFLICTS = {"block": "conflicts", "title": "Side by side"}


def found(words: tuple[str, ...], *records: Record, **given: object) -> list[str]:
    """Return where words that managers avoid are found."""
    held = build.small(
        build.audience("managers", CONFLICTS, avoid=words),
        *records,
        managers=build.angle(**given),
    )
    return [build.spot(finding) for finding in avoided(build.proof(held))]


@pytest.mark.parametrize("line", ["Holders should wait.", "We recommend waiting.", "The desk recommends it."])
def test_advice_in_the_desks_own_name_is_found(line: str) -> None:
    """The words and their plain inflections are reported where they stand."""
    (where,) = found(("should", "recommend"), dek=line)
    assert where.startswith("briefs/b/audiences/managers/dek@")


@pytest.mark.parametrize("line", ["The keeper says holders should wait.", "A sell-off.", "The plan recommends it."])
def test_advice_of_others_and_compounds_are_left_alone(line: str) -> None:
    """Reported advice is news, and a compound is another word."""
    assert found(("should", "recommend", "sell"), dek=line) == []


def test_audience_without_a_list_may_be_told_anything() -> None:
    """The rule belongs to the audience."""
    assert found((), dek="You should buy.") == []


def test_reading_of_a_printed_conflict_is_the_desks_own() -> None:
    """How the desk reads a conflict is read too, where the conflict is printed."""
    other = build.claim("b", value=build.boats(5))
    told = build.conflict("c", reading="Nobody should trust either.")
    assert found(("should",), other, told, dek="So many: {a}.") == ["conflicts/c/reading@should"]


def test_conflict_that_is_not_printed_is_not_read() -> None:
    """A difference of scope with one side printed stays in the base."""
    other = build.claim("b", value=build.boats(5))
    told = build.conflict("c", kind="scope", reading="Nobody should trust either.")
    assert found(("should",), other, told, dek="So many: {a}.") == []


def test_word_that_typography_changed_is_pointed_at_by_its_sentence() -> None:
    """Where the file spells a word in other characters, the sentence is looked for."""
    (where,) = found(("mustn’t",), dek="One mustn't sail.")
    assert where == "briefs/b/audiences/managers/dek@One mustn’t sail."
