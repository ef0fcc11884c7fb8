"""Editions after they were issued: verified, compared, withdrawn, and found damaged where they are."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from briefpress.model.manifest import Register

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

    Run = Callable[..., Ran]

TOP = Path(__file__).parents[2]
DESKS = TOP / "tests/desks"
ONE, TWO = "skerry/editions/managers/1", "skerry/editions/managers/2"


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a desk that has issued two editions, to be copied and not touched."""
    from datetime import date

    from briefpress.app.build import Unwatched, Wanted
    from briefpress.app.publish import Order, publish

    desk = Path(shutil.copytree(DESKS / "good", tmp_path_factory.mktemp("issued") / "desk"))
    for day, number in (date(2026, 11, 10), "2100"), (date(2026, 11, 17), "2300"):
        claims = desk / "content/claims/service.yaml"
        claims.write_text(claims.read_text(encoding="utf-8").replace("number: 2100", f"number: {number}"))
        done = publish(desk, Order(Wanted(formats=("html", "json"))), desk / "output", day, Unwatched())
        assert done.issued
    return desk


@pytest.fixture
def desk(issued: Path, tmp_path: Path) -> Path:
    """Return a copy of the desk that has issued two editions for managers and one for neighbours."""
    return Path(shutil.copytree(issued, tmp_path / "desk"))


def verdict(run: Run, desk: Path, file: Path | str) -> tuple[int, str, list[str]]:
    """Return the exit status of a verification, the verdict, and the claims that changed since."""
    ran = run("verify", desk / "output" / file, "--desk", desk, "--format", "json")
    told = json.loads(ran.out)
    return ran.status, told["state"], [change["id"] for change in told["changes"]]


@pytest.mark.parametrize("ending", ["html", "json"])
def test_the_last_edition_is_current(run: Run, desk: Path, ending: str) -> None:
    """Only the edition that its readers got last is what they should rely on."""
    assert verdict(run, desk, f"{TWO}/skerry-managers-2.{ending}") == (0, "current", [])
    assert verdict(run, desk, f"{ONE}/skerry-managers-1.{ending}") == (1, "superseded", ["summer-passengers"])


def test_a_verdict_in_words(run: Run, desk: Path) -> None:
    """A person reads which edition follows and what changed since."""
    ran = run("verify", desk / "output" / ONE / "skerry-managers-1.html", "--desk", desk)

    assert ran.out.splitlines()[0] == (
        "superseded: edition skerry/managers/1 of 2026-11-10, by edition skerry/managers/2 of 2026-11-17"
    )
    assert "about 2,100" in ran.out.splitlines()[1]


def altered(data: bytes) -> bytes:
    """Return a brief with one figure changed."""
    assert b"2,300" in data
    return data.replace(b"2,300", b"2,900")


@pytest.mark.parametrize("ending", ["html", "json"])
def test_an_altered_copy_is_recognised(run: Run, desk: Path, ending: str) -> None:
    """A copy with another figure is not unknown: it pretends to be an edition."""
    copy = desk / f"copy.{ending}"
    copy.write_bytes(altered((desk / "output" / TWO / f"skerry-managers-2.{ending}").read_bytes()))

    assert verdict(run, desk, copy) == (1, "altered", [])


@pytest.mark.parametrize(
    ("data", "state"),
    [
        (b"Notes.\n", "unknown"),
        (b"{}", "unknown"),
        (b"{", "unknown"),
        (b'{"brief": 1, "audience": "a", "edition": "b"}', "unknown"),
        (b"%PDF-1.7 and no more", "unknown"),
        (b'<meta name="dcterms.identifier" content="skerry/managers/9">', "unknown"),
        (b'<meta name="dcterms.identifier" content="skerry/managers/draft">', "draft"),
    ],
)
def test_what_the_desk_never_issued(run: Run, desk: Path, data: bytes, state: str) -> None:
    """Whatever a file holds, there is a verdict, and it is not that the file is current."""
    (desk / "file").write_bytes(data)

    assert verdict(run, desk, desk / "file") == (1, state, [])


