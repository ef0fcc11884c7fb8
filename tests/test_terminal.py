"""The program as a process: pipes, terminals, signals and shells."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import shutil
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

BAD = Path(__file__).parent / "desks" / "bad"
BROKEN = BAD / "bp304-inside-emphasis"
SOUND = BAD / "bp401-missing-template"
"""A desk that can be checked and listed; only its template is missing."""
PROGRAM = str(Path(sys.executable).with_name("briefpress"))
SHELL = shutil.which("bash") or ""

ESCAPE = "\x1b"


def call(*words: str | Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Run the program with nothing on standard input, and with these in its environment."""
    environment = {**os.environ, "TERM": "xterm-256color", **given}
    command = [PROGRAM, *map(str, words)]
    encoding = given.get("PYTHONIOENCODING", "utf-8")
    return subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, encoding=encoding, check=False
    )


def redirected(how: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the program by a shell that redirects its streams."""
    command = ["/bin/sh", "-c", f'"$@" {how}', "sh", PROGRAM, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def on_terminal(columns: int, *words: str | Path) -> tuple[int, str]:
    """Run the program on a terminal of this width, and return its status and what it showed."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    clean = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}
    command = [PROGRAM, *map(str, words)]
    process = subprocess.Popen(
        command, env={**clean, "TERM": "xterm-256color"}, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(ours)
    return process.wait(), shown.decode().replace("\r\n", "\n")


@pytest.mark.parametrize(
    "words", [("check", BROKEN), ("list", BROKEN), ("build", "--desk", BROKEN), ("-h",), ("--nope",)]
)
def test_a_pipe_gets_no_colours(words: tuple[str | Path, ...]) -> None:
    """Codes for a terminal in a log file are noise."""
    ran = call(*words)

    assert ESCAPE not in ran.stdout + ran.stderr


def test_a_terminal_gets_colours_unless_told_otherwise() -> None:
    """Colours are for people, and some people want none."""
    status, shown = on_terminal(80, "check", BROKEN)
    assert status == 1
    assert ESCAPE in shown

    assert ESCAPE not in call("check", BROKEN, NO_COLOR="1").stderr


@pytest.mark.parametrize("columns", [1, 200])
def test_a_narrow_terminal_breaks_no_line_of_a_report(columns: int) -> None:
    """Carets stay under their words: the terminal may wrap, the program does not."""
    _, shown = on_terminal(columns, "check", BROKEN, "--format", "concise")

    assert "content/audiences/owners.yaml:14:26: error[BP304]: numeral '60' is typed by hand" in shown


@pytest.mark.parametrize("columns", [10, 40])
def test_a_narrow_terminal_still_gets_its_table(good: Path, columns: int) -> None:
    """On a terminal a list is a table, however little room there is."""
    status, shown = on_terminal(columns, "list", good)

    assert status == 0
    assert "records" not in shown
    assert "\t" not in shown


@pytest.mark.parametrize(
    ("words", "unbuffered"),
    [
        (("list", SOUND), ""),
        (("list", SOUND), "1"),
        (("list", SOUND, "--format", "json"), ""),
        (("check", BROKEN, "--format", "json"), ""),
        (("check", BROKEN, "--format", "json"), "1"),
        (("-h",), ""),
    ],
)
def test_a_reader_that_goes_away_is_no_failure(words: tuple[str | Path, ...], unbuffered: str) -> None:
    """`briefpress list | head` ends without a complaint, whenever the pipe breaks."""
    reader, writer = os.pipe()
    os.close(reader)
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    command = [PROGRAM, *map(str, words)]
    ran = subprocess.run(command, env=environment, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)

    assert ran.returncode == 0
    assert b"Traceback" not in ran.stderr
    assert b"BrokenPipe" not in ran.stderr


def test_a_reader_of_findings_that_goes_away() -> None:
    """`briefpress check 2>&1 | head` too."""
    reader, writer = os.pipe()
    os.close(reader)
    ran = subprocess.run([PROGRAM, "check", str(BROKEN)], stdout=writer, stderr=writer, check=False)
    os.close(writer)

    assert ran.returncode == 0


@pytest.mark.parametrize(
    ("how", "words", "status"),
    [
        (">&-", ("list", BAD / "bp011-yml-extension"), 0),
        ("2>&-", ("check", BROKEN), 1),
        (">&- 2>&-", ("check", BROKEN, "--format", "json"), 1),
        ("2>&-", ("--nope",), 2),
    ],
)
def test_closed_streams(how: str, words: tuple[str | Path, ...], status: int) -> None:
    """With nowhere to print to, the status still tells."""
    ran = redirected(how, *words)

    assert ran.returncode == status
    assert "BP901" not in ran.stdout + ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_under_the_output_of_a_pipe() -> None:
    """What cannot be printed is said in one line, not in a traceback."""
    ran = redirected("> /dev/full", "list", BROKEN, "--format", "json")
    assert (ran.returncode, ran.stderr.splitlines()[-1]) == (2, "briefpress: no space left on device")

    assert redirected("2> /dev/full", "check", BROKEN).returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_any_encoding(good: Path, encoding: str) -> None:
    """Characters that the place we print to does not have are escaped, and JSON stays JSON."""
    theme = good / "content" / "themes" / "more.yaml"
    theme.write_text("- id: cafe\n  title: 5 → Café\n", encoding="utf-8")

    found = json.loads(call("check", good, "--format", "json", PYTHONIOENCODING=encoding).stdout)
    assert [finding["code"] for finding in found] == ["BP304"]
    ran = call("check", good, PYTHONIOENCODING=encoding)
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    brief = good / "content" / "briefs" / "skerry.yaml"
    brief.write_text(brief.read_text("utf-8").replace("headline: The bill", "headline: → The bill"), encoding="utf-8")
    assert call("list", good, PYTHONIOENCODING=encoding).returncode == 1


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    """Standing in a folder that somebody removed, one line says so."""
    gone = tmp_path / "gone"
    gone.mkdir()
    command = ["/bin/sh", "-c", 'cd "$1" && rmdir "$1" && exec "$2" check', "sh", str(gone), PROGRAM]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "briefpress: cannot look for a desk: no such file or directory\n"


def test_interrupted_while_building(good: Path) -> None:
    """Ctrl-C in the middle of a build leaves nothing behind and shows no traceback."""
    (good / "templates").mkdir()
    endless = "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}"
    (good / "templates" / "brief.html.j2").write_text(endless)
    # The child says when it is inside the program, so that the signal cannot come before it can be heard.
    child = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from briefpress import cli; from briefpress.app import build\n"
        "make = build.made\n"
        "build.made = lambda *given: print('begun', flush=True) or make(*given)\n"
        "cli.main()\n"
    )
    command = [sys.executable, "-c", child, "build", "--desk", str(good), "-f", "html"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()

    assert (process.returncode, out, err) == (130, "", "")
    assert not (good / "output").exists()


@pytest.mark.skipif(not SHELL, reason="no bash")
@pytest.mark.parametrize("flag", ["--show-completion", "--show-completion bash"])
def test_completion_script(flag: str) -> None:
    """The shell that asks gets a script that it understands."""
    ran = subprocess.run([SHELL, "-c", f'"$0" {flag}; exit $?', PROGRAM], capture_output=True, text=True, check=True)

    assert "complete -o default -F _briefpress_completion briefpress" in ran.stdout
    assert subprocess.run([SHELL, "-n"], input=ran.stdout, text=True, check=False).returncode == 0


@pytest.mark.skipif(not SHELL, reason="no bash")
def test_completion_is_installed_where_the_shell_looks(tmp_path: Path) -> None:
    """Installing touches the home folder only, and says which file."""
    environment = {**os.environ, "HOME": str(tmp_path)}
    command = [SHELL, "-c", '"$0" --install-completion; exit $?', PROGRAM]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)

    script = tmp_path / ".bash_completions" / "briefpress.sh"
    assert script.exists()
    assert str(script) in ran.stdout
    assert str(script) in (tmp_path / ".bashrc").read_text()


@pytest.mark.parametrize(
    ("words", "offered"),
    [("briefpress ", {"build", "check", "list"}), ("briefpress ch", {"check"}), ("briefpress check --f", {"--format"})],
)
def test_completion_offers_what_there_is(words: str, offered: set[str]) -> None:
    """The shell asks through the environment."""
    count = str(len(words.split(" ")) - 1)
    ran = call(_BRIEFPRESS_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=count)

    assert ran.returncode == 0
    assert set(ran.stdout.split()) >= offered


def test_a_build_says_where_the_time_went(good: Path) -> None:
    """A line for each brief names its stages, or why it took none; a terminal is told how much is left."""
    plain = call("build", "-f", "json", "--profile", "--desk", good)
    shutil.rmtree(good / "output")
    shown = on_terminal(100, "build", "-f", "json", "--profile", "--desk", good)

    next((good / "output").glob("*/*.json")).unlink()
    one = call("build", "-f", "json", "--profile", "--desk", good)
    none = call("build", "-f", "json", "--profile", "--desk", good)

    assert re.search(r"^\S+\.json +\d+\.\d\d s  data \d+\.\d\d$", plain.stderr, re.MULTILINE)
    assert " left " in shown[1]
    assert re.search(r"about \d+ s", shown[1])
    assert re.search(r"^\S+\.json  not made: it stands", one.stderr, re.MULTILINE)
    assert "nothing was read" in none.stderr


def test_an_interruption_before_the_program_is_read(tmp_path: Path) -> None:
    """Whoever changes his mind at once sees no call stack."""
    hasty = "import sys\nclass Hasty:\n    def find_spec(self, name, *_):\n"
    hasty += "        if name == 'typer': raise KeyboardInterrupt\n"
    hasty += "sys.meta_path.insert(0, Hasty())\nfrom briefpress.cli import main\nmain()\n"
    (tmp_path / "hasty.py").write_text(hasty, encoding="utf-8")
    ran = subprocess.run([sys.executable, tmp_path / "hasty.py"], capture_output=True, text=True, check=False)

    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "")
