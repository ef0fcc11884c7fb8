"""Where workers put what they made and this machine takes it from: a rack that all of them see."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from platform import node
from typing import TYPE_CHECKING

from briefpress.app.cluster.worker import LINES, Unseen
from briefpress.diagnostics import cause
from briefpress.emit.templates import Outside
from briefpress.model.desk import is_store
from briefpress.model.rack import racked, taken, waiting
from briefpress.record.storerack import rack_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.emit.templates import Templates
    from briefpress.model.rack import Rack, Row
    from briefpress.record.rack import FolderRack


@dataclass(frozen=True)
class Exchange:
    """A rack that all see, by its name, and the rack of the output folder, which may be the same."""

    name: str
    shared: Rack
    own: Rack

    @classmethod
    def of(cls, name: str, own: FolderRack) -> Exchange:
        """Return the exchange of that name, by default the rack of the output folder; raises Unseen."""
        if not name:
            return cls(os.path.realpath(own.folder), own, own)
        whole = name if is_store(name) else os.path.realpath(name)
        with _seen():
            return cls(whole, rack_of(whole), own)

    def laid(self, templates: Templates) -> tuple[tuple[str, str], ...]:
        """Lay out every file of the templates under its sha256, and return their names with it; raises OSError."""
        known = {}
        with ThreadPoolExecutor(LINES) as lines:
            put = []
            for name in templates.digests():
                with suppress(Outside):  # nobody can use it here, either
                    data = templates.read(name)
                    known[name] = sha256(data).hexdigest()
                    put.append(lines.submit(self._laid, known[name], data))
            for one in put:
                one.result()
        return tuple(sorted(known.items()))

    def _laid(self, key: str, data: bytes) -> None:
        if not self.shared.has(key):
            self.shared.put(key, data)

    def left(self, key: str) -> Row | None:
        """Return what is known of an artifact that an earlier build did not fetch; raises Unseen and OSError."""
        with _seen():
            row = waiting(self.shared, key) if self.shared is not self.own else None
        return self.fetched(row) if row else None

    def fetched(self, row: Row) -> Row | None:
        """Take an artifact home, if it is there as it was put there; raises Unseen and OSError."""
        with _seen():
            data = self.shared.get(row.key)
        if data is None or sha256(data).hexdigest() != row.sha256:
            return None
        if self.shared is not self.own:
            racked(self.own, row, data)
            with suppress(OSError):
                taken(self.shared, row.key)
        return row


@contextmanager
def _seen() -> Iterator[None]:
    """Tell a rack that is not to be had from an output folder that is not."""
    try:
        yield
    except OSError as why:
        raise Unseen(cause(why), node()) from None
