"""A desk of which most is known is opened as if nothing were: whatever changes, the same is found and printed."""

from __future__ import annotations

import random
import re
import shutil
import sys
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.app.build import Unwatched, Wanted
from briefpress.app.desk import opened
from briefpress.app.plan import plan
from briefpress.app.proved import reopened
from briefpress.app.publish import Order, publish
from briefpress.cli.shared import Busy, spoken
from briefpress.load.nodes import read
from briefpress.plan.fingerprint import digest
from conftest import ran

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.app.desk import Opened

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from grown import wide as spread

DESKS = Path(__file__).parents[1] / "desks"
EXAMPLE = Path(__file__).parents[2]
DAY = date(2026, 11, 22)
JSON = Wanted(formats=("json",))
_RECORD = re.compile(r"^- id: .*\n(?:[ \n].*\n|\n)*", re.MULTILINE)


MORE = {
    "terms": "- id: berth\n  term: berth\n  plain: A place for a ship.\n  known_by: [pilots]\n",
    "events": "- id: count\n  date: 2025-03\n  title: Ships are counted\n  claims: [claim-1]\n"
    "- id: feast\n  date: 2025-05\n  title: A feast at the harbour\n",
    "conflicts": "- id: doubt\n  title: Who counted\n  kind: scope\n  sides:\n"
    "    - {says: the gate counts, claims: [claim-2]}\n    - {says: the yard counts, claims: [claim-3]}\n"
    "  reading: >-\n    The desk holds with the gate, whose books are kept daily.\n",
}


def wide(root: Path) -> Path:
    """Write a desk of briefs of which each prints claims of its own."""
    spread(root, 6, each=2)
    for folder, text in MORE.items():
        (root / "content" / folder).mkdir()
        (root / "content" / folder / "more.yaml").write_text(text, encoding="utf-8")
    return root


def dense(root: Path) -> Path:
    """Write the good desk, which has blocks of every kind, with two briefs on its subject."""
    shutil.copytree(DESKS / "good", root)
    first = root / "content/briefs/skerry.yaml"
    text = first.read_text(encoding="utf-8").replace("id: skerry\n", "id: second\n", 1)
    first.with_name("second.yaml").write_text(text, encoding="utf-8")
    return root


def _digit(text: str, draw: random.Random) -> str:
    places = [match.start() for match in re.finditer(r"\d", text)]
    if not places:
        return text
    at = draw.choice(places)
    return text[:at] + str(draw.randint(1, 9)) + text[at + 1 :]


def _word(text: str, draw: random.Random) -> str:
    """Write a word more than once, less, in capitals, or in American."""
    words = list(re.finditer(r"(?<= )[a-z]{4,}(?= [a-z])", text))
    if not words:
        return text
    match = draw.choice(words)
    other = draw.choice(
        [f"{match[0]} {match[0]}", match[0][:-1], match[0].upper(), "color", "colour", "Skerries", "now"]
    )
    return text[: match.start()] + other + text[match.end() :]


def _gone(text: str, draw: random.Random) -> str:
    records = _RECORD.findall(text)
    return text.replace(draw.choice(records), "", 1) if len(records) > 1 else text


def _moved(text: str, draw: random.Random) -> str:
    records = _RECORD.findall(text)
    if len(records) < 2:
        return f"{text}\n# a remark\n"
    one = draw.choice(records)
    return text.replace(one, "", 1).rstrip("\n") + f"\n{one}"


def _hidden(text: str, draw: random.Random) -> str:
    ids = list(re.finditer(r"^(?P<dash>- |)id: .*\n", text, re.MULTILINE))
    match = draw.choice(ids)
    indent = " " * len(match["dash"])
    line = draw.choice(["only: [managers]", "only: [pilots]", "not_before: 2027-01-01", "not_before: 2026-11-24"])
    return f"{text[: match.end()]}{indent}{line}\n{text[match.end() :]}"


EDITS: tuple[Callable[[str, random.Random], str], ...] = (_digit, _digit, _word, _word, _gone, _moved, _hidden)


