"""Fingerprints: two artifacts with the same one have the same bytes, so the second need not be made."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from briefpress.model.view import plain, written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.model.view import View

_DATE_OF_ISSUE = ("issued", "issued_iso")
"""Left out of the digest: the date printed moves because the rest does, never by itself."""


def canonical(view: View) -> str:
    """Return a View as JSON with sorted keys."""
    return written(view)


def digest(view: View) -> str:
    """Return the sha256 of all that a View prints but its date of issue."""
    return _digest(_undated(view))


SHORT = 16
"""Hex digits of the digest of a part: enough to tell two states of it apart."""


def parts(view: View) -> dict[str, str]:
    """Return a digest of every named part of a View: the fields, the pieces of page 1, blocks, rows and sources."""
    data = _undated(view)
    named = {f"front.{name}": value for name, value in data.pop("front").items()}
    for section in data.pop("sections"):
        where = f"sections.{section['id']}"
        named[where] = section["heading"]
        named |= {f"{where}.{index}.{block['block']}": block for index, block in enumerate(section["blocks"])}
    named |= {f"rows.{row['claim']}": row for row in data.pop("rows")}
    named |= {f"sources.{source['label']}": source for source in data.pop("sources")}
    return {name: _digest(value)[:SHORT] for name, value in (data | named).items()}


def _undated(view: View) -> dict[str, Any]:
    return {name: value for name, value in plain(view).items() if name not in _DATE_OF_ISSUE}


def _digest(value: object) -> str:
    return sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def together(files: Mapping[str, str]) -> str:
    """Return the sha256 of files, by name and sha256."""
    return sha256("".join(f"{name}\0{one}\n" for name, one in sorted(files.items())).encode()).hexdigest()


def fingerprint(view_digest: str, fmt: str, issued: str, used: Mapping[str, str]) -> str:
    """Return the sha256 of a View's digest, the format, the date printed, and the versions and files used."""
    data = {"view": view_digest, "format": fmt, "issued": issued, "used": dict(used)}
    return sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


class Made(Struct, frozen=True):
    """What the manifest knows of an artifact: from what it was made, and what its bytes are."""

    fingerprint: str
    view: str
    issued: str
    sha256: str
    size: int
    pages: dict[str, int] = {}
    """The page of every destination, where the artifact has pages."""
    parts: dict[str, str] = {}
    """A digest of every named part of the View."""
    used: dict[str, str] = {}
    """The versions of the tools."""
    templates: dict[str, str] = {}
    """A digest of every file of templates/, where it uses any."""
