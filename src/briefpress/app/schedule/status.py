"""`status`: whether every schedule has a good run as new as it promises, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.app.depot import depot
from briefpress.app.schedule.listing import utc
from briefpress.app.undelivered import undelivered
from briefpress.plan.due import next_check, stale
from briefpress.plan.sending import Orders
from briefpress.record import kept as keeping
from briefpress.record.depot import Folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from briefpress.model.kept import Kept
    from briefpress.model.schedule import Schedule
    from briefpress.plan.sending import Errand


@dataclass(frozen=True)
class Standing:
    """How one schedule stands."""

    schedule: Schedule
    kept: Kept | None
    stale: bool
    due: datetime | None
    undelivered: tuple[Errand, ...] = ()

    @property
    def stuck(self) -> bool:
        """Whether something is not sent that nobody will try again."""
        return any(one.when is None for one in self.undelivered)

    def plain(self) -> dict[str, object]:
        """Return plain data for machines."""
        kept = self.kept
        return {
            "id": self.schedule.id,
            "outcome": kept.outcome if kept else None,
            "finished": _utc(kept.finished if kept else None),
            "good": _utc(kept.good if kept else None),
            "next": _utc(self.due),
            "stale": self.stale,
            "undelivered": [
                {"edition": edition, "target": target, "part": part or None, "when": _utc(one.when), "why": one.why}
                for one in self.undelivered
                for edition, target, part in [one.key]
            ],
        }

    def told(self) -> Iterator[str]:
        """Yield lines for a person."""
        kept = self.kept
        good = f"good at {utc(kept.good)}" if kept and kept.good else "no good run yet"
        last = f", last {kept.outcome} at {utc(kept.finished)}" if kept and kept.outcome and kept.finished else ""
        due = f", next at {utc(self.due)}" if self.due else ""
        yield f"{self.schedule.id}: {'STALE, ' if self.stale else ''}{good}{last}{due}"
        for one in self.undelivered:
            when = f"to be sent at {utc(one.when)}" if one.when else "NOT SENT AGAIN"
            yield f"  {one.told}: {when}{f', {one.why}' if one.why else ''}"


def status(orders: Orders, root: Path, output: Path, now: datetime) -> list[Standing]:
    """Return how every schedule stands; raises Unavailable and sqlite3.Error."""
    state = keeping.glance(keeping.place(output)).schedules
    kept = depot(root, output) if any(one.deliver for one in orders.schedules) else Folder(output)
    return [
        Standing(
            one,
            state.get(one.id),
            stale(one, state.get(one.id), now),
            _due(one, state.get(one.id), now),
            tuple(undelivered(Orders([one], orders.embargoes), kept, output, now)),
        )
        for one in orders.schedules
    ]


def _due(schedule: Schedule, kept: Kept | None, now: datetime) -> datetime | None:
    return next_check(schedule, kept, now) if kept else None


def _utc(moment: datetime | None) -> str | None:
    return utc(moment) if moment else None
