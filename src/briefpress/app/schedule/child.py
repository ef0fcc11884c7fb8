"""The build of a scheduled run: `briefpress publish` or `build` in a group of processes of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from briefpress.app.schedule import TIED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from briefpress.model.kept import Outcome
    from briefpress.model.schedule import Schedule

GRACE = 5.0
"""Seconds that a build is given to end by itself when it is told to."""
_GLANCE = 0.02
_LOG = 64 * 1024
_CHANGES = 20_000
_WORTH = {"always": ("--always",), "on-any-change": ("--reworded", "--restyled")}
"""What is worth an edition beside changed facts."""
_BUSY = 75
_PASSING = {"BP504", "BP542", "BP543", "BP544"}
"""Findings about the world rather than the desk: a minute later they may be gone."""


@dataclass(frozen=True)
class Ended:
    """What a build came to."""

    outcome: Outcome
    status: int
    issued: tuple[str, ...] = ()
    changes: str = ""
    log: str = ""
    findings: tuple[Mapping[str, Any], ...] = ()
    """The errors that it found, as data."""


@dataclass
class Child:
    """A build under way."""

    schedule: Schedule
    process: subprocess.Popen[bytes]
    out: IO[bytes]
    err: IO[bytes]
    delivery: bool = False
    """Whether it only sends what was issued before."""
    begun: float = field(default_factory=time.monotonic)

    @property
    def left(self) -> float:
        """Return the seconds it may still take."""
        return self.schedule.limit.total_seconds() - (time.monotonic() - self.begun)

    def poll(self) -> Ended | None:
        """Return what it came to, if it has ended; one that takes too long is stopped."""
        if self._over():
            return self._ended()
        return None if self.left > 0 else self.stop("timed-out")

    def stop(self, outcome: Outcome = "stopped") -> Ended:
        """End the whole group, and return what is known of it."""
        self._sent(signal.SIGTERM)
        end = time.monotonic() + GRACE
        while not self._over() and time.monotonic() < end:
            time.sleep(_GLANCE)
        ended = self._ended()
        # It may have come to its end just before it was told to.
        return ended if ended.status == 0 else replace(ended, outcome=outcome)

    def _over(self) -> bool:
        """Tell whether it has ended, without reaping it: until then the number of its group is nobody else's."""
        look = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return self.process.returncode is not None or os.waitid(os.P_PID, self.process.pid, look) is not None

    def _sent(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)

    def _ended(self) -> Ended:
        # Nobody of the group is left behind.
        self._sent(signal.SIGKILL)
        status = self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()
        said, log = _tail(self.out, None), _tail(self.err, _LOG)
        report: dict[str, Any] = {}
        with suppress(ValueError):
            found = json.loads(said)
            report = found if isinstance(found, dict) else {}
        findings = [one for one in report.get("findings", []) if one["severity"] == "error"]
        log += "".join(f"{one['file']}:{one['line']}: {one['code']}: {one['message']}\n" for one in findings)
        issued = report.get("issued", {})
        unchanged = [f"{pair}: {why}" for pair, why in report.get("skipped", {}).items()]
        return Ended(
            _outcome(status, {one["code"] for one in findings}),
            status,
            tuple(issued or report.get("made", ())),
            "\n".join((*report.get("changes", {}).values(), *unchanged))[-_CHANGES:],
            log,
            tuple(findings),
        )


def start(schedule: Schedule, root: Path, output: Path, now: datetime, *, delivery: bool = False) -> Child:
    """Begin the build of a schedule, or the delivery of what it issued; raises OSError."""
    said = _sending(schedule, root, output) if delivery else words(schedule, root, output, now)
    # The files have no name, so that a program that is killed leaves none behind.
    out, err = TemporaryFile(), TemporaryFile()  # noqa: SIM115 - they live as long as the build
    process = subprocess.Popen(  # noqa: S603 - our own program, with ids and paths for words
        # -P: a module in the desk's folder is not ours.
        [sys.executable, "-P", "-m", "briefpress.cli", *said],
        # What a delivery has begun may have arrived: it had better say so than be cut short.
        stdin=subprocess.DEVNULL if delivery else subprocess.PIPE,
        stdout=out,
        stderr=err,
        cwd=root,
        env=os.environ if delivery else {**os.environ, TIED: "1"},
        start_new_session=True,
    )
    return Child(schedule, process, out, err, delivery)


def words(schedule: Schedule, root: Path, output: Path, now: datetime) -> list[str]:
    """Return the words of the build of a schedule; its day is the one in the schedule's own zone."""
    day = now.astimezone(ZoneInfo(schedule.zone)).date()
    return [
        "build" if schedule.publish == "draft" else "publish",
        *schedule.briefs,
        *[word for audience in schedule.audiences for word in ("--audience", audience)],
        *("--format", ",".join(schedule.formats)),
        *_WORTH.get(schedule.publish, ()),
        *("--desk", str(root), "--output", str(output), "--as-of", day.isoformat(), "--report", "json"),
    ]


def _sending(schedule: Schedule, root: Path, output: Path) -> list[str]:
    return ["deliver", schedule.id, "--desk", str(root), "--output", str(output)]


def _outcome(status: int, codes: set[str]) -> Outcome:
    if status == 0:
        return "ok"
    # Another is writing; or something killed it, as a machine short of memory does; or the world is in the way.
    passing = status == _BUSY or status < 0 or (status == 1 and bool(codes) and codes <= _PASSING)
    return "postponed" if passing else "failed"


def _tail(stream: IO[bytes], most: int | None) -> str:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - most) if most else 0)
    data = stream.read()
    stream.close()
    return data.decode("utf-8", "replace")
