"""Words of likelihood and what they mean in numbers."""

from __future__ import annotations

from typing import Literal, get_args

Likelihood = Literal[
    "almost-no-chance", "very-unlikely", "unlikely", "roughly-even", "likely", "very-likely", "almost-certain"
]

RANGES: dict[Likelihood, tuple[int, int]] = {
    "almost-no-chance": (1, 5),
    "very-unlikely": (5, 20),
    "unlikely": (20, 45),
    "roughly-even": (45, 55),
    "likely": (55, 80),
    "very-likely": (80, 95),
    "almost-certain": (95, 99),
}
"""Per cent for each word: Intelligence Community Directive 203 (2015), table in section D.6.e(2)(a)."""

WORDS: tuple[Likelihood, ...] = get_args(Likelihood)
