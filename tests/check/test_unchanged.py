"""Filed texts that have changed."""

from __future__ import annotations

from briefpress.check.unchanged import unchanged
from build import audit, filed, spot, told


def test_changed_text_is_reported() -> None:
    """The finding points at the checksum and says the new one."""
    (found,) = unchanged(audit(s=filed("Other.", sha256="1" * 64), t=filed("Same.")))

    assert told([found]) == [("BP214", "the filed text of 's' is not the one that the desk read")]
    assert spot(found) == "sources/s/filed/sha256"
    assert "1" * 64 in found.help
