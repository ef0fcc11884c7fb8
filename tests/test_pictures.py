"""The pictures of the README are taken from real pages, and come out the same each time."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

import pictures

if TYPE_CHECKING:
    from pathlib import Path


def test_page_one_becomes_a_small_picture(example: Path) -> None:
    """A picture is 500 pixels wide, upright, light to load, and has the same bytes when it is taken again."""
    pdf = example / "meta-ai-strategy/policy.pdf"
    data = pictures.picture(pdf)

    with Image.open(BytesIO(data)) as taken:
        assert taken.width == pictures.WIDE
        assert taken.height > taken.width
    assert len(data) < 100_000
    assert pictures.picture(pdf) == data


def test_readme_shows_every_brief() -> None:
    """Each audience's page stands in the README with words for those who cannot see it."""
    readme = (pictures.TOP / "README.md").read_text(encoding="utf-8")
    taken = sorted(path.name for path in (pictures.TOP / "docs/pictures").glob("*.png"))

    assert taken == ["engineers.png", "investors.png", "policy.png"]
    assert all(f'src="docs/pictures/{name}"' in readme for name in taken)
    assert readme.count('alt="Page 1 of the ') == len(taken)
