"""How much memory a worker holds that is never replaced: a table to read, not a test.

Run it with `python tests/bench/memory.py [RENDERS]`, or `make memory`. Ten short generated briefs take turns in one
process. The last hundred may hold a tenth more than the second hundred, or the run fails.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

from grown import desk

from briefpress.app.artifact import Style, jobs
from briefpress.app.desk import opened
from briefpress.emit.pool import Limits, Pool
from briefpress.emit.templates import Templates

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = date(2026, 7, 1)
PER_ROW = 100
MOST = 1.1
_MIB = 1024**2
_PAGE = os.sysconf("SC_PAGE_SIZE")


def children(parent: int) -> list[int]:
    """Return the processes that one started."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                told = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(told[1]) == parent:
                found.append(int(entry.name))
    return found


def resident(process: int) -> int:
    """Return how many bytes of a process are in memory."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE


def held(renders: int) -> Iterator[int]:
    """Yield what the only worker holds after each render."""
    with tempfile.TemporaryDirectory() as folder:
        root = desk(Path(folder) / "desk", claims=1, briefs=10)
        read, templates = opened(root, DAY), Templates.of(root)
        if read.sound is None:
            raise SystemExit(f"{root}: not sound: {read.findings[0]}")
        short = [job.task for job in jobs(read.sound, read.printed, Style(), {}, DAY, {})]
        tasks = [replace(task, name=f"{at}.pdf") for at, task in enumerate(islice(cycle(short), renders))]
        for result in Pool(1, Limits(artifacts=renders + 1)).results(tasks, templates, lambda _: None):
            if result.found:
                raise SystemExit(f"{result.name}: {result.found[0]}")
            # It is the only copy of the only process that we started.
            (worker,) = (one for mould in children(os.getpid()) for one in children(mould))
            yield resident(worker)


def main(renders: int) -> None:
    """Print the table."""
    sys.stdout.write("renders   MiB held, mean\n")
    rows: list[float] = []
    found = held(renders)
    while some := list(islice(found, PER_ROW)):
        rows.append(mean(some))
        sys.stdout.write(f"{len(rows) * PER_ROW:>7}{rows[-1] / _MIB:>11.1f}\n")
        sys.stdout.flush()
    if len(rows) > 2:
        ratio = rows[-1] / rows[1]
        sys.stdout.write(f"\nthe last hundred holds {ratio:.3f} of the second\n")
        raise SystemExit(ratio > MOST)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
