"""`build`: the current briefs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from briefpress.cli.executing import CacheOption, ExecutorOption, RackOption, SchedulerOption, executor_of
from briefpress.cli.shared import (
    FINDINGS,
    AsOf,
    AudienceOption,
    BriefsArgument,
    DeskOption,
    FormatOption,
    JobsOption,
    OutputOption,
    ReportOption,
    WaitOption,
    day,
    formats_of,
    root,
    spoken,
    target,
)

if TYPE_CHECKING:
    from briefpress.app.desk import Opened
    from briefpress.console import Style
    from briefpress.diagnostics import Diagnostic


def build(  # noqa: PLR0913, PLR0917 - an option each
    briefs: BriefsArgument = None,
    audience: AudienceOption = None,
    formats: FormatOption = "pdf",
    paper: Annotated[
        Literal["a4", "letter"] | None,
        typer.Option("--paper", help="Paper of the PDFs; without it, each audience's own.", show_default=False),
    ] = None,
    output: OutputOption = None,
    wait: WaitOption = False,
    jobs: JobsOption = None,
    kind: ExecutorOption = None,
    scheduler: SchedulerOption = "",
    rack: RackOption = "",
    cache: CacheOption = "",
    profile: Annotated[bool, typer.Option("--profile", help="Say where the time went.")] = False,
    as_of: AsOf = "",
    desk: DeskOption = Path(),
    report: ReportOption = "full",
) -> None:
    """Build the current briefs; what has not changed is not made again."""
    from briefpress.app.unchanged import Asked

    today, top, made_as = day(as_of), root(desk), formats_of(formats)
    folder = target(top, output)
    asked = Asked(top, folder, made_as, (briefs or (), audience or (), (paper or "",)), today)
    state = asked.state()
    standing = asked.standing(state)
    if standing is not None:
        if profile:
            from briefpress import console

            console.note("nothing was read: every file has the bytes it had, and nothing falls due today")
        _close([], None, report, made=[], reused=standing)
        return
    from briefpress.emit.templates import Templates

    executor = executor_of(jobs, kind, scheduler, rack, cache)
    with executor.ready(Templates.of(top), asked.foreseen(state)):
        from briefpress import console
        from briefpress.app import build as verb
        from briefpress.app.proved import reopened

        opened = reopened(top, today, folder, sums=asked.sums)
        wanted = verb.Wanted(tuple(briefs or ()), tuple(audience or ()), made_as, paper, executor)
        with console.Watch() as watch, spoken():
            done = verb.build(opened, wanted, folder, today, watch, wait=wait)
    if done.made:
        asked.note(state, [*done.made, *done.reused], opened.day.until, quiet=not done.findings)
    if profile:
        console.profile(done.made, done.spent, done.reused)
    _close(
        done.findings,
        opened,
        report,
        made=[str(folder / name) for name in done.made],
        reused=len(done.reused),
    )


def _close(
    findings: "list[Diagnostic]", opened: "Opened | None", report: "Style", *, made: list[str], reused: int
) -> None:
    from briefpress import console
    from briefpress.diagnostics import as_json, failed

    if report == "json":
        console.data({"made": made, "reused": reused, "findings": [as_json(finding) for finding in findings]})
    else:
        if opened:
            console.findings(findings, opened.files, report)
        console.lines(made)
        if failed(findings):
            console.verdict(findings, "nothing written")
        else:
            console.note(f"{len(made)} made, {reused} unchanged")
    if failed(findings):
        raise typer.Exit(FINDINGS)
