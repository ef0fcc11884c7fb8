"""Printing in processes of their own: the same bytes, and whatever befalls one brief leaves the others alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.app.artifact import Style, jobs
from briefpress.app.build import Unwatched, Wanted, build
from briefpress.app.desk import opened
from briefpress.app.executor import Processes
from briefpress.emit.pool import Here, Limits, Pool, Warm
from briefpress.emit.templates import Templates
from printing import DESKS, ISSUED

if TYPE_CHECKING:
    from briefpress.emit.artifact import Result, Task
    from briefpress.emit.pool import Printer

CHILD = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\nfrom briefpress import cli; cli.main()"
)
ENDLESS = "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give temporary files a place of their own, where nothing may be left."""
    home = tmp_path / "tmp"
    home.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(home))
    return home


def tasks(desk: Path, fmt: str = "pdf") -> list[Task]:
    """Return what a build of a desk would make."""
    read = opened(desk, ISSUED)
    assert read.library
    style = Style(("html",) if fmt == "html" else ("pdf",))
    return [job.task for job in jobs(read.library, read.printed, style, {}, ISSUED, {})]


def results(pool: Printer, desk: Path, what: list[Task]) -> dict[str, Result]:
    """Make artifacts with a pool."""
    return {one.name: one for one in pool.results(what, Templates.of(desk), lambda _: None)}


def test_processes_print_the_same_bytes(everything: Path, tmp_path: Path, home: Path) -> None:
    """Two processes make what this one makes, and leave nothing behind."""
    names = []
    pool = Pool(2, Limits(artifacts=1))
    done = build(
        opened(DESKS / "good", ISSUED), Wanted(executor=Processes(pool)), tmp_path / "output", ISSUED, Unwatched()
    )
    for name in done.made:
        names.append(name)
        assert (tmp_path / "output" / name).read_bytes() == (everything / name).read_bytes()

    assert len(names) > 1
    assert list(home.iterdir()) == []


def _spoilt(good: Path, text: str) -> tuple[list[Task], str]:
    """Give one of the briefs a template of its own, and let the others fail fast, without the engine."""
    (good / "templates").mkdir()
    (good / "templates/bad.html.j2").write_text(text, encoding="utf-8")
    (good / "templates/brief.html.j2").write_text("{{ nothing }}", encoding="utf-8")
    first, *others = tasks(good)
    return [type(first)(first.name, first.format, first.view, "bad.html.j2", first.expected), *others], first.name


def test_a_brief_that_takes_for_ever_is_ended(good: Path, home: Path) -> None:
    """It is named; the others get their own results."""
    what, bad = _spoilt(good, ENDLESS)
    found = results(Pool(2, Limits(seconds=3)), good, what)

    assert [one.code for one in found[bad].found] == ["BP507"]
    assert found[bad].found[0].label.where.file == bad
    assert {one.code for name in found if name != bad for one in found[name].found} == {"BP403"}
    assert len(found) == len(what)
    assert list(home.iterdir()) == []


def test_one_process_makes_one_artifact_after_the_other(good: Path, home: Path) -> None:
    """It is kept for the next one, and replaced when one of them takes for ever."""
    what, bad = _spoilt(good, ENDLESS)
    warm = Warm(Templates.of(good), Limits(seconds=3))
    found, homes = {}, []
    for one in (what[1], what[1], what[0], what[1]):
        found[one.name] = [finding.code for finding in warm.made(one).found]
        homes.append([path.name for path in home.iterdir()])
    warm.end()

    assert found == {what[1].name: ["BP403"], bad: ["BP507"]}
    assert homes[0] == homes[1] != homes[3]
    assert [len(left) for left in homes] == [2, 2, 1, 2]
    assert list(home.iterdir()) == []


def test_a_brief_that_needs_too_much_memory_is_refused(good: Path, home: Path) -> None:
    """It fails at its limit, and says which it is."""
    what, bad = _spoilt(good, "{% set text = 'a' * 2000000000 %}{{ text }}")
    found = results(Pool(2, Limits(memory=1024**3)), good, what)

    assert [one.label.where.file for one in found[bad].found] == ["templates/bad.html.j2"]
    assert "memory" in found[bad].found[0].message
    assert list(home.iterdir()) == []


