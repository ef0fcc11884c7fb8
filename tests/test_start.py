"""What each command loads before it works: nobody waits for what is not used."""

from __future__ import annotations

import subprocess
import sys

import pytest

from printing import DESKS, TOP

HEAVY = {"pydantic", "yaml", "jinja2", "weasyprint", "pikepdf", "fontTools", "babel", "markdown_it", "rich"}
READS = {"pydantic", "yaml", "babel", "markdown_it"}
"""What understands a desk."""
CHILD = (
    "import sys\nfrom briefpress import cli\n"
    "try:\n    cli.main()\n"
    f"finally:\n    sys.stdout.write('\\n' + ' '.join(sorted({HEAVY!r} & sys.modules.keys())))\n"
)


@pytest.mark.parametrize(
    ("words", "may"),
    [
        pytest.param(("--version",), set(), id="version"),
        pytest.param(("--help",), set(), id="help"),
        pytest.param(("explain", "BP101"), set(), id="explain"),
        pytest.param(("build", "--desk", "/"), set(), id="build without a desk"),
        pytest.param(("list", str(DESKS / "plain")), READS, id="list"),
        pytest.param(("check", str(DESKS / "plain"), "--as-of", "2026-07-01"), READS, id="check"),
    ],
)
def test_a_command_loads_what_it_needs(words: tuple[str, ...], may: set[str]) -> None:
    """Neither the engine nor the templates' language, and of what reads a desk only where one is read."""
    ran = subprocess.run([sys.executable, "-c", CHILD, *words], capture_output=True, text=True, check=False, cwd=TOP)

    assert set(ran.stdout.rpartition("\n")[2].split()) <= may
