"""Publishing: numbered editions that never change, for those who have something new to read, all or none."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.app.build import Unwatched, Wanted
from briefpress.app.publish import Order, publish
from briefpress.app.withdraw import withdraw
from briefpress.model.manifest import Manifest, Register
from briefpress.record import editions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.app.publish import Published

STORY = Path(__file__).parents[1] / "desks/story"
BEFORE, AFTER = date(2026, 7, 1), date(2026, 10, 10)
"""Between these days a plan of the desk falls due, and nothing else happens by itself."""
SOON = date(2026, 7, 8)


def published(
    desk: Path,
    day: date = BEFORE,
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
def desk(tmp_path: Path) -> Path:
    """Return a copy of the desk of this story: a harbour, told to its pilots and to its owners."""
    return Path(shutil.copytree(STORY, tmp_path / "desk"))


def test_first_editions_are_numbered_one(desk: Path) -> None:
    """Every audience gets Edition 1, printed as that, with a manifest and sums that hold."""
    done = published(desk)
    folder = desk / "output/harbour/editions/pilots/1"
    brief = json.loads((folder / "harbour-pilots-1.json").read_text(encoding="utf-8"))
    manifest = Manifest.model_validate_json((folder / "manifest.json").read_bytes())

    assert ids(done) == ["harbour/pilots/1", "harbour/owners/1"]
    assert (brief["edition"], brief["issued_iso"]) == ("Edition 1", "2026-07-01")
    assert manifest == done.issued[0]
    assert {claim.id for claim in manifest.imprint.claims} == {row["claim"] for row in brief["rows"]}
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert json.loads((folder / "changes.json").read_text(encoding="utf-8"))["since"] is None


def test_nothing_new_issues_nothing(desk: Path) -> None:
    """A second publish, on a later day, says why and writes what it knows now; a third writes no byte."""
    published(desk)
    before = tree(desk / "output")
    done = published(desk, SOON)
    after = tree(desk / "output")
    published(desk, SOON)

    assert ids(done) == []
    assert done.skipped == dict.fromkeys(("harbour/pilots", "harbour/owners"), "nothing changed since edition 1")
    assert {name for name in after if after[name] != before.get(name)} <= {".briefpress/notes.jsonl"}
    assert tree(desk / "output") == after


def test_words_alone_are_issued_on_request(desk: Path) -> None:
    """New wording is no news, and its readers get it only if the desk says so."""
    published(desk)
    edited(desk, "content/briefs/harbour.yaml", "Expect to wait for a place", "Be ready to wait")
    without = published(desk, SOON)

    assert without.skipped["harbour/pilots"] == "only words changed since edition 1; --reworded issues them"
    assert ids(published(desk, SOON, reworded=True)) == ["harbour/pilots/2"]


def test_only_what_is_wanted_is_issued(desk: Path) -> None:
    """An audience can be served alone; its numbers are its own."""
    assert ids(published(desk, audiences=("owners",))) == ["harbour/owners/1"]
    assert ids(published(desk, SOON)) == ["harbour/pilots/1"]


def retold(desk: Path) -> None:
    """Have the desk revise one value, withdraw one claim and move one judgement."""
    claims, brief = "content/claims/claims.yaml", "content/briefs/harbour.yaml"
    edited(desk, claims, "number: 412", "number: 431")
    moved = "headline: Places have run out.\n        changed: {from: They were scarce, why: The count was corrected.}"
    edited(desk, brief, "headline: Places are scarce.", moved)
    before, _, after = (desk / claims).read_text(encoding="utf-8").partition("- id: depth\n")
    kept = before + "- id: new-berths\n" + after.partition("- id: new-berths\n")[2]
    (desk / claims).write_text(kept, encoding="utf-8")
    for old, new in (
        (" [@depth]", ""),
        ("{claim: depth, label: depth of the channel}", "{claim: new-berths, label: berths to come}"),
        ("A channel {depth} deep leads", "The channel leads"),
    ):
        edited(desk, brief, old, new)


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
    assert ids(published(desk, BEFORE)) == ["harbour/pilots/1", "harbour/owners/1"]
    retold(desk)
    done = published(desk, AFTER)
    due = ("past-due", "new-berths", "", "Sept\N{NO-BREAK SPACE}2026")

    assert told(done) == {
        "pilots": [
            ("moved", "queue", "Places are scarce.", "Places have run out."),
            ("revised", "ships", "412\N{NO-BREAK SPACE}ships", "431\N{NO-BREAK SPACE}ships"),
            due,
        ],
        "owners": [due, ("withdrawn", "depth", "", "")],
    }


def test_readers_of_a_withdrawn_edition_are_told_in_the_next(desk: Path) -> None:
    """The page says that what it is compared with was withdrawn, and what is sent says why; nothing is said twice."""
    published(desk)
    withdraw(desk, desk / "output", "harbour/pilots/1", "One gate of *two*.", SOON)
    same = published(desk, SOON)
    edited(desk, "content/claims/claims.yaml", "number: 7", "number: 8")
    done = published(desk, SOON)
    folder = desk / "output/harbour/editions/pilots/2"
    page, sent = ((folder / name).read_text(encoding="utf-8") for name in ("harbour-pilots-2.json", "changes.md"))

    assert same.skipped == {
        "harbour/pilots": "nothing changed since edition 1, which was withdrawn; --always issues it again",
        "harbour/owners": "nothing changed since edition 1",
    }
    assert ids(done) == ["harbour/pilots/2", "harbour/owners/2"]
    assert "2026, which was withdrawn" in page
    assert ("One gate" in page, "Edition 1 was withdrawn: One gate of \\*two\\*.\n" in sent) == (False, True)
    assert json.loads((folder / "changes.json").read_text(encoding="utf-8"))["withdrawn"] == "One gate of *two*."
    assert "withdrawn" not in (desk / "output/harbour/editions/owners/2/changes.md").read_text(encoding="utf-8")


def test_a_moved_judgement_without_reason_is_not_issued(desk: Path) -> None:
    """A judgement that changes for no reason given keeps every edition back."""
    published(desk, BEFORE)
    edited(desk, "content/briefs/harbour.yaml", "headline: Places are scarce.", "headline: Places are gone.")
    done = published(desk, AFTER)
    (finding,) = (finding for finding in done.findings if finding.severity == "error")

    assert (ids(done), finding.code) == ([], "BP601")
    assert finding.label.where.file == "content/briefs/harbour.yaml"
    assert [one.id for one in register(desk).editions] == ["harbour/owners/1", "harbour/pilots/1"]


def register(desk: Path) -> Register:
    """Return the register as it stands on disk."""
    return Register.model_validate_json((desk / "output/editions.json").read_bytes())


def test_an_edition_is_not_dated_before_its_predecessor(desk: Path) -> None:
    """A clock that was set back issues nothing."""
    published(desk, AFTER)
    edited(desk, "content/claims/claims.yaml", "number: 7", "number: 8")
    done = published(desk, BEFORE)

    assert ids(done) == []
    assert [finding.message for finding in done.findings if finding.code == "BP602"] == [
        f"an edition of 2026-07-01 would come before edition harbour/{reader}/1 of 2026-10-10"
        for reader in ("owners", "pilots")
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
    assert ids(published(desk, AFTER)) == ["harbour/pilots/2", "harbour/owners/2"]
