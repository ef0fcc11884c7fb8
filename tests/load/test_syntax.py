"""What is not YAML is said in the words of whoever wrote it, at the character that began it."""

from __future__ import annotations

import pytest

from briefpress.diagnostics import Span
from briefpress.load.nodes import read
from briefpress.load.syntax import lines

QUOTED = "must be quoted as a whole, or written as a block scalar (>-)"


@pytest.mark.parametrize(
    ("text", "place", "help"),
    [
        ("a: b: c\n", (1, 5), f"text with ': ' in it {QUOTED}"),
        ("- a: see this: that\n", (1, 14), f"text with ': ' in it {QUOTED}"),
        ("a: b\n  c: d\n", (2, 4), "keys of one record begin in the same column, entries of one list too"),
        ("a:\n    b: c\n  d: e\n", (3, 3), "keys of one record begin in the same column, entries of one list too"),
        ("a: b\n\tc: d\n", (2, 1), "indent with spaces"),
        ("a:\n\t- b\n", (2, 1), "indent with spaces"),
        ("a: @b\n", (1, 4), f"text that begins with @ {QUOTED}"),
        ("a: `b`\n", (1, 4), f"text that begins with ` {QUOTED}"),
        ("a: %b\n", (1, 4), f"text that begins with % {QUOTED}"),
        ("a: **b**\n", (1, 4), f"text that begins with * {QUOTED}"),
        ("a: * b\n", (1, 4), f"text that begins with * {QUOTED}"),
        ("a: & b\n", (1, 4), f"text that begins with & {QUOTED}"),
        ("a: , b\n", (1, 4), f"text that begins with , {QUOTED}"),
        ("a: ] b\n", (1, 4), f"text that begins with ] {QUOTED}"),
        ("a: !e!b c\n", (1, 4), f"text that begins with ! {QUOTED}"),
        ("a: !<b c\n", (1, 7), f"text that begins with ! {QUOTED}"),
        ("a: ? b\n", (1, 4), f"text that begins with ? {QUOTED}"),
        ('a: "b" c\n', (1, 8), f'text that begins with " {QUOTED}'),
        ("- 'b' c\n", (1, 7), f"text that begins with ' {QUOTED}"),
        ("a: {b} c\n", (1, 8), f"text that begins with {{ {QUOTED}"),
        ("a: [@b] c\n", (1, 5), f"text that begins with @ {QUOTED}"),
        ("a: [b] c\n", (1, 8), f"text that begins with [ {QUOTED}"),
        ("a: - b\n", (1, 4), "begin a list on a line of its own"),
        ("- a\nb: c\n", (2, 1), "every entry of a list begins with '- ', all in the same column"),
        ("a: > b\n", (1, 6), "the text of a block scalar begins on the next line"),
        ("a: b\nc d\ne: f\n", (2, 1), "write a key, a colon and a space: 'title: …'"),
        ('a: "\\z"\n', (1, 5), "in double quotes \\ begins an escape; use single quotes"),
        ('a: "\\xZZ"\n', (1, 7), "in double quotes \\ begins an escape; use single quotes"),
        ('"a" b\n', (1, 5), "a file holds one list or one record and nothing after it"),
        ('a: "b\nc: d\n', (1, 4), "end the text with the same quote"),
        ("a: 'b\n", (1, 4), "end the text with the same quote"),
        ("a: [b, c\n", (1, 4), "close it with ]"),
        ("a: {b: c\n\n", (1, 4), "close it with }"),
        ("a: [b\nc: d\n", (2, 2), "close it with ], or put a comma before what follows"),
        ("a: {b: c d: e}\n", (1, 11), "close it with }, or put a comma before what follows"),
        ("a: [\n\n", (1, 5), "close every [ and { that is open"),
        ("é: \x07\n", (1, 4), "remove it: it cannot be seen, and often comes with text pasted from elsewhere"),
        ("é: x\u2029\n", (1, 5), "remove it: it cannot be seen, and often comes with text pasted from elsewhere"),
        ("%YAML 9.9\n---\na: b\n", (1, 1), f"text that begins with % {QUOTED}"),
    ],
)
def test_each_slip_has_its_way_out(text: str, place: tuple[int, int], help: str) -> None:
    """The place is where the slip began, and the help says what to do about that very slip."""
    node, found = read(text.encode(), "a.yaml")

    assert node is None
    assert [(finding.code, finding.help) for finding in found] == [("BP004", help)]
    assert found[0].label.where == Span("a.yaml", *place, place[0], place[1] + 1)


def test_an_open_bracket_is_shown_beside_what_it_swallowed() -> None:
    """Two places: where reading failed, and the bracket that is open."""
    _, found = read(b"a: [b\nc: d\n", "a.yaml")

    assert [(other.where, other.text) for other in found[0].others] == [(Span("a.yaml", 1, 4, 1, 5), "opened here")]


@pytest.mark.parametrize(
    ("text", "count"), [("", 1), ("a", 1), ("a\n", 2), ("a\r\nb\rc\nd", 4), ("\r\r\n\n", 4), ("a\u2028b\x0bc\x85d", 1)]
)
def test_lines(text: str, count: int) -> None:
    """Line ends of Windows, of old Macs and of everyone else; nothing else ends a line."""
    assert len(lines(text)) == count
