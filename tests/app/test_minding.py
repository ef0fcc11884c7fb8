"""The process that minds schedules, as a machine runs it: real processes, real signals, and a clock that is faked.

| what happens | shown by |
| --- | --- |
| clocks change in spring and autumn, in three zones | test_changes_of_clocks_are_one_run_each |
| … and is waited for | test_a_change_of_clocks_is_waited_for |
| the clock is set, forward and back | test_a_clock_that_is_set_while_it_waits |
| three days without power | test_three_days_without_power_are_one_run |
| slots that come while their build goes on | test_a_build_is_not_overlapped |
| two processes for one desk | test_two_cannot_mind_one_desk; test_firing.py: test_a_timer_waits_for_its_turn |
| SIGTERM in a build | test_told_to_stop_it_stops_its_build; test_firing.py: test_told_to_stop_it_says_so |
| SIGKILL in a build | test_killed_in_the_middle_it_runs_the_slot_again |
| a full disk | test_a_full_disk_loses_nothing |
| a state that cannot be read, times that are edited | test_a_damaged_state_and_times_that_are_edited |
| its folder taken away | test_it_ends_when_its_folder_is_taken_away |

By a clock that is an argument, with every other fault: test_keeping.py and plan/test_due.py.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from briefpress.record.kept import place
from minding import (
    PATIENCE,
    Clock,
    at,
    building,
    command,
    copied,
    faked,
    heard,
    looked,
    minded,
    overdue,
    remembered,
    rows,
    scheduled,
    settings,
    stopped,
    until,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from conftest import Ran


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a copy of the plain desk, whose schedule is due every minute."""
    return copied(tmp_path)


@faked
def test_a_change_of_clocks_is_waited_for(desk: Path) -> None:
    """It sleeps until the clock goes on, on a clock that runs: a time that does not come is run at that moment."""
    line, zone = "30 2 * * *", "America/New_York"
    scheduled(desk, f"cron: {line}", f"zone: {zone}", "publish: draft")
    remembered(desk, line, zone, "2027-03-14T06:50:00Z")
    with minded(desk, **at("@2027-03-14 06:50:30 x300")) as process:
        begun = heard(process, "begun")

    assert begun["slot"] == "2027-03-14T07:00:00Z"
    assert str(begun["time"]).startswith("2027-03-14T07:")


CHANGES = (
    # Lord Howe's clock goes on, and back, by half an hour.
    ("15 2 * * *", "Australia/Lord_Howe", "2026-10-03 15:30:00", "2026-10-03 15:45:00"),
    ("30 2 * * *", "America/New_York", "2027-03-14 07:00:00", "2027-03-14 07:30:00"),
    ("30 2 * * *", "Europe/Berlin", "2027-03-28 01:00:00", "2027-03-28 01:30:00"),
    ("45 1 * * *", "Australia/Lord_Howe", "2027-04-03 14:45:00", "2027-04-03 15:15:00"),
    ("30 2 * * *", "Europe/Berlin", "2027-10-31 00:30:00", "2027-10-31 01:30:00"),
    ("30 1 * * *", "America/New_York", "2027-11-07 05:30:00", "2027-11-07 06:30:00"),
)
"""A time that comes not at all or twice: when it is run, and when it would be run again by mistake."""


@faked
def test_changes_of_clocks_are_one_run_each(desk: Path, tmp_path: Path) -> None:
    """In three zones: what does not come is run when the clock goes on, what comes twice is run at the first."""
    fixed = "formats: [json], publish: draft, catch_up: 10 minutes, limit: 1 day"
    names = {
        pair: f"s{number}" for number, pair in enumerate(dict.fromkeys((line, zone) for line, zone, *_ in CHANGES))
    }
    lines = [f"  - {{id: {name}, cron: {line}, zone: {zone}, {fixed}}}\n" for (line, zone), name in names.items()]
    settings(desk, "".join(lines))
    clock = Clock(tmp_path, "2026-10-01 00:00:00")
    with minded(desk, **clock.environment) as process:
        heard(process, "minding")
        for _, _, slot, second in CHANGES:
            for moment in (slot, second):
                looked(process)
                clock.set(f"{moment[:-2]}01")
                process.send_signal(signal.SIGHUP)
                if moment == slot:
                    heard(process, "ended")
        looked(process)
        status, _ = stopped(process)
    ran = [(row.schedule, row.slot, row.outcome) for row in rows(desk) if row.started]

    assert status == 0
    assert ran == [(names[line, zone], f"{slot.replace(' ', 'T')}Z", "ok") for line, zone, slot, _ in CHANGES]


