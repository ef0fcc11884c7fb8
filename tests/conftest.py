"""Fixtures for all tests: the program run as a user runs it, and desks to run it on."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from briefpress import cli

if TYPE_CHECKING:
    from collections.abc import Callable

TOP = Path(__file__).parents[1]
DESKS = Path(__file__).parent / "desks"

# It is always the same day: what goes stale would otherwise fail tests in a year.
os.environ["SOURCE_DATE_EPOCH"] = "1795348800"  # 2026-11-22

# No property may fail for being slow, and in CI the same examples run every time.
_slow = [HealthCheck.too_slow]
settings.register_profile("dev", max_examples=30, deadline=None, suppress_health_check=_slow)
settings.register_profile("ci", max_examples=200, deadline=None, suppress_health_check=_slow, derandomize=True)
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


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """Copy the good desk, so that a test may change it."""
    return Path(shutil.copytree(DESKS / "good", tmp_path / "desk"))
