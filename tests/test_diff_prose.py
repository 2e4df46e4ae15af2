"""Prose as sentences: where they end, what of their layout counts, and what became of each."""

from textwrap import dedent

import pytest

from sop_docs.diff.prose import DOING, prose
from sop_docs.diff.sentences import sentences
from sop_docs.diff.spot import Spot
from sop_docs.diff.wording import loose, said
from sop_docs.effects.watchdog import stopped_after
from sop_docs.model.place import Place, Text


def text(value: str) -> Text:
    return Text(dedent(value), Place("a.md", 10, 5))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("先致意。再听！好吗？记下；完", ["先致意。", "再听！", "好吗？", "记下；", "完"]),
        ("他说「好。」然后走。（完。）", ["他说「好。」", "然后走。", "（完。）"]),
        ("Ask first. Then file it (v1.2). Wait for 2.5 h!", ["Ask first.", "Then file it (v1.2).", "Wait for 2.5 h!"]),
        ("one line\nand the next\n\nanother", ["one line and the next", "another"]),
        ("- one\n- two\n  goes on\n1. three", ["one", "two goes on", "three"]),
        ("at least\n24. Then go", ["at least 24.", "Then go"]),
        ("# Title\ntext\n\nTitle\n=====\ntext", ["Title", "text", "Title", "text"]),
        ("> quoted\n> goes on\n\nfree", ["quoted goes on", "free"]),
        ("| a | b |\n|---|:-:|\n| 1。2 | 3 |", ["| a | b |", "| 1。2 | 3 |"]),
        ("```\n- a。b\n\n  c\n```\nd", ["- a。b", "c", "d"]),
        ("a <!-- b\n\nc --> d\n<!-- sop:raci -->\ne <!-- f", ["a", "d", "e <!-- f"]),
        ("", []),
        ("---\n", []),
    ],
)
def test_where_sentences_end(written: str, found: list[str]) -> None:
    assert [sentence.value for sentence in sentences(text(written))] == found


def test_a_sentence_knows_where_it_stands() -> None:
    found = sentences(text("甲。 乙。\n丙\n\n  - 丁。\n    戊。"))
    assert [(each.value, each.place.line, each.place.column) for each in found] == [
        ("甲。", 10, 5),
        ("乙。", 10, 8),
        ("丙", 11, 1),
        ("丁。", 13, 5),
        ("戊。", 14, 5),
    ]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("**24 小时**内", "24小时内"),
        ("用 `CRM` 查", "用CRM查"),
        ("the *whole*  text", "the whole text"),
        (r"5 \* 3", "5 * 3"),
        ("_甲_ 与 __乙__", "甲与乙"),
    ],
)
def test_what_says_the_same(one: str, two: str) -> None:
    assert said(one) == said(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [("5*3", "53"), ("1 2 小时", "12 小时"), ("a_b", "ab"), ("any one", "anyone"), ("`a*b*`", "ab"), ("10²", "102")],
)
def test_what_says_something_else(one: str, two: str) -> None:
    assert said(one) != said(two)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("甲，乙。", "甲, 乙", True),
        ("CRM（新）", "crm(新)", True),
        ("1.5 小时", "15 小时", False),
        ("9:30", "930", False),
        ("大于 5", "小于 5", False),
        ("5 %", "5", False),
        ("-5", "5", False),
    ],
)
def test_what_is_mere_typing(one: str, two: str, same: bool) -> None:  # noqa: FBT001
    assert (loose(one) == loose(two)) is same


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("甲做一。乙做二。", "甲做一。\n乙做二。", []),
        ("甲做一。乙做二。", "- 甲做一。\n- 乙做二。", []),
        ("甲做一。乙做二。", "甲做一。丙丁戊己。乙做二。", [("text.added", "", "丙丁戊己。")]),
        (
            "甲做一。乙做二。",
            "甲做一。丙丁戊。己庚辛。",
            [("text.removed", "乙做二。", ""), ("text.added", "", "丙丁戊。己庚辛。")],
        ),
        ("甲做一。乙做二。", "乙做二。", [("text.removed", "甲做一。", "")]),
        ("甲做一。乙做二。", "乙做二。甲做一。", [("text.moved", "甲做一。", "甲做一。")]),
        (
            "两小时内电话告知客户。",
            "四小时内电话告知客户。",
            [("text.changed", "两小时内电话告知客户。", "四小时内电话告知客户。")],
        ),
        ("客户说「好」。", "客户说好。", [("typing", "客户说「好」。", "客户说好。")]),
        ("好。好。好。", "好。好。", [("text.removed", "好。", "")]),
        ("", "One thing. Another.", [("text.added", "", "One thing. Another.")]),
    ],
)
def test_what_became_of_a_text(before: str, after: str, told: list[tuple[str, str, str]]) -> None:
    found = prose(Spot("a"), DOING, text(before), text(after))
    assert [(change.kind, change.before, change.after) for change in found] == told


def test_texts_without_end_are_compared_in_time() -> None:
    """A library may hold a million characters of anything; each row here took minutes when a step was quadratic."""
    for unit in ("。", "a。", "<!-- -->", "**", "`", "_", "\n", "> ", "| ", "1. ", "甲乙丙丁。\n", "*a_`", "# a\n"):
        one, two = unit * (30_000 // len(unit)), f"乙{unit * (30_000 // len(unit) - 1)}丙"
        assert len(list(prose(Spot("a"), DOING, text(one), text(two)))) < 100


def test_one_word_beside_thousands_of_its_letters_is_compared_in_time() -> None:
    before, after = text("同" * 16_000), text("\n\n".join(["同"] * 8_000))
    with stopped_after(5.0):
        found = list(prose(Spot(""), DOING, before, after))
    assert [change.kind for change in found] == [DOING.removed, DOING.added]
