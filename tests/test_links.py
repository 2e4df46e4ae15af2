"""Where links are seen in a text, and what stands behind their anchors."""

import pytest

from sop_docs.check import check
from sop_docs.check.destination import read_destination
from sop_docs.check.links import links_of
from sop_docs.check.prose import read_prose
from sop_docs.model.place import Place, Text
from test_rules import DAY, library_of

LINKS = {
    "[一](a.md) [二](b.md)": ["a.md", "b.md"],
    "一\n\n[二]( <b c.md> '题')": ["b c.md"],
    "[一](a.md '题')": ["a.md"],
    "[一](a.md (题))": ["a.md"],
    "[一]()": [""],
    "[一](": [""],
    "[一] (a.md)": [],
    "![一](a.png)": ["a.png!"],
    "[![一](a.png)](b.md)": ["a.png!", "b.md"],
    "一](a.md)": ["a.md"],
    "[一]: a.md": ["a.md"],
    "[一]: a.md '题'": ["a.md"],
    "[一]: <a b.md>": ["a b.md"],
    "[一]:": [],
    "二\n[一]: a.md": ["a.md"],
    "> - [一]: a.md": ["a.md"],
    "见 [一]: a.md": [],
    "见 [一]: https://example.com": [],
    "见 [一]: javascript:x": ["javascript:x"],
    "[^1]:\n    a.md": ["a.md"],
    "一]: a.md": [],
    "<https://example.com>": ["https://example.com"],
    "<b>": [],
}
ABOUT = """\
# 说明

## How it works: 1_2

## A b - c
"""
SOP = """\
---
id: SOP-CS-2024-001
title: 流程
version: 1.0
status: draft
---

{}

## 步骤

### 登记

- 执行：客服专员

## 记录

无。
"""


@pytest.mark.parametrize("text", LINKS)
def test_links_are_seen(text: str) -> None:
    links = links_of(read_prose(Text(text, Place("note.md", 1))))
    assert [f"{written}{'!' if image else ''}" for _, written, image in links] == LINKS[text]


@pytest.mark.parametrize("text", ["见 [一](a.md)", "[一]: <a.md>", "二\n\n见 <tel:a.md>"])
def test_links_are_seen_where_they_stand(text: str) -> None:
    ((offset, _, _),) = links_of(read_prose(Text(text, Place("note.md", 1))))
    assert text[offset:].lstrip("<").startswith(("a.md", "tel:"))


def test_an_address_is_decoded_three_times() -> None:
    assert read_destination("&amp;#106;ava%2573cript:x") == "javascript:x"
    assert read_destination("%252573") == "s"
    assert read_destination("%25252573") == "%73"


def found_in(text: str) -> list[tuple[str, str]]:
    files = {"cs/SOP-CS-2024-001.md": SOP.format(text), "about.md": ABOUT}
    library, problems = library_of(files)
    assert not problems
    found = (problem for problem in check(library, DAY, {}) if problem.code in {"SOP904", "SOP906", "SOP708"})
    return [(problem.key, problem.values.get("address") or problem.values["anchor"]) for problem in found]


@pytest.mark.parametrize(
    "anchor", ["top", "preamble", "charts", "steps", "scope", "raci", "forms", "related", "records"]
)
def test_every_part_of_a_document_can_be_linked(anchor: str) -> None:
    assert found_in(f"[见](#{anchor})") == []
    assert found_in(f"[见](#{anchor}_12)") == []
    ((key, _),) = found_in(f"[见](#{anchor}_1234)")
    assert key.startswith("SOP708")


@pytest.mark.parametrize(
    ("anchor", "known"), [("how-it-works-1_2", True), ("a-b-c", True), ("how-it-works:-1_2", False)]
)
def test_headings_of_a_page_are_named_as_markdown_names_them(anchor: str, known: bool) -> None:  # noqa: FBT001
    assert (found_in(f"[见](../about.md#{anchor})") == []) is known


def test_what_is_written_is_shown_up_to_sixty_characters() -> None:
    long = "x" * 61
    assert found_in(f"[见](#{long})") == [("SOP708", "x" * 60)]
    assert found_in(f"[见]({long}.md)") == [("SOP906", "x" * 60)]
    assert found_in(f"[见](ftp:{long})") == [("SOP904", "ftp:" + "x" * 56)]
    assert found_in(f"[见](../{'./' * 30}about.html)") == [("SOP906.html", "../" + "./" * 28 + ".")]


def test_a_link_is_looked_at_behind_one_that_leads_elsewhere() -> None:
    assert found_in("[一](https://example.com) [二](../about.md) [三](missing.md)") == [("SOP906", "missing.md")]


def test_a_page_may_be_missing_whatever_its_name_ends_with() -> None:
    assert found_in("[一](missing.html) [二](about.md.html)") == [
        ("SOP906", "missing.html"),
        ("SOP906", "about.md.html"),
    ]
