"""How far a brief reaches into the Library: from what it asks for by name to every record that may shape it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.model.record import Ref, find
from briefpress.model.visible import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefpress.model.claim import Claim
    from briefpress.model.entries import Series
    from briefpress.model.record import Part
    from briefpress.model.shown import Shown

Names = frozenset[str]


@dataclass(frozen=True)
class Needs:
    """What a brief, or an audience, asks for by name: themes, claims, and other records by folder."""

    themes: Names = frozenset()
    claims: Names = frozenset()
    records: frozenset[tuple[str, str]] = frozenset()

    def __or__(self, other: Needs) -> Needs:
        return Needs(self.themes | other.themes, self.claims | other.claims, self.records | other.records)


@dataclass(frozen=True)
class Reached:
    """The records of each kind that come into an Edition."""

    claims: Names
    series: Names
    events: Names
    conflicts: Names


def needs(part: Part, themes: Iterable[str] = ()) -> Needs:
    """Return what a piece of content asks for."""
    refs = ((ref.folder, str(ref)) for _, ref in find(part, Ref))
    return Needs(
        frozenset(map(str, themes)), frozenset(named(part)), frozenset(ref for ref in refs if ref[0] != "claims")
    )


def reached(shown: Shown, needs: Needs) -> Reached:
    """Return what comes into an Edition of that which its audience may see."""
    claims = shown.claims
    series = frozenset(name for folder, name in needs.records if folder == "series" and name in shown.series)
    kept = {claim for theme in needs.themes & shown.themes.keys() for claim in shown.themed.get(theme, ())}
    kept |= needs.claims & claims.keys()
    kept |= {claim for name in series for claim in named(drawn(shown.series[name], claims)) if claim in claims}
    asked = (name for folder, name in needs.records if folder == "events" and name in shown.events)
    events = {*asked, *shown.happened.get("", ()), *_under(kept, shown.happened)}
    told = (named(shown.events[name]) for name in events)
    kept = grounded(kept | {claim for names in told for claim in names if claim in claims}, claims, shown.computed)
    conflicts = _under(kept, shown.disputed)
    disputed = {claim for name in conflicts for claim in named(shown.conflicts[name])}
    kept = grounded(kept | disputed, claims, shown.computed)
    return Reached(frozenset(kept), series, frozenset(events), frozenset(conflicts))


def drawn(series: Series, claims: Mapping[str, Claim]) -> Series:
    """Return a series with the points that an audience may see."""
    points = tuple(point for point in series.points if {point.claim, point.against} - {None} <= claims.keys())
    return series.model_copy(update={"points": points})


def _under(claims: set[str], index: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {name for claim in index.keys() & claims for name in index[claim]}


def grounded(names: set[str], claims: Mapping[str, Claim], computed: Names) -> set[str]:
    """Return the claims and all that they are computed from; most are not, so `computed` has those that are."""
    waiting, found = list(names & computed), set(names)
    while waiting:
        formula = claims[waiting.pop()].derived
        new = set(formula.terms if formula else ()) - found
        found |= new
        waiting += new & computed
    return found
