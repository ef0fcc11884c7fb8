"""The desk's own settings: `briefpress.yaml`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from briefpress.model.language import Language
from briefpress.model.record import Line, Part
from briefpress.model.schedule import Embargo, Schedule

if TYPE_CHECKING:
    from briefpress.model.claim import ClaimKind


def _never(value: object) -> object:
    return None if value == "never" else value


Days = Annotated[
    Annotated[int, Field(ge=1)] | None, BeforeValidator(_never, json_schema_input_type=int | Literal["never"])
]
"""How long something lasts; None where it does not age."""


_STORE = re.compile(r"(s3|gs|az)://[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9._-]+)*/?")


def is_store(text: str) -> bool:
    """Tell whether a text is the address of a store. Keys have no place in it."""
    return bool(_STORE.fullmatch(text)) and not {".", ".."} & set(text.split("/"))


def _store(text: str) -> str:
    """Return the address of a store; raises PydanticCustomError."""
    if not is_store(text):
        raise PydanticCustomError(
            "bad_store", "'{text}' is not a bucket of an object store, with a folder in it if you like", {"text": text}
        )
    return text


Store = Annotated[Line, AfterValidator(_store)]
"""A bucket of an object store, such as s3://bucket/briefs."""


class ShelfLife(Part):
    """Days after its date in which a claim of each kind is fresh; `never` where that kind does not age."""

    reported: Days = 550
    plan: Days = 550
    """For plans without a due date; those with one hold until it passes."""
    forecast: Days = 550
    """For forecasts without a due date."""
    opinion: Days = 730
    event: Days = None
    rumour: Days = 180
    definition: Days = None
    gap: Days = 180

    def days(self, kind: ClaimKind) -> int | None:
        """Return the days of a kind of claim; a derived claim has none of its own."""
        days: int | None = getattr(self, kind, None)
        return days


class Desk(Part):
    """What holds for every brief of a desk."""

    publication: Line
    language: Language = "en-GB"
    """A language tag such as en-GB: how dates and numbers are written."""
    names: tuple[Line, ...] = ()
    """Names with digits in them that prose may carry as they are."""
    evidence: Literal["locked", "unlocked"] = "locked"
    """Whether every claim must have been verified against the filed texts before it is printed."""
    shelf_life: ShelfLife = ShelfLife()
    """When claims go stale."""
    editions: Store | None = None
    """Where editions are kept, if not in the output folder: a bucket such as s3://bucket/briefs."""
    schedules: tuple[Schedule, ...] = ()
    """When briefs are made again without anybody asking."""
    embargoes: tuple[Embargo, ...] = ()
    """Who is sent nothing before which moment."""
