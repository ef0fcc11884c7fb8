"""The library page as values: which editions it shows, in which order, and what it says of each."""

from __future__ import annotations

from datetime import date
from typing import Any

from briefpress.model.manifest import Entry, FileSum, Withdrawal, name, ordered
from briefpress.view.library import Issue, LibraryView, shelved

SUM = FileSum(sha256="0" * 64, size=1)


def entry(number: int, day: int, audience: str = "pilots", **given: Any) -> Entry:  # noqa: ANN401 - any field
    """Return an edition of the harbour brief, issued on a day of July, with a PDF and what lies beside it."""
    stem = f"harbour-{audience}-{number}"
    return Entry.model_validate(
        {
            "id": name(("harbour", audience), number),
            "brief": "harbour",
            "audience": audience,
            "number": number,
            "title": "The harbour",
            "label": "Pilot brief",
            "issued": date(2026, 7, day),
            "files": dict.fromkeys((f"{stem}.pdf", f"{stem}.large.pdf", "manifest.json", "SHA256SUMS"), SUM),
            **given,
        }
    )


def library(*entries: Entry) -> LibraryView:
    """Return the library page of these editions."""
    return shelved(ordered(entries), "A desk", "en")


def only(*entries: Entry) -> Issue:
    """Return the newest edition of the page."""
    return library(*entries).newest[0]


def test_an_empty_shelf_has_an_empty_page() -> None:
    """Before anything is issued there is nothing to show, and no day on which it changed."""
    assert library() == LibraryView("A desk", "en", "", (), ())


def test_each_readers_editions_come_newest_first() -> None:
    """By audience in the order of their names; the newest of all audiences lead the feed."""
    page = library(entry(1, 1), entry(2, 8), entry(1, 9, "owners"))

    assert [[issue.id for issue in one.issues] for one in page.readers] == [
        ["harbour/owners/1"],
        ["harbour/pilots/2", "harbour/pilots/1"],
    ]
    assert [issue.id for issue in page.newest] == ["harbour/owners/1", "harbour/pilots/2", "harbour/pilots/1"]
    assert page.updated_iso == "2026-07-09"


def test_an_edition_leads_to_its_files_and_to_nothing_else() -> None:
    """Downloads are the brief in its formats; manifest and sums are not offered as such."""
    issue = only(entry(2, 8, changes=1))

    assert [(one.label, one.way) for one in issue.downloads] == [
        ("PDF", "harbour/editions/pilots/2/harbour-pilots-2.pdf"),
        ("LARGE PDF", "harbour/editions/pilots/2/harbour-pilots-2.large.pdf"),
    ]
    assert (issue.news, issue.changes) == ("1 change", "harbour/editions/pilots/2/changes.md")
    assert issue.manifest == "harbour/editions/pilots/2/manifest.json"


def test_a_first_edition_has_no_news() -> None:
    """It is called the first, and leads to no changes."""
    issue = only(entry(1, 1))

    assert (issue.news, issue.changes, issue.withdrawn) == ("first edition", "", "")


def test_a_withdrawn_edition_is_news_again() -> None:
    """The day of its withdrawal brings it to the top, with the reason."""
    mark = Withdrawal(id="harbour/pilots/1", on=date(2026, 7, 20), why="A wrong figure.")
    issue = only(entry(1, 1, withdrawn=mark), entry(2, 8))

    assert (issue.id, issue.updated_iso, issue.issued_iso) == ("harbour/pilots/1", "2026-07-20", "2026-07-01")
    assert issue.withdrawn == "Withdrawn on 20\N{NO-BREAK SPACE}Jul\N{NO-BREAK SPACE}2026: A wrong figure."
