"""What is printed and what was verified."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefpress.check.locked import locked
from briefpress.check.proof import Proof
from briefpress.model.dates import PartialDate
from briefpress.model.desk import Desk
from build import TODAY, audit, claim, filed, library, source, spot, told

if TYPE_CHECKING:
    from briefpress.diagnostics import Diagnostic
    from briefpress.model.edition import Library
    from briefpress.model.lock import Lock
    from briefpress.model.record import Record

DAY = PartialDate.parse("2026-01-01")


def verified(*records: Record) -> Lock:
    """Return the lock of these records, with sources `s` and `t` on file."""
    return audit(*records, s=filed("four words of it"), t=filed("Other.")).lock(DAY)


def found(held: Library, lock: Lock | None = None) -> list[Diagnostic]:
    """Return what the check finds of a library with a lock."""
    return locked(Proof(replace(held, lock=lock), TODAY))


def test_desk_without_a_lock_has_one_error() -> None:
    """However many claims there are, they were never verified for one reason."""
    (one,) = found(library(source(), claim(), claim("b")))

    assert told([one]) == [("BP218", "the evidence of this desk was never verified")]
    assert spot(one) == "briefpress.yaml"


def test_desk_without_claims_or_with_unlocked_evidence_needs_no_lock() -> None:
    """There is nothing to verify, or the desk has said that it does not verify."""
    held = library(source(), claim())
    unlocked = replace(held, desk=Desk.model_validate({"publication": "A desk", "evidence": "unlocked"}))

    assert found(library(source())) == []
    assert found(unlocked) == []


def test_what_is_as_it_was_is_in_order() -> None:
    """Nothing changed, nothing said."""
    assert found(library(source(), source("t"), claim()), verified(claim())) == []


def test_changed_and_new_claims_are_reported() -> None:
    """Each points at its claim."""
    held = library(source(), source("t"), claim(statement="Something else."), claim("b"))
    findings = found(held, verified(claim()))

    assert told(findings) == [
        ("BP218", "claim 'a' has changed since its evidence was verified"),
        ("BP218", "the evidence of claim 'b' was never verified"),
    ]
    assert [spot(one) for one in findings] == ["claims/a/id", "claims/b/id"]


def test_changed_and_new_sources_are_reported() -> None:
    """A new source may state what a gap says that none states."""
    changed = source(filed={"name": "a.txt", "sha256": "1" * 64})
    findings = found(library(changed, source("t"), source("u"), claim()), verified(claim()))

    assert told(findings) == [
        ("BP218", "the checksum of source 's' has changed since its evidence was verified"),
        ("BP218", "source 'u' was filed after the evidence was verified"),
    ]
    assert [spot(one) for one in findings] == ["sources/s/filed/sha256", "sources/u/id"]


def test_entries_that_nothing_needs_are_warnings() -> None:
    """They harm nobody, and point at the lock."""
    findings = found(library(source(), claim()), verified(claim(), claim("b")))

    assert told(findings) == [
        ("BP218", "the lock speaks of source 't', which is gone"),
        ("BP218", "the lock speaks of claim 'b', which is gone"),
    ]
    assert [(one.severity, spot(one)) for one in findings] == [
        ("warning", "content/evidence.lock/sources/t"),
        ("warning", "content/evidence.lock/claims/b"),
    ]
