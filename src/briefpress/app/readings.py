"""What files of content held, kept under their checksums: a large desk that is unchanged is not parsed again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from briefpress.load.exact import again, exactly
from briefpress.record.memory import keep, kept
from briefpress.record.sums import Sums

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefpress.load.nodes import Plain

FILE = "content.jsonl"


@dataclass
class Kept:
    """Readings of files, in an output folder. What is damaged, old or of another program is not there."""

    output: Path
    program: str
    sums: Sums = field(default_factory=Sums)
    before: dict[str, dict[str, Any]] = field(default_factory=dict)
    now: dict[str, dict[str, Any]] = field(default_factory=dict)
    news: bool = False

    def __post_init__(self) -> None:
        lines = kept(self.output, FILE, self.program)
        self.before = {line["file"]: line for line in lines if isinstance(line.get("file"), str)}

    def sum(self, path: Path) -> str:
        """Return the sha256 of a file, or nothing where it is a link or cannot be read."""
        return self.sums.plain(path)

    def get(self, file: str, sha256: str) -> Sequence[Plain] | None:
        """Return what a file with these bytes holds, if that is known."""
        line = self.before.get(file)
        if line is None or line.get("sha256") != sha256 or not isinstance(line.get("items"), list):
            return None
        try:
            found = [again(item) for item in line["items"]]
        except ValueError:
            return None
        self.now[file] = line
        return found

    def put(self, file: str, sha256: str, items: Sequence[Plain]) -> None:
        """Remember it."""
        self.news = True
        self.now[file] = {"file": file, "sha256": sha256, "items": items}

    def remember(self) -> None:
        """Keep all that was read for the next run."""
        if self.news or self.now.keys() != self.before.keys():
            keep(self.output, FILE, self.program, map(exactly, self.now.values()))
