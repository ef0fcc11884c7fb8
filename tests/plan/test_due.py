"""When schedules are due, by a clock that is an argument: every slot is settled once, whatever clocks do."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from briefpress.model.schedule import Schedule
from briefpress.plan.due import COUNTED, begun, due, newest, next_check, oddities, settled, slots, stale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.model.kept import Kept, Outcome

START = datetime(2026, 11, 22, 6, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def made(**fields: Any) -> Schedule:  # noqa: ANN401 - whatever a file may hold
    """Return a schedule with these fields: without any, every day at seven."""
    usual = {} if "on" in fields else {"every": "day at 07:00"}
    return Schedule.model_validate({"id": "morning", **usual, **fields})


def cron(line: str, zone: str = "UTC") -> Schedule:
    """Return a schedule with a cron line."""
    return Schedule.model_validate({"id": "morning", "cron": line, "zone": zone})


def kept(schedule: Schedule, now: datetime = START) -> Kept:
    """Return the state of a schedule that is seen for the first time."""
    return due(schedule, None, now).kept


def times(schedule: Schedule, after: datetime, count: int) -> list[str]:
    """Return the next firings of a schedule."""
    return [f"{slot:%m-%d %H:%M}" for slot in islice(slots(schedule, after), count)]


@pytest.mark.parametrize(
    ("line", "after", "expected"),
    [
        ("30 2 * * *", datetime(2027, 3, 13, 12, tzinfo=UTC), ["03-14 07:00", "03-15 06:30"]),
        ("0,30 2 * * *", datetime(2027, 3, 13, 12, tzinfo=UTC), ["03-14 07:00", "03-15 06:00"]),
        ("30 1 * * *", datetime(2026, 11, 1, 4, tzinfo=UTC), ["11-01 05:30", "11-02 06:30"]),
        # Asked in the hour that comes a second time: it has run in the first.
        ("30 1 * * *", datetime(2026, 11, 1, 6, 10, tzinfo=UTC), ["11-02 06:30", "11-03 06:30"]),
        # A line that follows the clock runs every hour that passes.
        ("30 * * * *", datetime(2026, 11, 1, 5, tzinfo=UTC), ["11-01 05:30", "11-01 06:30"]),
    ],
)
def test_clocks_that_change(line: str, after: datetime, expected: list[str]) -> None:
    """A time left out runs when the clock goes on, a time that comes twice runs at the first."""
    assert times(cron(line, "America/New_York"), after, 2) == expected


def test_oddities_are_said_in_words() -> None:
    """What a change of clocks does to a schedule is told beforehand."""
    new_york = "America/New_York"

    assert oddities(cron("30 2 * * *", new_york), START) == ["02:30 does not exist on 2027-03-14: runs at 03:00"]
    assert oddities(cron("30 1 * * *", new_york), START) == [
        "01:30 comes twice on 2027-11-07: runs at the first, 05:30 UTC"
    ]
    assert oddities(cron("0 7 * * *", new_york), START) == []
    assert oddities(cron("*/5 2 * * *", new_york), START) == []
    assert oddities(cron("30 2 * * *"), START) == []


def test_a_new_schedule_counts_from_now() -> None:
    """What would have been before it was written is not made up for."""
    found = due(made(), None, START + 2 * HOUR)

    assert (found.slot, found.passed, found.kept.seen) == (None, (), START + 2 * HOUR)
    assert found.note


def test_a_slot_is_run_once() -> None:
    """At its time, and not again at the next check."""
    schedule = made()
    found = due(schedule, kept(schedule), START + HOUR)
    assert found.slot == START + HOUR

    state, outcome = settled(schedule, begun(found.kept, START + HOUR, START + HOUR), "ok", START + HOUR)
    assert (outcome, state.good, state.slot) == ("ok", START + HOUR, None)
    assert due(schedule, state, START + 2 * HOUR).slot is None


def test_days_of_absence_are_one_run() -> None:
    """Of what was missed the newest is run, if it is not too long ago; the rest is on record."""
    schedule = made()
    found = due(schedule, kept(schedule), START + 3 * DAY + 2 * HOUR)

    assert found.slot == START + 3 * DAY + HOUR
    assert [(one.count, one.why) for one in found.passed] == [(3, "too-old")]
    assert found.passed[0].first == START + HOUR

    hourly = made(every="hour", catch_up="3 hours")
    found = due(hourly, kept(hourly), START + 5 * HOUR)
    assert [(one.count, one.why) for one in found.passed] == [(2, "too-old"), (2, "coalesced")]


def test_what_is_too_old_is_not_run() -> None:
    """After the window of catching up there is a record and no run."""
    schedule = made(catch_up="1 hour")
    found = due(schedule, kept(schedule), START + 3 * HOUR)

    assert found.slot is None
    assert [(one.first, one.last, one.count, one.why) for one in found.passed] == [
        (START + HOUR, START + HOUR, 1, "too-old")
    ]


def test_a_year_of_minutes_is_not_counted_to_the_end() -> None:
    """A schedule that was left alone for a year does not keep the program from its work."""
    schedule = made(every="1 minutes", catch_up="1 minute")
    (passed,) = due(schedule, kept(schedule), START + 365 * DAY).passed

    assert (passed.count, passed.last) == (COUNTED, START + 365 * DAY - timedelta(minutes=1))


def test_a_run_is_not_overlapped() -> None:
    """What falls due while its run goes on is passed over, and said."""
    schedule = made(every="hour")
    first = due(schedule, kept(schedule), START + HOUR)
    during = due(schedule, begun(first.kept, START + HOUR, START + HOUR), START + 3 * HOUR, running=True)

    assert (during.slot, [(one.count, one.why) for one in during.passed]) == (None, [(2, "overlap")])


def test_a_run_that_was_cut_short_is_run_again() -> None:
    """A slot that was begun and is not settled is run again; not for ever."""
    schedule = made(retries=1)
    state = begun(kept(schedule), START, START)
    for tries in (2, 3):
        found = due(schedule, state, START + timedelta(minutes=1))
        assert found.slot == START
        state = begun(found.kept, START, START)
        assert state.tries == tries
    found = due(schedule, state, START + timedelta(minutes=2))

    assert (found.slot, [one.why for one in found.passed]) == (None, ["given-up"])
    assert due(schedule, found.kept, START + timedelta(minutes=3)).passed == ()


def test_an_old_run_is_not_run_again() -> None:
    """What was begun long ago is given up."""
    schedule = made(on="1 January at 07:00")
    found = due(schedule, begun(kept(schedule), START, START), START + 3 * DAY)

    assert (found.slot, [one.why for one in found.passed]) == (None, ["given-up"])


def test_a_newer_slot_takes_the_place_of_one_that_waits() -> None:
    """Two runs would say the same: the newest slot is run, with all its tries."""
    schedule = made(every="hour")
    state = begun(kept(schedule), START, START)
    state, _ = settled(schedule, state, "postponed", START)
    found = due(schedule, state, START + HOUR)

    assert (found.slot, found.kept.tries, found.passed) == (START + HOUR, 0, ())


def test_a_slot_that_others_kept_waiting_is_on_record() -> None:
    """What was due and never begun is passed over for the next one, and said."""
    schedule = made(every="hour")
    found = due(schedule, due(schedule, kept(schedule), START + HOUR).kept, START + 2 * HOUR)

    assert found.slot == START + 2 * HOUR
    assert [(one.first, one.why) for one in found.passed] == [(START + HOUR, "coalesced")]


def test_only_the_newest_slot_is_fired() -> None:
    """Whoever is told from outside that it is time runs the newest slot, if there is one that is not too old."""
    hourly, yearly = made(every="hour"), made(on="1 January at 07:00")
    now = START + timedelta(minutes=30)

    assert (due(hourly, newest(hourly, now), now).slot, due(hourly, newest(hourly, now), now).passed) == (START, ())
    assert due(yearly, newest(yearly, now), now).slot is None


def test_tries_come_later_and_later_and_end() -> None:
    """What fails for want of disk is tried again, after longer and longer waits; then it counts as failed."""
    schedule = made(retries=2)
    state, now, waits = kept(schedule), START, []
    outcome: Outcome = "postponed"
    while outcome == "postponed":
        state, outcome = settled(schedule, begun(state, START, now), "postponed", now)
        if state.again:
            assert due(schedule, state, state.again - timedelta(seconds=1)).slot is None
            assert due(schedule, state, state.again).slot == START
            assert next_check(schedule, state, now) == state.again
            waits.append(state.again - now)
            now = state.again

    assert waits == [timedelta(seconds=30), timedelta(minutes=2)]
    assert (outcome, state.slot) == ("failed", None)


def test_findings_are_not_tried_again() -> None:
    """What is wrong with the desk is wrong a minute later."""
    schedule = made(retries=5)
    state, outcome = settled(schedule, begun(kept(schedule), START, START), "failed", START)

    assert (outcome, state.slot, state.again) == ("failed", None, None)


def test_a_run_that_was_stopped_keeps_its_tries() -> None:
    """Who stops the program means the program: its run is begun again as if it had not been."""
    schedule = made()
    state, _ = settled(schedule, begun(kept(schedule), START, START), "stopped", START)

    assert (state.slot, state.tries) == (START, 0)
    assert due(schedule, state, START).slot == START


@pytest.mark.parametrize("change", [{"every": "day at 06:30"}, {"zone": "Asia/Tokyo"}])
def test_an_edited_schedule_counts_from_now(change: dict[str, str]) -> None:
    """New times are not held against the past."""
    before = kept(made())
    found = due(made(**change), before, START + 20 * HOUR)

    assert (found.slot, found.passed, found.kept.seen) == (None, (), START + 20 * HOUR)
    assert "edited" in found.note


def test_a_clock_that_goes_back() -> None:
    """A few minutes are waited out; more are believed, and counted from."""
    schedule = made(every="hour")
    state = kept(schedule)
    little = due(schedule, state, START - timedelta(minutes=4))
    much = due(schedule, state, START - timedelta(minutes=90))

    assert (little.kept.seen, little.slot, little.note) == (START, None, "")
    assert (much.kept.seen, much.slot) == (START - timedelta(minutes=90), None)
    assert "clock" in much.note
    assert due(schedule, much.kept, START - timedelta(minutes=60)).slot == START - HOUR


def test_stale_is_without_a_good_run_for_too_long() -> None:
    """A schedule with a limit of freshness needs a good run no older than that."""
    schedule = made(fresh_within="1 day")
    state, _ = settled(schedule, begun(kept(schedule), START, START), "ok", START)

    assert not stale(made(), None, START)
    assert stale(schedule, None, START)
    assert stale(schedule, kept(schedule), START)
    assert not stale(schedule, state, START + DAY)
    assert stale(schedule, state, START + DAY + HOUR)


FOUR = (
    cron("30 2 * * *", "America/New_York"),
    Schedule.model_validate({"id": "b", "every": "weekday at 07:00", "zone": "Europe/Zurich", "catch_up": "2 days"}),
    Schedule.model_validate({"id": "c", "on": "the last Friday at 18:00", "zone": "Australia/Lord_Howe"}),
    Schedule.model_validate({"id": "d", "every": "6 hours", "zone": "Asia/Kathmandu", "catch_up": "20 hours"}),
)


@dataclass
class Life:
    """A desk with four schedules and one build at a time, which is looked at, left alone, cut short and begun again."""

    chance: Random
    now: datetime = START
    state: dict[str, Kept] = field(default_factory=dict)
    disk: dict[str, Kept] = field(default_factory=dict)
    building: tuple[Schedule, datetime, datetime] | None = None
    """Whose build for which slot is under way, and when it is over."""
    fates: dict[tuple[str, datetime], list[str]] = field(default_factory=lambda: defaultdict(list))
    begun: set[tuple[str, datetime]] = field(default_factory=set)

    def look(self) -> None:
        """Do what a minder does at a look at the clock."""
        if self.building and self.now >= self.building[2]:
            self._over(*self.building[:2])
        waiting = [(slot, one) for one in FOUR if (slot := self._due(one))]
        if waiting and not self.building:
            slot, schedule = min(waiting, key=lambda pair: pair[0])
            self.state[schedule.id] = begun(self.state[schedule.id], slot, self.now)
            self.disk = dict(self.state)
            self.begun.add((schedule.id, slot))
            self.building = schedule, slot, self.now + timedelta(minutes=self.chance.choice([1, 1, 20, 400]))
            # Not for ever, whatever ends the program each time.
            assert self.state[schedule.id].tries <= schedule.retries + 2
        # Whatever is not settled is run as soon as there is nothing else to do.
        ready = [kept for kept in self.state.values() if kept.slot and not (kept.again and kept.again > self.now)]
        assert self.building or not ready

    def end(self) -> None:
        """Be killed: the build is lost, and what was not on disk is forgotten."""
        self.building, self.state = None, dict(self.disk)

    def pause(self) -> timedelta:
        """Return how long nobody looks: until there is something to do, or for days."""
        if self.chance.random() < 0.02:
            return timedelta(minutes=self.chance.choice([50, 500, 5_000, 10_000]))
        moments = [moment for one in FOUR if (moment := next_check(one, self.state[one.id], self.now))]
        moments += [self.building[2]] if self.building else []
        return max(timedelta(seconds=1), min(moments) - self.now)

    def _over(self, schedule: Schedule, slot: datetime) -> None:
        self.building = None
        came: Outcome = self.chance.choice(["ok", "ok", "ok", "failed", "timed-out", "postponed", "stopped"])
        self.state[schedule.id], outcome = settled(schedule, self.state[schedule.id], came, self.now)
        self.disk = dict(self.state)
        if outcome not in ("postponed", "stopped"):
            self.fates[schedule.id, slot].append(outcome)

    def _due(self, schedule: Schedule) -> datetime | None:
        before = self.state.get(schedule.id)
        running = self.building is not None and self.building[0] is schedule
        found = due(schedule, before, self.now, running=running)
        self.state[schedule.id] = found.kept
        for one in found.passed:
            passed = list(takewhile(one.last.__ge__, slots(schedule, one.first - timedelta(seconds=1))))
            assert len(passed) == one.count
            for slot in passed:
                self.fates[schedule.id, slot].append(one.why)
                self._fits(schedule, slot, one.why, found.slot, running=running)
        if before and before.slot and found.kept.slot not in (before.slot, None):
            # A newer one takes its place: that it was begun is on record, and how that went.
            self.fates[schedule.id, before.slot] += ["begun"] if (schedule.id, before.slot) in self.begun else []
        if before is None or found.passed or found.kept.model_copy(update={"seen": before.seen}) != before:
            self.disk = dict(self.state)
        if found.slot and before and found.slot != before.slot:
            assert not running
            assert list(_until(schedule, found.slot, self.now)) == []
        return found.slot

    def _fits(self, schedule: Schedule, slot: datetime, why: str, chosen: datetime | None, *, running: bool) -> None:
        """See that a slot is passed over for the reason that is given."""
        match why:
            case "too-old":
                assert slot <= self.now - schedule.catch_up
            case "coalesced":
                assert chosen is not None
                assert slot < chosen
            case "overlap":
                assert running
            case _:
                assert (schedule.id, slot) in self.begun


def _until(schedule: Schedule, after: datetime, end: datetime) -> Iterator[datetime]:
    return takewhile(lambda slot: slot <= end, slots(schedule, after))


@pytest.mark.parametrize("seed", range(1))
def test_in_a_year_every_slot_is_settled_once(seed: int) -> None:
    """Four schedules, builds that take long, fail and are cut short, days of absence: one fate for each slot."""
    life = Life(Random(seed))  # noqa: S311 - a year of chances, no secret
    end = START + 366 * DAY
    while life.now < end + 10 * DAY:
        life.look()
        if life.chance.random() < (0.3 if life.building else 0.02):
            life.end()
            life.now += timedelta(minutes=life.chance.choice([1, 60, 1_000]))
        else:
            life.now += life.pause()
    for schedule in FOUR:
        wanted = [(schedule.id, slot) for slot in _until(schedule, START, end)]
        assert [(slot, life.fates[slot]) for slot in wanted if len(life.fates[slot]) != 1] == []
    seen = {fate for fates in life.fates.values() for fate in fates}
    assert seen >= {"ok", "failed", "timed-out", "too-old", "coalesced", "overlap", "begun", "given-up"}
