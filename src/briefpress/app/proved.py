"""Opening a desk of which most is known: a brief is read, composed and proved only where its note does not hold."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from typing_extensions import override

from briefpress.app.composed import Composed
from briefpress.app.depot import depot
from briefpress.app.desk import Changed, Opened, proof, unexplained_in
from briefpress.app.notes import Moved, Note, Owners, earliest, noted, owners
from briefpress.app.readings import Kept
from briefpress.app.states import Asks, States
from briefpress.app.tools import program
from briefpress.check import briefly, check, recorded, together
from briefpress.check.embargo import embargo
from briefpress.check.orphans import prints
from briefpress.check.proof import Proof, Trace
from briefpress.check.spellings import spelling
from briefpress.check.waivers import waived
from briefpress.diagnostics import Place, failed, in_order
from briefpress.load.content import Spared, brief_of
from briefpress.load.desk import Files, load
from briefpress.model.day import Day
from briefpress.model.record import Restricted, find
from briefpress.plan.fingerprint import digest
from briefpress.record.depot import shelf
from briefpress.record.memory import keep, kept, packed
from briefpress.record.sums import Sums

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from briefpress.check.proof import Printed
    from briefpress.diagnostics import Diagnostic
    from briefpress.model.brief import Brief
    from briefpress.model.edition import Library
    from briefpress.model.manifest import Pair
    from briefpress.record.depot import Depot, Shelf

FILE = "notes.jsonl"
AT_HAND = 256
"""Views of so many briefs are held; of more each is composed again when it is to be printed."""


@dataclass(frozen=True)
class Proved(Opened):
    """A desk that was read as far as it was not known, and what is known of each of its briefs."""

    notes: Mapping[str, Note] = field(default_factory=dict)
    """What is known of briefs, by their names."""
    memory: _Memory | None = None

    @property
    @override
    def pairs(self) -> tuple[Pair, ...]:
        """Every brief with each audience that it is printed for, in the order of the files."""
        found = {(one.brief, one.audience): None for one in self.printed}
        found |= {(note.brief, reader): None for note in self.notes.values() for reader in note.views}
        places = self.library.places if self.library else {}
        return tuple(sorted(found, key=lambda pair: places["briefs", pair[0]].file.split("/")))

    @override
    def composed(self, pair: Pair) -> Composed | None:
        """Return what is known of a View without composing it."""
        note = self.notes.get(pair[0])
        return note.views.get(pair[1]) if note else None

    @override
    def of(self, chosen: Sequence[Pair]) -> tuple[Library, tuple[Printed, ...]]:
        """Return the proofs of pairs, and a Library that holds their briefs; raises Changed."""
        held = {(one.brief, one.audience): one for one in self.printed}
        away = {brief: self.notes[brief].file for brief, reader in chosen if (brief, reader) not in held}
        library = self.library
        if library is None or not away:
            return super().of(chosen)
        read = {brief: brief_of(self.root, file) for brief, file in away.items()}
        known = {**library.briefs, **{name: brief for name, brief in read.items() if brief}}
        woken = replace(library, briefs=known)
        current = woken.released(self.day)
        found = []
        for pair in chosen:
            if pair not in held:
                brief, reader = pair
                if not read[brief]:
                    raise Changed(brief)
                held[pair] = proof(woken, current, pair, self.day, self.shelf)
                if self.notes[brief].views[reader].view != digest(held[pair].view):
                    raise Changed(brief)
            found.append(held[pair])
        return woken, tuple(found)

    @override
    def remember(self) -> None:
        """Keep what is known for the next run, where there is a folder for it."""
        if self.memory:
            self.memory.keep()


@dataclass(frozen=True)
class _Memory:
    """What is to be kept for the next run."""

    folder: Path
    program: str
    readings: Kept
    notes: Mapping[str, Note] | None
    """Nothing where they are those that are kept already."""

    def keep(self) -> None:
        """Keep it."""
        self.readings.remember()
        self.readings.sums.keep(self.folder)
        if self.notes is not None:
            keep(self.folder, FILE, self.program, (self.notes[file] for file in sorted(self.notes)))


def reopened(
    root: Path, as_of: date, output: Path | None = None, editions: Depot | None = None, sums: Sums | None = None
) -> Proved:
    """Read a desk and check it for a date, as `opened` does, but for the briefs of which all is known.

    Raises Unavailable.
    """
    folder, day = output or root / "output", Day.of(as_of)
    before, made_by = shelf(editions or depot(root, folder)), program()
    known = {note.file: note for note in kept(folder, FILE, made_by, Note)}
    readings = Kept(folder, made_by, sums or Sums.of(folder))
    spare = _Spare(root, day, before, known, readings.sums)
    library, findings = load(root, spare, readings)
    if library and not failed(findings):
        findings = [*findings, *check(library)]
    if library and not failed(findings):
        findings = [*findings, *embargo(library, day)]
    every: dict[str, Note] = {note.brief: note for note, _ in spare.held.values()}
    # What does not hold today may hold again tomorrow, when a mistake is taken back.
    lasting = {file: note for file, note in known.items() if file in spare.sums}
    printed: tuple[Printed, ...] = ()
    if library and not failed(findings):
        proving = _Proving(library, day, before, spare)
        findings = [*findings, *proving.findings()]
        printed = tuple(proving.printed)
        every |= proving.fresh
        lasting |= {note.file: note for note in proving.fresh.values()}
    files = Files(root)
    found = in_order([*files.resolved(findings), *before.findings])
    memory = _Memory(folder, made_by, readings, lasting if lasting != known else None)
    return Proved(root, files, library, found, day, printed, before, readings.sums, every, memory)


@dataclass
class _Spare:
    """Chooses the briefs that need not be read."""

    root: Path
    day: Day
    shelf: Shelf
    notes: Mapping[str, Note]
    files: Sums
    sums: dict[str, str] = field(default_factory=dict)
    held: dict[str, tuple[Note, list[Diagnostic]]] = field(default_factory=dict)
    """The notes that hold, by file, with what they found."""

    def __call__(self, core: Library | None, files: Sequence[str]) -> Mapping[str, Spared]:
        """Return the briefs that are what they were."""
        self.sums = {file: self.files.plain(f"{self.root}/{file}") for file in files}
        same = [note for file in files if (note := self.notes.get(file)) and self.sums[file] == note.sha256]
        if core is None:
            # Nothing more is asked of the briefs than whether they can be read.
            self.held = {note.file: (note, []) for note in same}
        else:
            states = States(core, self.day, self.shelf)
            places = {**core.places, **{("briefs", note.brief): Place(note.file) for note in same}}
            for note in same:
                if note.holds_on(self.day.plain) and note.state == _state(
                    states, note.brief, note.asks, told=bool(note.found)
                ):
                    with suppress(Moved, TypeError, KeyError):
                        self.held[note.file] = (note, note.findings(places))
        return {file: Spared(note.brief, tuple(note.views)) for file, (note, _) in self.held.items()}


def _state(states: States, brief: str, asks: Asks, *, told: bool) -> str:
    """Return the state of a brief; where a finding points at depends on more than whether there is one."""
    state = states.of(brief, asks)
    return f"{state} {states.everything}" if told else state


@dataclass
class _Proving:
    """Proves the briefs that were read, and puts together what is known of all."""

    library: Library
    day: Day
    shelf: Shelf
    spare: _Spare
    printed: list[Printed] = field(default_factory=list)
    fresh: dict[str, Note] = field(default_factory=dict)
    in_file: dict[str, list[Diagnostic]] = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def states(self) -> States:
        """The states of briefs."""
        return States(self.library, self.day, self.shelf)

    @cached_property
    def owners(self) -> Owners:
        """The record of every place."""
        return owners(self.library.places)

    def findings(self) -> list[Diagnostic]:
        """Return what the proofs find."""
        library, current, day = self.library, self.library.released(self.day), Day.of(self.day.plain)
        desk = Proof(current, day)
        records = recorded(desk)
        for finding in records:
            self.in_file[finding.label.where.file].append(finding)
        known = [one for one in self.spare.held.values() if one[0].brief in library.proved]
        found = [*records, *(finding for _, told in known for finding in told)]
        traces = _Traces()
        for note, _ in known:
            traces.add(note.trace)
        # Until the first of these days nothing is found or printed otherwise.
        days = [day.until, *(note.days[1] for note, _ in known)]
        spelt = spelling(current)
        for brief in current.briefs.values():
            own, file = Day.of(day.plain), library.place("briefs", brief.id).file
            printed = tuple(proof(library, current, (brief.id, reader), own, self.shelf) for reader in brief.audiences)
            told = [*briefly(Proof(current, own, printed)), *unexplained_in(current, printed)]
            # To compose is to ask what day it is.
            views = {one.audience: Composed.of(one) for one in printed}
            until = earliest([own.until, day.until])
            trace = Trace(_used(printed), spelt.get(file, {}))
            traces.add(Trace(trace.used))
            found += told
            days.append(until)
            if self._may_be_noted(library.briefs[brief.id], file):
                self.fresh[brief.id] = self._noted(brief.id, views, told, trace, until)
            if brief.id not in self.fresh or len(self.printed) < AT_HAND:
                self.printed += printed
        found += together(replace(desk, elsewhere=traces.added))
        found = waived(found, Proof(current, self.day))
        if first := earliest(days):
            self.day.differs(first)
        return found

    def _noted(
        self, brief: str, views: dict[str, Composed], told: Sequence[Diagnostic], trace: Trace, until: date | None
    ) -> Note:
        file = self.library.place("briefs", brief).file
        asks, words = Asks.of(self.library.briefs[brief]), noted([*self.in_file[file], *told], self.owners)
        state = _state(self.states, brief, asks, told=bool(words))
        days, sums = (self.day.plain, until), self.spare.sums
        return Note(file, sums[file], brief, state, days, packed(asks), views, packed(trace), words)

    def _may_be_noted(self, brief: Brief, file: str) -> bool:
        """Tell whether the brief is what its file holds, and will be on any other day."""
        embargoed = any(piece.not_before for _, piece in find(brief, Restricted))
        return not embargoed and self.spare.files.plain(self.spare.root / file) == self.spare.sums.get(file)


@dataclass
class _Traces:
    """Traces of many briefs: what they print, put together, takes less room."""

    used: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    spelt: list[Trace] = field(default_factory=list)

    def add(self, trace: Trace) -> None:
        """Add one."""
        for folder, names in trace.used.items():
            self.used[folder] |= names
        self.spelt.append(Trace(spelt=trace.spelt))

    @property
    def added(self) -> tuple[Trace, ...]:
        """All that were added."""
        used = Trace({folder: frozenset(names) for folder, names in self.used.items()})
        return (used, *self.spelt) if self.spelt else ()


def _used(printed: Iterable[Printed]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for one in printed:
        for folder, names in prints(one).items():
            found[folder] = found.get(folder, frozenset()) | names
    return found
