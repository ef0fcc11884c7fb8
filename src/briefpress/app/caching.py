"""A cache of what was made: a rack on which it stays, for other builds and machines that are alike."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from briefpress.app.cluster.fit import fit
from briefpress.diagnostics import Span, cause, failed, warning
from briefpress.model.rack import fetched, racked
from briefpress.record.storerack import rack_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence
    from contextlib import AbstractContextManager

    from briefpress.app.executor import Executor
    from briefpress.diagnostics import Diagnostic
    from briefpress.emit.artifact import Task
    from briefpress.emit.templates import Templates
    from briefpress.model.files import Format
    from briefpress.model.rack import Rack, Row
    from briefpress.record.rack import FolderRack

_LINES = 8
"""How many artifacts may be asked for at once."""


@dataclass
class Cached:
    """An Executor that asks a cache first, and puts there what it had to make. A cache that fails is none."""

    inner: Executor
    place: str
    """A folder, or an address of a store."""
    _why: str = field(default="", init=False)
    """Why the cache is not asked any more."""

    def ready(self, templates: Templates, formats: Iterable[Format]) -> AbstractContextManager[None]:
        """Load what is needed where the cache has nothing."""
        return self.inner.ready(templates, formats)

    def rows(
        self, tasks: Sequence[Task], templates: Templates, rack: FolderRack, begun: Callable[[str], None]
    ) -> Generator[Row]:
        """Yield what is known of each artifact once it is on the rack, or why it is not; raises OSError."""
        left, shared = [], self._opened()
        with ThreadPoolExecutor(_LINES) as lines:
            for task, found in zip(tasks, lines.map(lambda task: self._found(shared, task), tasks), strict=True):
                if found:
                    begun(task.name)
                    yield racked(rack, replace(found[0], key=task.key), found[1])
                else:
                    left.append(task)
        tell = True
        for row in self.inner.rows(left, templates, rack, begun) if left else ():
            self._kept(shared, rack, row)
            # Once is enough.
            yield replace(row, found=(*row.found, self._warning())) if self._why and tell else row
            tell = tell and not self._why

    def _opened(self) -> Rack | None:
        try:
            return rack_of(self.place)
        except OSError as why:
            self._why = cause(why)
            return None

    def _found(self, shared: Rack | None, task: Task) -> tuple[Row, bytes] | None:
        if shared is None or self._why:
            return None
        try:
            return fetched(shared, _key(task.key))
        except OSError as why:
            self._why = cause(why)
            return None

    def _kept(self, shared: Rack | None, rack: FolderRack, row: Row) -> None:
        if shared is None or self._why or failed(row.found) or (data := rack.get(row.key)) is None:
            return
        try:
            racked(shared, replace(row, key=_key(row.key)), data)
        except OSError as why:
            self._why = cause(why)

    def _warning(self) -> Diagnostic:
        hint = "what it would have had was made; mend it, or leave out --cache"
        return warning("BP530", f"the cache cannot be used: {self._why}", Span(self.place), help=hint)


def _key(key: str) -> str:
    """Return what an artifact is called in a cache: other machines may have other libraries, and make other bytes."""
    return sha256(json.dumps([key, dict(fit())], sort_keys=True).encode()).hexdigest()
