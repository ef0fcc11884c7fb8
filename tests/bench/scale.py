"""What desks of growing size cost: cold, unchanged, a day later, edited, published; and what a second worker is worth.

`make scale`, or `python tests/bench/scale.py [--briefs N,N] [--format json] [--workers N] [--rounds N] [--json FILE]`.
Seconds of the clock and of CPU time with those of children, and the most memory that all processes held together.
The desks are the same for the same size; each brief prints fifteen claims of its own, and a claim stands in fifteen.
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
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from grown import wide
from typing_extensions import override

BIN = Path(sys.executable).parent
DAY, LATER = "2026-07-01", "2026-07-02"
MIB = 1024 * 1024


@dataclass(frozen=True)
class Cost:
    """What a run costs."""

    wall: float
    cpu: float
    memory: float
    """MiB of all its processes together, at most: what they share is counted for each."""

    @override
    def __str__(self) -> str:
        return f"{self.wall:>9.2f}{self.cpu:>9.2f}{self.memory:>9.0f}"


def family(process: int) -> list[int]:
    """Return a process and all that descend from it."""
    with suppress(OSError):
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
        return [process, *(one for child in children for one in family(int(child)))]
    return []


def held(process: int) -> float:
    """Return how much memory a process and all its children hold."""
    pages = 0
    for one in family(process):
        with suppress(OSError, IndexError):
            pages += int(Path(f"/proc/{one}/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / MIB


def cost(*words: str | Path) -> Cost:
    """Run a program, which has to succeed, and return what it costs."""

    def cpu() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    began, before, most = perf_counter(), cpu(), 0.0
    with subprocess.Popen([str(word) for word in words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as ran:
        while ran.poll() is None:
            most = max(most, held(ran.pid))
            sleep(0.02)
    if ran.returncode:
        raise SystemExit(f"{' '.join(map(str, words))}: status {ran.returncode}")
    return Cost(perf_counter() - began, cpu() - before, most)


def edit(root: Path) -> None:
    """Change the value of one claim in the middle of a desk."""
    files = sorted((root / "content/claims").glob("made-*.yaml"))
    file = files[len(files) // 2]
    text = file.read_text(encoding="utf-8")
    number = re.search(r"number: (\d+)", text)
    if number is None:
        raise SystemExit(f"{file}: no claim to edit")
    file.write_text(f"{text[: number.start(1)]}{int(number[1]) + 1}{text[number.end(1) :]}", encoding="utf-8")


def size(count: int, fmt: str) -> dict[str, Cost]:
    """Return what a desk of so many briefs costs, run by run."""
    with tempfile.TemporaryDirectory() as name:
        root = wide(Path(name) / "desk", count)
        build = (BIN / "briefpress", "build", "-f", fmt, "--desk", root, "--as-of")
        found = {"cold": cost(*build, DAY), "unchanged": cost(*build, DAY)}
        edit(root)
        found["one claim edited"] = cost(*build, DAY)
        found["a day later"] = cost(*build, LATER)
        (root / "output/.briefpress/stamp.json").unlink(missing_ok=True)
        found["unchanged, all looked at"] = cost(*build, LATER)
        publish = (BIN / "briefpress", "publish", "-f", fmt, "--desk", root, "--as-of")
        found["published"] = cost(*publish, LATER)
        # Every brief tells from now on what changed since.
        found["nothing new, all proved again"] = cost(*publish, LATER)
        found["nothing new"] = cost(*publish, LATER)
        edit(root)
        found["one claim edited, published"] = cost(*publish, LATER)
        return found


def workers(count: int, rounds: int) -> dict[str, list[Cost]]:
    """Return what so many PDFs cost with one worker and with two, in turns."""
    found: dict[str, list[Cost]] = {"1": [], "2": []}
    with tempfile.TemporaryDirectory() as name:
        root = wide(Path(name) / "desk", count)
        for _ in range(rounds):
            for jobs, costs in found.items():
                shutil.rmtree(root / "output", ignore_errors=True)
                costs.append(cost(BIN / "briefpress", "build", "--desk", root, "--as-of", DAY, "--jobs", jobs))
    return found


def main() -> None:
    """Print the tables."""
    words = argparse.ArgumentParser()
    words.add_argument("--briefs", default="1,3,100,1000,10000")
    words.add_argument("--format", default="json", help="of these desks; json is the pure stages alone")
    words.add_argument("--workers", type=int, default=0, help="so many PDFs with one worker and with two, in turns")
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--json", type=Path)
    given = words.parse_args()
    load = os.getloadavg()[0]
    machine = {"python": platform.python_version(), "cores": len(os.sched_getaffinity(0)), "load": round(load, 1)}
    sys.stdout.write(", ".join(f"{name} {value}" for name, value in machine.items()) + "\n\n")
    told: dict[str, object] = {"machine": machine}
    sys.stdout.write(f"{'briefs':<8}{'run':<32}{'wall s':>9}{'CPU s':>9}{'MiB':>9}\n")
    for count in (int(one) for one in given.briefs.split(",") if one):
        costs = size(count, given.format)
        for what, one in costs.items():
            sys.stdout.write(f"{count:<8}{what:<32}{one}\n")
        sys.stdout.flush()
        told[str(count)] = {what: asdict(one) for what, one in costs.items()}
    if given.workers:
        both = workers(given.workers, given.rounds)
        gain = median(one.wall / two.wall for one, two in zip(both["1"], both["2"], strict=True))
        for jobs, costs_of in both.items():
            best = min(costs_of, key=lambda one: one.wall)
            sys.stdout.write(f"{given.workers:<8}{f'PDFs, --jobs {jobs}':<32}{best}\n")
        sys.stdout.write(f"two workers: {gain:.2f} times one, the median of {given.rounds} rounds\n")
        told["workers"] = {"gain": gain, **{jobs: [asdict(one) for one in costs] for jobs, costs in both.items()}}
    if given.json:
        given.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
