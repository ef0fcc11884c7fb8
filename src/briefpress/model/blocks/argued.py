"""Blocks in which the desk argues: scenarios, options, verification plan, issues, risks, questions to watch."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field
from typing_extensions import override

from briefpress.model.blocks.base import Block, Page
from briefpress.model.claim import Level
from briefpress.model.dates import When
from briefpress.model.likelihood import Likelihood
from briefpress.model.prose import Prose
from briefpress.model.record import ClaimRef, Line, Restricted
from briefpress.model.view import BlockView, Run, Runs


class Labelled(Struct, frozen=True):
    """A label and the paragraphs under it."""

    label: str
    paragraphs: tuple[Runs, ...]


class Entry(Struct, frozen=True):
    """An entry of an argued block: what it is called, a remark beside its name, and its labelled parts."""

    name: str
    remark: str
    parts: tuple[Labelled, ...]


class EntriesView(BlockView, frozen=True):
    """Entries, each with the same labelled parts in the same order."""

    entries: tuple[Entry, ...]


class GridView(BlockView, frozen=True):
    """A plain grid of text under headings; the first column heads its row."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]


class Scenario(Restricted):
    """A way things may go; never a price target."""

    name: Line
    trigger: Prose
    indicator: Prose
    claims_for: tuple[ClaimRef, ...] = ()
    claims_against: tuple[ClaimRef, ...] = ()


class ScenariosBlock(Block):
    """Ways things may go: what would set each off, what would show it, and what speaks for and against."""

    block: Literal["scenarios"]
    title: Line
    scenarios: Annotated[tuple[Scenario, ...], Field(min_length=1)]

    @override
    def view(self, page: Page) -> EntriesView:
        return EntriesView(*page.head(self), tuple(self._entry(page, scenario) for scenario in self.scenarios))

    def _entry(self, page: Page, scenario: Scenario) -> Entry:
        parts = [
            Labelled("Trigger", (page.runs(scenario.trigger),)),
            Labelled("Indicator", (page.runs(scenario.indicator),)),
        ]
        for label, claims in (("For", scenario.claims_for), ("Against", scenario.claims_against)):
            if claims:
                parts.append(Labelled(label, tuple(page.statement(claim) for claim in claims)))
        return Entry(scenario.name, "", tuple(parts))


class Option(Restricted):
    """A course of action with what speaks for and against it."""

    name: Line
    raised_by: Line | None = None
    good: Prose
    bad: Prose
    neutral: Prose | None = None
    consequence: Prose | None = None


class OptionsBlock(Block):
    """Courses of action in the form of a decision record, never ranked."""

    block: Literal["options"]
    title: Line
    options: Annotated[tuple[Option, ...], Field(min_length=1)]

    @override
    def view(self, page: Page) -> EntriesView:
        return EntriesView(*page.head(self), tuple(self._entry(page, option) for option in self.options))

    def _entry(self, page: Page, option: Option) -> Entry:
        texts = (
            ("For", option.good),
            ("Against", option.bad),
            ("Neutral", option.neutral),
            ("Then", option.consequence),
        )
        parts = tuple(Labelled(label, (page.runs(text),)) for label, text in texts if text)
        return Entry(option.name, f"raised by {option.raised_by}" if option.raised_by else "", parts)


class Verification(Restricted):
    """A question to settle before relying on a claim."""

    question: Prose
    test: Prose
    passes: Prose
    where: Prose


class VerificationBlock(Block):
    """What to verify: the question, the test, the pass mark, and where to look."""

    block: Literal["verification"]
    title: Line
    checks: Annotated[tuple[Verification, ...], Field(min_length=1)]

    @override
    def view(self, page: Page) -> GridView:
        return GridView(
            *page.head(self),
            ("Question", "Test", "Pass mark", "Where to look"),
            tuple(
                tuple(page.runs(text) for text in (check.question, check.test, check.passes, check.where))
                for check in self.checks
            ),
        )


class Issue(Restricted):
    """A question of policy, in the same four lines each time."""

    name: Line
    said: Prose
    agreement: Prose
    evidence: Prose
    gaps: Prose


class IssuesBlock(Block):
    """Questions of policy: what is said, where sources agree, how strong the evidence is, what is missing."""

    block: Literal["issues"]
    title: Line
    issues: Annotated[tuple[Issue, ...], Field(min_length=1)]

    @override
    def view(self, page: Page) -> EntriesView:
        return EntriesView(*page.head(self), tuple(self._entry(page, issue) for issue in self.issues))

    def _entry(self, page: Page, issue: Issue) -> Entry:
        texts = (
            ("Said", issue.said),
            ("Agreement", issue.agreement),
            ("Evidence", issue.evidence),
            ("Gaps", issue.gaps),
        )
        return Entry(issue.name, "", tuple(Labelled(label, (page.runs(text),)) for label, text in texts))


class Risk(Restricted):
    """Something that may go wrong, how likely, how bad, and what would show it first."""

    risk: Prose
    likelihood: Likelihood
    impact: Level
    indicator: Prose


class RisksBlock(Block):
    """Risks, with likelihood, impact and the sign to look for."""

    block: Literal["risks"]
    title: Line
    risks: Annotated[tuple[Risk, ...], Field(min_length=1)]

    @override
    def view(self, page: Page) -> GridView:
        return GridView(
            *page.head(self),
            ("Risk", "Likelihood", "Impact", "First sign"),
            tuple(
                (
                    page.runs(risk.risk),
                    (Run(page.likelihood(risk.likelihood), written=True),),
                    (Run(risk.impact),),
                    page.runs(risk.indicator),
                )
                for risk in self.risks
            ),
        )


class Question(Restricted):
    """An open question, when it resolves and what resolves it."""

    question: Prose
    by: When | None = None
    resolves: Prose


class WatchBlock(Block):
    """Questions to watch."""

    block: Literal["watch"]
    title: Line
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]

    @override
    def view(self, page: Page) -> GridView:
        dated = any(question.by for question in self.questions)
        headings = ("Question", "By", "Resolved by")
        return GridView(
            *page.head(self),
            # Where nothing has a date, a column of them says nothing.
            headings if dated else (headings[0], headings[2]),
            tuple(self._row(page, question, dated=dated) for question in self.questions),
        )

    def _row(self, page: Page, question: Question, *, dated: bool) -> tuple[Runs, ...]:
        asked = page.runs(question.question)
        by = (Run(page.date(question.by) if question.by else "no date stated", written=True),)
        return (asked, *([by] if dated else []), page.runs(question.resolves))
