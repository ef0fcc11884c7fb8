"""Waivers: a finding that the desk accepts for a while, and why."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from briefpress.model.dates import When
from briefpress.model.record import Line, Record


def _code(value: object) -> str:
    if isinstance(value, str) and re.match(r"BP\d{3}\Z", value):
        return value
    raise PydanticCustomError("bad_code", "expected the code of a check, such as BP231")


def _record(value: object) -> str:
    if isinstance(value, str) and re.match(r"[a-z]+/[a-z0-9-]+\Z", value):
        return value
    raise PydanticCustomError("bad_record", "expected a folder and an id, such as claims/capex-plan")


class Waiver(Record):
    """A finding accepted for one record until a date."""

    code: Annotated[str, BeforeValidator(_code), Field(json_schema_extra={"pattern": r"^BP\d{3}$"})]
    record: Annotated[str, BeforeValidator(_record), Field(json_schema_extra={"pattern": "^[a-z]+/[a-z0-9-]+$"})]
    reason: Line
    until: When
