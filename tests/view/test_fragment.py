"""Deep links to an anchor's words."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.model.claim import Anchor
from briefpress.view.write import fragment
from build import anchor

PAGE = "https://example.org/a"


@pytest.mark.parametrize(
    ("given", "link"),
    [
        ({"exact": "two-part, R&D"}, f"{PAGE}#:~:text=two%2Dpart%2C%20R%26D"),
        ({"exact": "b", "prefix": "a-", "suffix": "-c"}, f"{PAGE}#:~:text=a%2D-,b,-%2Dc"),
        ({"exact": "100% of “it”"}, f"{PAGE}#:~:text=100%25%20of%20%E2%80%9Cit%E2%80%9D"),
    ],
)
def test_words_are_encoded(given: dict[str, str], link: str) -> None:
    """What divides the parts of a text directive is encoded inside them."""
    assert fragment(PAGE, Anchor.model_validate(anchor(**given))) == link


@pytest.mark.parametrize(
    ("url", "start"),
    [
        (f"{PAGE}#part", f"{PAGE}#part:~:text="),
        (f"{PAGE}#:~:text=other", f"{PAGE}#:~:text="),
        (f"{PAGE}#part:~:text=other", f"{PAGE}#part:~:text="),
    ],
)
def test_part_of_the_page_is_kept(url: str, start: str) -> None:
    """A fragment of the address stays, a passage that came with it does not."""
    assert fragment(url, Anchor.model_validate(anchor(exact="it"))) == f"{start}it"


@given(st.text(min_size=1).filter(lambda words: words.strip() and words.isprintable()))
def test_words_come_back_whole(words: str) -> None:
    """Decoding the directive gives the words."""
    held = Anchor.model_validate(anchor(exact=words))
    directive = fragment(PAGE, held).partition(":~:text=")[2]

    assert not set(directive) & set("-,& ")
    assert unquote(directive) == held.exact
