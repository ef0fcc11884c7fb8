"""Building: all or nothing, only what changed, and a date of issue that moves only with the text."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from briefpress.app.build import Unknown, Unwatched, Wanted, build
from briefpress.app.desk import opened

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefpress.app.build import Built

DAY, LATER = date(2026, 11, 22), date(2026, 11, 29)
JSON = Wanted(formats=("json",))


def built(desk: Path, output: Path, wanted: Wanted = JSON, day: date = DAY) -> Built:
    """Build a desk."""
    return build(opened(desk, day), wanted, output, day, Unwatched())


def issued(output: Path, name: str) -> str:
    """Return the date of issue that a brief prints."""
    return str(json.loads((output / name).read_text(encoding="utf-8"))["issued_iso"])


def files(output: Path) -> dict[str, tuple[int, int]]:
    """Return every file with its inode and time of change."""
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in output.rglob("*") if path.is_file()}


def test_unchanged_desk_writes_nothing(good: Path, tmp_path: Path) -> None:
    """A second build on a later day touches no file."""
    output = tmp_path / "output"
    first = built(good, output)
    before = files(output)
    second = built(good, output, day=LATER)

    assert first.made
    assert (second.made, second.reused) == ([], first.made)
    assert files(output) == before


def test_comment_in_the_content_changes_nothing(good: Path, tmp_path: Path) -> None:
    """What does not print does not make a new brief."""
    output = tmp_path / "output"
    built(good, output)
    settings = good / "briefpress.yaml"
    settings.write_text("# a remark\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")

    assert built(good, output).made == []


def test_date_of_issue_moves_with_the_text(good: Path, tmp_path: Path) -> None:
    """A brief whose text changed is issued on the day it was built; the others keep their date."""
    output = tmp_path / "output"
    names = built(good, output).made
    settings = good / "briefpress.yaml"
    text = settings.read_text(encoding="utf-8")
    publication = next(line for line in text.splitlines() if line.startswith("publication:"))
    settings.write_text(text.replace(publication, "publication: Another name"), encoding="utf-8")
    built(good, output, Wanted(audiences=(names[0].split("/")[1].removesuffix(".json"),), formats=("json",)), LATER)

    assert issued(output, names[0]) == "2026-11-29"
    assert issued(output, names[1]) == "2026-11-22"


def test_damaged_artifact_is_made_again(good: Path, tmp_path: Path) -> None:
    """A brief that was changed by hand is replaced by what the content says."""
    output = tmp_path / "output"
    name = built(good, output).made[0]
    before = (output / name).read_bytes()
    (output / name).write_bytes(b"changed")

    assert built(good, output).made == [name]
    assert (output / name).read_bytes() == before


def test_format_asked_for_later_does_not_remake_the_others(good: Path, tmp_path: Path) -> None:
    """Each format stands on its own."""
    output = tmp_path / "output"
    first = built(good, output)
    both = built(good, output, Wanted(formats=("json", "html")))

    assert both.reused == first.made
    assert {name.rpartition(".")[2] for name in both.made} == {"html"}


def test_paper_matters_to_no_screen(good: Path, tmp_path: Path) -> None:
    """What has no pages is the same for every paper."""
    output = tmp_path / "output"
    first = built(good, output)
    again = built(good, output, Wanted(formats=("json",), paper="letter"))

    assert (again.made, again.reused) == ([], first.made)


def test_failing_brief_keeps_every_brief_of_the_build(good: Path, tmp_path: Path) -> None:
    """If one brief cannot be printed, none is replaced."""
    output = tmp_path / "output"
    built(good, output)
    before = files(output)
    (good / "templates").mkdir()
    (good / "templates/brief.html.j2").write_text("{{ nothing }}", encoding="utf-8")
    done = built(good, output, Wanted(formats=("html", "json")))

    assert {finding.code for finding in done.findings} == {"BP403"}
    assert done.made == []
    assert files(output) == before


def test_faulty_desk_writes_nothing(good: Path, tmp_path: Path) -> None:
    """No output folder appears for a desk with an error."""
    (good / "content/themes/broken.yaml").write_text("- id: [", encoding="utf-8")
    done = built(good, tmp_path / "output")

    assert [finding.code for finding in done.findings] == ["BP004"]
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("wanted", [Wanted(briefs=("nothing",)), Wanted(audiences=("nobody",))])
def test_unknown_brief_or_audience_is_refused(good: Path, tmp_path: Path, wanted: Wanted) -> None:
    """A name that the desk does not have is said at once."""
    with pytest.raises(Unknown, match=r"no (brief|audience)"):
        built(good, tmp_path / "output", wanted)

    assert not (tmp_path / "output").exists()


class Told:
    """Writes down what it hears of a build."""

    def __init__(self) -> None:
        self.lengths: dict[str, float] = {}
        self.heard: list[str] = []

    def start(self, lengths: Mapping[str, float]) -> None:
        """Hear what there is to make."""
        self.lengths = dict(lengths)

    def step(self, name: str) -> None:
        """Hear what is begun."""
        self.heard.append(f"begun {name}")

    def done(self, name: str) -> None:
        """Hear what is over."""
        self.heard.append(f"done {name}")


def test_the_longest_is_begun_first(good: Path, tmp_path: Path) -> None:
    """How long each took last time says which one that is; what cannot be read of it says nothing."""
    output, told = tmp_path / "output", Told()
    names = build(opened(good, DAY), JSON, output, DAY, Unwatched()).made
    (output / ".briefpress/times.json").write_text(json.dumps({names[0]: 1, names[1]: 5}), encoding="utf-8")
    for name in names:
        (output / name).unlink()
    build(opened(good, DAY), JSON, output, DAY, told)
    (output / ".briefpress/times.json").write_text("[]", encoding="utf-8")
    (output / names[0]).unlink()
    again = built(good, output)

    assert told.lengths == {names[1]: 5, names[0]: 1}
    assert told.heard == [f"{how} {name}" for name in (names[1], names[0]) for how in ("begun", "done")]
    assert again.made == [names[0]]
    assert again.spent[names[0]].keys() == {"data"}


class Killed(Told):
    """Ends a build when so many artifacts are done."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.after = after

    @override
    def done(self, name: str) -> None:
        """Hear what is over, and end the build."""
        super().done(name)
        if len(self.heard) == 2 * self.after:
            raise KeyboardInterrupt


