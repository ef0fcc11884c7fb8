"""Fixtures for all tests: the program run as a user runs it, and desks to run it on."""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

import servers
from briefpress import cli
from briefpress.app.build import Unwatched, Wanted, build
from briefpress.app.desk import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from servers import S3

pytest_plugins = ["sent", "receivers"]

TOP = Path(__file__).parents[1]
DESKS = Path(__file__).parent / "desks"

ISSUED = date(2026, 11, 22)

# It is always the same day: what goes stale would otherwise fail tests in a year.
os.environ["SOURCE_DATE_EPOCH"] = "1795348800"  # 2026-11-22

# This process has the engine loaded: to start others for a few small briefs would take longer.
os.environ["BRIEFPRESS_JOBS"] = "0"

# No property may fail for being slow, and in CI the same examples run every time.
_slow = [HealthCheck.too_slow]
settings.register_profile("dev", max_examples=30, deadline=None, suppress_health_check=_slow)
settings.register_profile("ci", max_examples=30, deadline=None, suppress_health_check=_slow, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@dataclass(frozen=True)
class Ran:
    """What a run left behind: exit status, standard output and standard error."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run `briefpress` with these words, in this process, from the folder `cwd`."""

    def call(*words: str | Path, cwd: Path = TOP) -> Ran:
        monkeypatch.chdir(cwd)
        monkeypatch.setenv("COLUMNS", "100")
        monkeypatch.setattr(sys, "argv", ["briefpress", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        captured = capsys.readouterr()
        return Ran(int(str(left.value.code)), captured.out, captured.err)

    return call


def _printed(factory: pytest.TempPathFactory, name: str, root: Path, *wishes: Wanted) -> Path:
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as held:
        # Another worker may be printing: to wait for it takes half as long as to print again.
        fcntl.flock(held, fcntl.LOCK_EX)
        desk = opened(root, ISSUED)
        for wanted in wishes:
            done = build(desk, wanted, folder / "output", ISSUED, Unwatched())
            assert done.findings == []
    return folder / "output"


EXAMPLE = (
    Wanted(formats=("pdf", "html", "json")),
    Wanted(paper="letter"),
    # One of three: large print has six times as many pages.
    Wanted(audiences=("policy",), formats=("large",)),
)
"""What tests look at of the example desk."""


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Print the example desk in all formats, and on US Letter, once for all tests: return its output folder."""
    return _printed(tmp_path_factory, "example", TOP, *EXAMPLE)


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Print the good desk, which has blocks of every kind, once for all tests: return its output folder."""
    return _printed(tmp_path_factory, "good", DESKS / "good", Wanted())


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """Copy the good desk, so that a test may change it."""
    return Path(shutil.copytree(DESKS / "good", tmp_path / "desk"))


@pytest.fixture(scope="session")
def _s3() -> Iterator[S3]:
    process, server = servers.started()
    yield server
    process.kill()
    process.communicate()


@pytest.fixture
def s3(_s3: S3, monkeypatch: pytest.MonkeyPatch) -> Iterator[S3]:
    """Have a server that speaks S3, and an environment in which programs find it and its keys."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name, value in _s3.env.items():
        monkeypatch.setenv(name, value)
    yield _s3
    _s3.spoil()
