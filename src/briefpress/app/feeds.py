"""Feeds at targets: what was sent to each, in its own words and under its own address, once and when it changes."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from briefpress.app.library import feed
from briefpress.load.desk import settings
from briefpress.model.manifest import Register
from briefpress.record.targets import PLACES
from briefpress.record.targets.parcel import Refused, Secrets, put

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from briefpress.model.delivery import Target
    from briefpress.plan.sending import Key, Post
    from briefpress.record.deliveries import Ledger

NAME = "feed.xml"


def fed(target: Target, register: Register, root: Path, ledger: Ledger, now: datetime, patience: float) -> str | None:
    """Put the feed of what a target got beside it, unless it is there; return why not, or nothing if it was not due."""
    posts, key = ledger.posts(), (NAME, target.id, "")
    shown = _sent(target, register, posts)
    desk = settings(root)[0]
    if not shown.editions or desk is None or target.feed is None:
        return None
    words = f"{target.digest}\0{desk.publication}\0{desk.language}\0{shown.model_dump_json()}"
    digest = sha256(words.encode()).hexdigest()
    known = posts.get(key)
    if known and (known.state, known.settings) == ("done", digest):
        return None
    secrets = Secrets(root)
    ledger.begin([key], now, digest)
    try:
        data = feed(root, desk, shown, target.feed)
        with PLACES[target.kind](target, secrets, patience) as place:
            put(place, NAME, data)
    except Refused as why:
        ledger.note([key], now, "failed", secrets.without(str(why)))
        return secrets.without(str(why))
    ledger.note([key], now, "done")
    return ""


def _sent(target: Target, register: Register, posts: Mapping[Key, Post]) -> Register:
    """Return the editions that a target got, those that were withdrawn since among them."""
    got = {edition for (edition, name, _), post in posts.items() if name == target.id and post.state == "done"}
    return Register(editions=tuple(entry for entry in register.editions if entry.id in got))