@faked
def test_a_clock_that_is_set_while_it_waits(desk: Path, tmp_path: Path) -> None:
    """The clock on the wall is what counts: what is due on it is run at the next look, whichever way it was set."""
    scheduled(desk, "every: day at 10:00", "publish: draft")
    clock = Clock(tmp_path, "2026-11-22 06:10:00 x20")
    with minded(desk, **clock.environment) as process:
        heard(process, "anchored")
        clock.set("2026-11-22 10:00:10 x20")
        # Nobody tells it.
        assert heard(process, "begun")["slot"] == "2026-11-22T10:00:00Z"
        heard(process, "ended")
        clock.set("2026-11-21 09:00:00 x20")
        assert "the clock went back" in str(heard(process, "anchored")["text"])
        clock.set("2026-11-21 10:00:10 x20")
        assert heard(process, "begun")["slot"] == "2026-11-21T10:00:00Z"


@faked
def test_three_days_without_power_are_one_run(desk: Path) -> None:
    """One build for the newest slot; the others are on record, made up for or too old."""
    scheduled(desk, "every: hour")
    remembered(desk, "0 * * * *", "UTC", "2026-11-22T06:30:00Z")
    with minded(desk, **at("@2026-11-25 06:30:00")) as process:
        heard(process, "ended")
        stopped(process)

    assert [(row.slot[8:16], row.outcome, row.slots) for row in rows(desk)] == [
        ("22T07:00", "too-old", 48),
        ("24T07:00", "coalesced", 23),
        ("25T06:00", "ok", 1),
    ]


@faked
def test_a_build_is_not_overlapped(desk: Path) -> None:
    """On a clock that runs so fast that minutes go by in a build: they are on record, and nothing is begun in them."""
    remembered(desk, "*/1 * * * *", "UTC", "2026-11-22T11:59:59Z")
    with minded(desk, **at("@2026-11-22 12:00:30 x600")) as process:
        heard(process, "begun")
        assert heard(process, "begun", "passed-over")["why"] == "overlap"
        assert len(building(desk)) == 1
        # Nobody told the build of the signal that its minder gets.
        stopped(process)

    assert [row.outcome for row in rows(desk)].count("overlap") >= 1


def test_two_cannot_mind_one_desk(desk: Path, run: Callable[..., Ran]) -> None:
    """The second says why it does not, to people and to machines, and the first goes on."""
    where = place(desk / "output")
    text = f"another briefpress minds the schedules in '{where}'"
    with minded(desk) as first:
        heard(first, "minding")
        for verb in ("run", "tick"):
            ran = run("schedule", verb, "--desk", desk)
            assert (ran.status, ran.out, ran.err) == (75, "", f"briefpress: {text}\n")
        with minded(desk) as second:
            refused = heard(second, "busy")
            assert (second.wait(PATIENCE), refused["level"], refused["text"]) == (75, "error", text)
        assert stopped(first)[0] == 0


def test_told_to_stop_it_stops_its_build(desk: Path, run: Callable[..., Ran]) -> None:
    """SIGTERM in the middle of a build: none left, nothing of it on disk, status 0; and it is run again."""
    overdue(desk)
    with minded(desk) as process:
        heard(process, "begun")
        assert (stopped(process)[0], building(desk)) == (0, [])
    assert not (desk / "output/harbour").exists()
    assert [row.outcome for row in rows(desk)][-1] == "stopped"

    assert run("schedule", "tick", "--desk", desk).status == 0
    assert rows(desk)[-1].issued == ("harbour/pilots/1",)


def test_killed_in_the_middle_it_runs_the_slot_again(desk: Path, run: Callable[..., Ran]) -> None:
    """SIGKILL ends its build, too, and leaves a run that nobody ended: the next start says so and runs it again."""
    overdue(desk)
    with minded(desk) as process:
        slot = heard(process, "begun")["slot"]
        process.kill()
        process.wait()
    until(lambda: not building(desk), "a build outlives whoever began it")
    assert not (desk / "output/harbour").exists()
    scheduled(desk, "every: 1 minutes", "catch_up: 31 days")
    again = run("schedule", "tick", "--desk", desk)
    first, *_, last = (row for row in rows(desk) if row.started)

    assert (again.status, first.outcome, first.slot, last.outcome) == (0, "interrupted", slot, "ok")
    assert (desk / "output/harbour/editions/pilots/1/manifest.json").exists()


