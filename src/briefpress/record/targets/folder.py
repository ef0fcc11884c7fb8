"""A folder as a target: the files of an edition, each whole or not at all."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.diagnostics import cause
from briefpress.record.store import replace, swept
from briefpress.record.targets.parcel import Answers, Refused, stocked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefpress.model.delivery import Target
    from briefpress.record.targets.parcel import Parcel, Secrets


def carry(parcel: Parcel, target: Target) -> Answers:
    """Put the files of an edition into a folder; raises Refused."""
    with opened(target, parcel.secrets, parcel.patience) as place:
        return stocked(parcel, place)


@contextmanager
def opened(target: Target, secrets: Secrets, patience: float) -> Iterator[_Folder]:  # noqa: ARG001 - a disk has no clock
    """Have a folder in which files can be put."""
    yield _Folder(secrets.root / (target.folder or ""))


@dataclass(frozen=True)
class _Folder:
    top: Path

    def read(self, name: str) -> bytes | None:
        try:
            return (self.top / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as why:
            raise Refused(f"'{why.filename}': {cause(why)}") from None

    def write(self, name: str, data: bytes) -> None:
        path = self.top / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            swept(path.parent)
            replace(path, data)
        except OSError as why:
            raise Refused(f"'{why.filename or path}': {cause(why)}") from None
