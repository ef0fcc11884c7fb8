"""What is said of runs while schedules are minded: one event for each thing that happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from briefpress.diagnostics import counted
from briefpress.record.history import told

if TYPE_CHECKING:
    from datetime import datetime

    from briefpress.app.schedule.child import Ended
    from briefpress.model.kept import Outcome

Level = Literal["info", "warning", "error"]
_FEW = 20
"""Findings, and lines of what a build said, that are repeated: `schedule show` has the others."""


class Say(Protocol):
    """Whoever hears what happens."""

    def __call__(self, level: Level, event: str, text: str, **about: object) -> None:
        """Hear of an event: its name for machines, its text for people, and what it is about."""


def ended(say: Say, schedule: str, run: int, came: Ended, outcome: Outcome, again: datetime | None) -> None:
    """Say how a run ended, and of one that did not end well first what stood in its way."""
    well = outcome in ("ok", "stopped")
    if not well:
        _why(say, schedule, run, came)
    made, later = ", ".join(came.issued) or "nothing new", f", again at {told(again)}" if again else ""
    last = came.log.strip().rpartition("\n")[2]
    say(
        "info" if well else "error",
        "ended",
        f"run {run} {outcome}: {made}" if outcome == "ok" else f"run {run} {outcome}{later}: {last}",
        schedule=schedule,
        run=run,
        outcome=outcome,
        status=came.status,
        issued=list(came.issued),
    )


def _why(say: Say, schedule: str, run: int, came: Ended) -> None:
    about = {"schedule": schedule, "run": run}
    for one in came.findings[:_FEW]:
        place = {key: one[key] for key in ("code", "file", "line", "column", "message")}
        say("error", "finding", f"{one['file']}:{one['line']}: {one['code']}: {one['message']}", **about, **place)
    # The log ends with the findings; what stands before them the build said by itself.
    lines = came.log.splitlines()[: -len(came.findings) or None]
    for line in lines[-_FEW:]:
        say("error", "output", line, **about)
    more = max(0, len(came.findings) - _FEW) + max(0, len(lines) - _FEW)
    if more:
        say("error", "more", f"{counted(more, 'line')} more: briefpress schedule show {run}", **about)
