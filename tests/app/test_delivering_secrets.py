"""Secrets of deliveries: they are told to whom they belong, and stand nowhere else."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from briefpress.app import deliver as verb
from briefpress.record.targets import CARRIERS
from receivers import Post, nobody, posting
from sent import sending

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefpress.model.delivery import Target
    from briefpress.record.targets.parcel import Answers, Parcel
    from conftest import Ran
    from receivers import Hook
    from servers import S3

CANARY = "canary-1n-th3-c0al-mine"
ENCODED = b64encode(CANARY.encode()).decode().rstrip("=")


@pytest.fixture
def desk(issued: Path, tmp_path: Path, hook: Hook, s3: S3, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a desk that sends to all kinds of targets, each of which refuses, with one secret for all."""
    monkeypatch.setenv("CANARY", CANARY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", CANARY)
    (tmp_path / "canary").write_text(CANARY, encoding="utf-8")
    (tmp_path / "known").write_text("", encoding="utf-8")
    hook.answer = 500
    s3.spoil(before=99, status=403)
    mail = f"server: 'localhost:{nobody()}', tls: none, sender: d@e.org, to: [a@e.org], user: desk"
    bucket = f"bucket: some-bucket, endpoint: '{s3.endpoint}'"
    server = f"server: 'localhost:{nobody()}', user: desk, known_hosts: ../known"
    return sending(
        issued,
        tmp_path,
        f"{{id: hook, webhook: '{hook.url}', secret: {{env: CANARY}}}}",
        f"{{id: mail, mail: {{{mail}, password: {{file: ../canary}}}}}}",
        f"{{id: store, s3: {{{bucket}, key: {{env: CANARY}}, secret: {{env: CANARY}}}}}}",
        f"{{id: others, s3: {{{bucket}}}}}",
        f"{{id: server, sftp: {{{server}, password: {{env: CANARY}}}}}}",
        f"{{id: locked, sftp: {{{server}, key: {{env: CANARY}}, passphrase: {{file: ../canary}}}}}}",
    )


def told(desk: Path, *ran: Ran) -> str:
    """Return all that was said and kept."""
    files = [path.read_bytes().decode("utf-8", "replace") for path in desk.rglob("*") if path.is_file()]
    return "\n".join([*(f"{one.out}\n{one.err}" for one in ran), *files])


def test_secrets_stand_in_no_log_and_no_record(desk: Path, run: Callable[..., Ran]) -> None:
    """Whatever goes wrong: not in what is said, not in the history, not on record, not as it travels either."""
    by_hand = run("deliver", "--desk", desk)
    minded = run("schedule", "tick", "--desk", desk, "--log-format", "json")
    rest = [run(*words, "--desk", desk) for words in (("status",), ("schedule", "history"), ("check",))]

    assert by_hand.status == 1
    assert by_hand.err.count("\n") == 6
    found = told(desk, by_hand, minded, *rest)
    assert CANARY not in found
    assert ENCODED not in found


def test_a_server_that_says_the_secret_is_not_quoted(issued: Path, tmp_path: Path, run: Callable[..., Ran]) -> None:
    """What a receiver answers is repeated without it, and without anything that a terminal obeys."""
    (tmp_path / "canary").write_text(CANARY, encoding="utf-8")
    post = Post(answers={"MAIL": f"550 \x1b[31m{CANARY} and {b64encode(CANARY.encode()).decode()} are wrong"})
    with posting(post, auth_require_tls=False, authenticator=lambda *_: post.welcome()):
        mail = f"server: 'localhost:{post.port}', tls: none, sender: d@e.org, to: [a@e.org], user: desk"
        desk = sending(issued, tmp_path, f"{{id: mail, mail: {{{mail}, password: {{file: ../canary}}}}}}")
        ran = run("deliver", "--desk", desk)

    assert ran.err == "harbour/pilots/1 to mail (a@e.org): answered 550 \\x1b[31m… and … are wrong\n"
    assert CANARY not in told(desk, ran)


@pytest.mark.parametrize("told_to", ["settings", "traceback"])
def test_a_mistake_does_not_say_it(
    desk: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, told_to: str
) -> None:
    """Neither a bug with the secret in its words says it, nor what is asked for with BRIEFPRESS_TRACEBACK."""

    def broken(parcel: Parcel, target: Target) -> Answers:
        assert target.secret
        raise LookupError(f"no {parcel.secrets.of(target.secret)} here")

    monkeypatch.setattr(verb, "CARRIERS", {**CARRIERS, "webhook": broken})
    if told_to == "traceback":
        monkeypatch.setenv("BRIEFPRESS_TRACEBACK", "1")
    ran = run("deliver", "--desk", desk)

    assert "harbour/pilots/1 to hook: LookupError: no … here\n" in ran.err
    assert CANARY not in told(desk, ran)


def test_a_secret_that_was_typed_into_the_desk_is_not_shown(desk: Path, run: Callable[..., Ran]) -> None:
    """Who writes a secret where its place belongs is told so; the line is not repeated where logs are kept."""
    file = desk / "briefpress.yaml"
    file.write_text(file.read_text("utf-8").replace("{file: ../canary}", CANARY), encoding="utf-8")
    ran = run("schedule", "tick", "--desk", desk)
    file.write_text(file.read_text("utf-8").replace(CANARY, "{file: ../canary}"), encoding="utf-8")

    assert (ran.status, "expected keys with values, found text" in ran.err) == (1, True)
    assert CANARY not in told(desk, ran)
