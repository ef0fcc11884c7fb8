"""What was sent to whom: noted before and after, so that no target gets an edition twice."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from contextlib import closing, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from briefpress.plan.sending import Post
from briefpress.record.hold import Busy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from briefpress.plan.sending import Key, State

_FILE = "deliveries.sqlite"
_SHAPE = """
create table if not exists posts (
  edition text not null,
  target text not null,
  part text not null,
  state text not null,
  at text not null,
  tries integer not null default 1,
  settings text not null default '',
  detail text not null default '',
  primary key (edition, target, part)
) without rowid
"""
_BEFORE = """
insert or ignore into posts (edition, target, part, state, at, detail)
  select edition, target, '', replace(state, 'begun', 'sent'), at, detail from deliveries;
drop table deliveries;
"""
"""What takes over a record from before targets had parts; what it calls begun may have been sent."""
_LONGEST = 1000


class Ledger:
    """The record of deliveries; raises sqlite3.Error."""

    def __init__(self, where: Path) -> None:
        self._base = sqlite3.connect(where / _FILE, isolation_level=None)
        try:
            # What is noted before a word is sent has to be on disk before it.
            self._base.execute("pragma synchronous = full")
            self._base.execute(_SHAPE)
            if self._base.execute("select 1 from sqlite_master where name = 'deliveries'").fetchone():
                self._base.executescript(f"begin immediate; {_BEFORE} commit;")
        except sqlite3.Error:
            self._base.close()
            raise

    def posts(self) -> dict[Key, Post]:
        """Return all that is on record."""
        return _posts(self._base)

    def begin(self, keys: Iterable[Key], at: datetime, settings: str) -> None:
        """Note that deliveries begin, all of them or none."""
        self._write(
            "insert into posts (edition, target, part, state, at, settings) values (?, ?, ?, 'begun', ?, ?)"
            " on conflict do update set state = 'begun', at = excluded.at, settings = excluded.settings,"
            " tries = tries + 1, detail = ''",
            [(*key, at.isoformat(), settings) for key in keys],
        )

    def note(self, keys: Iterable[Key], at: datetime, state: State, detail: str = "") -> None:
        """Note how deliveries stand, all of them or none."""
        self._write(
            "update posts set state = ?, at = ?, detail = ? where edition = ? and target = ? and part = ?",
            [(state, at.isoformat(), detail[:_LONGEST], *key) for key in keys],
        )

    def _write(self, words: str, rows: list[tuple[object, ...]]) -> None:
        self._base.execute("begin immediate")
        try:
            self._base.executemany(words, rows)
        except BaseException:
            self._base.execute("rollback")
            raise
        self._base.execute("commit")

    def close(self) -> None:
        """Close the file."""
        self._base.close()


@contextmanager
def delivering(where: Path) -> Iterator[Ledger]:
    """Be the only one who sends what a desk issued; raises Busy, OSError and sqlite3.Error."""
    where.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(where / f"{_FILE}.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(f"another briefpress delivers from '{where}'") from None
        with closing(Ledger(where)) as ledger:
            yield ledger
    finally:
        os.close(descriptor)


def glance(where: Path) -> dict[Key, Post]:
    """Return all that is on record, read beside whoever writes; raises sqlite3.Error."""
    path = where / _FILE
    if not path.exists():
        return {}
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
        return _posts(base)


def _posts(base: sqlite3.Connection) -> dict[Key, Post]:
    rows = base.execute("select edition, target, part, state, at, tries, settings, detail from posts")
    try:
        return {
            (edition, target, part): Post(state, datetime.fromisoformat(at), tries, settings, detail)
            for edition, target, part, state, at, tries, settings, detail in rows
        }
    except (TypeError, ValueError):
        raise sqlite3.DatabaseError("a row of it makes no sense") from None
