"""`check` in a pipeline: formats for machines, strictness, a choice of findings, and pages that explain them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from briefpress.load.manual import manual

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

TOP = Path(__file__).parents[1]
BAD = "tests/desks/bad/bp005-duplicate-key"

LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "required": ["artifactLocation", "region"],
            "properties": {
                "artifactLocation": {"required": ["uri"], "properties": {"uri": {"pattern": "^[^/].*"}}},
                "region": {
                    "required": ["startLine"],
                    "additionalProperties": {"type": "integer", "minimum": 1},
                    "propertyNames": {"enum": ["startLine", "startColumn", "endLine", "endColumn"]},
                },
            },
        }
    },
}
TEXT = {"required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
RULE = {
    "required": ["id", "name", "shortDescription", "fullDescription", "help"],
    "properties": {"shortDescription": TEXT, "fullDescription": TEXT, "help": TEXT},
}
RESULT = {
    "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
    "properties": {
        "level": {"enum": ["error", "warning", "note"]},
        "message": TEXT,
        "locations": {"type": "array", "minItems": 1, "items": LOCATION},
        "relatedLocations": {"type": "array", "items": LOCATION},
    },
}
SARIF: dict[str, Any] = {
    "required": ["$schema", "version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "minItems": 1,
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name", "rules"],
                                "properties": {"rules": {"type": "array", "items": RULE}},
                            }
                        },
                    },
                    "results": {"type": "array", "items": RESULT},
                },
            },
        },
    },
}
"""What GitHub's code scanning asks of SARIF 2.1.0."""


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """Copy the plain desk, which has no finding, so that a test may spoil it."""
    return Path(shutil.copytree(TOP / "tests/desks/plain", tmp_path / "plain"))


def check(run: Callable[..., Ran], desk: Path, *words: str) -> Ran:
    """Check a desk as of the day the plain desk is made for."""
    return run("check", desk, "--as-of", "2026-07-01", *words)


def test_sarif_is_what_github_takes(run: Callable[..., Ran]) -> None:
    """A desk with findings gives a log that validates, with paths from where it was run."""
    ran = run("check", BAD, "--format", "sarif")
    log = json.loads(ran.out)

    jsonschema.Draft202012Validator(SARIF).validate(log)
    (result,) = log["runs"][0]["results"]
    assert ran.status == 1
    assert log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "BP005"
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert (TOP / place).is_file()


def test_github_annotations_go_to_standard_output(run: Callable[..., Ran]) -> None:
    """One command for each finding and nothing else."""
    ran = run("check", BAD, "--format", "github")

    assert ran.status == 1
    assert ran.err == ""
    (line,) = ran.out.splitlines()
    assert line.startswith(f"::error file={BAD}/content/themes/themes.yaml,")


def test_clean_desk_has_an_empty_log(run: Callable[..., Ran], plain: Path) -> None:
    """Without findings SARIF still is a log, which clears earlier ones."""
    ran = check(run, plain, "--format", "sarif")

    assert ran.status == 0
    assert json.loads(ran.out)["runs"][0]["results"] == []


def test_warnings_fail_only_when_strict(run: Callable[..., Ran], plain: Path) -> None:
    """A folder that is not read is a warning."""
    (plain / "content/theme").mkdir()

    assert check(run, plain).status == 0
    assert check(run, plain, "--strict").status == 1
    assert check(run, plain, "--strict", "--ignore", "BP011").status == 0


def test_findings_are_chosen_and_left_out(run: Callable[..., Ran]) -> None:
    """What is not chosen is neither shown nor counted."""
    assert run("check", BAD, "--select", "BP0").status == 1
    assert run("check", BAD, "--select", "bp005, BP328").status == 1
    left = run("check", BAD, "--ignore", "BP00")
    assert (left.status, "no findings" in left.err) == (0, True)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_unknown_code_is_a_mistake(run: Callable[..., Ran], option: str) -> None:
    """A code that nothing has would silently choose nothing."""
    ran = run("check", BAD, option, "BP005,BP3288")

    assert ran.status == 2
    assert ran.err == "briefpress: no code 'BP3288': did you mean 'BP328'?\n"
    assert "lists all codes" in run("check", BAD, option, "XYZ").err


@pytest.mark.parametrize("word", ["BP328", "bp328", "traced"])
def test_page_is_printed_as_it_is_in_a_pipe(run: Callable[..., Ran], word: str) -> None:
    """By code or by name, the page is the file."""
    assert run("explain", word).out == (TOP / "docs/checks/traced.md").read_text(encoding="utf-8")


def test_unknown_page_gets_a_suggestion(run: Callable[..., Ran]) -> None:
    """A misspelt name is answered with the closest one."""
    ran = run("explain", "tracd")

    assert (ran.status, ran.err) == (2, "briefpress: no diagnostic 'tracd': did you mean 'traced'?\n")


def test_all_codes_are_listed(run: Callable[..., Ran]) -> None:
    """Without a word, every code of the manual is a line with its name and meaning."""
    lines = [line.split("\t") for line in run("explain").out.splitlines()]

    assert [line[0] for line in lines] == sorted(manual())
    assert all(len(line) == 3 and line[2] for line in lines)


def test_page_is_set_on_a_terminal(run: Callable[..., Ran]) -> None:
    """On a terminal Markdown is set, and the list is a table."""
    assert "## Why" not in (page := run("explain", "traced", terminal=True).out)
    assert "Why" in page
    assert "What it finds" in run("explain", terminal=True).out


@pytest.mark.parametrize(
    "text",
    [
        "# List\n\n| code | says | way out |\n| --- | --- | --- |\n| `BP005` | **a key** stands twice | keep one |\n",
        "# List\n\n## BP005 a key stands twice\n\nKeep one.\n\n## BP006\n\nAnchors.\n\nMore.\n",
        "# List\n\n### `BP005`\n\na key stands twice\n\nKeep one.\n",
    ],
    ids=["table", "headings-with-words", "headings"],
)
def test_list_of_diagnostics_is_read_in_either_form(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes without a page of their own come from the list, be it a table or headings; a page wins over it."""
    (tmp_path / "docs/checks").mkdir(parents=True)
    (tmp_path / "docs/diagnostics.md").write_text(text + "\n| BP007 |  | |\n", encoding="utf-8")
    (tmp_path / "docs/checks/deep.md").write_text("# BP007 deep\n\nToo\ndeep.\n\n## Why\n", encoding="utf-8")
    (tmp_path / "docs/checks/notes.md").write_text("# Notes\n", encoding="utf-8")
    monkeypatch.setattr("briefpress.__file__", str(tmp_path / "__init__.py"))

    entries = manual()
    assert (entries["BP005"].name, entries["BP005"].meaning) == ("", "a key stands twice")
    assert "keep one" in entries["BP005"].text.casefold()
    assert (entries["BP007"].name, entries["BP007"].meaning) == ("deep", "Too deep.")


def test_every_code_is_in_the_manual_once_the_list_is_there() -> None:
    """A code that a user can meet can be explained."""
    import re

    source = "".join(path.read_text(encoding="utf-8") for path in (TOP / "src").rglob("*.py"))
    met = set(re.findall(r'"(BP\d{3})"', source))
    if not (TOP / "docs/diagnostics.md").is_file():
        met = {code for code in met if code in manual()}

    assert len(met) > 10
    assert met - manual().keys() == set()
