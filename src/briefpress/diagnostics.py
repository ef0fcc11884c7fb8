"""What is wrong, where, and what to do about it: one value, many renderings."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal, NamedTuple
from unicodedata import combining, east_asian_width
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Severity = Literal["error", "warning"]
Path = tuple[str | int, ...]
Segment = tuple[str, str]
"""A piece of rendered text: the name of its style, and the text."""


class Span(NamedTuple):
    """A stretch of a file. Lines and columns count characters from 1; the end is exclusive; line 0 is the file."""

    file: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


class Place(NamedTuple):
    """A node of a YAML file by its path, and words to look for inside it. `load` turns it into a Span."""

    file: str
    path: Path = ()
    words: str = ""
    key: bool = False
    """Point at the key of the last step, not at its value."""

    def at(self, *path: str | int, words: str = "") -> Place:
        """Return the place further down the same node."""
        return Place(self.file, (*self.path, *path), words)


class Label(NamedTuple):
    """A place with a remark on it."""

    where: Span | Place
    text: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: the message stands alone, the help says the way out."""

    code: str
    message: str
    label: Label
    severity: Severity = "error"
    others: tuple[Label, ...] = ()
    help: str = ""


def error(
    code: str,
    message: str,
    where: Span | Place,
    *,
    note: str = "",
    help: str = "",
    others: Sequence[Label] = (),
) -> Diagnostic:
    """Return an error at one place."""
    return Diagnostic(code, visible(message), Label(where, note), "error", tuple(others), visible(help))


def warning(code: str, message: str, where: Span | Place, *, note: str = "", help: str = "") -> Diagnostic:
    """Return a warning at one place."""
    return Diagnostic(code, visible(message), Label(where, note), "warning", (), visible(help))


_LONGEST = 300


def visible(text: str) -> str:
    """Return text that quotes input on one line, with nothing in it that a terminal would obey or nobody would see."""
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def suggest(word: str, known: Sequence[str]) -> str:
    """Return "did you mean …" for a misspelt word, or nothing."""
    meant = closest(word, known)
    return f"did you mean '{meant}'?" if meant else ""


def closest(word: str, known: Sequence[str]) -> str:
    """Return the known word that a misspelt one was meant to be, or nothing."""
    folded = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def failed(findings: Sequence[Diagnostic]) -> bool:
    """Tell whether any finding is an error."""
    return any(finding.severity == "error" for finding in findings)


def in_order(findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the findings by file and position, each once."""
    return sorted(dict.fromkeys(findings), key=lambda finding: (_span(finding.label), finding.code, finding.message))


def summary(findings: Sequence[Diagnostic]) -> str:
    """Return the count of errors and warnings in words."""
    counts = [(sum(f.severity == kind for f in findings), kind) for kind in ("error", "warning")]
    return ", ".join(counted(n, kind) for n, kind in counts if n) or "no findings"


def counted(number: int, noun: str) -> str:
    """Return a count in words."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def cause(why: OSError) -> str:
    """Return why the outside world refused, as our own messages are written."""
    return (why.strerror or str(why)).lower()


def concise(finding: Diagnostic) -> str:
    """Return one line that editors and grep understand: file:line:column: severity[code]: message."""
    line = f"{_at(_span(finding.label))}: {finding.severity}[{finding.code}]: {finding.message}"
    return f"{line} ({finding.help})" if finding.help else line


def as_json(finding: Diagnostic) -> dict[str, object]:
    """Return plain data for machines, positions included."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        **_json_label(finding.label),
        "others": [_json_label(other) for other in finding.others],
        "help": finding.help,
    }


def full(finding: Diagnostic, sources: Mapping[str, Sequence[str]]) -> list[Segment]:
    """Return the finding with the lines it speaks of and carets under the words; `sources` are lines by file."""
    out: list[Segment] = [
        (finding.severity, f"{finding.severity}[{finding.code}]"),
        ("message", f": {finding.message}\n"),
    ]
    for label in (finding.label, *finding.others):
        out += _excerpt(label, sources, "caret" if label is finding.label else "other")
    if finding.help:
        out += [("gutter", "   = "), ("help", "help"), ("plain", f": {finding.help}\n")]
    return out


_WIDEST = 140
"""Longer source lines are cut around the caret, so that a minified or binary file cannot flood a terminal."""


def _excerpt(label: Label, sources: Mapping[str, Sequence[str]], style: str) -> list[Segment]:
    span = _span(label)
    out: list[Segment] = [("gutter", "  --> "), ("file", f"{_at(span)}\n")]
    lines = sources.get(span.file, ())
    if not 1 <= span.line <= len(lines):
        return out + ([("gutter", "   = "), ("plain", f"{label.text}\n")] if label.text else [])
    text = "".join(map(_drawn, lines[span.line - 1]))
    start, end = span.column - 1, span.end_column - 1 if span.end_line == span.line else len(text)
    cut = max(0, start - _WIDEST // 2) if len(text) > _WIDEST else 0
    shown = text[cut : cut + _WIDEST].rstrip()
    width = max(1, _cells(shown[start - cut : end - cut]))
    gutter = f"{span.line:>4} | "
    out += [("gutter", gutter), ("source", f"{shown}\n"), ("gutter", " " * (len(gutter) - 2) + "| ")]
    caret = " " * (_cells(shown[: start - cut]) + max(0, start - cut - len(shown)))
    caret += ("^" if style == "caret" else "-") * width
    return [*out, (style, f"{caret} {label.text}".rstrip() + "\n")]


def _drawn(char: str) -> str:
    """Return what stands for a character of a file on a terminal: always one, and never one that is obeyed."""
    return " " if char.isspace() else char if char.isprintable() else "\N{REPLACEMENT CHARACTER}"


def _cells(text: str) -> int:
    """Return how many columns a text takes on a terminal."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _span(label: Label) -> Span:
    return label.where if isinstance(label.where, Span) else Span(label.where.file)


def _at(span: Span) -> str:
    file = visible(span.file)
    return f"{file}:{span.line}:{span.column}" if span.line else file


def _json_label(label: Label) -> dict[str, object]:
    span = _span(label)
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "note": label.text,
    }


