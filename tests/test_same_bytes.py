"""Same input, same bytes: wherever a desk lies, whoever prints it, and whatever their machine is set to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

    Run = Callable[..., Ran]

PLAIN = Path(__file__).parent / "desks/plain"
WAYS = (
    {"TZ": "UTC", "LANG": "C", "PYTHONHASHSEED": "1", "umask": "022"},
    {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4242", "umask": "077"},
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return two clones of a desk in different folders, each published in an environment of its own."""
    clones = []
    for number, way in enumerate(WAYS):
        desk = tmp_path_factory.mktemp(f"clone{number}") / ("deeper/" * number + "desk")
        shutil.copytree(PLAIN, desk)
        given = {name: value for name, value in way.items() if name != "umask"}
        command = ["/bin/sh", "-c", 'umask "$1"; shift; exec "$@"', "sh", way["umask"], sys.executable]
        command += ["-m", "briefpress.cli", "publish", "-f", "pdf,json", "--desk", ".", "--as-of", "2026-07-01"]
        subprocess.run(command, cwd=desk, env={**os.environ, **given}, check=True, capture_output=True)
        clones.append(desk / "output")
    return clones


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_clones_publish_the_same_bytes(printed: list[Path]) -> None:
    """PDF, manifest and register are bit for bit the same in another folder, time zone, language, hash and umask."""
    one, two = map(tree, printed)

    assert one.keys() == two.keys()
    assert {name for name in one if one[name] != two[name]} == set()
    assert "harbour/editions/pilots/1/harbour-pilots-1.pdf" in one


def test_a_pdf_is_known_by_its_bytes_and_by_what_it_says(run: Run, printed: list[Path], tmp_path: Path) -> None:
    """A copy from another clone is current; one that somebody saved again with changes is recognised as altered."""
    here, there = (folder / "harbour/editions/pilots/1/harbour-pilots-1.pdf" for folder in printed)
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(here.read_bytes() + b"\n% a remark\n")
    told = [run("verify", file, "--desk", printed[0].parent) for file in (there, changed)]

    assert [(ran.status, ran.out.split(":")[0]) for ran in told] == [(0, "current"), (1, "altered")]
