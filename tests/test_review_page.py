"""The review as a page: what stands in it, that it asks nobody for anything, and that an author's words do nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from history_library import ONE, sop
from review_library import DAY, SECOND, Proposal
from sop_docs.check.gate import Trusted, gate
from sop_docs.effects.catalogue import load_words
from sop_docs.model.change import Change, Weight
from sop_docs.model.place import Place
from sop_docs.model.problem import Problem
from sop_docs.model.review import Approver, Review, ReviewedDocument, Suspect, Told, Turn, Verdict
from sop_docs.review import review_page
from sop_docs.review.by_word import ByWord

WORDS = load_words("en")
LOOK = (
    "to be looked at: 1. Either change the document and raise its version, or note at its top that it stays, as in "
    "assessed: [{date: 2026-12-01, by: Support Manager, verdict: keep}]"
)
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style></title><svg onload=alert(1)>",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }}{% raw %}{0.__class__}",
    "[x](javascript:alert(1)) ![x](https://evil.example/x.png)",
    "\x1b[31mred\u202eevil\u200b",
)
LAST = """
### 归档

- 步骤号：file
- 执行：客服专员
- 时限：≤ 1 天
- 输入：复核单
- 输出：归档记录
"""
BEFORE = SECOND + LAST
AFTER = (
    LAST.replace("≤ 1 天", "≤ 2 天")
    .replace("执行：客服专员", "执行：客服专员（主办）\n- 咨询：法务经理")
    .replace("复核单", "受理单")
    + """
### 回访

