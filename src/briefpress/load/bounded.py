"""The bytes of a desk's files, and no more of them than is ever read."""

from __future__ import annotations

from errno import EINVAL
from typing import TYPE_CHECKING

from briefpress.model.files import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path


def read_bytes(path: Path) -> bytes:
    """Return no more of a file than is ever read; raises OSError. A pipe or a device could keep us for ever."""
    if path.exists() and not path.is_file():
        raise OSError(EINVAL, "not a file")
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)
