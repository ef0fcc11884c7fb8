"""An artifact: what it is made from, and making it, in this process or in another one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, Span, error
from briefpress.plan.fingerprint import canonical

if TYPE_CHECKING:
    from briefpress.emit.layout.expected import Expected
    from briefpress.emit.templates import Templates
    from briefpress.model.files import Format
    from briefpress.model.view import View

FORMATS: tuple[Format, ...] = ("pdf", "large", "html", "json")
PAPERY: frozenset[Format] = frozenset(("pdf", "large"))
"""What the engine makes."""
WEIGHTS: dict[Format, float] = {"pdf": 1, "large": 1, "html": 0.1, "json": 0.01}
"""What formats cost beside each other."""


@dataclass(frozen=True)
class Task:
    """All that an artifact is made from, beside the templates."""

    name: str
    format: Format
    view: View
    template: str
    expected: Expected
    key: str = ""
    """The sha256 of all that it is made from, so that what waits under this name need not be made."""


@dataclass
class Spent:
    """How many seconds went into each stage."""

    stages: dict[str, float] = field(default_factory=dict)
    _since: float = field(default_factory=perf_counter)

    def on(self, stage: str) -> None:
        """Put the time since the last call down to a stage."""
        now = perf_counter()
        self.stages[stage] = self.stages.get(stage, 0.0) + now - self._since
        self._since = now


@dataclass(frozen=True)
class Result:
    """An artifact, the page of each of its destinations, what is wrong with it, and what it cost."""

    name: str
    data: bytes = b""
    pages: dict[str, int] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    spent: dict[str, float] = field(default_factory=dict)


def loaded(templates: Templates) -> None:
    """Load all that making a PDF needs, for whoever is about to make many."""
    # What a Task is made of, and what making one calls for.
    from briefpress.emit import enclosure, finish, html, pdf
    from briefpress.model import blocks

    del enclosure, finish, blocks
    html.compiled()
    # Without its libraries the engine says so when it is asked to print.
    with suppress(OSError):
        pdf.engine(templates.folders)


def made(task: Task, templates: Templates) -> Result:
    """Make an artifact."""
    spent = Spent()
    try:
        data, pages, found = _made(task, templates, spent)
    except MemoryError:
        hint = "take back the last change to its templates, or print it with --jobs 0, which has no limit of its own"
        return Result(task.name, found=[error("BP508", "printing needs too much memory", Span(task.name), help=hint)])
    return Result(task.name, data, pages, found, spent.stages)


def _made(task: Task, templates: Templates, spent: Spent) -> tuple[bytes, dict[str, int], list[Diagnostic]]:
    if task.format == "json":
        data = (canonical(task.view) + "\n").encode()
        spent.on("data")
        return data, {}, []
    from briefpress.emit.html import html, paper

    spent.on("imports")
    if task.format == "html":
        page, found = html(task.view, task.template, templates, "screen")
        spent.on("page")
        return page.encode(), {}, found
    page, found = paper(task.view, task.template, templates, "large" if task.format == "large" else "print")
    spent.on("page")
    if found:
        return b"", {}, found
    from briefpress.emit.enclosure import enclosure
    from briefpress.emit.pdf import paged

    spent.on("imports")
    enclosed = enclosure(task.view)
    spent.on("enclosure")
    return paged(page, templates, task.name, enclosed, task.expected, spent)
