"""The folders that templates, style sheets, fonts and images are read from, and nothing outside them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import briefpress

LARGEST = 32 * 1024 * 1024
"""Bytes of one file."""


class Outside(Exception):
    """A file that is in none of the folders, or that a link takes out of them."""


@dataclass(frozen=True)
class Templates:
    """Folders of templates, the desk's own before those that come with briefpress."""

    folders: tuple[Path, ...]

    @classmethod
    def of(cls, desk: Path) -> Templates:
        """Return the templates of a desk."""
        own = desk / "templates"
        return cls(tuple(dict.fromkeys(folder.resolve() for folder in (own, cls.shipped()) if folder.is_dir())))

    @staticmethod
    def shipped() -> Path:
        """Return the folder that comes with briefpress."""
        here = Path(briefpress.__file__).parent
        # In a source checkout they stand at the top; the wheel carries them inside the package.
        both = (here / "templates", here.parents[1] / "templates")
        return next(folder.resolve() for folder in both if folder.is_dir())

    def find(self, name: str) -> Path:
        """Return the file of that name; raises Outside."""
        for folder in self.folders:
            path = (folder / name).resolve()
            if path.is_file() and path.is_relative_to(folder):
                return path
        raise Outside(name)

    def read(self, name: str) -> bytes:
        """Return the bytes of a file; raises Outside and OSError."""
        with self.find(name).open("rb") as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise Outside(name)
        return data

    def digests(self) -> dict[str, str]:
        """Return the sha256 of every file that may be used, by name."""
        found: dict[str, str] = {}
        for folder in reversed(self.folders):
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    found[path.relative_to(folder).as_posix()] = sha256(path.read_bytes()).hexdigest()
        return dict(sorted(found.items()))
