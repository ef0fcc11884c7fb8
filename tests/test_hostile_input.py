"""Input that cannot live in a repository: huge files, links, pipes, odd names, and content made to take for ever."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

    Run = Callable[..., Ran]

THEME = "- id: money\n  title: Money\n"
HIDDEN = "- id: hidden\n  title: [Hidden]\n"


def desk(root: Path, text: str | bytes = THEME, file: str = "content/themes/themes.yaml") -> Path:
    """Write the smallest desk, with one file in it."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "briefpress.yaml").write_text("publication: Test\n")
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def errors(ran: Ran) -> list[tuple[str, str, int]]:
    """Return code, file and line of the findings of a run with `--format json`."""
    found: list[dict[str, Any]] = json.loads(ran.out)
    return [(finding["code"], finding["file"], finding["line"]) for finding in found]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        pytest.param("- id: money\n  title: " + "x" * 5_000_000, "BP003", 2, id="five-megabyte-line"),
        pytest.param(THEME * 400_000, "BP003", 0, id="huge-file"),
        pytest.param("[" * 90_000, "BP007", 1, id="brackets"),
        pytest.param("{a: " * 20_000, "BP007", 1, id="braces"),
        pytest.param("- " * 40_000 + "x", "BP007", 1, id="dashes"),
        pytest.param("? " * 40_000 + "x", "BP007", 1, id="question-marks"),
        pytest.param("[" * 100_000, "BP007", 1, id="hundred-thousand-fold"),
        pytest.param("- id: money\n  title: >-\n" + "    [[[[[[[[\n" * 5_000, "BP108", 2, id="endless-text"),
        pytest.param("- id: money\n  title: " + "9" * 90_000, "BP103", 2, id="endless-number"),
        pytest.param("- id: money\n  title: 0x" + "f" * 90_000, "BP103", 2, id="endless-hexadecimal"),
        pytest.param("- id: money\n  title: 1e99999999999999999999", "BP103", 2, id="endless-exponent"),
        pytest.param(f"- id: {'x' * 90_000}\n  title: Money", "BP106", 1, id="endless-id"),
    ],
)
def test_what_would_take_for_ever_is_refused(run: Run, tmp_path: Path, text: str, code: str, line: int) -> None:
    """Size and depth are bounded, and the report of what is too long is short."""
    desk(tmp_path, text)

    ran = run("check", tmp_path, "--format", "json")
    assert (ran.status, errors(ran)) == (1, [(code, "content/themes/themes.yaml", line)])
    assert len(run("check", tmp_path).err) < 2_000


@pytest.mark.parametrize("pattern", ["(" * 5_000 + ")" * 5_000, "a{99999999999999999999}", "(?P<a>x)(?P<a>y)"])
def test_patterns_that_python_chokes_on(run: Run, tmp_path: Path, pattern: str) -> None:
    """A pattern that cannot be compiled is the desk's fault, in whatever way Python fails on it."""
    claim = {"id": "gap", "kind": "gap", "statement": "No word.", "themes": ["money"], "as_of": "2025"}
    desk(tmp_path, json.dumps([{**claim, "absent": [pattern]}]), "content/claims/claims.yaml")

    assert errors(run("check", tmp_path, "--format", "json")) == [("BP112", "content/claims/claims.yaml", 1)]


def test_odd_patterns_pass_without_a_word(run: Run, tmp_path: Path) -> None:
    """A pattern that Python warns of is none of the editor's business."""
    claim = {"id": "gap", "kind": "gap", "statement": "No word.", "themes": ["money"], "as_of": "2025"}
    desk(tmp_path, json.dumps([{**claim, "absent": ["[[a]"]}]), "content/claims/claims.yaml")
    desk(tmp_path)

    ran = run("check", tmp_path, "--format", "json")

    assert ran.err == ""
    assert "BP112" not in {code for code, _, _ in errors(ran)}


def test_links_out_of_the_desk_are_not_followed(run: Run, tmp_path: Path) -> None:
    """A link to a file or folder elsewhere is named, and nothing of what it leads to is shown."""
    outside, here = desk(tmp_path / "outside", HIDDEN), desk(tmp_path / "desk")
    (here / "content/themes/link.yaml").symlink_to(outside / "content/themes/themes.yaml")
    (here / "content/claims").symlink_to(outside / "content/themes")

    ran = run("check", here, "--format", "json")

    assert errors(ran) == [("BP011", "content/claims", 0), ("BP011", "content/themes/link.yaml", 0)]
    assert "Hidden" not in ran.out + run("check", here).err


@pytest.mark.parametrize("name", ["content", "briefpress.yaml"])
def test_the_desk_itself_is_no_link(run: Run, tmp_path: Path, name: str) -> None:
    """Neither its settings nor its content may lie elsewhere."""
    outside, here = desk(tmp_path / "outside", HIDDEN), desk(tmp_path / "desk")
    (here / name).rename(here / f"{name}.old")
    (here / name).symlink_to(outside / name)

    assert errors(run("check", here, "--format", "json")) == [("BP011", name, 0)]


