"""`publish`: the next editions."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
    from briefpress.app.publish import Published
    from briefpress.console import Style


def publish(  # noqa: PLR0913, PLR0917 - an option each
    briefs: BriefsArgument = None,
    audience: AudienceOption = None,
    formats: FormatOption = "pdf,html,json",
    reworded: Annotated[
        bool, typer.Option("--reworded", help="Issue an edition where only words or their order changed, too.")
    ] = False,
    restyled: Annotated[
        bool, typer.Option("--restyled", help="Issue an edition where only templates, fonts or tools changed, too.")
    ] = False,
    always: Annotated[bool, typer.Option("--always", help="Issue an edition even where nothing changed.")] = False,
    output: OutputOption = None,
    wait: WaitOption = False,
    jobs: JobsOption = None,
    kind: ExecutorOption = None,
    scheduler: SchedulerOption = "",
    rack: RackOption = "",
    cache: CacheOption = "",
    as_of: AsOf = "",
    desk: DeskOption = Path(),
    report: ReportOption = "full",
) -> None:
    """Freeze the current briefs as the next edition, for every audience that has something new to read."""
    from briefpress import console
    from briefpress.app import publish as verb
    from briefpress.app.build import Wanted

    today, top = day(as_of), root(desk)
    folder = target(top, output)
    executor = executor_of(jobs, kind, scheduler, rack, cache)
    wanted = Wanted(tuple(briefs or ()), tuple(audience or ()), formats_of(formats), executor=executor)
    order = verb.Order(wanted, reworded, restyled, always)
    with console.Watch() as watch, spoken():
        done = verb.publish(top, order, folder, today, watch, wait=wait)
    _close(done, report)


def _close(done: "Published", report: "Style") -> None:
    from briefpress import console
    from briefpress.diagnostics import as_json, counted, failed

    issued = {edition.id: done.places[edition.id] for edition in done.issued}
    if report == "json":
        findings = [as_json(finding) for finding in done.findings]
        changes = done.told if issued else {}
        console.data({"issued": issued, "changes": changes, "skipped": done.skipped, "findings": findings})
    else:
        console.findings(done.findings, done.desk.files, report)
        console.lines(list(issued.values()))
        for pair, why in done.skipped.items():
            console.note(f"{pair}: {why}")
        if failed(done.findings):
            console.verdict(done.findings, f"{counted(len(issued), 'edition')} issued" if issued else "nothing issued")
        else:
            console.note(f"{counted(len(issued), 'edition')} issued")
    if failed(done.findings):
        raise typer.Exit(FINDINGS)
