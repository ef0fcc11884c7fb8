"""Output that cannot be written: nothing is lost, nothing is left lying about, and the report names the place."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from shutil import disk_usage
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Ran

    Run = Callable[..., Ran]

JSON = ("--format", "json")


def files(root: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a file system that holds little."""
    disk = tmp_path / "disk"
    disk.mkdir()
    options = ["-t", "tmpfs", "-o", "size=1m", "briefpress-test", str(disk)]
    if os.geteuid() != 0 or subprocess.run(["/bin/mount", *options], capture_output=True, check=False).returncode:
        pytest.skip("only root may mount")
    yield disk
    subprocess.run(["/bin/umount", str(disk)], check=True)


@pytest.mark.parametrize("below", ["", "deeper", "deeper/still"])
def test_output_below_a_file(run: Run, good: Path, below: str) -> None:
    """A file where the folder belongs is named, and stays as it is."""
    (good / "made").write_text("mine\n")

    ran = run("build", "--desk", good, *JSON, "-o", good / "made" / below)

    assert ran.status == 1
    assert ran.err.startswith(f"error[BP504]: cannot write to '{good / 'made' / below}': ")
    assert ran.err.endswith("nothing written: 1 error\n")
    assert (good / "made").read_text() == "mine\n"


@pytest.mark.parametrize("verb", ["build", "publish"])
@pytest.mark.parametrize("folder", ["content", "content/claims/made", "templates", "way"])
def test_output_where_the_desk_is_read_from(run: Run, good: Path, verb: str, folder: str) -> None:
    """Nothing is written among the files of the desk, not even by way of a link, where it would be read as content."""
    (good / "way").symlink_to(good / "content")
    before = sorted(good.rglob("*"))
    ran = run(verb, "--desk", good, *JSON, "-o", good / folder)

    assert (ran.status, ran.err.endswith("from which the desk is read: choose another --output\n")) == (2, True)
    assert sorted(good.rglob("*")) == before


@pytest.mark.parametrize("words", [("verify",), ("changes", "skerry/managers/1")])
def test_a_folder_that_is_named_and_not_there(run: Run, good: Path, words: tuple[str, ...]) -> None:
    """A slip in its name is not told as an empty shelf on which nothing is wrong."""
    ran = run(*words, "--desk", good, "-o", good / "outptu")

    message = f"briefpress: no folder '{good / 'outptu'}': --output names the one that briefs were written to\n"
    assert (ran.status, ran.err) == (2, message)


def test_output_with_a_name_that_is_too_long(run: Run, good: Path) -> None:
    """A name no file system takes is a finding, not a failure of the program."""
    ran = run("build", "--desk", good, *JSON, "-o", good / ("x" * 300))

    assert ran.status == 1
    assert "file name too long" in ran.err


def test_output_where_a_folder_stands_in_the_way(run: Run, good: Path) -> None:
    """A folder with the name of an artifact is left alone, and so is everything else."""
    (good / "made" / "skerry" / "managers.json" / "kept").mkdir(parents=True)

    ran = run("build", "--desk", good, *JSON, "-o", good / "made")

    assert ran.status == 1
    assert "error[BP504]" in ran.err
    # What was found out about the desk is noted all the same.
    assert {name for name in files(good / "made") if not name.startswith(".briefpress/")} == set()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_output_that_may_not_be_written(run: Run, good: Path) -> None:
    """A folder without permission is found out before anything is rendered."""
    (good / "made").mkdir(mode=0o500)

    ran = run("build", "--desk", good, *JSON, "-o", good / "made")

    assert ran.status == 1
    assert "permission denied" in ran.err


def test_a_full_disk_keeps_the_last_edition(run: Run, good: Path, small_disk: Path) -> None:
    """Where there is no room for the new briefs the old ones stay, and later there is room again."""
    build = ("build", "--desk", good, *JSON, "-o", small_disk / "made")
    assert run(*build).status == 0
    before = files(small_disk)
    ballast = small_disk / "ballast"
    with suppress(OSError):
        ballast.write_bytes(bytes(disk_usage(small_disk).free + 1))
    assert disk_usage(small_disk).free == 0

    brief = good / "content" / "briefs" / "skerry.yaml"
    brief.write_text(brief.read_text().replace("the second boat is late", "the second boat comes late"))

    ran = run(*build)
    ballast.unlink()

    assert ran.status == 1
    assert f"error[BP504]: cannot write to '{small_disk / 'made'}': no space left on device" in ran.err
    assert files(small_disk) == before
    assert run(*build).status == 0
    assert files(small_disk).keys() == before.keys()
    assert files(small_disk) != before
