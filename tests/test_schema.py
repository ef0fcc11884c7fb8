"""The schemas for editors: up to date, named by every content file, and true to what the reader accepts."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from briefpress.load.nodes import plain, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

TOP = Path(__file__).parents[1]
SHIPPED = TOP / "docs/schema"
DESKS = (TOP, TOP / "tests/desks/good", TOP / "tests/desks/plain")
CONTENT = sorted(
    path for desk in DESKS for path in (*(desk / "content").rglob("*.yaml"), desk / "briefpress.yaml")
)  # fmt: skip


def kind(path: Path) -> str:
    """Return the name of the schema that a file of content answers to."""
    parts = path.parts
    return "settings" if path.name == "briefpress.yaml" else parts[parts.index("content", -4) + 1]


def content(path: Path) -> Any:  # noqa: ANN401 - any data
    """Return a file's data as JSON has it."""

    def simple(value: object) -> object:
        match value:
            case tuple():
                return [simple(item) for item in value]
            case dict():
                return {key: simple(item) for key, item in value.items()}
            case Decimal():
                return float(value)
            case _:
                return value

    node, found = read(path.read_bytes(), path.name)
    assert node is not None
    assert found == []
    return simple(plain(node))


@cache
def validator(name: str) -> Any:  # noqa: ANN401 - a class of a module without types
    """Return the validator of one kind of file."""
    schema = json.loads((SHIPPED / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_schemas_are_up_to_date(run: Callable[..., Ran], tmp_path: Path) -> None:
    """What stands in docs/schema is what the models say; `briefpress schema` writes it again."""
    assert run("schema", "--output", tmp_path / "new").status == 0

    made = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "new").iterdir()}
    assert made == {path.name: path.read_text(encoding="utf-8") for path in SHIPPED.iterdir()}


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.relative_to(TOP).as_posix())
def test_schemas_accept_good_content(path: Path) -> None:
    """A file that the reader accepts has no mistake in an editor's eyes."""
    assert [error.message for error in validator(kind(path)).iter_errors(content(path))] == []


@pytest.mark.parametrize(
    "path", [path for path in CONTENT if path.is_relative_to(TOP / "content") or path.parent == TOP]
)
def test_every_content_file_names_its_schema(path: Path) -> None:
    """An editor opens a file and knows its keys."""
    first = path.read_text(encoding="utf-8").partition("\n")[0]

    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.partition("=")[2]).resolve() == SHIPPED / f"{kind(path)}.schema.json"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "guess"}, "'guess' is not one of"),
        ({"as_of": "April"}, "'April' is not valid"),
        ({"statment": "x"}, "'statment' was unexpected"),
        ({"id": "Not An Id"}, "does not match"),
        ({"statement": " "}, "does not match"),
        ({"value": {"number": "12", "unit": "ships"}}, "is not valid under any"),
        ({"means": {"Some One": "x"}}, "does not match any of the regexes"),
    ],
)
def test_schemas_refuse_mistakes(change: dict[str, object], message: str) -> None:
    """What the reader would refuse is underlined while it is typed."""
    ship = content(TOP / "tests/desks/plain/content/claims/claims.yaml")[0]

    assert message in " ".join(error.message for error in validator("claims").iter_errors([{**ship, **change}]))


def test_schemas_are_not_written_over_a_file(run: Callable[..., Ran], tmp_path: Path) -> None:
    """A folder that cannot be made is told in one line."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    ran = run("schema", "--output", tmp_path / "file")

    assert ran.status == 2
    assert ran.err.startswith("briefpress: cannot write to")
