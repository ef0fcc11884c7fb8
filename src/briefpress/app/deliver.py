"""`deliver`: the newest editions, sent to whoever a schedule sends them to and has not got them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from briefpress.app.changes import between
from briefpress.app.depot import depot
from briefpress.app.feeds import NAME, fed
from briefpress.app.withdraw import NoEdition
from briefpress.diagnostics import visible
from briefpress.plan.letter import letter
from briefpress.plan.sending import errands
from briefpress.record.deliveries import delivering
from briefpress.record.kept import place
from briefpress.record.objects import Unavailable
from briefpress.record.targets import CARRIERS
from briefpress.record.targets.parcel import PATIENCE, Parcel, Refused, Secrets, Unsure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from briefpress.model.imprint import Since
    from briefpress.model.manifest import Manifest
    from briefpress.plan.sending import Errand, Key, Orders, Post, State
    from briefpress.record.deliveries import Ledger
    from briefpress.record.depot import Depot

    Giving = Callable[[Iterable[str]], None]


@dataclass
class Delivered:
    """What was sent, what was not and why, and what waits for the end of an embargo."""

    done: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    stopped: bool = False


def deliver(orders: Orders, root: Path, output: Path, stopping: Callable[[], bool] = lambda: False) -> Delivered:
    """Send what is new to all, until told to stop; raises Busy, Unavailable, sqlite3.Error and OSError."""
    kept = depot(root, output, sure=True)
    register, _ = kept.registered()
    found = Delivered()
    with delivering(place(output)) as ledger:
        now = _now()
        todo = errands(orders, register, ledger.posts(), now, hurry=True)
        for _, group in groupby(todo, key=lambda one: one.key[:2]):
            if stopping():
                # Between two targets nothing is under way of which anybody could be unsure.
                found.stopped = True
                break
            some = list(group)
            for one in some:
                if one.when is None:
                    found.failed[one.told] = f"{one.why}, so it is not sent again"
                elif one.when > now:
                    found.held[one.told] = one.why
            if due := [one for one in some if one.when and one.when <= now]:
                _sent(due, root, kept, ledger, found)
        for target in {one.id: one for schedule in orders.schedules for one in schedule.deliver if one.feed}.values():
            why = None if found.stopped else fed(target, register, root, ledger, _now(), PATIENCE)
            told = f"{NAME} to {target.id}"
            if why == "":
                found.done.append(told)
            elif why:
                found.failed[told] = visible(why)
    return found


def settle(output: Path, edition: str, *, arrived: bool) -> int:
    """Have what is held of an edition sent again, or note that it arrived; return of how many; raises as `deliver`."""
    with delivering(place(output)) as ledger:
        keys = [key for key, post in ledger.posts().items() if key[0] == edition and post.state in ("sent", "refused")]
        ledger.note(keys, _now(), "done" if arrived else "failed")
    return len(keys)


def _sent(due: Sequence[Errand], root: Path, kept: Depot, ledger: Ledger, found: Delivered) -> None:
    """Send one edition to those of one target who have not got it, noted before and after."""
    target, keys = due[0].target, {one.part: one.key for one in due}
    secrets, given = Secrets(root), set[str]()

    def giving(parts: Iterable[str]) -> None:
        ledger.note([keys[part] for part in parts], _now(), "sent")
        given.update(parts)

    ledger.begin(keys.values(), _now(), target.digest)
    try:
        with TemporaryDirectory(prefix="briefpress-") as spot:
            parcel = _parcel(due, kept, Path(spot), ledger.posts(), secrets, giving)
            answers: Mapping[str, Refused | Unsure] = CARRIERS[target.kind](parcel, target)
    except (Refused, Unsure) as why:
        answers = dict.fromkeys(keys, why)
    except sqlite3.Error:
        raise
    except Exception as why:  # noqa: BLE001 - a mistake, ours or a library's, with one target must not cost the others theirs
        text = f"{type(why).__name__}: {why}"
        answers = {part: Unsure(text) if part in given else Refused(text) for part in keys}
    for one in due:
        answer = answers.get(one.part)
        detail = visible(secrets.without(str(answer))) if answer else ""
        ledger.note([one.key], _now(), _state(answer), detail)
        if answer is None:
            found.done.append(one.told)
        elif isinstance(answer, Unsure) and not target.again:
            found.failed[one.told] = f"{detail}: it may have arrived, so it is not sent again"
        else:
            found.failed[one.told] = detail


def _state(answer: Refused | Unsure | None) -> State:
    match answer:
        case None:
            return "done"
        case Unsure():
            return "sent"
        case _:
            return "refused" if answer.lasting else "failed"


def _parcel(
    due: Sequence[Errand], kept: Depot, spot: Path, posts: Mapping[Key, Post], secrets: Secrets, giving: Giving
) -> Parcel:
    """Return what a target is brought; raises Refused."""
    entry, target = due[0].entry, due[0].target
    try:
        manifest = kept.manifests([entry]).get(entry.id)
        folder = kept.fetched(entry, spot)
        if manifest is None or folder is None:
            raise Refused("the edition is damaged: see 'briefpress verify'")
        words = letter(manifest, _since(manifest, target.id, posts, kept) if target.mail else None)
    except Unavailable as why:
        raise Refused(str(why)) from None
    parts = tuple(one.part for one in due)
    return Parcel(entry, manifest, folder, parts, _now(), words, secrets, giving, PATIENCE)


def _since(manifest: Manifest, target: str, posts: Mapping[Key, Post], kept: Depot) -> Since | None:
    """Return what changed since the last edition that a target took, if it took one."""
    pair = f"{manifest.brief}/{manifest.audience}/"
    taken = [
        int(edition.removeprefix(pair))
        for (edition, name, _), post in posts.items()
        if name == target and edition.startswith(pair) and post.state == "done"
    ]
    last = max((number for number in taken if number < manifest.number), default=None)
    if last is None or (manifest.since and manifest.since.number == last):
        return manifest.since if last else None
    try:
        return between(kept, f"{pair}{last}", manifest.id).since
    except NoEdition:
        # An older edition is damaged: what this one says of itself holds all the same.
        return manifest.since


def _now() -> datetime:
    return datetime.now(UTC)
