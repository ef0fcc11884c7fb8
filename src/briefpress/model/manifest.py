"""The Manifest of an edition, and the Register of all that were issued: what is on disk and from what."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from briefpress.model.imprint import Imprint, Since
from briefpress.model.record import Id, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

MANIFEST, CHANGES, CHANGES_TEXT, SUMS = "manifest.json", "changes.json", "changes.md", "SHA256SUMS"
"""The files of an edition beside the brief itself."""

Pair = tuple[str, str]
"""A brief and an audience."""
Number = Annotated[int, Field(ge=1)]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class FileSum(Part):
    """What a file has to be."""

    sha256: Sha256
    size: int


class Manifest(Part):
    """All that is known of an edition: its files, what they print, and what shaped their bytes."""

    version: Literal[1] = 1
    id: str
    """Brief, audience and number: `harbour/pilots/3`."""
    brief: Id
    audience: Id
    number: Number
    title: str
    label: str
    issued: date
    files: dict[str, FileSum]
    view: Sha256
    """The digest of all that it prints but the date of issue."""
    parts: dict[str, str]
    """The digest of every part of what it prints, but for the news: another part means other words."""
    tools: dict[str, str]
    templates: dict[str, Sha256]
    imprint: Imprint
    since: Since | None = None


class Withdrawal(Part):
    """An edition that nobody should rely on any more, and why."""

    id: str
    on: date
    why: str


class Entry(Part):
    """An edition in the Register."""

    id: str
    brief: Id
    audience: Id
    number: Number
    title: str
    label: str
    issued: date
    files: dict[str, FileSum]
    changes: int | None = None
    """How much changed since the edition before; a first one has none."""
    withdrawn: Withdrawal | None = None

    @property
    def pair(self) -> Pair:
        """The brief and the audience."""
        return self.brief, self.audience

    @property
    def folder(self) -> str:
        """Where it lies in the output folder."""
        return folder_of(self)


class Register(Part):
    """Every edition that was issued, the older ones first. What it does not name was not issued."""

    version: Literal[1] = 1
    editions: tuple[Entry, ...] = ()

    def of(self, pair: Pair) -> tuple[Entry, ...]:
        """Return the editions of a brief for an audience."""
        return self._by_pair.get(pair, ())

    def last(self, pair: Pair) -> Entry | None:
        """Return the edition that an audience got last."""
        return next(iter(self.of(pair)[::-1]), None)

    def get(self, name: str) -> Entry | None:
        """Return an edition by its id."""
        return self._by_id.get(name)

    def pairs(self) -> Iterator[Pair]:
        """Yield every brief and audience that has editions."""
        yield from self._by_pair

    @cached_property
    def _by_pair(self) -> dict[Pair, tuple[Entry, ...]]:
        # Looked up for each brief of a desk, so not looked for.
        found: dict[Pair, list[Entry]] = {}
        for entry in self.editions:
            found.setdefault(entry.pair, []).append(entry)
        return {pair: tuple(entries) for pair, entries in found.items()}

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in reversed(self.editions)}


def name(pair: Pair, number: int) -> str:
    """Return the id of an edition."""
    return "/".join((*pair, str(number)))


def folder_of(edition: Entry | Manifest) -> str:
    """Return where an edition lies in the output folder."""
    return f"{edition.brief}/editions/{edition.audience}/{edition.number}"


def entered(manifest: Manifest, own: dict[str, FileSum]) -> Entry:
    """Return what the Register says of an edition; `own` is what the manifest and the sums have to be."""
    return Entry(
        id=manifest.id,
        brief=manifest.brief,
        audience=manifest.audience,
        number=manifest.number,
        title=manifest.title,
        label=manifest.label,
        issued=manifest.issued,
        files={**manifest.files, **own},
        changes=len(manifest.since.changes) if manifest.since else None,
    )


def ordered(entries: tuple[Entry, ...]) -> Register:
    """Return the Register of these editions."""
    return Register(editions=tuple(sorted(entries, key=lambda entry: (entry.brief, entry.audience, entry.number))))
