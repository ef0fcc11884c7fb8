"""What someone hears of a PDF: the text by its tags, which is that of the page, in its order."""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from html import unescape
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from briefpress.app.desk import opened
from briefpress.emit.html import paper
from briefpress.emit.templates import Templates
from printing import DESKS, ISSUED, TOP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SILENT = re.compile(r'<svg.*?</svg>|<thead.*?</thead>|<span class="unseen">.*?</span>', re.DOTALL)
"""What is not read word by word: a drawing has a description, a head of columns stands on every page of its table."""


def letters(text: str) -> str:
    """Return the letters and digits of a text: words may be broken at the end of a line."""
    return "".join(char for char in text.casefold() if char.isalnum())


def drawn(file: Path) -> dict[tuple[int, int], str]:
    """Return the text of a PDF by page and number of marked content."""
    found: dict[tuple[int, int], str] = defaultdict(str)
    with pypdfium2.PdfDocument(file) as pdf:
        for number, leaf in enumerate(pdf):
            page = leaf.get_textpage()
            for one in leaf.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                size = pdfium.FPDFTextObj_GetText(one.raw, page.raw, None, 0)
                said = (ctypes.c_ushort * (size // 2))()
                pdfium.FPDFTextObj_GetText(one.raw, page.raw, said, size)
                mark = pdfium.FPDFPageObj_GetMarkedContentID(one.raw)
                found[number, mark] += bytes(said).decode("utf-16-le").rstrip("\0")
    return found


def heard(file: Path) -> str:
    """Return the text of a PDF in the order of its tags."""
    text = drawn(file)
    with pikepdf.open(file) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

        def marks(element: Any) -> Iterator[tuple[int, int]]:  # noqa: ANN401 - any object of a PDF
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if not isinstance(kid, pikepdf.Dictionary):
                    yield numbers[element.Pg.objgen], int(kid)
                elif "/S" in kid and kid.S not in {"/THead", "/Figure"}:
                    yield from marks(kid)

        return "".join(text[mark] for mark in marks(pdf.Root.StructTreeRoot.K[0]))


def numbered(body: str) -> str:
    """Return a page with the numbers that the items of its lists have."""

    def items(listed: re.Match[str]) -> str:
        first, *rest = listed[0].split("<li>")
        return first + "".join(f"<li>{number}. {item}" for number, item in enumerate(rest, 1))

    return re.sub(r'(?s)<ol class="items">.*?</ol>', items, body)


def paged(body: str, file: Path) -> str:
    """Return a page with the numbers that its contents have on paper."""
    with pikepdf.open(file) as pdf:
        leaves = [leaf.obj.objgen for leaf in pdf.pages]
        known = pikepdf.NameTree(pdf.Root.Names.Dests)
        pages = {str(name): leaves.index(at[0].objgen) + 1 for name, at in known.items()}
    return re.sub(r'(?s)(<li[^>]* data-to="#(.*?)">.*?)</li>', lambda item: f"{item[1]} p. {pages[item[2]]}</li>", body)


@pytest.mark.parametrize(("printed", "desk"), [("example", TOP), ("everything", DESKS / "good")])
def test_tags_say_what_the_page_says_in_its_order(printed: str, desk: Path, request: pytest.FixtureRequest) -> None:
    """No word of a page is left out, told twice or told elsewhere, whatever stands beside or below what on paper."""
    output = request.getfixturevalue(printed)
    for one in opened(desk, ISSUED).printed:
        page, _ = paper(one.view, one.edition.audience.template, Templates.of(desk))
        file = output / one.brief / f"{one.audience}.pdf"
        body = numbered(paged(SILENT.sub("", page.partition("<body")[2].partition(">")[2]), file))
        text = letters(heard(file))

        assert len(text) > 4000
        assert text == letters(unescape(re.sub(r"<[^>]+>", "", body)))
