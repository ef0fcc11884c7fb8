"""The evidence lock as a file: what is written is read back, and equal locks are equal bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.load.decode import decode
from briefpress.load.nodes import read
from briefpress.model.dates import PartialDate
from briefpress.model.lock import FILE, Lock, LockedAnchor, LockedClaim
from briefpress.model.passage import passages
from briefpress.model.record import Id, Line
from briefpress.record.lock import keep, text

if TYPE_CHECKING:
    from pathlib import Path

DAY = PartialDate.parse("2026-01-01")
IDS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4})?", fullmatch=True) | st.sampled_from(["true", "null", "1e5", "12"])
SUMS = st.text("0123456789abcdef", min_size=64, max_size=64) | st.just("1" * 30 + "e" + "1" * 33)
HEADINGS = st.text(min_size=1, max_size=60).map(lambda words: [one.heading for one in passages(f"H {words}\nx")][-1])
ANCHORS = st.builds(
    LockedAnchor,
    source=IDS.map(Id),
    paragraph=st.integers(1, 999),
    heading=HEADINGS.map(lambda heading: Line(heading) if heading else None),
    value=st.sampled_from([None, "inside", "beside", "elsewhere"]),
)
CLAIMS = st.builds(LockedClaim, verified=st.just(DAY), digest=SUMS, anchors=st.lists(ANCHORS, max_size=2).map(tuple))
LOCKS = st.builds(
    Lock,
    version=st.just(1),
    sources=st.dictionaries(IDS.map(Id), SUMS, max_size=3),
    claims=st.dictionaries(IDS.map(Id), CLAIMS, max_size=3),
)


@given(LOCKS)
def test_what_is_written_is_read_back(lock: Lock) -> None:
    """No id, checksum or heading is mistaken for something else by YAML."""
    node, findings = read(text(lock).encode(), FILE)

    assert findings == []
    assert node is not None
    assert decode(Lock, node) == (lock, [])


def test_same_lock_is_not_written_again(tmp_path: Path) -> None:
    """A lock of nothing new leaves the file alone, and nothing lies beside it."""
    (tmp_path / "content").mkdir()
    lock = Lock(version=1)

    assert keep(tmp_path, lock)
    assert not keep(tmp_path, lock)
    assert keep(tmp_path, Lock(version=1, sources={Id("s"): "0"}))
    assert [path.name for path in (tmp_path / "content").iterdir()] == ["evidence.lock"]


def test_lock_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    """The outside world is the caller's to explain."""
    with pytest.raises(OSError, match="No such file"):
        keep(tmp_path / "gone", Lock(version=1))
