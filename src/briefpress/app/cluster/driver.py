"""Giving artifacts to the workers of a Dask scheduler, a window of them at a time, and hearing what became of each."""

from __future__ import annotations

import json
import logging
import pickle
import warnings
from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from time import monotonic, sleep
from typing import TYPE_CHECKING

import dask
from dask.utils import parse_timedelta
from distributed import CancelledError, Client, KilledWorker, Security, as_completed

from briefpress.app.cluster import trouble
from briefpress.app.cluster.address import refused
from briefpress.app.cluster.exchange import Exchange
from briefpress.app.cluster.fit import fit
from briefpress.app.cluster.trouble import Stopped
from briefpress.app.cluster.worker import LINES, Answer, Died, Order, Unseen
from briefpress.diagnostics import failed
from briefpress.emit.pool import Limits
from briefpress.model.rack import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from distributed import Future

    from briefpress.emit.artifact import Task
    from briefpress.emit.templates import Templates
    from briefpress.model.files import Format
    from briefpress.record.rack import FolderRack

_RETRIES = 2
"""So often an artifact is tried again whose process died, or whose worker could not put it on the rack."""
_AHEAD, _FEWEST = 3, 8
"""So many artifacts wait at the scheduler for each that can be printed at once, and at least."""
_LOGS = ("distributed", "distributed.client", "tornado", "tornado.application", "asyncio")
_GLANCE = 2.0
_PAUSE = 0.02
"""Seconds between looks at the workers, and at what they have done."""


@dataclass(frozen=True)
class Cluster:
    """The workers of a Dask scheduler."""

    scheduler: str
    rack: str = ""
    """What all of them see; nothing said means the rack of the output folder."""
    limits: Limits = field(default_factory=Limits)

    def ready(
        self,
        templates: Templates,  # noqa: ARG002 - an Executor
        formats: Iterable[Format],  # noqa: ARG002 - an Executor
    ) -> AbstractContextManager[None]:
        """Load nothing: the workers keep what they need."""
        return nullcontext()

    def rows(
        self, tasks: Sequence[Task], templates: Templates, rack: FolderRack, begun: Callable[[str], None]
    ) -> Generator[Row]:
        """Yield what is known of each artifact once it is on the rack, or why it is not; raises OSError."""
        left = dict.fromkeys(task.key for task in tasks)
        try:
            for row in self._rows(tasks, templates, rack, begun):
                del left[row.key]
                yield row
        except Stopped as why:
            for key in left:
                yield Row(key, found=(why.finding,))

    def _rows(
        self, tasks: Sequence[Task], templates: Templates, rack: FolderRack, begun: Callable[[str], None]
    ) -> Iterator[Row]:
        if finding := refused(self.scheduler):
            raise Stopped(finding)
        try:
            exchange = Exchange.of(self.rack, rack)
            with ThreadPoolExecutor(LINES) as lines:
                rows = lines.map(exchange.left, [task.key for task in tasks])
                found = {row.key: row for row in rows if row}
        except Unseen as why:
            raise trouble.unseen(self.scheduler, self.rack, why.told) from None
        yield from found.values()
        due = deque(task for task in tasks if task.key not in found)
        if due:
            try:
                laid = exchange.laid(templates)
            except OSError as why:
                raise trouble.unseen(self.scheduler, exchange.name, str(why)) from None
            patience = _patience()
            with _connected(self.scheduler) as client:
                yield from _Run(self, client, patience, exchange, laid, due, begun).rows()


def _printed() -> Callable[[Mapping[str, str], bytes], Answer]:
    """Return what a worker is to run. It goes there as it is, so that one without this program can say so."""

    def printed(versions: Mapping[str, str], order: bytes) -> Answer:
        from briefpress.app.cluster import worker

        return worker.printed(versions, order)

    return printed


def _patience() -> float:
    told = dask.config.get("briefpress.patience", "60s")
    try:
        return float(parse_timedelta(told))
    except (ValueError, TypeError, KeyError):
        raise trouble.untimely(str(told)) from None


def _security(address: str) -> Security:
    """Return the certificates of Dask's configuration; raises Stopped, and whatever reading them raises."""
    security = Security(require_encryption=address.startswith("tls:"))
    if security.require_encryption and not security.get_connection_args("client").get("ssl_context"):
        raise trouble.uncertified(address)
    return security


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """Speak to a scheduler; raises Stopped."""
    # What it complains of is told as a finding.
    for name in _LOGS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        security = _security(address)
        with warnings.catch_warnings():
            # It warns of versions of its own; ours are compared where it matters.
            warnings.simplefilter("ignore")
            client = Client(address, security=security, set_as_default=False, direct_to_workers=False)
    # Certificates that are not there, or none, come as any of these.
    except (OSError, ValueError, TypeError, RuntimeError, ImportError) as why:
        raise trouble.unreachable(address, why) from None
    try:
        yield client
    finally:
        with suppress(Exception):
            client.close(timeout=5)