def told(desk: Opened) -> tuple[object, ...]:
    """Return all that a build and a check take from a desk: what is found, and every View."""
    views: dict[object, str] = {}
    if desk.sound:
        pairs = desk.pairs
        _, printed = desk.of(pairs)
        views = {pair: digest(one.view) for pair, one in zip(pairs, printed, strict=True)}
        known = {pair: one.view for pair in pairs if (one := desk.composed(pair))}
        assert known.items() <= views.items()
    return desk.findings, views, desk.day.until if desk.sound else None


def planned(desk: Opened, output: Path) -> list[str]:
    """Return what a plan says of a desk."""
    return [*plan(desk, desk.sound, JSON, output, desk.day.plain).told()] if desk.sound else []


def issued(desk: Path, day: date) -> tuple[object, ...]:
    """Publish a desk, and return all that is said and every byte that its readers get."""
    done = publish(desk, Order(JSON, reworded=day.day % 2 == 0), desk / "output", day, Unwatched())
    shelf = {path.relative_to(desk): path.read_bytes() for path in (desk / "output").glob("*/editions/*/*/*")}
    return done.findings, done.issued, done.skipped, done.told, shelf


def changed(desk: Path, draw: random.Random) -> tuple[Path, str]:
    """Edit a random file of a desk, and return it with what it was."""
    file = draw.choice(sorted((desk / "content").rglob("*.yaml")))
    before = file.read_text(encoding="utf-8")
    file.write_text(draw.choice(EDITS)(before, draw), encoding="utf-8")
    return file, before


def compared(desk: Path, seed: int, steps: int) -> int:
    """Edit a desk step by step and compare; return how many briefs were not read again."""
    draw, day, output, spared = random.Random(seed), DAY, desk / "output", 0  # noqa: S311 - edits, no secret
    (output / ".briefpress").mkdir(parents=True)
    reopened(desk, day, output).remember()
    for _ in range(steps):
        file, before = changed(desk, draw)
        day += timedelta(days=draw.choice([0, 0, 0, 1]))
        known = reopened(desk, day, output)
        if draw.random() < 0.7:
            known.remember()
        spared += len(known.library.proved) if known.library else 0
        whole = opened(desk, day, output)
        assert told(known) == told(whole), f"{file}, seed {seed}"
        assert planned(known, output) == planned(whole, output), f"{file}, seed {seed}"
        if draw.random() < 0.2:
            bare = Path(shutil.copytree(desk, desk.with_name(f"{desk.name}-{day}-{draw.random()}")))
            shutil.rmtree(bare / "output/.briefpress")
            assert issued(desk, day) == issued(bare, day), f"{file}, seed {seed}"
        if whole.sound is None or draw.random() < 0.3:
            file.write_text(before, encoding="utf-8")
    return spared


@pytest.mark.parametrize("seed", [pytest.param(seed, marks=pytest.mark.slow if seed else ()) for seed in range(40)])
def test_whatever_changes_the_same_is_told(tmp_path: Path, seed: int) -> None:
    """Edits of all kinds, one after the other, on one day and on the next."""
    assert compared(wide(tmp_path / "wide"), seed, 12)
    compared(dense(tmp_path / "dense"), seed, 3)


@pytest.mark.parametrize("name", ["notes.jsonl", "content.jsonl"])
@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda data: b"another program\n" + data.partition(b"\n")[2], id="of another program"),
        pytest.param(lambda data: data[: len(data) // 2], id="torn"),
        pytest.param(lambda data: data.replace(b"1", b"2"), id="altered"),
        pytest.param(lambda data: data.partition(b"\n")[0] + b"\n" + _line(b"[]"), id="no keys"),
        pytest.param(lambda data: data.partition(b"\n")[0] + b"\n" + _line(b"{}"), id="other keys"),
        pytest.param(lambda data: data.partition(b"\n")[0] + b"\n" + _line(b"{"), id="no JSON"),
    ],
)
def test_what_is_damaged_or_old_was_never_there(tmp_path: Path, name: str, damage: Callable[[bytes], bytes]) -> None:
    """It is found out again, and nobody hears of it."""
    desk = wide(tmp_path / "desk")
    kept = desk / "output/.briefpress"
    kept.mkdir(parents=True)
    reopened(desk, DAY).remember()
    (kept / name).write_bytes(damage((kept / name).read_bytes()))

    assert told(reopened(desk, DAY)) == told(opened(desk, DAY))


