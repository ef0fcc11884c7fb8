"""Lines that are kept from one run to the next. What is damaged, or was written by another program, is not there."""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from briefpress.record.store import STATE, replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_SUM = 32
"""Hex digits of the checksum before each line."""


def kept(output: Path, name: str, program: str) -> list[dict[str, Any]]:
    """Return what was kept under a name by this program."""
    found: list[dict[str, Any]] = []
    with suppress(OSError):
        lines = (output / STATE / name).read_bytes().split(b"\n")
        for line in lines[1:] if lines[0] == program.encode() else ():
            if sha256(line[_SUM:]).hexdigest()[:_SUM].encode() == line[:_SUM]:
                with suppress(ValueError):
                    data = json.loads(line[_SUM:])
                    found += [data] if isinstance(data, dict) else []
    return found


def keep(output: Path, name: str, program: str, lines: Iterable[str]) -> None:
    """Keep lines of JSON in place of those before. Where that cannot be done, the next run finds out for itself."""
    texts = (line.encode() for line in lines)
    data = b"\n".join([program.encode(), *(sha256(text).hexdigest()[:_SUM].encode() + text for text in texts)])
    with suppress(OSError):
        replace(output / STATE / name, data)
