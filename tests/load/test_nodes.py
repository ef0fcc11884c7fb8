"""YAML to nodes: where everything stood, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.diagnostics import Span
from briefpress.load.nodes import MAX_DEPTH, Node, locate, plain, read

if TYPE_CHECKING:
    from briefpress.diagnostics import Path


def one(text: str | bytes) -> Node:
    """Return the node of a text that has no fault."""
    node, found = read(text if isinstance(text, bytes) else text.encode(), "a.yaml")
    assert (node is not None, found) == (True, [])
    assert node is not None
    return node


def refused(text: str | bytes) -> list[tuple[str, int, int]]:
    """Return codes and places of what is wrong with a text."""
    _, found = read(text if isinstance(text, bytes) else text.encode(), "a.yaml")
    places = [(finding.code, finding.label.where) for finding in found]
    return [(code, where.line, where.column) for code, where in places if isinstance(where, Span)]


def at(node: Node, *path: str | int, key: bool = False) -> tuple[int, int, int, int]:
    """Return line, column, last line and last column of what a path leads to."""
    span = locate(node, path, key=key)
    return span.line, span.column, span.end_line, span.end_column


def test_places_count_characters_from_one() -> None:
    """Columns count characters, not bytes, whatever stands before; the end is exclusive."""
    node = one("名: 日本 😀 text\nb: 'x'\n")

    assert at(node, "名", key=True) == (1, 1, 1, 2)
    assert at(node, "名") == (1, 4, 1, 13)
    assert at(node, "b") == (2, 4, 2, 7)


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"\xef\xbb\xbf# remark\r\n", b"---\r", b"%YAML 1.2\n---\n"])
def test_places_after_marks_and_line_ends(start: bytes) -> None:
    """A byte order mark has no column, and every line end counts once."""
    node = one(start + b"a:\r\n  b: c\r")

    lines = start.count(b"\n") + (start == b"---\r")
    assert at(node, "a", "b") == (lines + 2, 6, lines + 2, 7)


NESTED = """\
list:
- one
- {two: 2, three: [x, y]}
block:
  - key: >-
      folded
      text
    other:
      - a
      - b
empty:
flow: [a, b]
"""


@pytest.mark.parametrize(
    ("path", "key", "place"),
    [
        ((), False, (1, 1, 1, 5)),
        (("list",), True, (1, 1, 1, 5)),
        (("list",), False, (1, 1, 1, 5)),
        (("list", 0), False, (2, 3, 2, 6)),
        (("list", 1), False, (3, 4, 3, 7)),
        (("list", 1, "two"), False, (3, 9, 3, 10)),
        (("list", 1, "three"), False, (3, 19, 3, 25)),
        (("list", 1, "three", 1), False, (3, 23, 3, 24)),
        (("block", 0, "key"), False, (5, 10, 8, 1)),
        (("block", 0, "other"), False, (8, 5, 8, 10)),
        (("empty",), False, (11, 7, 11, 7)),
        (("flow",), False, (12, 7, 12, 13)),
        # As far as the path leads: what is missing is shown where it belongs.
        (("block", 0, "gone"), False, (5, 5, 5, 8)),
        (("list", 9), False, (1, 1, 1, 5)),
        (("list", 0, "deeper"), False, (2, 3, 2, 6)),
        (("gone", "deeper"), True, (1, 1, 13, 1)),
    ],
)
def test_a_path_leads_to_the_smallest_place(path: Path, key: bool, place: tuple[int, int, int, int]) -> None:
    """Values are pointed at whole, mappings by their first key, long lists by the key before them."""
    assert at(one(NESTED), *path, key=key) == place


def test_a_long_list_without_a_key_is_pointed_at_by_its_beginning() -> None:
    """A file that is a list, and a list in a list."""
    assert at(one("- a\n- b\n")) == (1, 1, 1, 2)
    assert at(one("- - a\n  - b\n- c\n"), 0) == (1, 3, 1, 4)
    assert at(one("{}\n")) == (1, 1, 1, 3)
    assert at(one("[]\n")) == (1, 1, 1, 3)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\nb: 2\na: 3\n", [("BP005", 3, 1)]),
        ("a: 1\na: 2\na: 3\n", [("BP005", 2, 1), ("BP005", 3, 1)]),
        ("1: a\ntrue: b\n~: c\n[x]: d\n{y: z}: e\n", [("BP012", line, 1) for line in (1, 2, 3, 4, 5)]),
        ("? - a\n: b\n", [("BP012", 1, 3)]),
        ("a: &x b\n", [("BP006", 1, 4)]),
        ("&x a: b\n", [("BP006", 1, 1)]),
        ("a: *x\n", [("BP006", 1, 4)]),
        ("*x : a\n", [("BP006", 1, 1)]),
        ("a: !!str b\n", [("BP006", 1, 4)]),
        ("a: !mine {b: c}\n", [("BP006", 1, 4)]),
        ("a: b\n---\nc: d\n", [("BP009", 2, 1)]),
        ("a: b\n--- # nothing\n", [("BP009", 2, 1)]),
        ("", [("BP008", 0, 0)]),
        ("# only a remark\n", [("BP008", 0, 0)]),
        ("é: \x01\n", [("BP004", 1, 4)]),
        ("é: 'x\x85'\n", [("BP004", 1, 6)]),
        (b"a: \xff\n", [("BP002", 1, 4)]),
        (b"\xef\xbb\xbfa: \xff\n", [("BP002", 1, 4)]),
        ("é: b\r\nc: \xff\r\n".encode("latin-1"), [("BP002", 1, 1)]),
        (b"a: b\rc: \xff\r", [("BP002", 2, 4)]),
        ("a: b: c\n", [("BP004", 1, 5)]),
    ],
)
def test_what_is_refused(text: str | bytes, found: list[tuple[str, int, int]]) -> None:
    """Every fault has its code and the place of its cause."""
    assert refused(text) == found


def test_a_document_may_end_with_dots() -> None:
    """The end of the document is not a second one."""
    assert plain(one("a: b\n...\n")) == {"a": "b"}


def test_the_first_of_two_keys_counts() -> None:
    """What a duplicate key holds is not read, and the first place is shown beside the second."""
    node, found = read(b"a: 1\na: 2\n", "a.yaml")

    assert node is not None
    assert plain(node) == {"a": 1}
    assert found[0].others[0].where == Span("a.yaml", 1, 1, 1, 2)


@pytest.mark.parametrize(("start", "end", "column"), [("[", "]", MAX_DEPTH + 1), ("{a: ", "}", 4 * MAX_DEPTH - 5)])
def test_depth_is_bounded(start: str, end: str, column: int) -> None:
    """One level more than the deepest is refused where it begins; a key is as deep as its value."""
    deepest = start * (MAX_DEPTH - 1) + "x" + end * (MAX_DEPTH - 1)

    assert refused(deepest) == []
    assert refused(f"[{deepest}]") == [("BP007", 1, column)]


@given(st.one_of(st.text(), st.text(alphabet=" \n\t:-?[]{}&*!|>'\"%@`#,a1.~é"), st.binary()))
def test_no_input_raises(data: str | bytes) -> None:
    """Any text and any bytes give a node or at least one finding, and every finding has a place inside the file."""
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    node, found = read(raw, "a.yaml")

    assert node is not None or found
    for finding in found:
        assert isinstance(finding.label.where, Span)
        assert 0 <= finding.label.where.line <= 1 + sum(raw.count(end) for end in (b"\n", b"\r"))
