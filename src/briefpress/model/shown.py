"""What one audience may see of a Library, and the ways through it: built once, not anew for every brief."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from briefpress.model.visible import named, seen_claims, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefpress.model.claim import Claim
    from briefpress.model.edition import Library
    from briefpress.model.entries import Conflict, Event, Series, Term, Theme
    from briefpress.model.source import Source


@dataclass(frozen=True)
class Shown:
    """The records that an audience may see, without what in them is for others."""

    library: Library
    reader: str

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sources."""
        return visible(self.library.sources, self.reader)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """The claims that rest on nothing hidden."""
        return seen_claims(self.library.claims, self.library.sources, self.reader)

    @cached_property
    def computed(self) -> frozenset[str]:
        """Those of the claims that are computed."""
        return computed(self.claims)

    @cached_property
    def series(self) -> Mapping[str, Series]:
        """The series."""
        return visible(self.library.series, self.reader)

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """The events, with claims that may be hidden themselves."""
        return visible(self.library.events, self.reader)

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """The terms."""
        return visible(self.library.terms, self.reader)

    @cached_property
    def themes(self) -> Mapping[str, Theme]:
        """The themes."""
        return visible(self.library.themes, self.reader)

    @cached_property
    def conflicts(self) -> Mapping[str, Conflict]:
        """The conflicts of which every claim may be seen."""
        conflicts = visible(self.library.conflicts, self.reader)
        return {name: one for name, one in conflicts.items() if set(named(one)) <= self.claims.keys()}

    @cached_property
    def contested(self) -> frozenset[str]:
        """The claims that a contradiction puts in doubt."""
        return contested(self.conflicts.values())

    @cached_property
    def themed(self) -> Mapping[str, tuple[str, ...]]:
        """The claims on each theme."""
        return _by((theme, name) for name, claim in self.claims.items() for theme in {*claim.themes})

    @cached_property
    def happened(self) -> Mapping[str, tuple[str, ...]]:
        """The events of each claim; under no name those that rest on none."""
        return _by((claim, name) for name, event in self.events.items() for claim in {*map(str, event.claims)} or {""})

    @cached_property
    def disputed(self) -> Mapping[str, tuple[str, ...]]:
        """The conflicts that each claim stands in."""
        return _by((claim, name) for name, one in self.conflicts.items() for claim in {*one.claims})

    def picked(self, folder: str, names: Iterable[str]) -> dict[str, Any]:
        """Return the records of one kind that are named and may be seen, in the order of the Library."""
        records, order = getattr(self, folder), self._order(folder)
        return {name: records[name] for name in sorted(order.keys() & names, key=order.__getitem__)}

    def position(self, folder: str, name: str) -> int | None:
        """Return which of the records of one kind that may be seen a record is."""
        return self._order(folder).get(name)

    def _order(self, folder: str) -> dict[str, int]:
        if folder not in self._orders:
            self._orders[folder] = {name: index for index, name in enumerate(getattr(self, folder))}
        return self._orders[folder]

    @cached_property
    def _orders(self) -> dict[str, dict[str, int]]:
        return {}


def computed(claims: Mapping[str, Claim]) -> frozenset[str]:
    """Return the claims that are computed from others."""
    return frozenset(name for name, claim in claims.items() if claim.derived)


def contested(conflicts: Iterable[Conflict]) -> frozenset[str]:
    """Return the claims that a contradiction puts in doubt."""
    return frozenset(claim for conflict in conflicts if conflict.kind == "contradiction" for claim in conflict.claims)


def _by(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, name in pairs:
        found[key].append(name)
    return {key: tuple(names) for key, names in found.items()}
