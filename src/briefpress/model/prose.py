"""Prose: Markdown in which a claim is named, never retyped."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from markdown_it import MarkdownIt
from msgspec import Struct
from msgspec.structs import replace
from typing_extensions import override

from briefpress.model.record import Line, linkable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Style = Literal["strong", "em", "code"]
ValuePart = Literal["value", "short", "period", "due", "when", "as-of", "holder"]

PARTS: tuple[ValuePart, ...] = ("value", "short", "period", "due", "when", "as-of", "holder")

_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_VALUE = re.compile(rf"\{{({_NAME})(?::([a-z-]+))?\}}")
_CITE = re.compile(rf"\[(@{_NAME}(?:\s*;\s*@{_NAME})*)\]")
_NEWLINE = re.compile(r"\r\n?|\n")
REFERENCE = re.compile(r"\{[^{}\n]*\}|\[[^\[\]\n@]*@[^\[\]\n]*\]|\[@[^\s\]]*|\{[a-z0-9:-]+|[a-z0-9:-]+\}")
"""What was meant to name a claim, whole or half typed."""


class Prose(Line):
    """Markdown text, kept as written until it is parsed."""

    __slots__ = ()

    @override
    @classmethod
    def parse(cls, text: str) -> Prose:
        """Return the prose; raises PydanticCustomError where it is blank."""
        Line.parse(text)
        return cls(text)


class Text(Struct, frozen=True):
    """Words, with the styles they stand in and where they link to."""

    text: str
    styles: tuple[Style, ...] = ()
    url: str = ""
    cited: tuple[str, ...] = ()


class Value(Struct, frozen=True):
    """A place where a claim's value, or a part of the claim, is printed."""

    claim: str
    part: str = "value"
    styles: tuple[Style, ...] = ()
    alone: bool = False
    """No other piece of its paragraph carries the claim's mark, so this one does."""

    @property
    def cited(self) -> tuple[str, ...]:
        """The claim, where its mark is printed: a date or name beside a value needs no mark of its own."""
        return (self.claim,) if self.alone or self.part in ("value", "short") else ()


class Cite(Struct, frozen=True):
    """A citation mark alone, for one claim or several."""

    claims: tuple[str, ...]

    @property
    def cited(self) -> tuple[str, ...]:
        """The claims whose marks are printed."""
        return self.claims


Inline = Text | Value | Cite


class Paragraph(Struct, frozen=True):
    """A paragraph, or an item of a list."""

    inlines: tuple[Inline, ...]
    kind: Literal["paragraph", "bullet", "number"] = "paragraph"


class Unfit(Struct, frozen=True):
    """A construct that prose does not have, with the words it was found at."""

    what: str
    words: str = ""


class Parsed(Struct, frozen=True):
    """Prose taken apart."""

    paragraphs: tuple[Paragraph, ...]
    unfit: tuple[Unfit, ...] = ()

    @property
    def inlines(self) -> Iterator[Inline]:
        """Every inline piece, in reading order."""
        for paragraph in self.paragraphs:
            yield from paragraph.inlines

    @property
    def claims(self) -> Iterator[str]:
        """Every claim named, in reading order, repeats included."""
        for inline in self.inlines:
            if isinstance(inline, Value):
                yield inline.claim
            elif isinstance(inline, Cite):
                yield from inline.claims


def _value_rule(state: StateInline, silent: bool) -> bool:
    match = _VALUE.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("claim_value", "", 0)
        token.meta = {"claim": match[1], "part": match[2] or "value"}
    state.pos = match.end()
    return True


def _cite_rule(state: StateInline, silent: bool) -> bool:
    match = _CITE.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("claim_cite", "", 0)
        token.meta = {"claims": tuple(name.strip().removeprefix("@") for name in match[1].split(";"))}
    state.pos = match.end()
    return True


class _Markdown(MarkdownIt):
    @override
    def validateLink(self, url: str) -> bool:
        # An address that the reader drops would be printed as it was typed: it is refused by name instead.
        return True


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    # js-default escapes raw HTML; typographer only touches quotes, dashes and ellipses.
    reader = _Markdown("js-default", {"html": False, "linkify": False, "typographer": True})
    reader.enable(["smartquotes", "replacements"])
    # A definition of a link prints nothing, so `[@claim-id]: words` would vanish from the brief without a word.
    reader.disable("reference")
    reader.inline.ruler.before("link", "claim_cite", _cite_rule)
    reader.inline.ruler.before("link", "claim_value", _value_rule)
    return reader


