"""What builds cost beside the engine's own command: ratios of runs that take turns, as a table and as JSON.

`make bench`, or `python tests/bench/speed.py [--rounds N] [--briefs N,N] [--json FILE]`. E is the sum of the engine's
command line called once for each brief on the page that briefpress made, with the same options.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from grown import desk
from peers import printers

from briefpress.app.artifact import Style, jobs
from briefpress.app.desk import opened
from briefpress.emit.artifact import made
from briefpress.emit.html import paper
from briefpress.emit.pdf import VARIANT
from briefpress.emit.templates import Templates
from briefpress.plan.fingerprint import digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.emit.artifact import Task

TOP = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
DAY = date(2026, 11, 22)
E = "engine's command, each brief"
Cost = tuple[float, float]
"""Seconds of wall and of CPU time, with those of children."""


def cost(run: Callable[[], object]) -> Cost:
    """Return what a call costs."""

    def cpu() -> float:
        both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(used.ru_utime + used.ru_stime for used in both)

    wall, before = perf_counter(), cpu()
    run()
    return perf_counter() - wall, cpu() - before


def call(*words: str | Path) -> None:
    """Run a program, which has to succeed."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795348800"}
    environment.pop("BRIEFPRESS_JOBS", None)
    subprocess.run([str(word) for word in words], check=True, capture_output=True, env=environment)


def tasks(root: Path) -> list[Task]:
    """Return the PDFs of a desk."""
    read = opened(root, DAY)
    if read.sound is None:
        raise SystemExit(f"{root}: not sound: {read.findings[0]}")
    return [job.task for job in jobs(read.sound, read.printed, Style(), {}, DAY, {})]


def pages(root: Path, what: list[Task], folder: Path) -> list[Path]:
    """Write the pages that the engine is given, and return their files."""
    files = []
    for number, task in enumerate(what):
        file = folder / f"{number}.html"
        file.write_text(paper(task.view, task.template, Templates.of(root))[0], encoding="utf-8")
        files.append(file)
    return files


def engine(files: list[Path]) -> None:
    """Print each page with the engine's own command."""
    for file in files:
        base = (TOP / "templates").as_uri() + "/"
        call(BIN / "weasyprint", "-u", base, "--pdf-variant", VARIANT, "--pdf-tags", file, file.with_suffix(".pdf"))


class Edited:
    """A claim of which one audience prints what it means, written one way and the other."""

    def __init__(self, root: Path) -> None:
        self.now = 0
        before = [digest(task.view) for task in tasks(root)]
        for self.file in sorted((root / "content/claims").glob("*.yaml")):
            text = self.file.read_text(encoding="utf-8")
            for found in re.finditer(r"  means:\n.*?\.\n", text, re.DOTALL):
                end = found.end() - 2
                self.texts = (text, f"{text[:end]} alone{text[end:]}")
                self.turn()
                read = opened(root, DAY)
                differ = sum(one != digest(other.view) for one, other in zip(before, read.printed, strict=False))
                self.turn()
                if read.sound and differ == 1:
                    return
        raise SystemExit("no claim can be edited")

    def turn(self) -> None:
        """Write the claim the other way."""
        self.now = 1 - self.now
        self.file.write_text(self.texts[self.now], encoding="utf-8")


