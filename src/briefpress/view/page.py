"""The page on which blocks are set: it numbers the evidence, writes values and remembers what was used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from briefpress.model import prose as markdown
from briefpress.model.language import foreign
from briefpress.model.passage import mentions
from briefpress.model.view import AnchorView, CiteView, Fact, Mark, ParagraphView, RowView, Run, SourceView
from briefpress.view import write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.model.blocks import Block
    from briefpress.model.claim import Claim
    from briefpress.model.dates import PartialDate
    from briefpress.model.edition import Edition
    from briefpress.model.likelihood import Likelihood
    from briefpress.model.quantity import Quantity
    from briefpress.model.source import Source
    from briefpress.model.view import Heading, Paragraphs, Runs

_HOLE = re.compile(r"\{(value|period|due|when|as_of)\}")

_TOLD: tuple[Mark, ...] = ("rumour", "contested")

_OUTCOMES = {
    "open": "open",
    "met": "met",
    "missed": "missed",
    "superseded": "superseded",
    "unknown": "not known",
}


class Setting:
    """One brief being set. Rows of evidence are numbered in the order in which a reader meets them."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._rows: dict[str, list[str]] = {}
        self._numbers: dict[str, int] = {}
        self._table: tuple[RowView, ...] | None = None
        self._texts: list[str] = []
        self._heads = 0
        self.headings: tuple[Heading, ...] = ()
        """The sections and their titled blocks, once these are set."""
        self._labels = {name: f"S{number}" for number, name in enumerate(edition.sources, 1)}
        self._language = edition.desk.language

    def head(self, block: Block) -> tuple[str, str, Runs]:
        """Return kind, anchor and title of a block."""
        self._heads += 1
        kind: str = getattr(block, "block", "")
        return kind, f"b{self._heads}", self.line(block.title) if block.title else ()

    def prose(self, text: str) -> Paragraphs:
        """Set Markdown with claims in it."""
        return tuple(
            ParagraphView(tuple(self._inline(inline) for inline in paragraph.inlines), paragraph.kind)
            for paragraph in markdown.parse(text).paragraphs
        )

    def runs(self, text: str) -> Runs:
        """Set prose as one paragraph."""
        return tuple(run for paragraph in self.prose(text) for run in paragraph.runs)

    def line(self, text: str) -> Runs:
        """Set a line as it is written."""
        self._texts.append(text)
        return (Run(text),)

    def value(self, claim: str, *, cited: bool = True) -> Run:
        """Set a claim's value."""
        return self._part(claim, "value", (), cited=cited)

    def figure(self, claim: str) -> tuple[str, Runs]:
        """Set a claim's value in parts: its bound; its number with the citation mark, and its unit."""
        run, value = self.value(claim), self.edition.values.get(claim)
        if value is None:
            return "", (run,)
        bound, number, unit = write.parts(value, self.edition.audience.numbers, self._language)
        behind = (replace(run, text=unit, cites=()),) if unit else ()
        return bound, (replace(run, text=number), *behind)

    def quantity(self, quantity: Quantity) -> Run:
        """Set a value that belongs to no claim."""
        return Run(write.quantity(quantity, self.edition.audience.numbers, self._language), written=True)

    def statement(self, claim: str, *, cited: bool = True) -> Runs:
        """Set what a claim states."""
        pieces = _HOLE.split(self.edition.claims[claim].statement)
        runs = [
            Run(text) if even else self._part(claim, text.replace("_", "-"), (), cited=False)
            for text, even in zip(pieces, _alternate(len(pieces)), strict=True)
            if text
        ]
        return (*runs, self.cite([claim])) if cited else tuple(runs)

    def cite(self, claims: Iterable[str]) -> Run:
        """Set citation marks alone, with what must not go unsaid of the claims."""
        named = list(dict.fromkeys(claims))
        return Run("", marks=self._told(*named), cites=tuple(self._cite(name) for name in named))

    def likelihood(self, word: Likelihood) -> str:
        """Write a word of likelihood with its range."""
        return write.likelihood(word)

    def date(self, date: PartialDate) -> str:
        """Write a date."""
        return write.date(date, self._language)

    def kind(self, claim: str) -> str:
        """Name the kind of a claim."""
        return write.KINDS[self.edition.claims[claim].kind]

    def as_of(self, claim: str) -> str:
        """Write when a claim was true or said; what rests on an undated claim is undated."""
        dates = [ground.as_of for ground in self.edition.grounds([claim])]
        known = [date for date in dates if date]
        if not known or len(known) < len(dates):
            return "undated"
        return self.date(min(known, key=lambda date: date.first))

    def outcome(self, claim: str) -> str:
        """Write what became of a plan or forecast."""
        item = self.edition.claims[claim]
        if self.edition.overdue(item):
            return "passed, unverified"
        return _OUTCOMES[item.outcome.state] if item.outcome else "open"

    def marks(self, claim: str) -> tuple[Mark, ...]:
        """Return the marks a claim is printed with; a computed one shares those of its terms."""
        item = self.edition.claims[claim]
        grounds = (item, *self.edition.grounds([claim]))
        found: dict[Mark, bool] = {
            "forward": any(ground.kind in ("plan", "forecast") for ground in grounds),
            "rumour": any(ground.kind == "rumour" for ground in grounds),
            "contested": any(ground.id in self.edition.contested for ground in grounds),
            "past-due": any(self.edition.overdue(ground) for ground in grounds),
        }
        return tuple(mark for mark, holds in found.items() if holds)

    def printed(self) -> frozenset[str]:
        """Return the claims printed so far."""
        return frozenset(self._rows)

    def rows(self) -> tuple[RowView, ...]:
        """Return the rows of the evidence table."""
        if self._table is None:
            # A statement may bring in no new rows, so the numbers are final here.
            self._table = tuple(self._row(number, name) for name, number in self._numbers.items())
        return self._table

    def sources(self) -> tuple[SourceView, ...]:
        """Return the sources of the rows, under the labels they have in every brief of the desk."""
        counts = dict.fromkeys(self.edition.sources, 0)
        for name in self._rows:
            for source in self.edition.claims[name].sources:
                counts[source] += 1
        return tuple(self._source(self.edition.sources[name], count) for name, count in counts.items() if count)

    def outline(self) -> tuple[Heading, ...]:
        """Return the sections and the titled blocks in them."""
        return self.headings

    def glossary(self) -> tuple[Fact, ...]:
        """Return the terms that the text uses and this audience does not know, in alphabetical order."""
        stated = ("".join(run.text for run in self.statement(name, cited=False)) for name in self._rows)
        text = "\n".join((*self._texts, *stated))
        found = []
        for term in self.edition.terms.values():
            unknown = self.edition.audience.id not in term.known_by
            if unknown and any(mentions(text, form) for form in (term.term, *term.forms)):
                meaning = f"{term.expansion}: {term.plain}" if term.expansion else term.plain
                found.append(Fact(term.term, meaning))
        return tuple(sorted(found, key=lambda fact: fact.label.casefold()))

    def _inline(self, inline: markdown.Inline) -> Run:
        match inline:
            case markdown.Text(text, styles, url):
                self._texts.append(text)
                return Run(text, styles, url)
            case markdown.Value(claim, part, styles):
                return self._part(claim, part, styles, cited=bool(inline.cited))
            case markdown.Cite(claims):
                return self.cite(claims)
            case _:
                assert_never(inline)

    def _part(self, name: str, part: str, styles: tuple[str, ...], *, cited: bool) -> Run:
        claim = self.edition.claims[name]
        marks = self.marks(name) if part in ("value", "short") else self._told(name) if cited else ()
        cites = (self._cite(name),) if cited else ()
        return Run(self._words(claim, part), styles, "", name, marks, cites)

    def _told(self, *claims: str) -> tuple[Mark, ...]:
        """Return what a citation says of claims where no value beside it does."""
        return tuple(mark for mark in _TOLD if any(mark in self.marks(name) for name in claims))

    def _words(self, claim: Claim, part: str) -> str:
        value = self.edition.values.get(claim.id)
        if part in ("value", "short"):
            if value:
                return write.quantity(value, self.edition.audience.numbers, self._language, short=part == "short")
            return self.date(claim.when) if claim.when else ""
        if part == "holder":
            return claim.holder or ""
        dates = {"period": claim.period, "due": claim.due, "when": claim.when, "as-of": claim.as_of}
        date = dates[part]
        return self.date(date) if date else ""

    def _cite(self, name: str) -> CiteView:
        uses = self._use(name)
        row = self._numbers[name]
        self._table = None
        uses.append(f"u{row}-{write.letters(len(uses))}")
        return CiteView(row, uses[-1])

    def _use(self, name: str) -> list[str]:
        waiting = [name]
        while waiting:
            item = waiting.pop()
            if item not in self._rows:
                self._rows[item] = []
                self._numbers[item] = len(self._rows)
                # The terms of a computed claim must stand in the table too, or its evidence would end in the air.
                derived = self.edition.claims[item].derived
                waiting.extend(reversed(derived.terms) if derived else ())
        return self._rows[name]

    def _row(self, number: int, name: str) -> RowView:
        claim = self.edition.claims[name]
        stale: tuple[Mark, ...] = ("stale",) if self.edition.stale(claim) else ()
        became = self.outcome(name) if claim.kind in ("plan", "forecast") else ""
        terms = claim.derived.terms if claim.derived else ()
        return RowView(
            row=number,
            claim=name,
            statement=self.statement(name, cited=False),
            kind=self.kind(name),
            holder=claim.holder or "",
            as_of=f"searched on {self.as_of(name)}" if claim.kind == "gap" else self.as_of(name),
            status=", ".join(part for part in (became, "past its review date" if stale else "") if part),
            confidence=self.edition.confidence([name]),
            marks=(*self.marks(name), *stale),
            note=claim.note or "",
            anchors=tuple(self._anchor(anchor.source, index, claim) for index, anchor in enumerate(claim.evidence)),
            computed_from=tuple(Run("", cites=(CiteView(self._numbers[term], ""),)) for term in terms),
            uses=tuple(self._rows[name]),
        )

    def _anchor(self, source: str, index: int, claim: Claim) -> AnchorView:
        anchor = claim.evidence[index]
        found = self.edition.found.get(claim.id)
        paragraph, heading = anchor.paragraph, anchor.heading
        if found:
            paragraph, heading = found[index].paragraph, found[index].heading
        place = f"¶{write.NBSP}{paragraph}" if paragraph else ""
        url = self.edition.sources[source].url
        return AnchorView(
            self._labels[source],
            f"s-{source}",
            # Headings of the source are long: on paper only those that the desk asks for by typing them.
            ", ".join(part for part in (place, anchor.heading) if part),
            anchor.exact,
            write.fragment(url, anchor) if url and url.startswith("http") else "",
            heading or "",
            foreign(self.edition.sources[source].language, self._language),
        )

    def _source(self, source: Source, claims: int) -> SourceView:
        published = source.published
        between = [
            f"{word} {self.date(bound)}"
            for word, bound in (("not before", published.not_before), ("not after", published.not_after))
            if bound
        ]
        return SourceView(
            label=self._labels[source.id],
            anchor=f"s-{source.id}",
            title=source.title,
            publisher=source.publisher or "publisher not stated",
            author=source.author or "author not stated",
            kind=source.kind.replace("-", " "),
            dated=self.date(published.stated) if published.stated else "undated",
            bounds=", ".join(between),
            dating="" if published.stated else published.reason or "",
            tier=source.tier,
            grade=source.reliability,
            reason=source.reason,
            interest=source.interest,
            url=source.url or "",
            sha256=source.filed.sha256,
            claims=claims,
            language=foreign(source.language, self._language),
        )


def _alternate(count: int) -> list[bool]:
    return [index % 2 == 0 for index in range(count)]
