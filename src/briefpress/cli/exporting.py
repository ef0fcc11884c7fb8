"""`schedule export`: schedules for timers that a machine already has."""

import shutil
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefpress import __version__
from briefpress.cli.shared import CannotRun, DeskOption, OutputOption, because

if TYPE_CHECKING:
    from briefpress.app.schedule.exports import Kind


def export(  # noqa: PLR0913, PLR0917 - an option each
    systemd: Annotated[bool, typer.Option("--systemd", help="A service and a timer for each schedule.")] = False,
    cron: Annotated[bool, typer.Option("--cron", help="A crontab that looks every minute.")] = False,
    github: Annotated[bool, typer.Option("--github", help="A workflow for each schedule.")] = False,
    k8s: Annotated[bool, typer.Option("--k8s", help="A CronJob for each schedule.")] = False,
    to: Annotated[Path | None, typer.Option("--to", help="Folder to write to; without it, all is printed.")] = None,
    image: Annotated[str, typer.Option("--image", help="Container image, for --k8s.")] = f"briefpress:{__version__}",
    desk: DeskOption = Path(),
    output: OutputOption = None,
) -> None:
    """Write the schedules for systemd, cron, GitHub Actions or Kubernetes, ready to install."""
    from briefpress import console
    from briefpress.app.schedule import exports
    from briefpress.cli.schedule import schedules

    asked: dict[Kind, bool] = {"systemd": systemd, "cron": cron, "github": github, "k8s": k8s}
    kinds = [kind for kind, wanted in asked.items() if wanted]
    if len(kinds) != 1:
        raise CannotRun("say for which timer: one of --systemd, --cron, --github, --k8s")
    top, known = schedules(desk)
    folder = (output or top / "output").resolve()
    site = exports.Site(top.resolve(), folder, _program(), image, _owner(top))
    now = datetime.now(UTC)
    files = exports.export(kinds[0], known, site, now)
    for text in exports.warnings(kinds[0], known, now):
        console.note(f"warning: {text}")
    if to is None:
        console.lines([f"# {name}\n{text}" for name, text in files.items()])
        return
    try:
        to.mkdir(parents=True, exist_ok=True)
        if systemd:
            folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (to / name).write_text(text, encoding="utf-8")
    except OSError as why:
        raise CannotRun(f"cannot write to '{to}': {because(why)}") from None
    console.lines([str(to / name) for name in files])


def _owner(desk: Path) -> str:
    """Return whose desk it is, unless it is root's: whoever writes there without being root has to be him."""
    import pwd

    number = desk.stat().st_uid
    with suppress(KeyError):
        return pwd.getpwuid(number).pw_name if number else ""
    return str(number)


def _program() -> Path:
    """Return where the program is: beside the Python that runs it, or where the shell finds it."""
    beside = Path(sys.executable).parent / "briefpress"
    return beside if beside.exists() else Path(shutil.which("briefpress") or sys.argv[0]).absolute()
