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


_ATTEMPTS = 100


class Busy(Exception):
    """Another briefpress is writing into the folder."""


class Overtaken(Busy):
    """Another briefpress wrote first."""


@contextmanager
def held(output: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold an output folder; raises Busy and OSError.

    The lock is the kernel's and on the folder itself: it ends with the process, however that ends, and writes nothing.
    """
    made: list[Path] = []
    descriptor = _locked(output, made, wait=wait)
    try:
        yield
    finally:
        # Who found nothing to write leaves nothing behind.
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        os.close(descriptor)


def _locked(output: Path, made: list[Path], *, wait: bool) -> int:
    """Lock the state folder, making what is missing on the way to it."""
    for attempt in range(_ATTEMPTS):
        try:
            descriptor = _opened(output, made)
        except FileNotFoundError:
            # Between two steps of ours the holder before may take away the folders that it made.
            if attempt == _ATTEMPTS - 1:
                raise
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            # The lock may be on a folder that is gone by now, and then it is on nothing.
            if os.path.samestat(os.fstat(descriptor), (output / STATE).stat()):
                return descriptor
        except FileNotFoundError:
            pass
        except BlockingIOError:
            os.close(descriptor)
            raise Busy(f"another briefpress is writing into '{output}'") from None
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
    raise Busy(f"others are writing into '{output}' all the time")


def _opened(output: Path, made: list[Path]) -> int:
    state = output / STATE
    for folder in (*reversed(output.parents), output, state):
        if not folder.exists():
            folder.mkdir(exist_ok=True)
            made.append(folder)
    return os.open(state, os.O_RDONLY | os.O_DIRECTORY)
