"""The other end of the pool: a process that copies itself, and its copies, which make artifacts for whoever asks.

All of them end when the process ends that they work for.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import traceback
from errno import ECHILD
from multiprocessing.connection import Connection
from queue import SimpleQueue
from socket import recv_fds, socket
from threading import Thread
from typing import TYPE_CHECKING, Any

from briefpress.emit.artifact import loaded, made
from briefpress.emit.templates import Templates

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.emit.artifact import Task

_QUESTION = 65_536


def mould(line: int, folders: tuple[Path, ...]) -> None:
    """Load all that printing needs, then become as many workers as are asked for, without ever printing."""
    asker, templates = socket(fileno=line), Templates(folders)
    loaded(templates)
    # What is loaded stays: copies need not look at it, which also keeps its memory shared.
    gc.collect()
    gc.freeze()
    copies: set[int] = set()
    while True:
        question, handles, _, _ = recv_fds(asker, _QUESTION, 1)
        if not question:
            _vanish()
        asked = json.loads(question)
        try:
            if handles:
                answer = _copied(asker, handles[0], templates, **asked)
                copies.add(answer)
            else:
                answer = _ended(asked["end"], copies)
            asker.send(b"0 %d" % answer)
        except BrokenPipeError:
            _vanish()
        except OSError as why:
            asker.send(b"%d 0" % (why.errno or 1))


def _copied(asker: socket, line: int, templates: Templates, home: str, seconds: int, memory: int) -> int:
    try:
        number = os.fork()
        if not number:
            asker.close()
            _work(line, home, templates, seconds, memory)
    finally:
        os.close(line)
    return number


def _ended(number: int, copies: set[int]) -> int:
    """End a worker and return how it ended; nobody else can have its number until then."""
    if number not in copies:
        raise ChildProcessError(ECHILD, "it is no worker of this mould")
    copies.remove(number)
    os.kill(number, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def _work(line: int, home: str, templates: Templates, seconds: int, memory: int) -> None:
    """Make whatever comes over a line, within limits of time and memory for each, and never return."""
    try:
        os.setsid()
        os.environ["TMPDIR"] = tempfile.tempdir = home
        _bounded(resource.RLIMIT_AS, memory)
        asker: Connection[Any, Any] = Connection(line)
        tasks: SimpleQueue[Task] = SimpleQueue()
        Thread(target=_listen, args=(asker, tasks), daemon=True).start()
        while True:
            task = tasks.get()
            used = resource.getrusage(resource.RUSAGE_SELF)
            _bounded(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1)
            try:
                asker.send(made(task, templates))
            except Exception as why:  # noqa: BLE001 - a bug is told where it can be reported
                asker.send(why)
            # The engine leaves boxes that hold each other, and with them the fonts of the brief.
            del task
            gc.collect()
    except BaseException:  # noqa: BLE001 - it must not go on as the mould that it is a copy of
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(1)


def _listen(asker: Connection[Any, Any], tasks: SimpleQueue[Task]) -> None:
    """Pass on what comes. The other end closes when whoever asks is done or dead: then nobody waits for us."""
    try:
        while True:
            tasks.put(asker.recv())
    except (EOFError, OSError):
        _vanish()


def _vanish() -> None:
    """End at once; whoever was killed cannot clean up behind us."""
    shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)
    os._exit(0)


def _bounded(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
