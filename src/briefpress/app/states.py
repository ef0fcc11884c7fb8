"""What a brief rests on, as one digest: while it is the same, so is all that was found of the brief."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from briefpress.check.acronyms import currencies, entities
from briefpress.check.contested_unmarked import doubts
from briefpress.check.spellings import names
from briefpress.model.shown import computed
from briefpress.model.visible import trimmed
from briefpress.select.reach import Needs, grounded, needs, reached

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.model.brief import Brief
    from briefpress.model.day import Day
    from briefpress.model.edition import Library
    from briefpress.model.shown import Shown
    from briefpress.record.depot import Shelf
    from briefpress.select.reach import Reached


@dataclass(frozen=True)
class Asks:
    """What a brief asks for: all of its words together, and those for each audience by itself."""

    whole: Needs
    readers: dict[str, Needs]

    @classmethod
    def of(cls, brief: Brief) -> Asks:
        """Return what a brief asks for."""
        angles = {str(reader): trimmed(angle, reader) for reader, angle in brief.audiences.items()}
        return cls(
            needs(brief, brief.themes),
            {reader: needs(angle, angle.themes or brief.themes) for reader, angle in angles.items()},
        )


@dataclass(frozen=True)
class States:
    """The states of briefs on one desk on one day. A record is known by the digest of what it was read from."""

    library: Library
    """As it was read, with or without its briefs."""
    day: Day
    shelf: Shelf

    def of(self, brief: str, asks: Asks) -> str:
        """Return the state of a brief: a digest of all that its Views, and whatever is found of it, depend on."""
        told = [*self._named(asks.whole)]
        for reader, asked in sorted(asks.readers.items()):
            told += [reader, self._common(reader), *self._issued(brief, reader), *self._reached(reader, asked)]
        return _sum(told)

    @cached_property
    def everything(self) -> str:
        """A digest of all records in which the words of a brief may be looked for: where a finding points at."""
        folders = ("sources", "series", "events", "terms", "conflicts")
        return _sum(token for folder in folders for token in self._tokens(folder, self.library.folder(folder)))

    @cached_property
    def _current(self) -> Library:
        return self.library.released(self.day)

    @cached_property
    def _cache(self) -> dict[tuple[str, str], str]:
        return {}

    @cached_property
    def _computed(self) -> frozenset[str]:
        return computed(self.library.claims)

    @cached_property
    def _own(self) -> dict[str, Needs]:
        """What audiences ask for themselves."""
        return {name: needs(trimmed(one, name)) for name, one in self._current.audiences.items()}

    @cached_property
    def _doubts(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for claim, conflict in doubts(self._current):
            found.setdefault(claim, []).append(conflict)
        return found

    def _common(self, reader: str) -> str:
        """Return what every brief for an audience rests on: settings, names, terms, the audience, bare events."""
        if ("", reader) not in self._cache:
            shown = self._current.shown(reader)
            always = shown.happened.get("", ())
            told = [
                self.library.desk.model_dump_json(exclude={"schedules"}),
                json.dumps([sorted(entities(self._current)), sorted(currencies(self._current))]),
                json.dumps(sorted(names(self._current).items())),
                *self._tokens("audiences", [reader]),
                *self._named(self._own.get(reader, Needs())),
                *self._tokens("terms", self.library.terms),
                *self._tokens("events", shown.picked("events", always)),
            ]
            self._cache["", reader] = _sum(told)
        return self._cache["", reader]

    def _issued(self, brief: str, reader: str) -> Iterator[str]:
        entry, before = self.shelf.register.last((brief, reader)), self.shelf.last.get((brief, reader))
        yield entry.model_dump_json() if entry else "first"
        # What was printed last is told as dropped where the desk still holds it.
        seen = self._current.shown(reader).claims
        for claim in before.imprint.claims if before else ():
            yield f"{claim.id} {claim.id in seen} {claim.id in self.library.claims}"

    def _named(self, asked: Needs) -> Iterator[str]:
        """Yield what is named, whether or not anybody may see it."""
        names = grounded(set(asked.claims), self.library.claims, self._computed)
        yield from self._tokens("claims", sorted(names))
        yield from self._tokens("themes", sorted(asked.themes))
        for folder, name in sorted(asked.records):
            yield from self._tokens(folder, [name])

    def _reached(self, reader: str, asked: Needs) -> Iterator[str]:
        shown = self._current.shown(reader)
        whole = asked | self._own.get(reader, Needs())
        found = reached(shown, whole)
        yield from (f"{theme} {theme in shown.themes}" for theme in sorted(whole.themes))
        yield from self._claims(shown, found)
        yield from self._tokens("series", sorted(found.series))
        yield from self._tokens("events", shown.picked("events", found.events - {*shown.happened.get("", ())}))
        conflicts = shown.picked("conflicts", found.conflicts)
        yield from self._tokens("conflicts", conflicts)
        unseen = {name for claim in found.claims for name in self._doubts.get(claim, ())} - conflicts.keys()
        yield from self._tokens("conflicts", sorted(unseen))

    def _claims(self, shown: Shown, found: Reached) -> Iterator[str]:
        """Yield the claims that come into an Edition, in their order, with what they rest on themselves."""
        for name in shown.picked("claims", found.claims):
            key = (shown.reader, name)
            if key not in self._cache:
                self._cache[key] = _sum(self._claim(shown, name))
            yield self._cache[key]

    def _claim(self, shown: Shown, name: str) -> Iterator[str]:
        yield from self._tokens("claims", [name])
        lock = self.library.lock.claims.get(shown.claims[name].id) if self.library.lock else None
        yield lock.model_dump_json() if lock else ""
        for source in shown.claims[name].sources:
            # Its label is its position among all that may be seen.
            yield from (*self._tokens("sources", [source]), str(shown.position("sources", source)))

    def _tokens(self, folder: str, names: Iterable[str]) -> Iterator[str]:
        known = self.library.digests
        yield from (f"{folder}/{name} {known.get((folder, name), '')}" for name in names)


def _sum(tokens: Iterable[str]) -> str:
    return sha256("\n".join(tokens).encode()).hexdigest()
