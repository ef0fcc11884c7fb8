"""The manual: a page or a line for every code, shipped with briefpress, so that findings can be explained anywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import briefpress

_CODE = r"BP\d{3}"
_TITLE = re.compile(rf"# (?P<code>{_CODE}) (?P<name>\S+)\s*\n+(?P<meaning>(?:.+\n?)+)")
_HEADING = re.compile(rf"^(?P<level>#{{2,6}})\s.*?(?P<code>{_CODE})(?P<rest>.*)$")
_ROW = re.compile(rf"^\|\s*\W*(?P<code>{_CODE})\b[^|]*\|(?P<cells>.*)\|\s*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manual says of one code: its name where it has one, its meaning in a sentence or two, all its text."""

    code: str
    name: str
    meaning: str
    text: str


def manual() -> dict[str, Entry]:
    """Return the entries of the manual by code: the checks' pages, and the list of all other diagnostics."""
    docs = _docs()
    entries = {entry.code: entry for entry in _listed(docs / "diagnostics.md")}
    for path in sorted((docs / "checks").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        if title := _TITLE.match(text):
            meaning = " ".join(title["meaning"].split())
            entries[title["code"]] = Entry(title["code"], title["name"], meaning, text)
    return dict(sorted(entries.items()))


def _docs() -> Path:
    here = Path(briefpress.__file__).parent
    # In a source checkout they stand at the top; the wheel carries them inside the package.
    return next(folder for folder in (here / "docs", here.parents[1] / "docs") if (folder / "checks").is_dir())


def _listed(path: Path) -> list[Entry]:
    """Return the entries of the list of diagnostics, whether it has them as rows of a table or under headings."""
    if not path.is_file():
        return []
    found: dict[str, Entry] = {}
    lines = path.read_text(encoding="utf-8").splitlines()
    for index, line in enumerate(lines):
        if row := _ROW.match(line):
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row["cells"]) if cell.strip()]
            text = f"# {row['code']}\n\n" + "\n\n".join(cells) + "\n"
            found.setdefault(row["code"], Entry(row["code"], "", _plain(cells[0] if cells else ""), text))
        elif heading := _HEADING.match(line):
            rest = lines[index + 1 :]
            end = next((at for at, one in enumerate(rest) if one.startswith("#")), len(rest))
            body = "\n".join(rest[:end]).strip()
            meaning = _plain(heading["rest"]) or _plain(body.split("\n\n")[0])
            text = f"# {heading['code']}{heading['rest']}\n\n{body}\n"
            found.setdefault(heading["code"], Entry(heading["code"], "", meaning, text))
    return list(found.values())


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[*`]", "", text).strip(" :–—-").split())
