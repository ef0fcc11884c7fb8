"""Checks, one file for each: of the Library, of a proof of every brief, and of the evidence in the filed texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.absent import absent
from briefpress.check.anchored import anchored
from briefpress.check.computed import computed
from briefpress.check.cycles import cycles
from briefpress.check.evidence import evidence
from briefpress.check.locked import locked
from briefpress.check.meaning import meaning
from briefpress.check.numerals import numerals
from briefpress.check.own_words import own_words
from briefpress.check.placed import misplaced, placed
from briefpress.check.printable import printable
from briefpress.check.prose import prose
from briefpress.check.references import references
from briefpress.check.scope import scope
from briefpress.check.sections import sections
from briefpress.check.shown import shown
from briefpress.check.sides import sides
from briefpress.check.traced import traced
from briefpress.check.unambiguous import unambiguous
from briefpress.check.unchanged import unchanged
from briefpress.check.waivers import waived

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.check.audit import Audit
    from briefpress.check.proof import Proof
    from briefpress.diagnostics import Diagnostic
    from briefpress.model.edition import Library

CHECKS: tuple[Callable[[Library], list[Diagnostic]], ...] = (
    references,
    evidence,
    cycles,
    computed,
    sides,
    prose,
    numerals,
    printable,
    meaning,
    sections,
    scope,
)


PROOFS: tuple[Callable[[Proof], list[Diagnostic]], ...] = (
    traced,
    locked,
    placed,
)


AUDITS: tuple[Callable[[Audit], list[Diagnostic]], ...] = (
    unchanged,
    anchored,
    unambiguous,
    shown,
    own_words,
    absent,
    misplaced,
)


def check(library: Library) -> list[Diagnostic]:
    """Return what every check finds."""
    return [finding for one in CHECKS for finding in one(library)]


def verify(audit: Audit) -> list[Diagnostic]:
    """Return what every check of the evidence finds in the filed texts."""
    return [finding for one in AUDITS for finding in one(audit)]


def prove(proof: Proof) -> list[Diagnostic]:
    """Return what every check of the proofs finds, waived findings left out."""
    return waived([finding for one in PROOFS for finding in one(proof)], proof)