def _line(text: bytes) -> bytes:
    return sha256(text).hexdigest()[:32].encode() + text


def test_what_stays_is_neither_read_nor_written(tmp_path: Path) -> None:
    """A desk on which one brief changed reads that brief, and keeps the rest as it is."""
    desk = wide(tmp_path / "desk")
    (desk / "output/.briefpress").mkdir(parents=True)
    reopened(desk, DAY).remember()
    brief = desk / "content/briefs/harbour-2.yaml"
    brief.write_text(brief.read_text(encoding="utf-8").replace("by far", "by a lot"), encoding="utf-8")
    known = reopened(desk, DAY)
    known.remember()
    files = {path: path.stat().st_mtime_ns for path in (desk / "output/.briefpress").iterdir()}
    again = reopened(desk, DAY)
    again.remember()

    assert known.library
    assert {*known.library.briefs} == {"harbour-2"}
    assert again.library
    assert not again.library.briefs
    assert files == {path: path.stat().st_mtime_ns for path in (desk / "output/.briefpress").iterdir()}


def test_readers_stay_in_the_order_of_their_brief(tmp_path: Path) -> None:
    """What is known of a brief does not sort its readers: whatever is listed is listed as before."""
    desk = tmp_path / "desk"
    shutil.copytree(EXAMPLE / "content", desk / "content")
    shutil.copy(EXAMPLE / "briefpress.yaml", desk)
    (desk / "output/.briefpress").mkdir(parents=True)
    fresh = reopened(desk, DAY)
    fresh.remember()
    known = reopened(desk, DAY)

    assert known.library
    assert not known.library.briefs
    assert [reader for _, reader in known.pairs] == ["investors", "engineers", "policy"]
    assert known.pairs == fresh.pairs


def test_a_file_that_was_touched_is_not_parsed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds what it held, by its checksum."""
    desk = wide(tmp_path / "desk")
    (desk / "output/.briefpress").mkdir(parents=True)
    reopened(desk, DAY).remember()
    for path in (desk / "content").rglob("*.yaml"):
        path.touch()
    parsed: list[str] = []

    def heard(data: bytes, file: str) -> object:
        parsed.append(file)
        return read(data, file)

    monkeypatch.setattr("briefpress.load.content.read", heard)
    reopened(desk, DAY)
    touched = [*parsed]
    claims = desk / "content/claims/made-0.yaml"
    claims.write_bytes(claims.read_bytes().replace(b"note:", b"note: "))
    reopened(desk, DAY)

    assert touched == []
    assert parsed == ["content/claims/made-0.yaml"]


def test_a_brief_that_is_edited_while_it_is_read_is_not_built(tmp_path: Path) -> None:
    """What was proved is not what would be printed: nothing is, and whoever asked is told."""
    desk = wide(tmp_path / "desk")
    (desk / "output/.briefpress").mkdir(parents=True)
    reopened(desk, DAY).remember()
    known = reopened(desk, DAY)
    brief = desk / "content/briefs/harbour-2.yaml"
    brief.write_text(brief.read_text(encoding="utf-8").replace("by far", "by a lot"), encoding="utf-8")

    with pytest.raises(Busy, match=r"brief .harbour-2. was edited .* run it again"), spoken():
        known.of(known.pairs)


def test_a_check_reads_what_a_build_found_and_keeps_nothing(tmp_path: Path) -> None:
    """After a build a check says the same as before it, also of what was edited since, and leaves no trace."""
    desk = wide(tmp_path / "desk")
    bare = shutil.copytree(desk, tmp_path / "bare")
    assert ran("build", "--desk", desk, "--format", "json").status == 0
    for root in (desk, bare):
        brief = root / "content/briefs/harbour-2.yaml"
        brief.write_text(brief.read_text(encoding="utf-8").replace("by far", "currently"), encoding="utf-8")
    files = {path: path.stat().st_mtime_ns for path in desk.rglob("*")}
    told = [ran("check", root, "--format", "json") for root in (desk, bare)]

    assert "BP235" in told[0].out
    assert told[0].out == told[1].out
    assert files == {path: path.stat().st_mtime_ns for path in desk.rglob("*")}
