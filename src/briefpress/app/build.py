"""`build`: the current briefs, made only where something differs from what stands on disk."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from briefpress.app.artifact import Style, jobs, lengths
from briefpress.app.executor import HERE
from briefpress.diagnostics import Diagnostic, Span, cause, error, failed, in_order, suggest
from briefpress.model.rack import waiting
from briefpress.record import store
from briefpress.record.hold import held
from briefpress.record.rack import FolderRack
from briefpress.record.times import remember, remembered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from briefpress.app.artifact import Format, Job, Paper
    from briefpress.app.desk import Opened
    from briefpress.app.executor import Executor
    from briefpress.check.proof import Printed
    from briefpress.emit.artifact import Task
    from briefpress.emit.templates import Templates
    from briefpress.model.edition import Library
    from briefpress.model.rack import Row


class Progress(Protocol):
    """Whoever watches a build."""

    def start(self, lengths: Mapping[str, float]) -> None:
        """Hear which artifacts there are to make, and how long each may take."""

    def step(self, name: str) -> None:
        """Hear which artifact is begun."""

    def done(self, name: str) -> None:
        """Hear which artifact is over."""


class Unwatched:
    """Nobody watches."""

    def start(self, lengths: Mapping[str, float]) -> None:
        """Hear nothing."""

    def done(self, name: str) -> None:
        """Hear nothing."""

    def step(self, name: str) -> None:
        """Hear nothing."""


class Unknown(Exception):
    """A brief or audience was asked for that the desk does not have."""


@dataclass(frozen=True)
class Wanted:
    """What to build: nothing named means everything."""

    briefs: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ("pdf",)
    paper: Paper | None = None
    """Another paper than the audience's own, which the names of the files then say."""
    executor: Executor = HERE
    """Whoever makes them."""


@dataclass
class Built:
    """What a build did."""

    made: list[str] = field(default_factory=list)
    reused: list[str] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    spent: dict[str, dict[str, float]] = field(default_factory=dict)
    """How many seconds went into each stage of what was made."""


def build(desk: Opened, wanted: Wanted, output: Path, today: date, progress: Progress, *, wait: bool = False) -> Built:
    """Make the wanted briefs. Either all of them are written or none; raises Unknown and Busy."""
    library = desk.sound
    if library is None:
        return Built(findings=desk.findings)
    chosen = selected(desk, library, wanted)
    from briefpress.emit.templates import Templates

    templates = Templates.of(desk.root)
    known = store.recorded(output)
    style = Style(wanted.formats, wanted.paper)
    wants = list(jobs(library, chosen, style, known, today, templates.digests()))
    done = Built(findings=list(desk.findings))
    due = []
    for job in wants:
        kept = known.get(job.name)
        if kept and kept.fingerprint == job.record.fingerprint and store.intact(output, job.name, kept):
            done.reused.append(job.name)
        else:
            due.append(job)
    if not due:
        return done
    try:
        store.writable(output)
        with held(output, wait=wait):
            rack = FolderRack.of(output)
            rows = made(wanted.executor, [job.task for job in due], templates, progress, rack, remembered(output))
            _keep(due, rows, output, rack, done)
    except OSError as why:
        # On a full disk nothing that waits may stand in the way of the next build.
        FolderRack.of(output).clear()
        done.findings.append(unwritable(output, why))
    done.findings = in_order(desk.files.resolved(done.findings))
    return done


def made(
    executor: Executor,
    tasks: Sequence[Task],
    templates: Templates,
    progress: Progress,
    rack: FolderRack,
    known: Mapping[str, float],
) -> dict[str, Row]:
    """Make artifacts and put them on a rack, but for those that wait there; raises OSError.

    Return what is known of them by name, in the order of the tasks; `known` is how long they took before.
    """
    done = {task.name: row for task in tasks if (row := waiting(rack, task.key))}
    left = {task.name: task for task in tasks if task.name not in done}
    order = lengths(left.values(), known)
    progress.start(order)
    names = {task.key: name for name, task in left.items()}
    with closing(executor.rows([left[name] for name in order], templates, rack, progress.step)) as rows:
        for row in rows:
            done[names[row.key]] = row
            progress.done(names[row.key])
    return {task.name: done[task.name] for task in tasks}


def _keep(jobs: Sequence[Job], rows: Mapping[str, Row], output: Path, rack: FolderRack, done: Built) -> None:
    # Read again: whoever held the folder before may have made other briefs.
    known = dict(store.recorded(output))
    for job in jobs:
        row = rows[job.name]
        done.findings.extend(row.found)
        known[job.name] = replace(job.record, sha256=row.sha256, size=row.size, pages=row.pages)
    if not failed(done.findings):
        store.keep(output, {job.name: rack.path(job.task.key) for job in jobs}, known)
        rack.clear()
        done.made.extend(job.name for job in jobs)
        done.spent = {name: dict(row.spent) for name, row in rows.items() if row.spent}
        remember(output, {name: sum(stages.values()) for name, stages in done.spent.items()})


def selected(desk: Opened, library: Library, wanted: Wanted) -> list[Printed]:
    """Return the proofs of the wanted briefs; raises Unknown."""
    for names, known, what in (
        (wanted.briefs, library.briefs, "brief"),
        (wanted.audiences, library.audiences, "audience"),
    ):
        for name in names:
            if name not in known:
                hint = suggest(name, list(known)) or f"the desk has {', '.join(known) or 'none'}"
                raise Unknown(f"no {what} '{name}': {hint}")
    return [
        one
        for one in desk.printed
        if (not wanted.briefs or one.brief in wanted.briefs)
        and (not wanted.audiences or one.audience in wanted.audiences)
    ]


def unwritable(output: Path, why: OSError) -> Diagnostic:
    """Say that an output folder cannot be written, and why."""
    hint = "choose another folder with --output"
    return error("BP504", f"cannot write to '{output}': {cause(why)}", Span(str(output)), help=hint)