def test_a_file_that_was_made_to_be_trouble(run: Run, desk: Path) -> None:
    """Locked with a password, with metadata that are none, nested without end: still one line and no bug."""
    import pikepdf

    (desk / "deep.json").write_bytes(b'{"a":' * 100_000)
    for name, options in (
        ("locked.pdf", {"encryption": pikepdf.Encryption(owner="a", user="b")}),
        ("words.pdf", {"fix_metadata_version": False}),
    ):
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.Root.Metadata = pdf.make_stream(b"<x:xmpmeta <<<")
            pdf.save(desk / name, **options)
    for name in ("deep.json", "locked.pdf", "words.pdf"):
        ran = run("verify", desk / name, "--desk", desk)
        assert (ran.status, ran.out, ran.err) == (1, "unknown: nothing that this desk has issued\n", "")


def test_a_draft_is_no_edition(run: Run, desk: Path) -> None:
    """What `build` made is known as a draft, although nobody issued it."""
    run("build", "-f", "json", "--desk", desk)

    assert verdict(run, desk, "skerry/managers.json") == (1, "draft", [])


def test_a_file_that_cannot_be_read(run: Run, desk: Path) -> None:
    """A slip of the hand is no verdict."""
    ran = run("verify", desk / "nothing.pdf", "--desk", desk)

    missing = desk / "nothing.pdf"
    assert (ran.status, ran.err) == (2, f"briefpress: cannot read '{missing}': no such file or directory\n")


def test_a_withdrawn_edition_says_so_and_stays(run: Run, desk: Path) -> None:
    """Withdrawing changes no byte of the edition; whoever verifies it is told, with the reason."""
    file = desk / "output" / TWO / "skerry-managers-2.html"
    before = file.read_bytes()
    ran = run("withdraw", "skerry/managers/2", "--why", "The count was of two years.", "--desk", desk)
    told = run("verify", file, "--desk", desk)

    assert (ran.status, ran.err) == (0, "edition skerry/managers/2 is withdrawn\n")
    assert (
        told.out == "withdrawn: edition skerry/managers/2 of 2026-11-17, on 2026-11-22: The count was of two years.\n"
    )
    assert (told.status, file.read_bytes()) == (1, before)
    assert run("verify", "--desk", desk).status == 0


def test_an_edition_whose_successor_was_withdrawn(run: Run, desk: Path) -> None:
    """It stays superseded, and only what was withdrawn is called that."""
    run("withdraw", "skerry/managers/2", "--why", "The count was of two years.", "--desk", desk)
    first = desk / "output" / ONE / "skerry-managers-1.html"
    told = run("verify", first, "--desk", desk).out.splitlines()[0]

    assert told.endswith("by edition skerry/managers/2 of 2026-11-17, which was withdrawn")
    run("withdraw", "skerry/managers/1", "--why", "The same.", "--desk", desk)
    assert run("verify", first, "--desk", desk).out.splitlines()[0].endswith("of 2026-11-17, which was withdrawn too")


def test_a_withdrawal_that_the_library_page_cannot_show(run: Run, desk: Path) -> None:
    """It counts, and whoever withdraws is told that the page still offers the edition, and why."""
    with (desk / "briefpress.yaml").open("a", encoding="utf-8") as settings:
        settings.write("x: [\n")
    ran = run("withdraw", "skerry/managers/2", "--why", "The count was of two years.", "--desk", desk)
    told = run("verify", desk / "output" / TWO / "skerry-managers-2.html", "--desk", desk)

    assert (ran.status, "error[BP004]" in ran.err, "the library page does not say so yet" in ran.err) == (1, True, True)
    assert told.out.startswith("withdrawn: ")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("skerry/managers/3", "--why", "x"), "no edition 'skerry/managers/3': did you mean 'skerry/managers/2'?"),
        (("skerry/managers/2", "--why", " "), "an edition is not withdrawn without a reason: give --why"),
        (
            ("skerry/managers/2", "--why", "x", "--as-of", "2026-11-16"),
            "edition skerry/managers/2 was issued on 2026-11-17: it cannot be withdrawn before that",
        ),
    ],
)
def test_what_cannot_be_withdrawn(run: Run, desk: Path, words: tuple[str, ...], message: str) -> None:
    """One line says why, and the register stays as it is."""
    before = (desk / "output/editions.json").read_bytes()
    ran = run("withdraw", *words, "--desk", desk)

    assert (ran.status, ran.err) == (2, f"briefpress: {message}\n")
    assert (desk / "output/editions.json").read_bytes() == before


