"""A folder where finished artifacts wait until all of a build are made; what a killed build left there is not lost."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from typing_extensions import override

from briefpress.record.store import STATE, staged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FOLDER = "rack"


@dataclass(frozen=True)
class FolderRack:
    """A Rack on the disk of the output folder."""

    folder: Path

    @classmethod
    def of(cls, output: Path) -> FolderRack:
        """Return the rack of an output folder."""
        return cls(output / STATE / _FOLDER)

    def path(self, key: str) -> Path:
        """Return the file that holds the bytes of a key."""
        return self.folder / key

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes; raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        staged(self.path(key), data).replace(self.path(key))

    def get(self, key: str) -> bytes | None:
        """Return the bytes, if they are there."""
        try:
            return self.path(key).read_bytes()
        except OSError:
            return None

    def has(self, key: str) -> bool:
        """Tell whether they are there."""
        return self.path(key).is_file()

    def drop(self, key: str) -> None:
        """Take them off, if they are there; raises OSError."""
        self.path(key).unlink(missing_ok=True)

    def clear(self) -> None:
        """Take everything off."""
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(frozen=True)
class Fetched(Mapping[str, bytes]):
    """Files by name, of which those on a rack are read when they are asked for, and not held; raises OSError."""

    rack: FolderRack
    keyed: Mapping[str, str]
    beside: Mapping[str, bytes]

    @override
    def __getitem__(self, name: str) -> bytes:
        return self.beside[name] if name in self.beside else self.rack.path(self.keyed[name]).read_bytes()

    @override
    def __iter__(self) -> Iterator[str]:
        return iter((*self.keyed, *self.beside))

    @override
    def __len__(self) -> int:
        return len(self.keyed) + len(self.beside)
