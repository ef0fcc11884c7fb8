"""Checks, one file for each: of the Library, of a proof of every brief, and of the evidence in the filed texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefpress.check.absent import absent
from briefpress.check.acronyms import acronyms
from briefpress.check.anchored import anchored
from briefpress.check.asserted import asserted
from briefpress.check.attribution import attribution
from briefpress.check.avoided import avoided
from briefpress.check.bound_words import bound_words
from briefpress.check.changed import changed
from briefpress.check.charted import charted
from briefpress.check.colours import colours
from briefpress.check.computed import computed
from briefpress.check.conflict_scope import conflict_scope
from briefpress.check.contested_unmarked import contested_unmarked
from briefpress.check.corroboration import corroboration
from briefpress.check.cross_arithmetic import cross_arithmetic
from briefpress.check.cycles import cycles
from briefpress.check.date_order import date_order
from briefpress.check.disclosed import disclosed
from briefpress.check.event_dates import event_dates
from briefpress.check.evidence import evidence
from briefpress.check.hedges import hedges
from briefpress.check.lengths import lengths
from briefpress.check.likelihood_words import likelihood_words
from briefpress.check.linked import linked
from briefpress.check.locked import locked
from briefpress.check.meaning import meaning
from briefpress.check.measured import measured
from briefpress.check.mixed_confidence import mixed_confidence
from briefpress.check.mixed_currency import mixed_currency
from briefpress.check.money_basis import money_basis
from briefpress.check.number_forms import number_forms
from briefpress.check.number_words import number_words
from briefpress.check.numerals import numerals
from briefpress.check.orphans import orphans
from briefpress.check.own_words import own_words
from briefpress.check.past_due import past_due
from briefpress.check.past_review import past_review
from briefpress.check.percentages import percentages
from briefpress.check.placed import misplaced, placed
from briefpress.check.price_targets import price_targets
from briefpress.check.printable import printable
from briefpress.check.prose import prose
from briefpress.check.raised_confidence import raised_confidence
from briefpress.check.references import references
from briefpress.check.relative_time import relative_time
from briefpress.check.repeats import repeats
from briefpress.check.rumours import rumours
from briefpress.check.scheduled import scheduled
from briefpress.check.scope import scope
from briefpress.check.sections import sections
from briefpress.check.shared import shared
from briefpress.check.shelf_life import shelf_life
from briefpress.check.shown import shown
from briefpress.check.sides import sides
from briefpress.check.spellings import spellings
from briefpress.check.tense import tense
from briefpress.check.traced import traced
from briefpress.check.typed_counts import typed_counts
from briefpress.check.unambiguous import unambiguous
from briefpress.check.unchanged import unchanged
from briefpress.check.undated_front import undated_front
from briefpress.check.undeclared_conflict import undeclared_conflict
from briefpress.check.waivers import waived
from briefpress.check.weak_sources import weak_sources
from briefpress.check.without_date import without_date
from briefpress.check.without_due import without_due

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
    scheduled,
)


PROOFS: tuple[Callable[[Proof], list[Diagnostic]], ...] = (
    number_words,
    typed_counts,
    bound_words,
    number_forms,
    money_basis,
    mixed_currency,
    percentages,
    cross_arithmetic,
    past_due,
    without_due,
    without_date,
    undated_front,
    shelf_life,
    past_review,
    relative_time,
    tense,
    date_order,
    event_dates,
    undeclared_conflict,
    conflict_scope,
    contested_unmarked,
    corroboration,
    weak_sources,
    raised_confidence,
    attribution,
    rumours,
    likelihood_words,
    mixed_confidence,
    traced,
    acronyms,
    hedges,
    lengths,
    spellings,
    avoided,
    price_targets,
    repeats,
    shared,
    orphans,
    linked,
    charted,
    asserted,
    measured,
    colours,
    disclosed,
    changed,
    locked,
    placed,
)


BRIEFLY: tuple[Callable[[Proof], list[Diagnostic]], ...] = (
    undated_front,
    without_due,
    without_date,
    past_due,
    past_review,
    shelf_life,
    contested_unmarked,
    weak_sources,
    raised_confidence,
    rumours,
    traced,
    acronyms,
    hedges,
    lengths,
    avoided,
    price_targets,
    repeats,
    shared,
    linked,
    charted,
    asserted,
    measured,
    disclosed,
)
"""Those proofs that judge a brief by what it prints: whatever the others find of one is in its file."""


TOGETHER: tuple[Callable[[Proof], list[Diagnostic]], ...] = (orphans, spellings)
"""Those that look at all briefs together."""


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


def recorded(proof: Proof) -> list[Diagnostic]:
    """Return what the proofs find record by record, whatever is printed."""
    part = replace(proof, printed=(), about="records")
    return [finding for one in PROOFS for finding in one(part)]


def briefly(proof: Proof) -> list[Diagnostic]:
    """Return what the proofs find in the print of one brief for all of its audiences."""
    part = replace(proof, about="brief")
    return [finding for one in BRIEFLY for finding in one(part)]


def together(proof: Proof) -> list[Diagnostic]:
    """Return what the proofs find of all briefs together."""
    part = replace(proof, about="desk")
    return [finding for one in TOGETHER for finding in one(part)]