def test_an_edition_is_withdrawn_once(run: Run, desk: Path) -> None:
    """The first reason stands."""
    run("withdraw", "skerry/managers/2", "--why", "First.", "--desk", desk)
    ran = run("withdraw", "skerry/managers/2", "--why", "Second.", "--desk", desk)

    assert ran.err == "briefpress: edition skerry/managers/2 was withdrawn on 2026-11-22: First.\n"


def test_changes_between_editions(run: Run, desk: Path) -> None:
    """Any two editions for the same readers can be compared, either way and in every form."""
    forth = run("changes", "skerry/managers/1", "skerry/managers/2", "--desk", desk)
    back = json.loads(run("changes", "skerry/managers/2", "skerry/managers/1", "-f", "json", "--desk", desk).out)
    page = run("changes", "skerry/managers/1", "-f", "markdown", "--desk", desk)

    assert forth.out.startswith("skerry/managers/2 since skerry/managers/1: 1 change\n  revised: summer-passengers:")
    assert [(change["before"][:11], change["after"][:11]) for told in back for change in told["changes"]] == [
        ("about 2,300", "about 2,100")
    ]
    assert page.out.rstrip() + "\n" == (desk / "output" / TWO / "changes.md").read_text(encoding="utf-8")


def test_changes_that_are_not_issued_yet(run: Run, desk: Path) -> None:
    """Without an edition, the drafts are compared with what their readers got last."""
    claims = desk / "content/claims/service.yaml"
    claims.write_text(claims.read_text(encoding="utf-8").replace("number: 2300", "number: 2400"), encoding="utf-8")
    ran = run("changes", "--desk", desk)

    assert "skerry/managers/draft since skerry/managers/2: 1 change\n" in ran.out
    assert "skerry/neighbours/draft since skerry/neighbours/1: 0 changes\n" in ran.out
    assert "neighbours/draft: nothing was issued before" in run("changes", "-o", desk / "new", "--desk", desk).out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("skerry/manager/1",), "no edition 'skerry/manager/1': did you mean 'skerry/managers/1'?"),
        (("skerry/managers/2",), "edition skerry/managers/2 is the newest for its readers: name an earlier one"),
        (
            ("skerry/managers/1", "skerry/neighbours/1"),
            "edition skerry/managers/1 and edition skerry/neighbours/1 have different readers or different briefs",
        ),
    ],
)
def test_what_cannot_be_compared(run: Run, desk: Path, words: tuple[str, ...], message: str) -> None:
    """Readers are told of changes to what they themselves got."""
    assert run("changes", *words, "--desk", desk).err == f"briefpress: {message}\n"


def test_a_desk_that_cannot_be_read_has_no_changes(run: Run, desk: Path) -> None:
    """What is wrong with the content is told instead."""
    (desk / "content/claims/service.yaml").write_text("- id:", encoding="utf-8")

    assert run("changes", "--desk", desk).status == 1


def damage(path: Path) -> None:
    """Change one byte of a file that was made read-only."""
    path.chmod(0o644)
    data = path.read_bytes()
    path.write_bytes(data[:-2] + bytes([data[-2] ^ 1]) + data[-1:])


