"""What would make a PDF unreadable for some, found in the page before it is printed, each at its line of a template."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from typing_extensions import override

from briefpress.diagnostics import Diagnostic, Span, error

if TYPE_CHECKING:
    from collections.abc import Iterator

AT = "data-at"
"""The attribute in which a page can say from which file and line of the templates a tag comes."""

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_FORMS = frozenset(("button", "input", "select", "textarea"))
_ITEMS = {"ul": ("li",), "ol": ("li",), "dl": ("dt", "dd", "div")}
_SKIPPED = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->|<([a-zA-Z][\w-]*)(?=[\s>/{])", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_OPACITY = re.compile(r"(?<![\w-])opacity\s*:(?!\s*(?:1(?:\.0*)?|100%)\s*[;}!])")
_SHEET = re.compile(r"/\*@(\S+)\*/")


class _Open(NamedTuple):
    """An element that is still open."""

    tag: str
    at: str


def traced(source: str, name: str) -> str:
    """Return a template in which every tag says its file and line; the tags are the same and in the same order."""

    def told(match: re.Match[str]) -> str:
        line = source.count("\n", 0, match.start()) + 1
        return f'{match[0]} {AT}="{name}:{line}"' if match[1] else match[0]

    return _SKIPPED.sub(told, source)


def headed(sheet: str, name: str) -> str:
    """Return a style sheet that says its name."""
    return f"/*@{name}*/{sheet}"


def faults(page: str) -> list[Diagnostic]:
    """Return what in a page the standards for accessible and lasting PDFs do not allow."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return list(dict.fromkeys((*reader.found, *reader.ends())))


class _Reader(HTMLParser):
    """Reads a page tag by tag."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Diagnostic] = []
        self._open: list[_Open] = []
        self._heading = 0
        self._title = ""
        self._smooth = ""
        self._styles = ""
        self._drawing: list[str] = []
        """Where the drawing stands that has no description yet."""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        at = given.get(AT) or next((one.at for one in reversed(self._open) if one.at), "")
        for code, message, hint in (*self._nested(tag), *self._alone(tag, given), *self._heads(tag)):
            self._fault(code, message, at, hint)
        if style := given.get("style"):
            self._look_at_style(style, at)
        if tag == "img":
            self._smooth = self._smooth or at or "?"
        if tag == "svg":
            self._drawing.append(at)
        if tag not in _VOID:
            self._open.append(_Open(tag, at))

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "svg" and self._drawing and (at := self._drawing.pop()) != "described":
            hint = "give it a <title> that says what it shows"
            self._fault("BP406", "a drawing has no description", at, hint)
        if any(one.tag == tag for one in self._open):
            while self._open.pop().tag != tag:
                pass

    @override
    def handle_data(self, data: str) -> None:
        tags = [one.tag for one in self._open]
        last = tags[-1] if tags else ""
        if last == "style":
            self._styles += data
            self._look_at_style(data, self._open[-1].at)
        if not data.strip():
            return
        if last == "title" and "svg" in tags and self._drawing:
            self._drawing[-1] = "described"
        elif last == "title":
            self._title += data
        if last in _ITEMS:
            self._fault("BP405", f"text stands in a <{last}> outside its items", self._open[-1].at, "put it into one")

    def ends(self) -> Iterator[Diagnostic]:
        """Yield what only the whole page shows."""
        if not self._title.strip():
            yield _error("BP406", "the page has no title", "", "fill its <title>")
        if self._smooth and "crisp-edges" not in self._styles:
            hint = "add 'img { image-rendering: crisp-edges }' to a style sheet: an archive allows no smoothing"
            yield _error("BP407", "pictures would be smoothed", self._smooth.removeprefix("?"), hint)

    def _nested(self, tag: str) -> Iterator[tuple[str, str, str]]:
        tags = [one.tag for one in self._open]
        if "a" in tags and "svg" not in tags:
            yield "BP405", f"<{tag}> stands in a link, which readers would then lose", "put markup around the link"
        if tags and tags[-1] in _ITEMS and tag not in _ITEMS[tags[-1]]:
            yield "BP405", f"<{tag}> stands in a <{tags[-1]}> outside its items", "put it into one"

    def _alone(self, tag: str, given: dict[str, str]) -> Iterator[tuple[str, str, str]]:
        if tag == "a" and "attachment" in given.get("rel", "").split():
            yield "BP405", "a link encloses a file", "leave it out: the evidence is enclosed without it"
        if tag in _FORMS and given.get("type") != "hidden":
            yield "BP405", f"<{tag}> is part of a form, which an archive does not allow", "print its text"
        if tag == "img" and not given.get("alt", "").strip():
            hint = "say in 'alt' what it shows; draw decoration as a CSS background"
            yield "BP406", "a picture has no description", hint
        if tag == "html" and not given.get("lang"):
            yield "BP406", "the page does not say its language", "write <html lang=…>"

    def _heads(self, tag: str) -> Iterator[tuple[str, str, str]]:
        if not re.fullmatch("h[1-6]", tag):
            return
        level, before = int(tag[1]), self._heading
        self._heading = level
        if level > before + 1:
            what = f"follows <h{before}>" if before else "is the first heading"
            yield "BP406", f"<{tag}> {what}, so a level is missing", f"make it <h{before + 1}>"

    def _look_at_style(self, style: str, at: str) -> None:
        plain = _COMMENT.sub(_emptied, style)
        for match in _OPACITY.finditer(f"{plain};"):
            named = [(f"{one[1]}:1", one.end()) for one in _SHEET.finditer(plain, 0, match.start())]
            place, begun = named[-1] if named else (at, 0)
            name, _, line = place.rpartition(":")
            here = f"{name}:{int(line) + plain.count(chr(10), begun, match.start())}" if name else ""
            hint = "mix the colour instead, or use rgba(): text that is seen through has no tag"
            self._fault("BP407", "opacity makes text unreadable for machines", here, hint)

    def _fault(self, code: str, message: str, at: str, hint: str) -> None:
        self.found.append(_error(code, message, at, hint))


def _emptied(comment: re.Match[str]) -> str:
    """Return a comment as space of as many lines, unless it names a style sheet."""
    return comment[0] if _SHEET.match(comment[0]) else "\n" * comment[0].count("\n")


def _error(code: str, message: str, at: str, hint: str) -> Diagnostic:
    name, _, line = at.rpartition(":")
    where = Span(f"templates/{name}", int(line), 1, int(line), 1) if name else Span("templates/base.html.j2")
    return error(code, message, where, help=hint)
