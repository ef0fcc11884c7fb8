"""What every exported timer has to know: where things are, how long a run may take, and which secrets it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel

from briefpress import __version__
from briefpress.model.delivery import Secret

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from briefpress.model.schedule import Schedule

_SLACK = 60
"""Seconds to start, stop and keep what happened, beside the build itself."""


@dataclass(frozen=True)
class Site:
    """Where the desk and the program are, and who owns the desk."""

    desk: Path
    output: Path
    program: Path
    image: str = f"briefpress:{__version__}"
    owner: str = ""
    """Empty where that is root, or nobody knows."""


def longest(schedules: Iterable[Schedule]) -> int:
    """Return the seconds that a run of each may take, tries and the waits between them included."""
    return sum(
        int(one.limit.total_seconds() + _SLACK) * (one.retries + 1)
        + sum(30 * 4**number for number in range(one.retries))
        for one in schedules
    )


def variables(schedules: Iterable[Schedule]) -> list[str]:
    """Return the names of the secrets that targets look for in the environment."""
    found = {secret.env for one in schedules for target in one.deliver for secret in _secrets(target)}
    return sorted(name for name in found if name)


def _secrets(part: BaseModel) -> Iterator[Secret]:
    if isinstance(part, Secret):
        yield part
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, BaseModel):
            yield from _secrets(value)
