"""A store where finished artifacts wait, for machines that have no folder in common."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from errno import EIO
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.model.desk import is_store
from briefpress.record.objects import Stored, Unavailable
from briefpress.record.rack import FolderRack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.model.rack import Rack
    from briefpress.record.objects import Objects


@dataclass(frozen=True)
class StoreRack:
    """A Rack in a store."""

    objects: Objects

    @classmethod
    def of(cls, url: str) -> StoreRack:
        """Return the rack at an address such as `s3://bucket/rack`; raises OSError."""
        with _told(url):
            return cls(Stored(url))

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes; raises OSError."""
        with _told(self.objects.url):
            if not self.objects.create(key, data) and (found := self.objects.get(key)) and found[0] != data:
                # What comes with a key is always the same, so this was damaged. If another mended it before, so be it.
                self.objects.swap(key, data, found[1])

    def get(self, key: str) -> bytes | None:
        """Return the bytes, if they are there; raises OSError."""
        with _told(self.objects.url):
            found = self.objects.get(key)
        return found[0] if found else None

    def has(self, key: str) -> bool:
        """Tell whether they are there; raises OSError."""
        with _told(self.objects.url):
            return self.objects.has(key)

    def drop(self, key: str) -> None:
        """Take them off, if they are there; raises OSError."""
        with _told(self.objects.url):
            self.objects.drop(key)


def rack_of(name: str) -> Rack:
    """Return the rack of that name: a folder, or a place in a store; raises OSError."""
    return StoreRack.of(name) if is_store(name) else FolderRack(Path(name))


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Tell a refusal as the disk would: whoever uses a rack knows no stores."""
    try:
        yield
    except Unavailable as why:
        raise OSError(EIO, str(why), url) from None
