"""What can be wrong with a cluster, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, Span, error

if TYPE_CHECKING:
    from collections.abc import Sequence

_CERTIFICATES = ("CA_FILE", "CLIENT__CERT", "CLIENT__KEY")
_AGAIN = "what was made waits: the next build makes the rest"


class Stopped(Exception):
    """A cluster cannot go on. It comes with a Diagnostic."""

    @property
    def finding(self) -> Diagnostic:
        """What to say."""
        found: Diagnostic = self.args[0]
        return found


def untimely(text: str) -> Stopped:
    """Say that a length of time is none."""
    said = f"'{text}', set as briefpress.patience in Dask's configuration, is no length of time"
    return Stopped(error("BP541", said, Span("briefpress.patience"), help="write 90s or 10m"))


def uncertified(address: str) -> Stopped:
    """Say that we have no certificate to show."""
    hint = f"name them in DASK_DISTRIBUTED__COMM__TLS__{' and in …__'.join(_CERTIFICATES)}"
    return Stopped(error("BP541", f"no certificates to speak to '{address}' with", Span(address), help=hint))


def unreachable(address: str, why: Exception) -> Stopped:
    """Say that no scheduler answers, or that it does not take our certificate, or we not its own."""
    hint = "start it with 'dask scheduler'; for tls:// set the certificates that Dask's configuration names"
    return Stopped(error("BP542", f"no scheduler answers at '{address}': {_short(why)}", Span(address), help=hint))


def idle(address: str, seconds: float) -> Stopped:
    """Say that there is nobody to work."""
    said = f"the scheduler '{address}' has had no worker for {seconds:.0f} seconds"
    return Stopped(error("BP543", said, Span(address), help=f"start some with 'dask worker {address}'; {_AGAIN}"))


def lost(address: str) -> Stopped:
    """Say that the scheduler went away."""
    said = f"the connection to the scheduler '{address}' was lost, and nothing is written"
    return Stopped(error("BP544", said, Span(address), help=f"see whether it still runs; {_AGAIN}"))


def unfit(address: str, where: str, differences: Sequence[str]) -> Stopped:
    """Say that a worker would print other bytes."""
    said = f"the worker on '{where}' might print other bytes: {'; '.join(differences)}"
    hint = "install the same versions there, as an image or a lock file does, and start its workers again"
    return Stopped(error("BP545", said, Span(address), help=hint))


def strange(address: str, why: Exception) -> Stopped:
    """Say that the scheduler or a worker cannot run what it is given."""
    said = f"the scheduler '{address}' or one of its workers cannot run this briefpress: {_short(why)}"
    hint = "install the same version of briefpress[dask] wherever the scheduler and its workers run"
    return Stopped(error("BP545", said, Span(address), help=hint))


def unseen(address: str, rack: str, why: str) -> Stopped:
    """Say that not all see the same rack."""
    said = f"the rack '{rack}' is not the same for this machine and the workers: {why}"
    hint = "name a folder that all of them see and may write with --rack"
    return Stopped(error("BP546", said, Span(address), help=hint))


def killed(name: str) -> Diagnostic:
    """Say that a brief seems to kill whoever prints it."""
    said = "every worker that printed it died meanwhile"
    return error("BP547", said, Span(name), help="see what the workers said last; too little memory ends them too")


def _short(why: Exception) -> str:
    """Return the first sentence of what a library says."""
    text = " ".join(str(why).split()) or type(why).__name__
    return text[0].lower() + text[1:] if text[1:2].islower() else text
