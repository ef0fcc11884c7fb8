"""Editions in an object store: as in a folder, whoever else writes there and whatever the store does meanwhile."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.app.schedule.child import start
from briefpress.model.schedule import Schedule
from briefpress.record import objects
from briefpress.record.bucket import Bucket
from briefpress.record.objects import Stored
from servers import SECRET

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefpress.model.manifest import Register
    from briefpress.record.editions import Prepared
    from conftest import Ran
    from servers import S3

    Run = Callable[..., Ran]

TESTS = Path(__file__).parents[1]
STORY = TESTS / "desks/story"
JSON = ("-f", "json", "--as-of", "2026-07-01")
READERS = ("owners", "pilots")


@pytest.fixture
def url(s3: S3) -> str:
    """Return the address of an empty place in a store."""
    return f"s3://{s3.bucket()}/briefs"


@pytest.fixture
def desk(tmp_path: Path, url: str) -> Path:
    """Return a copy of a small desk that keeps its editions in a store."""
    found = Path(shutil.copytree(STORY, tmp_path / "desk"))
    with (found / "briefpress.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"editions: {url}\n")
    return found


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try nothing often."""
    monkeypatch.setattr(objects, "RETRIES", 1)


@pytest.fixture(name="run")
def _silent(run: Run) -> Run:
    """Run the program, which never says a key."""

    def call(*words: str | Path) -> Ran:
        ran = run(*words)
        assert SECRET not in ran.out + ran.err
        return replace(ran, out=ran.out.replace("\xa0", " "))

    return call


def tree(url: str) -> dict[str, bytes]:
    """Return every object in a store with its bytes."""
    store = Stored(url)
    return {name: found[0] for name in store.names("") if (found := store.get(name))}


def changed(desk: Path, number: int = 8) -> None:
    """Give both audiences something new to read."""
    text = (STORY / "content/claims/claims.yaml").read_text(encoding="utf-8")
    (desk / "content/claims/claims.yaml").write_text(text.replace("number: 7", f"number: {number}"), encoding="utf-8")


def ids(url: str) -> list[str]:
    """Return the ids of the editions that were issued."""
    return [entry.id for entry in Bucket(Stored(url)).registered()[0].editions]


def test_a_story_in_a_store(run: Run, desk: Path, url: str) -> None:
    """Editions are issued, compared, withdrawn and verified there, and nothing of them is in the output folder."""
    first = run("publish", *JSON, "--desk", desk)
    again = run("publish", *JSON, "--desk", desk)
    changed(desk)
    planned = run("plan", *JSON, "--desk", desk)
    second = run("publish", *JSON, "--desk", desk, "--report", "json")
    told = run("changes", "harbour/pilots/1", "--desk", desk)
    taken = run("withdraw", "harbour/pilots/2", "--why", "wrong", "--as-of", "2026-07-02", "--desk", desk)
    verified = run("verify", "--desk", desk)

    assert [line.rpartition("/")[0] for line in first.out.splitlines()] == [
        f"{url}/harbour/editions/pilots/1",
        f"{url}/harbour/editions/owners/1",
    ]
    assert "0 editions issued" in again.err
    assert "harbour/pilots/2: would be issued: 1 change" in planned.out
    assert list(json.loads(second.out)["issued"]) == ["harbour/pilots/2", "harbour/owners/2"]
    assert "8\xa0berths" in json.loads(second.out)["changes"]["harbour/pilots/2"]
    assert "7 berths → 8 berths" in told.out
    assert taken.status == 0
    assert (verified.status, verified.err) == (0, f"4 editions in {url}: no findings\n")
    assert {path.name for path in (desk / "output").rglob("*")} == {".briefpress", "content.jsonl", "notes.jsonl"}


def test_the_library_page_leads_to_what_is_there(run: Run, desk: Path, url: str) -> None:
    """Every address on the page and in the feed is one of an object, which comes as what it is."""
    run("publish", *JSON, "--desk", desk)
    run("withdraw", "harbour/pilots/1", "--why", "wrong", "--as-of", "2026-07-02", "--desk", desk)
    found = tree(url)
    ways = re.findall(r'href="([^"]*)"', (found["index.html"] + found["feed.xml"]).decode())

    assert len(ways) > 6
    assert [way for way in ways if way not in found] == []
    assert b"Withdrawn on 2\xc2\xa0Jul\xc2\xa02026: wrong" in found["index.html"]


