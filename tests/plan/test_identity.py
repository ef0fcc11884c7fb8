"""What a brief is known by."""

from __future__ import annotations

import pytest

from briefpress.plan.identity import Identity


@pytest.mark.parametrize(("edition", "name"), [("Draft", "draft"), ("Edition 3", "3")])
def test_name_ends_with_the_number_of_the_edition(edition: str, name: str) -> None:
    """A published edition has a number, and everything else is a draft."""
    assert Identity("boats", "owners", edition, "2026-11-22", "0" * 64).id == f"boats/owners/{name}"


def test_seal_is_the_beginning_of_the_digest_without_numerals() -> None:
    """Each digit has a letter of its own, so that a seal can be checked against the digest."""
    digest = "0123456789abcdef" * 4
    seals = {Identity("b", "a", "Draft", "2026-11-22", digest[at:] + digest[:at]).seal for at in range(16)}

    assert Identity("b", "a", "Draft", "2026-11-22", digest).seal == "bcdf-ghjk"
    assert len(seals) == 16
    assert all(letter.isalpha() and letter not in "aeiou" for seal in seals for letter in seal.replace("-", ""))
