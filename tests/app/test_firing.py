"""`schedule tick` and `fire`: for whoever has a clock of his own, as a timer of the system or a person."""

from __future__ import annotations

import json
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

from briefpress.record import kept
from briefpress.record.hold import held
from briefpress.record.kept import place
from minding import PATIENCE, building, command, copied, heard, minded, overdue, rows, scheduled, settings, stopped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a copy of the plain desk, whose schedule is due every minute."""
    return copied(tmp_path)


def test_a_timer_of_the_system_fires_one_schedule(desk: Path, run: Callable[..., Ran]) -> None:
    """Without any state the newest slot is run; a second time only if it is asked for."""
    scheduled(desk, "every: day at 00:00")
    words = ("schedule", "fire", "night", "--desk", desk)
    first, second, third = run(*words), run(*words), run(*words, "--again")

    assert (first.status, second.status, third.status) == (0, 0, 0)
    assert "ok: harbour/pilots/1" in first.err
    assert "night: nothing is due, its newest slot was run or is too old; --again runs it all the same" in second.err
    assert "ok: nothing new" in third.err
    assert run("schedule", "fire", "nihgt", "--desk", desk).err == (
        "briefpress: no schedule 'nihgt': did you mean 'night'?\n"
    )


@pytest.mark.parametrize("words", [("tick",), ("fire", "night")], ids=" ".join)
def test_told_to_stop_it_says_so(desk: Path, run: Callable[..., Ran], words: tuple[str, ...]) -> None:
    """SIGTERM in the middle of a build: none left, nothing of it on disk, status 130; the next one runs the slot."""
    overdue(desk)
    with minded(desk, *words) as process:
        heard(process, "begun")
        status, said = stopped(process)

        assert (status, building(desk)) == (130, [])
    assert [json.loads(line)["event"] for line in said.splitlines()] == ["stopping", "ended"]
    assert not (desk / "output/harbour").exists()
    assert run("schedule", *words, "--desk", desk).status == 0
    assert [row.outcome for row in rows(desk) if row.started] == ["stopped", "ok"]


def test_a_timer_waits_for_its_turn(desk: Path) -> None:
    """Two timers at the same time: with --wait the second follows the first, and without it says that it did not."""
    fixed = "formats: [json], publish: draft, limit: 1 day"
    settings(
        desk, f"  - {{id: night, every: day at 00:00, {fixed}}}\n  - {{id: other, every: day at 00:00, {fixed}}}\n"
    )
    with minded(desk, "fire", "night") as first:
        heard(first, "begun")
        # However slow the machine is, it has its turn until both have asked for theirs.
        first.send_signal(signal.SIGSTOP)
        with minded(desk, "fire", "other", "--wait") as second:
            heard(second, "waiting")
            refused = subprocess.run(command("fire", desk, "other"), capture_output=True, check=False)
            first.send_signal(signal.SIGCONT)
            assert refused.returncode == 75
            assert heard(second, "begun")["schedule"] == "other"
            assert (first.wait(PATIENCE), second.wait(PATIENCE)) == (0, 0)

    assert [(row.schedule, row.outcome) for row in rows(desk)] == [("night", "ok"), ("other", "ok")]


def test_who_waits_for_his_turn_can_be_told_to_stop(desk: Path) -> None:
    """SIGTERM ends the waiting, too."""
    with kept.minded(place(desk / "output")), minded(desk, "fire", "night", "--wait") as process:
        heard(process, "waiting")

        assert stopped(process)[0] == 130


def test_a_tick_says_that_a_run_failed(desk: Path, run: Callable[..., Ran]) -> None:
    """Whoever has a clock of his own is told by the status, and of what was found in a line for each."""
    overdue(desk)
    (desk / "content/themes/themes.yaml").write_text("- id: Traffic\n", encoding="utf-8")
    ran = run("schedule", "tick", "--desk", desk, "--log-format", "json")
    said = [json.loads(line) for line in ran.err.splitlines()]
    found = [one for one in said if one["event"] == "finding"]

    assert (ran.status, ran.out, said[-1]["event"], said[-1]["outcome"]) == (1, "", "ended", "failed")
    assert ("BP106", "content/themes/themes.yaml", 1) in [(one["code"], one["file"], one["line"]) for one in found]
    assert {one["run"] for one in found} == {said[-1]["run"]}


def test_a_quiet_tick_says_what_went_wrong_alone(desk: Path, run: Callable[..., Ran]) -> None:
    """Nothing of a run that went well: what a cron sends by mail is worth reading."""
    scheduled(desk, "every: day at 00:00", "publish: draft")
    words = ("schedule", "fire", "night", "--quiet", "--desk", desk)
    first = run(*words)
    (desk / "content/themes/themes.yaml").write_text("- id: Traffic\n", encoding="utf-8")
    second = run(*words, "--again")

    assert (first.status, first.out, first.err) == (0, "", "")
    assert (second.status, "BP106" in second.err) == (1, True)


def test_what_cannot_begin_is_an_event_too(desk: Path, run: Callable[..., Ran]) -> None:
    """A log of JSON has nothing else in it, also where settings cannot be read or a name is unknown."""
    unknown = run("schedule", "fire", "nihgt", "--desk", desk, "--log-format", "json")
    scheduled(desk, "every: moon")
    damaged = run("schedule", "tick", "--desk", desk, "--log-format", "json")

    assert (unknown.status, json.loads(unknown.err)["event"]) == (2, "cannot-run")
    assert (damaged.status, json.loads(damaged.err)["code"]) == (1, "BP113")


def test_a_full_disk_is_no_success(desk: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be remembered nothing is begun, and the status says so; with room again it is run."""

    def refuses(*_: object) -> None:
        raise OSError(28, "No space left on device")

    scheduled(desk, "every: day at 00:00")
    words = ("schedule", "fire", "night", "--desk", desk)
    with monkeypatch.context() as patch:
        patch.setattr(kept, "write", refuses)
        ran = run(*words)

    assert (ran.status, "nothing is begun: No space left on device" in ran.err) == (1, True)
    assert run(*words).status == 0


def test_what_is_to_be_tried_again_is_no_success(desk: Path, run: Callable[..., Ran]) -> None:
    """A tick that found another writing ends with a status that says so, and the next one does the work."""
    overdue(desk)
    with held(desk / "output"):
        assert run("schedule", "tick", "--desk", desk).status == 1


def test_a_place_that_cannot_be_written(desk: Path, run: Callable[..., Ran]) -> None:
    """A file where the folder should be is said in one line."""
    (desk / "output").write_text("in the way", encoding="utf-8")
    ran = run("schedule", "tick", "--desk", desk)

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("briefpress: cannot keep the state of schedules: ")
