"""Templates: escaped, sandboxed, and strict about what does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress.diagnostics import Span
from briefpress.emit.html import html
from briefpress.emit.templates import Outside, Templates

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.diagnostics import Diagnostic

HOSTILE = "<script>alert(1)</script>"


def rendered(folder: Path, template: str, view: object = HOSTILE) -> tuple[str, list[Diagnostic]]:
    """Render one template with something in place of a View."""
    (folder / "page.html.j2").write_text(template, encoding="utf-8")
    return html(view, "page.html.j2", Templates((folder.resolve(),)), "print")  # type: ignore[arg-type]  # any value will do


def test_text_is_escaped_whatever_the_name_of_the_template(tmp_path: Path) -> None:
    """No content becomes markup."""
    page, found = rendered(tmp_path, '<p title="{{ view }}">{{ view }}</p>')

    assert found == []
    assert page == '<p title="&lt;script&gt;alert(1)&lt;/script&gt;">&lt;script&gt;alert(1)&lt;/script&gt;</p>'


@pytest.mark.parametrize(
    ("template", "code", "line"),
    [
        ("a\n{{ nothing }}", "BP403", 2),
        ("a\n\n{{ view.nothing }}", "BP403", 3),
        ("{% if %}", "BP402", 1),
        ("a\n{% for x in view %}", "BP402", 2),
        ("{{ 1 / 0 }}", "BP403", 1),
        ("{{ view + 1 }}", "BP403", 1),
        ("a\n{{ view.__class__.__mro__ }}", "BP404", 2),
        ("{{ ''.__class__ }}", "BP404", 1),
        ("{{ view.format.__globals__ }}", "BP404", 1),
        ("a\n{% include 'absent.html.j2' %}", "BP401", 2),
        ("{% include '../outside.html.j2' %}", "BP401", 1),
        ("{{ sheet('absent.css') }}", "BP401", 1),
    ],
)
def test_fault_in_a_template_is_found_with_its_line(tmp_path: Path, template: str, code: str, line: int) -> None:
    """A template that fails says where, and gives no page."""
    page, found = rendered(tmp_path, template)

    assert page == ""
    assert [(one.code, one.label.where) for one in found] == [(code, Span("templates/page.html.j2", line, 1, line, 1))]


def test_link_out_of_the_templates_is_not_followed(tmp_path: Path) -> None:
    """A symbolic link cannot bring in a file from elsewhere."""
    own = tmp_path / "templates"
    own.mkdir()
    (tmp_path / "secret.html.j2").write_text("secret", encoding="utf-8")
    (own / "page.html.j2").symlink_to(tmp_path / "secret.html.j2")

    with pytest.raises(Outside):
        Templates((own.resolve(),)).find("page.html.j2")


def test_own_template_goes_before_the_shipped_one(good: Path) -> None:
    """A desk replaces single files; the others are those that come with briefpress."""
    own = good / "templates"
    own.mkdir()
    (own / "brief.html.j2").write_text("own", encoding="utf-8")
    templates = Templates.of(good)

    assert templates.read("brief.html.j2") == b"own"
    assert templates.find("base.html.j2").is_file()


def test_digest_follows_every_file(tmp_path: Path) -> None:
    """Any change of a template, style sheet or font changes what is printed with it."""
    (tmp_path / "a.css").write_text("a", encoding="utf-8")
    before = Templates((tmp_path,)).digests()
    (tmp_path / "a.css").write_text("b", encoding="utf-8")

    assert Templates((tmp_path,)).digests() != before


def test_a_template_that_changed_is_compiled_again(tmp_path: Path) -> None:
    """What was compiled before is used for the same text alone, and keeps nothing of the page before."""
    count = "{% set seen = namespace(count=0) %}{% set seen.count = seen.count + 1 %}{{ seen.count }}"
    pages = [rendered(tmp_path, text, "")[0] for text in (count, count, "other", count)]

    assert pages == ["1", "1", "other", "1"]
