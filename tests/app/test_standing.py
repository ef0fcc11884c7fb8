"""A build that would change nothing is told from the bytes alone, and only where that is certain."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.app.desk import opened
from briefpress.app.unchanged import Asked
from briefpress.record import sums
from printing import DESKS, ISSUED

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

    Run = Callable[..., Ran]

JSON = ("-f", "json")


@pytest.fixture(scope="module")
def built(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a desk, to be copied and not touched."""
    desk = Path(shutil.copytree(DESKS / "good", tmp_path_factory.mktemp("built") / "desk"))
    assert run("build", *JSON, "--desk", desk).status == 0
    return desk


@pytest.fixture
def asked(built: Path, tmp_path: Path) -> Asked:
    """Copy a desk that was built, and return what would be asked of it again."""
    desk = Path(shutil.copytree(built, tmp_path / "desk"))
    return Asked(desk, desk / "output", ("json",), ((), (), ("",)), ISSUED)


def left(asked: Asked) -> int | None:
    """Return how many artifacts stand, if that is certain."""
    return asked.standing(asked.state())


def test_nothing_changed_is_told_without_reading_the_desk(asked: Asked) -> None:
    """Neither the content nor what understands it is loaded."""
    assert left(asked)
    child = (
        "import sys\nfrom briefpress import cli\n"
        "try:\n    cli.main()\n"
        "finally:\n    print(sorted({'pydantic', 'yaml', 'jinja2', 'weasyprint', 'rich'} & sys.modules.keys()))\n"
    )
    command = [sys.executable, "-c", child, "build", *JSON, "--desk", str(asked.root)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)

    assert ran.stdout == "[]\n"
    assert ran.stderr == f"0 made, {left(asked)} unchanged\n"


def _append(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda desk: _append(desk / "briefpress.yaml"), id="settings"),
        pytest.param(lambda desk: _append(next((desk / "content/claims").iterdir())), id="content"),
        pytest.param(lambda desk: (desk / "content/claims/new.yaml").write_text("[]"), id="new file"),
        pytest.param(lambda desk: (desk / "content/new").mkdir(), id="new folder"),
        pytest.param(lambda desk: next((desk / "content/claims").iterdir()).unlink(), id="file gone"),
        pytest.param(lambda desk: os.mkfifo(desk / "content/claims/pipe.yaml"), id="no file"),
        pytest.param(lambda desk: (desk / "templates").mkdir() or (desk / "templates/x.css").touch(), id="templates"),
        pytest.param(lambda desk: (desk / "output/editions.json").write_text("{}"), id="editions"),
        pytest.param(lambda desk: _append(next((desk / "output").glob("*/*.json"))), id="artifact altered"),
        pytest.param(lambda desk: next((desk / "output").glob("*/*.json")).unlink(), id="artifact gone"),
        pytest.param(lambda desk: (desk / "output/.briefpress/manifest.json").unlink(), id="manifest gone"),
        pytest.param(lambda desk: (desk / "output/.briefpress/stamp.json").write_text('{"version": 1}'), id="damaged"),
        pytest.param(lambda desk: (desk / "output/.briefpress/stamp.json").write_bytes(b"\xff"), id="no text"),
    ],
)
def test_whatever_a_build_looks_at_makes_it_look(asked: Asked, change: Callable[[Path], None]) -> None:
    """A file that is new, gone or has other bytes, and a note that cannot be read, leave it to the build."""
    assert left(asked)
    change(asked.root)

    assert left(asked) is None


def test_an_artifact_that_is_altered_in_secret_makes_it_look(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """Although no file is read that nobody touched: one of the same size and time was touched all the same."""
    monkeypatch.setattr(sums, "_WORTH", 1)
    monkeypatch.setattr(sums, "_COARSEST", -3_600_000_000_000)
    assert left(asked)
    table = asked.output / ".briefpress/sums.jsonl"
    kept = table.stat()
    artifact = next(asked.output.glob("*/*.json"))
    data, before = artifact.read_bytes(), artifact.stat()
    with monkeypatch.context() as patch:
        patch.setattr(sums.Sums, "_hashed", None)
        assert left(replace(asked))
    while artifact.stat().st_ctime_ns == before.st_ctime_ns:
        artifact.write_bytes(b" " + data[1:])
    os.utime(artifact, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert artifact.stat().st_size == before.st_size
    assert left(replace(asked)) is None
    assert (table.stat().st_ino, table.stat().st_mtime_ns) == (kept.st_ino, kept.st_mtime_ns)


def test_time_alone_makes_a_build_look(asked: Asked) -> None:
    """From the first day on which anything of this desk falls due, and on a day before it was built."""
    assert opened(asked.root, ISSUED).day.until == date(2026, 12, 2)
    assert left(replace(asked, today=date(2026, 12, 1))) == left(asked)
    assert left(replace(asked, today=date(2026, 12, 2))) is None
    assert left(replace(asked, today=date(2026, 11, 21))) is None


def test_another_wish_makes_a_build_look(asked: Asked) -> None:
    """What was made for one wish is not all that another one asks for."""
    assert left(replace(asked, formats=("json", "html"))) is None
    assert left(replace(asked, words=(("skerry",), (), ("",)))) is None


def test_a_file_that_changes_meanwhile_is_not_passed_over(asked: Asked) -> None:
    """What was read is then not what stands there."""
    before = asked.state()
    (asked.output / ".briefpress/stamp.json").unlink()
    _append(asked.root / "briefpress.yaml")
    asked.note(before, [], None, quiet=True)

    assert not (asked.output / ".briefpress/stamp.json").exists()


def test_warnings_are_said_again(run: Run, good: Path) -> None:
    """A desk with a finding is read each time."""
    (good / "content/notes").mkdir()
    first = run("build", *JSON, "--desk", good)
    second = run("build", *JSON, "--desk", good)

    assert (first.status, second.status) == (0, 0)
    assert first.err.splitlines()[:-1] == second.err.splitlines()[:-1]
    assert "BP011" in second.err


def test_what_warned_before_is_not_expected_to_print(run: Run, good: Path) -> None:
    """So nothing that prints is loaded for it; one change, and it is."""
    (good / "content/notes").mkdir()
    run("build", *JSON, "--desk", good)
    asked = Asked(good, good / "output", ("json",), ((), (), ("",)), ISSUED)

    assert left(asked) is None
    assert asked.foreseen(asked.state()) == ()
    _append(good / "briefpress.yaml")
    assert asked.foreseen(asked.state()) == ("json",)
