"""What is carried to a target, and what may become of it."""

from __future__ import annotations

import os
from base64 import b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from briefpress.diagnostics import cause
from briefpress.model.manifest import MANIFEST, SUMS
from briefpress.record.shelf import summed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from briefpress.model.delivery import Secret, Target
    from briefpress.model.manifest import Entry, Manifest
    from briefpress.plan.letter import Letter

PATIENCE = 20.0
"""Seconds that a target may take for one answer."""


class Refused(Exception):
    """It was not taken, so that it may be sent again; if it is lasting, the same words would be refused again."""

    def __init__(self, why: str, *, lasting: bool = False) -> None:
        super().__init__(why)
        self.lasting = lasting


class Unsure(Exception):
    """It may have been taken."""


Answers = dict[str, Refused | Unsure]
"""Who of a target did not take it, or may have."""


@dataclass
class Secrets:
    """Finds secrets, and keeps them out of whatever is said."""

    root: Path
    _known: list[str] = field(default_factory=list)

    def of(self, secret: Secret) -> str:
        """Return a secret; raises Refused."""
        if secret.env is not None:
            found = os.environ.get(secret.env, "")
            where = f"the environment has no {secret.env}"
        else:
            path = self.root / (secret.file or "")
            try:
                found = path.read_text(encoding="utf-8").strip()
            except OSError as why:
                raise Refused(f"the secret cannot be read: {why.strerror}") from None
            except ValueError:
                raise Refused(f"the secret cannot be read: '{path}' is not text in UTF-8") from None
            where = f"'{path}' is empty"
        if not found:
            raise Refused(f"there is no secret: {where}")
        self.hide(found)
        return found

    def hide(self, secret: str) -> None:
        """Keep a secret that was found by others out of whatever is said."""
        if secret:
            self._known += [secret, b64encode(secret.encode("utf-8", "surrogateescape")).decode()]

    def without(self, text: str) -> str:
        """Return text in which no secret stands that was found here."""
        for secret in sorted(self._known, key=len, reverse=True):
            text = text.replace(secret, "…")
        return text


@dataclass(frozen=True)
class Parcel:
    """An edition on its way to a target."""

    entry: Entry
    manifest: Manifest
    folder: Path
    """Where it lies."""
    parts: tuple[str, ...]
    """Who of the target has not got it."""
    at: datetime
    letter: Letter
    secrets: Secrets
    giving: Callable[[tuple[str, ...]], None]
    """To be called for the parts to which it is given away from here on: without an answer it may have arrived."""
    patience: float = PATIENCE

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the names of its files and their bytes, last the one that names the others; raises Refused."""
        for name in (*sorted(self.manifest.files), SUMS, MANIFEST):
            yield name, self.read(name)

    def read(self, name: str) -> bytes:
        """Return the bytes of a file of the edition, as they were issued; raises Refused."""
        path = self.folder / name
        try:
            data = path.read_bytes()
        except OSError as why:
            raise Refused(f"'{path}': {cause(why)}") from None
        if summed(data) != self.entry.files[name]:
            raise Refused(f"'{path}' is altered: see 'briefpress verify'")
        return data


class Place(Protocol):
    """Somewhere that keeps files by name; each is there whole or not at all."""

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, if it is there; raises Refused."""

    def write(self, name: str, data: bytes) -> None:
        """Put a file there in place of the one before; raises Refused."""


class Opener(Protocol):
    """Has a target of one kind as a place."""

    def __call__(self, target: Target, secrets: Secrets, patience: float) -> AbstractContextManager[Place]:
        """Have it ready to take files; raises Refused."""


def stocked(parcel: Parcel, place: Place) -> Answers:
    """Put the files of an edition somewhere, and look that they arrived; raises Refused. What is there stays."""
    folder = parcel.manifest.id
    if place.read(f"{folder}/{MANIFEST}") not in {None, parcel.read(MANIFEST)}:
        # An edition never changes: this one is of another desk.
        raise Refused(f"'{folder}' is there and is another edition", lasting=True)
    for name, data in parcel.files():
        if place.read(f"{folder}/{name}") != data:
            put(place, f"{folder}/{name}", data)
    return {}


def put(place: Place, name: str, data: bytes) -> None:
    """Put a file somewhere, and look that it arrived; raises Refused."""
    place.write(name, data)
    if place.read(name) != data:
        raise Refused(f"'{name}' did not arrive as it was sent")


class Carrier(Protocol):
    """Brings parcels to targets of one kind."""

    def __call__(self, parcel: Parcel, target: Target) -> Mapping[str, Refused | Unsure]:
        """Return who of the target did not take it; raises Refused and Unsure where it was all of them."""
