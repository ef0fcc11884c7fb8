"""docs/diagnostics.md knows every code that the program prints, and no other."""

from __future__ import annotations

import re
from pathlib import Path

TOP = Path(__file__).parents[1]
CODE = re.compile(r"\bBP\d{3}\b")

UNSEEN = {
    "BP003": "a huge file cannot live in a repository",
    "BP504": "it depends on the disk",
    "BP505": "it depends on the machine",
    "BP901": "no desk may bring it about",
}
"""Codes without a broken desk."""


def printed() -> set[str]:
    """Return the codes that occur in the program."""
    return {code for path in (TOP / "src").rglob("*.py") for code in CODE.findall(path.read_text("utf-8"))}


def rows() -> list[list[str]]:
    """Return the rows of the page's tables that begin with a code."""
    lines = (TOP / "docs" / "diagnostics.md").read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| BP")]


def test_every_code_is_explained_once() -> None:
    """No code is missing from the page, none stands there that is gone, and they are in order."""
    assert [row[0] for row in rows()] == sorted(printed())


def test_every_code_has_a_meaning_and_a_way_out() -> None:
    """A row has three cells, and none is empty."""
    assert [row for row in rows() if len(row) != 3 or not all(row)] == []


def test_every_code_has_a_broken_desk() -> None:
    """What the program can refuse is shown by a desk that is named for it."""
    desks = {path.name[:5].upper() for path in (TOP / "tests" / "desks" / "bad").iterdir()}

    assert desks | UNSEEN.keys() == printed()
    assert not desks & UNSEEN.keys()
