"""Identity: what tells a finished brief from every other, and what it was when it was issued."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from briefpress.plan.fingerprint import digest

if TYPE_CHECKING:
    from briefpress.model.view import View

_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjkmnpqrtvw")
"""One consonant for each digit: no numeral, and hardly a word."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose brief it is, which edition, from when, and the digest of all that it prints."""

    brief: str
    audience: str
    edition: str
    issued: str
    digest: str

    @property
    def id(self) -> str:
        """Its name: brief, audience, and the number of the edition or `draft`."""
        return f"{self.brief}/{self.audience}/{self.edition.rpartition(' ')[2].lower()}"

    @property
    def seal(self) -> str:
        """The first digits of the digest in letters: every numeral on a page has a source, and these have none."""
        letters = self.digest[:8].translate(_LETTERS)
        return f"{letters[:4]}-{letters[4:]}"


@lru_cache(maxsize=1)
def identity(view: View) -> Identity:
    """Return what a View is to be known by; its templates and its enclosure ask one after the other."""
    return Identity(view.brief, view.audience, view.edition, view.issued_iso, digest(view))
