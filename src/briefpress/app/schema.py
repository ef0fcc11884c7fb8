"""`schema`: what an editor needs to complete content while it is typed, and others to read what is published."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema
from typing_extensions import override

from briefpress.load.content import LISTS, SINGLES
from briefpress.model.desk import Desk
from briefpress.model.manifest import Manifest, Register

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic_core import core_schema

SETTINGS = "settings"


class _Schema(GenerateJsonSchema):
    """Draft 2020-12, without the titles that only repeat the keys."""

    @override
    def field_title_should_be_set(self, schema: object) -> bool:
        return False

    @override
    def dict_schema(self, schema: core_schema.DictSchema) -> dict[str, Any]:
        made = super().dict_schema(schema)
        # A key that does not fit the pattern is a mistake, not one more key.
        return {**made, "additionalProperties": False} if "patternProperties" in made else made


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas of what is read, by folder, of the settings, and of what is kept beside editions."""
    made = {SETTINGS: Desk.model_json_schema(schema_generator=_Schema)}
    for folder, model in (LISTS | SINGLES).items():
        record = model.model_json_schema(schema_generator=_Schema)
        if folder in LISTS:
            defined = record.pop("$defs", {})
            record = {"$defs": {**defined, model.__name__: record}, "type": "array"}
            record["items"] = {"$ref": f"#/$defs/{model.__name__}"}
        made[folder] = record
    for name, kept in (("manifest", Manifest), ("editions", Register)):
        made[name] = kept.model_json_schema(schema_generator=_Schema, mode="serialization")
    return {name: {"$schema": GenerateJsonSchema.schema_dialect, **schema} for name, schema in made.items()}


def files() -> dict[str, str]:
    """Return the schemas as files: name and text."""
    return {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in schemas().items()
    }


def write(folder: Path) -> list[Path]:
    """Write the schemas into a folder and return their paths; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, text in files().items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        made.append(path)
    return made
