"""The same briefs printed by other programs, as far as they are installed: each brief by a command of its own.

Chromium prints the page that briefpress made, without the page numbers of its contents, its heads, feet and notes.
The others print what the View says, in its order, as headings, paragraphs and numbered notes, in a design of their own
and without charts: they have less to draw.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.check.pieces import UNREAD
from briefpress.model.view import Run, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefpress.emit.artifact import Task

BIN = Path(sys.executable).parent
FONTS = Path(__file__).parents[2] / "templates/fonts"
_LEFT_OUT = UNREAD | {"drawing", "title"}
_NOTES = {"evidence", "sources"}
_MARKUP = re.compile(r"([!-/:-@\[-`{-~])")


@dataclass(frozen=True)
class Line:
    """A heading of a level, a paragraph (level 0), or a numbered note (level -1)."""

    level: int
    text: str


@dataclass(frozen=True)
class Peer:
    """A program that prints a file, its source, and what is missing where it is not installed."""

    name: str
    ending: str
    written: Callable[[Sequence[Line]], str]
    command: Callable[[Path, Path], tuple[str | Path, ...]]
    missing: str = ""


def lines(task: Task) -> list[Line]:
    """Return what a brief says, in its order: a paragraph for each piece, a note for each row of evidence."""
    view = task.view
    front = [getattr(view.front, name) for name in parts(view.front) if name not in UNREAD]
    found = [Line(1, _said(view.title)), *(Line(0, text) for piece in front for text in _paragraphs(piece))]
    for section in view.sections:
        found.append(Line(1, _said(section.heading)))
        for block in section.blocks:
            found += [Line(2, text) for text in _paragraphs(block.title)]
            kind = -1 if block.block in _NOTES else 0
            told = [getattr(block, name) for name in parts(block) if name not in _LEFT_OUT]
            found += [Line(kind, text) for piece in told for text in _paragraphs(piece)]
    return found


def _paragraphs(piece: object) -> Iterator[str]:
    many = piece if isinstance(piece, tuple) and not all(isinstance(one, Run) for one in piece) else (piece,)
    yield from (text for one in many if (text := _said(one)))


def _said(piece: object) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Run):
        return piece.text
    if isinstance(piece, tuple):
        plain = all(isinstance(one, Run) for one in piece)
        return ("" if plain else " ").join(filter(None, map(_said, piece)))
    told = (_said(getattr(piece, name)) for name in parts(piece) if name not in _LEFT_OUT)
    return " ".join(filter(None, told))


def typst(told: Sequence[Line]) -> str:
    """Return the source of a Typst document: tagged, with contents, running head and page numbers."""
    found = [
        '#set page(paper: "a4", margin: 20mm, numbering: "1 / 1", header: [briefpress])',
        '#set document(title: "A brief", date: none)',
        '#set text(font: "Source Sans 3", size: 9pt, lang: "en")',
        "#set par(justify: true)",
        "#outline(depth: 1)",
    ]
    for line in told:
        text = f"#{json.dumps(line.text, ensure_ascii=False)}"
        lead = {-1: "+ ", 0: ""}.get(line.level, f"{'=' * line.level} ")
        found.append(f"{lead}{text}\n")
    return "\n".join(found)


def markdown(told: Sequence[Line]) -> str:
    """Return the source for Pandoc."""
    numbers = count(1)
    found = ["---\ntitle: A brief\nlang: en\n---\n"]
    for line in told:
        text = _MARKUP.sub(r"\\\1", " ".join(line.text.split()))
        lead = f"{next(numbers)}. " if line.level < 0 else f"{'#' * line.level} " if line.level else ""
        found.append(f"{lead}{text}\n")
    return "\n".join(found)


def asciidoc(told: Sequence[Line]) -> str:
    """Return the source for Asciidoctor PDF."""
    found = ["= A brief\n:toc:\n"]
    for line in told:
        text = " ".join(line.text.split()).replace("]", "\\]")
        lead = ". " if line.level < 0 else f"{'=' * (line.level + 1)} " if line.level else ""
        found.append(f"{lead}pass:c[{text}]\n")
    return "\n".join(found)


def _typst_command(source: Path, target: Path) -> tuple[str | Path, ...]:
    call = f"typst.compile({str(source)!r}, output={str(target)!r}, font_paths=[{str(FONTS)!r}])"
    return sys.executable, "-c", f"import typst; {call}"


def _absent(program: str, package: str) -> str:
    return "" if shutil.which(program) else f"apt-get install {package}"


PEERS = (
    Peer("Typst", "typ", typst, _typst_command, "" if find_spec("typst") else "pip install typst"),
    Peer(
        "Pandoc and the engine",
        "md",
        markdown,
        lambda source, target: ("pandoc", source, "-o", target, "--toc", f"--pdf-engine={BIN / 'weasyprint'}"),
        _absent("pandoc", "pandoc"),
    ),
    Peer(
        "Asciidoctor PDF",
        "adoc",
        asciidoc,
        lambda source, target: ("asciidoctor-pdf", source, "-o", target),
        _absent("asciidoctor-pdf", "ruby-asciidoctor-pdf"),
    ),
)


def printers(tasks: Sequence[Task], pages: Sequence[Path], folder: Path) -> dict[str, Callable[[], object]]:
    """Return what prints all briefs, for each program that is there; say which is not, and why."""
    found: dict[str, Callable[[], object]] = {}
    if missing := _absent("chromium", "chromium"):
        sys.stdout.write(f"left out: Chromium ({missing})\n")
    else:
        call = ("chromium", "--headless", "--no-sandbox", "--disable-gpu")
        based = [_based(page) for page in pages]
        found["Chromium, the same pages"] = _all([(*call, f"--print-to-pdf={page}.pdf", page) for page in based])
    for peer in PEERS:
        if peer.missing:
            sys.stdout.write(f"left out: {peer.name} ({peer.missing})\n")
            continue
        commands = []
        for at, task in enumerate(tasks):
            source, target = folder / f"{at}.{peer.ending}", folder / f"{at}.{peer.ending}.pdf"
            source.write_text(peer.written(lines(task)), encoding="utf-8")
            commands.append(peer.command(source, target))
        found[peer.name] = _all(commands)
    return found


def _based(page: Path) -> Path:
    """Return the page with the folder that its fonts are read from."""
    whole = page.with_suffix(".based.html")
    text = page.read_text(encoding="utf-8")
    whole.write_text(text.replace("<head>", f'<head><base href="{FONTS.parent.as_uri()}/">', 1), encoding="utf-8")
    return whole


def _all(commands: Sequence[tuple[str | Path, ...]]) -> Callable[[], object]:
    def run() -> None:
        for command in commands:
            subprocess.run([str(word) for word in command], check=True, capture_output=True)

    return run
