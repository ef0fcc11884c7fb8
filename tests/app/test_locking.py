"""`briefpress lock`, run as a user runs it."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.app.desk import opened
from briefpress.app.lock import lock
from briefpress.model.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

PLAIN = Path(__file__).parents[1] / "desks/plain"
TEXT = "Harbour report\nTraffic\nThe gate counted a total of 412 ships.\nNow there are seven berths in use.\n"
CLAIMS = "content/claims/claims.yaml"
DAY = PartialDate.parse("2026-07-01").first
LATER = PartialDate.parse("2026-08-01").first


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return the plain desk with locked evidence, and an archive beside it."""
    desk = Path(shutil.copytree(PLAIN, tmp_path / "desk"))
    (desk / "briefpress.yaml").write_text("publication: Plain desk\n")
    file(desk, TEXT)
    return desk


def file(desk: Path, text: str) -> None:
    """File a text of the report, and record its checksum."""
    sources = desk / "content/sources/sources.yaml"
    old = sources.read_text().rpartition("sha256: ")[2][:64]
    sources.write_text(sources.read_text().replace(old, sha256(text.encode()).hexdigest()))
    archive = desk.parent / "archive"
    archive.mkdir(exist_ok=True)
    (archive / "report.txt").write_text(text)


def replaced(desk: Path, name: str, old: str, new: str) -> None:
    """Change words of a file of the desk."""
    text = (desk / name).read_text()
    assert old in text
    (desk / name).write_text(text.replace(old, new))


def checked(desk: Path) -> set[tuple[str, str]]:
    """Return codes and severities of what `check` says of evidence."""
    found = opened(desk, DAY).findings
    return {(one.code, one.severity) for one in found if one.code in ("BP218", "BP219")}


def test_verified_desk_is_locked_and_passes(run: Callable[..., Ran], desk: Path) -> None:
    """Before, nothing may be printed; afterwards everything, with the place of every anchor."""
    assert checked(desk) == {("BP218", "error")}

    ran = run("lock", "--archive", "../archive", "--as-of", "2026-07-01", cwd=desk)

    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "2 claims locked with 2 anchors, 2 anew: no findings\n"
    assert checked(desk) == set()
    (printed,) = opened(desk, DAY).printed
    assert [(one.place[-1], one.heading) for row in printed.view.rows for one in row.anchors] == [
        ("3", "Traffic"),
        ("4", "Traffic"),
    ]


def test_locking_again_changes_nothing(desk: Path) -> None:
    """On any later day the same lock is the same bytes."""
    first = lock(desk, desk.parent / "archive", DAY)
    before = (desk / "content/evidence.lock").stat().st_ino
    again = lock(desk, desk.parent / "archive", LATER)

    assert (first.written, first.fresh, again.written, again.fresh) == (True, 2, False, 0)
    assert (desk / "content/evidence.lock").stat().st_ino == before
    assert again.summary == "2 claims locked with 2 anchors, nothing changed"


def test_change_must_be_verified_again(desk: Path) -> None:
    """A value that changes fails the check until it is verified, and only its own date moves."""
    lock(desk, desk.parent / "archive", DAY)
    replaced(desk, CLAIMS, "The harbour has {value}", "The harbour counts {value}")
    assert checked(desk) == {("BP218", "error")}

    done = lock(desk, desk.parent / "archive", LATER)

    assert checked(desk) == set()
    assert done.lock
    assert {name: str(entry.verified) for name, entry in done.lock.claims.items()} == {
        "berths": "2026-08-01",
        "ships": "2026-07-01",
    }


def test_all_faults_come_at_once_and_nothing_is_written(run: Callable[..., Ran], desk: Path) -> None:
    """A wrong number, a lost anchor and a wrong paragraph are told in one run, each with its line."""
    replaced(desk, CLAIMS, "number: 412", "number: 421")
    replaced(desk, CLAIMS, "paragraph: 3", "paragraph: 2")
    replaced(desk, CLAIMS, "exact: there are seven berths", "exact: there are eight berths")

    ran = run("lock", "--archive", desk.parent / "archive", desk, "--format", "json")

    assert ran.status == 1
    assert [(one["code"], one["line"]) for one in json.loads(ran.out)] == [
        ("BP213", 7),
        ("BP219", 11),
        ("BP211", 23),
    ]
    assert not (desk / "content/evidence.lock").exists()


def test_failed_lock_keeps_the_old_one(run: Callable[..., Ran], desk: Path) -> None:
    """What was verified before stays verified."""
    lock(desk, desk.parent / "archive", DAY)
    before = (desk / "content/evidence.lock").read_bytes()
    file(desk, TEXT.replace("seven", "eight"))
    ran = run("lock", "--archive", desk.parent / "archive", desk)

    assert ran.status == 1
    assert "nothing locked: 1 error" in ran.err
    assert (desk / "content/evidence.lock").read_bytes() == before


def test_warning_does_not_stop_the_lock(desk: Path) -> None:
    """A value beside its anchor is told, and recorded as such."""
    replaced(desk, CLAIMS, "exact: a total of 412 ships", "exact: The gate counted a total")
    done = lock(desk, desk.parent / "archive", DAY)

    assert [(one.code, one.severity) for one in done.findings] == [("BP213", "warning")]
    assert done.lock
    assert [one.value for entry in done.lock.claims.values() for one in entry.anchors] == ["inside", "beside"]


@pytest.mark.parametrize("damage", ["<<<<<<< HEAD\n", "version: 2\n", "- a\n", ""])
def test_damaged_lock_is_told_and_renewed(desk: Path, damage: str) -> None:
    """A merge that went wrong is a finding of `check`, and `lock` mends it."""
    path = desk / "content/evidence.lock"
    path.write_text(damage)
    (found,) = opened(desk, DAY).findings

    assert found.label.where.file == "content/evidence.lock"
    assert "briefpress lock" in found.help
    assert lock(desk, desk.parent / "archive", DAY).written
    assert checked(desk) == set()


def test_desk_that_cannot_be_read_is_not_verified(desk: Path) -> None:
    """First the faults of the files, as `check` tells them."""
    replaced(desk, CLAIMS, "kind: reported", "kind: told")
    done = lock(desk, desk.parent / "archive", DAY)

    assert {one.code for one in done.findings} == {"BP104"}
    assert done.lock is None


def test_lock_that_cannot_be_written_is_told(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is a finding, not a crash."""

    def full(*_: object) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("briefpress.app.lock.keep", full)
    (found,) = lock(desk, desk.parent / "archive", DAY).findings

    assert found.message == "cannot write 'content/evidence.lock': no space left on device"


def test_missing_archive_cannot_run(run: Callable[..., Ran], desk: Path) -> None:
    """A folder that is not there is a slip of the command line."""
    ran = run("lock", "--archive", desk / "nowhere", desk)

    assert ran.status == 2
    assert "no folder" in ran.err
