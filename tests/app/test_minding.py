"""The process that minds schedules, as a machine runs it: real processes, real signals, and a clock that is faked."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.record import kept
from briefpress.record.history import runs
from briefpress.record.hold import held
from briefpress.record.kept import minded, place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Ran

PLAIN = Path(__file__).parents[1] / "desks/plain"
FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
faked = pytest.mark.skipif(FAKETIME is None, reason="libfaketime is not installed")
PATIENCE = 60
"""Seconds after which what is waited for will not come any more: no test takes as long as that unless it fails."""


def scheduled(desk: Path, *lines: str) -> Path:
    """Give a desk a schedule that is to run around the clock change of New York."""
    text = "publication: Plain desk\nevidence: unlocked\nschedules:\n  - id: night\n    formats: [json]\n"
    settings = text + "".join(f"    {line}\n" for line in ("limit: 1 day", *lines))
    (desk / "briefpress.yaml").write_text(settings, encoding="utf-8")
    return desk


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a copy of the plain desk, whose schedule is due every minute."""
    return scheduled(Path(shutil.copytree(PLAIN, tmp_path / "desk")), "every: 1 minutes")


def at(moment: str, *, clock: Path | None = None) -> dict[str, str]:
    """Return the environment in which it is another time."""
    fake = {"FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1"} if clock else {"FAKETIME": moment}
    return {"LD_PRELOAD": str(FAKETIME), **fake}


