"""The command line as its users meet it: words, exit statuses, and what is printed where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress import __version__
from briefpress.app import proved as opening

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

    Run = Callable[..., Ran]

BAD = Path(__file__).parent / "desks" / "bad"
COMMANDS = ("build", "check", "list")


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_says_how(run: Run, command: tuple[str, ...], flag: str) -> None:
    """Help goes to standard output, names every command or option, and is no failure."""
    ran = run(*command, flag)

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: {' '.join(('briefpress', *command))} [OPTIONS]")
    assert "-h, --help" in ran.out
    assert command or all(f"\n  {name} " in ran.out for name in COMMANDS)


def test_without_words_there_is_help_and_a_failure(run: Run) -> None:
    """A script that forgot its words must notice; a person sees what there is."""
    ran = run()

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Usage: briefpress ")


def test_version(run: Run) -> None:
    """The version and nothing else."""
    assert run("--version").out == f"briefpress {__version__}\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--nope",), "no such option: --nope; see 'briefpress -h'"),
        (("frob",), "no such command 'frob'; see 'briefpress -h'"),
        (("bild",), "no such command 'bild': did you mean 'build'? see 'briefpress -h'"),
        (("check", "--formt"), "no such option: --formt (Possible options: --format); see 'briefpress check -h'"),
        (("check", "--format"), "option '--format' requires an argument; see 'briefpress "),
        (("check", "a", "b"), "got unexpected extra argument(s) (b); see 'briefpress check -h'"),
        (("check", "--format", "xml"), "invalid value for '--format' / '-f': 'xml' is not one of"),
        (("list", "--format", "full"), "invalid value for '--format' / '-f': 'full' is not one of"),
        (("build", "--report", "table"), "invalid value for '--report': 'table' is not one of"),
        (("build", "skery"), "no brief 'skery': did you mean 'skerry'?"),
        (("build", "nothing"), "no brief 'nothing': the desk has skerry"),
        (("build", "skerry", "-a", "manager"), "no audience 'manager': did you mean 'managers'?"),
        (("build", "-a", "all"), "no audience 'all': the desk has managers, neighbours"),
        (("build", "-f", "pfd"), "no format 'pfd': did you mean 'pdf'?"),
        (("build", "-f", "docx"), "no format 'docx': one of pdf, large, html, json"),
        (("build", "-f", "json,,docx"), "no format 'docx': one of pdf, large, html, json"),
        (("build", "-f", " , "), "no format given: one of pdf, large, html, json"),
        (("build", "--paper", "legal"), "invalid value for '--paper': 'legal' is not one of"),
        (("build", "--as-of", "yesterday"), "'yesterday' is not a day: write it as 2026-11-22"),
        (("build", "--as-of", "2026-02-30"), "'2026-02-30' is not a day: write it as 2026-11-22"),
        (("build", "--as-of", "2026"), "'2026' is not a day: write it as 2026-11-22"),
        (("build", "--as-of", "22.11.2026"), "'22.11.2026' is not a day: write it as 2026-11-22"),
    ],
)
def test_words_that_make_no_sense(run: Run, good: Path, words: tuple[str, ...], message: str) -> None:
    """One line says what is wrong and what would be right, and nothing is written."""
    before = sorted(good.rglob("*"))

    ran = run(*words, cwd=good)

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"briefpress: {message}")
    assert ran.err.count("\n") == 1
    assert sorted(good.rglob("*")) == before


@pytest.mark.parametrize("epoch", ["soon", "²", "-9" * 9, "9" * 30, "1e9"])
def test_a_nonsense_epoch(run: Run, good: Path, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    """A date from the environment that is none is refused, not guessed at."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    ran = run("build", "-f", "json", cwd=good)

    assert (ran.status, ran.err) == (2, f"briefpress: SOURCE_DATE_EPOCH is '{epoch}', not a count of seconds\n")


def test_where_the_date_comes_from(run: Run, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The option goes before the environment."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")
    for words, day in (((), "2026-11-23"), (("--as-of", "2026-11-21"), "2026-11-21")):
        assert run("build", "-f", "json", *words, "-o", good / day, cwd=good).status == 0
        assert json.loads((good / day / "skerry" / "managers.json").read_text())["issued_iso"] == day


def test_no_desk(run: Run, tmp_path: Path) -> None:
    """Without a desk there is nothing to run on, and the line says what a desk is."""
    for command in COMMANDS:
        ran = run(command, cwd=tmp_path)

        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith("briefpress: no briefpress.yaml in '.' or above it; a desk is a folder with ")


@pytest.mark.parametrize("name", ["gone", "gone/deeper", "x" * 300])
def test_a_folder_that_is_not_there(run: Run, tmp_path: Path, name: str) -> None:
    """A misspelt folder is named."""
    for words in (("check", name), ("list", name), ("build", "--desk", name)):
        ran = run(*words, cwd=tmp_path)

        assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert name in ran.err


