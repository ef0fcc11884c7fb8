"""The texts of the sources as filed: read from a folder that is no part of the desk."""

from __future__ import annotations

from errno import ENOENT
from hashlib import sha256
from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error
from briefpress.model.passage import FiledText, passages

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.model.edition import Library
    from briefpress.model.source import Source

MAX_BYTES = 64 * 1024 * 1024


class _NotRead(Exception):
    """A text that cannot be read; says why."""


def archive(folder: Path, library: Library) -> tuple[dict[str, FiledText], list[Diagnostic]]:
    """Return the filed text of every source that is in the archive, and those that are not."""
    texts: dict[str, FiledText] = {}
    findings = []
    for name, source in library.sources.items():
        try:
            texts[name] = _filed(folder, source)
        except _NotRead as why:
            message = f"source '{name}' is not in the archive: {why}"
            place = library.place("sources", name).at("filed", "name")
            hint = "put the text as filed into the archive under this name"
            findings.append(error("BP217", message, place, help=hint))
    return texts, findings


def _filed(folder: Path, source: Source) -> FiledText:
    name = source.filed.name
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise _NotRead(f"'{name}' leads out of it")
        if path.exists() and not path.is_file():
            raise _NotRead(f"'{name}' is not a file")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, RuntimeError, ValueError) as why:
        if isinstance(why, OSError) and why.errno == ENOENT:
            raise _NotRead(f"no file '{name}'") from None
        raise _NotRead(f"cannot read '{name}'") from None
    if len(data) > MAX_BYTES:
        raise _NotRead(f"'{name}' is larger than {MAX_BYTES // 1024**2} MiB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _NotRead(f"'{name}' is not text in UTF-8") from None
    return FiledText(sha256(data).hexdigest(), passages(text))
