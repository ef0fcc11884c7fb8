"""Issuing editions: all of a publish or none, by one rename, and never a second time."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING
from uuid import uuid4

from pydantic import ValidationError

from briefpress.model.manifest import MANIFEST, SUMS, Entry, Register, folder_of, ordered
from briefpress.record.shelf import REGISTER, STAGING, WITHDRAWN, entry_of, mended, registered, summed, sums
from briefpress.record.store import STATE, replace, settle, staged, swept

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from briefpress.model.manifest import Manifest, Withdrawal


@dataclass(frozen=True)
class Prepared:
    """An edition to be issued: its manifest and the bytes of its files, which need not be held all at once."""

    manifest: Manifest
    files: Mapping[str, bytes]


def issue(output: Path, editions: Sequence[Prepared], register: Register) -> Register:
    """Put editions on the shelf; raises OSError, and then none of them is there.

    Their folders are whole before they have their names, and no edition counts before the Register names it: that one
    rename is the moment at which all of them are issued. A run that is killed on the way is finished by the next one.
    """
    staging = output / STATE / f"{STAGING}{uuid4().hex}"
    try:
        new = ordered((*register.editions, *[_staged(staging, edition) for edition in editions]))
        pending = staged(staging / REGISTER, _text(new))
        for edition in editions:
            _cleared(output, output / folder_of(edition.manifest))
        pending.replace(staging / REGISTER)
        settle(staging)
        if not (output / REGISTER).exists():
            # Whoever finds no Register looks for editions by himself, and might meet half of these.
            replace(output / REGISTER, _text(register))
        _finish(output, staging, new)
    except BaseException:
        _undo(output, staging, register)
        raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return new


def recover(output: Path) -> Register:
    """Finish or clear away what a killed run left, and return the Register; raises OSError."""
    for staging in (output / STATE).glob(f"{STAGING}*"):
        with suppress(OSError, ValidationError):
            _finish(output, staging, Register.model_validate_json((staging / REGISTER).read_bytes()))
        shutil.rmtree(staging)
    for folder in (output, output / STATE, *output.glob("*/editions/*")):
        swept(folder)
    register = mended(output, registered(output)[0])
    if register.editions and _text(register) != _read(output / REGISTER):
        replace(output / REGISTER, _text(register))
    return register


def _finish(output: Path, staging: Path, register: Register) -> None:
    """Give the staged editions their names, and then the Register its own: only with that they are issued."""
    for entry in register.editions:
        if (staging / entry.folder).is_dir():
            target = output / entry.folder
            target.parent.mkdir(parents=True, exist_ok=True)
            (staging / entry.folder).rename(target)
            for folder in (target.parent, target.parents[1], target.parents[2]):
                settle(folder)
    replace(output / REGISTER, _text(register))


def _undo(output: Path, staging: Path, register: Register) -> None:
    """Take back what was placed, unless the Register names it already."""
    with suppress(OSError, ValidationError):
        known = {entry.id for entry in Register.model_validate_json((output / REGISTER).read_bytes()).editions}
        pending = Register.model_validate_json((staging / REGISTER).read_bytes())
        for entry in pending.editions:
            placed = output / entry.folder
            if register.get(entry.id) is None and entry.id not in known and not (staging / entry.folder).exists():
                placed.rename(staging / entry.folder)


def withdraw(output: Path, register: Register, entry: Entry, mark: Withdrawal) -> Register:
    """Mark an edition as withdrawn; its files stay as they are; raises OSError."""
    replace(output / f"{entry.folder}{WITHDRAWN}", _json(mark.model_dump_json(indent=1)))
    marked = entry.model_copy(update={"withdrawn": mark})
    new = ordered(tuple(marked if one.id == entry.id else one for one in register.editions))
    replace(output / REGISTER, _text(new))
    return new


def _staged(staging: Path, edition: Prepared) -> Entry:
    """Write an edition where nobody looks, and have it on disk before anything points at it."""
    manifest = _json(edition.manifest.model_dump_json(indent=1))
    own = summed(manifest)
    entry = entry_of(edition.manifest, own)
    folder = staging / entry.folder
    folder.mkdir(parents=True)
    own_files = {MANIFEST: manifest, SUMS: sums(edition.manifest, own)}
    for name, data in chain(edition.files.items(), own_files.items()):
        with (folder / name).open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
            # Nobody changes an edition, not even by mistake.
            os.fchmod(stream.fileno(), os.fstat(stream.fileno()).st_mode & 0o444)
    settle(folder)
    return entry


def _cleared(output: Path, target: Path) -> None:
    """Make sure that an edition can have its name; raises OSError."""
    if target.exists():
        raise FileExistsError(errno.EEXIST, "something that is no edition stands in the way", str(target))
    there = target.parent
    while not there.exists():
        there = there.parent
    if not there.resolve().is_relative_to(output.resolve()):
        raise NotADirectoryError(errno.ENOTDIR, "a link leads out of the output folder", str(there))


def _text(register: Register) -> bytes:
    return _json(register.model_dump_json(indent=1))


def _json(text: str) -> bytes:
    return (text + "\n").encode()


def _read(path: Path) -> bytes:
    with suppress(OSError):
        return path.read_bytes()
    return b""
