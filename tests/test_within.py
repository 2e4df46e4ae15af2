"""Versions in the page of their document: what is the same stands once, and what is other finds its way back."""

import re
from time import perf_counter

import pytest
from selectolax.lexbor import LexborHTMLParser

from sop_docs.compile.within import Other, with_versions

PAGE = """<!doctype html><html><head><title>{title}</title><style>.house{{}}</style>
<style class="sop-print">{style}</style></head><body>
<div data-md-component="header-topic"><span class="md-ellipsis">
{topic}
</span></div>
<div class="md-sidebar md-sidebar--secondary"><div class="md-sidebar__inner"><nav>{toc}</nav></div></div>
<article><div class="sop-page sop-page--{kind}" lang="zh">
{body}
</div></article></body></html>"""


def page(
    body: str, *, title: str = "投诉", style: str = ":root{}", toc: str = "目录", kind: str = "sop", topic: str = ""
) -> str:
    return PAGE.format(title=title, style=style, toc=toc, kind=kind, topic=topic, body=body)


def old(body: str, name: str = "1.0", **words: str) -> Other:
    return Other(name, f"cs/SOP-1/{name}.html", page(body, **words, kind="version"))


def merged(body: str, *others: Other) -> str:
    html = with_versions("cs/SOP-1.html", page(body), others)
    assert html is not None
    return html


def templates(html: str) -> list[tuple[str, str, str]]:
    found = re.findall(r'<template data-sop-in="([^"]*)" data-sop-for="(\d+)">(.*?)</template>', html, re.DOTALL)
    return [(names, count, inner) for names, count, inner in found]


def test_what_is_the_same_stands_once() -> None:
    html = merged("<h1>一</h1><p>同</p><p>新</p>", old("<h1>一</h1><p>同</p><p>旧</p>"))
    assert html.count("同") == 1
    assert templates(html) == [("1.0", "1", "<p>旧</p>")]
    assert html.index("<template data-sop-in") < html.index("<p>新</p>")


def test_versions_that_say_the_same_share_it() -> None:
    html = merged("<p>3</p><p>同</p>", old("<p>1</p><p>同</p>", "1.1"), old("<p>1</p><p>同</p>", "1.0"))
    assert templates(html) == [("1.1 1.0", "1", "<p>1</p>")]


def test_what_was_added_and_what_was_taken_away() -> None:
    html = merged("<p>a</p><p>c</p>", old("<p>a</p><p>b</p><p>c</p>", "1.1"), old("<p>c</p>", "1.0"))
    assert templates(html) == [("1.0", "1", ""), ("1.1", "0", "<p>b</p>")]


def test_links_hold_where_the_page_stands_now() -> None:
    before = '<p>现</p><p><a href="../roles/a.html#x">A</a></p>'
    links = (
        '<p><a href="../../roles/a.html#x">A</a></p>'
        '<p>旧<a href="1.1.html?h=a">1.1</a><a href="../SOP-1.html">1.2</a><a href="#step">s</a><img src="../a.png">'
        '<a href="https://x.example/1.0.html">x</a><code>&lt;a href="../b"></code></p>'
    )
    html = merged(before, old(links))
    assert "../../roles" not in html
    ((_, _, inner),) = [one for one in templates(html) if "旧" in one[2]]
    assert re.findall(r'(?:href|src)="([^"]*)"', inner) == [
        *("SOP-1/1.1.html?h=a", "SOP-1.html", "#step", "a.png", "https://x.example/1.0.html", "../b"),
    ]


def test_a_way_out_of_the_copy_ends_at_its_root() -> None:
    html = merged("<p>现</p>", old('<p><a href="../../../../x.html">x</a></p>'))
    assert templates(html)[0][2] == '<p><a href="../x.html">x</a></p>'


def test_words_that_look_like_a_tag_are_left_as_they_are() -> None:
    html = merged("<p>现</p>", old('<pre>写成 &lt;a href="x.html"&gt; 与 <b>src="y.png"</b></pre>'))
    assert '写成 &lt;a href="x.html"&gt; 与 <b>src="y.png"</b>' in html


def test_the_head_of_a_version_comes_along() -> None:
    html = merged("<p>1</p>", old("<p>1</p>", title='旧 "投诉"', topic="旧 V1.0", style=':root{--a:"旧"}'))
    head = LexborHTMLParser(html).css_first("template[data-sop-version]")
    assert head is not None
    assert head.attributes == {
        "data-sop-version": "1.0",
        "data-sop-title": '旧 "投诉"',
        "data-sop-topic": "旧 V1.0",
        "data-sop-style": ':root{--a:"旧"}',
        "data-sop-class": "sop-page sop-page--version",
    }


def test_the_table_of_contents_is_that_of_the_version() -> None:
    html = merged("<p>1</p>", old("<p>1</p>", toc="旧目录"))
    assert templates(html) == [("1.0", "1", "<nav>旧目录</nav>")]


@pytest.mark.parametrize(
    "odd",
    [
        page("词<p>1</p>"),
        "<p>1</p>",
        page("<p>1</p>").replace("md-sidebar__inner", "x"),
        page("<p>1</p>").replace("sop-print", "x"),
    ],
)
def test_pages_of_another_kind_stay_apart(odd: str) -> None:
    assert with_versions("cs/SOP-1.html", page("<p>1</p>"), [Other("1.0", "cs/SOP-1/1.0.html", odd)]) is None
    assert with_versions("cs/SOP-1.html", odd, [old("<p>1</p>")]) is None


def test_shapes_are_written_as_short_as_they_came() -> None:
    assert '<path d="M0"/></svg>' in merged('<svg><path d="M0"/></svg>', old("<p>1</p>"))


def test_a_page_of_many_words_alike_takes_no_time() -> None:
    now = "<p>1</p><p>.</p><p>.</p>" * 3000
    before = now.replace("<p>1</p>", "<p>0</p>", 20).replace("<p>.</p>", "", 1)
    begin = perf_counter()
    html = merged(now, old(before))
    assert perf_counter() - begin < 5
    assert "<p>0</p>" in html
