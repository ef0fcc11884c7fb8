"""Writing artifacts so that a reader sees the old file or the new one, never a piece."""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Literal
from uuid import uuid4

from msgspec import DecodeError, Struct, json, structs

from briefpress.plan.fingerprint import Made  # noqa: TC001 - msgspec reads annotations at run time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from briefpress.record.sums import Sums

STATE = ".briefpress"
VERSION: Literal[1] = 1
_LEFT = re.compile(r"\..+\.[0-9a-f]{32}\.tmp")


class _Manifest(Struct):
    artifacts: dict[str, Made]
    version: Literal[1] = VERSION


def recorded(output: Path) -> dict[str, Made]:
    """Return what the manifest knows; a manifest that cannot be read knows nothing, so everything is made again."""
    try:
        return json.decode(_manifest(output).read_bytes(), type=_Manifest).artifacts
    except (OSError, DecodeError):
        return {}


class Stamp(Struct, frozen=True):
    """What a build looked at, and what it left: files by name and sha256."""

    state: str
    day: str
    until: str
    """The first later day on which anything may come out otherwise; nothing means never."""
    quiet: bool
    """It had nothing to say."""
    files: dict[str, str] = {}
    manifest: str = ""
    version: Literal[1] = VERSION

    def holds(self, state: str, day: str) -> bool:
        """Tell whether a build that looks at this, on this day, would make nothing new."""
        return bool(state) and self.state == state and self.day <= day and (not self.until or day < self.until)


def stamped(output: Path) -> Stamp | None:
    """Return what the last build noted, if that can be read."""
    try:
        return json.decode((output / STATE / "stamp.json").read_bytes(), type=Stamp)
    except (OSError, DecodeError):
        return None


def unaltered(output: Path, stamp: Stamp, sums: Sums) -> bool:
    """Tell whether everything that a build left has still the same bytes."""
    try:
        named = {f"{output}/{name}": known for name, known in stamp.files.items()}
        named[str(_manifest(output))] = stamp.manifest
        return all(sums.read(path) == known for path, known in named.items())
    except (OSError, ValueError):
        return False


def stamp(output: Path, told: Stamp, names: Iterable[str]) -> None:
    """Note what a build looked at and left. Where that cannot be written, the next build looks for itself."""
    known = recorded(output)
    with suppress(OSError, KeyError):
        files = {name: known[name].sha256 for name in names}
        manifest = sha256(_manifest(output).read_bytes()).hexdigest()
        replace(output / STATE / "stamp.json", json.encode(structs.replace(told, files=files, manifest=manifest)))


def _manifest(output: Path) -> Path:
    return output / STATE / "manifest.json"


def intact(output: Path, name: str, made: Made, sums: Sums) -> bool:
    """Tell whether an artifact still has the bytes that the manifest says."""
    try:
        return sums.read(f"{output}/{name}") == made.sha256
    except OSError:
        return False


def writable(output: Path) -> None:
    """Make sure, without writing, that artifacts can be kept there, before any is rendered; raises OSError."""
    there = output.absolute()
    while not there.exists():
        there = there.parent
    if not there.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "a file stands in the way", str(there))
    if not os.access(there, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "permission denied", str(there))


def keep(output: Path, artifacts: Mapping[str, Path], made: Mapping[str, Made]) -> None:
    """Move finished artifacts to their names, and then the manifest that says so; raises OSError.

    Nothing has moved until everything is on the disk of the folder that it goes to; no temporary file is left behind.
    """
    waiting: list[tuple[Path, Path]] = []
    folders = set()
    try:
        output.mkdir(parents=True, exist_ok=True)
        for name, file in artifacts.items():
            path = output / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.parent.resolve().is_relative_to(output.resolve()):
                raise NotADirectoryError(errno.ENOTDIR, "a link leads out of the output folder", str(path.parent))
            if path.parent not in folders:
                swept(path.parent)
                folders.add(path.parent)
            # Another disk may be mounted there: from here a name is all that can be moved.
            there = file.stat().st_dev == path.parent.stat().st_dev
            waiting.append((file if there else staged(path, file.read_bytes()), path))
        state = output / STATE
        state.mkdir(exist_ok=True)
        swept(state)
        waiting.append((staged(state / "manifest.json", _told(made)), state / "manifest.json"))
        folders.add(state)
        # Everything is on disk before the first name changes, so a full disk changes nothing.
        for temporary, path in waiting:
            temporary.replace(path)
        for folder in folders:
            settle(folder)
    finally:
        for temporary, _ in waiting:
            temporary.unlink(missing_ok=True)


def _told(made: Mapping[str, Made]) -> bytes:
    # A line for each artifact, so that people can compare two of them.
    encode = json.Encoder(order="deterministic").encode
    lines = (encode(name) + b": " + encode(entry) for name, entry in sorted(made.items()))
    return b'{"artifacts": {\n%b\n}, "version": %d}\n' % (b",\n".join(lines), VERSION)


def replace(path: Path, data: bytes) -> None:
    """Write one file in place of what is there; raises OSError and leaves the old one as it was."""
    temporary = staged(path, data)
    try:
        temporary.replace(path)
        settle(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def staged(path: Path, data: bytes) -> Path:
    """Write bytes to disk beside a file, under a name that nobody looks for, and return it; raises OSError."""
    temporary = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def swept(folder: Path) -> None:
    """Remove what a run that was killed had begun to write."""
    for path in folder.glob(".*.tmp"):
        if _LEFT.fullmatch(path.name):
            path.unlink()


def settle(folder: Path) -> None:
    """Have the names in a folder on disk; raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
