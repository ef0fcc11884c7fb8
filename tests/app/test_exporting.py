"""Exported schedules: what a machine's own timers take, as those timers judge it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from briefpress.app.schedule.exports import Site, export, warnings
from briefpress.model.schedule import Schedule
from briefpress.plan.calendar import calendar, plain, universal
from briefpress.plan.due import slots
from minding import copied, scheduled

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

ANALYZE = shutil.which("systemd-analyze")
judged = pytest.mark.skipif(ANALYZE is None, reason="systemd is not installed")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
GIT, BASH = shutil.which("git"), shutil.which("bash")
MANY = tuple(
    Schedule.model_validate({"id": f"s{number}", **fields})
    for number, fields in enumerate(
        (
            {"every": "weekday at 07:00", "zone": "Europe/Zurich"},
            {"every": "15 minutes", "zone": "Asia/Kathmandu"},
            {"every": "day at 18:00 and 06:00", "zone": "Australia/Lord_Howe"},
            {"on": "the last weekday at 18:00", "zone": "America/New_York"},
            {"on": "the last Friday at 18:00"},
            {"on": "the first Monday at 07:00"},
            {"on": "29 February at 09:00"},
            {"cron": "0 6 13 * FRI", "zone": "Asia/Tokyo"},
            {"cron": "5 4 1-7 * 7"},
        )
    )
)


def fired(lines: list[str], count: int) -> list[str]:
    """Return when systemd would fire next, in UTC."""
    command = [ANALYZE or "", "calendar", f"--iterations={count}", f"--base-time={NOW:%Y-%m-%d %H:%M:%S} UTC", *lines]
    out = subprocess.run(command, capture_output=True, text=True, check=True, env={"TZ": "UTC"}).stdout
    found = [line.split(": ", 1)[1].split(" ", 1)[1] for line in out.splitlines() if _moment(line)]
    return sorted(set(found))[:count]


def _moment(line: str) -> bool:
    return line.endswith(" UTC") and line.strip().startswith(("Next elapse", "Iter. #", "(in UTC)"))


@judged
@pytest.mark.parametrize("schedule", MANY, ids=lambda schedule: schedule.line)
def test_systemd_fires_when_the_schedule_does(schedule: Schedule) -> None:
    """The calendar of a timer comes to the same moments."""
    mine = [f"{slot:%Y-%m-%d %H:%M:%S UTC}" for slot in islice(slots(schedule, NOW), 4)]

    assert fired(calendar(schedule), 4) == mine


@pytest.mark.parametrize("schedule", MANY, ids=lambda schedule: schedule.line)
def test_other_crons_come_at_least_as_often(schedule: Schedule) -> None:
    """No slot of the schedule is missed by the plainer lines of other timers."""
    wanted = set(islice(slots(schedule, NOW), 6))
    end = max(wanted)
    for lines, zone in ((universal(schedule, NOW), "UTC"), ([plain(schedule)], schedule.zone)):
        given: set[datetime] = set()
        for line in lines:
            other = Schedule.model_validate({"id": "x", "cron": line, "zone": zone})
            for slot in slots(other, NOW):
                if slot > end:
                    break
                given.add(slot)
        assert wanted <= given


@judged
def test_systemd_takes_the_units(good: Path, tmp_path: Path, run: Callable[..., Ran]) -> None:
    """systemd-analyze has no word against service and timer, even of a desk with a difficult name."""
    desk = good.rename(tmp_path / "a 100% desk")
    with (desk / "briefpress.yaml").open("a", encoding="utf-8") as settings:
        settings.write("schedules: [{id: night, cron: 30 2 * * *, zone: America/New_York}]\n")
    program = tmp_path / "briefpress"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    ran = run("schedule", "export", "--systemd", "--to", tmp_path / "units", "--desk", desk)
    units = sorted((tmp_path / "units").iterdir())
    command = [ANALYZE or "", "verify", "--man=no", *map(str, units)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (ran.status, [unit.name for unit in units]) == (0, ["briefpress-night.service", "briefpress-night.timer"])
    assert "systemd passes it over" in ran.err
    assert [line for line in said.stderr.splitlines() if "briefpress-night" in line] == []
    timer = units[1].read_text(encoding="utf-8")
    assert f'ReadWritePaths="{desk}/output"'.replace("%", "%%") in units[0].read_text(encoding="utf-8")
    assert (desk / "output").is_dir()
    assert {"Persistent=true", "AccuracySec=1s", "OnCalendar=*-*-* 2:30:00 America/New_York"} <= set(timer.splitlines())


def test_a_cronjob_never_runs_twice_at_once() -> None:
    """Kubernetes is told the zone, to forbid overlap, how late is too late, and to let others end first."""
    schedule = Schedule.model_validate({"id": "last", "on": "the last day at 18:00", "zone": "Europe/Zurich"})
    site = Site(Path("/srv/desk"), Path("/srv/desk/output"), Path("/bin/briefpress"), "registry.example/briefpress:1")
    made: Any = yaml.safe_load(export("k8s", [schedule], site, NOW)["briefpress-last.yaml"])
    job = made["spec"]["jobTemplate"]["spec"]

    assert (made["spec"]["schedule"], made["spec"]["timeZone"]) == ("0 18 28,29,30,31 * *", "Europe/Zurich")
    assert (made["spec"]["concurrencyPolicy"], made["spec"]["startingDeadlineSeconds"]) == ("Forbid", 86_400)
    assert job["template"]["spec"]["containers"][0]["image"] == "registry.example/briefpress:1"
    assert job["activeDeadlineSeconds"] == 3 * (1800 + 60) + 30 + 120
    assert "--wait" in job["template"]["spec"]["containers"][0]["args"]


def test_a_cronjob_that_comes_often_is_not_given_up() -> None:
    """Kubernetes starts nothing that it missed a hundred times within the deadline."""
    schedule = Schedule.model_validate({"id": "often", "every": "1 minutes"})
    site = Site(Path("/srv/desk"), Path("/srv/desk/output"), Path("/bin/briefpress"))
    made: Any = yaml.safe_load(export("k8s", [schedule], site, NOW)["briefpress-often.yaml"])

    assert 10 < made["spec"]["startingDeadlineSeconds"] < 100 * 60


def test_a_workflow_fires_every_schedule_one_after_the_other() -> None:
    """GitHub is told UTC times for every offset, never to run two at once, and no failure keeps the others from it."""
    schedules = [
        Schedule.model_validate({"id": "m", "every": "weekday at 07:00", "zone": "Europe/Zurich"}),
        Schedule.model_validate({"id": "often", "every": "2 minutes", "retries": 0, "limit": "1 minute"}),
    ]
    site = Site(Path("/srv/desk"), Path("/srv/desk/output"), Path("/bin/briefpress"))
    made: Any = yaml.safe_load(export("github", schedules, site, NOW)["briefpress.yml"])
    fires = [step for step in made["jobs"]["publish"]["steps"] if step.get("name", "").startswith("Fire")]

    assert made[True]["schedule"][0] == {"cron": "0 5,6 * * 1,2,3,4,5"}
    assert made["concurrency"]["cancel-in-progress"] is False
    assert [step["run"].split()[3] for step in fires] == ["m", "often"]
    assert {step["if"] for step in fires} == {"${{ !cancelled() }}"}
    assert warnings("github", schedules, NOW) == ["often: GitHub comes every five minutes at most"]


def git(*words: str | Path) -> str:
    """Run git as somebody, and return what it says."""
    names = {f"GIT_{who}_{what}": "test@localhost" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    ran = subprocess.run([GIT or "", *words], env={**os.environ, **names}, capture_output=True, text=True, check=True)
    return ran.stdout


@pytest.mark.skipif(not (GIT and BASH), reason="git or bash is not installed")
def test_a_workflow_keeps_what_was_issued(tmp_path: Path, run: Callable[..., Ran]) -> None:
    """Its own steps, in two fresh checkouts as on GitHub: the second knows what the first issued."""
    desk, origin = scheduled(copied(tmp_path), "every: day at 00:00"), tmp_path / "origin.git"
    git("init", "-q", "-b", "main", desk)
    git("-C", desk, "add", "--all")
    git("-C", desk, "commit", "-qm", "Begin")
    git("clone", "-q", "--bare", desk, origin)
    made: Any = yaml.safe_load(run("schedule", "export", "--github", "--desk", desk).out)
    steps = [step["run"] for step in made["jobs"]["publish"]["steps"] if "name" in step]
    program = tmp_path / "briefpress"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefpress.cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    said = []
    for number in ("1", "2"):
        git("clone", "-q", origin, tmp_path / number)
        (tmp_path / f"temp{number}").mkdir()
        there = {"RUNNER_TEMP": str(tmp_path / f"temp{number}"), "PATH": f"{tmp_path}:{os.environ['PATH']}"}
        for step in steps:
            words = [BASH or "", "-e", "-c", step]
            ran = subprocess.run(
                words, cwd=tmp_path / number, env={**os.environ, **there}, capture_output=True, text=True, check=False
            )
            assert ran.returncode == 0, ran.stderr
            said.append(ran.stderr)

    assert "ok: harbour/pilots/1" in said[1]
    assert "nothing is due" in said[4]
    kept = git("-C", origin, "ls-tree", "-r", "--name-only", "briefs").splitlines()
    assert "harbour/editions/pilots/1/manifest.json" in kept


def test_a_crontab_is_a_line_that_a_shell_takes(run: Callable[..., Ran], good: Path, tmp_path: Path) -> None:
    """One look a minute, with every percent sign escaped, and quotes where a shell needs them."""
    desk = good.rename(tmp_path / "a 100% desk")
    with (desk / "briefpress.yaml").open("a", encoding="utf-8") as settings:
        settings.write("schedules: [{id: night, every: hour}]\n")
    ran = run("schedule", "export", "--cron", "--desk", desk)
    line = ran.out.splitlines()[-2]

    assert (ran.status, line.startswith("* * * * * ")) == (0, True)
    assert "%" not in line.replace(r"\%", "")
    command = line.removeprefix("* * * * * ").replace(r"\%", "%")
    subprocess.run(["/bin/sh", "-n", "-c", command], check=True)


def test_one_timer_at_a_time(run: Callable[..., Ran], good: Path, tmp_path: Path) -> None:
    """For which timer has to be said, once; and a place that cannot be written is told."""
    with (good / "briefpress.yaml").open("a", encoding="utf-8") as settings:
        settings.write("schedules: [{id: night, every: hour}]\n")
    (tmp_path / "file").write_text("", encoding="utf-8")

    for words in ((), ("--cron", "--k8s")):
        assert run("schedule", "export", *words, "--desk", good).status == 2
    ran = run("schedule", "export", "--github", "--to", tmp_path / "file", "--desk", good)
    assert (ran.status, ran.err.startswith("briefpress: cannot write to")) == (2, True)