def test_a_brief_in_hand_is_known(run: Run, desk: Path, url: str, tmp_path: Path) -> None:
    """A file is told from the register in the store."""
    run("publish", *JSON, "--desk", desk)
    (name,) = [name for name in tree(url) if name.endswith("harbour-pilots-1.json")]
    file = tmp_path / "brief.json"
    file.write_bytes(tree(url)[name])

    assert run("verify", file, "--desk", desk).out.startswith("current: edition harbour/pilots/1")
    changed(desk)
    run("publish", *JSON, "--desk", desk)
    assert run("verify", file, "--desk", desk).out.startswith("superseded: edition harbour/pilots/1")


def test_drafts_know_what_another_machine_issued(run: Run, desk: Path, url: str) -> None:
    """A build looks at the register in the store even where nobody touched the desk."""
    run("build", *JSON, "--desk", desk)
    assert run("build", *JSON, "--desk", desk).err == "0 made, 2 unchanged\n"
    other = Path(shutil.copytree(desk, desk.parent / "other", ignore=shutil.ignore_patterns("output")))
    changed(other, 6)
    assert run("publish", *JSON, "--desk", other).status == 0

    assert run("build", *JSON, "--desk", desk).err == "2 made, 0 unchanged\n"
    assert '"kind": "revised"' in (desk / "output/harbour/pilots.json").read_text(encoding="utf-8")
    assert ids(url) == ["harbour/owners/1", "harbour/pilots/1"]


def test_damage_is_found(run: Run, desk: Path, url: str) -> None:
    """What is missing, altered or none of an edition's is named with its address."""
    run("publish", *JSON, "--desk", desk)
    store = Stored(url)
    (folder,) = {name.rpartition("/")[0] for name in tree(url) if "pilots/1/" in name}
    store.put(f"{folder}/changes.md", b"other")
    store.put(f"{folder}/stray", b"")
    ran = run("verify", "--desk", desk)

    assert ran.status == 1
    assert "error[BP604]: edition harbour/pilots/1: 'changes.md' is altered" in ran.err
    assert "error[BP604]: edition harbour/pilots/1: 'stray' is none of its files" in ran.err
    assert f"--> {url}/{folder}/changes.md" in ran.err


@pytest.mark.parametrize("how", ["damaged", "lost"])
def test_a_register_is_not_guessed(run: Run, desk: Path, url: str, how: str) -> None:
    """What lies in a store need not have been issued, so without its register nothing is."""
    run("publish", *JSON, "--desk", desk)
    if how == "damaged":
        Stored(url).put("editions.json", b"{}x")
    else:
        Stored(url).drop("editions.json")
    before = tree(url)
    ran = run("publish", *JSON, "--desk", desk)

    assert (ran.status, tree(url)) == (2, before)
    assert f"error[BP608]: {url}: the register of editions is {how}" in ran.err


