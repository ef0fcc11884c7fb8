"""The example briefs as they were last approved: what each page looks like, says, and is made of."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from syrupy.assertion import SnapshotAssertion
    from syrupy.types import SerializableData

APPROVED = Path(__file__).parent / "pages"
AUDIENCES = ("investors", "engineers", "policy")
SCALE = 60 / 72
"""Sixty pixels to the inch: a tile, a rule and a line of text are all seen."""
CELL = 4
"""Pixels of a cell in which differences are averaged, so that the edge of a letter drawn elsewhere is none."""
VISIBLE = 16
"""Steps of 255 by which a cell must differ to count."""
WIDEST = 110
"""Characters of a line of tags."""
TOLERATED = 0.002
"""Share of a page's cells that may differ: one word set anew has more."""


def cells(image: Image.Image) -> Image.Image:
    """Return a picture with each cell as one pixel."""
    return image.reduce(CELL)


def difference(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return the cells in which two pictures of one size differ, as white on black."""
    return ImageChops.difference(cells(one), cells(other)).point(lambda step: 255 if step > VISIBLE else 0)


def share(one: Image.Image, other: Image.Image) -> float:
    """Return the share of cells in which two pictures differ; pictures of two sizes differ in all."""
    if one.size != other.size:
        return 1.0
    found = difference(one, other)
    return float(found.histogram()[255] / (found.width * found.height))


class Lines(SingleFileSnapshotExtension):
    """Text, one file for each snapshot."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT

    @override
    def serialize(self, data: SerializableData, **_options: object) -> str:
        return f"{data}\n"


def side_by_side(before: Image.Image, now: Image.Image) -> Image.Image:
    """Return a picture of the page as it was, as it is, and of what differs."""
    found = [before, now]
    if before.size == now.size:
        found.append(ImageChops.invert(difference(before, now).resize(now.size)))
    whole = Image.new("L", (sum(one.width for one in found), max(one.height for one in found)), 255)
    left = 0
    for one in found:
        whole.paste(one, (left, 0))
        left += one.width
    return whole


def pictures(path: Path) -> list[Image.Image]:
    """Return a grey picture of each page."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.render(scale=SCALE, grayscale=True).to_pil().convert("L") for page in pdf]


def text(path: Path) -> str:
    """Return the text of all pages, each under its number."""
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in pdf]
    return "\n\n".join(f"[{number}]\n{page.strip()}" for number, page in enumerate(pages, 1))


def outline(path: Path) -> str:
    """Return the bookmarks with the pages they lead to."""

    def told(items: list[pikepdf.OutlineItem], depth: int) -> Iterator[str]:
        for item in items:
            yield f"{'  ' * depth}{item.title}"
            yield from told(list(item.children), depth + 1)

    with pikepdf.open(path) as pdf, pdf.open_outline() as tree:
        return "\n".join(told(list(tree.root), 0))


def tags(path: Path) -> str:
    """Return the tree of tags: what fits one line on one line, and of equal neighbours the first with their number."""
    with pikepdf.open(path) as pdf:
        return "\n".join(_told(pdf.Root.StructTreeRoot))


def _told(node: pikepdf.Object) -> list[str]:
    name = str(node.get("/S", "/Root")).removeprefix("/")
    inside: list[str] = []
    for told, alike in groupby(map(_told, _elements(node.get("/K", [])))):
        count = len(list(alike))
        inside += [*told[:-1], f"{told[-1]} ×{count}" if count > 1 else told[-1]]
    line = f"{name} ({' '.join(inside)})" if inside else name
    return [line] if len(line) <= WIDEST else [name, *(f"  {one}" for one in inside)]


def _elements(kids: object) -> list[pikepdf.Object]:
    listed = list(kids) if isinstance(kids, (pikepdf.Array, list)) else [kids]
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_pages_look_as_approved(example: Path, audience: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Every page looks as it did, within what nobody sees; where it does not, a picture shows what differs."""
    pages = pictures(example / "meta-ai-strategy" / f"{audience}.pdf")
    approved = sorted(APPROVED.glob(f"{audience}-*.png"))
    if request.config.option.update_snapshots:
        for path in approved:
            path.unlink()
        for number, page in enumerate(pages, 1):
            page.save(APPROVED / f"{audience}-{number}.png", optimize=True)
        return
    changed = []
    for page, path in zip(pages, approved, strict=False):
        before = Image.open(path).convert("L")
        if share(before, page) > TOLERATED:
            side_by_side(before, page).save(tmp_path / path.name)
            changed.append(f"{share(before, page):.2%} of the page differs: {tmp_path / path.name}")

    assert len(pages) == len(approved)
    assert changed == [], "accept it with 'make golden'"


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("look", [text, outline, tags])
def test_pages_say_what_was_approved(
    example: Path, audience: str, look: Callable[[Path], str], snapshot: SnapshotAssertion
) -> None:
    """Text, bookmarks and tags are what they were."""
    found = look(example / "meta-ai-strategy" / f"{audience}.pdf")

    assert found == snapshot.use_extension(Lines)


def test_a_moved_tile_is_seen(example: Path) -> None:
    """A piece of a page that moves by a millimetre, or a rule that gets paler, is no longer the same page."""
    page = pictures(example / "meta-ai-strategy" / "investors.pdf")[0]
    box = (60, 140, 240, 180)
    moved = page.copy()
    moved.paste(page.crop(box), (box[0], box[1] + 3))
    shaken = page.transform(page.size, Image.Transform.AFFINE, (1, 0, 0.2, 0, 1, 0), Image.Resampling.BILINEAR)

    assert share(page, moved) > TOLERATED
    assert share(page, page) == 0
    assert share(page, shaken) <= TOLERATED
