"""A file that nobody touched is not read again, and whatever may have been touched is."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from briefpress.record import sums
from briefpress.record.sums import Sums

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECOND = 1_000_000_000


@dataclass
class Clock:
    """A clock that stands, so long after the last change of a file."""

    file: Path
    seconds: float

    def __call__(self) -> int:
        """Return the time."""
        told = self.file.stat()
        return max(told.st_mtime_ns, told.st_ctime_ns) + int(self.seconds * SECOND)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a file."""
    path = tmp_path / "harbour.yaml"
    path.write_bytes(b"ships: 8\n")
    return path


def kept(file: Path, seconds: float = 60) -> Sums:
    """Read a file so long after its last change, keep what is known of it, and return that."""
    read = Sums(clock=Clock(file, seconds))
    assert read.read(file) == sha256(file.read_bytes()).hexdigest()
    (file.parent / ".briefpress").mkdir(exist_ok=True)
    read.keep(file.parent)
    found = Sums.of(file.parent)
    found.clock = read.clock
    return found


@pytest.fixture(autouse=True)
def every(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is known also where that is not worth while."""
    monkeypatch.setattr(sums, "_WORTH", 1)


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return what makes it impossible to read a file."""

    def refused(_: bytes) -> None:
        raise AssertionError("the file is read")

    return lambda: monkeypatch.setattr(sums, "sha256", refused)


def test_what_nobody_touched_is_not_read(file: Path, blind: Callable[[], None]) -> None:
    """Also under another name, and after it was asked for once."""
    found, known = kept(file), sha256(file.read_bytes()).hexdigest()
    blind()

    assert [found.read(file), found.read(file), found.plain(str(file))] == [known] * 3


@pytest.mark.parametrize("data", [b"ships: 9\n", b"ships: 10\n"])
def test_what_was_written_is_read_though_its_time_was_set_back(file: Path, data: bytes) -> None:
    """Whoever sets back the time of a file leaves another trace."""
    found, before = kept(file), file.stat()
    while file.stat().st_ctime_ns == before.st_ctime_ns:
        file.write_bytes(data)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert found.read(file) == sha256(data).hexdigest()


def test_what_was_put_in_its_place_is_read(file: Path) -> None:
    """Another file of the same size and time."""
    found, before, other = kept(file), file.stat(), file.with_name("other")
    other.write_bytes(b"ships: 9\n")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)

    assert found.read(file) == sha256(b"ships: 9\n").hexdigest()


@pytest.mark.parametrize("seconds", [0, 0.001, 1.9, -3600])
def test_what_was_changed_just_now_or_in_the_future_is_read_again(
    file: Path, blind: Callable[[], None], seconds: float
) -> None:
    """In the same tick of a clock it may change once more; a clock that was set back may show that tick again."""
    found = kept(file, seconds)
    blind()

    with pytest.raises(AssertionError, match="is read"):
        found.read(file)


def test_what_was_known_is_read_again_when_the_clock_was_set_back(file: Path, blind: Callable[[], None]) -> None:
    """Until its time has passed once more."""
    found = kept(file)
    found.clock = Clock(file, -60)
    blind()

    with pytest.raises(AssertionError, match="is read"):
        found.read(file)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda data: data.replace(b"sums 1\n", b"sums 0\n"), id="of another version"),
        pytest.param(lambda data: data[:-9], id="torn"),
        pytest.param(lambda data: data.replace(b'": "', b'": "0'), id="altered"),
    ],
)
def test_a_table_that_is_damaged_or_old_was_never_there(
    file: Path, damage: Callable[[bytes], bytes], blind: Callable[[], None]
) -> None:
    """The file is read, and nobody hears of it."""
    kept(file)
    table = file.parent / ".briefpress/sums.jsonl"
    table.write_bytes(damage(table.read_bytes()))
    found = Sums.of(file.parent)
    found.clock = Clock(file, 60)
    assert found.read(file) == sha256(file.read_bytes()).hexdigest()
    blind()

    with pytest.raises(AssertionError, match="is read"):
        Sums.of(file.parent).read(file)


def test_a_link_is_as_good_as_what_it_leads_to_and_has_no_sum_of_its_own(file: Path) -> None:
    """Where it leads to may change without a trace in it."""
    link = file.with_name("link")
    link.symlink_to(file)
    found = kept(file)

    assert found.read(link) == found.read(file)
    assert not found.plain(link)
    assert not found.plain(file.with_name("none"))


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    """A pipe to which nobody writes would keep us for ever."""
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(OSError, match="not a file"):
        Sums().read(tmp_path / "pipe")


def test_what_is_too_large_for_a_desk_is_not_read(file: Path, blind: Callable[[], None]) -> None:
    """It would take for ever, and whoever reads a desk says what is wrong with it."""
    os.truncate(file, 2**43)
    blind()

    assert not Sums().plain(file)
    with pytest.raises(OSError, match="too large"):
        Sums().read(file, most=1)


def test_few_files_are_not_worth_a_table(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are read sooner."""
    monkeypatch.undo()
    kept(file)

    assert not (file.parent / ".briefpress/sums.jsonl").exists()
