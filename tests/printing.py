"""Desks that many tests look at, each printed once for all of them, by a process of its own while other tests run."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from datetime import date
from pathlib import Path

from briefpress.app.build import Unwatched, Wanted, build
from briefpress.app.desk import opened

TOP = Path(__file__).parents[1]
DESKS = Path(__file__).parent / "desks"
ISSUED = date(2026, 11, 22)

PRINTS: dict[str, tuple[Path, tuple[Wanted, ...]]] = {
    "example": (
        TOP,
        (
            Wanted(formats=("pdf", "html", "json")),
            Wanted(paper="letter"),
            # One of three: large print has six times as many pages.
            Wanted(audiences=("policy",), formats=("large",)),
        ),
    ),
    "everything": (
        DESKS / "good",
        (Wanted(), Wanted(audiences=("managers",), formats=("large",), paper="letter")),
    ),
}
"""By the name of the fixture: a desk, and what is printed of it."""


def begun(folder: Path, name: str) -> subprocess.Popen[bytes] | None:
    """Begin to print into a folder, unless another process of this session did, and return the process."""
    place = folder / name
    place.mkdir(exist_ok=True)
    with (place / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        if (place / "done").exists():
            return None
        with (place / "log").open("wb") as log:
            # The lock goes to the child, and with it: however the child ends, nobody waits for ever.
            command = [sys.executable, __file__, str(place), name]
            return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=[lock.fileno()])


def printed(folder: Path, name: str) -> Path:
    """Wait until it is printed, and return the output folder."""
    place = folder / name
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
    assert (place / "done").exists(), (place / "log").read_text(encoding="utf-8")
    return place / "output"


def main(place: Path, name: str) -> None:
    """Print."""
    root, wishes = PRINTS[name]
    desk = opened(root, ISSUED)
    for wanted in wishes:
        done = build(desk, wanted, place / "output", ISSUED, Unwatched())
        assert done.findings == []
    (place / "done").touch()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
