"""What the files of a brief are called."""

import pytest

from briefpress.model.files import Format, ending


@pytest.mark.parametrize(("fmt", "end"), [("pdf", "pdf"), ("html", "html"), ("json", "json"), ("large", "large.pdf")])
def test_a_format_is_told_by_the_end_of_a_file(fmt: Format, end: str) -> None:
    """A brief in large print is a PDF too, and is not taken for the usual one."""
    assert ending(fmt) == end
