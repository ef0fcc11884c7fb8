"""Artifacts that wait: what is known of them is kept beside them, and what is damaged is not there."""

from __future__ import annotations

import json

import pytest

from briefpress.diagnostics import Label, Place, Span, error, warning
from briefpress.model.rack import Row, racked, taken, waiting

FOUND = (
    warning("BP511", "page 3 is half empty", Span("content/briefs/a.yaml", 3, 1, 3, 9), help="write more"),
    error(
        "BP241",
        "they differ",
        Place("content/claims/a.yaml", (0, "value"), words="7"),
        others=[Label(Span("a"), "first")],
    ),
)
ROW = Row("abc", pages={"e1": 2}, found=FOUND, spent={"page": 1.5})


class Drawer(dict[str, bytes]):
    """A rack in memory."""

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes."""
        self[key] = data

    def has(self, key: str) -> bool:
        """Tell whether they are there."""
        return key in self

    def drop(self, key: str) -> None:
        """Take them off."""
        self.pop(key, None)


def test_what_waits_is_known_with_all_that_was_found() -> None:
    """Another build reads what this one knew; what was spent was spent by this one."""
    drawer = Drawer()
    known = racked(drawer, ROW, b"bytes")
    again = waiting(drawer, "abc")

    assert (known.size, known.spent, known.found) == (5, {"page": 1.5}, FOUND)
    assert again == Row("abc", known.sha256, 5, {"e1": 2}, FOUND)
    assert waiting(drawer, "abd") is None


@pytest.mark.parametrize(
    ("key", "data"),
    [
        ("abc", b"other"),
        ("abc.row", b"\xff"),
        ("abc.row", b"[]"),
        ("abc.row", b"{}"),
        ("abc.row", b'{"key": "abc", "sha256": "", "size": [], "pages": {}, "found": []}'),
        ("abc.row", b'{"key": "abc", "sha256": "", "size": 1, "pages": [], "found": []}'),
    ],
)
def test_what_is_damaged_does_not_wait(key: str, data: bytes) -> None:
    """It is made again, and nobody hears of it."""
    drawer = Drawer()
    racked(drawer, ROW, b"bytes")
    drawer.put(key, data)

    assert waiting(drawer, "abc") is None


def test_a_row_of_another_artifact_is_not_taken() -> None:
    """A key names one artifact."""
    drawer = Drawer()
    racked(drawer, ROW, b"bytes")
    drawer.put("abc.row", json.dumps({**json.loads(drawer["abc.row"]), "key": "abd"}).encode())

    assert waiting(drawer, "abc") is None


def test_what_is_taken_off_is_gone() -> None:
    """Nothing of it stays, and nothing else goes; to take it off again is no error."""
    drawer = Drawer(other=b"bytes")
    racked(drawer, ROW, b"bytes")
    for _ in range(2):
        taken(drawer, "abc")

        assert drawer == {"other": b"bytes"}
