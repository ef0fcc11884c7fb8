"""Minding schedules by a clock that the test sets, with real builds of a small desk."""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.app.schedule.keeper import Keeper
from briefpress.app.schedule.metrics import Numbers, text
from briefpress.record import kept as keeping
from briefpress.record.history import History, runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Ran

PLAIN = Path(__file__).parents[1] / "desks/plain"
START = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HOURLY = "[{id: hourly, every: hour, formats: [json], catch_up: 2 days, retries: 1}]"


@dataclass
class Minded:
    """A desk whose schedules are minded, and a clock to set."""

    root: Path
    now: datetime = START
    said: list[str] = field(default_factory=list)
    keeper: Keeper = field(init=False)

    def open(self, schedules: str | None = None) -> Minded:
        """Begin, or begin again as after an end of whatever kind."""
        if schedules:
            self.write(schedules)
        self.keeper = Keeper(self.root, self.root / "output", self._say, clock=lambda: self.now)
        self.keeper.where.mkdir(parents=True, exist_ok=True)
        self.keeper.open()
        self.keeper.step()
        return self

    def write(self, schedules: str) -> None:
        """Edit the schedules of the desk."""
        text = f"publication: Plain desk\nevidence: unlocked\nschedules: {schedules}\n"
        (self.root / "briefpress.yaml").write_text(text, encoding="utf-8")

    def at(self, now: datetime, *, finish: bool = True) -> Minded:
        """Look at the clock at a time, and wait for the build that is begun."""
        self.now = now
        self.keeper.step()
        while finish and self.keeper.child:
            self.keeper.child.process.wait(60)
            self.keeper.step()
        return self

    def _say(self, level: str, event: str, text: str, **_: object) -> None:
        self.said.append(f"{level} {event}: {text}")

    @property
    def rows(self) -> list[tuple[str, str, int]]:
        """The history, oldest first: the hour of the slot, what it came to, and how many slots it speaks for."""
        return [(row.slot[8:16], row.outcome, row.slots) for row in reversed(runs(self.keeper.where, 100))]


@pytest.fixture
def minded(tmp_path: Path) -> Iterator[Minded]:
    """Mind the hourly schedule of a copy of the plain desk."""
    desk = Minded(Path(shutil.copytree(PLAIN, tmp_path / "desk"))).open(HOURLY)
    yield desk
    desk.keeper.close()


def test_what_is_due_is_published_once(minded: Minded) -> None:
    """A slot issues the first editions; the next finds nothing new, and says that too."""
    minded.at(START + HOUR).at(START + HOUR).at(START + 2 * HOUR)
    second, first = runs(minded.keeper.where, 10)

    assert (first.outcome, first.issued, second.outcome, second.issued) == ("ok", ("harbour/pilots/1",), "ok", ())
    assert "Edition harbour/pilots/1: the first." in first.changes
    assert (minded.root / "output/harbour/editions/pilots/1/harbour-pilots-1.json").exists()
    assert 'last_good_timestamp_seconds{schedule="hourly"} ' in text(minded.keeper, minded.now)
    assert json.loads((minded.root / "output/harbour/editions/pilots/1/manifest.json").read_bytes())["issued"] == (
        "2026-11-22"
    )


def test_days_of_absence_come_to_one_run(minded: Minded) -> None:
    """After three days one build is made; what was missed is on record, too old and made up for apart."""
    minded.at(START + 3 * DAY)

    assert minded.rows == [("22T07:00", "too-old", 24), ("23T07:00", "coalesced", 47), ("25T06:00", "ok", 1)]


def test_a_build_is_never_overlapped(minded: Minded) -> None:
    """Slots that fall due while their own build goes on are passed over."""
    minded.at(START + HOUR, finish=False).at(START + 3 * HOUR)

    assert minded.rows == [("22T07:00", "ok", 1), ("22T08:00", "overlap", 2)]


def test_builds_of_two_schedules_follow_one_another(minded: Minded) -> None:
    """The second waits for the first; no slot of it is lost."""
    minded.open("[{id: one, every: hour, formats: [json]}, {id: two, every: hour, formats: [json], publish: draft}]")
    minded.at(START + HOUR)
    two, one = runs(minded.keeper.where, 10)

    assert ((one.schedule, one.issued), (two.schedule, two.issued)) == (
        ("one", ("harbour/pilots/1",)),
        ("two", (str(minded.root / "output/harbour/pilots.json"),)),
    )


