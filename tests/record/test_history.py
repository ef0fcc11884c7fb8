"""The history of runs, which does not grow for ever whatever is written into it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from briefpress.plan.due import Passed
from briefpress.record import history
from briefpress.record.history import History, runs

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
ENTRY = 4_000
"""Bytes of a row without log and changes, at most."""


def test_it_is_bounded_in_rows_and_in_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs that say as much as they can, and slots that are passed over, for longer than is kept."""
    monkeypatch.setattr(history, "KEPT", 24)
    monkeypatch.setattr(history, "TOLD", 6)
    kept, sizes = History(tmp_path), []
    for number in range(40):
        run = kept.begin("night", NOW, NOW)
        said = f"{number} " + "x" * 2 * history.LONGEST
        kept.end(run, NOW, "ok", status=0, issued=[f"b/a/{one}" for one in range(1000)], changes=said, log=said)
        if number % 2:
            kept.passed("night", Passed(NOW, NOW, 1, "overlap"), NOW)
        sizes.append((tmp_path / "history.sqlite").stat().st_size)
    kept.close()
    rows = runs(tmp_path, 1000)

    assert (len(rows), rows[0].id, rows[-1].id) == (24, 60, 37)
    assert len([row for row in rows if row.log or row.changes]) <= 6
    assert {len(row.log) for row in rows} == {0, history.LONGEST}
    assert rows[1].issued[-2:] == ("b/a/99", "and 900 more")
    assert max(sizes) <= 24 * ENTRY + (6 + 1) * 2 * (history.LONGEST + 8192)
    assert max(sizes) == max(sizes[:20])


def test_what_is_passed_over_pushes_out_the_oldest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A schedule that is never run fills nothing either."""
    monkeypatch.setattr(history, "KEPT", 5)
    kept = History(tmp_path)
    for _ in range(12):
        kept.passed("night", Passed(NOW, NOW, 3, "too-old"), NOW)
    kept.close()

    assert [row.id for row in runs(tmp_path, 100)] == [12, 11, 10, 9, 8]
