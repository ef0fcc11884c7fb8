"""Before a cluster is spoken to: which schedulers are, what is missing here, and what happens where none answers."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import dask
import pytest

from briefpress.app.cluster.address import refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

    Run = Callable[..., Ran]

STORY = ("--desk", "tests/desks/story", "--as-of", "2026-07-01", "-f", "json", "--report", "concise")


@pytest.mark.parametrize(
    "address",
    [
        "tls://10.0.0.7:8786",
        "tls://scheduler.example:8786",
        "tls://[fe80::1]:8786",
        "tls://127.0.0.1:8786",
        "tcp://127.0.0.1:8786",
        "tcp://127.8.8.8:8786",
        "tcp://localhost:8786",
        "tcp://[::1]:8786",
        "127.0.0.1:8786",
        "localhost:8786",
    ],
)
def test_schedulers_with_certificates_or_on_this_machine_are_spoken_to(address: str) -> None:
    """Nobody in between can read or write what goes there."""
    assert refused(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "tcp://10.0.0.7:8786",
        "10.0.0.7:8786",
        "tcp://scheduler.example:8786",
        "tcp://localhost.example:8786",
        "tcp://127.0.0.1.example:8786",
        "tcp://127.0.0.1@10.0.0.7:8786",
        "tcp://0.0.0.0:8786",
        "tcp://[::]:8786",
        "ws://127.0.0.1:8786",
        "wss://10.0.0.7:8786",
        "ucx://10.0.0.7:8786",
        "inproc://10.0.0.7/1/2",
        "tcp://",
        "tcp://[::1:8786",
        "://",
        "tls:8786",
        "",
    ],
)
def test_no_other_scheduler_is(address: str) -> None:
    """What is refused is named, with the way out."""
    finding = refused(address)

    assert finding
    assert (finding.code, finding.label.where.file) == ("BP541", address)
    assert "tls://" in finding.help


def test_an_open_line_to_another_machine_is_refused(run: Run, tmp_path: Path) -> None:
    """Nothing is sent, nothing is written."""
    ran = run("build", *STORY, "--scheduler", "tcp://10.0.0.7:8786", "-o", tmp_path / "output")

    assert (ran.status, ran.out) == (1, "")
    assert ran.err.count("BP541") == 1
    assert not list(tmp_path.glob("output/*"))


def test_without_certificates_nobody_is_asked(run: Run, tmp_path: Path) -> None:
    """The variables that name them are said."""
    ran = run("build", *STORY, "--scheduler", "tls://10.0.0.7:8786", "-o", tmp_path / "output")

    assert (ran.status, ran.out) == (1, "")
    assert "BP541" in ran.err
    assert "DASK_DISTRIBUTED__COMM__TLS__CA_FILE" in ran.err


def test_a_scheduler_that_does_not_answer_is_named(run: Run, tmp_path: Path) -> None:
    """One finding for all briefs, and none of them is written."""
    with dask.config.set({"distributed.comm.timeouts.connect": "200ms"}):
        ran = run("publish", *STORY, "--scheduler", "tcp://127.0.0.1:1", "-o", tmp_path / "output")

    assert (ran.status, ran.out) == (1, "")
    assert ran.err.count("BP542") == 1
    assert not list(tmp_path.glob("output/*/editions"))


def test_a_length_of_time_that_is_none_is_refused(run: Run, tmp_path: Path) -> None:
    """It is said where it was set."""
    with dask.config.set({"briefpress.patience": "five bananas"}):
        ran = run("build", *STORY, "--scheduler", "tcp://127.0.0.1:1", "-o", tmp_path / "output")

    assert (ran.status, ran.out) == (1, "")
    assert "BP541" in ran.err
    assert "'five bananas'" in ran.err


def test_dask_needs_an_address(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cluster is never guessed; one that is named is used, unless processes are asked for."""
    assert run("build", *STORY, "--executor", "dask").status == 2
    monkeypatch.setenv("BRIEFPRESS_EXECUTOR", "dask")
    assert "--scheduler" in run("build", *STORY).err


def test_processes_are_used_where_they_are_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever scheduler the environment names."""
    monkeypatch.setenv("BRIEFPRESS_SCHEDULER", "tcp://10.0.0.7:8786")

    assert run("build", *STORY, "-o", tmp_path / "output", "--executor", "processes").status == 0


def test_without_dask_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra: whoever has one machine does not need it."""
    for name in [name for name in sys.modules if name.startswith("briefpress.app.cluster")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = run("build", *STORY, "--scheduler", "tcp://127.0.0.1:1")

    assert ran.status == 2
    assert "pip install 'briefpress[dask]'" in ran.err