@pytest.mark.parametrize("how", ["altered", "missing", "none of its files"])
def test_a_damaged_edition_is_reported(run: Run, desk: Path, how: str) -> None:
    """A byte that flipped, a file that is gone and one too many are found, each by name."""
    file = desk / "output" / ONE / "skerry-managers-1.html"
    match how:
        case "altered":
            damage(file)
        case "missing":
            file.unlink()
        case _:
            (file.parent / "notes.txt").touch()
    ran = run("verify", "--desk", desk, "-f", "json")
    (finding,) = json.loads(ran.out)

    assert (ran.status, finding["code"]) == (1, "BP604")
    assert finding["message"].endswith(how if how != "none of its files" else "is none of its files")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 2, "editions": []}', None])
def test_a_damaged_register_is_made_anew(run: Run, desk: Path, text: str | None) -> None:
    """The editions know themselves: no edition and no withdrawal is lost with the register."""
    run("withdraw", "skerry/managers/1", "--why", "Wrong.", "--desk", desk)
    register = desk / "output/editions.json"
    before = Register.model_validate_json(register.read_bytes())
    if text is None:
        register.unlink()
    else:
        register.write_text(text, encoding="utf-8")
    told = run("verify", "--desk", desk, "-f", "json")
    checked = json.loads(run("check", desk, "-f", "json").out)
    assert verdict(run, desk, f"{ONE}/skerry-managers-1.html")[1] == "withdrawn"
    published = run("publish", "-f", "json", "--desk", desk)

    assert [finding["code"] for finding in json.loads(told.out)] == ["BP603"]
    assert "BP603" in {finding["code"] for finding in checked}
    assert published.err.count("nothing changed since edition") == 2
    assert Register.model_validate_json(register.read_bytes()) == before


def test_an_older_register_is_completed(run: Run, desk: Path) -> None:
    """A register restored from an old copy forgets no edition."""
    register = desk / "output/editions.json"
    before = Register.model_validate_json(register.read_bytes())
    old = before.model_copy(update={"editions": before.editions[:1]})
    register.write_text(old.model_dump_json(), encoding="utf-8")
    run("publish", "-f", "json", "--desk", desk)

    assert Register.model_validate_json(register.read_bytes()) == before


def test_nothing_is_compared_with_a_damaged_manifest(run: Run, desk: Path) -> None:
    """Whoever cannot know what changed issues nothing, and overwrites nothing."""
    damage(desk / "output" / TWO / "manifest.json")
    ran = run("publish", "-f", "json", "--desk", desk, "--report", "concise")

    assert ran.status == 1
    assert "edition skerry/managers/2 is damaged, so what changed since cannot be told" in ran.err
    assert "the manifest of edition" in run("changes", "skerry/managers/1", "--desk", desk).err


def test_what_is_no_edition_is_not_overwritten(run: Run, desk: Path) -> None:
    """A folder that somebody put where the next edition goes is left alone."""
    note = desk / "output/skerry/editions/managers/3/note.txt"
    note.parent.mkdir()
    note.write_text("mine", encoding="utf-8")
    claims = desk / "content/claims/service.yaml"
    claims.write_text(claims.read_text(encoding="utf-8").replace("number: 2300", "number: 2400"), encoding="utf-8")
    ran = run("publish", "-f", "json", "--desk", desk, "--report", "concise")

    assert (ran.status, note.read_text(encoding="utf-8")) == (1, "mine")
    assert "something that is no edition stands in the way" in ran.err
    assert "no edition of the register" in run("verify", "--desk", desk).err


def test_strays_are_told_in_order(run: Run, desk: Path) -> None:
    """Two looks at the same folder say the same."""
    names = [f"stray-{number}" for number in range(9)]
    for name in names:
        (desk / "output" / ONE / name).write_text("mine", encoding="utf-8")
    told = json.loads(run("verify", "--desk", desk, "-f", "json").out)

    assert [Path(finding["file"]).name for finding in told] == names


def test_manifests_keep_their_schemas(desk: Path) -> None:
    """What is written beside an edition is what the published schemas say."""
    for name, file in (("manifest", f"{TWO}/manifest.json"), ("editions", "editions.json")):
        schema = json.loads((TOP / f"docs/schema/{name}.schema.json").read_text(encoding="utf-8"))
        jsonschema.validate(json.loads((desk / "output" / file).read_text(encoding="utf-8")), schema)
