"""What is kept of every schedule between two checks: up to when its slots are settled, and which one is not."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, Field

from briefpress.model.record import Id, Part

Outcome = Literal["ok", "failed", "postponed", "timed-out", "stopped", "interrupted"]
"""How a run ended; postponed and stopped ones are run again."""
Reason = Literal["coalesced", "too-old", "overlap", "given-up"]
"""Why a slot was passed over: a newer one ran for it, it was missed for too long, or its own run was not over."""


class Kept(Part):
    """The state of one schedule."""

    cron: str
    zone: str
    seen: AwareDatetime
    """Every slot up to here is settled, or is `slot`."""
    slot: AwareDatetime | None = None
    """The slot whose run was begun and is not settled: run again after whatever ended it."""
    tries: int = 0
    """How often a run for that slot was begun."""
    again: AwareDatetime | None = None
    """When it is tried again at the earliest."""
    started: AwareDatetime | None = None
    finished: AwareDatetime | None = None
    outcome: Outcome | None = None
    good: AwareDatetime | None = None
    """When the newest good run ended."""


class State(Part):
    """The state of every schedule of a desk."""

    version: Literal[1] = 1
    schedules: dict[Id, Kept] = Field(default_factory=dict)
