"""A depot in a store: whatever the store and the line to it do, an edition is there whole and once, or not at all."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.app.build import Unwatched, Wanted
from briefpress.app.publish import Order, publish
from briefpress.model.manifest import MANIFEST, Register
from briefpress.record import objects
from briefpress.record.bucket import Bucket
from briefpress.record.depot import shelf
from briefpress.record.editions import Prepared
from briefpress.record.objects import Stored, Unavailable
from briefpress.record.shelf import summed
from servers import Line

if TYPE_CHECKING:
    from briefpress.model.manifest import Manifest
    from servers import S3

STORY = Path(__file__).parents[1] / "desks/story"
DAY = date(2026, 7, 1)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> list[Prepared]:
    """Return the first editions of a small desk, as they would be issued."""
    desk = Path(shutil.copytree(STORY, tmp_path_factory.mktemp("issued") / "desk"))
    issued = publish(desk, Order(Wanted(formats=("json",))), desk / "output", DAY, Unwatched())
    return [
        Prepared(one, {name: (Path(issued.places[one.id]) / name).read_bytes() for name in one.files})
        for one in issued.issued
    ]


@pytest.fixture
def second(first: list[Prepared]) -> list[Prepared]:
    """Return the editions after those."""
    return [replace(one, manifest=numbered(one.manifest, 2)) for one in first]


def numbered(manifest: Manifest, number: int) -> Manifest:
    """Return the same edition with another number."""
    return manifest.model_copy(update={"number": number, "id": f"{manifest.brief}/{manifest.audience}/{number}"})


@pytest.fixture
def url(s3: S3, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of an empty place in a store, where nothing is tried often."""
    monkeypatch.setattr(objects, "RETRIES", 1)
    return f"s3://{s3.bucket()}/briefs"


@pytest.fixture
def begun(url: str, first: list[Prepared]) -> str:
    """Return the address of a depot with the first editions."""
    entered(url, first)
    return url


def entered(url: str, prepared: list[Prepared]) -> Register:
    """Issue editions."""
    bucket = Bucket(Stored(url))
    return bucket.issue(prepared, bucket.begin())


def numbers(url: str) -> list[int]:
    """Return the numbers of the editions that were issued, after every file was read back."""
    bucket = Bucket(Stored(url))
    register = bucket.registered()[0]
    assert bucket.faults(register) == []
    return [entry.number for entry in register.editions]