@lru_cache(maxsize=65_536)
def parse(text: str) -> Parsed:
    """Take prose apart. Never raises: what prose does not have comes back as `unfit`."""
    paragraphs: list[Paragraph] = []
    unfit: list[Unfit] = []
    lists: list[Literal["bullet", "number"]] = []
    outside: int | None = None
    for token in _reader().parse(text):
        if outside is not None:
            # What stands inside a construct that prose does not have is not a second fault.
            outside = None if token.level == outside and token.nesting < 0 else outside
            continue
        match token.type:
            case "bullet_list_open":
                lists.append("bullet")
            case "ordered_list_open":
                lists.append("number")
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "inline":
                paragraphs.append(Paragraph(_inlines(token.children or [], unfit), lists[-1] if lists else "paragraph"))
            case "paragraph_open" | "paragraph_close" | "list_item_open" | "list_item_close":
                pass
            case other:
                first = _NEWLINE.split(text)[token.map[0]].strip() if token.map else ""
                unfit.append(Unfit(_called(other), first))
                outside = token.level if token.nesting > 0 else None
    if not paragraphs and not unfit:
        unfit.append(Unfit("a list without words", text.strip()))
    return Parsed(tuple(paragraphs), tuple(unfit))


def _inlines(tokens: list[Token], unfit: list[Unfit]) -> tuple[Inline, ...]:
    out: list[Inline] = []
    styles: list[Style] = []
    url = ""
    for token in tokens:
        match token.type:
            case "strong_open" | "em_open":
                styles.append("strong" if token.type == "strong_open" else "em")
            case "strong_close" | "em_close":
                styles.pop()
            case "link_open":
                url = _address(str(token.attrGet("href") or ""), unfit)
            case "link_close" | "s_close":
                url = ""
            case "claim_value":
                out.append(Value(token.meta["claim"], token.meta["part"], tuple(styles)))
            case "claim_cite":
                out.append(Cite(token.meta["claims"]))
            case "text" | "text_special" | "code_inline":
                unfit.extend(_meant(token))
                style: tuple[Style, ...] = (*styles, "code") if token.type == "code_inline" else tuple(styles)
                out.append(Text(token.content, style, url))
            case "softbreak" | "hardbreak":
                out.append(Text(" ", tuple(styles), url))
            case other:
                unfit.append(Unfit(_called(other), token.content or token.markup))
    return _joined(out)


def _meant(token: Token) -> Iterator[Unfit]:
    """Yield what was meant as a reference or a link and would be printed as it was typed."""
    for near in REFERENCE.finditer(token.content):
        yield Unfit("a claim reference", near[0])
    if "](" in token.content and token.type != "code_inline":
        yield Unfit("a broken link", "](")


def _address(url: str, unfit: list[Unfit]) -> str:
    if linkable(url):
        return url
    unfit.append(Unfit("a link that does not lead to the web or to mail", url))
    return ""


def _joined(inlines: list[Inline]) -> tuple[Inline, ...]:
    out: list[Inline] = []
    for inline in inlines:
        last = out[-1] if out else None
        if (
            isinstance(inline, Text)
            and isinstance(last, Text)
            and (last.styles, last.url) == (inline.styles, inline.url)
        ):
            out[-1] = Text(last.text + inline.text, inline.styles, inline.url)
        elif inline != Text("", ()):
            out.append(inline)
    return _marked(out)


def _marked(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Return the pieces of a paragraph so that no date or name in it is left without its claim's mark."""
    cited = {name for inline in inlines for name in inline.cited}
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Value) and inline.claim not in cited:
            out.append(replace(inline, alone=True))
            cited.add(inline.claim)
        else:
            out.append(inline)
    return tuple(out)


def _called(token: str) -> str:
    return {
        "heading_open": "a heading",
        "fence": "a code block",
        "code_block": "a code block",
        "hr": "a rule",
        "blockquote_open": "a quotation",
        "image": "an image",
        "s_open": "struck-out text",
    }.get(token, "a " + token.removesuffix("_open").replace("_", " "))
