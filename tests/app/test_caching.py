"""A cache of what was printed: another machine takes it as it is, and one that fails is no more than slow."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.app import caching
from briefpress.app.executor import Processes
from briefpress.record import objects

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.emit.artifact import Task
    from conftest import Ran
    from servers import S3

    Run = Callable[..., Ran]

STORY = Path(__file__).parents[1] / "desks/story"
WORDS = ("-f", "json", "--as-of", "2026-07-01")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a copy of a small desk."""
    return Path(shutil.copytree(STORY, tmp_path / "desk"))


@pytest.fixture(params=["folder", "store"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return an empty cache."""
    if request.param == "folder":
        return str(tmp_path / "cache")
    return f"s3://{request.getfixturevalue('s3').bucket()}/cache"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hear what had to be made."""
    heard: list[str] = []
    rows = Processes.rows

    def told(self: Processes, tasks: list[Task], *rest: object) -> object:
        heard.extend(task.name for task in tasks)
        return rows(self, tasks, *rest)  # type: ignore[arg-type] # whatever it is

    monkeypatch.setattr(Processes, "rows", told)
    return heard


def tree(folder: Path) -> dict[str, bytes]:
    """Return the briefs in a folder."""
    return {path.name: path.read_bytes() for path in folder.glob("[!.]*/*.*") if path.is_file()}


def test_another_machine_takes_what_was_made(run: Run, desk: Path, place: str, asked: list[str]) -> None:
    """What one printed the other has with the same bytes and without printing; what is new is made and kept, too."""
    words = (*WORDS, "--desk", desk, "--cache", place)
    first = run("build", *words, "-o", desk / "one")
    made = sorted(asked)
    asked.clear()
    second = run("build", *words, "-o", desk / "two")

    assert (first.status, second.status, len(made), asked) == (0, 0, 2, [])
    assert (first.err, second.err) == ("2 made, 0 unchanged\n", "2 made, 0 unchanged\n")
    assert len(tree(desk / "one")) == 2
    assert tree(desk / "one") == tree(desk / "two")
    assert run("publish", *words, "-o", desk / "two").status == 0
    assert len(asked) == 2


@pytest.mark.parametrize("how", ["damaged", "other libraries"])
def test_what_does_not_fit_is_made(
    run: Run, desk: Path, tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Bytes that are not what was put there, or come from a machine that is not alike, are not taken."""
    words = (*WORDS, "--desk", desk, "--cache", tmp_path / "cache")
    run("build", *words, "-o", desk / "one")
    asked.clear()
    if how == "damaged":
        for path in (tmp_path / "cache").iterdir():
            path.write_bytes(path.read_bytes()[:-1])
    else:
        monkeypatch.setattr(caching, "fit", lambda: {"Pango": "1.0"})
    ran = run("build", *words, "-o", desk / "two")

    assert (ran.status, len(asked)) == (0, 2)
    assert tree(desk / "one") == tree(desk / "two")


@pytest.mark.parametrize("how", ["refused", "busy", "no store"])
def test_a_cache_that_fails_is_none(run: Run, desk: Path, s3: S3, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    """It is said once, and everything is made."""
    monkeypatch.setattr(objects, "RETRIES", 0)
    place = f"s3://{s3.bucket()}/cache" if how != "no store" else str(desk / "briefpress.yaml")
    if how == "refused":
        monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    elif how == "busy":
        s3.spoil(before=999, method="PUT")
    ran = run("build", *WORDS, "--desk", desk, "--cache", place, "--report", "concise")

    assert (ran.status, len(tree(desk / "output"))) == (0, 2)
    assert ran.err.count("warning[BP530]: the cache cannot be used: ") == 1
