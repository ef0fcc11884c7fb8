"""Feeds at targets: readers subscribe to what was sent there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from sent import published, sending

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran
    from servers import S3

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://briefs.example.org/for-you"
TARGET = f"{{id: shelf, folder: ../shelf, feed: '{BASE}'}}"


def entries(data: bytes) -> dict[str, list[str]]:
    """Return the links of a feed by the titles of its entries."""
    feed = ET.fromstring(data)  # noqa: S314 - our own
    return {
        str(entry.findtext(f"{ATOM}title")): [str(link.get("href")) for link in entry.iter(f"{ATOM}link")]
        for entry in feed.iter(f"{ATOM}entry")
    }


@pytest.fixture
def desk(issued: Path, tmp_path: Path) -> Path:
    """Return a desk that sends to a folder with a feed."""
    return sending(issued, tmp_path, TARGET)


def test_a_feed_lists_what_was_sent(desk: Path, run: Callable[..., Ran]) -> None:
    """Its links lead to the files as they were sent, and it is written when there is something new."""
    first, again = run("deliver", "--desk", desk), run("deliver", "--desk", desk)
    published(published(desk, 450), 470)
    third = run("deliver", "--desk", desk)

    assert (first.out, again.out) == ("harbour/pilots/1 to shelf\nfeed.xml to shelf\n", "")
    assert third.out == "harbour/pilots/3 to shelf\nfeed.xml to shelf\n"
    data = (desk.parent / "shelf/feed.xml").read_bytes()
    found = entries(data)
    assert list(found) == ["The harbour: Pilot brief, Edition 3", "The harbour: Pilot brief, Edition 1"]
    for links in found.values():
        assert links
        assert all((desk.parent / "shelf" / link.removeprefix(f"{BASE}/")).is_file() for link in links)
    assert f'href="{BASE}/feed.xml"' in data.decode()
    assert "index.html" not in data.decode()


def test_a_withdrawn_edition_is_marked(desk: Path, run: Callable[..., Ran]) -> None:
    """Who was sent an edition is told of its end by the feed; one that was never sent does not stand in it."""
    run("deliver", "--desk", desk)
    assert run("withdraw", "harbour/pilots/1", "--why", "A wrong figure", "--desk", desk).status == 0
    ran = run("deliver", "--desk", desk)

    assert ran.out == "feed.xml to shelf\n"
    assert list(entries((desk.parent / "shelf/feed.xml").read_bytes())) == [
        "Withdrawn: The harbour: Pilot brief, Edition 1"
    ]


def test_a_feed_that_cannot_be_put_is_put_later(desk: Path, run: Callable[..., Ran]) -> None:
    """What stands in its way is said each time, and the next delivery puts it."""
    (desk.parent / "shelf/feed.xml").mkdir(parents=True)
    failed = run("deliver", "--desk", desk)
    (desk.parent / "shelf/feed.xml").rmdir()
    ran = run("deliver", "--desk", desk)

    assert (failed.status, failed.out) == (1, "harbour/pilots/1 to shelf\n")
    assert failed.err.startswith("feed.xml to shelf: '")
    assert (ran.status, ran.out) == (0, "feed.xml to shelf\n")


def test_a_template_that_fails(desk: Path, run: Callable[..., Ran]) -> None:
    """A desk's own template of the feed is said to be what is wrong."""
    (desk / "templates").mkdir()
    (desk / "templates/feed.xml.j2").write_text("{{ nothing.such }}", encoding="utf-8")
    ran = run("deliver", "--desk", desk)

    assert (ran.status, ran.out) == (1, "harbour/pilots/1 to shelf\n")
    assert "feed.xml to shelf: its template cannot be used: " in ran.err


def test_a_feed_in_a_store(issued: Path, tmp_path: Path, s3: S3, run: Callable[..., Ran]) -> None:
    """A store that is read by the web has its feed beside what it lists."""
    bucket = s3.bucket()
    target = f"{{id: store, feed: '{BASE}/', s3: {{bucket: {bucket}, folder: a, endpoint: '{s3.endpoint}'}}}}"
    ran = run("deliver", "--desk", sending(issued, tmp_path, target))

    assert (ran.status, ran.out) == (0, "harbour/pilots/1 to store\nfeed.xml to store\n")
    assert s3.ask("GET", f"/{bucket}/a/feed.xml") == 200
