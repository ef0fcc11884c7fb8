"""Anchors whose words are not in the filed text."""

from __future__ import annotations

import pytest

from briefpress.check.anchored import anchored
from build import anchor, audit, claim, filed, spot, told

TEXT = filed("There are seven berths in use.", "Over the year it was quiet.")


def test_words_that_are_not_there_are_reported() -> None:
    """The finding points at the words."""
    (found,) = anchored(audit(claim(evidence=(anchor(exact="there are eight berths"),)), s=TEXT))

    assert told([found]) == [("BP211", "the anchor's words do not stand in 's'")]
    assert spot(found) == "claims/a/evidence/0/exact"


@pytest.mark.parametrize(
    ("beside", "key", "says"),
    [
        ({"prefix": "Over the year"}, "prefix", "prefix"),
        ({"suffix": "over there"}, "suffix", "suffix"),
        ({"prefix": "There", "suffix": "over there"}, "prefix", "prefix and suffix"),
    ],
)
def test_words_beside_that_are_not_there_are_reported(beside: dict[str, str], key: str, says: str) -> None:
    """Where the words stand but not with what should be beside them, the finding points at that."""
    (found,) = anchored(audit(claim(evidence=(anchor(exact="are seven berths", **beside),)), s=TEXT))

    assert told([found]) == [("BP211", f"the anchor's words stand in 's', but not with this {says}")]
    assert spot(found) == f"claims/a/evidence/0/{key}"


def test_words_that_are_there_are_in_order() -> None:
    """An anchor that is found, or whose source is not on file, is no finding of this check."""
    assert anchored(audit(claim(evidence=(anchor(exact="seven berths in use"),)), s=TEXT)) == []
    assert anchored(audit(claim())) == []
