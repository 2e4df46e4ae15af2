"""The review as a comment: what an author wrote is shown and does nothing, and a comment has an end."""

import re
from datetime import date
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from git_library import MKDOCS
from history_library import ONE, sop
from review_library import DAY, Proposal
from sop_docs.effects.catalogue import load_words
from sop_docs.model.change import Change, Weight
from sop_docs.model.place import Place
from sop_docs.model.problem import Problem, Severity
from sop_docs.model.review import Approver, Review, ReviewedDocument, Suspect, Told, Turn, Verdict
from sop_docs.report.literal import in_element, literal
from sop_docs.report.review_markdown import MOST, review_markdown
from sop_docs.report.review_text import review_text

WORDS = load_words("en")
LOOK = (
    "to be looked at: 1. Either change the document and raise its version, or note at its top that it stays, as in "
    r"assessed: \[\{date: 2026-12-01, by: Support Manager, verdict: keep\}\]"
)
HOSTILE = (
    "@everyone and @org/team",
    "![x](https://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "<img src=x onerror=alert(1)>",
    "</details></summary><script>alert(1)</script>",
    "```\n```",
    "| a | b |",
    "https://evil.example www.evil.example",
    "fixes #12, GH-12, !7, %1, ~bug, org/repo#1, someone@example.com",
    "0123456789abcdef0123456789abcdef01234567",
    "&lt;b&gt; &#64;everyone",
    "::error file=x::y",
    "##vso[task.setvariable]x",
    "\x1b[31mred\x1b[0m \u202e evil \u200b",
    "**bold** _em_ ~~gone~~ `code` :tada: $x^2$",
    "- 1. # heading",
    "line\nbreak\r\n/close",
    "\\@everyone \\[x](y)",
    "{{ x }} ${{ github.token }} %s {0.__class__}",
)


@pytest.fixture
def proposal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Proposal:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Proposal(tmp_path, capsys)


def document(text: str, index: int = 1) -> ReviewedDocument:
    """Return a document in which every word of the author is that text."""
    number = f"SOP-CS-2024-{index:03}"
    suspect = Suspect(number, text, "module", text, "0" * 32)
    change = Change("step.renamed", "a", Weight.MINOR, text, text)
    approvers = (Approver(text, (text,), (text,), "owner"),)
    return ReviewedDocument(
        number,
        text,
        text,
        Turn.REVISED,
        text,
        text,
        text,
        Weight.MINOR,
        changes=((change, text),),
        approvers=approvers,
        suspects=(suspect,),
        because=(suspect,),
    )


def review(*documents: ReviewedDocument, text: str = "x") -> Review:
    told = Told(Problem("SOP301", Place(text)), text, text, text)
    everyone = tuple({approver for one in documents for approver in one.approvers})
    return Review("a" * 40, "", "main", "", date(2024, 6, 2), documents, verdict=Verdict((told,)), approvers=everyone)


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_an_author_are_words(text: str) -> None:
    comment = review_markdown(review(document(text), text=text), WORDS)
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(comment)
    tags = {tag.lower() for tag in re.findall(r"</?([a-zA-Z][a-zA-Z0-9]*)", html)}
    allowed = {"h3", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "p", "em", "br"}
    assert tags <= allowed, tags - allowed
    assert html.count("<details>") == html.count("</details>") == html.count("<summary>")
    shown = re.sub(r"<[^>]*>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    assert not re.search(
        r"(?:[@#!~%]|&amp;)\w|\bgh-[0-9]|(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])", shown, re.IGNORECASE
    )
    assert not re.search(r"https?://|\bwww\.|:[a-z]+:", shown)
    assert "##vso[" not in comment
    assert not re.search(r"^(?:/|::|```|@)", comment, re.MULTILINE)
    assert "\x1b" not in comment
    assert "\u202e" not in comment


@pytest.mark.parametrize("text", HOSTILE)
def test_words_on_a_terminal_obey_nobody(text: str) -> None:
    told = review_text(review(document(text), text=text), WORDS)
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "##vso[" not in told
    assert not re.search(r"^(?:::|/close|break)", told, re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("SOP-CS-2024-001 客户投诉处理", "SOP-CS-2024-001 客户投诉处理"),
        ("时限 ≤ 24 小时 → 48 小时（放宽）", "时限 ≤ 24 小时 → 48 小时（放宽）"),
        ("a_b*c", r"a\_b\*c"),
        ("95 %", "95 %"),
        ("- item", r"\- item"),
        ("@wangli", "@\u200bwangli"),
        ("R&D <b>", "R&amp;\u200bD &lt;b&gt;"),
    ],
)
def test_literal(text: str, shown: str) -> None:
    assert literal(text) == shown


def test_in_an_element_there_is_no_markdown() -> None:
    assert in_element("a_b <i>") == "a_b &lt;i&gt;"


@pytest.mark.parametrize("text", ["短标题", "长" * 2000, "@x" * 500, "|" * 3000, "<" * 3000])
def test_three_hundred_documents_have_room(text: str) -> None:
    comment = review_markdown(review(*(document(text, index) for index in range(300))), WORDS)
    assert len(comment) <= MOST
    assert "more parts have no room in this comment" in comment
    assert comment.count("<details>") == comment.count("</details>") > 0


def test_thousands_of_problems_have_room() -> None:
    told = Told(Problem("SOP301", Place("x"), severity=Severity.WARNING), "x" * 300, "y" * 5000, "")
    found = Review(
        "a" * 40, "", "main", "", date(2024, 6, 2), verdict=Verdict((told,) * 5000), alarms=("z" * 900,) * 999
    )
    comment = review_markdown(found, WORDS)
    assert len(comment) <= MOST
    assert "4960 more" in comment


def test_a_real_library_with_a_hostile_document(proposal: Proposal) -> None:
    proposal.write({"mkdocs.yml": MKDOCS})
    title = '"@everyone | ![x](//evil.example) `::error::` </details>"'
    text = sop("1.1", title=title, purpose="<script>alert(1)</script> @org/team", effective="2024-07-01")
    proposal.propose({ONE: text, "content/@everyone ![x](y).md": text})
    assert proposal.sop("review", "--base", "main", "--format", "markdown", "--as-of", DAY) == 1
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(proposal.sop.out)
    assert not re.search(r"<(?:script|img|a)\b|@[a-z]", html)


def test_the_table_is_short_and_first(proposal: Proposal) -> None:
    why = "受理要更快，客户等得太久"
    proposal.propose({ONE: sop("1.2", why=why, limit="30 分钟", effective="2024-07-01")})
    assert proposal.sop("review", "--base", "main", "--format", "markdown", "--as-of", DAY) == 1
    leap = "the version leaps from 1.0 to 1.2 and leaves numbers out: make it 1.1"
    assert proposal.sop.out.splitlines()[:12] == [
        "<!-- sop-review -->",
        "### ❌ Cannot be merged yet (documents: 2)",
        "",
        "- new errors: 0, other new findings: 1; 6 from before do not stop this change, 0 are solved by it",
        "- documents to be put right first: 1 (SOP-CS-2024-001)",
        f"- {LOOK}",
        "- approvals needed: 1, not compared yet",
        "",
        "| Document | Version | Change | To be put right | Needs approval of |",
        "| --- | --- | --- | --- | --- |",
        f"| SOP-CS-2024-001 客户投诉处理 | 1.0 → 1.2 | minor | {leap} | 客服经理 |",
        "| SOP-CS-2024-003 客户回访 | 1.0 | to be looked at | 客服经理: look at it |  |",
    ]
