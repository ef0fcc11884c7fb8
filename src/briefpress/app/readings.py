"""What files of content held, kept under their checksums: a large desk that is unchanged is not parsed again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from msgspec import Raw, Struct, json

from briefpress.load.exact import again, exactly
from briefpress.record.memory import keep, kept
from briefpress.record.sums import Sums

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefpress.load.nodes import Plain

FILE = "content.jsonl"


class Reading(Struct):
    """What a file held: its records as plain data, each with its digest."""

    file: str
    sha256: str
    digests: tuple[str, ...]
    items: Raw


@dataclass
class Kept:
    """Readings of files, in an output folder. What is damaged, old or of another program is not there."""

    output: Path
    program: str
    sums: Sums = field(default_factory=Sums)
    before: dict[str, Reading] = field(default_factory=dict)
    now: dict[str, Reading] = field(default_factory=dict)
    news: bool = False

    def __post_init__(self) -> None:
        self.before = {one.file: one for one in kept(self.output, FILE, self.program, Reading)}

    def sum(self, path: Path) -> str:
        """Return the sha256 of a file, or nothing where it is a link, too large, or cannot be read."""
        return self.sums.plain(path)

    def get(self, file: str, sha256: str) -> list[tuple[Plain, str]] | None:
        """Return what a file with these bytes holds, if that is known."""
        one = self.before.get(file)
        if one is None or one.sha256 != sha256:
            return None
        try:
            found = list(zip(map(again, json.decode(one.items, type=list[Any])), one.digests, strict=True))
        except ValueError:
            return None
        self.now[file] = one
        return found

    def put(self, file: str, sha256: str, items: Sequence[tuple[Plain, str]]) -> None:
        """Remember it."""
        self.news = True
        plain = Raw(exactly([item for item, _ in items]).encode())
        self.now[file] = Reading(file, sha256, tuple(digest for _, digest in items), plain)

    def remember(self) -> None:
        """Keep all that was read for the next run."""
        if self.news or self.now.keys() != self.before.keys():
            keep(self.output, FILE, self.program, self.now.values())
