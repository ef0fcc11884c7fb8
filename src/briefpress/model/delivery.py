"""Where new editions are sent: folders, mailboxes and addresses."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from briefpress.model.files import Format
from briefpress.model.record import Id, Line, Part

_HERE = r"(?:localhost|127\.0\.0\.1|\[::1\])"
_WEB = re.compile(rf"(https://[^\s/?#@]+|http://{_HERE}(:\d+)?)([/?][^\s#]*)?")
_MAILBOX = re.compile(
    r"(?:[^<>\"@,;:\\\[\]()]+<)?[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(>?)", re.ASCII
)
_SERVER = re.compile(r"(?P<host>[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-fA-F:]+\])(?::(?P<port>\d{1,5}))?")
_WAY = re.compile(r"[\w./ ~+=@-]*")
_PORTS = {"starttls": 587, "implicit": 465, "none": 25}


def _address(text: str) -> str:
    """Return an address that may be told; raises PydanticCustomError. Whoever listens on the way hears the rest."""
    if not _WEB.fullmatch(text):
        raise PydanticCustomError(
            "bad_webhook", "'{text}' is not an https address, or an http address of this machine", {"text": text}
        )
    return text


def _mailbox(text: str) -> str:
    """Return the address of a mailbox, with or without a name; raises PydanticCustomError."""
    found = _MAILBOX.fullmatch(text)
    if not found or ("<" in text) != bool(found[1]):
        raise PydanticCustomError("bad_mailbox", "'{text}' is not an address of e-mail", {"text": text})
    return text


def _server(text: str) -> str:
    if not _SERVER.fullmatch(text):
        raise PydanticCustomError("bad_server", "'{text}' is not the name of a server and its port", {"text": text})
    return text


def _way(text: str) -> str:
    if (
        text != text.strip()
        or not _WAY.fullmatch(text)
        or any(part in ("", ".", "..") for part in text.strip("/").split("/") if text)
    ):
        raise PydanticCustomError("bad_way", "'{text}' is not a plain path", {"text": text})
    return text.rstrip("/") or text


Web = Annotated[str, AfterValidator(_address)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]
Way = Annotated[str, AfterValidator(_way)]
"""A path on another machine, in letters that mean the same everywhere."""
Server = Annotated[str, AfterValidator(_server)]


class Secret(Part):
    """Where a secret is found: never in a file of the desk."""

    env: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")] | None = None
    file: Line | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if (self.env is None) == (self.file is None):
            raise PydanticCustomError("needs", "a secret is in the environment or in a file: give env or file")
        return self


class Mail(Part):
    """One e-mail for each edition: what changed as its words, the brief attached."""

    server: Server
    """Name and port of the server that takes it; without a port, the usual one."""
    tls: Literal["starttls", "implicit", "none"] = "starttls"
    """How it is encrypted; `none` only on this machine."""
    sender: Mailbox
    to: tuple[Mailbox, ...] = ()
    """Readers who see each other."""
    bcc: tuple[Mailbox, ...] = ()
    """Readers whom nobody sees."""
    user: Line | None = None
    password: Secret | None = None
    attach: tuple[Format, ...] = ("pdf",)
    """Which files of an edition come with it."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not self.readers:
            raise PydanticCustomError("needs", "a mail has readers: give to or bcc", {"at": ("server",)})
        if (self.user is None) != (self.password is None):
            raise PydanticCustomError("needs", "a user has a password, and a password a user", {"at": ("server",)})
        if self.tls == "none" and not re.fullmatch(_HERE, self.address[0]):
            raise PydanticCustomError("unfit", "only this machine is sent mail without encryption", {"at": ("tls",)})
        return self

    @property
    def readers(self) -> tuple[str, ...]:
        """The mailboxes that get it, each once, without names."""
        return tuple(dict.fromkeys(bare(box) for box in (*self.to, *self.bcc)))

    @property
    def address(self) -> tuple[str, int]:
        """The host and the port of the server."""
        return split(self.server, _PORTS[self.tls])


