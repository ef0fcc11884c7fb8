"""Making many artifacts at once, in processes that stay warm. The engine is never imported here.

A process of ours that is told its work over a line of its own, rather than `ProcessPoolExecutor`: there the death of
one worker loses the results of all, recycling can deadlock, and workers outlive a parent that is killed.
"""

from __future__ import annotations

import os
import signal
import tempfile
from collections import deque
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from math import ceil
from multiprocessing.connection import Connection, Pipe, wait
from shutil import rmtree
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from briefpress.diagnostics import Diagnostic, Span, error
from briefpress.emit.artifact import PAPERY, WEIGHTS, Result, made
from briefpress.emit.mould import Mould

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from briefpress.emit.artifact import Task
    from briefpress.emit.templates import Templates
    from briefpress.model.files import Format

_GIB = 1024**3
_LEAST = 0.05
"""The weight of artifacts for which a process is worth its start: pages of JSON alone are none."""


@dataclass(frozen=True)
class Limits:
    """What one artifact may cost in a process of its own, and how long such a process lives."""

    seconds: int = 600
    memory: int = 4 * _GIB
    artifacts: int = 100
    """After so many a process makes room for a new one: an engine that is left as it is keeps memory."""


class Printer(Protocol):
    """Whoever makes artifacts."""

    def results(self, tasks: Sequence[Task], templates: Templates, begun: Callable[[str], None]) -> Generator[Result]:
        """Yield the artifacts as they are done, begun in this order; whatever befalls one leaves the others alone."""
        ...

    def ready(self, templates: Templates, formats: Iterable[Format]) -> AbstractContextManager[None]:
        """Load what these formats need while whoever asks is still thinking."""
        ...


class Here:
    """This process, without limits."""

    def ready(
        self,
        templates: Templates,  # noqa: ARG002 - a Printer
        formats: Iterable[Format],  # noqa: ARG002 - a Printer
    ) -> AbstractContextManager[None]:
        """Load nothing yet: it would keep whoever asks from thinking."""
        return nullcontext()

    def results(self, tasks: Sequence[Task], templates: Templates, begun: Callable[[str], None]) -> Generator[Result]:
        """Yield the artifacts one after the other."""
        for task in tasks:
            begun(task.name)
            yield made(task, templates)


class Pool:
    """Processes of our own, with limits."""

    def __init__(self, most: int = 0, limits: Limits | None = None) -> None:
        self.most = most or len(os.sched_getaffinity(0))
        # The machine shares its cores better than a queue: the last ones would wait while others are idle.
        self._together = 0 if most else self.most - 1
        self.limits = limits or Limits()
        self._mould: Mould | None = None

    @contextmanager
    def ready(self, templates: Templates, formats: Iterable[Format]) -> Iterator[None]:
        """Load what these formats need while whoever asks is still thinking."""
        self._mould = Mould(templates)
        try:
            if PAPERY.intersection(formats):
                with suppress(OSError):  # told when it is really needed
                    self._mould.ready()
            yield
        finally:
            self._mould.end()
            self._mould = None

    def size(self, tasks: Iterable[Task]) -> int:
        """Return how many processes are worth their start."""
        weight = sum(WEIGHTS[task.format] for task in tasks)
        return min(self.most, ceil(weight - _LEAST))

    def results(self, tasks: Sequence[Task], templates: Templates, begun: Callable[[str], None]) -> Generator[Result]:
        """Yield the artifacts as they are done, begun in this order; whatever befalls one leaves the others alone."""
        waiting, size = deque(tasks), self.size(tasks)
        if size:
            ours = self._mould if self._mould and self._mould.templates == templates else None
            mould = ours or Mould(templates)
            try:
                together = self._together if size == self.most else 0
                yield from _Run(waiting, mould, self.limits, begun, size, together).results()
            finally:
                if not ours:
                    mould.end()
        # Also where no process could be started.
        yield from Here().results(waiting, templates, begun)


