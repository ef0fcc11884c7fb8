"""The library page and the feed: every edition can be found, and what was withdrawn says so."""

from __future__ import annotations

import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

    Run = Callable[..., Ran]

STORY = Path(__file__).parents[1] / "desks/story"
ATOM = "{http://www.w3.org/2005/Atom}"


class Page(HTMLParser):
    """Gathers links, tags and words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.names: list[str] = []
        self.tags: list[str] = []
        self.words = ""
        self.feed(text)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if tag == "a":
            self.links.append(given["href"] or "")
            self.names.append(given.get("aria-label") or given["href"] or "")

    @override
    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a desk that has issued two editions, to be copied and not touched."""
    from datetime import date

    from briefpress.app.build import Unwatched, Wanted
    from briefpress.app.publish import Order, publish

    desk = Path(shutil.copytree(STORY, tmp_path_factory.mktemp("library") / "desk"))
    claims = desk / "content/claims/claims.yaml"
    for day, number in (date(2026, 7, 1), "7"), (date(2026, 7, 8), "8"):
        claims.write_text(claims.read_text(encoding="utf-8").replace("number: 7", f"number: {number}"))
        assert publish(desk, Order(Wanted(formats=("json",))), desk / "output", day, Unwatched()).issued
    return desk


@pytest.fixture
def desk(issued: Path, tmp_path: Path) -> Path:
    """Return a copy of the desk that has issued two editions for two audiences."""
    return Path(shutil.copytree(issued, tmp_path / "desk"))


def shown(desk: Path) -> Page:
    """Return the library page."""
    return Page((desk / "output/index.html").read_text(encoding="utf-8"))


def test_every_edition_can_be_found(desk: Path) -> None:
    """The page leads to every file of every edition, and each link says of which; nothing on it runs."""
    page = shown(desk)

    assert {link for link in page.links if not (desk / "output" / link).is_file()} == set()
    assert {f"harbour/editions/{who}/{n}/harbour-{who}-{n}.json" for who in ("pilots", "owners") for n in (1, 2)} < set(
        page.links
    )
    assert len(page.names) == len(set(page.names))
    assert (page.tags.count("h1"), page.tags.count("main"), "script" in page.tags) == (1, 1, False)
    assert page.words.count("2026 current") == 2


def test_a_withdrawn_edition_is_marked(run: Run, desk: Path) -> None:
    """Page and feed say that it was withdrawn, when and why, and none of its readers has a current one."""
    run("withdraw", "harbour/pilots/2", "--why", "One berth < two.", "--as-of", "2026-07-09", "--desk", desk)
    page, feed = shown(desk), ET.parse(desk / "output/feed.xml").getroot()  # noqa: S314 - our own file
    newest = feed.find(f"{ATOM}entry")
    assert newest is not None

    assert "Withdrawn on 9\N{NO-BREAK SPACE}Jul\N{NO-BREAK SPACE}2026: One berth < two." in page.words
    assert page.words.count("2026 current") == 1
    assert newest.findtext(f"{ATOM}title") == "Withdrawn: The harbour: Pilot brief, Edition 2"
    assert newest.findtext(f"{ATOM}updated") == feed.findtext(f"{ATOM}updated") == "2026-07-09T00:00:00Z"
    assert len({entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")}) == 4


def test_the_page_is_made_again_where_it_is_lost(run: Run, desk: Path) -> None:
    """The next publish restores it, although it issues nothing; otherwise it writes nothing."""
    page = desk / "output/index.html"
    before = page.read_bytes()
    page.unlink()
    run("publish", "-f", "json", "--as-of", "2026-07-09", "--desk", desk)
    made = page.stat()
    run("publish", "-f", "json", "--as-of", "2026-07-09", "--desk", desk)

    assert page.read_bytes() == before
    assert (page.stat().st_ino, page.stat().st_mtime_ns) == (made.st_ino, made.st_mtime_ns)


def test_a_template_that_fails_is_told(run: Run, desk: Path) -> None:
    """A desk's own page that cannot be made is a finding, and the old one stays."""
    before = (desk / "output/index.html").read_bytes()
    (desk / "templates").mkdir()
    (desk / "templates/library.html.j2").write_text("{{ view.nothing }}", encoding="utf-8")
    ran = run("publish", "-f", "json", "--as-of", "2026-07-09", "--desk", desk, "--report", "concise")

    assert (ran.status, "BP403" in ran.err) == (1, True)
    assert (desk / "output/index.html").read_bytes() == before