def chosen(findings: Sequence[Diagnostic], select: Sequence[str], ignore: Sequence[str]) -> list[Diagnostic]:
    """Return the findings whose code begins with one of `select`, if there are any, and with none of `ignore`."""
    return [
        finding
        for finding in findings
        if (not select or finding.code.startswith(tuple(select))) and not finding.code.startswith(tuple(ignore))
    ]


def github(finding: Diagnostic, base: str = "") -> str:
    """Return a workflow command that GitHub shows beside the line; `base` leads from the repository to the desk."""
    span = _span(finding.label)
    place = {"file": base + span.file, "title": finding.code}
    if span.line:
        place |= {"line": str(span.line), "endLine": str(span.end_line)}
        # Columns of a stretch over several lines are refused.
        if span.line == span.end_line:
            place |= {"col": str(span.column), "endColumn": str(span.end_column)}
    told = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    properties = ",".join(f"{key}={_escaped(value, more=True)}" for key, value in place.items())
    return f"::{finding.severity} {properties}::{_escaped(told)}"


def _escaped(text: str, *, more: bool = False) -> str:
    pairs = {"%": "%25", "\r": "%0D", "\n": "%0A", **({":": "%3A", ",": "%2C"} if more else {})}
    return "".join(pairs.get(char, char) for char in text)


def sarif(
    findings: Sequence[Diagnostic], rules: Mapping[str, tuple[str, str]], version: str, base: str = ""
) -> dict[str, object]:
    """Return the findings as SARIF 2.1.0; `rules` are name and meaning by code."""
    codes = sorted({finding.code for finding in findings})
    described = {code: rules.get(code, (code, code)) for code in codes}
    driver = {
        "name": "briefpress",
        "version": version,
        "rules": [
            {
                "id": code,
                "name": name,
                "shortDescription": {"text": meaning},
                "fullDescription": {"text": meaning},
                "help": {"text": f"{meaning}\n\nbriefpress explain {code}"},
            }
            for code, (name, meaning) in described.items()
        ],
    }
    results = [_result(finding, codes.index(finding.code), base) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _result(finding: Diagnostic, rule: int, base: str) -> dict[str, object]:
    others = [_location(other, base) for other in finding.others]
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": f"{finding.message}\n{finding.help}" if finding.help else finding.message},
        "locations": [_location(finding.label, base)],
        **({"relatedLocations": others} if others else {}),
    }


def _location(label: Label, base: str) -> dict[str, object]:
    span = _span(label)
    # Lines count from 1 there, so a finding about a whole file stands at its beginning.
    region = {"startLine": 1}
    if span.line:
        region = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
    where = {"artifactLocation": {"uri": quote(base + span.file)}, "region": region}
    return {"physicalLocation": where, **({"message": {"text": label.text}} if label.text else {})}
