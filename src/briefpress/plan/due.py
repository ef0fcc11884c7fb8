"""When schedules are due: which slot is run now, which are passed over, and what clocks that change do to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby, islice, takewhile
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cronsim import CronSim

from briefpress.model.kept import Kept, Outcome, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.model.schedule import Schedule

BACK = timedelta(minutes=5)
"""A clock set back by more than this is believed, and counted from."""
COUNTED = 10_000
"""So many missed slots are counted; of more it is said that there are more."""
AHEAD = timedelta(days=370)
_BACKOFF = timedelta(seconds=30)
_FACTOR = 4


@dataclass(frozen=True)
class Passed:
    """Slots that are not run, from the first to the last."""

    first: datetime
    last: datetime
    count: int
    why: Reason


@dataclass(frozen=True)
class Due:
    """What a check of one schedule comes to."""

    kept: Kept
    slot: datetime | None = None
    """The slot to run now."""
    passed: tuple[Passed, ...] = ()
    note: str = ""
    """Why it counts from now, if it does."""


def slots(schedule: Schedule, after: datetime) -> Iterator[datetime]:
    """Return the moments after another at which a schedule is due, in UTC, each once and in order."""
    moments = (moment.astimezone(UTC) for moment in CronSim(schedule.line, after.astimezone(ZoneInfo(schedule.zone))))
    # Two times that a clock leaves out fall on one moment, and one that it shows twice may lie behind us.
    return (slot for slot, _ in groupby(slot for slot in moments if slot > after))


def due(schedule: Schedule, kept: Kept | None, now: datetime, *, running: bool = False) -> Due:
    """Return what to do about a schedule now."""
    if kept is None:
        return Due(Kept(cron=schedule.line, zone=schedule.zone, seen=now), note="new: counts from now")
    note = ""
    if (kept.cron, kept.zone) != (schedule.line, schedule.zone):
        kept = kept.model_copy(update={"cron": schedule.line, "zone": schedule.zone, "seen": now})
        note = "its times were edited: counts from now"
    elif now < kept.seen - BACK:
        kept = kept.model_copy(update={"seen": now, "again": None})
        note = "the clock went back: counts from now"
    missed, recent = _since(schedule, kept.seen, now)
    kept = kept.model_copy(update={"seen": max(kept.seen, now)})
    if running:
        return Due(kept, None, (*missed, *_passed(recent, "overlap")), note)
    if recent:
        slot = recent[-1]
        fresh = kept.model_copy(update={"slot": slot, "tries": 0, "again": None})
        # A slot that was begun is not passed over: the runs for it say how it went.
        waiting = [kept.slot] if kept.slot and not _was_begun(kept) else []
        # What lies between the one that waited and the newest may have been passed over before, for another reason.
        passed = (*_passed(waiting, "coalesced"), *missed, *_passed(recent[:-1], "coalesced"))
        return Due(fresh, slot, passed, note)
    kept, again, given_up = _unsettled(schedule, kept, now)
    return Due(kept, again, (*missed, *given_up), note)


def _since(schedule: Schedule, seen: datetime, now: datetime) -> tuple[tuple[Passed, ...], list[datetime]]:
    """Return the slots missed for too long, and those that may still be run."""
    edge = now - schedule.catch_up
    recent = _between(schedule, max(seen, edge), now)
    if seen >= edge:
        return (), recent
    old = _between(schedule, seen, edge, COUNTED)
    if len(old) == COUNTED:
        return (Passed(old[0], edge, COUNTED, "too-old"),), recent
    return _passed(old, "too-old"), recent


def _between(schedule: Schedule, after: datetime, until: datetime, most: int | None = None) -> list[datetime]:
    return list(islice(takewhile(lambda slot: slot <= until, slots(schedule, after)), most))


def _passed(missed: list[datetime], why: Reason) -> tuple[Passed, ...]:
    return (Passed(missed[0], missed[-1], len(missed), why),) if missed else ()


def _unsettled(schedule: Schedule, kept: Kept, now: datetime) -> tuple[Kept, datetime | None, tuple[Passed, ...]]:
    """Return the slot to run again, if there is one and its time has come."""
    if kept.slot is None:
        return kept, None, ()
    # A build that ends the program each time must not do so for ever: one more than the tries it has.
    if kept.tries > schedule.retries + 1 or kept.slot <= now - schedule.catch_up - schedule.limit:
        why: Reason = "given-up" if _was_begun(kept) else "too-old"
        return kept.model_copy(update={"slot": None, "tries": 0, "again": None}), None, _passed([kept.slot], why)
    if kept.again and now < kept.again:
        return kept, None, ()
    return kept, kept.slot, ()


def _was_begun(kept: Kept) -> bool:
    """Tell whether there was a run for the slot: others may have kept it waiting."""
    return kept.slot is not None and kept.started is not None and kept.started >= kept.slot


def newest(schedule: Schedule, now: datetime) -> Kept:
    """Return the state in which nothing but the newest slot that is not too old is due."""
    recent = _between(schedule, now - schedule.catch_up, now)
    seen = recent[-1] - timedelta(seconds=1) if recent else now
    return Kept(cron=schedule.line, zone=schedule.zone, seen=seen)


def begun(kept: Kept, slot: datetime, now: datetime) -> Kept:
    """Return the state with a run for a slot begun; it is kept before anything is done."""
    tries = kept.tries + 1 if kept.slot == slot else 1
    return kept.model_copy(update={"slot": slot, "tries": tries, "again": None, "started": now, "finished": None})


def settled(schedule: Schedule, kept: Kept, outcome: Outcome, now: datetime) -> tuple[Kept, Outcome]:
    """Return the state after a run, and how the run counts: no more tries make a postponed one a failed one."""
    if outcome == "postponed" and kept.tries > schedule.retries:
        outcome = "failed"
    told = {"finished": now, "outcome": outcome}
    match outcome:
        case "postponed":
            again = now + _BACKOFF * _FACTOR ** (kept.tries - 1)
            return kept.model_copy(update={**told, "again": again}), outcome
        case "stopped":
            # Whoever stopped it meant the program, not the run.
            return kept.model_copy(update={**told, "tries": kept.tries - 1}), outcome
        case _:
            good = now if outcome == "ok" else kept.good
            return kept.model_copy(update={**told, "slot": None, "tries": 0, "again": None, "good": good}), outcome


def next_check(schedule: Schedule, kept: Kept, now: datetime) -> datetime | None:
    """Return when a schedule has to be looked at next, if ever."""
    moments = [moment for moment in (kept.again, next(slots(schedule, max(now, kept.seen)), None)) if moment]
    return min(moments, default=None)


def stale(schedule: Schedule, kept: Kept | None, now: datetime) -> bool:
    """Tell whether the newest good run is older than a schedule allows, or there is none."""
    if schedule.fresh_within is None:
        return False
    return kept is None or kept.good is None or now - kept.good > schedule.fresh_within


def oddities(schedule: Schedule, after: datetime) -> list[str]:
    """Return what clocks that change do to a schedule within a year, in words."""
    zone = ZoneInfo(schedule.zone)
    fields = schedule.line.split()
    if fields[0].startswith("*") or fields[1].startswith("*"):
        return []  # it follows the clock, as cron does
    found = []
    day = after.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    end = day + AHEAD
    while day < end:
        tomorrow = day + timedelta(days=1)
        if day.replace(tzinfo=zone).utcoffset() != tomorrow.replace(tzinfo=zone).utcoffset():
            found += [_odd(time, zone) for time in _shown(schedule, day, tomorrow)]
        day = tomorrow
    return [text for text in found if text]


def _shown(schedule: Schedule, day: datetime, tomorrow: datetime) -> list[datetime]:
    """Return the times of a day as the line of a schedule has them, whatever clocks show."""
    return list(takewhile(lambda time: time < tomorrow, CronSim(schedule.line, day - timedelta(seconds=1))))


def _odd(time: datetime, zone: ZoneInfo) -> str:
    first, second = time.replace(tzinfo=zone), time.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return ""
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == time:
        return f"{time:%H:%M} comes twice on {time:%Y-%m-%d}: runs at the first, {first.astimezone(UTC):%H:%M} UTC"
    while first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != first.replace(tzinfo=None):
        first += timedelta(minutes=1)
    return f"{time:%H:%M} does not exist on {time:%Y-%m-%d}: runs at {first:%H:%M}"