FAULTS: dict[str, tuple[dict[str, object], int, str]] = {
    "busy": ({"before": 99, "status": 503}, 75, "BP605]: {url}: the store answers 503 (SlowDown)"),
    "forbidden": ({"before": 99, "status": 403}, 2, "BP606]: {url}: the store answers 403 (AccessDenied)"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_store_that_refuses(run: Run, desk: Path, url: str, s3: S3, name: str) -> None:
    """It is said in words what is wrong and whether it may pass; the next run goes on."""
    how, status, said = FAULTS[name]
    s3.spoil(**how)
    ran = run("publish", *JSON, "--desk", desk)
    s3.spoil()

    assert (ran.status, ran.out) == (status, "")
    assert said.format(url=url) in ran.err
    assert "--> briefpress.yaml:" in ran.err
    assert run("publish", *JSON, "--desk", desk).status == 0


NOWHERE = {
    "refused": ("AWS_ENDPOINT_URL", "http://127.0.0.1:1", "BP605]: {url}: cannot be reached"),
    "in the open": ("AWS_ENDPOINT_URL", "http://store.invalid", "BP606]: {url}: its endpoint has no TLS"),
    "no bucket": ("BRIEFPRESS_EDITIONS", "s3://no-such-bucket", "BP606]: s3://no-such-bucket: there is no such bucket"),
    "no store": ("BRIEFPRESS_EDITIONS", "https://a@b", "BP606]: 'https://a@b' is no address of a store"),
}


@pytest.mark.parametrize(
    ("verb", "where"), [("verify", where) for where in NOWHERE] + [(verb, "refused") for verb in ("check", "withdraw")]
)
def test_no_store(run: Run, desk: Path, url: str, monkeypatch: pytest.MonkeyPatch, verb: str, where: str) -> None:
    """Every verb that needs the store says what is wrong, and none takes it for an empty one."""
    name, value, said = NOWHERE[where]
    monkeypatch.setenv(name, value)
    words = {"check": (str(desk),), "withdraw": ("a/b/1", "--why", "x", "--desk", desk)}.get(verb, ("--desk", desk))
    ran = run(verb, *words)

    assert (ran.status, ran.out) == (75 if "BP605" in said else 2, "")
    assert said.format(url=url) in ran.err


def test_without_the_library(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has not installed what speaks to stores is told how to."""
    monkeypatch.setitem(sys.modules, "obstore.store", None)
    ran = run("publish", *JSON, "--desk", desk)

    assert ran.status == 2
    assert "pip install 'briefpress[store]'" in ran.err


def test_work_without_the_store(run: Run, desk: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With BRIEFPRESS_EDITIONS=output a desk does without its store."""
    monkeypatch.setenv("BRIEFPRESS_EDITIONS", "output")
    run("publish", *JSON, "--desk", desk)

    assert (desk / "output/editions.json").is_file()
    assert tree(url) == {}


def overtaken(run: Run, other: Path, words: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Have another desk do something just before the next edition is entered."""
    issue = Bucket.issue

    def late(self: Bucket, prepared: Sequence[Prepared], register: Register) -> Register:
        monkeypatch.setattr(Bucket, "issue", issue)
        assert run(*words, "--desk", other).status == 0
        return issue(self, prepared, register)

    monkeypatch.setattr(Bucket, "issue", late)


@pytest.fixture
def other(desk: Path) -> Path:
    """Return the same desk on another machine, where something else is new."""
    found = Path(shutil.copytree(desk, desk.parent / "other"))
    changed(found, 6)
    return found


def test_whoever_is_second_is_told(run: Run, desk: Path, other: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two that issue the next edition one does; the other hears of it, and has torn nothing."""
    overtaken(run, other, ("publish", *JSON), monkeypatch)
    ran = run("publish", *JSON, "--desk", desk)

    assert (ran.status, ran.out) == (75, "")
    assert "briefpress: another builder was first: edition harbour/pilots/1 is issued; try again later" in ran.err
    assert run("verify", "--desk", desk).status == 0
    assert "6 berths" in run("changes", "--desk", desk, "--as-of", "2026-07-01").out
    assert run("publish", *JSON, "--desk", desk).out.count("/2/") == 2


def test_whoever_waits_goes_on_from_there(
    run: Run, desk: Path, other: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --wait what changed is told anew, from the edition that came in between."""
    overtaken(run, other, ("publish", *JSON), monkeypatch)
    ran = run("publish", *JSON, "--wait", "--desk", desk)

    assert (ran.status, ran.out.count("/2/")) == (0, 2)
    assert "6 berths → 7 berths" in run("changes", "harbour/pilots/1", "--desk", desk).out
    assert len(ids(url)) == 4


def test_editions_for_others_are_in_nobodys_way(
    run: Run, desk: Path, other: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two builders that serve different readers at one time both do, and the page shows both."""
    overtaken(run, other, ("publish", *JSON, "-a", "owners"), monkeypatch)
    ran = run("publish", *JSON, "-a", "pilots", "--desk", desk)

    assert ran.status == 0
    assert ids(url) == ["harbour/owners/1", "harbour/pilots/1"]
    assert all(f"/{reader}/1/".encode() in tree(url)["index.html"] for reader in READERS)


def test_an_edition_withdrawn_meanwhile(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next edition says that the one before was withdrawn, even if that happens while it is made."""
    run("publish", *JSON, "--desk", desk)
    changed(desk)
    words = ("withdraw", "harbour/pilots/1", "--why", "wrong", "--as-of", "2026-07-01")
    overtaken(run, Path(shutil.copytree(desk, desk.parent / "other")), words, monkeypatch)
    ran = run("publish", *JSON, "--desk", desk)

    assert ran.status == 75
    assert "another builder was first: edition harbour/pilots/1 is withdrawn" in ran.err


def test_the_page_shows_the_newest(
    run: Run, desk: Path, other: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever puts an older page over a newer one sees it, and puts the newer one again."""
    show = Bucket.show

    def late(self: Bucket, name: str, page: bytes) -> None:
        monkeypatch.setattr(Bucket, "show", show)
        assert run("publish", *JSON, "--desk", other).status == 0
        show(self, name, page)

    monkeypatch.setattr(Bucket, "show", late)
    assert run("publish", *JSON, "--desk", desk).status == 0

    assert b"pilots/2/" in tree(url)["index.html"]


@pytest.mark.parametrize(
    "rounds", [pytest.param(3, id="three"), pytest.param(100, id="a hundred", marks=pytest.mark.slow)]
)
def test_two_builders_race(desk: Path, url: str, rounds: int) -> None:
    """Whoever wins, and whoever is killed on the way: after every round each edition is whole and there once."""
    command = [sys.executable, str(TESTS / "racing.py"), str(desk), url, str(rounds), "7"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
    sys.stdout.write(ran.stdout)
    told = json.loads(ran.stdout)
    assert told["rounds"] == rounds
    assert told["issued"] == told["won"] + told["entered"]


def test_editions_are_delivered_from_there(run: Run, desk: Path, url: str, s3: S3) -> None:
    """A target gets the files as they lie in the store, from any machine; what is damaged there is not sent."""
    with (desk / "briefpress.yaml").open("a", encoding="utf-8") as settings:
        settings.write("schedules:\n  - id: s\n    every: hour\n    deliver: [{id: there, folder: ../there}]\n")
    run("publish", *JSON, "--desk", desk)
    found = {name.rpartition("/")[2]: data for name, data in tree(url).items() if "owners/1/" in name}
    Stored(url).put(next(name for name in tree(url) if name.endswith("pilots-1.json")), b"other")
    ran = run("deliver", "--desk", desk)

    assert (ran.status, ran.out) == (1, "harbour/owners/1 to there\n")
    assert "harbour/pilots/1 to there: the edition is damaged" in ran.err
    got = desk.parent / "there/harbour/owners/1"
    assert {path.name: path.read_bytes() for path in got.iterdir()} == found
    s3.spoil(before=99)
    assert run("deliver", "--desk", desk).status == 75


def test_schedules_try_again_what_may_pass(desk: Path, s3: S3) -> None:
    """A run for which the store is out of reach is one to be tried again."""
    s3.spoil(before=99)
    schedule = Schedule.model_validate({"id": "s", "every": "hour", "formats": ("json",)})
    child = start(schedule, desk, desk / "output", datetime(2026, 7, 1, 12, tzinfo=UTC))
    while (ended := child.poll()) is None:
        time.sleep(0.05)

    assert (ended.outcome, ended.issued) == ("postponed", ())
    assert "the store answers 503" in ended.log
    assert SECRET not in ended.log


@pytest.mark.parametrize("verb", ["verify", "withdraw", "changes", "deliver"])
def test_settings_that_cannot_be_read(run: Run, desk: Path, url: str, verb: str) -> None:
    """Whoever cannot tell where the editions are does not take the output folder for that place."""
    with (desk / "briefpress.yaml").open("a", encoding="utf-8") as settings:
        settings.write("language: 5\n")
    words = {"withdraw": ("a/b/1", "--why", "x"), "changes": ("a/b/1",)}.get(verb, ())
    ran = run(verb, *words, "--desk", desk)

    assert (ran.status in {1, 2}, ran.out, tree(url)) == (True, "", {})
    assert "briefpress.yaml:4:11" in ran.err
