"""Which schedulers may be spoken to: a scheduler runs what it is sent, so nobody in between may write or listen."""

from __future__ import annotations

from urllib.parse import urlsplit

from briefpress.diagnostics import Diagnostic, Span, error
from briefpress.model.address import is_here


def refused(address: str) -> Diagnostic | None:
    """Return why a scheduler is not spoken to, if so."""
    scheme, _, place = address.rpartition("://")
    try:
        host = urlsplit(f"//{place}").hostname or ""
    except ValueError:
        host = ""
    if not host:
        return error("BP541", f"'{address}' is no address of a scheduler", Span(address), help="write tls://host:8786")
    if scheme == "tls" or (scheme in {"", "tcp"} and is_here(f"//{place}")):
        return None
    return error(
        "BP541",
        f"'{address}' would be reached without encryption, and anybody on the way could run programs there",
        Span(address),
        help=f"start the scheduler with certificates and write tls://{place}; tcp:// is for this machine alone",
    )
