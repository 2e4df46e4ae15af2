"""What a page of a copy says of it, and what becomes of links to what the copy does not hold."""

from datetime import date

import pytest

from sop_docs.effects.catalogue import load_words
from sop_docs.mkdocs_copy import CopyNote
from sop_docs.model.order import Copy, Order
from sop_docs.model.page import Page, PageKind

COMMIT = "0123456789abcdef0123456789abcdef01234567"
SOP = Page("cs/投诉.md", "投诉", "", PageKind.SOP, stamp="SOP-CS-2024-001 V1.0")
PROSE = Page("index.md", "目录", "", PageKind.PROSE)


def note(address: str = "https://sop.example.com/library/") -> CopyNote:
    return CopyNote(Copy(Order(COMMIT), date(2024, 5, 1), address), load_words("en"))


def test_the_words_of_the_commit_come_last() -> None:
    assert note().put_into("<p><!-- sop:copy --></p>") == (
        "<p>Copy of commit 0123456789ab, of 2024-05-01; uncontrolled when printed</p>"
    )
    assert note().style.startswith('html:root{--sop-print-notice:"Copy of commit 0123456789ab')


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('<a href="../fi/x.md">那一份</a>', "那一份"),
        ('<a class="k" href="x.md#step" title="题">那 <em>一</em> 份</a>。', "那 <em>一</em> 份。"),
        ('<a href="x.html">有</a>', '<a href="x.html">有</a>'),
        ('<a href="https://x.cn/a.md">外</a>', '<a href="https://x.cn/a.md">外</a>'),
        ('<a href="#a">一</a><a href="x.md">二</a><a href="#b">三</a>', '<a href="#a">一</a>二<a href="#b">三</a>'),
    ],
)
def test_a_link_to_what_the_copy_does_not_hold_becomes_plain_text(html: str, left: str) -> None:
    assert note().put_into(html) == left


def test_the_settings_of_the_theme_lose_those_of_its_search_and_stay_settings() -> None:
    head, page = '<script id="__config" type="application/json">', '<article class="md-content__inner"></article>'
    written = r'{"base": ".", "search": "w", "tags": {"\u003c/script\u003e": "t"}, "translations": {"search.x": "y"}}'
    left = r'{"base": ".", "tags": {"\u003c/script>": "t"}, "translations": {}}'
    assert note().put_into(f"{page}{head}{written}</script>") == f"{page}{head}{left}</script>"


def test_a_document_has_its_address_where_the_library_has_one() -> None:
    assert note().address(SOP) == "https://sop.example.com/library/cs/%E6%8A%95%E8%AF%89.html"
    assert (note("").address(SOP), note().address(PROSE)) == ("", "")


def test_the_code_is_a_drawing_that_brings_nothing_along() -> None:
    drawn = str(note().code("https://sop.example.com/"))
    assert drawn.startswith("<svg ")
    assert "http" not in drawn
    assert drawn == str(note().code("https://sop.example.com/"))
