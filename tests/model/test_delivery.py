"""Where new editions are sent, and where the secret for it is found."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from briefpress.model.delivery import Target

ENV = {"env": "HOOK"}
MAIL = {"server": "smtp.example.org", "sender": "Desk <desk@example.org>", "to": ("ann@example.org",)}


def mail(**fields: object) -> dict[str, Any]:
    """Return a target of mail with these settings."""
    return {"mail": {**MAIL, **fields}}


@pytest.mark.parametrize(
    "fields",
    [
        {"folder": "../shared"},
        {"webhook": "https://example.org/hook?x=1", "secret": ENV},
        {"webhook": "http://localhost:8080/", "secret": {"file": "/run/secrets/hook"}},
        mail(),
        mail(server="[::1]:2525", tls="none", to=(), bcc=("Bo <bo@example.net>",)),
        mail(tls="implicit", user="desk", password=ENV),
        {"s3": {"bucket": "a-bucket.of-ours"}, "feed": "https://briefs.example.org/all"},
        {"s3": {"bucket": "b1x", "folder": "a/b", "endpoint": "http://127.0.0.1:9000", "key": ENV, "secret": ENV}},
        {"sftp": {"server": "example.org", "user": "desk", "key": ENV, "passphrase": ENV}},
        {"sftp": {"server": "example.org:2222", "user": "desk", "folder": "/srv/in box/", "password": ENV}},
    ],
)
def test_targets(fields: dict[str, Any]) -> None:
    """A folder, or an address with a secret from the environment or a file."""
    assert Target.model_validate({"id": "t", **fields}).id == "t"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "a target is one of folder, s3, sftp, webhook, mail"),
        (
            {"folder": "x", "webhook": "https://example.org", "secret": ENV},
            "a target is one of folder, s3, sftp, webhook, mail",
        ),
        ({"webhook": "https://example.org"}, "a webhook has a secret"),
        ({"folder": "x", "secret": ENV}, "and no other target"),
        ({"webhook": "http://example.org", "secret": ENV}, "is not an https address"),
        ({"webhook": "https://user:word@example.org", "secret": ENV}, "is not an https address"),
        ({"webhook": "file:///etc/passwd", "secret": ENV}, "is not an https address"),
        ({"webhook": "https://example.org", "secret": {}}, "in the environment or in a file"),
        ({"webhook": "https://example.org", "secret": {"env": "A", "file": "b"}}, "in the environment or in a file"),
        ({"webhook": "https://example.org", "secret": {"env": "A B"}}, "pattern"),
        (mail(to=()), "a mail has readers"),
        (mail(to=("ann",)), "'ann' is not an address of e-mail"),
        (mail(to=("Ann <ann@example.org",)), "is not an address of e-mail"),
        (mail(to=("ann@example.org>",)), "is not an address of e-mail"),
        (mail(sender="a@b.org, c@d.org"), "is not an address of e-mail"),
        (mail(sender="a@b.org\r\nBcc: c@d.org"), "is not an address of e-mail"),
        (mail(server="smtp.example.org:x"), "is not the name of a server"),
        (mail(server="smtp://example.org"), "is not the name of a server"),
        (mail(user="desk"), "a user has a password"),
        (mail(password=ENV), "a user has a password"),
        ({"s3": {"bucket": "A/b"}}, "pattern"),
        ({"s3": {"bucket": "abc", "endpoint": "http://example.org"}}, "is not an https address"),
        ({"s3": {"bucket": "abc", "key": ENV}}, "a key has a secret"),
        ({"s3": {"bucket": "abc", "folder": "../up"}}, "is not a plain path"),
        ({"s3": {"bucket": "abc", "folder": "a//b"}}, "is not a plain path"),
        ({"s3": {"bucket": "abc", "folder": "a?b"}}, "is not a plain path"),
        ({"sftp": {"server": "example.org", "user": "desk"}}, "a key or a password"),
        ({"sftp": {"server": "example.org", "user": "desk", "key": ENV, "password": ENV}}, "a key or a password"),
        ({"sftp": {"server": "example.org", "user": "d", "password": ENV, "passphrase": ENV}}, "belongs to a key"),
        ({"webhook": "https://example.org", "secret": ENV, "feed": "https://example.org"}, "only a target that keeps"),
        (mail(tls="none"), "only this machine is sent mail without encryption"),
    ],
)
def test_what_is_no_target(fields: dict[str, Any], message: str) -> None:
    """A secret never travels in the clear, and never stands in the desk."""
    with pytest.raises(ValidationError, match=message):
        Target.model_validate({"id": "t", **fields})


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({}, ("smtp.example.org", 587)),
        ({"tls": "implicit"}, ("smtp.example.org", 465)),
        ({"server": "localhost", "tls": "none"}, ("localhost", 25)),
        ({"server": "smtp.example.org:2525"}, ("smtp.example.org", 2525)),
    ],
)
def test_a_server_and_its_port(fields: dict[str, Any], address: tuple[str, int]) -> None:
    """Without a port the one is meant that such servers have."""
    found = Target.model_validate({"id": "t", **mail(**fields)}).mail
    assert found
    assert found.address == address


def test_what_targets_do_with_what_may_have_arrived() -> None:
    """A webhook is called again, by the key of which it is known; mail is held; a desk may say otherwise."""
    hook = {"webhook": "https://example.org", "secret": ENV}
    told = [
        ({}, True, hook),
        ({"unsure": "hold"}, False, hook),
        ({}, False, mail()),
        ({"unsure": "again"}, True, mail()),
    ]

    for fields, again, kind in told:
        assert Target.model_validate({"id": "t", **fields, **kind}).again is again


def test_a_server_of_files_and_its_port() -> None:
    """Without a port the one of SSH is meant; without a file of keys, the one that everybody has."""
    sftp = Target.model_validate({"id": "t", "sftp": {"server": "example.org", "user": "desk", "key": ENV}}).sftp
    assert sftp
    assert (sftp.address, sftp.known_hosts) == (("example.org", 22), "~/.ssh/known_hosts")


def test_readers_are_named_once() -> None:
    """Whoever stands in `to` and in `bcc` gets one mail."""
    target = Target.model_validate({"id": "t", **mail(bcc=("Ann <ann@example.org>", "bo@example.net"))})
    assert (target.kind, target.parts) == ("mail", ("ann@example.org", "bo@example.net"))
