"""The records of a desk as they are read: from their files, or from what is remembered of these."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol, cast

from briefpress.diagnostics import Diagnostic, Label, Place, Span, cause, error
from briefpress.load import nodes
from briefpress.load.bounded import read_bytes
from briefpress.load.decode import decode
from briefpress.load.exact import digest
from briefpress.load.nodes import Node, locate, plain, read
from briefpress.model.audience import Audience
from briefpress.model.brief import Brief
from briefpress.model.claim import Claim
from briefpress.model.edition import Library
from briefpress.model.entries import Conflict, Event, Series, Term, Theme
from briefpress.model.source import Source
from briefpress.model.waiver import Waiver

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from briefpress.load.nodes import Plain
    from briefpress.model.desk import Desk
    from briefpress.model.lock import Lock
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


class Sparing(Protocol):
    """Whoever knows which briefs need not be read."""

    def __call__(self, core: Library | None, files: Sequence[str]) -> Mapping[str, Spared]:
        """Return those of these files that need not, given everything else that was read, if that is sound."""


@dataclass(frozen=True)
class Spared:
    """A brief that is not read: it holds what it held when it was proved."""

    brief: str
    audiences: tuple[str, ...]


class Readings(Protocol):
    """Whoever remembers what files held: plain data, record by record, under the checksum of their bytes."""

    def sum(self, path: Path) -> str:
        """Return the sha256 of a file, or nothing where it is a link, too large, or cannot be read."""

    def get(self, file: str, sha256: str) -> Sequence[tuple[Plain, str]] | None:
        """Return what a file with these bytes holds, each record with its digest, if that is known."""

    def put(self, file: str, sha256: str, items: Sequence[tuple[Plain, str]]) -> None:
        """Remember it."""


@dataclass
class Content:
    """The records of a desk as they are read, each with its place and the digest of what it was read from."""

    root: Path
    findings: list[Diagnostic]
    readings: Readings | None
    records: dict[str, dict[str, Record]] = field(default_factory=lambda: {name: {} for name in (*LISTS, *SINGLES)})
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    digests: dict[tuple[str, str], str] = field(default_factory=dict)

    def read(self, folder: str, file: str) -> None:
        """Take in the records of a file."""
        key = self.readings.sum(self.root / file) if self.readings else ""
        found = self._known(folder, file, key) if key else None
        for record, place, known in self._fresh(folder, file, keep=bool(key)) if found is None else found:
            self._add(folder, record, place, known)

    def _fresh(self, folder: str, file: str, *, keep: bool) -> list[tuple[Record, Place, str]]:
        """Return the records of a file of which nothing is known."""
        data = file_bytes(self.root, file, self.findings)
        if data is None:
            return []
        before, decoded = len(self.findings), list(_decoded(folder, file, data, self.findings))
        found = [(record, place, digest(item)) for record, place, item in decoded]
        if self.readings and keep and len(self.findings) == before:
            items = [(item, known) for (*_, item), (*_, known) in zip(decoded, found, strict=True)]
            self.readings.put(file, sha256(data).hexdigest(), items)
        return found

    def _known(self, folder: str, file: str, key: str) -> list[tuple[Record, Place, str]] | None:
        """Return the records of a file that was read before; nothing where what is remembered of it is no good."""
        items = self.readings.get(file, key) if self.readings else None
        if items is None:
            return None
        model = LISTS.get(folder)
        paths: list[tuple[int, ...]] = [(index,) for index in range(len(items))] if model else [()]
        try:
            records = [(model or SINGLES[folder]).model_validate(item) for item, _ in items]
            return [
                (one, Place(file, path), known) for one, path, (_, known) in zip(records, paths, items, strict=True)
            ]
        except ValueError:
            return None

    def briefs(self, files: Sequence[str], spared: dict[str, Spared]) -> dict[str, Spared]:
        """Take in the briefs of files but for those to spare; return these. Of two with one id none is spared."""
        found = {file: self._brief(file) for file in files if file not in spared}
        ids = Counter([str(brief.id) for every in found.values() for brief, *_ in every])
        ids.update(one.brief for one in spared.values())
        for file in files:
            if file in spared and ids[spared[file].brief] > 1:
                del spared[file]
                found[file] = self._brief(file)
            for record, place, known in found.get(file, ()):
                self._add("briefs", record, place, known)
        return spared

    def _brief(self, file: str) -> list[tuple[Record, Place, str]]:
        data = file_bytes(self.root, file, self.findings)
        found = _decoded("briefs", file, data, self.findings) if data is not None else ()
        return [(record, place, digest(item)) for record, place, item in found]

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


def brief_of(root: Path, file: str) -> Brief | None:
    """Return the brief of a file, if it holds a sound one."""
    data = file_bytes(root, file, [])
    found = [record for record, *_ in _decoded("briefs", file, data, [])] if data is not None else []
    return next((record for record in found if isinstance(record, Brief)), None)


def file_bytes(root: Path, file: str, findings: list[Diagnostic]) -> bytes | None:
    """Return the bytes of a file of the desk, or nothing and why."""
    if _leads_out(root, root / file):
        hint = "copy the file into the desk"
        findings.append(error("BP011", f"'{file}' leads out of the desk", Span(file), help=hint))
        return None
    try:
        return read_bytes(root / file)
    except OSError as why:
        findings.append(error("BP001", f"cannot read '{file}': {cause(why)}", Span(file)))
        return None


def _leads_out(root: Path, path: Path) -> bool:
    # No folder on the way is a link.
    if not path.is_symlink():
        return False
    try:
        return not path.resolve().is_relative_to(root.resolve())
    except RuntimeError:  # Python before 3.13 says so of a link to itself; opening it says it better
        return False


def _decoded(folder: str, file: str, data: bytes, findings: list[Diagnostic]) -> Iterator[tuple[Record, Place, Plain]]:
    node, faults = read(data, file)
    findings.extend(faults)
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
        plainly = plain(item)
        record, found = decode(model, item, plainly)
        findings.extend(found)
        if record:
            yield record, Place(file, path), plainly
