"""The Library, all content indexed, and the Edition, what one audience may see of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from briefpress.model import confidence
from briefpress.model.day import Day
from briefpress.model.quantity import Mismatch, Quantity, difference, quotient, total
from briefpress.model.shown import Shown
from briefpress.model.visible import released

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefpress.diagnostics import Place
    from briefpress.model.audience import Audience
    from briefpress.model.brief import Angle, Brief, Judgement
    from briefpress.model.claim import Claim, Level
    from briefpress.model.desk import Desk
    from briefpress.model.entries import Conflict, Event, Series, Term, Theme
    from briefpress.model.imprint import Since
    from briefpress.model.lock import Lock, LockedAnchor
    from briefpress.model.record import Record
    from briefpress.model.source import Source
    from briefpress.model.waiver import Waiver


_KINDS = ("sources", "claims", "series", "events", "terms", "conflicts", "themes", "audiences", "briefs")
"""What is printed."""


@dataclass(frozen=True)
class Library:
    """All content of a desk, each kind by id, and where each record stands in its file."""

    desk: Desk
    sources: Mapping[str, Source] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    series: Mapping[str, Series] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    audiences: Mapping[str, Audience] = field(default_factory=dict)
    briefs: Mapping[str, Brief] = field(default_factory=dict)
    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    lock: Lock | None = None
    digests: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The sha256 of what each record was read from."""
    proved: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Briefs that were proved before and are not read again, with the audiences that they serve."""

    def folder(self, name: str) -> Mapping[str, Record]:
        """Return the records of one kind by the name of their folder."""
        records: Mapping[str, Record] = getattr(self, name)
        return records

    def place(self, folder: str, name: str) -> Place:
        """Return where a record stands."""
        return self.places[folder, name]

    def released(self, as_of: date) -> Library:
        """Return the Library as it may be seen on a day: what is still under embargo is not in it."""
        day, key = Day.fromordinal(date.toordinal(as_of)), ("released", date.toordinal(as_of))
        if key not in self.walks:
            kinds: dict[str, Any] = {folder: released(self.folder(folder), day) for folder in _KINDS}
            same = all(kinds[folder] is self.folder(folder) for folder in _KINDS)
            self.walks[key] = (self if same else replace(self, **kinds), day.until)
        current, until = self.walks[key]
        if until and isinstance(as_of, Day):
            as_of.differs(until)
        found: Library = current
        return found

    def shown(self, reader: str) -> Shown:
        """Return what an audience may see of it."""
        if ("shown", reader) not in self.walks:
            self.walks["shown", reader] = (Shown(self, reader),)
        found: Shown = self.walks["shown", reader][0]
        return found

    def anchors(self, name: str) -> tuple[LockedAnchor, ...]:
        """Return where the anchors of a claim were found, if that was verified."""
        if ("anchors", name) not in self.walks:
            self.walks["anchors", name] = self.lock.anchors(self.claims[name]) if self.lock else ()
        return self.walks["anchors", name]

    @cached_property
    def values(self) -> Mapping[str, Quantity]:
        """The value of every claim that has one, derived ones computed; those that cannot be are left out."""
        return values(self.claims)

    @cached_property
    def walks(self) -> dict[object, tuple[Any, ...]]:
        """What was read out of it once, for all who ask again: to walk costs more than what is done on the way."""
        return {}


@dataclass(frozen=True)
class Edition:
    """One Brief for one Audience: only what this audience may see."""

    desk: Desk
    brief: str
    title: str
    audience: Audience
    angle: Angle
    as_of: date
    issued: date
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    series: Mapping[str, Series]
    events: Mapping[str, Event]
    terms: Mapping[str, Term]
    conflicts: Mapping[str, Conflict]
    values: Mapping[str, Quantity]
    contested: frozenset[str]
    found: Mapping[str, tuple[LockedAnchor, ...]] = field(default_factory=dict)
    """Where the anchors of a claim were found, for every claim that was verified."""
    number: int | None = None
    """Which edition it is; a draft has none."""
    dropped: tuple[str, ...] = ()
    """Claims that an edition before printed and this one does not, although the desk still holds them."""
    since: Since | None = None
    """The edition that the same audience got before, and what changed; nothing came before a first one."""

    def overdue(self, claim: Claim) -> bool:
        """Tell whether a plan or forecast has passed its date with no outcome known."""
        return claim.due is not None and claim.due.last < self.as_of and not claim.settled

    def stale(self, claim: Claim) -> bool:
        """Tell whether a claim is past its review date, or without one past the shelf life of its kind.

        A computed claim ages with its terms. One with a due date holds until then, and afterwards is overdue. An
        undated one is at least as old as the latest date that its sources can have.
        """
        if claim.derived:
            return any(self.stale(ground) for ground in self.grounds([claim.id]))
        if claim.review_by:
            return claim.review_by.last < self.as_of
        days = self.desk.shelf_life.days(claim.kind)
        last = self._dated(claim)
        if claim.due or claim.settled or days is None or last is None:
            return False
        # Not by how old it is today: a Day knows when a comparison with it comes out otherwise.
        return days < (date.max - last).days and self.as_of > last + timedelta(days)

    def _dated(self, claim: Claim) -> date | None:
        if claim.as_of:
            return claim.as_of.last
        bounds = [self.sources[name].published.latest for name in claim.sources]
        known = [bound.last for bound in bounds if bound]
        return max(known) if known and len(known) == len(bounds) else None

    def grounds(self, claims: Iterable[str]) -> tuple[Claim, ...]:
        """Return the claims with evidence of their own that these rest on, derived ones taken apart."""
        return tuple(
            self.claims[name] for name in dict.fromkeys(under for claim in claims for under in self._under(claim))
        )

    @cached_property
    def _grounds(self) -> dict[str, tuple[str, ...]]:
        return {}

    def _under(self, claim: str) -> tuple[str, ...]:
        """Return the names of what one claim rests on, each worked out once: many claims may share their terms."""
        waiting = [] if claim in self._grounds else [claim]
        while waiting:
            derived = self.claims[waiting[-1]].derived
            terms = derived.terms if derived else ()
            if unknown := [term for term in terms if term not in self._grounds]:
                waiting += unknown
            else:
                below = dict.fromkeys(ground for term in terms for ground in self._grounds[term])
                name = waiting.pop()
                self._grounds[name] = tuple(below) if derived else (name,)
        return self._grounds[claim]

    def confidence(self, claims: Iterable[str]) -> Level:
        """Return the confidence that claims carry together: what they rest on, lowered where the desk lowered it."""
        named = tuple(claims)
        lowered = (claim.lowered.to for claim in self.grounds(named) if claim.lowered)
        return confidence.lowest(self.ceiling(named), *lowered)

    def ceiling(self, claims: Iterable[str]) -> Level:
        """Return the confidence that what these claims rest on allows; the least credible and a stale one limit it."""
        grounds = self.grounds(claims)
        fresh: Level = "moderate" if any(self.stale(claim) for claim in grounds) else "high"
        if grounds and all(claim.kind == "gap" for claim in grounds):
            return fresh
        pooled = {name: self.sources[name] for claim in grounds for name in claim.sources}
        level = confidence.derive(
            pooled.values(),
            contested=any(claim.id in self.contested for claim in grounds),
            credibility=max((claim.credibility or 0 for claim in grounds), default=0),
        )
        return confidence.lowest(level, fresh)

    def standing(self, judgement: Judgement) -> Level:
        """Return the confidence in a judgement: that of all it rests on together, lowered where the desk lowered it."""
        level = self.confidence(judgement.named)
        return confidence.lowest(level, judgement.lowered.to) if judgement.lowered else level


def values(claims: Mapping[str, Claim]) -> dict[str, Quantity]:
    """Return the values of claims, computing the derived ones; a claim that cannot be computed has none."""
    known = {name: claim.value for name, claim in claims.items() if claim.value}
    waiting = {name: claim for name, claim in claims.items() if claim.derived}
    while ready := {
        name for name, claim in waiting.items() if claim.derived and set(claim.derived.terms) <= known.keys()
    }:
        for name in sorted(ready):
            try:
                known[name] = compute(waiting.pop(name), known)
            except Mismatch:
                continue
    return known


def compute(claim: Claim, known: Mapping[str, Quantity]) -> Quantity:
    """Return the value of a derived claim; raises Mismatch."""
    formula = claim.derived
    if formula is None:
        raise Mismatch("the claim is not derived")
    terms = tuple(known[term] for term in formula.terms)
    if formula.sum:
        return total(terms)
    if formula.difference:
        return difference(*terms)
    return quotient(terms[0], terms[1], formula.decimals, formula.unit)
