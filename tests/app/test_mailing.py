"""Mail: an edition comes to each reader once, in words that say what changed, over a line that nobody overhears."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

import pytest

from briefpress.app import deliver as verb
from receivers import Post, nobody, posting
from sent import published, sending
from servers import Line

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable
    from email.message import EmailMessage
    from pathlib import Path

    from aiosmtpd.smtp import Envelope

    from conftest import Ran

WORD = "a word between us"
READERS = "sender: The desk <desk@example.org>, to: [ann@example.org, Bo <bo@example.net>], attach: [json]"
LOGIN = "user: desk, password: {env: POST_WORD}"
SENT = "harbour/pilots/1 to mail (ann@example.org)\nharbour/pilots/1 to mail (bo@example.net)\n"


@pytest.fixture
def send(issued: Path, tmp_path: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Deliver by mail with these settings."""
    monkeypatch.setenv("POST_WORD", WORD)

    def call(settings: str, unsure: str = "") -> Ran:
        desk = sending(issued, tmp_path, f"{{id: mail, {unsure}mail: {{{settings}}}}}")
        return run("deliver", "--desk", desk)

    return call


def to(port: int, more: str = LOGIN) -> str:
    """Return the settings of mail to a server of this machine."""
    return f"server: 'localhost:{port}', {READERS}, {more}"


def read(envelope: Envelope) -> EmailMessage:
    """Return a mail as its readers get it."""
    assert isinstance(envelope.content, bytes)
    found = message_from_bytes(envelope.content, policy=default)
    assert found.defects == []
    return found


def body(mail: EmailMessage) -> str:
    """Return the words of a mail."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_an_edition_is_mailed_once(send: Callable[..., Ran], post: Post, tmp_path: Path) -> None:
    """One mail reaches all readers, encrypted and after a login; nothing is sent again."""
    first, again = send(to(post.port)), send(to(post.port))

    assert (first.status, first.out, first.err) == (0, SENT, "")
    assert (again.status, again.out, again.err) == (0, "", "")
    (envelope,) = post.took
    assert (envelope.mail_from, envelope.rcpt_tos) == ("desk@example.org", ["ann@example.org", "bo@example.net"])
    assert [one.login for one in post.logins] == [b"desk"]
    mail = read(envelope)
    assert (mail["from"], mail["to"]) == ("The desk <desk@example.org>", "ann@example.org, Bo <bo@example.net>")
    assert mail["subject"] == "The harbour: Pilot brief, edition 1 (first edition)"
    assert body(mail).splitlines()[-1] == "This is the first edition that is sent here."
    (attached,) = mail.iter_attachments()
    issued = tmp_path / "desk/output/harbour/editions/pilots/1/harbour-pilots-1.json"
    assert (attached.get_filename(), attached.get_payload(decode=True)) == (issued.name, issued.read_bytes())


def test_the_next_mail_says_what_changed(send: Callable[..., Ran], post: Post, tmp_path: Path) -> None:
    """Its words are those of the edition, from the last one that was sent there; both are of one thread."""
    send(to(post.port))
    desk = published(published(tmp_path / "desk", 450), 470)
    assert desk.is_dir()
    ran = send(to(post.port))

    first, third = map(read, post.took)
    assert ran.out.startswith("harbour/pilots/3 to mail")
    assert third["subject"] == "The harbour: Pilot brief, edition 3 (1 change)"
    said = " ".join(body(third).split())
    assert "1 change since edition 1 of 2026-11-22. Revised - The harbour served 470 ships" in said
    assert "(412 ships → 470 ships" in said.replace("\N{NO-BREAK SPACE}", " ")
    html = third.get_body(("html",))
    assert html is not None
    assert "<h2>Revised</h2>" in str(html.get_content())
    assert first["references"] == third["references"] != third["message-id"] != first["message-id"]


def test_hidden_readers_are_not_named(send: Callable[..., Ran], post: Post) -> None:
    """Whoever is in `bcc` gets it and stands nowhere in it."""
    settings = to(post.port).replace("to: [", "bcc: [")
    assert send(settings).status == 0

    (envelope,) = post.took
    assert (len(envelope.rcpt_tos), read(envelope)["to"]) == (2, "undisclosed-recipients:;")
    assert b"example.net" not in (envelope.original_content or b"")


def test_some_refuse(send: Callable[..., Ran], post: Post) -> None:
    """A reader who is not known is reported and not tried again; one who is busy is; the others have it already."""
    post.answers = {"ann@example.org": "550 no such user", "bo@example.net": "450 try later"}
    first = send(to(post.port))
    post.answers = {}
    second = send(to(post.port))

    assert (first.status, post.took[0].rcpt_tos, len(post.took)) == (1, ["bo@example.net"], 1)
    assert first.err.splitlines() == [
        "harbour/pilots/1 to mail (ann@example.org): answered 550 no such user",
        "harbour/pilots/1 to mail (bo@example.net): answered 450 try later",
    ]
    assert second.err == (
        "harbour/pilots/1 to mail (ann@example.org): answered 550 no such user, so it is not sent again\n"
    )


@pytest.mark.parametrize("step", ["MAIL", "DATA"])
@pytest.mark.parametrize(("answer", "times"), [("451 local error", 1), ("554 no such mail here", 0)])
def test_a_server_refuses(send: Callable[..., Ran], post: Post, step: str, answer: str, times: int) -> None:
    """What is refused for now is tried again, what is refused for good is not; neither was taken."""
    post.answers = {step: answer}
    first = send(to(post.port))
    post.answers = {}
    second = send(to(post.port))

    assert (first.status, first.out) == (1, "")
    assert first.err.startswith(f"harbour/pilots/1 to mail (ann@example.org): answered {answer}")
    assert (second.status, len(post.took)) == (1 - times, times)


@pytest.mark.parametrize("fault", ["drop", "silence"])
def test_what_may_have_arrived_is_held(
    send: Callable[..., Ran], post: Post, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an answer to the last line of a mail nobody knows whether it was taken: a person has to look."""
    monkeypatch.setattr(verb, "PATIENCE", 0.4)
    post.fault = fault
    first = send(to(post.port))
    post.fault = ""
    second = send(to(post.port))

    assert (first.status, second.status, len(post.took)) == (1, 1, 1)
    assert first.err.count("the connection broke before the answer: it may have arrived, so it is not sent again") == 2
    assert second.err == first.err


