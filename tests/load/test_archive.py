"""The archive: filed texts, wherever they lie."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from briefpress.load.archive import archive
from build import library, source, spot, told

if TYPE_CHECKING:
    from pathlib import Path

ZERO = "0" * 64


def test_text_is_read_with_its_checksum(tmp_path: Path) -> None:
    """The checksum is of the bytes; a byte order mark and line ends of any kind make no other text."""
    data = b"\xef\xbb\xbfA heading\r\n\r\nA line.\r\n"
    (tmp_path / "a.txt").write_bytes(data)
    texts, findings = archive(tmp_path, library(source()))

    assert findings == []
    assert texts["s"].sha256 == sha256(data).hexdigest()
    assert [one.text for one in texts["s"].passages] == ["A heading", "A line."]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("missing.txt", "no file 'missing.txt'"),
        ("folder", "'folder' is not a file"),
        ("latin.txt", "'latin.txt' is not text in UTF-8"),
        ("../outside.txt", "'../outside.txt' leads out of it"),
        ("link.txt", "'link.txt' leads out of it"),
        ("round.txt", "cannot read 'round.txt'"),
        ("x" * 300, f"cannot read '{'x' * 300}'"),
        ("large.txt", "'large.txt' is larger than 64 MiB"),
    ],
)
def test_text_that_cannot_be_read_is_reported(tmp_path: Path, name: str, why: str) -> None:
    """Each source is reported at the name of its file, with the reason, and the others are still read."""
    folder = tmp_path / "archive"
    (folder / "folder").mkdir(parents=True)
    (tmp_path / "outside.txt").write_text("Outside.")
    (folder / "latin.txt").write_bytes(b"caf\xe9")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "round.txt").symlink_to(folder / "round.txt")
    with (folder / "large.txt").open("wb") as stream:
        stream.truncate(64 * 1024 * 1024 + 1)
    (folder / "a.txt").write_text("Here.")
    held = library(source(), source("t", filed={"name": name, "sha256": ZERO}))
    texts, (found,) = archive(folder, held)

    assert list(texts) == ["s"]
    message = f"source 't' is not in the archive: {why}"
    assert found.code == "BP217"
    assert found.message == message or len(message) > 300
    assert spot(found) == "sources/t/filed/name"
    assert told([found])
