"""`deliver`: the newest editions, sent to whoever a schedule sends them to and has not got them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from briefpress.app.schedule.listing import utc
from briefpress.record.deliveries import Ledger
from briefpress.record.kept import place
from briefpress.record.shelf import read_manifest, registered
from briefpress.record.targets import Refused, Unsure, copied, posted, secret_of, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from briefpress.model.delivery import Target
    from briefpress.model.manifest import Entry
    from briefpress.model.schedule import Schedule


@dataclass
class Delivered:
    """What was sent, and what was not and why, by edition and target."""

    done: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


def deliver(schedules: Sequence[Schedule], root: Path, output: Path) -> Delivered:
    """Send what is new to every target; raises sqlite3.Error and OSError."""
    register, _ = registered(output)
    found = Delivered()
    ledger = Ledger(place(output))
    try:
        for schedule in schedules:
            for target in schedule.deliver:
                for entry in _newest(schedule, [register.last(pair) for pair in register.pairs()]):
                    _sent(entry, target, root, output, ledger, found)
    finally:
        ledger.close()
    return found


def _newest(schedule: Schedule, entries: Sequence[Entry | None]) -> Iterator[Entry]:
    """Yield the newest edition of each pair that a schedule serves, unless it was withdrawn."""
    for entry in entries:
        if (
            entry
            and not entry.withdrawn
            and (not schedule.briefs or entry.brief in schedule.briefs)
            and (not schedule.audiences or entry.audience in schedule.audiences)
        ):
            yield entry


def _sent(entry: Entry, target: Target, root: Path, output: Path, ledger: Ledger, found: Delivered) -> None:
    key = f"{entry.id} to {target.id}"
    # The same bytes under the same name do no harm a second time; a second call does.
    if not ledger.begin(entry.id, target.id, _now(), again=target.folder is not None):
        if ledger.state(entry.id, target.id) == "begun":
            found.failed[key] = "it was begun and nobody noted its end, so it is not sent again"
        return
    try:
        _send(entry, target, root, output)
    except Refused as why:
        ledger.end(entry.id, target.id, _now(), "failed", str(why))
        found.failed[key] = str(why)
    except Unsure as why:
        ledger.end(entry.id, target.id, _now(), "begun", str(why))
        found.failed[key] = f"{why}: it may have arrived, so it is not sent again"
    else:
        ledger.end(entry.id, target.id, _now(), "done")
        found.done.append(key)


def _send(entry: Entry, target: Target, root: Path, output: Path) -> None:
    manifest = read_manifest(output, entry)
    if manifest is None:
        raise Refused("the edition is damaged: see 'briefpress verify'")
    if target.folder is not None:
        names = [*sorted(manifest.files), *sorted(entry.files)]
        copied(output / entry.folder, names, root / target.folder / entry.id)
    elif target.webhook and target.secret:
        secret = secret_of(target.secret, root)
        posted(target.webhook, f"{entry.id}:{target.id}", told(manifest), secret, int(datetime.now(UTC).timestamp()))


def _now() -> str:
    return utc(datetime.now(UTC))
