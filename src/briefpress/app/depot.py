"""Finding the depot of a desk: where its editions are kept."""

from __future__ import annotations

from contextlib import suppress
from os import environ
from typing import TYPE_CHECKING

from briefpress.diagnostics import Place, Span, error
from briefpress.load.bounded import read_bytes
from briefpress.model.files import SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.record.depot import Depot

ELSEWHERE = "BRIEFPRESS_EDITIONS"
"""Names another depot than the desk's own: the address of a store, or `output`."""


def depot(root: Path, output: Path, *, sure: bool = False) -> Depot:
    """Return where the editions of a desk are kept; raises Unavailable.

    Settings that cannot be read name no store. Who would not report what is wrong with them had better be sure.
    """
    from briefpress.load.desk import Files, settings
    from briefpress.record.depot import Folder
    from briefpress.record.objects import Unavailable

    named = environ.get(ELSEWHERE, "")
    if named:
        return Folder(output) if named == "output" else _store(named, Span(ELSEWHERE))
    # Most desks name no store, and whoever asks reads the settings for himself.
    with suppress(OSError):
        if not elsewhere(root):
            return Folder(output)
    desk, findings = settings(root)
    if sure and desk is None and findings:
        raise Unavailable(Files(root).resolved(findings)[0])
    return _store(desk.editions, _said(root)) if desk and desk.editions else Folder(output)


def elsewhere(root: Path) -> bool:
    """Tell, without reading what it means, whether a desk may keep its editions in a store; raises OSError."""
    named = environ.get(ELSEWHERE, "")
    # A key of YAML can be written with escapes.
    words = (b"editions", b"\\")
    return named != "output" and (bool(named) or any(word in read_bytes(root / SETTINGS) for word in words))


def _store(url: str, where: Span) -> Depot:
    from briefpress.model.desk import is_store
    from briefpress.record.bucket import Bucket
    from briefpress.record.objects import Stored, Unavailable

    if not is_store(url):
        hint = "write s3://bucket/folder, gs://bucket/folder or az://container/folder, or output"
        raise Unavailable(error("BP606", f"'{url}' is no address of a store", where, help=hint))
    return Bucket(Stored(url, where))


def _said(root: Path) -> Span:
    """Return where the settings name the store."""
    from briefpress.load.desk import Files

    (found,) = Files(root).resolved([error("BP606", "", Place(SETTINGS, ("editions",)))])
    where = found.label.where
    return where if isinstance(where, Span) else Span(SETTINGS)
