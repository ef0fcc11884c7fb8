"""What was sent to whom: noted before and after, so that no target gets an edition twice."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

_FILE = "deliveries.sqlite"
State = Literal["begun", "done", "failed"]
_SHAPE = """
create table if not exists deliveries (
  edition text not null,
  target text not null,
  state text not null,
  at text not null,
  detail text not null default '',
  primary key (edition, target)
)
"""


class Ledger:
    """The record of deliveries; raises sqlite3.Error."""

    def __init__(self, where: Path) -> None:
        where.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(where / _FILE, isolation_level=None)
        self._base.execute("pragma synchronous = full")
        self._base.execute(_SHAPE)

    def state(self, edition: str, target: str) -> State | None:
        """Return how a delivery stands."""
        words = (edition, target)
        row = self._base.execute("select state from deliveries where edition = ? and target = ?", words).fetchone()
        found: State | None = row[0] if row else None
        return found

    def begin(self, edition: str, target: str, at: str, *, again: bool) -> bool:
        """Note that a delivery begins; tell whether it is ours to make: two of us never make the same one.

        One of which nobody noted the end may have arrived: it is made again only where that does no harm.
        """
        done = self._base.execute(
            "insert into deliveries (edition, target, state, at) values (?1, ?2, 'begun', ?3)"
            " on conflict (edition, target) do update set state = 'begun', at = ?3, detail = ''"
            " where state = 'failed' or (?4 and state = 'begun')",
            (edition, target, at, again),
        )
        return done.rowcount > 0

    def end(self, edition: str, target: str, at: str, state: State, detail: str = "") -> None:
        """Note how a delivery ended."""
        self._base.execute(
            "update deliveries set state = ?, at = ?, detail = ? where edition = ? and target = ?",
            (state, at, detail[:1000], edition, target),
        )

    def close(self) -> None:
        """Close the file."""
        self._base.close()
