"""The library page and the feed: made again whenever the Register says something new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.record.store import replace
from briefpress.view.library import shelved

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.diagnostics import Diagnostic
    from briefpress.model.desk import Desk
    from briefpress.model.manifest import Register

_PAGES = (("index.html", "library.html.j2"), ("feed.xml", "feed.xml.j2"))


def refresh(root: Path, desk: Desk, output: Path, register: Register) -> list[Diagnostic]:
    """Write what differs of the library's pages, or say what is wrong with their templates; raises OSError."""
    if not register.editions:
        return []
    from briefpress.emit.html import written
    from briefpress.emit.templates import Templates

    templates, view = Templates.of(root), shelved(register, desk.publication, desk.language)
    findings: list[Diagnostic] = []
    for name, template in _PAGES:
        page, found = written(template, templates, view=view)
        findings += found
        path, data = output / name, page.encode()
        if not found and not (path.is_file() and path.read_bytes() == data):
            replace(path, data)
    return findings
