"""Where new editions are sent: a folder, or an address that is told of them."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from briefpress.model.record import Id, Line, Part

_WEB = re.compile(r"(https://[^\s/?#@]+|http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?)([/?][^\s#]*)?")


def _address(text: str) -> str:
    """Return an address that may be told; raises PydanticCustomError. Whoever listens on the way hears the rest."""
    if not _WEB.fullmatch(text):
        raise PydanticCustomError(
            "bad_webhook", "'{text}' is not an https address, or an http address of this machine", {"text": text}
        )
    return text


class Secret(Part):
    """Where a secret is found: never in a file of the desk."""

    env: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")] | None = None
    file: Line | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if (self.env is None) == (self.file is None):
            raise PydanticCustomError("needs", "a secret is in the environment or in a file: give env or file")
        return self


class Target(Part):
    """One place to which new editions are sent."""

    id: Id
    folder: Line | None = None
    """A folder that gets the files of an edition, as `brief/audience/number/`."""
    webhook: Annotated[str, AfterValidator(_address)] | None = None
    """An address to which a description of the edition is posted, signed with the secret."""
    secret: Secret | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.folder is None) == (self.webhook is None):
            raise PydanticCustomError("needs", "a target is a folder or a webhook", {"at": ("id",)})
        if (self.webhook is None) != (self.secret is None):
            raise PydanticCustomError("needs", "a webhook has a secret, and a folder has none", {"at": ("id",)})
        return self
