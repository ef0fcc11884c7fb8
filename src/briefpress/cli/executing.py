"""Who prints: processes of this machine, or the workers of a scheduler."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from briefpress.cli.shared import CannotRun

if TYPE_CHECKING:
    from briefpress.app.executor import Executor

Kind = Literal["processes", "dask"]


def _told(flag: str, text: str, metavar: str | None = None) -> typer.models.OptionInfo:
    """Return an option that the environment may set as well, as it does for the builds of schedules."""
    name = f"BRIEFPRESS_{flag.upper()}"
    told: typer.models.OptionInfo = typer.Option(
        f"--{flag}", metavar=metavar, envvar=name, show_envvar=False, help=f"{text} ({name}).", show_default=False
    )
    return told


ExecutorOption = Annotated[
    Kind | None, _told("executor", "Who prints: processes of this machine, or the workers of a Dask scheduler")
]
SchedulerOption = Annotated[
    str, _told("scheduler", "Address of the Dask scheduler, as tls://host:8786", metavar="ADDRESS")
]
RackOption = Annotated[
    str, _told("rack", "Folder, or place in a store, that this machine and all workers see", metavar="PLACE")
]
CacheOption = Annotated[
    str, _told("cache", "Folder, or place in a store, with what machines that are alike have made", metavar="PLACE")
]


def executor_of(jobs: int | None, kind: Kind | None, scheduler: str, rack: str, cache: str = "") -> Executor:
    """Return who makes artifacts: so many processes, or this one, or workers elsewhere; raises CannotRun."""
    executor = _printing(jobs, kind, scheduler, rack)
    if not cache:
        return executor
    from briefpress.app.caching import Cached

    return Cached(executor, cache)


def _printing(jobs: int | None, kind: Kind | None, scheduler: str, rack: str) -> Executor:
    if kind == "processes" or not (kind or scheduler):
        from briefpress.app.executor import HERE, Processes
        from briefpress.emit.pool import Pool

        return HERE if jobs == 0 else Processes(Pool(jobs or 0))
    if not scheduler:
        raise CannotRun("--executor dask needs the address of a scheduler: --scheduler tls://host:8786")
    try:
        from briefpress.app.cluster.driver import Cluster
    except ModuleNotFoundError as why:
        raise CannotRun(f"no {why.name} here: pip install 'briefpress[dask]'") from None
    return Cluster(scheduler, rack)