def test_a_slot_that_waits_too_long_gives_way_to_the_next(minded: Minded) -> None:
    """A schedule that others keep waiting runs for its newest slot, and the older one is on record."""
    minded.open("[{id: one, every: 2 hours, formats: [json]}, {id: two, every: hour, formats: [json]}]")
    minded.at(START + timedelta(minutes=90), finish=False).at(START + timedelta(minutes=150))

    assert [(row.schedule, row.outcome) for row in reversed(runs(minded.keeper.where, 9))] == [
        ("two", "coalesced"),
        ("one", "ok"),
        ("two", "coalesced"),
        ("two", "ok"),
    ]


def test_findings_fail_and_are_not_tried_again(minded: Minded) -> None:
    """What is wrong with the desk is told with its place; the last good edition stays."""
    minded.at(START + HOUR)
    brief = minded.root / "content/briefs/harbour.yaml"
    brief.write_text(brief.read_text("utf-8").replace("{ships}", "{shps}"), encoding="utf-8")
    minded.at(START + 2 * HOUR).at(START + 2 * HOUR + timedelta(minutes=20))
    failed = runs(minded.keeper.where, 1)[0]

    assert minded.rows[1:] == [("22T08:00", "failed", 1)]
    assert "content/briefs/harbour.yaml:" in failed.log
    assert "BP303" in failed.log
    assert (minded.root / "output/harbour/editions/pilots/1/manifest.json").exists()


def test_a_disk_that_refuses_is_tried_again(minded: Minded) -> None:
    """What the disk refuses is tried later, and works when it may."""
    (minded.root / "output/harbour").write_text("in the way", encoding="utf-8")
    minded.at(START + HOUR)
    (minded.root / "output/harbour").unlink()
    minded.at(minded.now + timedelta(seconds=20)).at(minded.now + timedelta(minutes=1))

    assert minded.rows == [("22T07:00", "postponed", 1), ("22T07:00", "ok", 1)]


def test_a_scheduler_that_does_not_answer_is_tried_again(minded: Minded, monkeypatch: pytest.MonkeyPatch) -> None:
    """A schedule prints with the cluster that the environment names, and waits for one that is away."""
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "100ms")
    with monkeypatch.context() as away:
        away.setenv("BRIEFPRESS_SCHEDULER", "tcp://127.0.0.1:1")
        minded.at(START + HOUR)
    minded.at(minded.now + timedelta(seconds=20)).at(minded.now + timedelta(minutes=1))

    assert minded.rows == [("22T07:00", "postponed", 1), ("22T07:00", "ok", 1)]


def test_another_writer_is_waited_for(minded: Minded) -> None:
    """A folder that another briefpress writes into is no failure, until the tries are used up."""
    from briefpress.record.hold import held

    with held(minded.root / "output"):
        minded.at(START + HOUR).at(minded.now + timedelta(minutes=5))

    assert minded.rows == [("22T07:00", "postponed", 1), ("22T07:00", "failed", 1)]


def test_a_build_that_takes_too_long_is_ended(minded: Minded) -> None:
    """The whole group is gone, and the schedule goes on."""
    minded.at(START + HOUR, finish=False)
    assert minded.keeper.child
    process = minded.keeper.child.process
    minded.keeper.child.begun -= 3600
    minded.at(START + HOUR)

    assert (minded.rows, process.returncode) == ([("22T07:00", "timed-out", 1)], -15)
    assert minded.at(START + 2 * HOUR).rows[1:] == [("22T08:00", "ok", 1)]


