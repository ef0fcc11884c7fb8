"""Making many artifacts at once, in processes that stay warm. The engine is never imported here.

A process of ours that is told its work over a line of its own, rather than `ProcessPoolExecutor`: there the death of
one worker loses the results of all, recycling can deadlock, and workers outlive a parent that is killed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from math import ceil
from multiprocessing.connection import Connection, Pipe, wait
from shutil import rmtree
from time import monotonic
from typing import TYPE_CHECKING, Any

from briefpress.diagnostics import Diagnostic, Span, error
from briefpress.emit.artifact import WEIGHTS, Result, made

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from briefpress.emit.artifact import Task
    from briefpress.emit.templates import Templates

_GIB = 1024**3


@dataclass(frozen=True)
class Limits:
    """What one artifact may cost in a process of its own, and how long such a process lives."""

    seconds: int = 600
    memory: int = 4 * _GIB
    artifacts: int = 100
    """After so many a process makes room for a new one: the engine keeps memory."""


@dataclass(frozen=True)
class Pool:
    """How many processes to use at most, and their limits. One means this process, without limits."""

    most: int = 0
    """Nothing said means one for each core."""
    limits: Limits = field(default_factory=Limits)

    def size(self, tasks: Sequence[Task]) -> int:
        """Return how many processes are worth their start."""
        weight = sum(WEIGHTS[task.format] for task in tasks)
        return min(self.most or len(os.sched_getaffinity(0)), ceil(weight))

    def results(self, tasks: Sequence[Task], templates: Templates, begun: Callable[[str], None]) -> Generator[Result]:
        """Yield the artifacts as they are done, begun in this order; whatever befalls one leaves the others alone."""
        waiting, size = deque(tasks), self.size(tasks)
        if size > 1:
            yield from _Run(waiting, templates, self.limits, begun).results(size)
        # Also where no process could be started.
        while waiting:
            task = waiting.popleft()
            begun(task.name)
            yield made(task, templates)


class _Worker:
    """One process, and what it is doing."""

    def __init__(self, templates: Templates, limits: Limits) -> None:
        self.limits = limits
        self.home = tempfile.mkdtemp(prefix="briefpress-")
        self.line: Connection[Any, Any]
        self.line, theirs = Pipe()
        self.task: Task | None = None
        self.done = 0
        self.until = 0.0
        call = f"work({theirs.fileno()}, {_paths(templates)}, {limits.seconds}, {limits.memory})"
        # -P: no module of the folder we are in, which may be a desk's, is ever imported.
        start = f"import sys; sys.path[:] = {sys.path!r}; from pathlib import Path; {_IMPORT}; {call}"
        try:
            self.process = subprocess.Popen(  # noqa: S603 - our own interpreter with our own words
                [sys.executable, "-P", "-c", start],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={**os.environ, "TMPDIR": self.home},
                # Ctrl-C is for us to hear, and for us to end what we started.
                start_new_session=True,
            )
        except BaseException:
            self.line.close()
            rmtree(self.home, ignore_errors=True)
            raise
        finally:
            theirs.close()

    def begin(self, task: Task) -> None:
        """Have it make an artifact."""
        self.task, self.until = task, monotonic() + self.limits.seconds
        with suppress(OSError):  # it is dead, and reading from it says so
            self.line.send(task)

    def result(self) -> Result | None:
        """Return what came of the task, if it is over."""
        task = self.task
        if task is None:
            return None
        try:
            if self.line.poll():
                self.task, self.done = None, self.done + 1
                answer: Result | Exception = self.line.recv()
                if isinstance(answer, Exception):
                    raise answer
                return answer
        except (EOFError, OSError):
            self.process.wait()
            return Result(task.name, found=[self._died(task)])
        if monotonic() < self.until:
            return None
        return Result(task.name, found=[_too_long(task, self.limits)])

    @property
    def over(self) -> bool:
        """It is dead, must die, or has done enough."""
        return self.task is not None or self.done >= self.limits.artifacts

    def _died(self, task: Task) -> Diagnostic:
        status = self.process.returncode
        if status == -signal.SIGXCPU:
            return _too_long(task, self.limits)
        how = signal.Signals(-status).name if status < 0 else f"status {status}"
        return error(
            "BP509",
            f"the process that printed it ended with {how}",
            Span(task.name),
            help="what it said stands above; 'kill' and too little memory for the machine end it too",
        )

    def end(self) -> None:
        """End it, whatever it does, and remove what it leaves."""
        self.line.close()
        self.process.kill()
        self.process.wait()
        rmtree(self.home, ignore_errors=True)


_IMPORT = "from briefpress.emit.worker import work"


def _paths(templates: Templates) -> str:
    return f"({''.join(f'Path({str(folder)!r}), ' for folder in templates.folders)})"


def _too_long(task: Task, limits: Limits) -> Diagnostic:
    return error(
        "BP507",
        f"printing takes longer than {limits.seconds} seconds",
        Span(task.name),
        help="take back the last change to its templates, or print it with --jobs 1, which waits for ever",
    )


@dataclass
class Warm:
    """One process for whoever asks for artifacts one by one; it is kept from one to the next."""

    templates: Templates
    limits: Limits
    _worker: _Worker | None = None

    def made(self, task: Task) -> Result:
        """Return an artifact, made within the limits; raises OSError where no process can be started."""
        worker = self._worker = self._worker or _Worker(self.templates, self.limits)
        worker.begin(task)
        while (result := worker.result()) is None:
            wait([worker.line], max(0.0, worker.until - monotonic()))
        if worker.over:
            self.end()
        return result

    def end(self) -> None:
        """End the process; the next artifact gets another one."""
        if self._worker:
            self._worker.end()
            self._worker = None


@dataclass
class _Run:
    """One use of the pool."""

    waiting: deque[Task]
    templates: Templates
    limits: Limits
    begun: Callable[[str], None]
    workers: list[_Worker] = field(default_factory=list)

    def results(self, size: int) -> Iterator[Result]:
        """Yield what is made until nothing is left, or no process can be started."""
        try:
            while self._busy(size):
                first = min(worker.until for worker in self.workers if worker.task)
                wait([worker.line for worker in self.workers if worker.task], max(0.0, first - monotonic()))
                for worker in tuple(self.workers):
                    result = worker.result()
                    if result is None:
                        continue
                    if worker.over:
                        self.workers.remove(worker)
                        worker.end()
                    yield result
        finally:
            for worker in self.workers:
                worker.end()

    def _busy(self, size: int) -> bool:
        """Give work to whoever has none, and tell whether anybody works."""
        while self.waiting:
            worker = next((worker for worker in self.workers if worker.task is None), None)
            if worker is None:
                if len(self.workers) >= size:
                    break
                try:
                    worker = _Worker(self.templates, self.limits)
                except OSError:  # no processes or no room for them: whoever is there goes on alone
                    break
                self.workers.append(worker)
            task = self.waiting.popleft()
            self.begun(task.name)
            worker.begin(task)
        return any(worker.task for worker in self.workers)
