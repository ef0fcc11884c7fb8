"""A folder as a target: the files of an edition, each whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import cause
from briefpress.record.store import settle, staged, swept
from briefpress.record.targets.parcel import Answers, Refused

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.model.delivery import Target
    from briefpress.record.targets.parcel import Parcel


def carry(parcel: Parcel, target: Target) -> Answers:
    """Put the files of an edition into a folder; raises Refused."""
    folder = parcel.secrets.root / (target.folder or "") / parcel.manifest.id
    waiting: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        swept(folder)
        for name, data in parcel.files():
            path = folder / name
            if not (path.is_file() and path.read_bytes() == data):
                waiting.append((staged(path, data), path))
        for temporary, path in waiting:
            temporary.replace(path)
        settle(folder)
    except OSError as why:
        raise Refused(f"'{why.filename or folder}': {cause(why)}") from None
    finally:
        for temporary, _ in waiting:
            temporary.unlink(missing_ok=True)
    return {}
