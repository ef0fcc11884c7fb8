"""A desk's folder to its Library: every file read, every fault of every file reported at once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from errno import ENOENT
from operator import attrgetter
from os import scandir
from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, Label, Place, Span, cause, error, failed, suggest, warning
from briefpress.load.bounded import read_bytes
from briefpress.load.content import LISTS, SINGLES, Content, file_bytes
from briefpress.load.decode import decode
from briefpress.load.masked import masked
from briefpress.load.nodes import Node, locate, read
from briefpress.load.syntax import lines
from briefpress.model.desk import Desk
from briefpress.model.files import SETTINGS
from briefpress.model.lock import FILE, Lock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import DirEntry
    from pathlib import Path

    from briefpress.load.content import Readings, Sparing
    from briefpress.model.edition import Library


@dataclass
class Files:
    """The files of a desk as text, for positions and excerpts; nodes are kept only of files that are asked for."""

    root: Path
    _lines: dict[str, list[str]] = field(default_factory=dict)
    _nodes: dict[str, Node | None] = field(default_factory=dict)

    def lines(self, file: str) -> list[str]:
        """Return the lines of a file, none where it cannot be read."""
        if file not in self._lines:
            try:
                text = read_bytes(self.root / file).decode("utf-8", "replace")
            except (OSError, ValueError):
                text = ""
            found = lines(text.removeprefix("\ufeff"))
            self._lines[file] = list(masked(found)) if file == SETTINGS else found
        return self._lines[file]

    def resolved(self, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Return the findings with every place turned into a span."""
        return [
            Diagnostic(
                finding.code,
                finding.message,
                self._label(finding.label),
                finding.severity,
                tuple(self._label(other) for other in finding.others),
                finding.help,
            )
            for finding in findings
        ]

    def _label(self, label: Label) -> Label:
        place = label.where
        if isinstance(place, Span):
            return label
        node = self._node(place.file)
        if node is None:
            return Label(Span(place.file), label.text)
        span = locate(node, place.path, key=place.key)
        return Label(self._narrowed(span, place) if place.words else span, label.text)

    def _node(self, file: str) -> Node | None:
        if file not in self._nodes:
            try:
                self._nodes[file] = read(read_bytes(self.root / file), file)[0]
            except OSError:
                self._nodes[file] = None
        return self._nodes[file]

    def _narrowed(self, span: Span, place: Place) -> Span:
        """Return the first place of the words inside a span; folding may have broken them over lines."""
        words = re.escape(place.words)
        # Whole words before parts of them: `spend` is not meant where `spend-more` stands.
        for wanted in (re.compile(rf"(?<![\w-]){words}(?![\w-])"), re.compile(words)):
            for number, line in enumerate(self.lines(span.file)[span.line - 1 : span.end_line], span.line):
                if found := wanted.search(line, span.column - 1 if number == span.line else 0):
                    return Span(span.file, number, found.start() + 1, number, found.end() + 1)
        return span


def load(
    root: Path, sparing: Sparing | None = None, readings: Readings | None = None
) -> tuple[Library | None, list[Diagnostic]]:
    """Return the Library of a desk and what is wrong with its files. Faulty records are left out of it."""
    findings: list[Diagnostic] = []
    desk = _settings(root, findings)
    content = Content(root, findings, readings)
    listed = list(_content(root, findings))
    for folder, file in listed:
        if folder != "briefs":
            content.read(folder, file)
    lock = _lock(root, findings)
    files = [file for folder, file in listed if folder == "briefs"]
    core = content.library(desk, lock, {}) if desk and not failed(findings) else None
    spared = content.briefs(files, dict(sparing(core, files)) if sparing else {})
    return content.library(desk, lock, spared) if desk else None, findings


def settings(root: Path) -> tuple[Desk | None, list[Diagnostic]]:
    """Return the settings of a desk and what is wrong with them, without reading its content."""
    findings: list[Diagnostic] = []
    return _settings(root, findings), findings


def _settings(root: Path, findings: list[Diagnostic]) -> Desk | None:
    node = _read(root, SETTINGS, findings)
    if node is None:
        hint = "it holds at least 'publication:' and the desk's name"
        findings[:] = [replace(found, help=hint) if found.code == "BP008" else found for found in findings]
        return None
    desk, found = decode(Desk, node)
    findings.extend(found)
    return desk


def _lock(root: Path, findings: list[Diagnostic]) -> Lock | None:
    if not (root / FILE).exists():
        return None
    found: list[Diagnostic] = []
    node = _read(root, FILE, found)
    lock, faults = decode(Lock, node) if node else (None, [])
    hint = "nobody writes this file by hand: renew it with briefpress lock --archive DIR"
    findings.extend(replace(one, help=hint) for one in (*found, *faults))
    return lock


def _content(root: Path, findings: list[Diagnostic]) -> Iterator[tuple[str, str]]:
    """Yield folder and file of everything under content/, in a fixed order."""
    known = (*LISTS, *SINGLES)
    for entry in _listed(root, "content", findings):
        name = f"content/{entry.name}"
        if name == FILE:
            continue
        if entry.name not in known:
            if not entry.name.startswith("."):
                hint = suggest(entry.name, known) or f"content has the folders {', '.join(known)}"
                findings.append(warning("BP011", f"'{name}' is not read", Span(name), help=hint))
            continue
        for file in _walk(root, name, findings):
            yield entry.name, file


def _walk(root: Path, folder: str, findings: list[Diagnostic]) -> Iterator[str]:
    for entry in _listed(root, folder, findings):
        name = f"{folder}/{entry.name}"
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            yield from _walk(root, name, findings)
        elif name.endswith(".yaml"):
            yield name
        elif name.endswith((".yml", ".YAML", ".YML")):
            findings.append(warning("BP011", f"'{name}' is not read", Span(name), help="name it .yaml"))


def _is_folder(entry: DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # reading it says why
        return False


def _listed(root: Path, name: str, findings: list[Diagnostic]) -> list[DirEntry[str]]:
    try:
        # Links between folders can go round in circles, and out of the desk.
        if (root / name).is_symlink():
            findings.append(error("BP011", f"'{name}' is a link", Span(name), help="copy the folder into the desk"))
            return []
        with scandir(root / name) as entries:
            return sorted(entries, key=attrgetter("name"))
    except OSError as why:
        hint = f"a desk keeps its records in folders under {name}/" if why.errno == ENOENT else ""
        findings.append(error("BP001", f"cannot read '{name}': {cause(why)}", Span(name), help=hint))
        return []


def _read(root: Path, file: str, findings: list[Diagnostic]) -> Node | None:
    data = file_bytes(root, file, findings)
    if data is None:
        return None
    node, found = read(data, file)
    findings.extend(found)
    return node
