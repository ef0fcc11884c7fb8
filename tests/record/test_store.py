"""Files on disk: whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress.plan.fingerprint import Made
from briefpress.record import store
from briefpress.record.rack import FolderRack
from briefpress.record.sums import Sums

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MADE = Made("f", "v", "2026-11-22", "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03", 6)
"""What the manifest says of an artifact with the bytes `hello\\n`."""


def tree(folder: Path) -> set[str]:
    """Return the names of all files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def keep(output: Path, artifacts: Mapping[str, bytes], made: Mapping[str, Made]) -> None:
    """Write artifacts as a build leaves them, and have them moved to their names."""
    rack = FolderRack.of(output)
    try:
        for name, data in artifacts.items():
            rack.put(name.replace("/", ""), data)
        store.keep(output, {name: rack.path(name.replace("/", "")) for name in artifacts}, made)
    finally:
        rack.clear()


def test_artifacts_and_manifest_are_written(tmp_path: Path) -> None:
    """What is kept can be read back, with nothing beside it."""
    keep(tmp_path, {"a/b.pdf": b"hello\n"}, {"a/b.pdf": MADE})

    assert tree(tmp_path) == {"a/b.pdf", ".briefpress/manifest.json"}
    assert store.recorded(tmp_path) == {"a/b.pdf": MADE}
    assert store.intact(tmp_path, "a/b.pdf", MADE, Sums())


def test_changed_or_missing_artifact_is_not_intact(tmp_path: Path) -> None:
    """An artifact that somebody changed or removed is made again."""
    keep(tmp_path, {"a.pdf": b"hello\n"}, {"a.pdf": MADE})
    (tmp_path / "a.pdf").write_bytes(b"hellO\n")

    assert not store.intact(tmp_path, "a.pdf", MADE, Sums())
    assert not store.intact(tmp_path, "b.pdf", MADE, Sums())


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"version": 1}', '{"version": 0, "artifacts": {}}', '{"version": 1, "artifacts": {"a": {}}}'],
)
def test_damaged_manifest_knows_nothing(tmp_path: Path, text: str) -> None:
    """A manifest that cannot be read is a reason to build, not to stop."""
    (tmp_path / ".briefpress").mkdir()
    (tmp_path / ".briefpress/manifest.json").write_text(text, encoding="utf-8")

    assert store.recorded(tmp_path) == {}


def test_failure_leaves_what_was_there(tmp_path: Path) -> None:
    """If one artifact cannot be staged, none changes and no temporary file stays."""
    keep(tmp_path, {"a.pdf": b"hello\n"}, {"a.pdf": MADE})
    (tmp_path / "blocked").write_bytes(b"a file where a folder is needed")

    with pytest.raises(OSError, match=r"exists|directory"):
        keep(tmp_path, {"a.pdf": b"new", "blocked/b.pdf": b"new"}, {})

    assert (tmp_path / "a.pdf").read_bytes() == b"hello\n"
    assert tree(tmp_path) == {"a.pdf", "blocked", ".briefpress/manifest.json"}


def test_link_out_of_the_output_folder_is_refused(tmp_path: Path) -> None:
    """A folder that leads elsewhere is not written through."""
    outside, output = tmp_path / "outside", tmp_path / "output"
    outside.mkdir()
    output.mkdir()
    (output / "brief").symlink_to(outside)

    with pytest.raises(NotADirectoryError, match="leads out"):
        keep(output, {"brief/a.pdf": b"new"}, {})

    assert tree(outside) == set()
