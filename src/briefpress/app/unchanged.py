"""Telling that a build would change nothing, from the bytes of all it looks at, without reading what they mean."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.app.depot import elsewhere
from briefpress.app.tools import sources, tools
from briefpress.emit.templates import Templates
from briefpress.model.files import MAX_BYTES, SETTINGS
from briefpress.record import store
from briefpress.record.sums import Sums

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

    @cached_property
    def sums(self) -> Sums:
        """What is known of files without reading them."""
        return Sums.of(self.output)

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
        if not store.unaltered(self.output, stamp, self.sums):
            return None
        self.sums.keep(self.output)
        return len(stamp.files)

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
        yield SETTINGS, self.sums.read(self.root / SETTINGS, most=MAX_BYTES)
        yield from self._below("content")
        # The editions that were issued: what changed since the last one is printed.
        issued = (path for shelf in _shelves(self.output) for path in shelf.glob("*/*/*.json"))
        yield from ((str(path), self.sums.read(path)) for path in sorted([*self.output.glob("*.json"), *issued]))

    def _below(self, top: str) -> Iterator[tuple[str, str]]:
        """Yield all that lies in a folder; raises OSError where reading it could take for ever."""
        root = str(self.root)
        for where, folders, files in os.walk(f"{root}/{top}"):
            folders.sort()
            here = where.removeprefix(root)
            # Empty folders are told of, too; a link to a folder is none, and cannot be read.
            yield from ((f"{here}/{name}", self._folder(f"{where}/{name}")) for name in folders)
            yield from ((f"{here}/{name}", self.sums.read(f"{where}/{name}", most=MAX_BYTES)) for name in sorted(files))

    def _folder(self, path: str) -> str:
        return self.sums.read(path) if Path(path).is_symlink() else "folder"


def _shelves(output: Path) -> Iterator[Path]:
    # Most briefs have none, and to look through all folders for files takes longer than all the rest.
    if output.is_dir():
        with os.scandir(output) as entries:
            shelves = [f"{entry.path}/editions" for entry in entries]
        yield from (Path(shelf) for shelf in shelves if os.path.isdir(shelf))  # noqa: PTH112 - a Path takes longer
