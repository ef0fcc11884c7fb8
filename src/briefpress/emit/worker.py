"""A process that makes one artifact after the other for another process, and ends when that one ends."""

from __future__ import annotations

import os
import resource
import shutil
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from briefpress.emit.artifact import made
from briefpress.emit.templates import Templates

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.emit.artifact import Task


def work(line: int, folders: tuple[Path, ...], seconds: int, memory: int) -> None:
    """Make whatever comes over a line, within limits of time and memory for each."""
    _bounded(resource.RLIMIT_AS, memory)
    asker: Connection[Any, Any] = Connection(line)
    tasks: SimpleQueue[Task] = SimpleQueue()
    Thread(target=_listen, args=(asker, tasks), daemon=True).start()
    templates = Templates(folders)
    while True:
        task = tasks.get()
        used = resource.getrusage(resource.RUSAGE_SELF)
        _bounded(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1)
        try:
            asker.send(made(task, templates))
        except Exception as why:  # noqa: BLE001 - a bug is told where it can be reported
            asker.send(why)


def _listen(asker: Connection[Any, Any], tasks: SimpleQueue[Task]) -> None:
    """Pass on what comes. The other end closes when whoever asks is done or dead: then nobody waits for us."""
    try:
        while True:
            tasks.put(asker.recv())
    except (EOFError, OSError):
        # Whoever was killed cannot clean up behind us.
        shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)
        os._exit(0)


def _bounded(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
