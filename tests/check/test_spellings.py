"""One name has one spelling."""

from __future__ import annotations

import pytest

import build
from briefpress.check.spellings import spellings


def found(dek: str, *entities: str, names: tuple[str, ...] = (), **given: object) -> list[tuple[str, str]]:
    """Return messages and places for a line under the headline, with these entities in claims."""
    held = build.library(
        build.theme(),
        build.source(),
        build.claim("a", value=build.boats()),
        *(build.claim(f"n{index}", entities=(name,)) for index, name in enumerate(entities)),
        build.audience("managers"),
        build.term("w", term="winch", forms=("Sea Cat", "organization")),
        build.brief(angles={"managers": build.angle(dek=dek, **given)}),
        names=names,
    )
    return [(finding.message, build.spot(finding)) for finding in spellings(build.proof(held))]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Seacat", "SeaCat"),
        ("Sea Cat", "SeaCat"),
        ("sea-cat", "SeaCat"),
        ("Tern Line", "Ternline"),
        ("TERN", "Tern"),
        ("Reality labs", "Reality Labs"),
    ],
)
def test_other_spelling_of_an_entity_is_found(written: str, name: str) -> None:
    """Case inside a name, spaces and hyphens make two names of one."""
    assert found(f"So {written} sails.", name) == [
        (f"'{written}' is written '{name}' elsewhere", f"briefs/b/audiences/managers/dek@{written}")
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("SeaCat’s boats", "SeaCat"),
        ("many threads", "Threads"),
        ("Harbour", "harbour"),
        ("a fair price", "FAIR"),
        ("Nobody", "Tern"),
    ],
)
def test_common_words_and_genitives_are_left_alone(written: str, name: str) -> None:
    """A word that happens to have the letters of a name is a word."""
    assert found(f"So {written}.", name) == []


def test_declared_name_counts_as_a_name() -> None:
    """Names of the settings are compared like entities."""
    assert len(found("So Seacat sails.", names=("SeaCat",))) == 1


def test_entity_in_two_spellings_is_found_at_the_rarer() -> None:
    """What most records write is taken for right."""
    assert found("Fine.", "SeaCat", "SeaCat", "Seacat") == [
        ("'Seacat' is written 'SeaCat' elsewhere", "claims/n2/entities/0")
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("centre", "center"), ("colour", "color"), ("organise", "organize"), ("Labour", "labor"), ("theatre", "theater")],
)
def test_british_and_american_are_not_mixed(one: str, other: str) -> None:
    """The rarer of two spellings of a word is reported where it stands first."""
    assert found(f"A {one}, a {one}.", bottom_line=f"A {other}.") == [
        (f"'{other}' is written '{one.lower()}' elsewhere", f"briefs/b/audiences/managers/bottom_line@{other}")
    ]


def test_one_kind_of_english_is_left_alone() -> None:
    """Either spelling will do, and forms of a term are there to be found by."""
    assert found("The organisation has a center, meters away.") == []


def test_names_keep_their_own_english() -> None:
    """A centre that is called Center stays so."""
    assert found("The centre, not the Tern Center.", "Tern Center") == []