@dataclass
class _Run:
    """One use of a cluster."""

    cluster: Cluster
    client: Client
    patience: float
    """Seconds without any worker."""
    exchange: Exchange
    templates: tuple[tuple[str, str], ...]
    waiting: deque[Task]
    begun: Callable[[str], None]
    under_way: dict[object, Task] = field(default_factory=dict)
    tries: Counter[str] = field(default_factory=Counter)
    threads: int = 0
    looked: float = 0.0
    peopled: float = field(default_factory=monotonic)
    """When there were workers last."""

    def rows(self) -> Iterator[Row]:
        """Yield what came of each artifact; raises Stopped, and whatever is a bug."""
        done = as_completed(loop=self.client.loop)
        self._fill(done)
        while self.under_way:
            for future in self._batch(done):
                task = self.under_way.pop(future.key)
                if row := self._row(task, future):
                    yield row
                else:
                    self._again(task)
            self._fill(done)

    def _fill(self, done: as_completed) -> None:
        self._look()
        most = max(_FEWEST, _AHEAD * self.threads)
        while self.waiting and len(self.under_way) < most:
            task = self.waiting.popleft()
            future = self._submitted(task)
            self.under_way[future.key] = task
            done.add(future)
            self.begun(task.name)

    def _submitted(self, task: Task) -> Future[Answer]:
        order = Order(task, self.exchange.name, self.templates, self.cluster.limits)
        # Who asks for the same artifact on the same rack shares it.
        mark = json.dumps([self.exchange.name, dict(fit()), self.tries[task.key]])
        key = f"briefpress-{task.key}-{sha256(mark.encode()).hexdigest()[:8]}"
        return self.client.submit(_printed(), dict(fit()), pickle.dumps(order), key=key, retries=_RETRIES)

    def _batch(self, done: as_completed) -> list[Future[Answer]]:
        """Wait for something to be done; an iterator of Dask would wait for ever where nobody works."""
        while True:
            batch: list[Future[Answer]] = done.next_batch(block=False)
            if batch:
                return batch
            self._look()
            sleep(_PAUSE)

    def _look(self) -> None:
        """Count the workers now and then; raises Stopped if there is no scheduler, or nobody for too long."""
        address = self.cluster.scheduler
        if self.client.status != "running":
            raise trouble.lost(address)
        now = monotonic()
        if now < self.looked + _GLANCE:
            return
        try:
            self.threads = sum(self.client.nthreads(callback_timeout=self.patience).values())
        except (OSError, CancelledError):
            raise trouble.lost(address) from None
        self.looked = monotonic()
        if self.threads:
            self.peopled = self.looked
        elif self.looked - self.peopled > self.patience:
            raise trouble.idle(address, self.patience)

    def _row(self, task: Task, future: Future[Answer]) -> Row | None:
        """Return what came of an artifact, or nothing if it is to be asked for again."""
        address, rack = self.cluster.scheduler, self.exchange.name
        try:
            # Where the worker died that held it, Dask asks another one, who finds the artifact on the rack.
            answer = future.result(timeout=self.patience)
        except Died as died:
            return Row(task.key, found=(died.finding,))
        except Unseen as why:
            raise trouble.unseen(address, rack, why.told) from None
        except KilledWorker:
            return Row(task.key, found=(trouble.killed(task.name),))
        except (CancelledError, OSError) as why:
            # Either the scheduler is gone, which `_look` tells, or this one answer.
            if getattr(why, "reason", "") == "scheduler-connection-lost":
                raise trouble.lost(address) from None
            return None
        except Exception as why:  # noqa: BLE001 - whatever else it is, it comes from a program that is not this one
            raise trouble.strange(address, why) from None
        try:
            return self._heard(answer)
        except Unseen as why:
            raise trouble.unseen(address, rack, why.told) from None

    def _heard(self, answer: Answer) -> Row | None:
        if answer.unfit:
            raise trouble.unfit(self.cluster.scheduler, answer.where, answer.unfit)
        if answer.bug:
            raise answer.bug
        row = answer.row
        return row if row and failed(row.found) else row and self.exchange.fetched(row)

    def _again(self, task: Task) -> None:
        self.tries[task.key] += 1
        if self.tries[task.key] > _RETRIES:
            why = f"'{task.name}' is not there as the worker put it"
            raise trouble.unseen(self.cluster.scheduler, self.exchange.name, why)
        self.waiting.appendleft(task)
