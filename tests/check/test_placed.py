"""Typed places of anchors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefpress.check.placed import misplaced, placed
from briefpress.check.proof import Proof
from briefpress.model.dates import PartialDate
from build import TODAY, anchor, audit, claim, filed, library, source, spot, told

TEXT = filed("A document", "four words of it", "The Year’s end", "five words of it")
DAY = PartialDate.parse("2026-01-01")
RIGHT = claim(evidence=(anchor(paragraph=2), anchor(exact="five words of it", paragraph=4, heading="The Year's end")))


@pytest.mark.parametrize(
    ("typed", "at", "message"),
    [
        (anchor(paragraph=3), "paragraph", "the anchor stands in paragraph 2, not 3"),
        (anchor(heading="Here"), "heading", "the anchor stands under no heading, not 'Here'"),
        (
            anchor(exact="five words of it", heading="Here"),
            "heading",
            "the anchor stands under the heading 'The Year’s end', not 'Here'",
        ),
    ],
)
def test_typed_place_that_is_not_the_right_one_is_reported(typed: dict[str, object], at: str, message: str) -> None:
    """Both against the filed text and, later, against the lock; the title of a source is no place in it."""
    wrong = claim(evidence=(typed,))
    held = audit(wrong, s=TEXT)
    proof = Proof(replace(library(source(), wrong), lock=held.lock(DAY)), TODAY)

    for findings in (misplaced(held), placed(proof)):
        assert told(findings) == [("BP219", message)]
        assert spot(findings[0]) == f"claims/a/evidence/0/{at}"


def test_right_place_is_in_order() -> None:
    """A place may be typed if it is right, however its quotes are."""
    held = audit(RIGHT, s=TEXT)

    assert misplaced(held) == []
    assert placed(Proof(replace(library(source(), RIGHT), lock=held.lock(DAY)), TODAY)) == []


def test_nothing_is_said_where_nothing_was_found() -> None:
    """Without a lock, or with an anchor that is nowhere or in two places, other checks speak."""
    lost = claim(evidence=(anchor(exact="six words of it", paragraph=9), anchor(exact="words of it", paragraph=9)))

    assert placed(Proof(library(source(), RIGHT), TODAY)) == []
    assert misplaced(audit(lost, s=TEXT)) == []
