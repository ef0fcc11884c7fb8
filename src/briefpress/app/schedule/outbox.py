"""The outbox of whoever minds schedules: which of them have something to send, and when."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from briefpress.app.depot import depot
from briefpress.app.undelivered import undelivered
from briefpress.plan.sending import Orders
from briefpress.record.depot import Folder
from briefpress.record.objects import Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from briefpress.model.schedule import Embargo, Schedule

_REST = timedelta(seconds=30)
"""How long a schedule rests whose delivery did not end well: what stopped it may stop it again at once."""
_LOOK = timedelta(minutes=15)
"""How often a store is looked into for something to send."""


@dataclass
class Outbox:
    """Schedules that have something to send; what it is, is read anew at every look, so that none is forgotten."""

    root: Path
    output: Path
    _asked: dict[str, Schedule] = field(default_factory=dict)
    _due: dict[str, tuple[datetime, Schedule]] = field(default_factory=dict)
    _resting: dict[str, datetime] = field(default_factory=dict)
    _sent: dict[str, datetime] = field(default_factory=dict)

    def ask(self, schedule: Schedule) -> None:
        """Have a schedule send what it can now, whatever waits for its time."""
        if schedule.deliver:
            self._asked[schedule.id] = schedule

    def rest(self, schedule: Schedule, now: datetime) -> None:
        """Leave a schedule alone for a while."""
        self._resting[schedule.id] = now + _REST

    def look(self, schedules: Sequence[Schedule], embargoes: Sequence[Embargo], now: datetime) -> None:
        """Find out which schedules have something to send, and when."""
        self._due = {}
        for schedule in schedules:
            if schedule.deliver and (when := self._when(Orders([schedule], embargoes), now)):
                rested = self._resting.get(schedule.id, now)
                # A clock that was set back is no reason to rest for long.
                self._due[schedule.id] = (max(when, rested) if rested - now <= _REST else when, schedule)

    def _when(self, orders: Orders, now: datetime) -> datetime | None:
        """Return when a schedule has something to send next; what cannot be read is said by the delivery itself."""
        with suppress(sqlite3.Error, OSError, Unavailable):
            kept = depot(self.root, self.output)
            if not isinstance(kept, Folder):
                return self._blind(orders, now)
            return min((one.when for one in undelivered(orders, kept, self.output, now) if one.when), default=None)
        return None

    def _blind(self, orders: Orders, now: datetime) -> datetime:
        """Return when to have a process look into a store: whoever minds a clock does not wait for a network."""
        last = self._sent.get(orders.schedules[0].id)
        if last is None or last > now:
            return now
        ends = (one.moment for one in orders.embargoes if one.moment > last)
        return min((last + _LOOK, *ends))

    def pop(self, now: datetime) -> Schedule | None:
        """Return a schedule whose time has come."""
        found = next(iter(self._asked.values()), None)
        found = found or next((schedule for when, schedule in self._due.values() if when <= now), None)
        if found:
            self._asked.pop(found.id, None)
            self._sent[found.id] = now
        return found

    def ready(self, now: datetime) -> bool:
        """Tell whether there is something to send now."""
        return bool(self._asked) or any(when <= now for when, _ in self._due.values())

    def moments(self) -> list[datetime]:
        """Return when there will be something to send."""
        return [when for when, _ in self._due.values()]
