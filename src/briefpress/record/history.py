"""The history of runs: what each slot came to, in one SQLite file that does not grow for ever."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from briefpress.plan.due import Passed

_FILE = "history.sqlite"
KEPT = 2_000
"""Rows that are kept."""
TOLD = 200
"""Rows whose log and changes are kept, which are what takes room."""
LONGEST = 64 * 1024
"""Characters of a log, and of the changes of a run, that are kept: the last ones."""
NAMED = 100
"""Editions of a run that are named."""
RUNNING = "running"
_SHAPE = """
create table if not exists runs (
  id integer primary key autoincrement,
  schedule text not null,
  slot text not null,
  last text not null,
  slots integer not null,
  outcome text not null,
  started text,
  finished text,
  status integer,
  issued text not null default '[]',
  changes text not null default '',
  log text not null default ''
)
"""


@dataclass(frozen=True)
class Run:
    """One row: a run, or slots that were passed over."""

    id: int
    schedule: str
    slot: str
    last: str
    """The last of the slots that were passed over together; of a run, its slot."""
    slots: int
    outcome: str
    started: str | None
    finished: str | None
    status: int | None
    issued: tuple[str, ...]
    changes: str
    log: str

    def plain(self) -> dict[str, object]:
        """Return plain data for machines."""
        return asdict(self)


class History:
    """The history that is written while schedules are minded; raises sqlite3.Error."""

    def __init__(self, where: Path) -> None:
        self.bad: Path | None = None
        """Where a file was put aside that is no history."""
        path = where / _FILE
        try:
            self._base = _opened(path)
        except sqlite3.DatabaseError as why:
            if isinstance(why, sqlite3.OperationalError):
                raise
            self.bad = path.with_name(f"{_FILE}.bad")
            path.replace(self.bad)
            self._base = _opened(path)

    def begin(self, schedule: str, slot: datetime, now: datetime) -> int:
        """Note that a run begins, and return its number."""
        words = (schedule, told(slot), told(slot), 1, RUNNING, told(now))
        row = self._base.execute(
            "insert into runs (schedule, slot, last, slots, outcome, started) values (?, ?, ?, ?, ?, ?)", words
        )
        return self._bounded(row.lastrowid or 0)

    def end(self, number: int, now: datetime, outcome: str, **about: Any) -> None:  # noqa: ANN401 - one for each column
        """Note how a run ended: status, issued, changes and log."""
        words = (
            told(now),
            outcome,
            about.get("status"),
            json.dumps(_few(about.get("issued", []))),
            about.get("changes", "")[-LONGEST:],
            about.get("log", "")[-LONGEST:],
            number,
        )
        self._base.execute(
            "update runs set finished = ?, outcome = ?, status = ?, issued = ?, changes = ?, log = ? where id = ?",
            words,
        )

    def passed(self, schedule: str, passed: Passed, now: datetime) -> None:
        """Note slots that are passed over."""
        words = (schedule, told(passed.first), told(passed.last), passed.count, passed.why, told(now))
        row = self._base.execute(
            "insert into runs (schedule, slot, last, slots, outcome, finished) values (?, ?, ?, ?, ?, ?)", words
        )
        self._bounded(row.lastrowid or 0)

    def _bounded(self, number: int) -> int:
        """Forget what is too old for a row with a number to be added, and return that."""
        self._base.execute("delete from runs where id <= ?", (number - KEPT,))
        self._base.execute(
            "update runs set log = '', changes = '' where id <= ? and log || changes != ''", (number - TOLD,)
        )
        return number

    def interrupted(self) -> list[Run]:
        """Mark the runs of which nobody noted the end, and return them."""
        found = [_run(row) for row in self._base.execute("select * from runs where outcome = ?", (RUNNING,))]
        self._base.execute("update runs set outcome = 'interrupted' where outcome = ?", (RUNNING,))
        return found

    def close(self) -> None:
        """Close the file."""
        self._base.close()


def runs(where: Path, most: int, schedule: str | None = None) -> list[Run]:
    """Return the newest rows, newest first, read beside whoever writes; raises sqlite3.Error."""
    path = where / _FILE
    if not path.exists():
        return []
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
        rows = base.execute(
            "select * from runs where ?1 is null or schedule = ?1 order by id desc limit ?2", (schedule, most)
        )
        return [_run(row) for row in rows]


def run(where: Path, number: int) -> Run | None:
    """Return one row; raises sqlite3.Error."""
    path = where / _FILE
    if not path.exists():
        return None
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
        row = base.execute("select * from runs where id = ?", (number,)).fetchone()
    return _run(row) if row else None


def _few(issued: Sequence[str]) -> list[str]:
    """Return the names that are kept: a desk of thousands of briefs issues as many in one run."""
    more = len(issued) - NAMED
    return [*issued[:NAMED], *([f"and {more} more"] if more > 0 else [])]


def told(moment: datetime) -> str:
    """Return a moment as it is kept."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _opened(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, isolation_level=None)
    try:
        base.execute(_SHAPE)
        # A file of another program may be a database all the same.
        base.execute(f"select {', '.join(Run.__dataclass_fields__)} from runs limit 1").fetchone()  # noqa: S608 - our own names
    except sqlite3.Error:
        base.close()
        raise
    return base


def _run(row: tuple[Any, ...]) -> Run:
    fields = dict(zip(Run.__dataclass_fields__, row, strict=True))
    issued: list[str] = []
    with suppress(ValueError):
        issued = json.loads(fields["issued"])
    return Run(**{**fields, "issued": tuple(issued)})
