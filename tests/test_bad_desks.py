"""Broken desks: each is refused with one finding that says what is wrong, where, and what to do about it.

A folder of desks/bad is named for its code and its fault. Reports are snapshots: read them as an editor would.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

    from conftest import Ran

BAD = Path(__file__).parent / "desks" / "bad"
NAMES = sorted(path.name for path in BAD.iterdir())

WARNED = {
    "bp011-unknown-folder",
    "bp011-yml-extension",
    "bp301-audience-without-brief",
    "bp391-waiver-for-nothing",
}
"""Desks that work although something in them is surely not meant: they are told so, and may be built."""

WHOLE = {
    # There is no file, or nothing in it, or it is not looked into.
    "bp001-folder-named-like-a-file",
    "bp001-no-content",
    "bp008-empty-file",
    "bp008-empty-settings",
    "bp008-only-comments",
    "bp011-unknown-folder",
    "bp011-yml-extension",
    # The audience names a template that is not there.
    "bp401-missing-template",
    # The engine names what it chokes on, not the line of the template that asked for it.
    *(name for name in NAMES if name.startswith("bp5") and name != "bp501-character-in-no-font"),
}
"""Faults of a file as a whole; every other one has a line and a column."""

REMARKS = {
    # With the audience misspelt, no brief is written for the one that was meant.
    "bp202-brief-for-unknown-audience": ["BP301"],
    # The audience that may see the claim is there for the fault's sake only.
    "bp307-key-figure-for-others-only": ["BP301"],
    "bp307-prose-for-others-only": ["BP301"],
}
"""Warnings that come with the one error."""

NEAR = {
    "bp011-unknown-folder",
    "bp102-misspelt-key",
    "bp102-near-miss",
    "bp102-unknown-key-in-block",
    "bp102-unknown-key-in-exhibit",
    "bp102-unknown-setting",
    "bp104-unknown-block-kind",
    "bp104-unknown-bound",
    "bp104-unknown-claim-kind",
    "bp104-unknown-paper",
    "bp202-brief-for-unknown-audience",
    "bp202-unknown-audience-as-key",
    "bp202-unknown-audience-in-only",
    "bp202-unknown-claim",
    "bp202-unknown-event",
    "bp202-unknown-key-figure",
    "bp202-unknown-series",
    "bp202-unknown-source",
    "bp303-near-miss-in-prose",
    "bp303-unknown-claim-cited",
    "bp305-unknown-section",
    "bp306-unknown-part",
    "bp309-unknown-hole-in-statement",
}
"""Near misses: the word that was meant is offered."""


@dataclass(frozen=True)
class Broken:
    """A broken desk, and what the program says of it to a person and to a machine."""

    name: str
    root: Path
    told: Ran
    findings: list[dict[str, Any]]
    touched: bool


@pytest.fixture(scope="module", params=NAMES)
def broken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, run: Callable[..., Ran]) -> Broken:
    """Copy a broken desk, and check it, or build it where the fault is in its templates."""
    name = request.param
    root = Path(shutil.copytree(BAD / name, tmp_path_factory.mktemp("broken") / "desk"))
    words = ("build", "--desk", root, "--report") if name.startswith(("bp4", "bp5")) else ("check", root, "--format")
    before = _bytes(root)
    told, machine = run(*words, "full"), run(*words, "json")
    data = json.loads(machine.out)
    assert machine.status == told.status
    return Broken(name, root, told, data if isinstance(data, list) else data["findings"], _bytes(root) != before)


def test_the_report_is_what_an_editor_needs(broken: Broken, snapshot: SnapshotAssertion) -> None:
    """The full report stands as it was last read and found good, without a word about this machine."""
    ran = broken.told

    assert ran.status == (0 if broken.name in WARNED else 1)
    assert str(broken.root) not in ran.err
    assert "Traceback" not in ran.err
    assert ran.err == snapshot


def test_the_report_for_machines_says_the_same(broken: Broken, snapshot: SnapshotAssertion) -> None:
    """The findings as JSON, one to a line."""
    lines = "\n".join(json.dumps(finding, ensure_ascii=False) for finding in broken.findings)

    assert lines == snapshot


def test_one_cause_gives_one_error(broken: Broken) -> None:
    """A desk with one fault gets one finding, with the code its folder is named for."""
    codes = [finding["code"] for finding in broken.findings if finding["severity"] == "error"]
    remarks = [finding["code"] for finding in broken.findings if finding["severity"] == "warning"]

    named = broken.name[:5].upper()
    if broken.name in WARNED:
        assert (codes, remarks) == ([], [named])
    else:
        assert (codes, remarks) == ([named], REMARKS.get(broken.name, []))


def test_every_fault_has_a_place(broken: Broken) -> None:
    """Line and column count from one, and the stretch does not end before it begins."""
    for finding in broken.findings:
        start = (finding["line"], finding["column"])
        assert (min(start) >= 1) != (broken.name in WHOLE)
        assert (finding["end_line"], finding["end_column"]) >= start


def test_messages_have_manners(broken: Broken) -> None:
    """Messages begin in lower case and end without a full stop; nothing in a report can steer a terminal."""
    for finding in broken.findings:
        for text in (finding["message"], finding["help"], finding["note"]):
            assert text == text.strip().removesuffix(".")
            assert not text[:1].isupper()
    assert all(char.isprintable() or char == "\n" for char in broken.told.err)


def test_a_near_miss_is_met_with_the_word_that_was_meant(broken: Broken) -> None:
    """The help offers the word for a near miss, and does not guess otherwise."""
    offered = any("did you mean" in finding["help"] for finding in broken.findings)

    assert offered == (broken.name in NEAR)


def test_nothing_is_written(broken: Broken) -> None:
    """A broken desk is the same byte for byte afterwards: no output, no state, no temporary file."""
    assert not broken.touched


def _bytes(root: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None for path in root.rglob("*")
    }


def test_folders_are_named_for_their_fault() -> None:
    """Every folder begins with a code, and no list above names a folder that is gone."""
    assert all(re.match(r"bp\d{3}-[a-z0-9-]+\Z", name) for name in NAMES)
    assert WARNED | WHOLE | NEAR | REMARKS.keys() <= set(NAMES)
