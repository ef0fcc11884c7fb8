"""Who prints: processes of this machine, or the workers of a scheduler."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from briefpress.cli.shared import CannotRun

if TYPE_CHECKING:
    from briefpress.app.executor import Executor

Kind = Literal["processes", "dask"]
ExecutorOption = Annotated[
    Kind | None,
    typer.Option(
        "--executor",
        envvar="BRIEFPRESS_EXECUTOR",
        show_envvar=False,
        help="Who prints: processes of this machine, or the workers of a Dask scheduler (BRIEFPRESS_EXECUTOR).",
        show_default=False,
    ),
]
SchedulerOption = Annotated[
    str,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        envvar="BRIEFPRESS_SCHEDULER",
        show_envvar=False,
        help="Address of the Dask scheduler, as tls://host:8786 (BRIEFPRESS_SCHEDULER).",
        show_default=False,
    ),
]
RackOption = Annotated[
    str,
    typer.Option(
        "--rack",
        metavar="PLACE",
        envvar="BRIEFPRESS_RACK",
        show_envvar=False,
        help="Folder, or place in a store, that this machine and all workers see (BRIEFPRESS_RACK).",
        show_default=False,
    ),
]


CacheOption = Annotated[
    str,
    typer.Option(
        "--cache",
        metavar="PLACE",
        envvar="BRIEFPRESS_CACHE",
        show_envvar=False,
        help="Folder, or place in a store, with what machines that are alike have made (BRIEFPRESS_CACHE).",
        show_default=False,
    ),
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
