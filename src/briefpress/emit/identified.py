"""What a finished brief says it is, read back from its bytes: the metadata of a PDF, a page or the data."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from io import BytesIO

from typing_extensions import override

_NAME = "dcterms.identifier"


class _Head(HTMLParser):
    """Looks for the identifier among the metadata of a page."""

    found = ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and given.get("name") == _NAME:
            self.found = given.get("content") or ""


def identified(data: bytes) -> str:
    """Return the id of the edition or draft that a file says it is; nothing if it says none."""
    if data.startswith(b"%PDF-"):
        return _of_pdf(data)
    if data.lstrip().startswith(b"{"):
        return _of_data(data)
    head = _Head()
    head.feed(data.decode("utf-8", "replace"))
    return head.found


def _of_pdf(data: bytes) -> str:
    import logging

    import pikepdf

    from briefpress.emit import xmp

    # What a stranger's file is like is a verdict; the library would print its own trouble with it, calls and all.
    log = logging.getLogger("pikepdf")
    log.addHandler(logging.NullHandler())
    log.propagate = False
    try:
        known = xmp.identified(BytesIO(data))
    except (pikepdf.PikepdfError, ValueError):
        # Also where it cannot be opened without a password.
        return ""
    return known.id if known else ""


def _of_data(data: bytes) -> str:
    try:
        view = json.loads(data)
        return "/".join((view["brief"], view["audience"], view["edition"].rpartition(" ")[2].lower()))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return ""
