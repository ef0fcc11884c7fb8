"""The manual page of a check is its test: its example is caught, and its mended form is not."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.check import AUDITS, CHECKS, PROOFS

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

PAGES = sorted((Path(__file__).parents[1] / "docs/checks").glob("*.md"))
PLAIN = Path(__file__).parent / "desks/plain"
BLOCK = re.compile(r"^```(?:yaml|text) (?P<file>\S+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def laid_over(page: Path, section: str, desk: Path) -> None:
    """Copy the plain desk and lay the files of one section of a page over it."""
    shutil.copytree(PLAIN, desk)
    part = re.search(rf"^## {section}\n(.*?)(?=^## |\Z)", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert part, f"{page.name} has no section '{section}'"
    blocks = list(BLOCK.finditer(part[1]))
    assert blocks, f"'{section}' of {page.name} has no file"
    for block in blocks:
        target = desk / block["file"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(block["text"], encoding="utf-8")
    settings = desk / "briefpress.yaml"
    if "evidence:" not in settings.read_text(encoding="utf-8"):
        # Most pages are not about evidence, and an example shows nothing but what it is about.
        settings.write_text(f"{settings.read_text(encoding='utf-8')}evidence: unlocked\n", encoding="utf-8")


def codes(run: Callable[..., Ran], desk: Path) -> set[str]:
    """Return the codes of what `check` finds in a desk, or `lock` in a desk that comes with an archive."""
    archive = desk / "archive"
    words = ("lock", "--archive", archive) if archive.exists() else ("check",)
    return {
        finding["code"] for finding in json.loads(run(*words, desk, "--format", "json", "--as-of", "2026-07-01").out)
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_tells_the_truth(run: Callable[..., Ran], tmp_path: Path, page: Path) -> None:
    """The example has the finding that the page is about, and what stands under Instead has none at all."""
    title = re.match(r"# (?P<code>BP\d{3}) (?P<name>[a-z-]+)\n", page.read_text(encoding="utf-8"))
    assert title, f"{page.name} does not begin with '# BPnnn name'"

    assert title["name"] == page.stem
    laid_over(page, "Example", tmp_path / "example")
    assert title["code"] in codes(run, tmp_path / "example")
    laid_over(page, "Instead", tmp_path / "instead")
    assert codes(run, tmp_path / "instead") == set()


def test_every_check_of_proofs_has_a_page() -> None:
    """A check without a manual page is not finished."""
    assert {one.__name__.replace("_", "-") for one in PROOFS} <= {page.stem for page in PAGES}
    assert not {one.__name__ for one in CHECKS} & {one.__name__ for one in PROOFS}


def test_every_check_of_evidence_has_a_page() -> None:
    """Checks of evidence stand in the file of the page that explains them."""
    assert {one.__module__.rpartition(".")[2].replace("_", "-") for one in AUDITS} <= {page.stem for page in PAGES}
