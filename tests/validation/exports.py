"""`make validate-exports`: exported timers, the container and the metrics before whoever will read them.

Every judge is given what briefpress writes, and something spoilt: one that takes both is worth nothing.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.app.schedule.exports import Site, export
from briefpress.app.schedule.keeper import Keeper
from briefpress.app.schedule.metrics import text
from briefpress.model.schedule import Schedule
from briefpress.plan.due import begun, due, settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.app.schedule.exports import Kind

TOP = Path(__file__).parents[2]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOOK = {"id": "hook", "webhook": "https://example.org/hook", "secret": {"env": "HOOK_SECRET"}}
FIELDS: tuple[dict[str, object], ...] = (
    {"every": "weekday at 07:00", "zone": "Europe/Zurich", "fresh_within": "4 days", "deliver": (HOOK,)},
    {"every": "15 minutes", "zone": "Asia/Kathmandu"},
    {"on": "the last weekday at 18:00", "zone": "America/New_York", "publish": "always"},
    {"on": "the first Monday at 07:00", "deliver": ({"id": "drive", "folder": "/srv/100% shared"},)},
    {"cron": "0 6 13 * FRI", "zone": "Australia/Lord_Howe", "publish": "draft"},
)
SCHEDULES = [Schedule.model_validate({"id": f"s{number}", **fields}) for number, fields in enumerate(FIELDS)]


@dataclass(frozen=True)
class Judge:
    """Whoever reads a kind of file, and what it must not take."""

    name: str
    words: tuple[str, ...]
    good: str
    bad: str
    piped: bool = False

    def takes(self, path: Path) -> bool:
        """Tell whether it has nothing against a file."""
        data = path.read_bytes()
        words = [*self.words, *([] if self.piped else [str(path)])]
        ran = subprocess.run(words, input=data if self.piped else None, capture_output=True, check=False)
        said = (ran.stdout + ran.stderr).decode(errors="replace")
        # systemd-analyze speaks of units of this machine, too.
        mine = [line for line in said.splitlines() if path.name in line] if self.name == "systemd-analyze" else []
        if ran.returncode or mine:
            sys.stdout.write("".join(f"    {line}\n" for line in (mine or said.splitlines())[:6]))
        return not ran.returncode and not mine


def judges(tools: Path) -> dict[str, list[Judge]]:
    """Return the judges of each kind of file."""
    lint = (str(tools / "actionlint"), "-shellcheck", str(tools / "shellcheck"))
    schema = (str(tools / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows")
    return {
        "github": [
            Judge("check-jsonschema", schema, "cancel-in-progress: false", "cancel-in-progress: [perhaps]"),
            Judge("actionlint", lint, "git add --all", "git add $UNQUOTED"),
        ],
        "k8s": [
            Judge(
                "kubernetes-validate",
                (str(tools / "kubernetes-validate"), "--strict"),
                "concurrencyPolicy:",
                "concurrencyPolice:",
            )
        ],
        "cron": [Judge("crontab", ("crontab", "-n"), "* * * * *", "* * * * 8")],
        "systemd": [
            Judge("systemd-analyze", ("systemd-analyze", "verify", "--man=no"), "Type=oneshot", "Type=twoshot"),
        ],
        "container": [Judge("hadolint", (str(tools / "hadolint"),), "WORKDIR /desk", "WORKDIR desk")],
        "metrics": [Judge("promtool", ("promtool", "check", "metrics"), " gauge", " gouge", piped=True)],
    }


def metrics(folder: Path) -> str:
    """Return the numbers of a desk of which every one is known."""
    keeper = Keeper(folder, folder, lambda *_, **__: None, schedules=tuple(SCHEDULES))
    for one in SCHEDULES:
        kept = begun(due(one, None, NOW).kept, NOW, NOW)
        keeper.state[one.id], _ = settled(one, kept, "ok", NOW)
    return text(keeper, NOW)


def written(folder: Path) -> Iterator[tuple[str, Path]]:
    """Write what is to be judged, and yield the kind of each file."""
    program = folder / "briefpress"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    (folder / "output").mkdir()
    site = Site(folder, folder / "output", program, owner="daemon")
    kinds: tuple[Kind, ...] = ("github", "k8s", "cron", "systemd")
    files: dict[str, dict[str, str]] = {kind: export(kind, SCHEDULES, site, NOW) for kind in kinds}
    files |= {"container": {"Dockerfile": (TOP / "Dockerfile").read_text("utf-8")}}
    files |= {"metrics": {"metrics.prom": metrics(folder)}}
    for kind, texts in files.items():
        for name, told in texts.items():
            (folder / name).write_text(told, encoding="utf-8")
        yield from ((kind, folder / name) for name in texts)


def main(tools: Path) -> int:
    """Judge, say what was found, and return the exit status."""
    found = judges(tools)
    lacking = {one.words[0] for of in found.values() for one in of if not shutil.which(one.words[0])}
    if lacking:
        sys.stdout.write(f"lacking: {', '.join(sorted(lacking))}; Debian has cron, prometheus and systemd\n")
        return 2
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "100% desk"
        folder.mkdir()
        for kind, path in written(folder):
            for judge in found[kind]:
                verdict = "takes" if (taken := judge.takes(path)) else "REFUSES"
                wrong += not taken
                sys.stdout.write(f"{judge.name} {verdict} {path.name}\n")
        for kind, of in found.items():
            for judge in of:
                wrong += not _seen(judge, kind, folder)
    return 1 if wrong else 0


def _seen(judge: Judge, kind: str, folder: Path) -> bool:
    """Tell whether a judge sees that a file was spoilt."""
    sample = {"github": "briefpress.yml", "k8s": "briefpress-s0.yaml", "cron": "briefpress.crontab"}
    sample |= {"systemd": "briefpress-s0.service", "container": "Dockerfile", "metrics": "metrics.prom"}
    path = folder / "spoilt" / sample[kind]
    path.parent.mkdir(exist_ok=True)
    good = (folder / path.name).read_text("utf-8")
    path.write_text(good.replace(judge.good, judge.bad), encoding="utf-8")
    seen = judge.good in good and not judge.takes(path)
    sys.stdout.write(f"{judge.name} {'sees' if seen else 'DOES NOT SEE'} that {path.name} was spoilt\n")
    return seen


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
