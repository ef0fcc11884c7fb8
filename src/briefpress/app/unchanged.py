"""Telling that a build would change nothing, from the bytes of all it looks at, without reading what they mean."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.app.depot import elsewhere
from briefpress.app.tools import sources, tools
from briefpress.emit.templates import Templates
from briefpress.model.files import SETTINGS
from briefpress.record import store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from briefpress.model.files import Format


@dataclass(frozen=True)
class Asked:
    """A build that is asked for, before the desk is read."""

    root: Path
    output: Path
    formats: tuple[Format, ...]
    words: tuple[Sequence[str], ...]
    """Whatever else it was told: briefs, audiences, paper."""
    today: date

    def state(self) -> str:
        """Return the sha256 of all that the build looks at, or nothing where that cannot be told."""
        try:
            if elsewhere(self.root):
                return ""
            return sha256(json.dumps([*self._told(), *self._read()]).encode()).hexdigest()
        except OSError:
            return ""

    def standing(self, state: str) -> int | None:
        """Return how many artifacts stand as this build would make them, if that is certain."""
        stamp = store.stamped(self.output)
        if stamp is None or not stamp.quiet or not self._holds(stamp, state):
            return None
        return len(stamp.files) if store.unaltered(self.output, stamp) else None

    def foreseen(self, state: str) -> tuple[Format, ...]:
        """Return the formats that this build may have to make; to say what the last one said it makes none."""
        stamp = store.stamped(self.output)
        return () if stamp and self._holds(stamp, state) else self.formats

    def _holds(self, stamp: store.Stamp, state: str) -> bool:
        return stamp.holds(state, self.today.isoformat())

    def note(self, before: str, names: Sequence[str], until: date | None, *, quiet: bool) -> None:
        """Note what a build left, and until when it would leave the same, if nobody changed a file meanwhile."""
        if before and before == self.state():
            last = until.isoformat() if until else ""
            store.stamp(self.output, store.Stamp(before, self.today.isoformat(), last, quiet), names)

    def _told(self) -> Iterator[object]:
        yield from (self.formats, [list(word) for word in self.words])
        yield from (sys.version, tools(self.formats))
        yield from sources()

    def _read(self) -> Iterator[object]:
        yield Templates.of(self.root).digests()
        yield from ((name, _sum(self.root / name)) for name in (SETTINGS, *_below(self.root, "content")))
        # The editions that were issued: what changed since the last one is printed.
        for pattern in ("*.json", "*/editions/*/*/*.json"):
            yield from ((str(path), _sum(path)) for path in sorted(self.output.glob(pattern)))


def _below(root: Path, folder: str) -> Iterator[str]:
    for where, folders, files in os.walk(root / folder):
        folders.sort()
        # Empty folders and links to folders are told of, too.
        yield from ((Path(where) / name).relative_to(root).as_posix() for name in sorted((*folders, *files)))


def _sum(path: Path) -> str:
    """Return what a path is; raises OSError where reading it could take for ever."""
    if path.is_dir() and not path.is_symlink():
        return "folder"
    if not path.is_file():
        raise OSError
    return sha256(path.read_bytes()).hexdigest()