class Bucket(Part):
    """A place in a store that speaks S3; without keys, those that the environment has for it."""

    bucket: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    folder: Way = ""
    endpoint: Web | None = None
    """Where it is, if not at Amazon."""
    region: Line | None = None
    key: Secret | None = None
    secret: Secret | None = None

    @model_validator(mode="after")
    def _both(self) -> Self:
        if (self.key is None) != (self.secret is None):
            raise PydanticCustomError("needs", "a key has a secret, and a secret a key", {"at": ("bucket",)})
        return self


class Sftp(Part):
    """A folder on a server that speaks SFTP, whose key is known."""

    server: Server
    user: Line
    folder: Way = ""
    """A path from the root, or from where the server puts the user."""
    known_hosts: Line = Line("~/.ssh/known_hosts")
    """The file that has the key of the server: without it nothing is sent."""
    key: Secret | None = None
    """A private key."""
    passphrase: Secret | None = None
    """What the private key is locked with."""
    password: Secret | None = None

    @model_validator(mode="after")
    def _one_way_in(self) -> Self:
        if (self.key is None) == (self.password is None):
            raise PydanticCustomError("needs", "a key or a password is needed, not both", {"at": ("server",)})
        if self.passphrase and not self.key:
            raise PydanticCustomError("unfit", "a passphrase belongs to a key", {"at": ("passphrase",)})
        return self

    @property
    def address(self) -> tuple[str, int]:
        """The host and the port of the server."""
        return split(self.server, 22)


class Target(Part):
    """One place to which new editions are sent."""

    id: Id
    folder: Line | None = None
    """A folder that gets the files of an edition, as `brief/audience/number/`."""
    webhook: Web | None = None
    """An address to which a description of the edition is posted, signed with the secret."""
    secret: Secret | None = None
    s3: Bucket | None = None
    """A store that gets the files of an edition, as a folder does."""
    sftp: Sftp | None = None
    """A server that gets the files of an edition, as a folder does."""
    mail: Mail | None = None
    """Mailboxes that get what changed, and the brief."""
    feed: Web | None = None
    """Where readers find what is sent there: with it, a `feed.xml` beside the briefs lists what was sent."""
    unsure: Literal["again", "hold"] | None = None
    """What becomes of one that may have arrived: a webhook is called again with the same key, mail is held."""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        given = [kind for kind in KINDS if getattr(self, kind) is not None]
        if len(given) != 1:
            raise PydanticCustomError("needs", "a target is one of {kinds}", {"kinds": _KINDS, "at": ("id",)})
        if (self.webhook is None) != (self.secret is None):
            raise PydanticCustomError("needs", "a webhook has a secret, and no other target", {"at": ("id",)})
        if self.feed is not None and not (self.folder or self.s3 or self.sftp):
            raise PydanticCustomError("unfit", "only a target that keeps files has a feed of them", {"at": ("feed",)})
        return self

    @property
    def kind(self) -> str:
        """Which kind of target it is."""
        return next(kind for kind in KINDS if getattr(self, kind) is not None)

    @property
    def parts(self) -> tuple[str, ...]:
        """Who may take an edition or refuse it, apart from each other."""
        return self.mail.readers if self.mail else ("",)

    @property
    def again(self) -> bool:
        """Whether one that may have arrived is sent again."""
        return (self.unsure or ("hold" if self.mail else "again")) == "again"

    @property
    def digest(self) -> str:
        """What tells these settings from others."""
        return sha256(self.model_dump_json().encode()).hexdigest()


KINDS = ("folder", "s3", "sftp", "webhook", "mail")
_KINDS = ", ".join(KINDS)


def bare(mailbox: str) -> str:
    """Return the address of a mailbox without the name beside it."""
    return mailbox.rpartition("<")[2].removesuffix(">")


def split(server: str, port: int) -> tuple[str, int]:
    """Return the host and the port of a server; without one, the usual one."""
    found = _SERVER.fullmatch(server)
    assert found  # noqa: S101 - a Server
    return found["host"], int(found["port"] or port)
