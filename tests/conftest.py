"""Fixtures for all tests: the program run as a user runs it, and desks to run it on."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer
from hypothesis import HealthCheck, settings

import printing
import servers
from briefpress import cli
from printing import DESKS, TOP

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

    from servers import S3

pytest_plugins = ["sent", "receivers"]

TESTS = Path(__file__).parent

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


_command = cache(typer.main.get_command)


def ran(*words: str | Path, cwd: Path = TOP, terminal: bool = False) -> Ran:
    """Run `briefpress` with these words, in this process, from the folder `cwd`."""
    # As the streams of a process are: bytes below, so that nothing is said that UTF-8 does not hold.
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", newline="", write_through=True) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(cwd)
        patch.setenv("COLUMNS", "100")
        patch.setattr(sys, "argv", ["briefpress", *map(str, words)])
        # What the program's words are does not change between two runs, and takes longer to find out than most of them.
        patch.setattr(out, "isatty", lambda: terminal)
        patch.setattr(typer.main, "get_command", _command)
        with pytest.raises(SystemExit) as left:
            cli.main()
    said = [stream.buffer.getvalue().decode() for stream in (out, err)]
    return Ran(int(str(left.value.code)), *said)


@pytest.fixture(scope="session")
def run() -> Callable[..., Ran]:
    """Run `briefpress` in this process."""
    return ran


PURE = ("check", "select", "view", "plan", "model", "test_diagnostics.py", "test_findings_for_machines.py")
"""Where the tests of the pure floors are."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let coverage be measured of everything."""
    parser.addoption(
        "--measure-all", action="store_true", help="measure coverage of all tests, not of pure floors alone"
    )


_printing = pytest.StashKey[list["subprocess.Popen[bytes]"]]()


def _folder(config: pytest.Config) -> Path:
    """Return the folder that all processes of a session share."""
    factory: pytest.TempPathFactory = config._tmp_path_factory  # type: ignore[attr-defined] # noqa: SLF001 - as xdist has it
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what is measured, and put off what looks at printed desks until they are printed."""
    # What a process keeps once it knows it is measured only in the test that asks for it first.
    items.sort(key=lambda item: (bool(_wanted(item)), not _is_measured(item)))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin to print the desks that are wanted."""
    # Modules and tests stay to the end: whoever looks for garbage among them each time finds none.
    gc.freeze()
    if not session.config.option.collectonly:
        wanted = {name for item in session.items for name in _wanted(item)}
        started = [printing.begun(_folder(session.config), name) for name in sorted(wanted)]
        session.config.stash[_printing] = [one for one in started if one]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Measure coverage only where it is a law: to trace all tests would take twice as long."""
    # With two workers pytest-cov starts two measurements in each, of which one would go on: both are heard here.
    heard = None if item.config.option.measure_all or _is_measured(item) else sys.gettrace()
    if not heard:
        return (yield)
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(heard)


def _is_measured(item: pytest.Item) -> bool:
    """Return whether it is a test of a pure floor; what is drawn at random proves no branch to be tested."""
    drawn = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    return not drawn and item.path.relative_to(TESTS).parts[0] in PURE


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Leave no printing behind: where all is well another process may still wait for it."""
    for one in session.config.stash.get(_printing, []):
        if exitstatus:
            one.terminate()
        one.wait()


def _wanted(item: pytest.Item) -> set[str]:
    given = getattr(getattr(item, "callspec", None), "params", {}).values()
    return printing.PRINTS.keys() & {
        *getattr(item, "fixturenames", ()),
        *(one for one in given if isinstance(one, str)),
    }


@pytest.fixture(scope="session")
def example(pytestconfig: pytest.Config) -> Path:
    """Return the output folder of the example desk: printed in all formats, and on US Letter."""
    return printing.printed(_folder(pytestconfig), "example")


@pytest.fixture(scope="session")
def everything(pytestconfig: pytest.Config) -> Path:
    """Return the output folder of the good desk, which has blocks of every kind."""
    return printing.printed(_folder(pytestconfig), "everything")


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
