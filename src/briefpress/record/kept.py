"""The state of schedules on disk, and the hold of the one process that minds them."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pydantic import ValidationError

from briefpress.model.kept import State
from briefpress.record.hold import Busy
from briefpress.record.store import STATE, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_FILE = "state.json"


def place(output: Path) -> Path:
    """Return the folder in which everything about schedules is kept."""
    return output / STATE / "schedule"


@contextmanager
def minded(where: Path) -> Iterator[Callable[[], bool]]:
    """Be the only one who minds the schedules of a desk, and tell whether that is still so; raises Busy and OSError.

    The lock is the kernel's, on the folder: it ends with the process, and builds take another one.
    """
    where.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(where, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(f"another briefpress minds the schedules in '{where}'") from None
        yield lambda: _same(descriptor, where)
    finally:
        os.close(descriptor)


def _same(descriptor: int, where: Path) -> bool:
    """Tell whether a folder is the one that was opened: a lock on one that is gone keeps nobody away."""
    try:
        return os.path.samestat(os.fstat(descriptor), where.stat())
    except OSError:
        return False


def read(where: Path) -> tuple[State, Path | None]:
    """Return the state, and where it was put aside if it cannot be read; raises OSError."""
    path = where / _FILE
    try:
        return State.model_validate_json(path.read_bytes()), None
    except FileNotFoundError:
        return State(), None
    except ValidationError:
        bad = path.with_name(f"{_FILE}.bad")
        path.replace(bad)
        return State(), bad


def glance(where: Path) -> State:
    """Return the state without touching it: of one that cannot be read nothing is known."""
    try:
        return State.model_validate_json((where / _FILE).read_bytes())
    except (OSError, ValidationError):
        return State()


def write(where: Path, state: State) -> None:
    """Keep the state, whole or as it was; raises OSError."""
    replace(where / _FILE, (state.model_dump_json(indent=1) + "\n").encode())
