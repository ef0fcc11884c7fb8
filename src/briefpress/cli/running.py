"""Running a command: what it ends with, and what is said when it cannot go on."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import StringIO, TextIOWrapper
from threading import Thread
from typing import TextIO

import typer
from typer.exceptions import TyperException

from briefpress import __version__
from briefpress.app.schedule import TIED
from briefpress.cli.program import app
from briefpress.cli.shared import BUG, BUSY, CANNOT_RUN, CLEAN, INTERRUPTED, Busy, CannotRun, because


def main() -> None:
    """Run briefpress and leave with its exit status."""
    _mend_streams()
    # Whoever we start is tied to us, not to whoever started us.
    if os.environ.pop(TIED, ""):
        Thread(target=_outlived, daemon=True).start()
    sys.exit(_run())


def _outlived() -> None:
    """Wait until whoever began us is dead, which closes what we read from, and go too: nobody knows of us any more."""
    with suppress(OSError):
        os.read(0, 1)
    os._exit(INTERRUPTED)


def _mend_streams() -> None:
    """Make sure that there is something to print to, and that it takes any character."""
    sys.stdout = sys.stdout or StringIO()
    sys.stderr = sys.stderr or StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run() -> int:
    try:
        status = int(app(standalone_mode=False) or CLEAN)
        sys.stdout.flush()
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Busy as why:
        return _cannot_run(str(why), BUSY)
    except (CannotRun, TyperException) as why:
        return _cannot_run(_usage(why) if isinstance(why, TyperException) else str(why))
    except (BrokenPipeError, SystemExit) as why:
        # The reader went away, as `head` does: that is not an error, although typer and rich leave with 1.
        if not isinstance(why, BrokenPipeError) and not isinstance(why.__context__, BrokenPipeError):
            raise
        _silence(sys.stdout, sys.stderr)
        return CLEAN
    except OSError as why:
        # What goes wrong with a desk or with output/ is a finding; this is about the place we print to.
        _silence(sys.stdout)
        return _cannot_run(because(why))
    except Exception as why:  # noqa: BLE001 - the last line of defence: a bug is reported, not dumped
        refused = _unavailable(why)
        return _bug(why) if refused is None else refused

    return status


def _unavailable(why: Exception) -> int | None:
    """Say that a store is not to be had, if that is it, and return what schedules know: try again later, or do not."""
    from briefpress.diagnostics import full
    from briefpress.record.objects import Unavailable

    if not isinstance(why, Unavailable):
        return None
    with suppress(OSError):
        sys.stderr.write("".join(text for _, text in full(why.finding, {})))
    return BUSY if why.passing else CANNOT_RUN


def _cannot_run(text: str, status: int = CANNOT_RUN) -> int:
    with suppress(OSError):
        sys.stderr.write(text if text.startswith("Usage:") else f"briefpress: {text}\n")
    return status


def _usage(why: TyperException) -> str:
    said, context = why.format_message(), getattr(why, "ctx", None)
    if said.startswith("Usage:"):
        return f"{said}\n"
    said = (said[0].lower() + said[1:]).removesuffix(".").replace(". Did you mean ", ": did you mean ")
    return f"{said}{'' if said.endswith('?') else ';'} see '{context.command_path if context else 'briefpress'} -h'"


def _silence(*streams: TextIO) -> None:
    """Send what is still to be printed nowhere, or Python complains of it at exit."""
    for stream in streams:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _bug(why: Exception) -> int:
    import traceback

    frame = traceback.extract_tb(why.__traceback__)[-1]
    sys.stderr.write(
        f"error[BP901]: a bug in briefpress {__version__}: {type(why).__name__}: {why}\n"
        f"  --> {frame.filename}:{frame.lineno}\n"
        "   = help: please report it; BRIEFPRESS_TRACEBACK=1 shows the whole way here\n"
    )
    if os.environ.get("BRIEFPRESS_TRACEBACK"):
        traceback.print_exception(why)
    return BUG
