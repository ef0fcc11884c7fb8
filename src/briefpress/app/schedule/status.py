"""`status`: whether every schedule has a good run as new as it promises, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.app.schedule.listing import utc
from briefpress.plan.due import next_check, stale
from briefpress.record import kept as keeping

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from briefpress.model.kept import Kept
    from briefpress.model.schedule import Schedule


@dataclass(frozen=True)
class Standing:
    """How one schedule stands."""

    schedule: Schedule
    kept: Kept | None
    stale: bool
    due: datetime | None

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
        }

    def told(self) -> str:
        """Return a line for a person."""
        kept = self.kept
        good = f"good at {utc(kept.good)}" if kept and kept.good else "no good run yet"
        last = f", last {kept.outcome} at {utc(kept.finished)}" if kept and kept.outcome and kept.finished else ""
        due = f", next at {utc(self.due)}" if self.due else ""
        return f"{self.schedule.id}: {'STALE, ' if self.stale else ''}{good}{last}{due}"


def status(schedules: Sequence[Schedule], output: Path, now: datetime) -> list[Standing]:
    """Return how every schedule stands."""
    state = keeping.glance(keeping.place(output)).schedules
    return [
        Standing(one, state.get(one.id), stale(one, state.get(one.id), now), _due(one, state.get(one.id), now))
        for one in schedules
    ]


def _due(schedule: Schedule, kept: Kept | None, now: datetime) -> datetime | None:
    return next_check(schedule, kept, now) if kept else None


def _utc(moment: datetime | None) -> str | None:
    return utc(moment) if moment else None
