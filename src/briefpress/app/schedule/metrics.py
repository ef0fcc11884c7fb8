"""What schedules did as numbers, in the text format of Prometheus."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.diagnostics import cause
from briefpress.plan.due import next_check, stale
from briefpress.record.store import replace

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from briefpress.app.schedule.keeper import Keeper

_HELP = {
    "last_run_timestamp_seconds": "When the last run began.",
    "last_good_timestamp_seconds": "When the newest good run ended.",
    "last_duration_seconds": "How long the last run took.",
    "next_timestamp_seconds": "When the schedule is due next.",
    "running": "Whether a run is under way.",
    "stale": "Whether the newest good run is older than the schedule allows.",
}
_PREFIX = "briefpress_schedule_"


@dataclass
class Numbers:
    """The file of numbers: written whole when they are others, under a name that nobody looks for until it is."""

    path: Path
    _written: str = ""
    _refused: str = ""

    def __call__(self, keeper: Keeper, now: datetime) -> None:
        """Write them if they changed; that they cannot be written is said once."""
        found = text(keeper, now)
        if found == self._written:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            replace(self.path, found.encode())
        except OSError as why:
            if self._refused != cause(why):
                keeper.say("warning", "metrics-not-written", f"'{self.path}' cannot be written: {cause(why)}")
            self._refused = cause(why)
        else:
            self._written, self._refused = found, ""


def text(keeper: Keeper, now: datetime) -> str:
    """Return the numbers of every schedule."""
    samples: dict[str, list[str]] = defaultdict(list)

    def say(name: str, schedule: str, value: float) -> None:
        samples[name].append(f'{_PREFIX}{name}{{schedule="{schedule}"}} {value:.0f}')

    for one in keeper.schedules:
        kept = keeper.state.get(one.id)
        if kept is None:
            continue
        if kept.started:
            say("last_run_timestamp_seconds", one.id, kept.started.timestamp())
        if kept.started and kept.finished:
            say("last_duration_seconds", one.id, (kept.finished - kept.started).total_seconds())
        if kept.good:
            say("last_good_timestamp_seconds", one.id, kept.good.timestamp())
        if moment := next_check(one, kept, now):
            say("next_timestamp_seconds", one.id, moment.timestamp())
        say("running", one.id, keeper.child is not None and keeper.child.schedule.id == one.id)
        say("stale", one.id, stale(one, kept, now))
    lines = []
    for name, told in _HELP.items():
        if samples[name]:
            lines += [f"# HELP {_PREFIX}{name} {told}", f"# TYPE {_PREFIX}{name} gauge", *samples[name]]
    return "".join(f"{line}\n" for line in lines)