- 步骤号：call
- 执行：客服经理
- 时限：≤ 3 天
- 输入：归档记录
- 输出：回访记录
"""
)


@pytest.fixture
def proposal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Proposal:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Proposal(tmp_path, capsys)


def revised(proposal: Proposal, *, purpose: str = "每件都有结论。", title: str = "客户投诉处理") -> None:
    """Make a change of a procedure that has steps: one goes, one comes, one says something else."""
    proposal.first = proposal.commit({ONE: sop(steps=BEFORE)})
    proposal.propose({ONE: sop("2.0", why="慢", steps=AFTER, purpose=purpose, title=title, effective="2024-07-01")})


def page(proposal: Proposal, *arguments: str) -> str:
    """Return the page as the command writes it."""
    assert proposal.sop("review", "--base", "main", "--as-of", DAY, "--format", "html", *arguments) in {0, 1}
    return proposal.sop.out


def texts(tree: LexborHTMLParser | LexborNode, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree.css(selector)]


def assert_harmless(html: str) -> None:
    assert list(gate("review.html", html, Trusted())) == []
    tree = LexborHTMLParser(html)
    assert tree.css("script, link, img, iframe, form, object, embed, base") == []
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    named = {f"#{name}" for name in ids}
    links = {node.attributes.get("href") for node in tree.css("[href]")}
    assert {link for link in links if link not in named} == set()
    named_by = [node.attributes["aria-labelledby"] or "" for node in tree.css("[aria-labelledby]")]
    assert {f"#{name}" for name in named_by} <= named


def test_a_revision(proposal: Proposal) -> None:
    revised(proposal)
    html = page(proposal)
    tree = LexborHTMLParser(html)
    assert_harmless(html)
    assert html.startswith("<!DOCTYPE html>")
    assert texts(tree, "h1") == ["Review: main → work tree"]
    assert texts(tree, ".verdict li")[1:] == [
        LOOK,
        "approvals needed: 3, not compared yet",
        "heaviest change: major",
    ]
    assert texts(tree, "#d1 > h2") == ["SOP-CS-2024-001 客户投诉处理"]
    assert texts(tree, "#d1 > .stamp") == ["1.0 → 2.0 major cs/SOP-CS-2024-001.md"]
    assert texts(tree, "#d1 > h3") == [
        "major 3",
        "minor 3",
        "To be noted",
        "Other documents to be looked at because of it",
        "Flowchart",
        "Whose duties changed",
        "Steps that changed 3",
    ]
    assert texts(tree, ".approvers td")[:4] == ["owner", "SOP-CS-2024-001", "陈静", "@ChenJing"]


def test_charts_before_and_after(proposal: Proposal) -> None:
    revised(proposal)
    tree = LexborHTMLParser(page(proposal))
    before, after = tree.css("#d1 figure")
    assert texts(tree, "#d1 figcaption") == ["Before: 1.0", "After: 2.0"]
    assert texts(before, ".node.marked > title") == [
        "Removed: 2 复核 客服专员 · ≤ 1 小时",
        "Changed: 3 归档 客服专员 · ≤ 1 天",
    ]
    assert texts(after, ".node.marked > title") == [
        "Changed: 2 归档 客服专员 · ≤ 2 天",
        "Added: 3 回访 客服经理 · ≤ 3 天",
    ]
    assert texts(before, ".edge.marked > title") == ["Removed: line"] * 3
    assert texts(after, ".edge.marked > title") == ["Added: line"] * 3
    assert (texts(before, ".badge"), texts(after, ".badge")) == (["−", "~", *"−−−"], ["~", "+", *"+++"])
    links = [node.attributes["href"] or "" for node in after.css("a")]
    assert [texts(tree, f"{link} h4") for link in links] == [["3 → 2 归档 ~ changed"], ["3 回访 + added"]]


def test_a_step_that_asks_now_and_one_that_moved(proposal: Proposal) -> None:
    proposal.first = proposal.commit({ONE: sop(steps=SECOND + LAST.replace("复核单", "受理单"))})
    asks = "- 判断：要归档吗？\n  - 要 → file\n  - 不要 → 结束\n"
    proposal.propose({ONE: sop("2.0", why="慢", steps=LAST.replace("复核单", "受理单") + SECOND + asks)})
    tree = LexborHTMLParser(page(proposal))
    before, after = tree.css("#d1 figure")
    assert texts(before, ".node.moved > title") == ["Moved: 2 复核 客服专员 · ≤ 1 小时"]
    assert texts(after, ".node.moved > title") == ["Moved: 3 复核 客服专员 · ≤ 1 小时"]
    assert texts(after, ".node.question.added > title") == ["Added: 要归档吗？"]
    assert texts(after, ".edge.answer.added > title") == ["Added: 要", "Added: 不要"]
    assert texts(tree, ".card--moved h4") == ["2 → 3 复核 ↕ moved"]


def test_duties_and_steps(proposal: Proposal) -> None:
    revised(proposal)
    tree = LexborHTMLParser(page(proposal))
    assert texts(tree, ".raci thead th") == ["Step", "客服专员", "客服经理", "法务经理"]
    assert texts(tree, ".raci tbody th") == ["2 复核 − removed", "2 归档", "3 回访 + added"]
    assert texts(tree, ".raci del")[0] == "R Responsible"
    assert texts(tree, ".raci ins")[:2] == ["R Responsible (主办)", "C Consulted"]
    assert texts(tree, ".raci ~ .none, #d1 > p.none") == ["Steps whose duties stay as they are: 1"]
    [card] = tree.css(".card--changed")
    assert texts(card, "dt") == ["Responsible", "Consulted", "Time limit", "Input"]
    assert (texts(card, "dd del"), texts(card, "dd ins")) == (["1", "复核单"], ["(主办)", "法务经理", "2", "受理单"])


def test_prose_by_word(proposal: Proposal) -> None:
    revised(proposal, purpose="每件都有书面结论。")
    tree = LexborHTMLParser(page(proposal, "--head", "proposal"))
    assert texts(tree, ".passage h4") == ["目的"]
    assert texts(tree, ".passage .text") == ["每件都有书面结论。"]
    assert texts(tree, ".passage ins") == ["书面"]


def test_what_is_new_is_told_without_marks(proposal: Proposal) -> None:
    proposal.propose({"content/cs/SOP-CS-2024-009.md": sop("0.1", number="SOP-CS-2024-009", status="draft")})
    html = page(proposal)
    assert_harmless(html)
    tree = LexborHTMLParser(html)
    assert texts(tree, "#d1 .stamp .tag") == ["new document"]
    assert len(tree.css("#d1.doc--whole figure")) == 1
    assert tree.css(".node.marked, .legend") == []
    assert texts(tree, "#d1 summary") == ["Steps 1", "Text 1"]


def test_what_was_moved_has_a_line_alone(proposal: Proposal) -> None:
    proposal.propose({"content/qa/SOP-CS-2024-001.md": sop()}, without=ONE)
    tree = LexborHTMLParser(page(proposal))
    assert texts(tree, ".documents tbody th") == ["SOP-CS-2024-001 客户投诉处理"]
    assert (tree.css(".doc"), tree.css(".documents a")) == ([], [])


def test_what_nobody_can_read_is_shown_as_it_was_written(proposal: Proposal) -> None:
    proposal.propose({ONE: sop().replace("---\n\n## 目的", "x: [\n---\n\n## 目的")})
    html = page(proposal)
    assert_harmless(html)
    assert "x: [" in texts(LexborHTMLParser(html), ".source ins")[0]


def test_the_page_is_the_same_each_time_and_in_both_languages_harmless(proposal: Proposal) -> None:
    revised(proposal, title="<b>投诉</b> & “处理”")
    first = page(proposal)
    assert page(proposal) == first
    assert "&lt;b&gt;投诉&lt;/b&gt; &amp; “处理”" in first
    assert_harmless(first)
    assert proposal.sop("--lang", "zh", "review", "--base", "main", "--as-of", DAY, "--format", "html") in {0, 1}
    assert_harmless(proposal.sop.out)
    assert texts(LexborHTMLParser(proposal.sop.out), "h1") == ["修改评审：main → 工作目录"]


def document(text: str, index: int = 1) -> ReviewedDocument:
    """Return a document in which every word of the author is that text."""
    number = f"SOP-CS-2024-{index:03}"
    suspect = Suspect(number, text, "module", text, "0" * 32)
    return ReviewedDocument(
        number,
        text,
        f"{number}.md",
        Turn.REVISED,
        text,
        text,
        text,
        Weight.MINOR,
        changes=((Change("step.renamed", "a", Weight.MINOR, text, text), text),),
        approvers=(Approver(text, (text,), (text,), "owner"),),
        suspects=(suspect,),
        because=(suspect,),
        before_text=text,
        after_text=f"{text} {text}",
    )


def review(*documents: ReviewedDocument, text: str = "x") -> Review:
    told = Told(Problem("SOP301", Place(text)), text, text, text)
    everyone = tuple({approver for one in documents for approver in one.approvers})
    day = date(2024, 6, 2)
    return Review(
        "a" * 40, "", text, text, day, documents, verdict=Verdict((told,)), approvers=everyone, alarms=(text,)
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_an_author_do_nothing(text: str) -> None:
    html = review_page(review(document(text), text=text), WORDS)
    assert_harmless(html)
    tree = LexborHTMLParser(html)
    assert tree.css("svg, [style], [onmouseover], [onerror], b b") == []
    assert len(tree.css("style, title")) == 2
    assert not {"\x1b", "\u202e", "\u200b"} & set(html)


def test_a_page_has_an_end() -> None:
    many = review(*(document("x", index) for index in range(1, 1_201)))
    tree = LexborHTMLParser(review_page(many, WORDS))
    assert (len(tree.css(".doc")), len(tree.css(".documents tbody tr"))) == (100, 1_000)
    assert texts(tree, "section[aria-labelledby=documents] > .none") == [
        "without a part of their own below: 900",
        "200 more",
    ]


def test_a_long_page_has_an_end() -> None:
    wide = [
        replace(document("x", index), changes=((Change("typing", "a", Weight.EDITORIAL), "y" * 1_000_000),))
        for index in range(9)
    ]
    tree = LexborHTMLParser(review_page(review(*wide), WORDS))
    assert len(tree.css(".doc")) == 5
    assert len(tree.css(".documents a")) == 5


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("限 24 小时。", "限 48 小时。", "限 -24-+48+ 小时。"),
        ("由客服专员受理。", "由客服经理受理。", "由客服-专员-+经理+受理。"),
        ("每日核对。", "每周汇总上报。", "-每日核对。-+每周汇总上报。+"),
        ("Call the customer at once.", "Call the old customer at once.", "Call the +old +customer at once."),
        ("", "新增。", "+新增。+"),
        ("甲。乙。", "甲。", "甲。-乙。-"),
        ("a b c d e f", "a x y d e f", "a -b c-+x y+ d e f"),
    ],
)
def test_by_word(before: str, after: str, pieces: str) -> None:
    signs = {"same": "", "del": "-", "ins": "+", "gap": "|"}
    assert "".join(f"{signs[kind]}{text}{signs[kind]}" for kind, text in ByWord()(before, after)) == pieces


def test_long_texts_are_bounded() -> None:
    one, two = "甲" * 50_000, "乙" * 50_000
    assert [(kind, len(text)) for kind, text in ByWord()(one, two)] == [("del", 3_001), ("ins", 3_001)]
    same = "一句话说完了。" * 2_000
    assert [(kind, len(text)) for kind, text in ByWord()(f"{same}旧。", f"{same}新。")] == [
        ("gap", 1),
        ("same", 60),
        ("del", 1),
        ("ins", 1),
        ("same", 1),
    ]
