"""How long artifacts took to make: to begin with the longest, and to say how much is left. Losing it loses nothing."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from briefpress.record.store import STATE, replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FILE = "times.json"


def remembered(output: Path) -> dict[str, float]:
    """Return the seconds that artifacts took last time, as far as that can be read."""
    try:
        known = json.loads((output / STATE / _FILE).read_bytes())
        return {str(name): float(seconds) for name, seconds in known.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def remember(output: Path, times: Mapping[str, float]) -> None:
    """Note the seconds that artifacts took, beside those of others."""
    known = {**remembered(output), **{name: round(seconds, 3) for name, seconds in times.items()}}
    with suppress(OSError):
        replace(output / STATE / _FILE, json.dumps(known, sort_keys=True).encode())
