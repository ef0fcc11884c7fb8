"""Schedules: when a desk's briefs are made again without anybody asking."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from briefpress.model.delivery import Target
from briefpress.model.files import Format
from briefpress.model.plainly import cron_of_every, cron_of_on
from briefpress.model.record import AudienceRef, Id, Part, Ref

_FIELDS = 5
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d", re.ASCII)
_LENGTHS = {"minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800}
_LENGTH = re.compile(r"(?P<count>[1-9]\d{0,3}) (?P<unit>minute|hour|day|week)s?", re.ASCII)


class BriefRef(Ref):
    """The id of a Brief."""

    folder = "briefs"


def _cron(text: str) -> str:
    """Return a cron line that can be read, and comes at some time; raises PydanticCustomError."""
    line = " ".join(text.split())
    if len(line.split()) != _FIELDS:
        raise PydanticCustomError("bad_cron", "'{text}' does not have the five fields of a cron line", {"text": text})
    try:
        CronSim(line, datetime(2024, 1, 1))  # noqa: DTZ001 - fields of a calendar, in no zone
    except CronSimError as why:
        raise PydanticCustomError(
            "bad_cron", "'{text}' is not a cron line: {why}", {"text": text, "why": str(why).lower()}
        ) from None
    return line


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # a folder of zones; a path; no such name
        raise PydanticCustomError("bad_zone", "'{name}' is not a time zone known here", {"name": name}) from None
    return name


def _length(value: object) -> object:
    """Return how long something lasts, as it is said: `30 minutes`, `1 day`; raises PydanticCustomError."""
    if not isinstance(value, str):
        return value
    found = _LENGTH.fullmatch(value)
    if not found:
        raise PydanticCustomError("bad_length", "'{text}' is not a length of time", {"text": value})
    return timedelta(seconds=int(found["count"]) * _LENGTHS[found["unit"]])


def _at_most(days: int) -> AfterValidator:
    def check(value: timedelta) -> timedelta:
        if value > timedelta(days=days):
            raise PydanticCustomError("bad_length", "it may last {days} days at most", {"days": days})
        return value

    return AfterValidator(check)


Cron = Annotated[str, AfterValidator(_cron)]
Zone = Annotated[str, AfterValidator(_zone)]
Length = Annotated[
    timedelta,
    BeforeValidator(_length),
    WithJsonSchema({"type": "string", "pattern": "^[1-9][0-9]{0,3} (minute|hour|day|week)s?$"}),
]


def _moment(text: str) -> str:
    """Return a day and a time as a clock shows them; raises PydanticCustomError."""
    try:
        if _MOMENT.fullmatch(text):
            datetime.fromisoformat(text)
            return text
    except ValueError:
        pass
    raise PydanticCustomError("bad_moment", "'{text}' is not a day and a time", {"text": text})


class Embargo(Part):
    """Readers who are sent nothing before a moment, although it was issued."""

    audience: AudienceRef
    until: Annotated[str, AfterValidator(_moment)]
    """A day and a time as the clock of the zone shows them: `2026-12-01 07:00`."""
    zone: Zone = "UTC"
    briefs: tuple[BriefRef, ...] = ()
    """Only these; all of them without."""

    @property
    def moment(self) -> datetime:
        """The moment at which it ends; of two that a clock shows alike, or that it leaves out, the later one."""
        there = datetime.fromisoformat(self.until).replace(tzinfo=ZoneInfo(self.zone))
        return max(there.replace(fold=fold).astimezone(UTC) for fold in (0, 1))


class Schedule(Part):
    """When, for whom and how briefs are made again."""

    id: Id
    cron: Cron | None = None
    """Five fields as in Debian's cron."""
    every: Annotated[str, AfterValidator(cron_of_every)] | None = None
    """In words: `weekday at 07:00`, `Monday and Thursday at 18:30`, `2 hours`; kept as a cron line."""
    on: Annotated[str, AfterValidator(cron_of_on)] | None = None
    """In words: `the 1st at 07:00`, `the first Monday at 07:00`, `31 March at 09:00`; kept as a cron line."""
    zone: Zone = "UTC"
    """The IANA name of the zone whose clock is meant."""
    briefs: tuple[BriefRef, ...] = ()
    audiences: tuple[AudienceRef, ...] = ()
    formats: Annotated[tuple[Format, ...], Field(min_length=1)] = ("pdf", "html", "json")
    publish: Literal["on-change", "on-any-change", "always", "draft"] = "on-change"
    """What is worth an edition: other facts, whatever readers would see, every time, or none: then a build is made."""
    catch_up: Annotated[Length, _at_most(31)] = timedelta(days=1)
    """How long after its time a missed slot is still worth running."""
    limit: Annotated[Length, _at_most(1)] = timedelta(minutes=30)
    """How long one build may take."""
    retries: Annotated[int, Field(ge=0, le=10)] = 2
    """How often a build is tried again that failed for want of disk or because another was writing."""
    deliver: tuple[Target, ...] = ()
    """To whom new editions are sent."""
    fresh_within: Length | None = None
    """How old the newest good run may be before `briefpress status` complains."""

    @model_validator(mode="after")
    def _one_time(self) -> Self:
        given = [key for key in ("cron", "every", "on") if getattr(self, key) is not None]
        if not given:
            raise PydanticCustomError("needs", "a schedule needs one of cron, every and on", {"at": ("id",)})
        if len(given) > 1:
            raise PydanticCustomError(
                "unfit", "a schedule has one of cron, every and on, not several", {"at": (given[1],)}
            )
        return self

    @property
    def line(self) -> str:
        """The cron line that it comes down to."""
        return self.cron or self.every or self.on or ""