def interrupted(desk: Path, output: Path) -> str:
    """Build a desk until the first artifact is done, and return its name."""
    told = Killed(1)
    with pytest.raises(KeyboardInterrupt):
        build(opened(desk, DAY), JSON, output, DAY, told)
    return told.heard[0].removeprefix("begun ")


def test_an_interrupted_build_goes_on_where_it_stopped(good: Path, tmp_path: Path) -> None:
    """What was finished is not made again, and the files are those of a build that nobody interrupted."""
    first = interrupted(good, tmp_path / "output")
    unseen = not (tmp_path / "output" / first).exists()
    told = Told()
    done = build(opened(good, DAY), JSON, tmp_path / "output", DAY, told)
    whole = built(good, tmp_path / "whole")

    assert unseen
    assert done.made == whole.made
    assert first not in told.lengths
    assert len(told.lengths) == len(done.made) - 1
    for name in (*done.made, ".briefpress/manifest.json"):
        assert (tmp_path / "output" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    assert not (tmp_path / "output/.briefpress/rack").exists()


def test_what_waits_from_another_state_of_the_desk_is_not_used(good: Path, tmp_path: Path) -> None:
    """Its key is another."""
    output, told = tmp_path / "output", Told()
    first = interrupted(good, output)
    settings = good / "briefpress.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("publication: ", "publication: New "), "utf-8")
    done = build(opened(good, DAY), JSON, output, DAY, told)

    assert first in told.lengths
    assert "New" in json.loads((output / first).read_text(encoding="utf-8"))["publication"]
    assert not done.findings


def test_what_was_damaged_while_it_waited_is_made_again(good: Path, tmp_path: Path) -> None:
    """A rack is trusted by checksum alone."""
    output = tmp_path / "output"
    first = interrupted(good, output)
    for path in (output / ".briefpress/rack").iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    built(good, output)

    assert json.loads((output / first).read_bytes())
