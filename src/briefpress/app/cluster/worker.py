"""What a worker of a cluster does: it makes an artifact, and puts it on the rack that everybody sees by itself."""

from __future__ import annotations

import pickle
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from platform import node
from shutil import rmtree
from threading import Lock
from typing import TYPE_CHECKING

from briefpress.app.cluster.fit import differences
from briefpress.app.executor import put
from briefpress.diagnostics import cause
from briefpress.emit.pool import Limits, Warm
from briefpress.emit.templates import Templates
from briefpress.model.rack import Rack, Row, waiting
from briefpress.record.storerack import rack_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefpress.diagnostics import Diagnostic
    from briefpress.emit.artifact import Task


LINES = 8
"""So many questions are put to a rack at once: it may be far away."""


@dataclass(frozen=True)
class Order:
    """An artifact to make, with what, and for which rack."""

    task: Task
    rack: str
    templates: tuple[tuple[str, str], ...]
    """Every file's name and sha256, under which its bytes are on the rack."""
    limits: Limits


@dataclass(frozen=True)
class Answer:
    """What came of an order: what is known of the artifact, or why there is none."""

    row: Row | None = None
    unfit: tuple[str, ...] = ()
    """What is of another version here."""
    bug: Exception | None = None
    where: str = field(default_factory=node)
    """The name of this machine."""


class Died(Exception):
    """The process that printed came to a sudden end; another try may fare better. It comes with a Diagnostic."""

    @property
    def finding(self) -> Diagnostic:
        """What to say if no try did."""
        found: Diagnostic = self.args[0]
        return found


class Unseen(Exception):
    """The rack is not there, not whole, or takes nothing: it comes with the reason and the name of this machine."""

    @property
    def told(self) -> str:
        """What to say."""
        why, where = self.args
        return f"{why} on '{where}'"


def printed(versions: Mapping[str, str], order: bytes) -> Answer:
    """Make an artifact, unless it waits on the rack already; raises Died and Unseen, after which it is tried again.

    The order comes as bytes, since only the same program can read it.
    """
    if unfit := differences(versions):
        return Answer(unfit=tuple(unfit))
    read: Order = pickle.loads(order)  # noqa: S301 - whoever may give a worker of Dask work may have it run anything
    try:
        return Answer(_made(read))
    except OSError as why:
        raise Unseen(f"{cause(why)}: '{why.filename or read.rack}'", node()) from None
    except (Died, Unseen):
        raise
    except Exception as why:  # noqa: BLE001 - a bug is told where it can be reported
        return Answer(bug=why)


def _made(order: Order) -> Row:
    rack = rack_of(order.rack)
    # Whoever made it may have died before it could tell.
    if known := waiting(rack, order.task.key):
        return known
    with _warm(order, rack) as warm:
        result = warm.made(order.task)
    if died := next((finding for finding in result.found if finding.code == "BP509"), None):
        raise Died(died)
    return put(rack, order.task.key, result)


@dataclass
class _Bench:
    """Warm processes of one kind, and the templates that they print with."""

    kind: tuple[object, ...]
    home: Path
    idle: list[Warm] = field(default_factory=list)

    def end(self) -> None:
        while self.idle:
            self.idle.pop().end()
        rmtree(self.home, ignore_errors=True)


_changing = Lock()
benches: list[_Bench] = []
"""The newest is the last, and the only one that is kept when others come."""
_KEPT = 2
"""So many desks may take turns without a cold start."""


@contextmanager
def _warm(order: Order, rack: Rack) -> Iterator[Warm]:
    """Lend a process that nobody uses; raises Unseen and OSError."""
    bench = _bench(order, rack)
    with _changing:
        warm = bench.idle.pop() if bench.idle else Warm(Templates((bench.home,)), order.limits)
    try:
        yield warm
    except BaseException:
        warm.end()
        raise
    with _changing:
        if bench in benches:
            bench.idle.append(warm)
            return
    warm.end()


def _bench(order: Order, rack: Rack) -> _Bench:
    kind = (order.templates, order.limits)
    with _changing:
        bench = next((one for one in benches if one.kind == kind and one.home.is_dir()), None)
        if bench is None:
            bench = _Bench(kind, _unpacked(order, rack))
            benches.append(bench)
        while len(benches) > _KEPT:
            benches.pop(0).end()
    return bench


def _unpacked(order: Order, rack: Rack) -> Path:
    """Return a folder with the templates of an order, each as the one who gave it has it; raises Unseen, OSError."""
    with ThreadPoolExecutor(LINES) as lines:
        found = list(lines.map(rack.get, [known for _, known in order.templates]))
    files: dict[str, bytes] = {}
    for (name, known), data in zip(order.templates, found, strict=True):
        if data is None or sha256(data).hexdigest() != known:
            raise Unseen(f"'{name}' is not on the rack '{order.rack}' as it was put there", node())
        files[name] = data
    home = Path(tempfile.mkdtemp(prefix="briefpress-", dir=_scratch()))
    try:
        for name, data in files.items():
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    except OSError:
        rmtree(home, ignore_errors=True)
        raise
    return home


def _scratch() -> str | None:
    """Return the folder that Dask removes after a worker, even one that was killed."""
    from distributed import get_worker

    try:
        return str(get_worker().local_directory)
    except ValueError:
        return None
