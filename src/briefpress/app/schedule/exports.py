"""`schedule export`: schedules for timers that a machine already has; each calls `briefpress schedule fire`."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefpress import __version__
from briefpress.plan.calendar import calendar, plain, universal
from briefpress.plan.due import oddities

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from briefpress.model.schedule import Schedule

Kind = Literal["systemd", "cron", "github", "k8s"]
_SLACK = 60
"""Seconds to start, stop and keep what happened, beside the build itself."""
_STATE = "output"
_LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@dataclass(frozen=True)
class Site:
    """Where the desk and the program are."""

    desk: Path
    output: Path
    program: Path
    image: str = f"briefpress:{__version__}"


def export(kind: Kind, schedules: Sequence[Schedule], site: Site, now: datetime) -> dict[str, str]:
    """Return the files to install, by name."""
    match kind:
        case "systemd":
            return {name: text for one in schedules for name, text in _systemd(one, site).items()}
        case "cron":
            return {"briefpress.crontab": _crontab(site)}
        case "github":
            return {f"briefpress-{one.id}.yml": _workflow(one, now) for one in schedules}
        case "k8s":
            return {f"briefpress-{one.id}.yaml": _cronjob(one, site) for one in schedules}


def warnings(kind: Kind, schedules: Sequence[Schedule], now: datetime) -> list[str]:
    """Return what another timer does differently, in words."""
    if kind != "systemd":
        return []
    lost = [
        (one.id, text.partition(": runs")[0]) for one in schedules for text in oddities(one, now) if "not exist" in text
    ]
    return [f"{name}: {text}, and systemd passes it over; 'briefpress schedule run' does not" for name, text in lost]


def _systemd(schedule: Schedule, site: Site) -> dict[str, str]:
    name = f"briefpress-{schedule.id}"
    about = f"Description=briefpress: {schedule.id} of {_unit(site.desk)}"
    words = (site.program, "schedule", "fire", schedule.id, "--desk", site.desk, "--output", site.output)
    folders = [site.desk / target.folder for target in schedule.deliver if target.folder]
    # Who posts nothing needs no network.
    network = "no" if any(target.webhook for target in schedule.deliver) else "yes"
    service = f"""\
[Unit]
{about}

[Service]
Type=oneshot
ExecStart={" ".join(_quoted(str(word)) for word in words)}
WorkingDirectory={_unit(site.desk)}
TimeoutStartSec={_longest(schedule)}
# The first signal goes to briefpress alone, which stops its build and keeps what was there.
KillMode=mixed
# Another briefpress is at it: no failure.
SuccessExitStatus=75
UMask=0022
NoNewPrivileges=yes
PrivateTmp=yes
PrivateNetwork={network}
ProtectSystem=strict
ReadWritePaths={" ".join(_quoted(str(path)) for path in (site.output, *folders))}
"""
    times = "\n".join(f"OnCalendar={line}" for line in calendar(schedule))
    timer = f"""\
[Unit]
{about}

[Timer]
{times}
# What was missed while the machine was off is made up for, once.
Persistent=true
AccuracySec=1s

[Install]
WantedBy=timers.target
"""
    return {f"{name}.service": service, f"{name}.timer": timer}


def _crontab(site: Site) -> str:
    words = (site.program, "schedule", "tick", "--desk", site.desk, "--output", site.output)
    command = " ".join(shlex.quote(str(word)) for word in words).replace("%", r"\%")
    return f"""\
# briefpress looks every minute whether a schedule is due, on the clock of its own zone, which cron does not know.
# Status 75 is another one still at work. What fails is said on standard error, which cron sends by mail.
SHELL=/bin/sh
* * * * * {command} --log-format json >/dev/null || [ $? -eq 75 ]
"""


def _workflow(schedule: Schedule, now: datetime) -> str:
    lines = "\n".join(f"    - cron: {json.dumps(line)}" for line in universal(schedule, now))
    return f"""\
# {schedule.line} in {schedule.zone}, in UTC for each offset of the zone: at the wrong one nothing is due.
# GitHub may be late, drop runs when it is busy, and stops after 60 days without a commit: watch `briefpress status`.
name: briefpress {schedule.id}
on:
  schedule:
{lines}
  workflow_dispatch:
permissions:
  contents: read
concurrency:
  group: briefpress
  cancel-in-progress: false
jobs:
  publish:
    runs-on: ubuntu-latest
    timeout-minutes: {-(-_longest(schedule) // 60) + 10}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: sudo apt-get update && sudo apt-get install -y --no-install-recommends {_LIBRARIES}
      - run: python -m pip install "briefpress=={__version__}"
      # The editions so far and the state of the schedules: without them every run would issue edition 1.
      - uses: actions/cache/restore@v4
        with:
          path: {_STATE}
          key: briefpress-{_STATE}-${{{{ github.run_id }}}}
          restore-keys: briefpress-{_STATE}-
      - run: briefpress schedule fire {schedule.id}
      - uses: actions/cache/save@v4
        if: always()
        with:
          path: {_STATE}
          key: briefpress-{_STATE}-${{{{ github.run_id }}}}
      - uses: actions/upload-artifact@v4
        with:
          name: briefs
          path: {_STATE}
"""


def _cronjob(schedule: Schedule, site: Site) -> str:
    window = int(schedule.catch_up.total_seconds())
    arguments = ["schedule", "fire", schedule.id, "--desk", "/desk", "--output", "/desk/output"]
    return f"""\
# Comes at least as often as {json.dumps(schedule.line)}; when the schedule is not due, `fire` does nothing.
# The claim briefpress-desk holds the desk; its output/ is what must not be lost.
apiVersion: batch/v1
kind: CronJob
metadata:
  name: briefpress-{schedule.id}
spec:
  schedule: {json.dumps(plain(schedule))}
  timeZone: {json.dumps(schedule.zone)}
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: {window}
  successfulJobsHistoryLimit: 3
  failedJobsHistoryLimit: 3
  jobTemplate:
    spec:
      backoffLimit: 0
      activeDeadlineSeconds: {_longest(schedule)}
      template:
        spec:
          restartPolicy: Never
          securityContext:
            runAsNonRoot: true
            runAsUser: 1000
            fsGroup: 1000
          containers:
            - name: briefpress
              image: {json.dumps(site.image)}
              command: [briefpress]
              args: {json.dumps(arguments)}
              securityContext:
                allowPrivilegeEscalation: false
                readOnlyRootFilesystem: true
                capabilities:
                  drop: [ALL]
              volumeMounts:
                - name: desk
                  mountPath: /desk
                - name: tmp
                  mountPath: /tmp
          volumes:
            - name: desk
              persistentVolumeClaim:
                claimName: briefpress-desk
            - name: tmp
              emptyDir: {{}}
"""


def _longest(schedule: Schedule) -> int:
    """Return the seconds that a run may take, tries and the waits between them included."""
    tries = schedule.retries + 1
    waits: int = sum(30 * 4**number for number in range(schedule.retries))
    return int(schedule.limit.total_seconds() + _SLACK) * tries + waits


def _unit(path: Path) -> str:
    """Return a path as a unit file has it: a percent sign begins a specifier there."""
    return str(path).replace("%", "%%")


def _quoted(word: str) -> str:
    """Return a word of a command as a unit file has it."""
    text = word.replace("%", "%%").replace("$", "$$")
    if re.fullmatch(r"[\w@%+=:,./-]+", text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
