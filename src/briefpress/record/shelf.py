"""The shelf: every edition in an output folder, as the Register and the manifests have it, mended where it can be."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from pydantic import ValidationError

from briefpress.diagnostics import Diagnostic, Span, error, warning
from briefpress.model.manifest import (
    MANIFEST,
    SUMS,
    Entry,
    FileSum,
    Manifest,
    Register,
    Withdrawal,
    entered,
    folder_of,
    ordered,
)
from briefpress.record.store import STATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REGISTER = "editions.json"
WITHDRAWN = ".withdrawn.json"
STAGING = "staging-"
"""Where a publish writes before anything has its name."""


def registered(output: Path) -> tuple[Register, list[Diagnostic]]:
    """Return the Register, made anew where it is damaged or lost."""
    path = output / REGISTER
    try:
        return Register.model_validate_json(path.read_bytes()), []
    except OSError:
        found, how = ordered(tuple(_standing(output))), "lost"
        if not found.editions:
            return found, []
    except ValidationError:
        found, how = ordered(tuple(_standing(output))), "damaged"
    message = f"the register of editions is {how}; it was made anew from the manifests of {len(found.editions)}"
    hint = "the next publish writes it; 'briefpress verify' says whether every edition is whole"
    return found, [warning("BP603", message, Span(str(path)), help=hint)]


def mended(output: Path, register: Register) -> Register:
    """Return the Register with what stands on disk and is not in it, as after an older one was restored."""
    fresh = tuple(_standing(output, frozenset(output / entry.folder for entry in register.editions)))
    marks = {entry.id: read_withdrawal(output, entry) for entry in register.editions if not entry.withdrawn}
    kept = tuple(
        entry.model_copy(update={"withdrawn": marks[entry.id]}) if marks.get(entry.id) else entry
        for entry in register.editions
    )
    return ordered((*kept, *fresh)) if fresh or kept != register.editions else register


def _standing(output: Path, but: frozenset[Path] = frozenset()) -> Iterator[Entry]:
    """Yield the editions whose folders stand where their manifests say, whole or not, but for those known."""
    for folder in folders(output):
        manifest, own = _parsed(folder) if folder not in but else (None, None)
        if manifest and own and output / folder_of(manifest) == folder:
            entry = entry_of(manifest, own)
            yield entry.model_copy(update={"withdrawn": read_withdrawal(output, entry)})


def folders(output: Path) -> Iterator[Path]:
    """Yield every folder that may be an edition."""
    # A folder that cannot be, because its name is too long, has none.
    with suppress(OSError):
        yield from sorted(path for path in output.glob("*/editions/*/*") if path.is_dir() and path.name.isdecimal())


def _parsed(folder: Path) -> tuple[Manifest | None, FileSum | None]:
    try:
        data = (folder / MANIFEST).read_bytes()
        return Manifest.model_validate_json(data), summed(data)
    except (OSError, ValidationError):
        return None, None


def read_manifest(output: Path, entry: Entry) -> Manifest | None:
    """Return the manifest of an edition, if it is what the Register says."""
    manifest, own = _parsed(output / entry.folder)
    return manifest if own == entry.files.get(MANIFEST) else None


def read_withdrawal(output: Path, entry: Entry) -> Withdrawal | None:
    """Return the mark of an edition that was withdrawn."""
    path = output / f"{entry.folder}{WITHDRAWN}"
    try:
        mark = Withdrawal.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
    return mark if mark.id == entry.id else None


def faults(output: Path, register: Register) -> list[Diagnostic]:
    """Return a finding for every file of an edition that is missing, altered or not one of its own."""
    found = []
    for entry in register.editions:
        folder = output / entry.folder
        for name, expected in entry.files.items():
            actual = _sum_of(folder / name)
            if actual != expected:
                how = "missing" if actual is None else "altered"
                found.append(_fault(f"edition {entry.id}: '{name}' is {how}", folder / name))
        strays = {path.name for path in folder.iterdir()} - entry.files.keys() if folder.is_dir() else set()
        found += [
            _fault(f"edition {entry.id}: '{name}' is none of its files", folder / name) for name in sorted(strays)
        ]
    ids = {output / entry.folder for entry in (*register.editions, *_pending(output))}
    found += [_fault("no edition of the register", folder) for folder in folders(output) if folder not in ids]
    return found


def _pending(output: Path) -> Iterator[Entry]:
    """Yield the editions that a run is issuing, or that one was when it was killed: the next run finishes them."""
    for path in output.glob(f"{STATE}/{STAGING}*/{REGISTER}"):
        with suppress(OSError, ValidationError):
            yield from Register.model_validate_json(path.read_bytes()).editions


def entry_of(manifest: Manifest, own: FileSum) -> Entry:
    """Return what the Register says of an edition; `own` is what its manifest has to be."""
    return entered(manifest, {MANIFEST: own, SUMS: summed(sums(manifest, own))})


def sums(manifest: Manifest, own: FileSum) -> bytes:
    """Return the checksums of an edition as `sha256sum -c` reads them."""
    files = {**manifest.files, MANIFEST: own}
    return "".join(f"{one.sha256}  {name}\n" for name, one in sorted(files.items())).encode()


def summed(data: bytes) -> FileSum:
    """Return the checksum and size of bytes."""
    return FileSum(sha256=sha256(data).hexdigest(), size=len(data))


def _sum_of(path: Path) -> FileSum | None:
    try:
        return summed(path.read_bytes())
    except OSError:
        return None


def _fault(message: str, path: Path) -> Diagnostic:
    return error("BP604", message, Span(str(path)), help="restore it from a copy; an edition never changes")
