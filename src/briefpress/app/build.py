"""`build`: the current briefs, made only where something differs from what stands on disk."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from msgspec import structs

from briefpress.app.artifact import Style, jobs, lengths, standing
from briefpress.app.executor import HERE
from briefpress.diagnostics import Diagnostic, Span, cause, error, failed, in_order, suggest
from briefpress.model.rack import waiting
from briefpress.plan.fingerprint import together
from briefpress.record import store
from briefpress.record.hold import held
from briefpress.record.rack import FolderRack
from briefpress.record.times import remember, remembered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from briefpress.app.artifact import Job, Paper
    from briefpress.app.desk import Opened
    from briefpress.app.executor import Executor
    from briefpress.emit.artifact import Task
    from briefpress.emit.templates import Templates
    from briefpress.model.edition import Library
    from briefpress.model.files import Format
    from briefpress.model.manifest import Pair
    from briefpress.model.rack import Row
    from briefpress.plan.fingerprint import Made


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
        desk.remember()
        return Built(findings=desk.findings)
    from briefpress.emit.templates import Templates

    chosen = wanted_pairs(desk, library, wanted)
    templates = Templates.of(desk.root)
    run = _Run(desk, wanted, output, today, templates, store.recorded(output))
    left = [pair for pair in chosen if not run.stands(pair)]
    try:
        with ExitStack() as held_to_the_end:
            for start in range(0, len(left), AT_ONCE):
                due = run.due(left[start : start + AT_ONCE])
                if due and not run.rows:
                    store.writable(output)
                    held_to_the_end.enter_context(held(output, wait=wait))
                run.make(due, progress)
            if run.rows:
                run.keep()
    except OSError as why:
        # On a full disk nothing that waits may stand in the way of the next build.
        FolderRack.of(output).clear()
        run.done.findings.append(unwritable(output, why))
    desk.remember()
    run.done.findings = in_order(desk.files.resolved(run.done.findings))
    return run.done


AT_ONCE = 256
"""So many briefs are composed and handed out at a time: what they print is held no longer."""


@dataclass
class _Run:
    """One build."""

    desk: Opened
    wanted: Wanted
    output: Path
    today: date
    templates: Templates
    known: Mapping[str, Made]
    done: Built = field(init=False)
    records: dict[str, tuple[str, Made]] = field(default_factory=dict)
    """Of what is made: its key, and what the manifest will say."""
    rows: dict[str, Row] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.done = Built(findings=list(self.desk.findings))

    @cached_property
    def style(self) -> Style:
        """The formats and the paper."""
        return Style(self.wanted.formats, self.wanted.paper)

    @cached_property
    def files(self) -> dict[str, str]:
        """The digests of the templates."""
        return self.templates.digests()

    @cached_property
    def made_with(self) -> str:
        """One digest of all templates."""
        return together(self.files)

    def stands(self, pair: Pair) -> bool:
        """Tell without composing it whether all of a brief stands as it would be made."""
        names = standing(self.desk, pair, self.style, self.known, self.made_with, self.output)
        self.done.reused += names
        return bool(names)

    def due(self, chosen: Sequence[Pair]) -> list[Job]:
        """Return what has to be made of these, and note what has not."""
        library, printed = self.desk.of(chosen)
        due = []
        for job in jobs(library, printed, self.style, self.known, self.today, self.files):
            before = self.known.get(job.name)
            same = before if before and before.fingerprint == job.record.fingerprint else None
            if same and store.intact(self.output, job.name, same, self.desk.sums):
                self.done.reused.append(job.name)
            else:
                due.append(job)
        return due

    def make(self, due: Sequence[Job], progress: Progress) -> None:
        """Have artifacts made and put on the rack."""
        if due:
            rack, times = FolderRack.of(self.output), remembered(self.output)
            tasks = [job.task for job in due]
            self.rows |= made(self.wanted.executor, tasks, self.templates, progress, rack, times)
            self.records |= {job.name: (job.task.key, job.record) for job in due}

    def keep(self) -> None:
        """Give what was made its names, if nothing is wrong with any of it."""
        rack, done = FolderRack.of(self.output), self.done
        # Read again: whoever held the folder before may have made other briefs.
        known = dict(store.recorded(self.output))
        for name, (_, record) in self.records.items():
            row = self.rows[name]
            done.findings.extend(row.found)
            known[name] = structs.replace(record, sha256=row.sha256, size=row.size, pages=row.pages)
        if not failed(done.findings):
            store.keep(self.output, {name: rack.path(key) for name, (key, _) in self.records.items()}, known)
            rack.clear()
            done.made.extend(self.records)
            done.spent = {name: dict(row.spent) for name, row in self.rows.items() if row.spent}
            remember(self.output, {name: sum(stages.values()) for name, stages in done.spent.items()})


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


def wanted_pairs(desk: Opened, library: Library, wanted: Wanted) -> list[Pair]:
    """Return the wanted briefs, each with its audience; raises Unknown."""
    for names, known, what in (
        (wanted.briefs, (*library.briefs, *library.proved), "brief"),
        (wanted.audiences, tuple(library.audiences), "audience"),
    ):
        for name in names:
            if name not in known:
                hint = suggest(name, sorted(known)) or f"the desk has {', '.join(sorted(known)) or 'none'}"
                raise Unknown(f"no {what} '{name}': {hint}")
    return [
        (brief, reader)
        for brief, reader in desk.pairs
        if (not wanted.briefs or brief in wanted.briefs) and (not wanted.audiences or reader in wanted.audiences)
    ]


def unwritable(output: Path, why: OSError) -> Diagnostic:
    """Say that an output folder cannot be written, and why."""
    hint = "choose another folder with --output"
    return error("BP504", f"cannot write to '{output}': {cause(why)}", Span(str(output)), help=hint)
