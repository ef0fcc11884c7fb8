"""Servers on loopback: one that speaks S3, in a process of its own, and a line to it that can be slow or break.

`python tests/servers.py` is that process: it says its port, and serves until it is killed.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from io import BytesIO
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

KEY = "AKIDEXAMPLE"
SECRET = "canary-5ecret-never-printed"  # noqa: S105 - of a server on loopback
_SIGNED = f"AWS4-HMAC-SHA256 Credential={KEY}/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=x"


@dataclass
class S3:
    """A server that speaks S3, and how to speak to it."""

    port: int

    @property
    def endpoint(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def env(self) -> dict[str, str]:
        """What whoever speaks to it needs in the environment."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_REGION": "us-east-1",
        }

    def bucket(self) -> str:
        """Make a bucket, and return its name."""
        name = f"bucket-{uuid4().hex[:12]}"
        assert self.ask("PUT", f"/{name}") == 200
        return name

    def ask(self, method: str, path: str, body: bytes = b"") -> int:
        """Ask for something by hand, and return the status of the answer."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=20)
        line.request(method, path, body, {"Authorization": _SIGNED, "Content-Length": str(len(body))})
        status = line.getresponse().status
        line.close()
        return status

    def spoil(self, **how: object) -> None:
        """Have it behave badly from now on: see `_Spoilt`; without words, well."""
        assert self.ask("POST", "/_spoil", json.dumps(how).encode()) == 200


@dataclass
class _Spoilt:
    """A server in front of another: what it takes for its own is told at `/_spoil`."""

    inner: Callable[..., Iterable[bytes]]
    how: dict[str, Any] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, environ: dict[str, Any], answer: Callable[..., object]) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        if environ["PATH_INFO"] == "/_spoil":
            self.how = json.loads(body)
            answer("200 OK", [])
            return [b""]
        how = self.how
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        meant = how.get("path", "") in path and how.get("method", method) == method
        if meant and how.get("deaf"):
            # Such as older servers that call themselves compatible.
            environ.pop("HTTP_IF_MATCH", None)
            environ.pop("HTTP_IF_NONE_MATCH", None)
        if meant and how.get("before", 0) > 0:
            how["before"] -= 1
            return self._refused(answer)
        environ["wsgi.input"] = BytesIO(body)
        # A store decides about a condition and obeys it in one step; the server behind this takes two.
        with self.lock:
            done = list(self.inner(environ, (lambda *_: None) if meant and how.get("after", 0) > 0 else answer))
        if meant and how.get("after", 0) > 0:
            how["after"] -= 1
            return self._refused(answer)
        return done

    def _refused(self, answer: Callable[..., object]) -> list[bytes]:
        status = int(self.how.get("status", 503))
        code = {403: "AccessDenied", 500: "InternalError", 501: "NotImplemented"}.get(status, "SlowDown")
        answer(f"{status} Spoilt", [("Content-Type", "application/xml")])
        return [f"<Error><Code>{code}</Code><Message>spoilt</Message></Error>".encode()]


def serve() -> None:
    """Serve, and say on which port."""
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    inner = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", 0, _Spoilt(inner), threaded=True)

    def over() -> None:
        # Whoever started it holds the other end, even if killed.
        sys.stdin.read()
        os._exit(0)

    threading.Thread(target=over, daemon=True).start()
    sys.stdout.write(f"{server.port}\n")
    sys.stdout.flush()
    server.serve_forever()


def started() -> tuple[subprocess.Popen[str], S3]:
    """Start a server in a process of its own; whoever does ends it."""
    command = [sys.executable, "-W", "ignore", __file__]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    return process, S3(int(process.stdout.readline()))


class Line:
    """A line to a server that can be slow, or break after so many bytes."""

    def __init__(
        self, port: int, *, pause: float = 0, up: int | None = None, down: int | None = None, about: bytes = b""
    ) -> None:
        self._to, self._pause, self._about = port, pause, about
        self._up, self._down = (sys.maxsize if most is None else most for most in (up, down))
        self._ear = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._ear.getsockname()[1]
        self._listener = threading.Thread(target=self._listen)
        self._carriers: list[threading.Thread] = []
        self._ends: list[socket.socket] = []
        self._meant: set[socket.socket] = set()
        """The near ends of connections that say what the trouble is about."""

    def __enter__(self) -> Self:
        self._listener.start()
        return self

    def __exit__(self, *_: object) -> None:
        # Closing alone does not wake whoever waits for a call.
        with suppress(OSError):
            self._ear.shutdown(socket.SHUT_RDWR)
        self._listener.join()
        self._ear.close()
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for carrier in self._carriers:
            carrier.join()
        for end in self._ends:
            end.close()

    @property
    def endpoint(self) -> str:
        """Where it begins."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def calls(self) -> int:
        """How many connections there were."""
        return len(self._ends) // 2

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._ear.accept()
                far = socket.create_connection(("127.0.0.1", self._to))
                self._ends += [near, far]
                for way in ((near, near, far, self._up), (near, far, near, self._down)):
                    carrier = threading.Thread(target=self._carry, args=way)
                    self._carriers.append(carrier)
                    carrier.start()

    def _carry(self, near: socket.socket, one: socket.socket, other: socket.socket, most: int) -> None:
        left = most
        with suppress(OSError):
            while left > 0 and (data := one.recv(65536)):
                if one is near and self._about in data:
                    self._meant.add(near)
                if near not in self._meant:
                    other.sendall(data)
                    continue
                time.sleep(self._pause)
                other.sendall(data[:left])
                left -= len(data)
        for end, how in (
            ((other, socket.SHUT_WR),) if left > 0 else ((one, socket.SHUT_RDWR), (other, socket.SHUT_RDWR))
        ):
            with suppress(OSError):
                end.shutdown(how)


def port_of(endpoint: str) -> int:
    """Return the port of an address."""
    return urlsplit(endpoint).port or 80


if __name__ == "__main__":
    serve()
