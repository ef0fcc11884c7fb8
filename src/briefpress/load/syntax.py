"""What the YAML reader complains of, in the words of whoever wrote the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, Label, Span, error

if TYPE_CHECKING:
    import yaml

_BREAK = re.compile(r"\r\n|[\r\n]")
_UNSEEN = re.compile("[\x85\u2028\u2029]")
"""Line breaks to YAML 1.1 and so to libyaml, but not to YAML 1.2, to editors or to the eye."""

_CLOSED = re.compile(r"""(?:: |- )("[^"]*"|'[^']*'|\{[^{}]*\}|\[[^\[\]]*\])\s*\Z""")
"""A value that ends where the reader gave up: what follows shows that it was meant as the beginning of a text."""
_QUOTE = "must be quoted as a whole, or written as a block scalar (>-)"
_ALIGN = "keys of one record begin in the same column, entries of one list too"
_HELP = (
    ("tab character", "indent with spaces"),
    ("'-' indicator", "every entry of a list begins with '- ', all in the same column"),
    ("sequence entries are not allowed", "begin a list on a line of its own"),
    ("comment or line break", "the text of a block scalar begins on the next line"),
    ("could not find expected ':'", "write a key, a colon and a space: 'title: …'"),
    ("escape", "in double quotes \\ begins an escape; use single quotes"),
    ("hexdecimal", "in double quotes \\ begins an escape; use single quotes"),
    ("tag", "text that begins with ! " + _QUOTE),
    ("mapping keys are not allowed", "text that begins with ? " + _QUOTE),
    ("<document start>", "a file holds one list or one record and nothing after it"),
)
_OPEN = {"while parsing a flow sequence": "]", "while parsing a flow mapping": "}"}


def lines(text: str) -> list[str]:
    """Return the lines of a text as the YAML reader counts them."""
    return _BREAK.split(text)


def unseen(text: str, file: str) -> Diagnostic | None:
    """Return what is wrong with a text that has line breaks nobody sees: a comment could end in one."""
    found = _UNSEEN.search(text)
    return _character(file, text, found.start()) if found else None


def forbidden(why: yaml.reader.ReaderError, text: str, file: str) -> Diagnostic:
    """Return the finding for a character that YAML does not have."""
    # libyaml counts bytes.
    return _character(file, text, len(text.encode()[: why.position].decode("utf-8", "ignore")))


def _character(file: str, text: str, index: int) -> Diagnostic:
    before = lines(text[:index])
    line, column = len(before), len(before[-1]) + 1
    return error(
        "BP004",
        f"character U+{ord(text[index]):04X} is not allowed",
        Span(file, line, column, line, column + 1),
        help="remove it: it cannot be seen, and often comes with text pasted from elsewhere",
    )


def fault(why: yaml.MarkedYAMLError, text: str, file: str) -> Diagnostic:
    """Return the finding for a text that is not YAML."""
    problem, context = str(why.problem), str(why.context or "")
    begun = _span(why.context_mark, file)
    where, written = _span(why.problem_mark, file) or begun or Span(file), lines(text.rstrip())
    if where.line > len(written) and context == "while parsing a flow node":
        line, column = len(written), len(written[-1]) + 1
        where = Span(file, line, column, line, column + 1)
        return error("BP004", "bracket is not closed", where, help="close every [ and { that is open")
    if begun and problem == "found unexpected end of stream" and context == "while scanning a quoted scalar":
        return error("BP004", "quote is not closed", begun, help="end the text with the same quote")
    if begun and context in _OPEN and problem.startswith("did not find expected ','"):
        if where.line > len(written):
            return error("BP004", "bracket is not closed", begun, help=f"close it with {_OPEN[context]}")
        opened = [Label(begun, "opened here")]
        hint = f"close it with {_OPEN[context]}, or put a comma before what follows"
        return error("BP004", f"not YAML: {problem}", where, others=opened, help=hint)
    if begun and (context.endswith(("an alias", "an anchor")) or "':'" in problem):
        where = begun
    return error("BP004", f"not YAML: {problem}", where, help=_help(f"{problem} {context}", where, text))


def _help(said: str, where: Span, text: str) -> str:
    line = [*lines(text), ""][where.line - 1]
    before, here = line[: where.column - 1], line[where.column - 1 : where.column]
    if said.startswith("mapping values") and ": " in before:
        return f"text with ': ' in it {_QUOTE}"
    if here == "\t":
        return "indent with spaces"
    if here in tuple("@`%*&],"):
        return f"text that begins with {here} {_QUOTE}"
    if value := _CLOSED.search(before):
        return f"text that begins with {value[1][0]} {_QUOTE}"
    return next((hint for words, hint in _HELP if words in said), _ALIGN)


def _span(mark: yaml.Mark | None, file: str) -> Span | None:
    return Span(file, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2) if mark else None
