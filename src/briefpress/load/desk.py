"""A desk's folder to its Library: every file read, every fault of every file reported at once."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from errno import EINVAL, ENOENT
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol, cast

from briefpress.diagnostics import Diagnostic, Label, Place, Span, cause, error, failed, suggest, warning
from briefpress.load import nodes
from briefpress.load.decode import decode
from briefpress.load.nodes import MAX_BYTES, Node, locate, plain, read
from briefpress.load.syntax import lines
from briefpress.model.audience import Audience
from briefpress.model.brief import Brief
from briefpress.model.claim import Claim
from briefpress.model.desk import Desk
from briefpress.model.edition import Library
from briefpress.model.entries import Conflict, Event, Series, Term, Theme
from briefpress.model.files import SETTINGS
from briefpress.model.lock import FILE, Lock
from briefpress.model.source import Source
from briefpress.model.waiver import Waiver

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from briefpress.load.nodes import Plain
    from briefpress.model.record import Record

LISTS: dict[str, type[Record]] = {
    "sources": Source,
    "claims": Claim,
    "series": Series,
    "events": Event,
    "terms": Term,
    "conflicts": Conflict,
    "themes": Theme,
    "waivers": Waiver,
}
SINGLES: dict[str, type[Record]] = {"audiences": Audience, "briefs": Brief}


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
                text = _bytes(self.root / file).decode("utf-8", "replace")
            except (OSError, ValueError):
                text = ""
            self._lines[file] = lines(text.removeprefix("\ufeff"))
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
                self._nodes[file] = read(_bytes(self.root / file), file)[0]
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


class Sparing(Protocol):
    """Whoever knows which briefs need not be read."""

    def __call__(self, core: Library | None, files: Sequence[str]) -> Mapping[str, Spared]:
        """Return those of these files that need not, given everything else that was read, if that is sound."""


@dataclass(frozen=True)
class Spared:
    """A brief that is not read: it holds what it held when it was proved."""

    brief: str
    audiences: tuple[str, ...]


def load(root: Path, sparing: Sparing | None = None) -> tuple[Library | None, list[Diagnostic]]:
    """Return the Library of a desk and what is wrong with its files. Faulty records are left out of it."""
    findings: list[Diagnostic] = []
    desk = _settings(root, findings)
    content = _Content(root, findings)
    listed = list(_content(root, findings))
    for folder, file in listed:
        if folder != "briefs":
            content.read(folder, file)
    lock = _lock(root, findings)
    files = [file for folder, file in listed if folder == "briefs"]
    core = content.library(desk, lock, {}) if desk and not failed(findings) else None
    spared = content.briefs(files, dict(sparing(core, files)) if sparing else {})
    return content.library(desk, lock, spared) if desk else None, findings


@dataclass
class _Content:
    """The records of a desk as they are read, each with its place and the digest of what it was read from."""

    root: Path
    findings: list[Diagnostic]
    records: dict[str, dict[str, Record]] = field(default_factory=lambda: {name: {} for name in (*LISTS, *SINGLES)})
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    digests: dict[tuple[str, str], str] = field(default_factory=dict)

    def read(self, folder: str, file: str) -> None:
        """Take in the records of a file."""
        for record, place, digest in _records(self.root, folder, file, self.findings):
            self._add(folder, record, place, digest)

    def briefs(self, files: Sequence[str], spared: dict[str, Spared]) -> dict[str, Spared]:
        """Take in the briefs of files but for those to spare; return these. Of two with one id none is spared."""
        found = {file: list(_records(self.root, "briefs", file, self.findings)) for file in files if file not in spared}
        ids = Counter([str(brief.id) for every in found.values() for brief, *_ in every])
        ids.update(one.brief for one in spared.values())
        for file in files:
            if file in spared and ids[spared[file].brief] > 1:
                del spared[file]
                found[file] = list(_records(self.root, "briefs", file, self.findings))
            for record, place, digest in found.get(file, ()):
                self._add("briefs", record, place, digest)
        return spared

    def library(self, desk: Desk, lock: Lock | None, spared: Mapping[str, Spared]) -> Library:
        """Return the Library of what was read."""
        kinds = cast("dict[str, Any]", self.records)
        places = {**self.places, **{("briefs", one.brief): Place(file) for file, one in spared.items()}}
        proved = {one.brief: one.audiences for one in spared.values()}
        return Library(desk=desk, places=places, lock=lock, digests=self.digests, proved=proved, **kinds)

    def _add(self, folder: str, record: Record, place: Place, digest: str) -> None:
        known = self.records[folder]
        if record.id in known:
            first = Label(self.places[folder, record.id].at("id"), "first used here")
            message = f"id '{record.id}' is used twice in {folder}"
            hint = "rename or remove one"
            self.findings.append(error("BP110", message, place.at("id"), others=[first], help=hint))
            return
        known[record.id] = record
        self.places[folder, record.id] = place
        self.digests[folder, record.id] = digest


def summed(root: Path, file: str) -> str:
    """Return the sha256 of a file as it is read, or nothing where it cannot be read plainly."""
    try:
        return "" if (root / file).is_symlink() else sha256(_bytes(root / file)).hexdigest()
    except OSError:
        return ""


def brief_of(root: Path, file: str) -> Brief | None:
    """Return the brief of a file, if it holds a sound one."""
    found = [record for record, *_ in _records(root, "briefs", file, [])]
    return next((record for record in found if isinstance(record, Brief)), None)


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
    for entry in _listed(root, root / "content", findings):
        name = entry.relative_to(root).as_posix()
        if name == FILE:
            continue
        if entry.name not in known:
            if not entry.name.startswith("."):
                hint = suggest(entry.name, known) or f"content has the folders {', '.join(known)}"
                findings.append(warning("BP011", f"'{name}' is not read", Span(name), help=hint))
            continue
        for file in _walk(root, entry, findings):
            yield entry.name, file


def _walk(root: Path, folder: Path, findings: list[Diagnostic]) -> Iterator[str]:
    for entry in _listed(root, folder, findings):
        name = entry.relative_to(root).as_posix()
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            yield from _walk(root, entry, findings)
        elif entry.suffix == ".yaml":
            yield name
        elif entry.suffix in (".yml", ".YAML", ".YML"):
            findings.append(warning("BP011", f"'{name}' is not read", Span(name), help="name it .yaml"))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # reading it says why
        return False


def _listed(root: Path, folder: Path, findings: list[Diagnostic]) -> list[Path]:
    name = folder.relative_to(root).as_posix()
    try:
        # Links between folders can go round in circles, and out of the desk.
        if folder.is_symlink():
            findings.append(error("BP011", f"'{name}' is a link", Span(name), help="copy the folder into the desk"))
            return []
        return sorted(folder.iterdir())
    except OSError as why:
        hint = f"a desk keeps its records in folders under {name}/" if why.errno == ENOENT else ""
        findings.append(error("BP001", f"cannot read '{name}': {cause(why)}", Span(name), help=hint))
        return []


def _bytes(path: Path) -> bytes:
    """Return no more of a file than is ever read; raises OSError. A pipe or a device could keep us for ever."""
    if path.exists() and not path.is_file():
        raise OSError(EINVAL, "not a file")
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _leads_out(root: Path, path: Path) -> bool:
    # No folder on the way is a link.
    if not path.is_symlink():
        return False
    try:
        return not path.resolve().is_relative_to(root.resolve())
    except RuntimeError:  # Python before 3.13 says so of a link to itself; opening it says it better
        return False


def _read(root: Path, file: str, findings: list[Diagnostic]) -> Node | None:
    if _leads_out(root, root / file):
        hint = "copy the file into the desk"
        findings.append(error("BP011", f"'{file}' leads out of the desk", Span(file), help=hint))
        return None
    try:
        data = _bytes(root / file)
    except OSError as why:
        findings.append(error("BP001", f"cannot read '{file}': {cause(why)}", Span(file)))
        return None
    node, found = read(data, file)
    findings.extend(found)
    return node


def _records(root: Path, folder: str, file: str, findings: list[Diagnostic]) -> Iterator[tuple[Record, Place, str]]:
    node = _read(root, file, findings)
    if node is None:
        return
    listed = folder in LISTS
    if listed != isinstance(node, nodes.Sequence) or not isinstance(node, nodes.Sequence | nodes.Mapping):
        expected = "a list of records, each beginning with '- id:'" if listed else "one record, beginning with 'id:'"
        findings.append(error("BP103", f"a file in {folder}/ holds {expected}", locate(node, ())))
        return
    model = (LISTS | SINGLES)[folder]
    items: list[tuple[tuple[int, ...], Node]] = [((), node)]
    if isinstance(node, nodes.Sequence):
        items = [((index,), item) for index, item in enumerate(node.items)]
    for path, item in items:
        data = plain(item)
        record, found = decode(model, item, data)
        findings.extend(found)
        if record:
            yield record, Place(file, path), digest(data)


def digest(data: Plain) -> str:
    """Return the sha256 of plain data."""
    return sha256(json.dumps(data, ensure_ascii=False, default=_exact).encode()).hexdigest()


def _exact(number: object) -> dict[str, str]:
    # No key of YAML can hold this character, so nothing else is written so.
    return {"\0": str(number)}
