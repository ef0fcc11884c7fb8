"""The files that go inside a PDF: everything in them is harmless to the programs that open them."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from briefpress.app.desk import opened
from briefpress.emit.enclosure import enclosure

if TYPE_CHECKING:
    from briefpress.model.view import View

PLAIN = Path(__file__).parents[1] / "desks/plain"


@pytest.fixture(scope="module")
def view() -> View:
    """Return a small View."""
    return opened(PLAIN, date(2026, 7, 1)).printed[0].view


def table(view: View) -> list[dict[str, str]]:
    """Return the lines of the table that goes with a View."""
    (found,) = (one.data.decode() for one in enclosure(view).files if one.name == "evidence.csv")
    return list(csv.DictReader(StringIO(found)))


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(view: View, begins: str) -> None:
    """A spreadsheet would compute a cell that begins like a formula: it is made text, and says the same (CWE-1236)."""
    noted = structs.replace(view.rows[0], note=f"{begins}HYPERLINK()")
    lines = table(structs.replace(view, rows=(noted, *view.rows[1:])))

    assert [line["note"] for line in lines] == [f"'{begins}HYPERLINK()", *(row.note for row in view.rows[1:])]


def test_text_is_for_machines(view: View) -> None:
    """Spaces that keep words together on paper would keep programs from finding them."""
    assert table(view)[0]["statement"] == "The harbour served 412 ships over the year."


def test_claim_without_an_anchor_has_a_line(view: View) -> None:
    """What is computed, or looked for and not found, stands in the table too."""
    lines = table(structs.replace(view, rows=(structs.replace(view.rows[0], anchors=()), *view.rows[1:])))

    assert [(line["claim"], line["source"]) for line in lines] == [
        (view.rows[0].claim, ""),
        (view.rows[1].claim, view.rows[1].anchors[0].source),
    ]


def test_evidence_says_of_which_edition_it_is(view: View) -> None:
    """A file that was taken out of its PDF can be traced back to it."""
    known = enclosure(view).identity
    (found,) = (json.loads(one.data) for one in enclosure(view).files if one.name == "evidence.json")

    assert found["edition"]["id"] == known.id
    assert found["edition"]["digest"] == known.digest
