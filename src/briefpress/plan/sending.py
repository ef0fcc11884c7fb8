"""What is to be sent to whom, and when: the newest edition of every pair, once, and again where that is right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, assert_never

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from briefpress.model.delivery import Target
    from briefpress.model.manifest import Entry, Register
    from briefpress.model.schedule import Embargo, Schedule

State = Literal["begun", "sent", "done", "failed", "refused"]
"""How a delivery stands: begun and nothing given away yet; given away and no answer; taken; not taken; refused."""
FIRST, LONGEST = timedelta(seconds=30), timedelta(hours=6)
"""How long after a failure it is tried again: four times as long after each, and never longer."""
_FACTOR = 4
Key = tuple[str, str, str]
"""An edition, a target, and who of it."""


@dataclass(frozen=True)
class Post:
    """What is on record of one delivery."""

    state: State
    at: datetime
    tries: int = 1
    settings: str = ""
    """The digest of the target's settings when it was tried."""
    detail: str = ""


@dataclass(frozen=True)
class Errand:
    """An edition that a target has not got: when it is to be sent, or why it is not."""

    entry: Entry
    target: Target
    part: str
    when: datetime | None
    why: str = ""
    """What kept it from being sent so far."""

    @property
    def key(self) -> Key:
        """What it is known by on record."""
        return self.entry.id, self.target.id, self.part

    @property
    def told(self) -> str:
        """What it is called."""
        return f"{self.entry.id} to {self.target.id}{f' ({self.part})' if self.part else ''}"


@dataclass(frozen=True)
class Orders:
    """What a desk wants sent, and what it holds back."""

    schedules: Sequence[Schedule]
    embargoes: Sequence[Embargo] = ()

    def held(self, entry: Entry) -> datetime | None:
        """Return the moment before which nobody is sent an edition, if there is one."""
        moments = (
            one.moment
            for one in self.embargoes
            if one.audience == entry.audience and (not one.briefs or entry.brief in one.briefs)
        )
        return max(moments, default=None)


def errands(
    orders: Orders, register: Register, posts: Mapping[Key, Post], now: datetime, *, hurry: bool = False
) -> list[Errand]:
    """Return what is not delivered; in a hurry, nothing waits for its next try, but all for the end of an embargo."""
    found: dict[Key, Errand] = {}
    for schedule in orders.schedules:
        for entry in _newest(schedule, register):
            held = orders.held(entry)
            for target in schedule.deliver:
                for part in target.parts:
                    errand = _errand(entry, target, part, posts.get((entry.id, target.id, part)), now)
                    if errand:
                        found.setdefault(errand.key, _timed(errand, held, now, hurry=hurry))
    return list(found.values())


def _timed(errand: Errand, held: datetime | None, now: datetime, *, hurry: bool) -> Errand:
    if errand.when is None:
        return errand
    when = min(errand.when, now) if hurry else errand.when
    if held is None or held <= now:
        return replace(errand, when=when)
    return replace(errand, when=max(when, held), why=f"held until {held:%Y-%m-%dT%H:%M:%SZ}")


def _newest(schedule: Schedule, register: Register) -> Iterator[Entry]:
    """Yield the newest edition of each pair that a schedule serves, unless it was withdrawn."""
    for pair in register.pairs():
        entry = register.last(pair)
        if (
            entry
            and not entry.withdrawn
            and (not schedule.briefs or entry.brief in schedule.briefs)
            and (not schedule.audiences or entry.audience in schedule.audiences)
        ):
            yield entry


def _errand(entry: Entry, target: Target, part: str, post: Post | None, now: datetime) -> Errand | None:
    if post is None:
        return Errand(entry, target, part, now)
    match post.state:
        case "done":
            return None
        case "begun":
            return Errand(entry, target, part, now, "it was cut short before anything was sent")
        case "failed":
            return Errand(entry, target, part, _later(post, now), post.detail)
        case "refused":
            mended = post.settings != target.digest
            return Errand(entry, target, part, now if mended else None, post.detail)
        case "sent":
            why = f"{post.detail or 'it was cut short'}: it may have arrived"
            return Errand(entry, target, part, _later(post, now) if target.again else None, why)
        case _:
            assert_never(post.state)


def _later(post: Post, now: datetime) -> datetime:
    # No power of a great number: it is cut off long before. A clock that was set back is no reason to wait.
    if post.at > now:
        return now
    pause: timedelta = FIRST * _FACTOR ** min(post.tries - 1, 10)
    return post.at + min(pause, LONGEST)
