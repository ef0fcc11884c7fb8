"""Checksums of files: a file that by its size, times and number nobody touched since has the bytes that it had."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from errno import EFBIG, EINVAL
from hashlib import sha256
from math import inf
from stat import S_ISREG
from time import time_ns
from typing import TYPE_CHECKING

from briefpress.model.files import MAX_BYTES
from briefpress.record.memory import keep, kept

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = "sums.jsonl"
VERSION = "sums 1"
_COARSEST = 2_000_000_000
"""Nanoseconds between two ticks of the slowest clock that a file system has."""
_WORTH = 64
"""Fewer files are read sooner than a table of them."""


@dataclass
class Sums:
    """The sha256 of files; with what is kept in an output folder, only those are read that may have changed."""

    known: dict[str, str] = field(default_factory=dict)
    """By the sign of a file, which no two states of a disk have in common, so a file may be moved."""
    used: dict[str, str] = field(default_factory=dict)
    clock: Callable[[], int] = time_ns

    @classmethod
    def of(cls, output: Path) -> Sums:
        """Return what is kept in an output folder. What is damaged or of another version is not there."""
        return cls(next(iter(kept(output, FILE, VERSION, dict[str, str])), {}))

    def read(self, path: Path | str, *, links: bool = True, most: float = inf) -> str:
        """Return the sha256 of a file; raises OSError, also for what is no file, or larger, and may never end."""
        told = os.stat(path, follow_symlinks=links)  # noqa: PTH116 - a Path takes longer than the look
        if not S_ISREG(told.st_mode):
            raise OSError(EINVAL, "not a file", str(path))
        if told.st_size > most:
            raise OSError(EFBIG, "too large", str(path))
        sign = _sign(told)
        known = self.used.get(sign) or self.known.get(sign)
        if known and self._settled(told):
            self.used[sign] = known
            return known
        return self._hashed(path)

    def plain(self, path: Path | str) -> str:
        """Return the sha256 of a file of a desk, or nothing where it is a link, too large, or cannot be read."""
        try:
            return self.read(path, links=False, most=MAX_BYTES)
        except OSError:
            return ""

    def _hashed(self, path: Path | str) -> str:
        with open(path, "rb") as stream:  # noqa: PTH123 - likewise
            before = os.fstat(stream.fileno())
            settled = self._settled(before)
            found = sha256(stream.read()).hexdigest()
            if settled and _sign(before) == _sign(os.fstat(stream.fileno())):
                self.used[_sign(before)] = found
        return found

    def _settled(self, told: os.stat_result) -> bool:
        """Tell whether a file was changed so long ago that another change would show.

        Within one tick of a clock it would not. Nor would it if a clock was set back: then the times of a file may
        come again, and until they have passed it is not believed.
        """
        return max(told.st_mtime_ns, told.st_ctime_ns) < self.clock() - _COARSEST

    def keep(self, output: Path) -> None:
        """Keep it for the next run, if that has much less to read then."""
        if len(self.used.keys() - self.known.keys()) >= _WORTH:
            keep(output, FILE, VERSION, [self.used])


def _sign(told: os.stat_result) -> str:
    """Return what changes with every change of a file; whoever sets its times back moves the last of them."""
    return f"{told.st_dev} {told.st_ino} {told.st_size} {told.st_mtime_ns} {told.st_ctime_ns}"
