"""Values that their evidence does not show."""

from __future__ import annotations

import pytest

from briefpress.check.audit import seen
from briefpress.check.shown import shown
from build import anchor, audit, boats, claim, filed, spot, told

TEXT = filed("The harbour has four boats, all of them old.", f"It is quiet {'and cold ' * 12} with nine boats.")
FOUR = anchor(exact="harbour has four boats")


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (boats(5), "number"),
        (boats(None, low=4, high=6), "low"),
        ({"words": "many boats"}, "words"),
    ],
)
def test_value_that_is_not_shown_is_an_error(value: dict[str, object], key: str) -> None:
    """A number, an end of a range or words that the evidence does not have are reported at the value."""
    (found,) = shown(audit(claim(value=value, evidence=(FOUR,)), s=TEXT))

    assert told([found]) == [("BP213", "the value of 'a' does not stand in the words of its evidence")]
    assert found.severity == "error"
    assert spot(found) == f"claims/a/value/{key}"


def test_value_beside_the_words_is_a_warning() -> None:
    """The passage has it, but a reader who looks the words up must look around."""
    (found,) = shown(audit(claim(value=boats(4), evidence=(anchor(exact="all of them old"),)), s=TEXT))

    assert told([found]) == [("BP213", "the value of 'a' stands beside its anchors, not in them")]
    assert found.severity == "warning"


def test_value_beside_another_number_is_an_error() -> None:
    """An anchor that says one number is not excused by another that stands near it."""
    text = filed("It signed for 21 boats, after a deal over 27 boats in 2025.")
    anchors = (anchor(exact="deal over 27 boats"),), (anchor(exact="boats in 2025"),)
    wrong, beside = (shown(audit(claim(value=boats(21), evidence=evidence), s=text)) for evidence in anchors)

    assert [one.severity for one in (*wrong, *beside)] == ["error", "warning"]


def test_value_far_away_is_an_error() -> None:
    """Elsewhere in the paragraph is not beside."""
    (found,) = shown(audit(claim(value=boats(9), evidence=(anchor(exact="It is quiet"),)), s=TEXT))

    assert found.severity == "error"


def test_one_anchor_that_shows_it_is_enough() -> None:
    """The others may support the rest of the statement."""
    assert shown(audit(claim(value=boats(4), evidence=(anchor(exact="It is quiet"), FOUR)), s=TEXT)) == []


def test_nothing_is_said_while_an_anchor_is_missing() -> None:
    """One cause, one finding: first the anchor must be found."""
    lost = anchor(exact="the boat has sunk")

    assert shown(audit(claim(value=boats(5), evidence=(FOUR, lost)), s=TEXT)) == []
    assert shown(audit(claim(value=boats(5), evidence=(FOUR, anchor("t"))), s=TEXT)) == []


def test_claims_without_a_value_of_their_own_are_passed_over() -> None:
    """States of affairs and computed claims have nothing to show."""
    held = audit(claim(evidence=(FOUR,)), claim("b", derived={"sum": ("a", "a")}), s=TEXT)

    assert shown(held) == []
    assert [seen(one) for one in held.anchors] == ["elsewhere"]
