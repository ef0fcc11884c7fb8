"""`schedule list`: when each schedule fires next, on its own clock and in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from briefpress.plan.due import oddities, slots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefpress.model.schedule import Schedule

FIRINGS = 5


@dataclass(frozen=True)
class Upcoming:
    """When one schedule fires next, and what changing clocks do to it."""

    schedule: Schedule
    firings: tuple[datetime, ...]
    oddities: tuple[str, ...]

    def plain(self) -> dict[str, object]:
        """Return plain data for machines."""
        zone = ZoneInfo(self.schedule.zone)
        return {
            "id": self.schedule.id,
            "cron": self.schedule.line,
            "zone": self.schedule.zone,
            "publish": self.schedule.publish,
            "briefs": list(self.schedule.briefs),
            "audiences": list(self.schedule.audiences),
            "formats": list(self.schedule.formats),
            "next": [{"local": firing.astimezone(zone).isoformat(), "utc": utc(firing)} for firing in self.firings],
            "oddities": list(self.oddities),
        }

    def told(self) -> Iterator[str]:
        """Yield lines for a person."""
        zone = ZoneInfo(self.schedule.zone)
        yield f"{self.schedule.id}: {self.schedule.line} in {self.schedule.zone}, {self.schedule.publish}"
        for firing in self.firings:
            yield f"  {firing.astimezone(zone):%a %Y-%m-%d %H:%M %Z}  {firing:%Y-%m-%d %H:%M} UTC"
        for oddity in self.oddities:
            yield f"  {oddity}"


def upcoming(schedules: Sequence[Schedule], now: datetime) -> list[Upcoming]:
    """Return when each schedule fires next."""
    return [Upcoming(one, tuple(islice(slots(one, now), FIRINGS)), tuple(oddities(one, now))) for one in schedules]


def utc(moment: datetime) -> str:
    """Return a moment as machines write it."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
