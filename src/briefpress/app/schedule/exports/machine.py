"""Timers of one machine: units of systemd, and a crontab."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from briefpress.app.schedule.exports.site import longest, variables
from briefpress.plan.calendar import calendar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefpress.app.schedule.exports.site import Site
    from briefpress.model.schedule import Schedule


def units(schedule: Schedule, schedules: Sequence[Schedule], site: Site) -> dict[str, str]:
    """Return a service and a timer; the service may have to wait for those of the other schedules."""
    name = f"briefpress-{schedule.id}"
    about = f"Description=briefpress: {schedule.id} of {_unit(site.desk)}"
    words = (site.program, "schedule", "fire", schedule.id, "--wait", "--desk", site.desk, "--output", site.output)
    service = f"""\
[Unit]
{about}
RequiresMountsFor={_quoted(str(site.output))}

[Service]
Type=oneshot
{_owner(site)}{_environment(schedule)}ExecStart={" ".join(_quoted(str(word)) for word in words)}
WorkingDirectory={_unit(site.desk)}
# One at a time: the others may be before it.
TimeoutStartSec={longest(schedules)}
# The first signal goes to briefpress alone, which stops its build and keeps what was there.
KillMode=mixed
# Another briefpress minds the desk for good; it was told to stop: no failures.
SuccessExitStatus=75 130
UMask=0022
NoNewPrivileges=yes
CapabilityBoundingSet=
PrivateTmp=yes
PrivateDevices=yes
PrivateNetwork={"no" if any(target.folder is None for target in schedule.deliver) else "yes"}
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectControlGroups=yes
RestrictSUIDSGID=yes
RestrictRealtime=yes
LockPersonality=yes
ProtectSystem=strict
# Where output/ is missing it fails: a disk that is not mounted must not begin anew with edition 1.
ReadWritePaths={_writable(schedule, site)}
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


def crontab(schedules: Sequence[Schedule], site: Site) -> str:
    """Return a crontab that looks every minute."""
    words = (site.program, "schedule", "tick", "--quiet", "--desk", site.desk, "--output", site.output)
    command = " ".join(shlex.quote(str(word)) for word in words).replace("%", r"\%")
    needed = "".join(
        f"# Deliveries need it, and cron brings no variables of yours:\n# {name}=\n" for name in variables(schedules)
    )
    return f"""\
# briefpress looks every minute whether a schedule is due, on the clock of its own zone, which cron does not know.
# Status 75 is another one still at work. What goes wrong is said on standard error, which cron sends by mail.
SHELL=/bin/sh
{needed}* * * * * {command} || [ $? -eq 75 ]
"""


def _owner(site: Site) -> str:
    return f"User={site.owner}\n" if site.owner else ""


def _environment(schedule: Schedule) -> str:
    needed = variables([schedule])
    if not needed:
        return ""
    lines = " and ".join(f"{name}=…" for name in needed)
    file = f"/etc/briefpress/{schedule.id}.env"
    return f"# Deliveries need {lines} in it; nobody else may read it.\nEnvironmentFile={file}\n"


def _writable(schedule: Schedule, site: Site) -> str:
    folders = [site.desk / target.folder for target in schedule.deliver if target.folder]
    # One that is missing costs the delivery to it alone.
    return " ".join((_quoted(str(site.output)), *(f"-{_quoted(str(folder))}" for folder in folders)))


def _unit(path: Path) -> str:
    """Return a path as a unit file has it: a percent sign begins a specifier there."""
    return str(path).replace("%", "%%")


def _quoted(word: str) -> str:
    """Return a word of a command as a unit file has it."""
    text = word.replace("%", "%%").replace("$", "$$")
    if re.fullmatch(r"[\w@%+=:,./-]+", text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