def test_an_engine_out_of_memory_is_no_bug(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the engine cannot hold is a finding that names the brief."""

    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("briefpress.emit.layout.laid_out", full)
    one = tasks(good)[0]

    assert [(found.code, found.label.where.file) for found in results(Here(), good, [one])[one.name].found] == [
        ("BP508", one.name)
    ]


def test_a_process_that_is_killed_takes_one_brief_with_it(good: Path, home: Path) -> None:
    """The rest is printed by another."""
    what, bad = _spoilt(good, ENDLESS)
    pool = Pool(2)
    found: dict[str, Result] = {}
    for one in pool.results([*what[1:], what[0]], Templates.of(good), lambda _: None):
        found[one.name] = one
        if len(found) == len(what) - 1:
            _kill(home)
            assert _processes(home)

    assert [one.code for one in found[bad].found] == ["BP509"]
    assert "SIGKILL" in found[bad].found[0].message
    assert len(found) == len(what)
    assert list(home.iterdir()) == []


def test_the_process_that_workers_are_copied_from_can_be_killed_too(good: Path, home: Path) -> None:
    """Another one takes its place."""
    what, bad = _spoilt(good, ENDLESS)
    found: dict[str, Result] = {}
    for one in Pool(2).results(what, Templates.of(good), lambda _: None):
        found[one.name] = one
        if len(found) == 1:
            _kill(home, all_of_them=True)

    assert [one.code for one in found[bad].found] == ["BP509"]
    assert len(found) == len(what)
    assert list(home.iterdir()) == []


def test_a_single_brief_has_limits_too(good: Path, home: Path) -> None:
    """What is loaded beforehand is one process with one thread, so that it can be copied safely."""
    what, bad = _spoilt(good, ENDLESS)
    pool, templates = Pool(2, Limits(seconds=2)), Templates.of(good)
    with pool.ready(templates, ("pdf",)):
        threads = []
        for one in pool.results(what[:1], templates, lambda _: None):
            threads = [len(list(Path(f"/proc/{number}/task").iterdir())) for number in _processes(home)]
            assert [finding.code for finding in one.found] == ["BP507"]
            assert one.name == bad

    assert threads == [1]
    assert list(home.iterdir()) == []


def test_where_no_process_can_be_started_this_one_prints(
    good: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that is full of processes still gets its briefs."""
    what, _ = _spoilt(good, "{{ nothing }}")
    monkeypatch.setattr(sys, "executable", str(good / "nothing"))
    pool, templates = Pool(2), Templates.of(good)
    with pool.ready(templates, ("pdf",)):
        found = list(pool.results(what, templates, lambda _: None))

    assert {finding.code for one in found for finding in one.found} == {"BP403"}
    assert len(found) == len(what)
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(("most", "before"), [(0, 3), (2, 2)])
def test_the_last_brief_does_not_wait_for_a_core(
    good: Path, home: Path, monkeypatch: pytest.MonkeyPatch, most: int, before: int
) -> None:
    """Three briefs on two cores are begun together, unless two processes were asked for."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    what, _ = _spoilt(good, "{{ nothing }}")
    begun: list[str] = []
    for _ in Pool(most).results([*what, *what][:3], Templates.of(good), begun.append):
        break

    assert len(begun) == before
    assert list(home.iterdir()) == []


def _processes(home: Path) -> dict[int, int]:
    """Return the processes that keep their files there, and the parent of each."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if f"TMPDIR={home}/".encode() in (entry / "environ").read_bytes():
                    found[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    return found


def _kill(home: Path, *, all_of_them: bool = False) -> None:
    """Kill the workers, or whoever starts them as well."""
    found = _processes(home)
    for number, parent in found.items():
        if all_of_them or parent in found:
            os.kill(number, signal.SIGKILL)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_a_parent_that_is_ended(good: Path, home: Path, how: signal.Signals) -> None:
    """Nobody goes on printing for nobody, and what they kept is gone."""
    (good / "templates").mkdir()
    (good / "templates/brief.html.j2").write_text(ENDLESS, encoding="utf-8")
    command = [sys.executable, "-c", CHILD, "build", "-j", "2", "--desk", str(good)]
    process = subprocess.Popen(command, env={**os.environ, "TMPDIR": str(home)})
    while len(_processes(home)) < 3:
        assert process.poll() is None
        time.sleep(0.05)
    time.sleep(1)
    process.send_signal(how)
    process.wait()
    for _ in range(400):
        if not list(home.iterdir()) and not _processes(home):
            break
        time.sleep(0.05)

    assert list(home.iterdir()) == []
    assert not _processes(home)
