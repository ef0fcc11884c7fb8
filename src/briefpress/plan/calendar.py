"""The times of a schedule as other timers say them: systemd's calendar, plain cron, and cron in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cronsim import CronSim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefpress.model.schedule import Schedule

_NAMES = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
_LAST, _LAST_WEEKDAY = CronSim.LAST, CronSim.LAST_WEEKDAY
_YEAR = 365


@dataclass(frozen=True)
class Fields:
    """The fields of a cron line, spelt out."""

    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    days: tuple[int, ...] | None
    """None where any day will do."""
    months: tuple[int, ...] | None
    weekdays: tuple[int | tuple[int, int], ...] | None
    both: bool
    """Whether day and weekday both have to fit, as where one of them begins with a star."""


def fields(schedule: Schedule) -> Fields:
    """Return the fields of a schedule's line."""
    read = CronSim(schedule.line, datetime(2024, 1, 1))  # noqa: DTZ001 - only its fields are read
    weekdays = {_sunday(one) for one in read.weekdays}
    return Fields(
        tuple(sorted(read.minutes)),
        tuple(sorted(read.hours)),
        None if set(read.days) >= set(range(1, 32)) else tuple(sorted(read.days)),
        None if len(read.months) == 12 else tuple(sorted(read.months)),  # noqa: PLR2004 - months of a year
        None if weekdays >= set(range(7)) else tuple(sorted(weekdays, key=str)),
        read.day_and,
    )


def _sunday(day: int | tuple[int, int]) -> int | tuple[int, int]:
    """Return a weekday with Sunday as zero, which cron calls seven as well."""
    return (day[0] % 7, day[1]) if isinstance(day, tuple) else day % 7


def calendar(schedule: Schedule) -> list[str]:
    """Return the times as systemd's OnCalendar has them; each line adds its own."""
    found = fields(schedule)
    month = _listed(found.months)
    clock = f"{_listed(found.hours, 24)}:{_listed(found.minutes, 60)}:00 {schedule.zone}"
    days, weekdays = _dates(found.days), _week(found.weekdays)
    if found.days is None or found.weekdays is None or found.both:
        pairs = [(name or other, _met(date, within)) for other, date in days for name, within in weekdays]
    else:
        pairs = [*days, *weekdays]
    return [f"{name + ' ' if name else ''}*-{month}{date} {clock}" for name, date in pairs]


def _dates(days: tuple[int, ...] | None) -> list[tuple[str, str]]:
    """Return days of the month as pairs of a weekday, if one is asked for, and a date."""
    if days is None:
        return [("", "-*")]
    numbered = tuple(day for day in days if day > 0)
    found = [("", f"-{_listed(numbered)}")] if numbered else []
    if _LAST in days:
        found.append(("", "~01"))
    if _LAST_WEEKDAY in days:
        found += [("Mon..Fri", "~01"), ("Fri", "~02"), ("Fri", "~03")]
    return found


def _week(weekdays: tuple[int | tuple[int, int], ...] | None) -> list[tuple[str, str]]:
    if weekdays is None:
        return [("", "-*")]
    names = [_NAMES[day] for day in weekdays if isinstance(day, int)]
    found = [(",".join(names), "-*")] if names else []
    for day in weekdays:
        if isinstance(day, tuple):
            name, which = _NAMES[day[0]], day[1]
            found.append((name, "~07/1" if which == _LAST else f"-{which * 7 - 6:02}..{min(which * 7, 31):02}"))
    return found


def _met(date: str, within: str) -> str:
    """Return the date that fits both, where one of them is any; else that of the month, which comes more often."""
    return within if date == "-*" else date


def plain(schedule: Schedule) -> str:
    """Return a cron line of digits alone; where that cannot be said it comes more often, and nothing is due then."""
    found = fields(schedule)
    return " ".join((_listed(found.minutes, 60), _listed(found.hours, 24), *_coarse(found)))


def _coarse(found: Fields) -> tuple[str, str, str]:
    days = found.days
    if days and _LAST in days:
        days = (*days, 28, 29, 30, 31)
    if days and _LAST_WEEKDAY in days:
        days = (*days, 26, 27, 28, 29, 30, 31)
    weekdays = {day[0] if isinstance(day, tuple) else day for day in found.weekdays or ()}
    if found.both and days and weekdays:
        # Others take two such fields for either.
        weekdays = set()
    return (
        _listed(tuple(sorted({day for day in days if day > 0})) if days else None),
        _listed(found.months),
        _listed(tuple(sorted(weekdays)) or None),
    )


def universal(schedule: Schedule, after: datetime) -> list[str]:
    """Return cron lines in UTC for every offset that the zone has within a year; at the wrong ones nothing is due."""
    found = fields(schedule)
    zone = ZoneInfo(schedule.zone)
    offsets = {(after + timedelta(days=day)).astimezone(zone).utcoffset() or timedelta() for day in range(_YEAR)}
    wraps = False
    times: dict[int, set[int]] = {}
    for offset in offsets:
        for hour in found.hours:
            for minute in found.minutes:
                passed = hour * 60 + minute - int(offset.total_seconds() // 60)
                wraps |= not 0 <= passed < 24 * 60
                times.setdefault(passed % 60, set()).add(passed // 60 % 24)
    together: dict[tuple[int, ...], list[int]] = {}
    for minute, hours in sorted(times.items()):
        together.setdefault(tuple(sorted(hours)), []).append(minute)
    # Days that begin elsewhere at another time: every day, and nothing is due on most.
    days = " ".join(("*", "*", "*") if wraps else _coarse(found))
    return [f"{_listed(minutes, 60)} {_listed(hours, 24)} {days}" for hours, minutes in together.items()]


def _listed(numbers: Sequence[int] | None, whole: int = 0) -> str:
    return "*" if not numbers or len(numbers) == whole else ",".join(map(str, numbers))
