"""Whoever makes artifacts and puts them on a rack: processes of this machine, or something that is told apart."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from briefpress.diagnostics import failed
from briefpress.emit.pool import Here
from briefpress.model.rack import Row, racked

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence
    from contextlib import AbstractContextManager

    from briefpress.emit.artifact import Result, Task
    from briefpress.emit.pool import Printer
    from briefpress.emit.templates import Templates
    from briefpress.model.files import Format
    from briefpress.model.rack import Rack
    from briefpress.record.rack import FolderRack


class Executor(Protocol):
    """Whoever makes artifacts."""

    def rows(
        self, tasks: Sequence[Task], templates: Templates, rack: FolderRack, begun: Callable[[str], None]
    ) -> Generator[Row]:
        """Yield what is known of each artifact once it is on the rack, or why it is not; raises OSError."""

    def ready(self, templates: Templates, formats: Iterable[Format]) -> AbstractContextManager[None]:
        """Load what these formats need while whoever asks is still thinking."""


@dataclass(frozen=True)
class Processes:
    """Processes of this machine."""

    printer: Printer

    def ready(self, templates: Templates, formats: Iterable[Format]) -> AbstractContextManager[None]:
        """Load what these formats need while whoever asks is still thinking."""
        return self.printer.ready(templates, formats)

    def rows(
        self, tasks: Sequence[Task], templates: Templates, rack: FolderRack, begun: Callable[[str], None]
    ) -> Generator[Row]:
        """Yield what is known of each artifact once it is on the rack, or why it is not; raises OSError."""
        keys = {task.name: task.key for task in tasks}
        with closing(self.printer.results(tasks, templates, begun)) as results:
            for result in results:
                yield put(rack, keys[result.name], result)


def put(rack: Rack, key: str, result: Result) -> Row:
    """Put what was made on a rack, unless something is wrong with it, and return what is known; raises OSError."""
    row = Row(key, pages=result.pages, found=tuple(result.found), spent=result.spent)
    return row if failed(result.found) else racked(rack, row, result.data)


HERE = Processes(Here())
"""Make them in this process."""
