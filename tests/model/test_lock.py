"""The evidence lock as a value: what it covers, and what it keeps."""

from __future__ import annotations

import pytest

from briefpress.model.dates import PartialDate
from briefpress.model.lock import Lock, LockedAnchor, LockedClaim, digest, renewed, shortened
from briefpress.model.record import Id
from build import anchor, boats, claim

OLD, NEW = PartialDate.parse("2025-01-01"), PartialDate.parse("2026-01-01")
FOUND = LockedAnchor(source=Id("s"), paragraph=3)


def lock(
    verified: PartialDate, *, of: str = "d", sha256: str = "1", anchors: tuple[LockedAnchor, ...] = (FOUND,)
) -> Lock:
    """Return a lock of claim `a`."""
    entry = LockedClaim(verified=verified, digest=of, anchors=anchors)
    return Lock(version=1, sources={Id("s"): sha256}, claims={Id("a"): entry})


def test_what_was_verified_makes_the_digest() -> None:
    """A statement, note, value or anchor that changes asks for a new verification; a theme does not."""
    before = digest(claim(value=boats(4)))

    assert digest(claim(value=boats(5))) != before
    assert digest(claim(value=boats(4), statement="Other.")) != before
    assert digest(claim(value=boats(4), note="A remark.")) != before
    assert digest(claim(value=boats(4), evidence=(anchor(exact="some other four words"),))) != before
    assert digest(claim(value=boats(4), themes=("u",), as_of="2026")) == before


def test_typed_place_is_not_part_of_the_digest() -> None:
    """The place is checked by itself, so typing or removing it asks for nothing."""
    assert digest(claim(evidence=(anchor(paragraph=3, heading="Here"),))) == digest(claim(evidence=(anchor(),)))


def test_places_are_given_only_for_the_claim_that_was_verified() -> None:
    """A claim that changed since, or is new, has no places."""
    held = lock(OLD, of=digest(claim()))

    assert held.anchors(claim()) == (FOUND,)
    assert held.anchors(claim(statement="Other.")) == ()
    assert held.anchors(claim("b")) == ()


def test_what_is_verified_the_same_way_again_keeps_its_date() -> None:
    """A lock of nothing new is the same lock."""
    assert renewed(lock(OLD), lock(NEW)) == lock(OLD)


@pytest.mark.parametrize(
    "old",
    [
        None,
        lock(OLD, of="other"),
        lock(OLD, sha256="2"),
        lock(OLD, anchors=(LockedAnchor(source=Id("s"), paragraph=4),)),
        Lock(version=1, sources={Id("s"): "1"}),
    ],
)
def test_what_is_verified_anew_has_a_new_date(old: Lock | None) -> None:
    """A claim, text or place that changed is verified on the day it is."""
    assert renewed(old, lock(NEW)) == lock(NEW)


def test_what_was_looked_for_everywhere_depends_on_every_text() -> None:
    """A gap was verified against all texts, so any change of one gives it a new date."""
    assert renewed(lock(OLD, anchors=(), sha256="2"), lock(NEW, anchors=())) == lock(NEW, anchors=())
    assert renewed(lock(OLD, anchors=()), lock(NEW, anchors=())) == lock(OLD, anchors=())


def test_long_heading_is_cut_to_the_length_of_an_anchor() -> None:
    """A lock names a heading without carrying a sentence of the source."""
    assert shortened("one two three four five six seven eight") == "one two three four five six seven eight"
    assert shortened("one two three four five six seven eight nine") == "one two three four five six seven eight…"
