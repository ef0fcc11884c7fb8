"""Clusters for the tests: a real scheduler and real workers, each a process of its own, on loopback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

SOURCES = Path(__file__).parents[1] / "src"
SETTINGS = {
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "10s",
    # A driver that waits for workers gives up before a test does.
    "DASK_BRIEFPRESS__PATIENCE": "20s",
}


def until(true: Callable[[], object], what: str, seconds: float = 60) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"no {what} after {seconds} seconds"
        time.sleep(0.02)


@dataclass
class Cluster:
    """A scheduler and its workers."""

    home: Path
    words: Sequence[str] = ()
    """What both are told, such as their certificates."""
    env: Mapping[str, str] = field(default_factory=dict)
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    address: str = ""

    def __post_init__(self) -> None:
        self.home.mkdir(parents=True)
        self.start_scheduler()

    def start_scheduler(self, port: int = 0, env: Mapping[str, str] | None = None) -> None:
        """Start a scheduler."""
        told = self.home / "scheduler.json"
        told.unlink(missing_ok=True)
        self._started("scheduler", "--port", str(port), "--scheduler-file", str(told), env=env)
        until(lambda: told.exists() and told.stat().st_size, "scheduler")
        self.address = json.loads(told.read_text(encoding="utf-8"))["address"]

    def work(self, count: int = 1, threads: int = 1, env: Mapping[str, str] | None = None) -> None:
        """Start workers, with nurses that start them again; whoever gives them work waits for them."""
        for _ in range(count):
            where = ("--local-directory", str(self.home / f"worker-{len(self.processes)}"))
            self._started("worker", self.address, "--nthreads", str(threads), "--memory-limit", "0", *where, env=env)

    def _started(self, what: str, *words: str, env: Mapping[str, str] | None = None) -> None:
        command = [sys.executable, "-m", "dask", what, *words, *self.words, "--host", "127.0.0.1", "--no-dashboard"]
        log = (self.home / f"{what}-{len(self.processes)}.log").open("wb")
        process = subprocess.Popen(
            command,
            env={**environment(self.env), **(env or {})},
            cwd=self.home,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        self.processes.append(process)

    def kill(self, number: int) -> None:
        """Kill a process that was started, and all that it started."""
        process = self.processes[number]
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def hang(self, number: int) -> None:
        """Have a process that was started, and all that it started, stand still."""
        os.killpg(self.processes[number].pid, signal.SIGSTOP)

    def nursed(self, number: int) -> list[int]:
        """Return the processes that a worker's nurse has started."""
        tree = children()
        return [pid for pid in tree.get(self.processes[number].pid, []) if tree.get(pid)]


@contextmanager
def cluster(home: Path, workers: int = 2, **given: object) -> Iterator[Cluster]:
    """Have a cluster for a while."""
    started = Cluster(home, **given)  # type: ignore[arg-type]
    try:
        started.work(workers)
        yield started
    finally:
        for number in range(len(started.processes)):
            started.kill(number)


def environment(more: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a process that prints."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("DASK_", "BRIEFPRESS_"))}
    return {**inherited, "PYTHONPATH": str(SOURCES), **SETTINGS, **more}


def children() -> dict[int, list[int]]:
    """Return the processes of this machine by the one that started them."""
    found: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except (OSError, IndexError, ValueError):
            continue
        found.setdefault(parent, []).append(int(entry.name))
    return found


def begun(address: str, *words: str | Path, env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """Begin to run `briefpress` with the workers of a scheduler."""
    return spawned("-m", "briefpress.cli", *words, "--scheduler", address, env=env)


def spawned(*words: str | Path, env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """Begin to run Python."""
    command = [sys.executable, *map(str, words)]
    return subprocess.Popen(
        command, env=environment(env or {}), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Return what it came to: exit status, standard output and standard error."""
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err
