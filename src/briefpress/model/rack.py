"""Where finished artifacts wait under their content keys until all of a build are made, and what is known of each."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol

from briefpress.model.findings import read, written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.diagnostics import Diagnostic


class Rack(Protocol):
    """A place for bytes under keys of letters and digits; who looks finds all of them or none."""

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes; the same key always comes with the same artifact; raises OSError."""

    def get(self, key: str) -> bytes | None:
        """Return the bytes, if they are there."""

    def has(self, key: str) -> bool:
        """Tell whether they are there."""

    def drop(self, key: str) -> None:
        """Take them off, if they are there; raises OSError."""


@dataclass(frozen=True)
class Row:
    """What is known of a finished artifact while its bytes wait elsewhere."""

    key: str
    sha256: str = ""
    size: int = 0
    pages: Mapping[str, int] = field(default_factory=dict)
    found: tuple[Diagnostic, ...] = ()
    spent: Mapping[str, float] = field(default_factory=dict)


def racked(rack: Rack, row: Row, data: bytes) -> Row:
    """Put a finished artifact on a rack; its row comes last, so who finds a row finds the bytes; raises OSError."""
    known = Row(row.key, sha256(data).hexdigest(), len(data), row.pages, row.found, row.spent)
    rack.put(row.key, data)
    rack.put(_row(row.key), json.dumps(_plain(known)).encode())
    return known


def waiting(rack: Rack, key: str) -> Row | None:
    """Return what is known of an artifact that waits on a rack; one that is damaged is not there."""
    found = fetched(rack, key)
    return found[0] if found else None


def fetched(rack: Rack, key: str) -> tuple[Row, bytes] | None:
    """Return what is known of an artifact and its bytes; one that is damaged is not there."""
    told = rack.get(_row(key))
    data = None if told is None else rack.get(key)
    if told is None or data is None:
        return None
    try:
        row = _read(json.loads(told))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return (row, data) if (row.key, row.sha256) == (key, sha256(data).hexdigest()) else None


def taken(rack: Rack, key: str) -> None:
    """Take an artifact off a rack; its row goes first, so who finds a row finds the bytes; raises OSError."""
    rack.drop(_row(key))
    rack.drop(key)


def _row(key: str) -> str:
    return f"{key}.row"


def _plain(row: Row) -> dict[str, object]:
    """Return plain data; what was spent on it was spent by another build."""
    found = list(map(written, row.found))
    return {"key": row.key, "sha256": row.sha256, "size": row.size, "pages": dict(row.pages), "found": found}


def _read(data: dict[str, Any]) -> Row:
    pages = {str(name): int(page) for name, page in data["pages"].items()}
    found = tuple(map(read, data["found"]))
    return Row(str(data["key"]), str(data["sha256"]), int(data["size"]), pages, found)
