"""Writing the evidence lock: by hand, so that it reads well and two equal locks are equal bytes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from briefpress.model.lock import FILE
from briefpress.record.store import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefpress.model.lock import Lock, LockedAnchor, LockedClaim

_HEADER = """\
# What was verified, against which text, and where every anchor was found.
# Written by `briefpress lock --archive DIR`; commit it, and do not edit it.
"""
_BARE = re.compile(r"(?!(true|false|null)\Z)[a-z][a-z0-9-]*\Z")


def keep(root: Path, lock: Lock) -> bool:
    """Write the lock of a desk unless it stands there already; tells whether it did; raises OSError."""
    path, data = root / FILE, text(lock).encode()
    if path.exists() and path.read_bytes() == data:
        return False
    replace(path, data)
    return True


def text(lock: Lock) -> str:
    """Return a lock as YAML."""
    return _HEADER + "\n".join((*_lines(lock), ""))


def _lines(lock: Lock) -> Iterator[str]:
    yield f"version: {lock.version}"
    yield "sources:" if lock.sources else "sources: {}"
    for name, sha256 in lock.sources.items():
        yield f"  {_word(name)}: {_quoted(sha256)}"
    yield "claims:" if lock.claims else "claims: {}"
    for name, claim in lock.claims.items():
        yield f"  {_word(name)}:"
        yield from _claim(claim)


def _claim(claim: LockedClaim) -> Iterator[str]:
    yield f"    verified: {claim.verified}"
    yield f"    digest: {_quoted(claim.digest)}"
    if claim.anchors:
        yield "    anchors:"
    for anchor in claim.anchors:
        yield f"      - {{{', '.join(_anchor(anchor))}}}"


def _anchor(anchor: LockedAnchor) -> Iterator[str]:
    yield f"source: {_word(anchor.source)}"
    yield f"paragraph: {anchor.paragraph}"
    if anchor.heading:
        yield f"heading: {_quoted(anchor.heading)}"
    if anchor.value:
        yield f"value: {anchor.value}"


def _word(text: str) -> str:
    return text if _BARE.match(text) else _quoted(text)


def _quoted(text: str) -> str:
    # A string of JSON is one of YAML, and some checksums would be numbers without quotes.
    return json.dumps(text, ensure_ascii=False)
