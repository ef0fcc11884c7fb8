"""Those who get what is delivered: an address that is told, and a server of mail, with faults."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SILENCE = -1
"""An answer that does not come; 0 is a connection that is closed instead."""


def nobody() -> int:
    """Return a port at which nobody listens."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@dataclass
class Hook:
    """An address that takes what is posted to it, or not."""

    url: str = ""
    answer: int = 204
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    then: Callable[[], object] = lambda: None
    """What happens when it has heard something."""
    over: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def hook() -> Iterator[Hook]:
    """Listen for what is posted."""
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            hook.heard.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            hook.then()
            if hook.answer == SILENCE:
                hook.over.wait()
            if hook.answer <= 0:
                self.connection.close()
                return
            self.send_response(hook.answer)
            self.send_header("Location", f"{hook.url}elsewhere")
            self.end_headers()

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        hook.url = f"http://127.0.0.1:{server.server_port}/"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield hook
        hook.over.set()
        server.shutdown()
        thread.join()


def _left(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.WriteTransport)
    server.transport.abort()


@dataclass
class Post:
    """A server of mail: what it took, and what it answers to each command."""

    port: int = 0
    took: list[Envelope] = field(default_factory=list)
    logins: list[LoginPassword] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    """By command, or by recipient."""
    then: Callable[[], object] = lambda: None
    """What happens when it took a mail."""
    fault: str = ""
    """`silence` or `drop`, when all of a mail has come; `leave`, when its first reader is named."""

    async def handle_MAIL(  # noqa: N802 - the library's name, as the two below
        self, _s: SMTP, _t: Session, envelope: Envelope, address: str, _o: list[str]
    ) -> str:
        """Take a sender, or not."""
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _t: Session, envelope: Envelope, address: str, _o: list[str]
    ) -> str:
        """Take a recipient, or not."""
        answer = self.answers.get(address, "250 OK")
        if self.fault == "leave":
            _left(server)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Take a mail, or not."""
        answer = self.answers.get("DATA", "250 OK")
        if answer.startswith("2"):
            self.took.append(envelope)
            self.then()
        if self.fault == "silence":
            await asyncio.sleep(0.6)
        if self.fault == "drop":
            _left(server)
        return answer

    def welcome(self) -> AuthResult:
        """Take anybody."""
        return AuthResult(success=True)

    def login(self, _server: object, _session: object, _envelope: object, _way: str, data: object) -> AuthResult:
        """Take whoever knows the word."""
        assert isinstance(data, LoginPassword)
        self.logins.append(data)
        return AuthResult(success=data.password == b"a word between us", handled=False)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """Make an authority of our own: its certificate as a file, and the secrets of a server that it vouches for."""
    authority = trustme.CA()
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    return path, context


@contextmanager
def posting(post: Post, **options: Any) -> Iterator[Post]:  # noqa: ANN401 - those of the library
    """Run a server of mail for as long as this lasts."""
    controller = Controller(post, hostname="127.0.0.1", port=nobody(), server_hostname="post.example", **options)
    controller.start()
    post.port = controller.port
    try:
        yield post
    finally:
        controller.stop()


@pytest.fixture
def post(authority: tuple[Path, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    """Run a server of mail that wants encryption and a login."""
    path, context = authority
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    post = Post()
    with posting(post, tls_context=context, require_starttls=True, auth_required=True, authenticator=post.login):
        yield post
