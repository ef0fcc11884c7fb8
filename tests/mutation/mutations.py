"""Mistakes a hurried editor makes in the example desk: each is one change of text in one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CLAIMS = "content/claims/{}.yaml"
BRIEF = "content/briefs/meta-ai-strategy.yaml"
INVESTORS, ENGINEERS, POLICY = ("\n  investors:\n", "\n  engineers:\n", "\n  policy:\n")


@dataclass(frozen=True)
class Mutation:
    """A mistake: in a file, from the first `after` on, the first `old` becomes `new`."""

    name: str
    file: str
    after: str
    old: str
    new: str
    survives: str = ""
    """Why no check can see it, where none does."""
    until: str = ""
    """What is taken out reaches up to here."""

    def spoil(self, desk: Path) -> None:
        """Make the mistake in a copy of the desk."""
        path = desk / self.file
        text = path.read_text(encoding="utf-8")
        start = text.find(self.after)
        assert start >= 0, f"{self.name}: '{self.after}' is gone from {self.file}"
        at = text.find(self.old, start)
        assert at >= 0, f"{self.name}: '{self.old}' is gone from {self.file}"
        end = text.index(self.until, at) if self.until else at + len(self.old)
        path.write_text(text[:at] + self.new + text[end:], encoding="utf-8")


def claim(name: str, file: str, id: str, old: str, new: str, survives: str = "") -> Mutation:
    """Return a mistake in one claim."""
    return Mutation(name, CLAIMS.format(file), f"- id: {id}\n", old, new, survives)


def brief(name: str, reader: str, old: str, new: str, survives: str = "") -> Mutation:
    """Return a mistake in what one audience reads."""
    return Mutation(name, BRIEF, reader, old, new, survives)


VALUES = (
    claim("digit changed", "capital", "capex-plan-2025", "high: 65", "high: 68"),
    claim("digits swapped", "capital", "coreweave-earlier-deal", "14.2", "12.4"),
    claim("zero lost", "workforce", "job-cuts", "8000", "800"),
    claim("'up to' dropped", "capital", "nebius-deal", ", bound: up-to", ""),
    claim("'about' dropped", "workforce", "job-cuts", ", bound: about", ""),
    claim("bound turned round", "capital", "nebius-deal", "bound: up-to", "bound: at-least"),
    claim("range collapsed to its top", "capital", "capex-plan-2025", "low: 60, high: 65", "number: 65"),
    claim("range collapsed to its middle", "capital", "capex-plan-2025", "low: 60, high: 65", "number: 62.5"),
    claim("range upside down", "capital", "capex-plan-2025", "low: 60, high: 65", "low: 65, high: 60"),
    claim("unit lost", "returns", "reels-watch-time", ', unit: "%"', ""),
    claim("unit swapped", "returns", "reels-watch-time", 'unit: "%"', "unit: minutes"),
    claim("scale bn to m", "capital", "coreweave-larger-deal", "scale: bn", "scale: m"),
    claim("scale lost", "capital", "nebius-deal", ", scale: bn", ""),
    claim("currency swapped", "capital", "coreweave-larger-deal", "currency: USD", "currency: EUR"),
    claim("currency lost", "returns", "revenue-q4-2024", "currency: USD, ", ""),
    claim("period changed", "returns", "revenue-q4-2024", "2024-Q4", "2024-Q3"),
    claim("period dropped", "capital", "capex-plan-2025", ", period: 2025", ""),
    claim(
        "basis of a percentage dropped", "returns", "reels-watch-time", ", basis: year on year in the United States", ""
    ),
    claim("footing of money dropped", "capital", "coreweave-larger-deal", ", basis: agreement value", ""),
    claim("decimal comma", "returns", "revenue-q4-2024", "48.39", "48,39"),
    claim("number in quotes", "returns", "revenue-q4-2024", "48.39", '"48.39"'),
)

EVIDENCE = (
    claim("source swapped", "capital", "coreweave-larger-deal", "muse-spark-article", "goover-report"),
    claim("source misspelt", "capital", "coreweave-larger-deal", "muse-spark-article", "muse-spark-artikle"),
    claim("anchor shortened", "capital", "coreweave-larger-deal", "including a $21 billion agreement", "$21 billion"),
    claim("quotation altered", "capital", "coreweave-larger-deal", "including a $21", "including a $12"),
    claim(
        "quotation lengthened",
        "capital",
        "coreweave-larger-deal",
        "including a $21 billion agreement",
        "including a $21 billion agreement with the provider named CoreWeave today",
    ),
    claim(
        "anchor removed",
        "capital",
        "coreweave-earlier-deal",
        "  evidence:\n    - source: muse-spark-article\n      exact: a prior $14.2 billion deal\n",
        "",
    ),
    claim("statement reworded", "capital", "coreweave-larger-deal", "has an agreement", "has signed an agreement"),
    claim("value left out of the statement", "capital", "coreweave-larger-deal", "worth {value}", "worth a good deal"),
    claim("term of an absence dropped", "models", "gap-benchmark-scores", "    - 'MMLU'\n", ""),
    Mutation(
        "checksum of a source changed", "content/sources/sources.yaml", "- id: goover-report", "69960256", "69960257"
    ),
    Mutation(
        "source regraded",
        "content/sources/sources.yaml",
        "- id: goover-report",
        "reliability: C",
        "reliability: A",
        "a grade is the desk's own judgement; the brief prints it with its reason",
    ),
    Mutation(
        "source dated a year later",
        "content/sources/sources.yaml",
        "- id: goover-report",
        "stated: 2025-04-29",
        "stated: 2027-04-29",
    ),
    Mutation(
        "source removed",
        "content/sources/sources.yaml",
        "- id: deepseek-perspective",
        "id: deepseek-perspective",
        "id: deepseek-view",
    ),
    Mutation("lock edited by hand", "content/evidence.lock", "  ad-goal:\n", "paragraph: 10", "paragraph: ten"),
)

PEOPLE_AND_TIME = (
    claim("holder dropped", "capital", "capex-plan-2025", "  holder: Mark Zuckerberg\n", ""),
    claim("plan called a report", "capital", "capex-plan-2025", "kind: plan", "kind: reported"),
    claim("opinion called a report", "returns", "growth-credited-to-investment", "kind: opinion", "kind: reported"),
    claim("kind misspelt", "capital", "nebius-deal", "kind: reported", "kind: reproted"),
    claim("due date removed", "capital", "capex-plan-2025", "  due: 2025-12-31\n", ""),
    claim("due date not stated after all", "capital", "capex-plan-2025", "due: 2025-12-31", "due: none-stated"),
    claim("as-of date after its source", "capital", "capex-plan-2025", "as_of: 2025-04-29", "as_of: 2025-09-29"),
    claim("as-of date in the future", "capital", "capex-plan-2025", "as_of: 2025-04-29", "as_of: 2027-04-29"),
    claim("as-of date removed", "capital", "nebius-deal", "  as_of: undated\n", ""),
    claim("impossible date", "capital", "capex-plan-2025", "as_of: 2025-04-29", "as_of: 2025-04-31"),
    claim("stale outcome", "capital", "capex-plan-2025", "state: unknown", "state: open"),
    claim("outcome forgotten", "capital", "capex-plan-2025", "  outcome: {state: unknown, noted: 2026-11-22}\n", ""),
    claim("event moved", "models", "llama-4-released", "when: 2025-04-06", "when: 2025-06-04"),
    claim(
        "review date passed",
        "capital",
        "nebius-deal",
        "  credibility: 3\n",
        "  credibility: 3\n  review_by: 2026-06-30\n",
    ),
    claim(
        "confidence raised by hand",
        "capital",
        "nebius-deal",
        "  credibility: 3\n",
        "  credibility: 3\n  lowered: {to: high, reason: Sounds right.}\n",
    ),
    brief("date of a plan told as to come", INVESTORS, "Ended {capex-plan-2025:due}", "Will end {capex-plan-2025:due}"),
    brief("relative time", INVESTORS, "Sources price the plan", "Sources recently priced the plan"),
    brief("'currently'", POLICY, "A dated report credits", "A dated report currently credits"),
    Mutation(
        "timeline date moved", "content/events/events.yaml", "- id: llama-4-release\n", "2025-04-06", "2025-06-04"
    ),
    Mutation("waiver run out", "content/waivers/time.yaml", "- id: sources-are-old\n", "2027-06-30", "2026-06-30"),
)

CONFLICTS_AND_SUMS = (
    Mutation(
        "conflict removed",
        "content/conflicts/capital.yaml",
        "- id: investment-printed-forms\n",
        "- id: investment-printed-forms",
        "",
        until="- id: investment-window",
    ),
    Mutation(
        "side of a conflict removed",
        "content/conflicts/capital.yaml",
        "- id: investment-printed-forms\n",
        "    - claims: [capex-point]\n      says: >-\n"
        "        In the passage on Llama 4 the same report makes it a flat {capex-point}.\n",
        "",
    ),
    Mutation(
        "conflict played down",
        "content/conflicts/reach-and-openness.yaml",
        "- id: open-source-meaning\n",
        "kind: contradiction",
        "kind: scope",
        "whether two statements exclude each other is the desk's reading, where no figure says so",
    ),
    Mutation(
        "one claim on both sides",
        "content/conflicts/capital.yaml",
        "- id: investment-printed-forms\n",
        "claims: [capex-point]",
        "claims: [capex-plan-2025]",
    ),
    claim(
        "one of two figures for one thing changed", "capital", "capex-range-no-year", "low: 60, high: 65", "number: 80"
    ),
    claim("metric renamed", "capital", "capex-point", "metric: ai-infrastructure-spend", "metric: ai-spend"),
    claim("term of a sum dropped", "capital", "cloud-agreements-total", "coreweave-earlier-deal, ", ""),
    claim(
        "term of a sum doubled",
        "capital",
        "cloud-agreements-total",
        "[coreweave-larger-deal,",
        "[coreweave-larger-deal, coreweave-larger-deal,",
    ),
    claim(
        "quotient turned round",
        "workforce",
        "implied-workforce",
        "[job-cuts, job-cuts-share]",
        "[job-cuts-share, job-cuts]",
    ),
    claim("sum of itself", "capital", "cloud-agreements-total", "[coreweave-larger-deal,", "[cloud-agreements-total,"),
    claim(
        "claim replaces itself",
        "capital",
        "nebius-deal",
        "  credibility: 3\n",
        "  credibility: 3\n  supersedes: [nebius-deal]\n",
    ),
    claim("id used twice", "capital", "capex-point", "- id: capex-point", "- id: capex-plan-2025"),
    claim("key used twice", "capital", "nebius-deal", "kind: reported", "kind: reported\n  kind: plan"),
)

PROSE = (
    brief("claim id misspelt", INVESTORS, "reach {cloud-agreements-total}", "reach {cloud-agreement-total}"),
    brief("citation misspelt", INVESTORS, "[@gap-ai-revenue]: commitments", "[@gap-ai-revenues]: commitments"),
    brief("citation half typed", INVESTORS, "[@gap-ai-revenue]: commitments", "[@gap-ai-revenue: commitments"),
    brief("part of a claim misspelt", INVESTORS, "{capex-plan-2025:period}", "{capex-plan-2025:priod}"),
    brief(
        "another claim named",
        INVESTORS,
        "The Nebius figure, {nebius-deal}",
        "The Nebius figure, {coreweave-larger-deal}",
        "the sentence is true to the claim it names; only a reader can see that it names the wrong one",
    ),
    brief("numeral typed", INVESTORS, "reach {cloud-agreements-total}", "reach $62.2bn"),
    brief("numeral typed in a heading", INVESTORS, "Where the exposure lies", "Where 35bn lies"),
    brief(
        "number in words typed",
        POLICY,
        "It calls Llama 4 open source while",
        "Twenty states look on. It calls Llama 4 open source while",
    ),
    brief(
        "number in words beside a claim",
        INVESTORS,
        "agreements worth {cloud-agreements-total}",
        "agreements worth sixty-two billion dollars",
        "its sentence names a claim, and words are not compared with what the claim states",
    ),
    brief("'doubled' typed", INVESTORS, "Commitments can be counted;", "Commitments have doubled;"),
    brief(
        "sources counted by hand",
        INVESTORS,
        "No source gives revenue from AI",
        "None of our five sources gives revenue from AI",
    ),
    brief("bound said twice", INVESTORS, "reach {cloud-agreements-total}", "reach up to {cloud-agreements-total}"),
    brief("bound contradicted", INVESTORS, "reach {cloud-agreements-total}", "reach at least {cloud-agreements-total}"),
    brief(
        "percentage called points",
        INVESTORS,
        "such as {reels-watch-time}",
        "such as {reels-watch-time} percentage points",
    ),
    brief("likelihood in prose", INVESTORS, "returns cannot.\n", "returns probably cannot.\n"),
    brief("likelihood removed", INVESTORS, "        likelihood: likely\n", ""),
    brief(
        "likelihood on a finding",
        INVESTORS,
        "        kind: finding\n",
        "        kind: finding\n        likelihood: likely\n",
    ),
    brief(
        "confidence beside likelihood",
        INVESTORS,
        "We expect the link to sales to be disclosed there first",
        "With low confidence it is likely that the link to sales is disclosed there first",
    ),
    brief(
        "holder of a plan left out",
        INVESTORS,
        "A plan by Mark Zuckerberg of {capex-plan-2025}",
        "A plan of {capex-plan-2025}",
    ),
    brief(
        "rumour in the bottom line",
        ENGINEERS,
        "an interface you own. Scout",
        "an interface you own. The glasses take a tailored Android [@glasses-platform]. Scout",
    ),
    brief(
        "claim without a value as a key figure",
        INVESTORS,
        "{claim: revenue-growth-q4-2024, label",
        "{claim: gap-roi, label",
    ),
    brief("praise", INVESTORS, "Commitments can be counted;", "Unprecedented commitments can be counted;"),
    brief("price target", INVESTORS, "returns cannot.\n", "returns cannot. The shares are undervalued.\n"),
    brief(
        "advice to lawmakers",
        POLICY,
        "No source says whether people consent",
        "Lawmakers must act. No source says whether people consent",
    ),
    brief("acronym unexplained", POLICY, "names a regulator [@gap-consent", "names a DPA [@gap-consent"),
    brief("name misspelt", ENGINEERS, "behind DeepSeek and OpenAI", "behind Deepseek and OpenAI"),
    brief(
        "sentence without end",
        POLICY,
        "It calls Llama 4 open source while",
        "It calls Llama 4, which came to be after a long and much delayed effort "
        "by many hands in many places "
        "and with many aims in mind at once, open source while",
    ),
    brief("link that runs code", INVESTORS, "returns cannot.\n", "returns cannot. [More](javascript:alert)\n"),
    brief(
        "heading inside prose",
        INVESTORS,
        "      - >-\n        Read the cloud sum",
        "      - |-\n        # Note\n\n        Read the cloud sum",
    ),
)

SHAPE = (
    claim("hidden from a reader who is told of it", "capital", "nebius-deal", "kind:", "only: [policy]\n  kind:"),
    claim("embargoed and printed", "capital", "nebius-deal", "kind:", "not_before: 2027-01-01\n  kind:"),
    claim("audience misspelt in 'only'", "capital", "nebius-deal", "kind:", "only: [investor]\n  kind:"),
    claim("key misspelt", "capital", "nebius-deal", "credibility:", "credibilty:"),
    claim("theme misspelt", "capital", "nebius-deal", "themes: [capital, compute]", "themes: [captial, compute]"),
    claim(
        "meaning with a figure", "capital", "nebius-deal", "The figure caps the deal", "The figure of 27 caps the deal"
    ),
    brief("section misspelt", INVESTORS, "      capital:\n", "      captial:\n"),
    brief("block misspelt", INVESTORS, "block: callout", "block: calout"),
    brief("chart's title false", INVESTORS, "largest: nebius-deal", "largest: coreweave-larger-deal"),
    brief(
        "chart says nothing of its title",
        INVESTORS,
        "      asserts:\n        - {largest: nebius-deal}\n"
        "        - {ceiling: nebius-deal}\n        - {in_words: aws-graviton-deal}\n",
        "",
    ),
    brief("chart of another series", INVESTORS, "series: priced-cloud-agreements", "series: engagement-growth"),
    Mutation(
        "label on the wrong bar",
        "content/series/series.yaml",
        "- id: priced-cloud-agreements\n",
        "label: Nebius (ceiling), claim: nebius-deal",
        "label: Nebius (ceiling), claim: coreweave-larger-deal",
    ),
    brief("cell of a matrix lost", INVESTORS, "                - Counted\n", ""),
    brief(
        "unquoted colon",
        INVESTORS,
        "headline: Commitments can be counted; returns cannot.",
        "headline: Commitments: they can be counted",
    ),
    brief(
        "quote not closed",
        INVESTORS,
        '"Mark Zuckerberg’s plan for AI infrastructure, one year"',
        '"Mark Zuckerberg’s plan',
    ),
    brief("tab for spaces", INVESTORS, "    kicker:", "\tkicker:"),
    Mutation(
        "disclosure removed",
        "content/audiences/policy.yaml",
        "disclosures:",
        "  - covers: [advice]\n",
        "  - covers: [method]\n",
    ),
    Mutation("accent too pale", "content/audiences/investors.yaml", "palette:", "#12355B", "#C9D4DF"),
)

MUTATIONS = (*VALUES, *EVIDENCE, *PEOPLE_AND_TIME, *CONFLICTS_AND_SUMS, *PROSE, *SHAPE)

QUICK = (
    "digit changed",
    "'up to' dropped",
    "source swapped",
    "as-of date in the future",
    "conflict removed",
    "claim id misspelt",
    "numeral typed",
    "relative time",
    "id used twice",
    "embargoed and printed",
    "chart's title false",
)
"""The mistakes that every run of the tests makes."""
