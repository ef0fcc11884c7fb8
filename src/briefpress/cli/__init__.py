"""Words in: commands, options and exit statuses, one module for each verb."""

# typer reads annotations at run time, so the modules of the verbs do not put them off.

import atexit
import gc
import os


def main() -> None:
    """Run briefpress and leave with its exit status."""
    # What a run reads it keeps to its end: to look for garbage every few hundred objects finds none.
    gc.set_threshold(50_000, 20, 20)
    # Nor does it find any in the end, when the system takes back all memory at once.
    atexit.register(gc.freeze)
    # What content may be is for this program to say, and to look for plug-ins reads every package that is installed.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    try:
        # Whoever interrupts it while it is still being read is spared the place where that was.
        from briefpress.cli.running import main as run
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    run()


__all__ = ["main"]
