"""Two judges of finished PDFs, independent of briefpress and of each other."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import page as page_validation

if TYPE_CHECKING:
    from collections.abc import Iterable

TOP = Path(__file__).parents[2]
_STREAM = re.compile(rb"/Length (\d+)[^\n]*>>\nstream\n")
FLAVOURS = ("ua1", "3a")
"""PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3)."""


@dataclass(frozen=True)
class Verdict:
    """What one judge says of one file by one standard: the rules that it breaks."""

    judge: str
    file: Path
    flavour: str
    checks: int
    broken: tuple[str, ...]


class Missing(Exception):
    """A judge cannot be asked here; the message says what to install."""


def verapdf(files: Iterable[Path]) -> list[Verdict]:
    """Return what veraPDF says, asked once for all files as its start is what takes long; raises Missing."""
    ready = subprocess.run(["sh", TOP / ".ci/verapdf"], capture_output=True, text=True, check=False)  # noqa: S607
    if ready.returncode:
        raise Missing(ready.stderr.strip())
    home = Path(".venv/verapdf")
    words = ["java", f"-Djava.util.logging.config.file={home}/log.properties", "-cp"]
    words += [(TOP / home / "classpath").read_text(encoding="utf-8"), "VeraCheck", ",".join(FLAVOURS)]
    asked = [file.resolve() for file in files]
    ran = subprocess.run([*words, *asked], capture_output=True, text=True, cwd=TOP, check=True)
    verdicts: list[Verdict] = []
    for line in ran.stdout.splitlines():
        kind, file, flavour, said = line.split("\t")
        if kind == "rule":
            last = verdicts.pop()
            verdicts.append(Verdict(last.judge, last.file, last.flavour, last.checks, (*last.broken, said)))
        else:
            # A failure without a rule must not pass for success.
            broken = () if kind == "passed" else ("failed",)
            verdicts.append(Verdict("veraPDF", Path(file), flavour, int(said), broken))
    assert len(verdicts) == len(asked) * len(FLAVOURS)
    return verdicts


def page(files: Iterable[Path]) -> list[Verdict]:
    """Return what page-validation says."""
    verdicts = []
    for file in files:
        for flavour in FLAVOURS:
            report = page_validation.validate_pdf(file, profile=flavour)
            real = [one for one in report.failures if "STREAM-LENGTH" not in one.rule_id or not _lengths_hold(file)]
            broken = tuple(dict.fromkeys(f"{one.rule_id} {one.message}" for one in real))
            verdicts.append(Verdict("page", file, flavour, report.rules.total, broken))
    return verdicts


def _lengths_hold(file: Path) -> bool:
    """Tell whether every stream ends where its length says.

    The judge takes a last byte 0D and the line feed that stands before `endstream` for one end of line, and so blames
    one compressed stream in a few hundred for nothing.
    """
    data, at, streams = file.read_bytes(), 0, 0
    while found := _STREAM.search(data, at):
        at = found.end() + int(found[1])
        streams += 1
        if not data.startswith((b"\nendstream", b"\r\nendstream"), at):
            return False
    return streams == data.count(b"\nendstream")