@contextmanager
def small_disk(folder: Path) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Mount a small disk, and give what fills it; who may not mount one is refused files that grow, as by a quota."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield limited
        return
    try:
        yield lambda: filled(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S607 - wherever this system has it


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    """Leave next to nothing of a disk."""
    filler = folder / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(folder).free - 12 * 1024))
    yield
    filler.unlink()


@contextmanager
def limited() -> Iterator[None]:
    """Have no file of ours, nor of whoever we start, grow beyond a few kilobytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (6 * 1024, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def issued(desk: Path) -> dict[str, bytes]:
    """Return the files of all editions."""
    return {path.name: path.read_bytes() for path in (desk / "output/harbour/editions").rglob("*") if path.is_file()}


def test_a_full_disk_loses_nothing(desk: Path, run: Callable[..., Ran]) -> None:
    """What does not fit is tried again later; what was issued before stays; and with room again all is well."""
    with small_disk(desk / "output") as full:
        overdue(desk)
        assert run("schedule", "tick", "--desk", desk).status == 0
        before = issued(desk)
        claims = desk / "content/claims/claims.yaml"
        claims.write_text(claims.read_text("utf-8").replace("number: 412", "number: 413"), encoding="utf-8")
        overdue(desk)
        with full():
            failed = subprocess.run(command("tick", desk), capture_output=True, check=False, text=True)
        # Of a disk, and of a quota.
        words = ("no space left on device", "file too large")

        assert (failed.returncode, any(word in failed.stderr for word in words)) == (1, True)
        assert issued(desk) == before
        assert [path for path in (desk / "output").rglob("*") if path.name.endswith(".tmp")] == []
        overdue(desk)
        assert run("schedule", "tick", "--desk", desk).status == 0
        assert rows(desk)[-1].issued == ("harbour/pilots/2",)


@faked
def test_a_damaged_state_and_times_that_are_edited(desk: Path, tmp_path: Path) -> None:
    """It counts from now, says so, keeps what it could not read; and times that are edited count from then."""
    scheduled(desk, "every: day at 05:00", "publish: draft")
    where, clock = place(desk / "output"), Clock(tmp_path, "2026-11-22 06:00:00")
    where.mkdir(parents=True)
    (where / "state.json").write_bytes(b'{"version": 1, "sched')
    with minded(desk, **clock.environment) as process:
        assert "counting from now" in str(heard(process, "state-damaged")["text"])
        heard(process, "anchored")
        scheduled(desk, "every: day at 05:30", "publish: draft")
        process.send_signal(signal.SIGHUP)
        assert "edited" in str(heard(process, "anchored")["text"])
        scheduled(desk, "every: moon", "publish: draft")
        process.send_signal(signal.SIGHUP)
        assert "BP113" in str(heard(process, "settings-damaged")["text"])
        scheduled(desk, "every: day at 05:30", "publish: draft")
        clock.set("2026-11-23 05:30:01")
        process.send_signal(signal.SIGHUP)
        assert heard(process, "begun")["slot"] == "2026-11-23T05:30:00Z"
        heard(process, "ended")
        settings(desk, "  - {id: other, every: hour}\n")
        process.send_signal(signal.SIGHUP)
        assert heard(process, "removed")["schedule"] == "night"
        stopped(process)

    assert (where / "state.json.bad").read_bytes() == b'{"version": 1, "sched'
    assert list(json.loads((where / "state.json").read_bytes())["schedules"]) == ["other"]
    assert [(row.slot, row.outcome) for row in rows(desk)] == [("2026-11-23T05:30:00Z", "ok")]


def test_it_ends_when_its_folder_is_taken_away(desk: Path) -> None:
    """Whoever removes output/ ends it: another may mind a new folder, and its own state nobody would find."""
    with minded(desk) as process:
        heard(process, "minding")
        shutil.rmtree(desk / "output")
        process.send_signal(signal.SIGHUP)
        refused = heard(process, "cannot-run")

        assert (process.wait(PATIENCE), "the folder was taken away" in str(refused["text"])) == (2, True)
