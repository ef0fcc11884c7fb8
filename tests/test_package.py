"""What is shipped."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

TOP = Path(__file__).parents[1]


def test_wheel_carries_the_templates(tmp_path: Path) -> None:
    """A desk without templates of its own finds those of the installed package, fonts and licences included."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=TOP,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()

    templates = {
        path.relative_to(TOP / "templates").as_posix() for path in (TOP / "templates").rglob("*") if path.is_file()
    }
    assert {f"briefpress/templates/{name}" for name in templates} <= set(names)
    assert "briefpress/py.typed" in names
    manual = [*(TOP / "docs/checks").glob("*.md"), *(TOP / "docs").glob("diagnostics.md")]
    assert {f"briefpress/{path.relative_to(TOP).as_posix()}" for path in manual} <= set(names)
    assert not [name for name in names if name.startswith(("tests", "content", "output"))]


def test_every_dependency_is_locked() -> None:
    """The locks hold what the project asks for, by hash, and neither hosts nor paths."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    runtime, dev = ((TOP / name).read_text(encoding="utf-8") for name in ("requirements.lock", "requirements-dev.lock"))

    for wanted, lock in ((project["project"]["dependencies"], runtime), (project["dependency-groups"]["dev"], dev)):
        for requirement in wanted:
            name = re.split(r"[\[<>=]", requirement)[0]
            assert re.search(rf"^{re.escape(name)}==", lock, re.MULTILINE), f"{name}: run make lock"
    for lock in (runtime, dev):
        pins = re.findall(r"^[a-z0-9.-]+==.*?(?=^[a-z]|\Z)", lock, re.MULTILINE | re.DOTALL)
        assert all("--hash=sha256:" in pin for pin in pins)
        assert not re.search(r"://|file:|^-", lock, re.MULTILINE)
