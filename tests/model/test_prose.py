"""Prose: Markdown in which a claim is named, never retyped."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefpress.model.prose import Cite, Inline, Paragraph, Text, Unfit, Value, parse

names = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
words = st.sampled_from(["The bill is", "and", "says", "(by then),", "*by far*", "**not**", "`code`", "of"])
markup = st.text(st.sampled_from("ab1 \n\r\t#>-*_`~[](){}!@:;|\\.&<=+"), max_size=40)


@given(st.text(max_size=60) | markup)
@example("a\r# b")
@example("- \n-")
@example("[a](javascript:x)")
def test_any_text_is_taken_apart(text: str) -> None:
    """Whatever is written, parsing returns, and text that says something gives words or a fault."""
    parsed = parse(text)

    assert all(isinstance(inline, Inline) for inline in parsed.inlines)
    assert parsed.paragraphs or parsed.unfit or not text.strip()


@given(st.lists(st.tuples(words, names, st.sampled_from(["value", "cite", "two"])), min_size=1, max_size=6), names)
def test_the_claims_named_are_found(pieces: list[tuple[str, str, str]], other: str) -> None:
    """Exactly the claims that are named come back, in reading order, repeats included."""
    forms = {"value": "{%s}", "cite": "[@%s]", "two": f"[@%s; @{other}]"}
    text = " ".join(f"{word} {forms[form] % name}" for word, name, form in pieces)

    expected = [one for _, name, form in pieces for one in ([name, other] if form == "two" else [name])]
    assert list(parse(text).claims) == expected
    assert parse(text).unfit == ()


@pytest.mark.parametrize(
    ("text", "inlines"),
    [
        ("{a-b}", (Value("a-b"),)),
        ("{a:short}", (Value("a", "short"),)),
        ("{a:as-of}{a}", (Value("a", "as-of"), Value("a"))),
        ("*{a}* **b**", (Value("a", "value", ("em",)), Text(" "), Text("b", ("strong",)))),
        ("[@a]", (Cite(("a",)),)),
        ("[@a;@b ; @c]", (Cite(("a", "b", "c")),)),
        ("[@a]: b", (Cite(("a",)), Text(": b"))),
        ("[@a](so)", (Cite(("a",)), Text("(so)"))),
        ("`[x](y)` z", (Text("[x](y)", ("code",)), Text(" z"))),
        ("[x](https://example.org/a) y", (Text("x", (), "https://example.org/a"), Text(" y"))),
        ("<https://example.org>", (Text("https://example.org", (), "https://example.org"),)),
        ("one\ntwo  \nthree\\\nfour", (Text("one two three four"),)),
        ("\"one\" -- 'two' ...", (Text("“one” – ‘two’ …"),)),
        ("<b>bold</b> & \\*so\\*", (Text("<b>bold</b> & *so*"),)),
        ("[x]: https://example.org", (Text("[x]: https://example.org"),)),
        ("[x {a}](https://example.org)", (Text("x ", (), "https://example.org"), Value("a"))),
    ],
)
def test_inline_pieces_are_what_was_written(text: str, inlines: tuple[Inline, ...]) -> None:
    """Values, citations, styles, links and plain words come back as such, and raw HTML as text."""
    parsed = parse(text)

    assert (tuple(parsed.inlines), parsed.unfit) == (inlines, ())


def test_paragraphs_and_lists_keep_their_kind() -> None:
    """Items of lists know which kind of list they stand in, nested ones too."""
    parsed = parse("One.\n\n- Two.\n  1. Three.\n- Four.\n\nFive.")

    assert parsed.paragraphs == (
        Paragraph((Text("One."),)),
        Paragraph((Text("Two."),), "bullet"),
        Paragraph((Text("Three."),), "number"),
        Paragraph((Text("Four."),), "bullet"),
        Paragraph((Text("Five."),)),
    )


@pytest.mark.parametrize(
    ("text", "unfit"),
    [
        ("One.\n\n# Two", Unfit("a heading", "# Two")),
        ("```\nx\n```", Unfit("a code block", "```")),
        ("    x", Unfit("a code block", "x")),
        ("***", Unfit("a rule", "***")),
        ("> - {a}\n>\n> so", Unfit("a quotation", "> - {a}")),
        ("| a |\n|---|\n| b |", Unfit("a table", "| a |")),
        ("![a](https://example.org)", Unfit("an image", "a")),
        ("~~a~~ b", Unfit("struck-out text", "~~")),
        ("[a](ftp://example.org)", Unfit("a link that does not lead to the web or to mail", "ftp://example.org")),
        ("[a [@b]](https://example.org)", Unfit("a broken link", "](")),
        ("[a](https://example.org b)", Unfit("a broken link", "](")),
        ("{A}", Unfit("a claim reference", "{A}")),
        ("{a b}", Unfit("a claim reference", "{a b}")),
        ("[@A]", Unfit("a claim reference", "[@A]")),
        ("`{a}`", Unfit("a claim reference", "{a}")),
        ("-", Unfit("a list without words", "-")),
    ],
)
def test_what_prose_does_not_have_is_named_once(text: str, unfit: Unfit) -> None:
    """Each construct that prose lacks is one fault, with the words it was found at."""
    assert parse(text).unfit == (unfit,)


@pytest.mark.parametrize("fault", ["***", "# Heading", "```\nx\n```", "> Said.", "| a |\n|---|\n| b |"])
def test_paragraphs_go_on_after_a_fault(fault: str) -> None:
    """What stands inside a construct that prose lacks is passed over, and what stands behind it is not."""
    parsed = parse(f"Before {{a}}.\n\n{fault}\n\nBehind {{b}}.")

    assert [inline.text for inline in parsed.inlines if isinstance(inline, Text)] == ["Before ", ".", "Behind ", "."]
    assert list(parsed.claims) == ["a", "b"]
    assert len(parsed.unfit) == 1


def test_words_go_on_after_struck_out_text() -> None:
    """A fault inside a paragraph does not swallow the rest of it."""
    assert list(parse("~~{a}~~ and [b]( https://example.org) c").claims) == ["a"]
    assert [inline.text for inline in parse("~~a~~ b").inlines if isinstance(inline, Text)] == ["a b"]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("{a} {a:short} {a:due} [@b; @c]", [("a",), ("a",), (), ("b", "c")]),
        ("{a:due} {a}", [(), ("a",)]),
        ("{a:due} [@a]", [(), ("a",)]),
        ("{a:due} {a:holder} {b:due}", [("a",), (), ("b",)]),
        ("{a:due}\n\n{a}", [("a",), ("a",)]),
    ],
)
def test_every_piece_of_a_claim_has_its_mark_beside_it(text: str, cited: list[tuple[str, ...]]) -> None:
    """A value carries its claim's mark; a date or name does so where nothing else in its paragraph does."""
    found = [inline.cited for inline in parse(text).inlines if not isinstance(inline, Text)]

    assert found == cited
