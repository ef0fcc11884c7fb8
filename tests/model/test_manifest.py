"""The Register: which editions there are, and which one an audience got last."""

from __future__ import annotations

from datetime import date

from briefpress.model.imprint import Change, Imprint, Since
from briefpress.model.manifest import FileSum, Manifest, entered, folder_of, name, ordered
from briefpress.model.record import Id

SUM = FileSum(sha256="0" * 64, size=1)
PAIR = ("harbour", "pilots")


def manifest(number: int, audience: str = "pilots", since: Since | None = None) -> Manifest:
    """Return the Manifest of an edition of the harbour brief."""
    return Manifest(
        id=name(("harbour", audience), number),
        brief=Id("harbour"),
        audience=Id(audience),
        number=number,
        title="The harbour",
        label="Pilot brief",
        issued=date(2026, 7, 1),
        files={"a.pdf": SUM},
        view="0" * 64,
        parts={},
        tools={},
        templates={},
        imprint=Imprint(),
        since=since,
    )


REGISTER = ordered(tuple(entered(manifest(*one), {}) for one in ((2,), (1,), (1, "owners"))))


def test_editions_are_found_by_their_readers_and_by_their_ids() -> None:
    """Those of one audience stand in order of their numbers, whatever order they came in."""
    assert [entry.id for entry in REGISTER.of(PAIR)] == ["harbour/pilots/1", "harbour/pilots/2"]
    assert list(REGISTER.pairs()) == [("harbour", "owners"), PAIR]
    last, found = REGISTER.last(PAIR), REGISTER.get("harbour/pilots/2")
    assert last is found is not None
    assert found.folder == folder_of(manifest(2)) == "harbour/editions/pilots/2"


def test_what_was_never_issued_is_not_found() -> None:
    """Neither by an id nor as anybody's last edition."""
    assert REGISTER.get("harbour/pilots/3") is None
    assert REGISTER.last(("harbour", "nobody")) is None
    assert REGISTER.of(("harbour", "nobody")) == ()


def test_a_manifest_is_entered_with_its_own_sum() -> None:
    """Every file is named, and how much changed; a first edition says nothing of that."""
    news = Since(number=1, issued="2026-07-01", changes=(Change(kind="new", subject="claim", id="a", text="A"),))
    entry = entered(manifest(2, since=news), {"manifest.json": SUM})

    assert (set(entry.files), entry.changes) == ({"a.pdf", "manifest.json"}, 1)
    assert entered(manifest(1), {}).changes is None
