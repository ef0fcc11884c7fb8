"""Words in: commands, options and exit statuses, one module for each verb."""

# typer reads annotations at run time, so the modules of the verbs do not put them off.

from briefpress.cli.running import main

__all__ = ["main"]
