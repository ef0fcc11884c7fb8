"""One builder at a time: whoever writes into an output folder holds it."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from briefpress.record.store import STATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Busy(Exception):
    """Another briefpress is writing into the folder."""


@contextmanager
def held(output: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold an output folder; raises Busy and OSError.

    The lock is the kernel's and on the folder itself: it ends with the process, however that ends, and writes nothing.
    """
    state, made = output / STATE, []
    for folder in (*reversed(output.parents), output, state):
        if not folder.exists():
            folder.mkdir(exist_ok=True)
            made.append(folder)
    descriptor = _locked(state, wait=wait)
    try:
        yield
    finally:
        # Who found nothing to write leaves nothing behind.
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        os.close(descriptor)


def _locked(state: Path, *, wait: bool) -> int:
    while True:
        state.mkdir(exist_ok=True)
        descriptor = os.open(state, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            # The holder before may have taken away an empty folder: then this lock is on nothing.
            if state.exists() and os.path.samestat(os.fstat(descriptor), state.stat()):
                return descriptor
        except BlockingIOError:
            os.close(descriptor)
            raise Busy(f"another briefpress is writing into '{state.parent}'") from None
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