def test_nothing_is_begun_that_could_not_be_remembered(minded: Minded, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a full disk there is no build and a word about it; with room again the slot is run."""
    full = OSError(28, "No space left on device")

    def refuses(*_: object) -> None:
        raise full

    with monkeypatch.context() as patch:
        patch.setattr(keeping, "write", refuses)
        minded.at(START + HOUR)
    assert (minded.keeper.child, minded.rows) == (None, [])
    assert "error state-not-kept: the state cannot be kept, nothing is begun: No space left on device" in minded.said

    assert minded.at(START + HOUR).rows == [("22T07:00", "ok", 1)]


@pytest.mark.parametrize("damage", [b"", b"{", b'{"schedules": {"hourly": {"seen": "2026-11-22T06:00:00"}}}'])
def test_a_damaged_state_counts_from_now(minded: Minded, damage: bytes) -> None:
    """What cannot be read is kept aside, said, and begun anew."""
    minded.keeper.close()
    (minded.keeper.where / "state.json").write_bytes(damage)
    minded.now = START + 5 * HOUR
    minded.open()

    assert minded.rows == []
    assert any(line.startswith("warning state-damaged") for line in minded.said)
    assert (minded.keeper.where / "state.json.bad").read_bytes() == damage


@pytest.mark.parametrize("damage", [b"no database at all, but long enough to be looked at as one" * 40])
def test_a_damaged_history_is_begun_anew(minded: Minded, damage: bytes) -> None:
    """History is worth having and not worth a build."""
    minded.keeper.close()
    (minded.keeper.where / "history.sqlite").write_bytes(damage)

    assert minded.open().at(START + HOUR).rows == [("22T07:00", "ok", 1)]
    assert (minded.keeper.where / "history.sqlite.bad").read_bytes() == damage


def test_a_history_that_cannot_be_written_stops_nothing(minded: Minded, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the history is refused, the build is made and the log says what is missing."""

    def refuses(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    for step in ("begin", "end"):
        monkeypatch.setattr(History, step, refuses)
    minded.at(START + HOUR)

    assert (minded.root / "output/harbour/editions/pilots/1/manifest.json").exists()
    assert "warning history-not-kept: the history cannot be written: database or disk is full" in minded.said


def test_schedules_are_edited_while_they_are_minded(minded: Minded) -> None:
    """New times count from when they are read; what cannot be read leaves the old ones in force."""
    minded.write(HOURLY.replace("every: hour", "every: day at 09:00"))
    minded.at(START + HOUR)
    minded.write(HOURLY.replace("every: hour", "every: moon"))
    minded.at(START + 2 * HOUR)
    assert (minded.rows, sum("settings-damaged" in line for line in minded.said)) == ([], 1)
    assert any("edited" in line for line in minded.said)

    minded.write(HOURLY.replace("every: hour", "every: day at 09:00"))
    assert minded.at(START + 3 * HOUR).rows == [("22T09:00", "ok", 1)]


def test_a_build_in_the_desk_is_ours(minded: Minded) -> None:
    """A module that lies in the desk's folder is not what a build runs."""
    for name in ("json", "briefpress"):
        (minded.root / f"{name}.py").write_text("raise SystemExit(9)\n", encoding="utf-8")

    assert minded.at(START + HOUR).rows == [("22T07:00", "ok", 1)]


def test_always_issues_where_nothing_changed(minded: Minded) -> None:
    """A schedule may ask for an edition each time."""
    minded.open(HOURLY.replace("retries: 1", "publish: always"))
    minded.at(START + HOUR).at(START + 2 * HOUR)

    assert runs(minded.keeper.where, 1)[0].issued == ("harbour/pilots/2",)


def test_that_nothing_changed_is_on_record(minded: Minded, run: Callable[..., Ran]) -> None:
    """A run that issued nothing says for every audience why; what is worth an edition is the schedule's to say."""
    minded.at(START + HOUR).at(START + 2 * HOUR)
    assert runs(minded.keeper.where, 1)[0].changes == "harbour/pilots: nothing changed since edition 1"
    assert "harbour/pilots: nothing changed" in run("schedule", "show", "2", "--desk", minded.root).out

    brief = minded.root / "content/briefs/harbour.yaml"
    brief.write_text(brief.read_text("utf-8").replace("Expect to wait", "Be ready to wait"), encoding="utf-8")
    minded.write(HOURLY.replace("retries: 1", "publish: on-any-change"))
    minded.at(START + 3 * HOUR)
    assert runs(minded.keeper.where, 1)[0].issued == ("harbour/pilots/2",)


def test_the_history_for_people_and_machines(minded: Minded, run: Callable[..., Ran]) -> None:
    """Rows, one run, and what the words for them are when there is no such run."""
    minded.at(START + HOUR)
    words = ("--desk", minded.root)

    assert run("schedule", "history", *words).out == "1\thourly\t2026-11-22T07:00:00Z\tok\tharbour/pilots/1\n"
    assert run("schedule", "history", "other", *words).err == "briefpress: no schedule 'other': the desk has hourly\n"
    assert json.loads(run("schedule", "show", "1", "-f", "json", *words).out)["issued"] == ["harbour/pilots/1"]
    assert "issued harbour/pilots/1" in run("schedule", "show", "1", *words).out
    ran = run("schedule", "show", "7", *words)
    assert (ran.status, ran.out) == (2, "")
    (minded.keeper.where / "history.sqlite").write_bytes(b"no database" * 400)
    ran = run("schedule", "history", *words)
    assert (ran.status, ran.err) == (2, "briefpress: the history cannot be read: file is not a database\n")


def test_a_history_without_rows_says_what_to_do(minded: Minded, run: Callable[..., Ran]) -> None:
    """Schedules that were not due yet: where to see when they are; no schedules at all: where to write them."""
    ran = run("schedule", "history", "hourly", "-f", "json", "--desk", minded.root)
    assert (ran.status, json.loads(ran.out)) == (0, [])
    assert ran.err == "nothing of hourly is on record yet; 'briefpress schedule list' shows what fires when\n"

    minded.write("[]")
    ran = run("schedule", "history", "--desk", minded.root)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "briefpress: the desk has no schedules; write them under 'schedules:' in briefpress.yaml\n"


def test_numbers_are_replaced_as_a_whole_when_they_change(minded: Minded, tmp_path: Path) -> None:
    """A reader sees the old file or the new one under that name; that time goes by alone is not worth a write."""
    path = tmp_path / "node/briefpress.prom"
    minded.keeper.after = Numbers(path)
    minded.at(START + timedelta(minutes=1))
    first = path.stat()
    minded.at(START + timedelta(minutes=2))
    assert path.stat().st_ino == first.st_ino
    minded.at(START + HOUR)

    assert path.stat().st_ino != first.st_ino
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    lines = path.read_text("utf-8").splitlines()
    assert f'briefpress_schedule_last_good_timestamp_seconds{{schedule="hourly"}} {minded.now.timestamp():.0f}' in lines
    assert 'briefpress_schedule_running{schedule="hourly"} 0' in lines


def test_a_schedule_grows_stale_by_itself(minded: Minded) -> None:
    """Its number says so at the next look, although nothing happened."""
    minded.write(HOURLY.replace("every: hour", "every: day at 01:00").replace("retries: 1", "fresh_within: 1 hour"))
    minded.open().keeper.state["hourly"] = minded.keeper.state["hourly"].model_copy(update={"good": START})
    minded.keeper.after = Numbers(minded.root / "numbers.prom")
    minded.at(START + timedelta(minutes=59))
    fresh = (minded.root / "numbers.prom").read_text("utf-8")
    minded.at(START + timedelta(minutes=61))

    stale = 'stale{schedule="hourly"} '
    assert (f"{stale}0" in fresh, f"{stale}1" in (minded.root / "numbers.prom").read_text("utf-8")) == (True, True)


def test_numbers_that_cannot_be_written_are_said_once(minded: Minded) -> None:
    """No build is lost for them."""
    (minded.root / "file").write_text("in the way", encoding="utf-8")
    minded.keeper.after = Numbers(minded.root / "file/numbers.prom")
    minded.at(START + timedelta(minutes=1)).at(START + timedelta(minutes=2)).at(START + HOUR)

    assert minded.rows == [("22T07:00", "ok", 1)]
    assert len([line for line in minded.said if line.startswith("warning metrics-not-written")]) == 1


def test_status_is_a_dead_mans_switch(minded: Minded, run: Callable[..., Ran]) -> None:
    """It fails without a good run, and once the newest is too old; a machine is told which."""
    minded.write(HOURLY.replace("retries: 1", "fresh_within: 520 weeks"))
    words = ("status", "--desk", minded.root)

    assert run(*words).status == 1
    minded.at(START + HOUR)
    assert run(*words).status == 0
    minded.write(HOURLY.replace("retries: 1", "fresh_within: 1 minute"))
    ran = run(*words, "--format", "json")
    good = datetime.fromisoformat(json.loads(ran.out)[0]["good"])
    assert good == START + HOUR
    assert ran.status == (1 if datetime.now(UTC) - good > timedelta(minutes=1) else 0)
