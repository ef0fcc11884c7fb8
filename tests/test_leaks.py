"""What is not meant for a reader, or not yet for anybody, is in no byte of what that reader gets."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest

from briefpress.app.desk import proofs
from briefpress.emit.enclosure import enclosure
from briefpress.emit.html import html
from briefpress.emit.pdf import pdf
from briefpress.emit.templates import Templates
from briefpress.model.imprint import Since
from briefpress.plan.fingerprint import canonical
from briefpress.view.compose import compose
from sampled import CANARY, OTHER, READER, Sampler, marked, restricted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefpress.model.view import View

TODAY, LATER = date(2026, 11, 22), date(2027, 1, 1)
HIDING: dict[str, dict[str, object]] = {
    "another audience": {"only": (OTHER,)},
    "embargo": {"not_before": LATER.isoformat()},
}

UNPRINTED = {"Audience", "Brief", "Waiver", "Series", "Theme"}
"""Kinds of which no words of their own are printed, or which cannot be hidden from one of their own readers."""


def view(sampler: Sampler, reader: str, as_of: date) -> View:
    """Return what one reader gets of the sampled library on a day."""
    (found,) = (one for one in proofs(sampler.library().released(as_of), as_of) if one.audience == reader)
    # A later edition, since a first one prints no changes.
    return compose(replace(found.edition, since=Since(number=1, issued="2026-10-01")))


def page(one: View, tmp_path: Path, medium: Any = "screen") -> str:  # noqa: ANN401 - a literal
    """Return a view as HTML."""
    text, found = html(one, "brief.html.j2", Templates.of(tmp_path), medium)
    assert found == []
    return text


def objects(item: Any, seen: set[tuple[int, int]]) -> Iterator[bytes]:  # noqa: ANN401 - any object of a PDF
    """Yield every string, name and stream inside an object of a PDF, streams uncompressed."""
    if isinstance(item, pikepdf.Object) and item.is_indirect:
        if item.objgen in seen:
            return
        seen.add(item.objgen)
    if isinstance(item, pikepdf.Stream):
        yield item.read_bytes()
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in item.items():
            yield key.encode()
            yield from objects(value, seen)
    elif isinstance(item, pikepdf.Array):
        for value in item:
            yield from objects(value, seen)
    elif isinstance(item, pikepdf.String | pikepdf.Name):
        yield str(item).encode()


def everything(data: Path) -> str:
    """Return all that can be got out of a PDF: words on its pages, and every string and stream in its objects."""
    with pypdfium2.PdfDocument(data) as read:
        text = "".join(one.get_textpage().get_text_bounded() for one in read)
    with pikepdf.open(data) as parts:
        seen: set[tuple[int, int]] = set()
        pieces = [piece for item in (parts.trailer, *parts.objects) for piece in objects(item, seen)]
        title = str(parts.docinfo.get("/Title", ""))
    # Words may be broken at the end of a line, set in capitals, or stored in two bytes for each letter.
    plain = re.sub(r"[\s\u00ad\x02-]", "", text).casefold()
    raw = b"\n".join(pieces).replace(b"\0", b"").decode("latin-1").casefold()
    assert title.casefold() in raw
    return f"{plain}\n{raw}"


@pytest.mark.parametrize("hiding", HIDING.values(), ids=HIDING.keys())
def test_nothing_hidden_is_in_data_or_page(hiding: dict[str, object], tmp_path: Path) -> None:
    """No text or id of a hidden record or piece is in the JSON or the HTML."""
    got = view(Sampler(hiding), READER, TODAY)

    assert CANARY not in canonical(got).casefold()
    assert CANARY not in page(got, tmp_path).casefold()


def test_nothing_hidden_is_in_the_pdf(tmp_path: Path) -> None:
    """Nor is it in any part of the PDF, which is the same whatever the reason that it is hidden for."""
    got, other = (view(Sampler(hiding), READER, TODAY) for hiding in HIDING.values())
    data, found = pdf(page(got, tmp_path, "print"), Templates.of(tmp_path), "brief.pdf", enclosure(got))
    (tmp_path / "brief.pdf").write_bytes(data)

    assert canonical(got) == canonical(other)
    assert found == []
    paper = everything(tmp_path / "brief.pdf")
    assert "visibleheadline" in paper
    # The enclosed files are read with the rest.
    assert all(one.data.decode("latin-1").casefold() in paper for one in enclosure(got).files)
    assert CANARY not in paper


@pytest.mark.parametrize(
    ("hiding", "reader", "as_of"),
    [(HIDING["another audience"], OTHER, TODAY), (HIDING["embargo"], READER, LATER)],
    ids=HIDING.keys(),
)
def test_hidden_pieces_are_printed_for_those_they_are_meant_for(
    hiding: dict[str, object], reader: str, as_of: date, tmp_path: Path
) -> None:
    """The canaries of every kind of content sing where they may, so their silence elsewhere means something."""
    sampler = Sampler(hiding)
    got = view(sampler, reader, as_of)
    data, written = canonical(got).casefold(), page(got, tmp_path).casefold()
    enclosed = {one.name: one.data.decode().casefold() for one in enclosure(got).files}

    assert restricted() - UNPRINTED <= sampler.met
    assert {kind for kind in restricted() - UNPRINTED if marked(kind) not in data} == set()
    assert {kind for kind in restricted() - UNPRINTED if marked(kind) not in written} == set()
    # What stands in no row of the evidence is only in the whole brief.
    assert {kind for kind in restricted() - UNPRINTED if marked(kind) not in enclosed["brief.json"]} == set()
    assert {"Claim", "Source"} <= {kind for kind in restricted() if marked(kind) in enclosed["evidence.json"]}
    assert {"Claim", "Source"} <= {kind for kind in restricted() if marked(kind) in enclosed["evidence.csv"]}
