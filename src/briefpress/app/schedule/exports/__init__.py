"""`schedule export`: schedules for timers that a machine already has; each calls `briefpress schedule fire`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from briefpress.app.schedule.exports.cluster import cronjob
from briefpress.app.schedule.exports.machine import crontab, units
from briefpress.app.schedule.exports.site import Site
from briefpress.app.schedule.exports.workflow import too_often, workflow
from briefpress.plan.due import oddities

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from briefpress.model.schedule import Schedule

Kind = Literal["systemd", "cron", "github", "k8s"]
__all__ = ["Kind", "Site", "export", "warnings"]


def export(kind: Kind, schedules: Sequence[Schedule], site: Site, now: datetime) -> dict[str, str]:
    """Return the files to install, by name."""
    match kind:
        case "systemd":
            return {name: text for one in schedules for name, text in units(one, schedules, site).items()}
        case "cron":
            return {"briefpress.crontab": crontab(schedules, site)}
        case "github":
            return {"briefpress.yml": workflow(schedules, site, now)}
        case "k8s":
            return {f"briefpress-{one.id}.yaml": cronjob(one, schedules, site, now) for one in schedules}


def warnings(kind: Kind, schedules: Sequence[Schedule], now: datetime) -> list[str]:
    """Return what another timer does differently, in words."""
    match kind:
        case "systemd":
            return [
                f"{one.id}: {text.partition(': runs')[0]}, and systemd passes it over;"
                " 'briefpress schedule run' does not"
                for one in schedules
                for text in oddities(one, now)
                if "not exist" in text
            ]
        case "github":
            return [f"{one.id}: GitHub comes every five minutes at most" for one in schedules if too_often(one, now)]
        case _:
            return []
