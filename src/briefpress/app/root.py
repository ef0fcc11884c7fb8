"""Finding a desk, before anything of it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.model.files import SETTINGS

if TYPE_CHECKING:
    from pathlib import Path


class NoDesk(Exception):
    """There is no desk where one was looked for."""


def root_of(start: Path) -> Path:
    """Return the desk that a folder or file lies in, looking upwards; raises NoDesk."""
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).exists():
            return folder
    raise NoDesk(f"no {SETTINGS} in '{start}' or above it")
