"""The depot in a store: content first, under names that nobody reads yet, and then one swap of the Register."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from pydantic import ValidationError

from briefpress.diagnostics import Diagnostic, Span, error
from briefpress.model.manifest import MANIFEST, SUMS, Manifest, Register, ordered
from briefpress.record.hold import Overtaken
from briefpress.record.objects import CONDITIONAL, Unavailable
from briefpress.record.shelf import REGISTER, entry_of, summed, sums

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from briefpress.model.manifest import Entry, FileSum, Withdrawal
    from briefpress.record.editions import Prepared
    from briefpress.record.objects import Objects, Version

A = TypeVar("A")
B = TypeVar("B")

_CONDITIONS = ".briefpress/conditions"
_NO_VERSION = {"e_tag": '"00000000000000000000000000000000"', "version": "1"}
_LINES = 8
"""How many requests may be under way at once."""
_TRIES = 20
_RUNS = 100
_SEAL = 16


class Shared(Register):
    """The Register in a store."""

    runs: tuple[str, ...] = ()
    """The last runs that wrote it: one that hears no answer finds out here whether it was heard."""


class Bucket:
    """The depot in a store. It looks at the Register once: whoever wants to see a newer one takes a new Bucket."""

    def __init__(self, objects: Objects) -> None:
        self.where = f"in {objects.url}"
        self._objects = objects
        self._seen: tuple[Shared, Version] | None = None

    def begin(self) -> Register:
        """Make sure that the store decides between two of us, and that it has a Register."""
        self._decides()
        if not self._looked()[1]:
            # From now on nobody takes what is put, and not entered yet, for editions whose Register is lost.
            self._objects.create(REGISTER, _text(Shared()))
            self._seen = self._found()
        return self._looked()[0]

    def registered(self) -> tuple[Register, list[Diagnostic]]:
        """Return the Register."""
        return self._looked()[0], []

    def manifests(self, entries: Sequence[Entry]) -> Mapping[str, Manifest]:
        """Return the manifests that are whole."""
        found = {}
        for entry, data in zip(entries, _all(lambda entry: self._read(entry, MANIFEST), entries), strict=True):
            if data is not None and summed(data) == entry.files.get(MANIFEST):
                # Another version of this program may have written it.
                with suppress(ValidationError):
                    found[entry.id] = Manifest.model_validate_json(data)
        return found

    def issue(self, prepared: Sequence[Prepared], register: Register) -> Register:
        """Put what editions are made of, and enter them; what is put and not entered is never read."""
        files: list[tuple[str, Mapping[str, bytes], str]] = []
        entries = []
        for one in prepared:
            manifest = (one.manifest.model_dump_json(indent=1) + "\n").encode()
            entry = entry_of(one.manifest, summed(manifest))
            beside = {MANIFEST: manifest, SUMS: sums(one.manifest, summed(manifest))}
            files += [(self.way(entry), held, name) for held in (one.files, beside) for name in held]
            entries.append(entry)
        _all(self._placed, files)

        def entered(now: Register) -> Register:
            for entry in entries:
                # What changed since, and the number, were told from this edition.
                if now.last(entry.pair) != register.last(entry.pair):
                    raise Overtaken(f"another builder was first: {_first(now, entry)}")
            return ordered((*now.editions, *entries))

        return self._entered(entered)

    def withdraw(self, register: Register, entry: Entry, mark: Withdrawal) -> Register:
        """Mark an edition as withdrawn."""

        def marked(now: Register) -> Register:
            if now.get(entry.id) != register.get(entry.id):
                raise Overtaken(f"another builder was first: edition {entry.id} is withdrawn")
            new = entry.model_copy(update={"withdrawn": mark})
            return ordered(tuple(new if one.id == entry.id else one for one in now.editions))

        return self._entered(marked)

    def faults(self, register: Register) -> list[Diagnostic]:
        """Read every file back."""
        wanted = [(entry, name, expected) for entry in register.editions for name, expected in entry.files.items()]
        found = [one for one in _all(self._fault, wanted) if one]
        for strays in _all(self._strays, register.editions):
            found += strays
        return found

    def fetched(self, entry: Entry, spot: Path) -> Path | None:
        """Get every file; none if one is not what the Register says; raises OSError."""
        for name, data in zip(entry.files, _all(lambda name: self._read(entry, name), list(entry.files)), strict=True):
            # Who can write to the store must not name files elsewhere on this disk.
            if data is None or summed(data) != entry.files[name] or Path(name).name != name:
                return None
            (spot / name).write_bytes(data)
        return spot

    def show(self, name: str, page: bytes) -> None:
        """Write a page where it differs."""
        found = self._objects.get(name)
        if found is None or found[0] != page:
            self._objects.put(name, page)

    def latest(self, register: Register) -> Register:  # noqa: ARG002 - others may have entered more by now
        """Return what readers see by now."""
        self._seen = None
        return self._looked()[0]

    def way(self, entry: Entry) -> str:
        """Return where an edition lies: two that want to be the same edition lie in two places."""
        return f"{entry.folder}/{entry.files[MANIFEST].sha256[:_SEAL]}"

    def said(self, entry: Entry) -> str:
        """Return where an edition lies."""
        return f"{self._objects.url}/{self.way(entry)}"

    def _decides(self) -> None:
        """Refuse a store that takes every put, whatever its condition; raises Unavailable."""
        told = b"Here briefpress looks whether this store keeps conditions.\n"
        created = self._objects.create(_CONDITIONS, told) and self._objects.create(_CONDITIONS, told)
        if created or self._objects.swap(_CONDITIONS, told, _NO_VERSION):
            message = "the store takes puts whose conditions do not hold, so two builders could tear an edition"
            raise self._objects.refused("BP607", message, help=CONDITIONAL)

    def _looked(self) -> tuple[Register, Version]:
        """Return the Register as it was seen first, and its version; none where there is no Register."""
        self._seen = self._seen or self._found()
        return ordered(self._seen[0].editions), self._seen[1]

    def _found(self) -> tuple[Shared, Version]:
        found = self._objects.get(REGISTER)
        if found is None:
            if any("/editions/" in f"/{name}" and name.endswith(f"/{MANIFEST}") for name in self._objects.names("")):
                raise self._lost("lost")
            return Shared(), {}
        try:
            return Shared.model_validate_json(found[0]), found[1]
        except ValidationError:
            raise self._lost("damaged") from None

    def _lost(self, how: str) -> Unavailable:
        # Unlike in a folder, what lies there need not have been issued.
        hint = "restore it from an older version in the store, or from a copy"
        return self._objects.refused("BP608", f"the register of editions is {how}", REGISTER, help=hint)

    def _entered(self, change: Callable[[Register], Register]) -> Register:
        """Change the Register, unless others did so before in a way that matters; raises Overtaken."""
        run = uuid4().hex
        for _ in range(_TRIES):
            new = change(self._looked()[0])
            before, version = self._seen or (Shared(), {})
            shared = Shared(editions=new.editions, runs=(*before.runs, run)[-_RUNS:])
            unheard: Unavailable | None = None
            try:
                if self._objects.swap(REGISTER, _text(shared), version):
                    self._seen = None
                    return new
            except Unavailable as why:
                if not why.passing:
                    raise
                unheard = why
            # An answer may be lost, and one that says no may be about a put of ours whose answer was.
            self._seen = self._after(unheard)
            if run in self._seen[0].runs:
                return new
            if unheard:
                raise unheard
        raise Overtaken(f"others are writing into '{self._objects.url}' all the time")

    def _after(self, unheard: Unavailable | None) -> tuple[Shared, Version]:
        """Return the Register as it is after a swap that did not succeed as far as we heard."""
        try:
            return self._found()
        except Unavailable as why:
            if unheard is None or not why.passing:
                raise
            message = "the answer is missing, so whether this was entered is not known"
            raise self._objects.refused("BP605", message, help="run it again: it sees what was entered") from None

    def _placed(self, file: tuple[str, Mapping[str, bytes], str]) -> None:
        folder, held, last = file
        name, data = f"{folder}/{last}", held[last]
        if self._objects.create(name, data):
            return
        # A run that was killed, or an answer that was lost: the name holds a digest of what belongs there.
        found = self._objects.get(name)
        if found is None or found[0] != data:
            raise self._objects.refused("BP604", "something that is no edition stands in the way", name)

    def _read(self, entry: Entry, name: str) -> bytes | None:
        found = self._objects.get(f"{self.way(entry)}/{name}")
        return found[0] if found else None

    def _fault(self, wanted: tuple[Entry, str, FileSum]) -> Diagnostic | None:
        entry, name, expected = wanted
        data = self._read(entry, name)
        if data is not None and summed(data) == expected:
            return None
        return self._faulty(entry, name, "missing" if data is None else "altered")

    def _strays(self, entry: Entry) -> list[Diagnostic]:
        names = (name.rpartition("/")[2] for name in self._objects.names(self.way(entry)))
        return [self._faulty(entry, name, "none of its files") for name in sorted(names) if name not in entry.files]

    def _faulty(self, entry: Entry, name: str, how: str) -> Diagnostic:
        where = Span(f"{self.said(entry)}/{name}")
        hint = "restore it from a copy; an edition never changes"
        return error("BP604", f"edition {entry.id}: '{name}' is {how}", where, help=hint)


def _all(ask: Callable[[A], B], about: Sequence[A]) -> list[B]:
    """Ask about many things, several at once."""
    with ThreadPoolExecutor(_LINES) as lines:
        return list(lines.map(ask, about))


def _first(now: Register, entry: Entry) -> str:
    last = now.last(entry.pair)
    if last and last.number >= entry.number:
        return f"edition {last.id} is issued"
    return f"edition {last.id} is withdrawn" if last else "an edition is gone"


def _text(register: Shared) -> bytes:
    return (register.model_dump_json(indent=1) + "\n").encode()