def test_the_desk_is_looked_for_upwards(run: Run, good: Path) -> None:
    """From inside a desk, and with the path of a file in it, the desk is found."""
    file = good / "content" / "themes" / "themes.yaml"

    assert run("check", cwd=file.parent).err == run("check", good).err
    assert run("check", file).err == run("check", good).err


def test_a_file_is_no_desk(run: Run, tmp_path: Path) -> None:
    """A file outside any desk is told apart from a desk."""
    (tmp_path / "file").write_text("publication: Test\n")

    assert run("check", tmp_path / "file").status == 2


def test_check_counts_what_it_read(run: Run, good: Path) -> None:
    """A clean desk is one line for a person, an empty list for a machine."""
    ran = run("check", good)
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.endswith("claims checked: no findings\n")

    ran = run("check", good, "--format", "json")
    assert (ran.status, ran.out, ran.err) == (0, "[]\n", "")


def test_check_in_one_line_for_each_finding(run: Run) -> None:
    """The concise form is what editors and grep understand."""
    ran = run("check", BAD / "bp110-duplicate-id-across-files", "--format", "concise")

    finding, verdict = ran.err.splitlines()
    assert finding == (
        "content/themes/second.yaml:1:7: error[BP110]: id 'money' is used twice in themes (rename or remove one)"
    )
    assert verdict == "0 claims checked: 1 error"


def test_warnings_are_no_failure(run: Run) -> None:
    """A desk with remarks only can be checked, listed and built."""
    desk = BAD / "bp011-yml-extension"

    assert run("check", desk).err.endswith("0 claims checked: 1 warning\n")
    assert [run(command, desk).status for command in ("check", "list")] == [0, 0]


def test_list_for_a_pipe(run: Run, good: Path) -> None:
    """Without a terminal there is one line for each brief and audience, with tabs between."""
    ran = run("list", good)

    assert (ran.status, ran.err) == (0, "")
    assert [line.split("\t")[:2] for line in ran.out.splitlines()] == [["skerry", "managers"], ["skerry", "neighbours"]]


def test_list_for_a_machine(run: Run, good: Path) -> None:
    """As JSON there is more: titles, labels, and how many records of each kind."""
    data = json.loads(run("list", good, "--format", "json").out)

    assert [brief["audience"] for brief in data["briefs"]] == ["managers", "neighbours"]
    assert data["briefs"][0]["title"] == "The Skerry line goes electric"
    assert data["records"]["themes"] == 4


def test_list_of_a_broken_desk(run: Run) -> None:
    """What can be listed is listed, and why the status is not zero is said."""
    ran = run("list", BAD / "bp202-unknown-theme")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "see 'briefpress check': 1 error\n"

    ran = run("list", BAD / "bp008-empty-settings")
    assert ran.status == 1
    assert ran.err.startswith("error[BP008]: file is empty\n")


def test_build_reports_what_it_made(run: Run, good: Path) -> None:
    """Paths go to standard output, remarks to standard error; the second time there is nothing to do."""
    made = [str(good / "output" / "skerry" / f"{reader}.json") for reader in ("managers", "neighbours")]

    ran = run("build", "-f", "json", cwd=good)
    assert (ran.status, ran.out.splitlines(), ran.err) == (0, made, "2 made, 0 unchanged\n")
    ran = run("build", "-f", "json", cwd=good)
    assert (ran.status, ran.out, ran.err) == (0, "", "0 made, 2 unchanged\n")


def test_build_for_a_machine(run: Run, good: Path) -> None:
    """As JSON everything is on standard output."""
    ran = run("build", "-f", "json", "-a", "managers", "--report", "json", cwd=good)

    assert ran.err == ""
    assert json.loads(ran.out) == {
        "made": [str(good / "output" / "skerry" / "managers.json")],
        "reused": 0,
        "findings": [],
    }


def _raising(why: BaseException) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise why

    return fail


def test_interrupted(run: Run, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends quietly with the status that shells know."""
    monkeypatch.setattr(opening, "reopened", _raising(KeyboardInterrupt()))

    ran = run("check", good)

    assert (ran.status, ran.out, ran.err) == (130, "", "")


def test_a_bug_is_reported_not_dumped(run: Run, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of our own has a status of its own, names the line, and shows the whole way only when asked."""
    monkeypatch.setattr(opening, "reopened", _raising(RuntimeError("it broke")))

    ran = run("check", good)
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith(f"error[BP901]: a bug in briefpress {__version__}: RuntimeError: it broke\n  --> ")
    assert "Traceback" not in ran.err

    monkeypatch.setenv("BRIEFPRESS_TRACEBACK", "1")
    assert "Traceback" in run("check", good).err
