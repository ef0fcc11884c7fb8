"""Processes that mind schedules, as a machine runs them: real ones, with real signals and a clock that is faked."""

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

from briefpress.record.history import Run, runs
from briefpress.record.kept import place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PLAIN = Path(__file__).parent / "desks/plain"
FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
faked = pytest.mark.skipif(FAKETIME is None, reason="libfaketime is not installed")
PATIENCE = 60
"""Seconds after which what is waited for will not come any more: no test takes as long as that unless it fails."""


def scheduled(desk: Path, *lines: str) -> Path:
    """Give a desk the schedule `night`, with a limit that no clock of a test reaches."""
    fields = "".join(f"    {line}\n" for line in ("limit: 1 day", *lines))
    return settings(desk, f"  - id: night\n    formats: [json]\n{fields}")


def settings(desk: Path, schedules: str) -> Path:
    """Give a desk schedules."""
    text = f"publication: Plain desk\nevidence: unlocked\nschedules:\n{schedules}"
    (desk / "briefpress.yaml").write_text(text, encoding="utf-8")
    return desk


def copied(folder: Path) -> Path:
    """Return a copy of the plain desk, whose schedule is due every minute."""
    return scheduled(Path(shutil.copytree(PLAIN, folder / "desk")), "every: 1 minutes")


def at(moment: str) -> dict[str, str]:
    """Return the environment in which it is another time."""
    return {"LD_PRELOAD": str(FAKETIME), "FAKETIME": moment}


class Clock:
    """A clock that the test sets, also while somebody looks at it."""

    def __init__(self, folder: Path, moment: str) -> None:
        self._path = folder / "clock"
        self.set(moment)

    def set(self, moment: str) -> None:
        """Set it to a moment in UTC."""
        # Whole or not at all: a process may be reading it.
        fresh = self._path.with_suffix(".new")
        fresh.write_text(f"@{moment}\n", encoding="utf-8")
        fresh.replace(self._path)

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment in which it is the time."""
        return {
            "LD_PRELOAD": str(FAKETIME),
            "FAKETIME_TIMESTAMP_FILE": str(self._path),
            "FAKETIME_NO_CACHE": "1",
        }


def command(verb: str, desk: Path, *words: str) -> list[str]:
    """Return the words of a command about schedules."""
    return [sys.executable, "-m", "briefpress.cli", "schedule", verb, *words, "--desk", str(desk)]


@contextmanager
def minded(desk: Path, verb: str = "run", *words: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """Mind the schedules of a desk, and see that nobody is left behind."""
    process = subprocess.Popen(
        command(verb, desk, *words, "--log-format", "json"),
        env={**os.environ, "TZ": "UTC", **environment},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def heard(process: subprocess.Popen[str], *events: str) -> dict[str, object]:
    """Wait for one of these events in the log."""
    assert process.stderr
    # Whoever waits for a word that never comes hears its end.
    watchdog = threading.Timer(PATIENCE, process.kill)
    watchdog.start()
    try:
        for line in process.stderr:
            said: dict[str, object] = json.loads(line)
            if said["event"] in events:
                return said
        pytest.fail(f"it ended with {process.wait()} before it said {events}")
    finally:
        watchdog.cancel()


def looked(process: subprocess.Popen[str]) -> None:
    """Have it look at its clock and its settings, and wait until it has."""
    process.send_signal(signal.SIGHUP)
    heard(process, "looked")


def stopped(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Tell it to stop, and return its status and what it said from now on."""
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=PATIENCE)[1]
    return process.returncode, said


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


def rows(desk: Path) -> list[Run]:
    """Return what is on record, the oldest first."""
    return runs(place(desk / "output"), 1000)[::-1]


def building(desk: Path) -> list[str]:
    """Return the builds of a desk that are under way on this machine."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_text(encoding="utf-8").split("\0")
        except OSError:
            continue
        if {"publish", "build"} & set(words) and str(desk) in words:
            found.append(entry.parent.name)
    return found


def until(done: Callable[[], object], what: str) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, what
        time.sleep(0.02)