def test_a_desk_may_choose_to_send_twice(send: Callable[..., Ran], post: Post) -> None:
    """With `unsure: again` the mail comes under the id that it had, by which receivers know it."""
    post.fault = "drop"
    send(to(post.port), "unsure: again, ")
    post.fault = ""
    second = send(to(post.port), "unsure: again, ")

    assert (second.status, len({read(one)["message-id"] for one in post.took}), len(post.took)) == (0, 1, 2)


def test_a_wire_that_is_cut_within_a_mail(send: Callable[..., Ran], post: Post) -> None:
    """A mail that has no end is not taken; a desk that may send twice sends it again, and it is taken once."""
    with Line(post.port, up=3_000) as line:
        first = send(to(line.port), "unsure: again, ")
    took = len(post.took)
    second = send(to(post.port), "unsure: again, ")

    assert (first.status, took, second.status, len(post.took)) == (1, 0, 0, 1)


def test_a_wire_that_is_cut_before_a_mail(send: Callable[..., Ran], post: Post) -> None:
    """Until a server takes the mail itself nothing can have arrived: so it is sent again."""
    post.answers = {"bo@example.net": "421 good-bye"}
    post.fault = "leave"
    first = send(to(post.port))
    post.answers, post.fault = {}, ""
    second = send(to(post.port))

    assert (first.status, second.status, len(post.took)) == (1, 0, 1)
    assert "cannot be reached" in first.err


def test_nobody_there_and_nobody_known(send: Callable[..., Ran]) -> None:
    """A server that is not there is said in words."""
    ran = send(to(nobody()))

    assert (ran.status, ran.out) == (1, "")
    assert "mail (ann@example.org): cannot be reached: connection refused" in ran.err


def test_a_login_that_is_refused(send: Callable[..., Ran], post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong password is refused for good; a password is never said."""
    monkeypatch.setenv("POST_WORD", "another word")
    ran = send(to(post.port))

    assert (ran.status, post.took) == (1, [])
    assert "answered 535" in ran.err
    assert "another word" not in ran.err


def test_a_password_that_mail_cannot_carry(
    send: Callable[..., Ran], post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A password that no server can be told is a refusal in words that do not tell it."""
    monkeypatch.setenv("POST_WORD", "Schlüssel")
    ran = send(to(post.port))

    assert (ran.status, "has letters that a server of mail cannot be told" in ran.err) == (1, True)
    assert "chl" not in ran.err


def test_an_unknown_authority(send: Callable[..., Ran], post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that nobody vouches for is told nothing."""
    monkeypatch.delenv("SSL_CERT_FILE")
    ran = send(to(post.port))

    assert (ran.status, post.logins) == (1, [])
    assert "its certificate is not trusted" in ran.err


def test_encrypted_from_the_first_word(
    send: Callable[..., Ran], authority: tuple[Path, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server may want encryption before anything is said."""
    path, context = authority
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with posting(Post(), ssl_context=context) as post:
        assert send(to(post.port, "tls: implicit")).status == 0

    assert len(post.took) == 1


def test_a_server_without_encryption(send: Callable[..., Ran]) -> None:
    """One that cannot encrypt, or behind someone who says so, is told nothing."""
    with posting(Post()) as post:
        ran = send(to(post.port))

    assert (ran.status, post.took) == (1, [])
    assert "cannot be reached: STARTTLS extension not supported by server" in ran.err


def test_mail_to_this_machine(send: Callable[..., Ran]) -> None:
    """A server on this machine may be told in the clear."""
    with posting(Post()) as post:
        assert send(to(post.port, "tls: none")).status == 0

    assert len(post.took) == 1


def test_an_edition_that_was_altered(run: Callable[..., Ran], post: Post, issued: Path, tmp_path: Path) -> None:
    """What is not as it was issued goes to nobody."""
    desk = sending(issued, tmp_path, f"{{id: mail, mail: {{{to(post.port, 'user: desk, password: {file: word}')}}}}}")
    file = desk / "output/harbour/editions/pilots/1/harbour-pilots-1.json"
    file.chmod(0o644)
    file.write_bytes(b"{}")
    ran = run("deliver", "--desk", desk)

    assert (ran.status, post.took) == (1, [])
    assert "is altered: see 'briefpress verify'" in ran.err