@contextmanager
def daemon(desk: Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """Mind the schedules of a desk, and see that nobody is left behind."""
    words = ("schedule", "run", "--desk", str(desk), "--log-format", "json")
    process = subprocess.Popen(
        [sys.executable, "-m", "briefpress.cli", *words],
        env={**os.environ, "TZ": "UTC", **environment},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    # Whoever waits for a word of it that never comes hears its end.
    watchdog = threading.Timer(PATIENCE, process.kill)
    watchdog.start()
    try:
        yield process
    finally:
        watchdog.cancel()
        process.kill()
        process.communicate()


def heard(process: subprocess.Popen[str], event: str) -> dict[str, object]:
    """Wait for an event in the log."""
    assert process.stderr
    for line in process.stderr:
        said: dict[str, object] = json.loads(line)
        if said["event"] == event:
            return said
    pytest.fail(f"it ended with {process.wait()} before it said '{event}'")


def overdue(desk: Path) -> None:
    """Have the newest slot of the desk's schedule be due at once, as after a night without power."""
    remembered(desk, "*/1 * * * *", "UTC", "2026-01-01T00:00:00Z")
    scheduled(desk, "every: 1 minutes", "catch_up: 1 hour")


def remembered(desk: Path, cron: str, zone: str, seen: str) -> None:
    """Give a desk the state that a schedule had at a time."""
    state = {"cron": cron, "zone": zone, "seen": seen}
    where = place(desk / "output")
    where.mkdir(parents=True, exist_ok=True)
    (where / "state.json").write_text(json.dumps({"version": 1, "schedules": {"night": state}}), encoding="utf-8")


def building(desk: Path) -> list[str]:
    """Return the builds of a desk that are under way on this machine."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_text(encoding="utf-8").split("\0")
        except OSError:
            continue
        if "publish" in words and str(desk) in words:
            found.append(entry.parent.name)
    return found


def until(done: Callable[[], object], what: str) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, what
        time.sleep(0.02)


@faked
@pytest.mark.parametrize(
    ("line", "moment", "seen", "slot"),
    [
        ("30 1 * * *", "@2026-11-01 05:30:00 x3600", "2026-11-01T05:20:00Z", "2026-11-01T05:30:00Z"),
        ("30 2 * * *", "@2027-03-14 07:00:00 x3600", "2027-03-14T06:50:00Z", "2027-03-14T07:00:00Z"),
    ],
)
def test_a_change_of_clocks_is_one_run(desk: Path, line: str, moment: str, seen: str, slot: str) -> None:
    """A time that comes twice is run once, at the first; one that does not come is run when the clock goes on."""
    zone = "America/New_York"
    scheduled(desk, f"cron: {line}", f"zone: {zone}", "catch_up: 31 days")
    remembered(desk, line, zone, seen)
    with daemon(desk, **at(moment)) as process:
        first = heard(process, "begun")
        heard(process, "ended")
        time.sleep(1.3)  # more than an hour on that clock
        process.send_signal(signal.SIGTERM)
        said, status = process.communicate(timeout=PATIENCE)[1], process.returncode

    assert (first["slot"], status) == (slot, 0)
    assert [row.slot for row in runs(place(desk / "output"), 10)] == [slot]
    assert "begun" not in said


@faked
def test_a_clock_that_is_set_while_it_waits(desk: Path, tmp_path: Path) -> None:
    """The clock on the wall is what counts: set forward, what is due is run at the next look."""
    clock = tmp_path / "clock"
    clock.write_text("@2026-11-22 06:10:00 x20\n", encoding="utf-8")
    scheduled(desk, "every: day at 10:00")
    with daemon(desk, **at("", clock=clock)) as process:
        heard(process, "anchored")
        clock.write_text("@2026-11-22 10:05:00 x20\n", encoding="utf-8")

        assert heard(process, "begun")["slot"] == "2026-11-22T10:00:00Z"


def test_two_cannot_mind_one_desk(desk: Path, run: Callable[..., Ran]) -> None:
    """The second says why it does not, and nothing is lost."""
    where = place(desk / "output")
    with minded(where):
        for command in ("run", "tick"):
            ran = run("schedule", command, "--desk", desk)

            assert (ran.status, ran.out) == (75, "")
            assert ran.err == f"briefpress: another briefpress minds the schedules in '{where}'\n"


def test_told_to_stop_it_stops_its_build(desk: Path, run: Callable[..., Ran]) -> None:
    """SIGTERM in the middle of a build: none left, nothing of it on disk, status 0; and it is run again."""
    overdue(desk)
    with daemon(desk) as process:
        heard(process, "begun")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)

        assert (process.returncode, building(desk)) == (0, [])
    assert not (desk / "output/harbour").exists()
    assert [row.outcome for row in runs(place(desk / "output"), 1)] == ["stopped"]

    assert run("schedule", "tick", "--desk", desk).status == 0
    assert runs(place(desk / "output"), 1)[0].issued == ("harbour/pilots/1",)


def test_killed_in_the_middle_it_runs_the_slot_again(desk: Path, run: Callable[..., Ran]) -> None:
    """SIGKILL leaves a run that nobody ended: the next start says so and runs it again."""
    overdue(desk)
    with daemon(desk) as process:
        slot = heard(process, "begun")["slot"]
        process.kill()
        process.wait()
    scheduled(desk, "every: 1 minutes", "catch_up: 31 days")
    until(lambda: not building(desk), "a build goes on for ever")
    again = run("schedule", "tick", "--desk", desk)
    last, *_, first = (row for row in runs(place(desk / "output"), 10) if row.started)

    assert (again.status, first.outcome, first.slot, last.outcome) == (0, "interrupted", slot, "ok")
    assert (desk / "output/harbour/editions/pilots/1/manifest.json").exists()


def test_a_timer_of_the_system_fires_one_schedule(desk: Path, run: Callable[..., Ran]) -> None:
    """Without any state the newest slot is run; a second time only if it is asked for."""
    scheduled(desk, "every: day at 00:00")
    words = ("schedule", "fire", "night", "--desk", desk)
    first, second, third = run(*words), run(*words), run(*words, "--again")

    assert (first.status, second.status, third.status) == (0, 0, 0)
    assert "ok: harbour/pilots/1" in first.err
    assert second.err == "night: nothing is due, its newest slot was run or is too old; --again runs it all the same\n"
    assert "ok: nothing new" in third.err
    assert run("schedule", "fire", "nihgt", "--desk", desk).err == (
        "briefpress: no schedule 'nihgt': did you mean 'night'?\n"
    )


def test_a_tick_says_that_a_run_failed(desk: Path, run: Callable[..., Ran]) -> None:
    """Whoever has a clock of his own is told by the status."""
    overdue(desk)
    (desk / "content/themes/themes.yaml").write_text("- id: Traffic\n", encoding="utf-8")
    ran = run("schedule", "tick", "--desk", desk)

    assert (ran.status, ran.out) == (1, "")
    assert "BP106" in ran.err


def test_a_full_disk_is_no_success(desk: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be remembered nothing is begun, and the status says so; with room again it is run."""

    def refuses(*_: object) -> None:
        raise OSError(28, "No space left on device")

    scheduled(desk, "every: day at 00:00")
    words = ("schedule", "fire", "night", "--desk", desk)
    with monkeypatch.context() as patch:
        patch.setattr(kept, "write", refuses)
        ran = run(*words)

    assert (ran.status, "nothing is begun: No space left on device" in ran.err) == (1, True)
    assert run(*words).status == 0


def test_what_is_to_be_tried_again_is_no_success(desk: Path, run: Callable[..., Ran]) -> None:
    """A tick that found another writing ends with a status that says so, and the next one does the work."""
    overdue(desk)
    with held(desk / "output"):
        assert run("schedule", "tick", "--desk", desk).status == 1


def test_a_place_that_cannot_be_written(desk: Path, run: Callable[..., Ran]) -> None:
    """A file where the folder should be is said in one line."""
    (desk / "output").write_text("in the way", encoding="utf-8")
    ran = run("schedule", "tick", "--desk", desk)

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("briefpress: cannot keep the state of schedules: ")
