"""Anchors that stand in several places."""

from __future__ import annotations

from briefpress.check.unambiguous import unambiguous
from build import anchor, audit, claim, filed, spot, told

TEXT = filed("There are seven berths, and there are seven berths more.", "Here there are seven berths.")


def test_words_that_stand_twice_are_reported() -> None:
    """The finding says how often and where."""
    (found,) = unambiguous(audit(claim(evidence=(anchor(exact="are seven berths"),)), s=TEXT))

    assert told([found]) == [("BP212", "the anchor's words stand 3 times in 's', in paragraph 1, 2")]
    assert spot(found) == "claims/a/evidence/0/exact"


def test_words_that_stand_once_are_in_order() -> None:
    """A prefix makes them unique, and words that are missing are another check's."""
    evidence = (anchor(exact="there are seven berths", prefix="Here"), anchor(exact="there are eight berths"))

    assert unambiguous(audit(claim(evidence=evidence), s=TEXT)) == []