def test_links_in_circles(run: Run, tmp_path: Path) -> None:
    """Folders that lead into each other are not walked for ever, and a link to itself is a file that cannot be read."""
    themes = desk(tmp_path) / "content" / "themes"
    for name in ("left", "right"):
        (themes / name).symlink_to(themes)
    (themes / "self.yaml").symlink_to("self.yaml")

    assert errors(run("check", tmp_path, "--format", "json")) == [
        ("BP011", "content/themes/left", 0),
        ("BP011", "content/themes/right", 0),
        ("BP001", "content/themes/self.yaml", 0),
    ]


@pytest.mark.parametrize("name", ["content/themes/more.yaml", "briefpress.yaml"])
def test_a_pipe_is_not_read(run: Run, tmp_path: Path, name: str) -> None:
    """A pipe where a file belongs would keep the program waiting."""
    desk(tmp_path)
    (tmp_path / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / name)

    assert errors(run("check", tmp_path, "--format", "json")) == [("BP001", name, 0)]
    assert f"cannot read '{name}': not a file" in run("check", tmp_path).err


@pytest.mark.parametrize("name", ["content/themes/more.yaml", "briefpress.yaml"])
@pytest.mark.parametrize("verb", ["check", "build"])
def test_a_file_that_no_memory_holds_is_not_read(run: Run, tmp_path: Path, verb: str, name: str) -> None:
    """Of a file that is far too large no more is read than shows it."""
    file = desk(tmp_path) / name
    file.touch()
    os.truncate(file, 2**43)

    ran = run(verb, "--desk", tmp_path) if verb == "build" else run(verb, tmp_path)
    assert (ran.status, f"error[BP003]: file is larger than 8 MiB\n  --> {name}" in ran.err) == (1, True), ran.err


def test_a_folder_named_like_a_file(run: Run, tmp_path: Path) -> None:
    """A folder whose name ends in .yaml is a folder, also where the settings belong."""
    desk(tmp_path, file="content/themes/folder.yaml/themes.yaml")
    assert run("check", tmp_path).status == 0

    (tmp_path / "briefpress.yaml").unlink()
    (tmp_path / "briefpress.yaml").mkdir()
    assert errors(run("check", tmp_path, "--format", "json")) == [("BP001", "briefpress.yaml", 0)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("name", ["content", "content/themes", "content/themes/themes.yaml", "briefpress.yaml"])
@pytest.mark.parametrize("mode", [0o000, 0o444, 0o111])
def test_what_may_not_be_read(run: Run, tmp_path: Path, name: str, mode: int) -> None:
    """A file or folder without permission is a finding that names it."""
    path = desk(tmp_path) / name
    path.chmod(mode)
    try:
        ran = run("check", tmp_path, "--format", "json")
    finally:
        path.chmod(0o700)

    assert (ran.status, {code for code, _, _ in errors(ran)}) in [(1, {"BP001"}), (0, set())]
    assert mode or ran.status == 1


@pytest.mark.parametrize("name", [b"\xff.yaml", b"new\nline.yaml", b"\x1b[2J.yaml", "\u202egnp.yaml".encode()])
def test_file_names_cannot_steer_a_terminal(run: Run, tmp_path: Path, name: bytes) -> None:
    """Names that are not text, or that a terminal would obey, are shown and written as what they are."""
    file = f"content/themes/{os.fsdecode(name)}"
    desk(tmp_path, "- id: [", file)

    assert errors(run("check", tmp_path, "--format", "json")) == [("BP004", file, 1)]
    for form in ("full", "concise"):
        report = run("check", tmp_path, "--format", form).err
        assert all(char.isprintable() or char == "\n" for char in report)
        assert ".yaml:1:8" in report


@pytest.mark.parametrize(
    ("mark", "end"),
    [(b"", b"\n"), (b"\xef\xbb\xbf", b"\r\n"), (b"", b"\r"), (b"\xef\xbb\xbf", b"\n")],
    ids=["plain", "windows", "old-mac", "marked"],
)
def test_line_ends_and_byte_order_marks_are_fine(run: Run, good: Path, mark: bytes, end: bytes) -> None:
    """Files as any editor saves them make the same briefs, and faults in them are found at the same place."""
    files = [good / "briefpress.yaml", *good.glob("content/**/*.yaml")]
    before = _briefs(run, good)
    for file in files:
        file.write_bytes(mark + file.read_bytes().replace(b"\n", end))

    assert _briefs(run, good) == before
    desk(good, mark + end.join([b"- id: x", b"  title: X", b"  titel: X"]), "content/themes/more.yaml")
    ran = run("check", good)
    assert "content/themes/more.yaml:3:3\n   3 |   titel: X\n     |   ^^^^^\n" in ran.err


def _briefs(run: Run, root: Path) -> dict[str, bytes]:
    output = root.parent / "made"
    assert run("build", "--desk", root, "-f", "json", "-o", output, "--as-of", "2026-11-22").status == 0
    return {path.name: path.read_bytes() for path in output.rglob("*.json")}
