"""docs/diagnostics.md knows every code that the program prints, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from pages import FAULTS

TOP = Path(__file__).parents[1]
CODE = re.compile(r"\bBP\d{3}\b")

UNSEEN = {
    "BP003": "a huge file cannot live in a repository",
    "BP504": "it depends on the disk",
    "BP505": "it depends on the machine",
    **dict.fromkeys(("BP507", "BP508", "BP509"), "it takes a process that is ended"),
    "BP529": "it depends on the version of the engine",
    **dict.fromkeys((f"BP54{number}" for number in range(1, 8)), "it takes a cluster"),
    **dict.fromkeys(("BP601", "BP602", "BP603", "BP604"), "it takes an edition that came before"),
    "BP530": "it takes a cache that fails",
    **dict.fromkeys(("BP605", "BP606", "BP607", "BP608"), "it takes a store"),
    "BP901": "no desk may bring it about",
}
"""Codes without a broken desk."""


def printed() -> set[str]:
    """Return the codes that occur in the program."""
    return {code for path in (TOP / "src").rglob("*.py") for code in CODE.findall(path.read_text("utf-8"))}


def pages() -> dict[str, str]:
    """Return the code that each page of a check is about."""
    found = {path.stem: path.read_text("utf-8").split()[1] for path in (TOP / "docs" / "checks").glob("*.md")}
    return {code: f"[{name}](checks/{name}.md)" for name, code in found.items()}


def rows() -> list[list[str]]:
    """Return the rows of the page's tables that begin with a code."""
    lines = (TOP / "docs" / "diagnostics.md").read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| BP")]


def test_every_code_is_explained_once() -> None:
    """No code is missing from the page, and none stands there twice or is gone."""
    assert sorted(row[0] for row in rows()) == sorted(printed())


def test_a_code_with_a_page_of_its_own_leads_to_it() -> None:
    """The page of a check is linked from its row, and from no other."""
    assert {row[0]: row[2] for row in rows() if row[2].startswith("[")} == pages()


def test_every_code_has_a_meaning_and_a_way_out() -> None:
    """A row has three cells, and none is empty."""
    assert [row for row in rows() if len(row) != 3 or not all(row)] == []


def test_every_code_has_a_broken_desk() -> None:
    """What the program can refuse is shown by a broken desk, a faulty page, or the example of a manual page."""
    desks = {path.name[:5].upper() for path in (TOP / "tests" / "desks" / "bad").iterdir()}

    assert desks | UNSEEN.keys() | pages().keys() | {fault.code for fault in FAULTS} == printed()
    assert not desks & UNSEEN.keys()
