"""The library page and the feed: made again whenever the Register says something new."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefpress.record.targets.parcel import Refused
from briefpress.view.library import shelved

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.diagnostics import Diagnostic
    from briefpress.model.desk import Desk
    from briefpress.model.manifest import Register
    from briefpress.record.depot import Depot

_PAGES = (("index.html", "library.html.j2"), ("feed.xml", "feed.xml.j2"))
_TRIES = 10


def refresh(root: Path, desk: Desk, depot: Depot, register: Register) -> list[Diagnostic]:
    """Write what differs of the library's pages, or say what is wrong with their templates; raises OSError."""
    if not register.editions:
        return []
    from briefpress.emit.html import written
    from briefpress.emit.templates import Templates

    templates = Templates.of(root)
    findings: list[Diagnostic] = []
    for _ in range(_TRIES):
        findings = []
        view = shelved(register, desk.publication, desk.language, depot.way)
        for name, template in _PAGES:
            page, found = written(template, templates, view=view)
            findings += found
            if not found:
                depot.show(name, page.encode())
        # Whoever was writing at the same time may have put an older page over a newer one.
        shown, register = register, depot.latest(register)
        if shown == register:
            break
    return findings


def feed(root: Path, desk: Desk, register: Register, address: str) -> bytes:
    """Return the feed of editions that stand under an address as `brief/audience/number/`; raises Refused."""
    from briefpress.emit.html import written
    from briefpress.emit.templates import Templates

    base = f"{address.rstrip('/')}/"
    view = shelved(register, desk.publication, desk.language, lambda entry: f"{base}{entry.id}")
    page, found = written("feed.xml.j2", Templates.of(root), view=replace(view, base=base))
    if found:
        raise Refused(f"its template cannot be used: {found[0].message}")
    return page.encode()
