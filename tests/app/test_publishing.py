"""Publishing: numbered editions that never change, for those who have something new to read, all or none."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.app.build import Unwatched, Wanted
from briefpress.app.publish import Order, publish
from briefpress.model.manifest import Manifest, Register
from briefpress.record import editions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.app.publish import Published

WAIVER = """
- id: harbour-is-asked
  code: BP231
  record: claims/second-boat-delayed
  reason: The harbour office answers in June.
  until: 2027-06-30
"""
DAY, LATER = date(2026, 11, 22), date(2026, 11, 29)


def published(
    desk: Path,
    day: date = DAY,
    *,
    reworded: bool = False,
    formats: tuple[str, ...] = ("json",),
    **wanted: tuple[str, ...],
) -> Published:
    """Publish a desk into its output folder."""
    order = Order(Wanted(formats=formats, **wanted), reworded)  # type: ignore[arg-type]
    return publish(desk, order, desk / "output", day, Unwatched())


def ids(done: Published) -> list[str]:
    """Return what was issued."""
    return [manifest.id for manifest in done.issued]


def tree(folder: Path) -> Mapping[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edited(desk: Path, file: str, old: str, new: str) -> None:
    """Replace words in a file of the desk, once, which is not locked."""
    path = desk / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def desk(good: Path) -> Path:
    """Return a desk on which nobody has to look before June 2027, although a plan falls due before that."""
    edited(good, "content/claims/money.yaml", "review_by: 2026-12-31", "review_by: 2027-12-31")
    (good / "content/waivers").mkdir()
    (good / "content/waivers/time.yaml").write_text(WAIVER, encoding="utf-8")
    return good


def test_first_editions_are_numbered_one(desk: Path) -> None:
    """Every audience gets Edition 1, printed as that, with a manifest and sums that hold."""
    done = published(desk)
    folder = desk / "output/skerry/editions/managers/1"
    brief = json.loads((folder / "skerry-managers-1.json").read_text(encoding="utf-8"))
    manifest = Manifest.model_validate_json((folder / "manifest.json").read_bytes())

    assert ids(done) == ["skerry/managers/1", "skerry/neighbours/1"]
    assert (brief["edition"], brief["issued_iso"]) == ("Edition 1", "2026-11-22")
    assert manifest == done.issued[0]
    assert {claim.id for claim in manifest.imprint.claims} == {row["claim"] for row in brief["rows"]}
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert json.loads((folder / "changes.json").read_text(encoding="utf-8"))["since"] is None


def test_nothing_new_issues_nothing(desk: Path) -> None:
    """A second publish, on a later day, writes no byte and says why."""
    published(desk)
    before = tree(desk / "output")
    done = published(desk, LATER)

    assert ids(done) == []
    assert done.skipped == dict.fromkeys(("skerry/managers", "skerry/neighbours"), "nothing changed since edition 1")
    assert tree(desk / "output") == before


def test_words_alone_are_issued_on_request(desk: Path) -> None:
    """New wording is no news, and its readers get it only if the desk says so."""
    published(desk)
    edited(desk, "content/briefs/skerry.yaml", "Tenders for chargers can only", "A tender can only")
    without = published(desk, LATER)

    assert without.skipped["skerry/managers"] == "only words changed since edition 1; --reworded issues them"
    assert ids(published(desk, LATER, reworded=True)) == ["skerry/managers/2"]


def test_only_what_is_wanted_is_issued(desk: Path) -> None:
    """An audience can be served alone; its numbers are its own."""
    assert ids(published(desk, audiences=("neighbours",))) == ["skerry/neighbours/1"]
    assert ids(published(desk, LATER)) == ["skerry/managers/1"]


BEFORE, AFTER = date(2027, 2, 1), date(2027, 4, 10)
"""Between these days a plan of the desk falls due, and nothing else happens by itself."""


def retold(desk: Path) -> None:
    """Have the desk revise one value, withdraw one claim and move one judgement."""
    edited(desk, "content/claims/service.yaml", "number: 2100", "number: 2300")
    path = desk / "content/claims/service.yaml"
    head, _, tail = path.read_text(encoding="utf-8").partition("- id: night-passengers\n")
    path.write_text(head + "- id: duty-rosters\n" + tail.partition("- id: duty-rosters\n")[2], encoding="utf-8")
    edited(desk, "content/series/series.yaml", "    - {label: At night, claim: night-passengers}\n", "")
    brief = "content/briefs/skerry.yaml"
    edited(desk, brief, ", {in_words: night-passengers}]", "]")
    moved = "headline: The second boat is overdue\n        changed: {from: It was late, why: The spring has passed.}"
    edited(desk, brief, "headline: The second boat is late", moved)


def told(done: Published) -> dict[str, list[tuple[str, str, str, str]]]:
    """Return the changes of the editions that were issued."""
    return {
        manifest.audience: [
            (change.kind, change.id, change.before, change.after)
            for change in (manifest.since.changes if manifest.since else ())
        ]
        for manifest in done.issued
    }


def test_a_story_of_two_editions(desk: Path) -> None:
    """A value revised, a claim gone, a plan past due by date alone, a judgement moved: these, for their readers."""
    assert ids(published(desk, BEFORE)) == ["skerry/managers/1", "skerry/neighbours/1"]
    retold(desk)
    done = published(desk, AFTER)
    people = "\N{NO-BREAK SPACE}passengers"
    due = ("past-due", "second-boat-delayed", "", "Mar\N{NO-BREAK SPACE}2027")

    assert told(done) == {
        "managers": [
            ("moved", "late", "The second boat is late", "The second boat is overdue"),
            due,
            ("revised", "summer-passengers", f"about 2,100{people}", f"about 2,300{people}"),
            ("withdrawn", "night-passengers", "", ""),
        ],
        "neighbours": [due],
    }


def test_a_moved_judgement_without_reason_is_not_issued(desk: Path) -> None:
    """A judgement that changes for no reason given keeps every edition back."""
    published(desk, BEFORE)
    edited(desk, "content/briefs/skerry.yaml", "headline: The second boat is late", "headline: The boat is overdue")
    done = published(desk, AFTER)
    (finding,) = (finding for finding in done.findings if finding.severity == "error")

    assert (ids(done), finding.code) == ([], "BP601")
    assert finding.label.where.file == "content/briefs/skerry.yaml"
    assert [one.id for one in register(desk).editions] == ["skerry/managers/1", "skerry/neighbours/1"]


def register(desk: Path) -> Register:
    """Return the register as it stands on disk."""
    return Register.model_validate_json((desk / "output/editions.json").read_bytes())


def test_an_edition_is_not_dated_before_its_predecessor(desk: Path) -> None:
    """A clock that was set back issues nothing."""
    published(desk, AFTER)
    edited(desk, "content/claims/service.yaml", "number: 2100", "number: 2300")
    done = published(desk, BEFORE)

    assert ids(done) == []
    assert [finding.message for finding in done.findings if finding.code == "BP602"] == [
        f"an edition of 2027-02-01 would come before edition skerry/{reader}/1 of 2027-04-10"
        for reader in ("managers", "neighbours")
    ]


@pytest.mark.parametrize("step", ["staged", "replace", "settle", "rename"])
def test_a_publish_that_fails_leaves_what_was_there(desk: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Whatever the disk refuses, no edition is half there, and the next publish issues them all."""
    published(desk, BEFORE)
    retold(desk)
    before = tree(desk / "output")
    full = OSError(28, "No space left on device")

    def refuses(*_: object, **__: object) -> None:
        raise full

    with monkeypatch.context() as patch:
        patch.setattr(Path if step == "rename" else editions, step, refuses)
        done = published(desk, AFTER)

    assert [finding.code for finding in done.findings if finding.severity == "error"] == ["BP504"]
    assert tree(desk / "output") == before
    assert ids(published(desk, AFTER)) == ["skerry/managers/2", "skerry/neighbours/2"]