FAULTS: dict[str, tuple[dict[str, object], str, str]] = {
    "broken": ({"before": 99, "status": 500}, "BP605", "the store answers 500 (InternalError)"),
    "too many": ({"before": 99, "status": 429}, "BP605", "the store answers 429 (SlowDown)"),
    "no key": ({"before": 99, "status": 401}, "BP606", "the store answers 401 (SlowDown)"),
    "no conditions": ({"before": 99, "status": 501, "method": "PUT"}, "BP607", "the store answers 501"),
    "deaf": ({"deaf": True}, "BP607", "the store takes puts whose conditions do not hold"),
    "files": ({"before": 99, "path": "/editions/", "method": "PUT"}, "BP605", "the store answers 503"),
    "one file": ({"before": 99, "path": "/changes.md", "method": "PUT"}, "BP605", "the store answers 503"),
    "register": ({"before": 99, "path": "editions.json", "method": "PUT"}, "BP605", "the store answers 503"),
    "register, for good": ({"before": 9, "path": "editions.json", "method": "PUT", "status": 403}, "BP606", "403"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_store_that_refuses(begun: str, second: list[Prepared], s3: S3, name: str) -> None:
    """It is told whether that may pass; nothing is issued, and what was put by then is used by the next try."""
    how, code, said = FAULTS[name]
    s3.spoil(**how)
    with pytest.raises(Unavailable) as why:
        entered(begun, second)
    s3.spoil()

    assert (why.value.finding.code, why.value.passing) == (code, code == "BP605")
    assert said in str(why.value)
    assert numbers(begun) == [1, 1]
    entered(begun, second)
    assert numbers(begun) == [1, 2, 1, 2]


LINES: dict[str, tuple[dict[str, float], str]] = {
    "broken on the way there": ({"up": 300}, "cannot be reached, or breaks off"),
    "broken on the way back": ({"down": 20}, "cannot be reached, or breaks off"),
    "slow": ({"pause": 1.5}, "does not answer in time"),
}


@pytest.mark.parametrize(
    ("name", "about"),
    [
        *((name, about) for name in LINES for about in ("conditions", "briefs/editions.json") if name != "slow"),
        *((name, "pilots-1.json") for name in LINES),
    ],
)
def test_a_line_that_fails(
    begun: str, second: list[Prepared], s3: S3, monkeypatch: pytest.MonkeyPatch, about: str, name: str
) -> None:
    """Patience has an end, half of something is nothing, and what arrived counts once."""
    how, said = LINES[name]
    if name == "slow":
        monkeypatch.setattr(objects, "PATIENCE", timedelta(seconds=1))
    with Line(s3.port, about=about.encode(), **how) as line:  # type: ignore[arg-type] # numbers of both kinds
        monkeypatch.setenv("AWS_ENDPOINT_URL", line.endpoint)
        with pytest.raises(Unavailable, match=said) as why:
            entered(begun, second)
        assert line.calls
    monkeypatch.setenv("AWS_ENDPOINT_URL", s3.endpoint)
    monkeypatch.setattr(objects, "PATIENCE", timedelta(seconds=30))

    assert why.value.passing
    assert numbers(begun) == [1, 1]
    entered(begun, second)
    assert numbers(begun) == [1, 2, 1, 2]


@pytest.mark.parametrize("path", ["conditions", "/changes.md", "briefs/editions.json"])
def test_an_answer_that_is_lost(begun: str, second: list[Prepared], s3: S3, path: str) -> None:
    """What was put before its answer was lost counts, and counts once."""
    s3.spoil(after=1, path=path, method="PUT")
    register = entered(begun, second)

    assert [entry.number for entry in register.editions] == numbers(begun) == [1, 2, 1, 2]


def test_no_answer_at_all(begun: str, second: list[Prepared], s3: S3) -> None:
    """Where it cannot be looked up whether something was entered, that is said; the next run sees what was."""
    bucket = Bucket(Stored(begun))
    register = bucket.begin()
    s3.spoil(after=9, path="briefs/editions.json")
    with pytest.raises(Unavailable, match="whether this was entered is not known") as why:
        bucket.issue(second, register)
    s3.spoil()

    assert why.value.passing
    assert numbers(begun) == [1, 2, 1, 2]


def test_what_is_put_and_not_entered_is_nothing(begun: str, second: list[Prepared], s3: S3) -> None:
    """A run that ends before it enters its editions leaves objects that nobody reads, and that the next one uses."""
    s3.spoil(before=99, path="editions.json", method="PUT")
    with pytest.raises(Unavailable):
        entered(begun, second)
    s3.spoil()
    left = set(Stored(begun).names(""))
    assert numbers(begun) == [1, 1]
    entered(begun, second)

    assert set(Stored(begun).names("")) == left


def test_what_stands_in_the_way_is_not_written_over(begun: str, second: list[Prepared]) -> None:
    """Whatever somebody put where an edition belongs stays, and is named."""
    elsewhere = Bucket(Stored(f"{begun}/elsewhere"))
    way = elsewhere.way(elsewhere.issue(second, elsewhere.begin()).editions[0])
    Stored(begun).put(f"{way}/changes.md", b"mine")
    with pytest.raises(Unavailable, match="something that is no edition stands in the way") as why:
        entered(begun, second)

    found = Stored(begun).get(f"{way}/changes.md")
    assert found
    assert found[0] == b"mine"
    assert (why.value.finding.code, why.value.passing) == ("BP604", False)
    assert numbers(begun) == [1, 1]


def test_a_manifest_that_is_none(begun: str, s3: S3, tmp_path: Path) -> None:
    """One that another version wrote cannot be compared with, and a name that leads elsewhere is not followed."""
    assert s3.port
    store = Stored(begun)
    entry = Bucket(store).registered()[0].editions[0]
    odd = entry.model_copy(update={"files": {MANIFEST: summed(b"{}"), "../out": summed(b"x")}})
    way = Bucket(store).way(odd)
    store.put(f"{way}/{MANIFEST}", b"{}")
    store.put("editions.json", Register(editions=(odd,)).model_dump_json().encode())

    assert shelf(Bucket(store)).last == {}
    assert [one.code for one in shelf(Bucket(store)).findings] == ["BP604"]
    with pytest.raises(Unavailable) as why:
        Bucket(store).fetched(odd, tmp_path / "spot")
    assert why.value.finding.code == "BP606"
    assert not (tmp_path / "out").exists()
