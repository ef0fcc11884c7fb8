"""What stands for the warm process of a worker where a test is not about processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress.app.cluster import worker
from briefpress.emit import artifact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.emit.artifact import Result, Task
    from briefpress.emit.pool import Limits
    from briefpress.emit.templates import Templates


class Here:
    """This process in place of one of its own, which takes longer to start than these briefs take."""

    def __init__(self, templates: Templates, limits: Limits) -> None:
        self.templates, self.limits = templates, limits

    def made(self, task: Task) -> Result:
        """Make an artifact."""
        return artifact.made(task, self.templates)

    def end(self) -> None:
        """Have nothing to end."""


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have workers print in this process, and leave no bench behind."""
    monkeypatch.setattr(worker, "Warm", Here)
    yield
    for bench in worker.benches:
        bench.end()
    worker.benches.clear()
