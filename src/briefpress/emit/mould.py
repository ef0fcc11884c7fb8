"""A process that has loaded all that printing needs and prints nothing itself: workers are copies of it.

So the engine is loaded once for all of them, while whoever asks is still reading its desk.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from shutil import rmtree
from socket import AF_UNIX, SOCK_SEQPACKET, send_fds, socket, socketpair
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefpress.emit.templates import Templates

_PATIENCE = 300
"""Seconds after which a mould that does not answer is given up: it runs nothing but what comes with the program."""
_ANSWER = 64


class Mould:
    """The process, started when it is first asked for or told to get ready, and again when it died."""

    def __init__(self, templates: Templates) -> None:
        self.templates = templates
        self._home = ""
        self._line: socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def ready(self) -> socket:
        """Start it, if it does not run, and do not wait for it; raises OSError."""
        if self._line and self._process and self._process.poll() is None:
            return self._line
        self.end()
        self._home = tempfile.mkdtemp(prefix="briefpress-")
        self._line, theirs = socketpair(AF_UNIX, SOCK_SEQPACKET)
        self._line.settimeout(_PATIENCE)
        folders = "".join(f"Path({str(folder)!r}), " for folder in self.templates.folders)
        # -P: no module of the folder we are in, which may be a desk's, is ever imported.
        start = f"import sys; sys.path[:] = {sys.path!r}; from pathlib import Path; {_IMPORT}; mould"
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter with our own words
                [sys.executable, "-P", "-c", f"{start}({theirs.fileno()}, ({folders}))"],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={**os.environ, "TMPDIR": self._home},
                # Ctrl-C is for us to hear, and for us to end what we started.
                start_new_session=True,
            )
        except BaseException:
            self.end()
            raise
        finally:
            theirs.close()
        return self._line

    def copy(self, line: int, home: str, seconds: int, memory: int) -> int:
        """Return the number of a new worker that is told its work over a line; raises OSError."""
        asked = json.dumps({"home": home, "seconds": seconds, "memory": memory}).encode()
        mould = self.ready()
        send_fds(mould, [asked], [line])
        return self._answer(mould)

    def ended(self, worker: int) -> int | None:
        """End a worker, whatever it does, and return how it ended, or nothing where nobody knows any more."""
        # A worker whose mould is dead ends when its line closes; its number may be somebody else's by now.
        with suppress(OSError):
            if self._line:
                self._line.send(json.dumps({"end": worker}).encode())
                return self._answer(self._line)
        return None

    def _answer(self, line: socket) -> int:
        answer = line.recv(_ANSWER)
        if not answer:
            raise OSError("it is dead")
        code, number = map(int, answer.split())
        if code:
            raise OSError(code, os.strerror(code))
        return number

    def end(self) -> None:
        """End it and remove what it leaves; workers that still run end when their lines close."""
        if self._line:
            self._line.close()
        if self._process:
            self._process.kill()
            self._process.wait()
        rmtree(self._home, ignore_errors=True)
        self._line = self._process = None


_IMPORT = "from briefpress.emit.worker import mould"