def example(root: Path, rounds: int, *, others: bool) -> dict[str, list[Cost]]:
    """Measure a desk's builds beside the engine's command, each in turn."""
    found: dict[str, list[Cost]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files, edited, output = pages(root, tasks(root), folder), Edited(root), folder / "output"
        build = (BIN / "briefpress", "build", "--desk", root, "-o", output)

        def cold(*words: str) -> None:
            shutil.rmtree(output, ignore_errors=True)
            call(*build, *words)

        def one() -> None:
            edited.turn()
            call(*build)

        def remark() -> None:
            with edited.file.open("a", encoding="utf-8") as file:
                file.write("# A remark.\n")
            call(*build)

        runs: dict[str, Callable[[], object]] = {
            E: lambda: engine(files),
            "cold": cold,
            "nothing changed": lambda: call(*build),
            "nothing changed, a day later": lambda: call(*build, "--as-of", "2026-11-23"),
            "one claim edited": one,
            "a remark added": remark,
            "cold, --jobs 0": lambda: cold("--jobs", "0"),
        }
        if others:
            runs |= printers(tasks(root), files, folder)
        for number in range(rounds):
            for what, run in runs.items():
                found.setdefault(what, []).append(cost(run))
                sys.stderr.write(f"\rround {number + 1} of {rounds}: {what:<40}")
        sys.stderr.write("\r" + " " * 70 + "\r")
    return found


def table(found: dict[str, list[Cost]], base: str) -> dict[str, dict[str, float]]:
    """Print medians, and ratios to a base within each round; return them."""
    told = {}
    sys.stdout.write(f"{'':<34}{'wall s':>9}{'CPU s':>9}{'wall/E':>9}{'CPU/E':>9}\n")
    for what, costs in found.items():
        ratios = [(one[0] / other[0], one[1] / other[1]) for one, other in zip(costs, found[base], strict=True)]
        row = [median(pair[at] for pair in many) for many in (costs, ratios) for at in (0, 1)]
        told[what] = dict(zip(("wall", "cpu", "wall_ratio", "cpu_ratio"), row, strict=True))
        sys.stdout.write(f"{what:<34}{row[0]:>9.2f}{row[1]:>9.2f}{row[2]:>9.3f}{row[3]:>9.3f}\n")
    return told


def warm(rounds: int) -> dict[str, list[Cost]]:
    """Measure one brief in a process that printed it before, beside the engine in the same process."""
    task, templates = tasks(TOP)[0], Templates.of(TOP)
    page = paper(task.view, task.template, templates)[0]
    made(task, templates)
    from weasyprint import HTML

    base = f"{(TOP / 'templates').as_uri()}/"
    runs: dict[str, Callable[[], object]] = {
        "the engine, warm": lambda: HTML(string=page, base_url=base).write_pdf(pdf_variant=VARIANT, pdf_tags=True),
        "a brief, warm": lambda: made(task, templates),
    }
    found: dict[str, list[Cost]] = {}
    for _ in range(rounds):
        for what, run in runs.items():
            found.setdefault(what, []).append(cost(run))
    return found


def sizes(counts: list[int], fmt: str) -> dict[str, dict[str, float]]:
    """Print what desks of so many briefs cost: cold, and with nothing changed."""
    told = {}
    sys.stdout.write(f"\n{'briefs':<10}{'cold s':>9}{'a brief':>9}{'again s':>9}{'later s':>9}\n")
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            root = desk(Path(name) / "desk", claims=15, briefs=count)
            build = (BIN / "briefpress", "build", "-f", fmt, "--desk", root)
            days = ("2026-07-01", "2026-07-01", "2026-07-02")
            cold, again, later = (cost(partial(call, *build, "--as-of", day))[0] for day in days)
        told[str(count)] = {"cold": cold, "again": again, "later": later}
        sys.stdout.write(f"{count:<10}{cold:>9.2f}{cold / count:>9.2f}{again:>9.2f}{later:>9.2f}\n")
        sys.stdout.flush()
    return told


def main() -> None:
    """Print the tables."""
    words = argparse.ArgumentParser()
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--briefs", default="1,3,100", help="sizes of generated desks; 1000 takes an hour")
    words.add_argument("--format", default="pdf", help="of the generated desks")
    words.add_argument("--peers", action="store_true", help="print the briefs with other programs as well")
    words.add_argument("--json", type=Path)
    given = words.parse_args()
    machine = {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": len(os.sched_getaffinity(0)),
        "load": round(os.getloadavg()[0], 1),
    }
    sys.stdout.write(", ".join(f"{name} {value}" for name, value in machine.items()) + "\n\n")
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "desk"
        root.mkdir()
        shutil.copy(TOP / "briefpress.yaml", root)
        shutil.copytree(TOP / "content", root / "content")
        told = table(example(root, given.rounds, others=given.peers), E) if given.rounds else {}
    sys.stdout.write("\n")
    told |= table(warm(given.rounds), "the engine, warm") if given.rounds else {}
    grown = sizes([int(count) for count in given.briefs.split(",") if count], given.format)
    if given.json:
        data = {"machine": machine, "example": told, "generated": grown}
        given.json.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
