"""Minding schedules: what is due is run, one at a time, and whatever happens is kept and said."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from briefpress.app.schedule import child as build
from briefpress.app.schedule import telling
from briefpress.app.schedule.outbox import Outbox
from briefpress.diagnostics import concise, counted
from briefpress.load.desk import Files, settings
from briefpress.model.kept import State
from briefpress.plan.due import begun, due, newest, next_check, settled
from briefpress.record import kept as keeping
from briefpress.record.history import History, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefpress.app.schedule.child import Child, Ended
    from briefpress.app.schedule.telling import Say
    from briefpress.model.kept import Kept
    from briefpress.model.schedule import Embargo, Schedule
    from briefpress.plan.due import Passed

LONGEST_PAUSE = 30.0
"""Seconds between two looks at the clock on the wall: it may be set while we wait."""
_SHORTEST_PAUSE = 0.05


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Keeper:
    """Minds the schedules of a desk; whoever holds one is the only one."""

    root: Path
    output: Path
    say: Say
    only: str | None = None
    """The one schedule to mind, if not all."""
    clock: Callable[[], datetime] = _now
    after: Callable[[Keeper, datetime], None] = lambda _keeper, _now: None
    """What is done after every look."""
    schedules: tuple[Schedule, ...] = ()
    child: Child | None = None
    failures: int = 0
    """Runs that did not end well, or could not begin."""
    history: History | None = None
    _number: int = 0
    _faults: tuple[str, ...] = ()
    _unsaved: bool = False
    _embargoes: tuple[Embargo, ...] = ()
    _state: dict[Any, Kept] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._outbox = Outbox(self.root, self.output)

    @property
    def where(self) -> Path:
        """The folder in which everything is kept."""
        return keeping.place(self.output)

    @property
    def state(self) -> dict[Any, Kept]:
        """What is kept of each schedule."""
        return self._state

    def open(self) -> None:
        """Take up what was left; raises OSError."""
        state, bad = keeping.read(self.where)
        self._state = dict(state.schedules)
        if bad:
            self.say(
                "warning", "state-damaged", f"the state could not be read and is kept as '{bad}': counting from now"
            )
        try:
            self.history = History(self.where)
            if self.history.bad:
                text = f"the history could not be read and is kept as '{self.history.bad}': a new one begins"
                self.say("warning", "history-damaged", text)
            for one in self.history.interrupted():
                text = f"run {one.id} was cut short and is run again"
                self.say("warning", "interrupted", text, schedule=one.schedule, run=one.id)
        except (sqlite3.Error, OSError) as why:
            self._no_history(why)

    def close(self) -> None:
        """Stop what is under way, to be run again, and keep everything."""
        if self.child:
            self.say("info", "stopping", "its build is stopped", schedule=self.child.schedule.id)
            now = self.clock()
            self._settle(self.child, self.child.stop(), now)
            self.after(self, now)
        if self.history:
            self.history.close()

    def step(self) -> None:
        """Do what is to be done now."""
        now = self.clock()
        if self.child and (ended := self.child.poll()):
            self._settle(self.child, ended, now)
        self._read()
        waiting = [(slot, one) for one in self.schedules if (slot := self._check(one, now))]
        if self._unsaved:
            self._save()
        if waiting and not self.child:
            # Before anything is sent: what it makes may take the place of what would be.
            slot, schedule = min(waiting, key=lambda pair: pair[0])
            self._begin(schedule, slot, now)
        if not self.child:
            self._outbox.look(self.schedules, self._embargoes, now)
            if sender := self._outbox.pop(now):
                self._deliver(sender, now)
        self.after(self, now)

    def pause(self) -> float:
        """Return how many seconds there is nothing to do."""
        now = self.clock()
        known = [(one, self._state[one.id]) for one in self.schedules if one.id in self._state]
        moments = [moment for one, kept in known if (moment := next_check(one, kept, now))]
        if not self.child:
            moments += self._outbox.moments()
        limit = [self.child.left] if self.child else []
        return max(_SHORTEST_PAUSE, min([LONGEST_PAUSE, *limit, *((one - now).total_seconds() for one in moments)]))

    def waiting(self, *, later: bool) -> bool:
        """Tell whether there is more to do for the slots that are due; `later` counts tries that come later, too."""
        if self.child or self._outbox.ready(self.clock()):
            return True
        pending = [kept for one in self.schedules if (kept := self._state.get(one.id)) and kept.slot]
        return any(later or kept.again is None for kept in pending) and not self._unsaved

    def claim(self, schedule: Schedule, *, again: bool) -> None:
        """Make the newest slot of a schedule due, where nothing is known of it or it is wanted again."""
        now = self.clock()
        kept = self._state.get(schedule.id)
        if kept is None or kept.cron != schedule.line or kept.zone != schedule.zone:
            self._state[schedule.id] = newest(schedule, now)
        elif again and not kept.slot:
            found = newest(schedule, now)
            slot = found.seen + timedelta(seconds=1) if found.seen < now else now
            self._state[schedule.id] = kept.model_copy(update={"slot": slot, "seen": max(kept.seen, slot)})

    def _read(self) -> None:
        """Read the schedules again: they may have been edited. Those that cannot be read stay as they were."""
        desk, findings = settings(self.root)
        if desk is None:
            faults = tuple(concise(one) for one in Files(self.root).resolved(findings))
            if faults != self._faults:
                text = f"the settings cannot be read, the schedules stay as they were: {faults[0]}"
                self.say("error", "settings-damaged", text)
            self._faults = faults
            return
        self._faults = ()
        self._embargoes = desk.embargoes
        known = {one.id: one for one in desk.schedules}
        self.schedules = tuple(one for one in known.values() if self.only in (None, one.id))
        # A schedule that comes back counts from then; one whose build goes on is still accounted for.
        busy = self.child.schedule.id if self.child else None
        gone = [name for name in self._state if name not in known and name != busy]
        for name in gone:
            del self._state[name]
            self.say("info", "removed", "no longer in the settings: nothing is kept of it", schedule=name)
        self._unsaved |= bool(gone)

    def _check(self, schedule: Schedule, now: datetime) -> datetime | None:
        before = self._state.get(schedule.id)
        running = self.child is not None and self.child.schedule.id == schedule.id and not self.child.delivery
        found = due(schedule, before, now, running=running)
        self._state[schedule.id] = found.kept
        if found.note:
            self.say("info", "anchored", found.note, schedule=schedule.id)
        for one in found.passed:
            text = f"{counted(one.count, 'slot')} passed over from {told(one.first)} to {told(one.last)}: {one.why}"
            self.say("warning", "passed-over", text, schedule=schedule.id, why=one.why, slots=one.count)
            self._note_passed(schedule.id, one, now)
        # That time goes by is not worth a write.
        changed = before is None or found.kept.model_copy(update={"seen": before.seen}) != before
        self._unsaved |= bool(changed or found.note or found.passed)
        return found.slot

    def _note_passed(self, name: str, passed: Passed, now: datetime) -> None:
        self._note(lambda history: history.passed(name, passed, now))

    def _begin(self, schedule: Schedule, slot: datetime, now: datetime) -> None:
        before = self._state[schedule.id]
        self._state[schedule.id] = begun(before, slot, now)
        if not self._save():
            # Whoever finds a run must know of it, or it would be lost with us: so it waits for the disk.
            self._state[schedule.id] = before
            return
        self._number = 0
        self._note(lambda history: history.begin(schedule.id, slot, now))
        try:
            self.child = build.start(schedule, self.root, self.output, now)
        except OSError as why:
            ended = build.Ended("postponed", -1, log=f"the build cannot be begun: {why}\n")
            self._closed(schedule, ended, now)
            return
        text = f"run {self._number} begins for {told(slot)}"
        self.say("info", "begun", text, schedule=schedule.id, run=self._number, slot=told(slot))

    def _settle(self, child: Child, ended: Ended, now: datetime) -> None:
        self.child = None
        if child.delivery:
            self._delivered(child.schedule, ended, now)
            return
        self._closed(child.schedule, ended, now)
        # Each time: what could not be sent before may be sent now.
        if ended.outcome == "ok":
            self._outbox.ask(child.schedule)

    def _deliver(self, schedule: Schedule, now: datetime) -> None:
        try:
            self.child = build.start(schedule, self.root, self.output, now, delivery=True)
        except OSError as why:
            self._delivered(schedule, build.Ended("failed", -1, log=str(why)), now)

    def _delivered(self, schedule: Schedule, ended: Ended, now: datetime) -> None:
        if ended.outcome == "ok":
            held = "".join(f"; {line}" for line in ended.log.splitlines())
            self.say("info", "delivered", f"every target has what is new{held}", schedule=schedule.id)
            return
        self.failures += ended.outcome != "stopped"
        self._outbox.rest(schedule, now)
        text = f"not delivered: {'; '.join(ended.log.strip().splitlines())}"
        self.say("error", "not-delivered", text, schedule=schedule.id, outcome=ended.outcome)

    def _closed(self, schedule: Schedule, ended: Ended, now: datetime) -> None:
        kept, outcome = settled(schedule, self._state[schedule.id], ended.outcome, now)
        self._state[schedule.id] = kept
        about = {"status": ended.status, "issued": ended.issued, "changes": ended.changes, "log": ended.log}
        self._note(lambda history: history.end(self._number, now, outcome, **about))
        self._save()
        self.failures += outcome in ("failed", "timed-out")
        telling.ended(self.say, schedule.id, self._number, ended, outcome, kept.again)

    def _save(self) -> bool:
        try:
            keeping.write(self.where, State(schedules=self._state))
        except OSError as why:
            text = f"the state cannot be kept, nothing is begun: {why.strerror or why}"
            self.say("error", "state-not-kept", text)
            self._unsaved = True
            self.failures += 1
            return False
        self._unsaved = False
        return True

    def _note(self, note: Callable[[History], int | None]) -> None:
        """Write history, which is worth having and not worth a build."""
        if self.history is None:
            return
        try:
            self._number = note(self.history) or self._number
        except (sqlite3.Error, OSError) as why:
            self._no_history(why)

    def _no_history(self, why: Exception) -> None:
        self.say("warning", "history-not-kept", f"the history cannot be written: {why}")