class _Worker:
    """One process, and what it is doing."""

    def __init__(self, mould: Mould, limits: Limits) -> None:
        self.limits = limits
        self.mould = mould
        self.home = tempfile.mkdtemp(prefix="briefpress-")
        self.line: Connection[Any, Any]
        self.line, theirs = Pipe()
        self.task: Task | None = None
        self.done = 0
        self.until = 0.0
        self.lost = False
        try:
            self.number = mould.copy(theirs.fileno(), self.home, limits.seconds, limits.memory)
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
            self.task, self.lost = None, True
            return Result(task.name, found=[self._died(task)])
        if monotonic() < self.until:
            return None
        self.task, self.lost = None, True
        return Result(task.name, found=[_too_long(task, self.limits)])

    @property
    def over(self) -> bool:
        """It is dead, must die, or has done enough."""
        # Nobody speaks on the line of a worker without work: it was closed.
        return self.lost or self.done >= self.limits.artifacts or (self.task is None and self.line.poll())

    def _died(self, task: Task) -> Diagnostic:
        status = self.mould.ended(self.number)
        if status == -signal.SIGXCPU:
            return _too_long(task, self.limits)
        if status is None:
            how = "the one that started it"
        else:
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
        self.mould.ended(self.number)
        rmtree(self.home, ignore_errors=True)


def _too_long(task: Task, limits: Limits) -> Diagnostic:
    return error(
        "BP507",
        f"printing takes longer than {limits.seconds} seconds",
        Span(task.name),
        help="take back the last change to its templates, or print it with --jobs 0, which waits for ever",
    )


class Warm:
    """One process for whoever asks for artifacts one by one; it is kept from one to the next."""

    def __init__(self, templates: Templates, limits: Limits) -> None:
        self._mould, self._limits = Mould(templates), limits
        self._worker: _Worker | None = None

    def made(self, task: Task) -> Result:
        """Return an artifact, made within the limits; raises OSError where no process can be started."""
        worker = self._worker = self._worker or _Worker(self._mould, self._limits)
        worker.begin(task)
        while (result := worker.result()) is None:
            wait([worker.line], max(0.0, worker.until - monotonic()))
        if worker.over:
            worker.end()
            self._worker = None
        return result

    def end(self) -> None:
        """End the process; the next artifact gets another one."""
        if self._worker:
            self._worker.end()
            self._worker = None
        self._mould.end()


@dataclass
class _Run:
    """One use of the pool."""

    waiting: deque[Task]
    mould: Mould
    limits: Limits
    begun: Callable[[str], None]
    size: int
    together: int
    """So many that wait are begun at once, each in a process of its own, when no more are left."""
    workers: list[_Worker] = field(default_factory=list)

    def results(self) -> Iterator[Result]:
        """Yield what is made until nothing is left, or no process can be started."""
        try:
            while self._busy():
                first = min(worker.until for worker in self.workers if worker.task)
                wait([worker.line for worker in self.workers if worker.task], max(0.0, first - monotonic()))
                for worker in tuple(self.workers):
                    if result := worker.result():
                        self._retire()
                        yield result
        finally:
            for worker in self.workers:
                worker.end()

    def _retire(self) -> None:
        for worker in tuple(self.workers):
            if worker.over:
                self.workers.remove(worker)
                worker.end()

    def _busy(self) -> bool:
        """Give work to whoever has none, and tell whether anybody works."""
        self._retire()
        while self.waiting:
            worker = next((worker for worker in self.workers if worker.task is None), None)
            if worker is None:
                last = len(self.waiting) <= self.together
                if len(self.workers) >= self.size + self.together * last:
                    break
                try:
                    worker = _Worker(self.mould, self.limits)
                except OSError:  # no processes or no room for them: whoever is there goes on alone
                    break
                self.workers.append(worker)
            task = self.waiting.popleft()
            self.begun(task.name)
            worker.begin(task)
        return any(worker.task for worker in self.workers)
