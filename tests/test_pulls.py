"""What `sop review` says of five pull requests to the demonstration repository, byte for byte, in both languages.

    UPDATE_GOLDEN=1 .venv/bin/pytest -q tests/test_pulls.py

writes `golden/pulls/` anew after a change that was meant; look at the pages in a browser before they are committed.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from markdown_it import MarkdownIt

from pulls.build import PULLS, House
from pulls.pull import Pull
from review_library import SCHEMAS
from sop_docs.check.gate import Trusted, gate
from sop_docs.cli.boundary import run
from sop_docs.effects.catalogue import load_words
from sop_docs.effects.site_config import find_site_config
from sop_docs.effects.user_cache import user_cache
from sop_docs.parse.approvals import read_approvals
from sop_docs.project.review import Asked, review
from sop_docs.project.review.opening import Place, open_revisions
from sop_docs.project.settings import read_settings
from sop_docs.report.review import REVIEW_FORMATS
from sop_docs.review import review_page

GOLDEN = Path(__file__).parent / "golden" / "pulls"
DAY = date(2026, 11, 27)
FORMS = {"text": "txt", "markdown": "md", "json": "json"}
TABLE = ("table", "thead", "tbody", "tr", "th", "td")
ENDINGS = ("html", *FORMS.values())
REPORTS = [(pull, language) for pull in PULLS for language in ("zh", "en")]
NAMES = [f"{pull.name}.{language}" for pull, language in REPORTS]


def golden(name: str) -> str:
    """Return a report as it was committed."""
    return (GOLDEN / name).read_bytes().decode()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("pulls")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        yield House(folder / "library")


def reports(house: House, pull: Pull, language: str) -> Mapping[str, str]:
    """Return what is said of a pull request, by the ending of its file; the review itself is made once."""
    config, words = find_site_config(house.root), load_words(language)
    settings, cache = read_settings(config.options), user_cache(config.content)
    approvals = read_approvals(house.approvals(pull).encode()) if pull.approvals is not None else None
    assert not isinstance(approvals, str)
    place = Place(config.content, config.file, cache, DAY, settings, words, config.problems)
    sides, revisions = open_revisions(place, "main", pull.branch)
    found = review(sides, revisions, Asked(config.content, config.root, DAY, settings, words, approvals))
    texts = {ending: REVIEW_FORMATS[form](found, words) for form, ending in FORMS.items()}
    return {**texts, "html": review_page(found, words, cache, settings.dot)}


@pytest.mark.parametrize(("pull", "language"), REPORTS, ids=NAMES)
def test_reports(house: House, pull: Pull, language: str) -> None:
    for ending, found in reports(house, pull, language).items():
        file = GOLDEN / f"{pull.name}.{language}.{ending}"
        if "UPDATE_GOLDEN" in os.environ:
            file.parent.mkdir(exist_ok=True)
            file.write_text(found, "utf-8", newline="\n")
        assert found == golden(file.name)


@pytest.mark.parametrize("pull", PULLS, ids=[pull.name for pull in PULLS])
def test_the_command_writes_them(house: House, pull: Pull, capsys: pytest.CaptureFixture[str]) -> None:
    given = house.root.parent / "approvals.json"
    given.write_text(house.approvals(pull), "utf-8")
    asked = ["review", "--base", "main", "--head", pull.branch, "--as-of", DAY.isoformat(), "--format", "markdown"]
    asked += ["--approvals", str(given)] if pull.approvals is not None else []
    capsys.readouterr()
    assert run(["--root", str(house.root), *asked]) == (0 if pull.name == "editorial" else 1)
    assert capsys.readouterr().out == golden(f"{pull.name}.zh.md")


def test_nothing_is_left_over() -> None:
    assert {file.name for file in GOLDEN.iterdir()} == {f"{name}.{ending}" for name in NAMES for ending in ENDINGS}


def test_what_becomes_of_the_documents() -> None:
    found = {pull.name: [*_lines(json.loads(golden(f"{pull.name}.zh.json")))] for pull in PULLS}
    assert found == {
        "editorial": [
            "SOP-CS-2024-001 revised 2.1→2.2 editorial ok",
            "SOP-GS-2025-001 revised 1.1→1.2 editorial ok",
        ],
        "minor": [
            "SOP-CS-2024-001 revised 2.1→2.1 minor 2.2! reason.none typed.same",
            "SOP-GS-2025-002 revised 1.2→1.2 minor 1.3! reason.same typed.same",
            "SOP-CS-2024-002 suspect 1.4→1.4 -",
        ],
        "major": [
            "SOP-CS-2024-003 revised 1.3→2.0 major ok",
            "SOP-GS-2025-001 revised 1.1→2.0 major ok",
            "SOP-CS-2024-001 suspect 2.1→2.1 -",
        ],
        "shared": [
            "SOP-IT-2024-002 revised 1.2→1.2 major ok assessed.keep.of",
            "SOP-AS-2024-001 suspect 1.3→1.3 major",
            "SOP-CS-2024-001 suspect 2.1→2.1 major",
            "SOP-FI-2024-001 suspect 1.4→1.4 major",
            "SOP-IT-2024-001 suspect 2.0→2.0 major",
            "SOP-MK-2024-001 suspect 1.2→1.2 minor",
            "SOP-OP-2024-001 suspect 2.1→2.1 minor",
        ],
        "hostile": [
            "SOP-CS-2024-002 revised 1.4→9.0 major 2.0! effective typed.same",
            "SOP-CS-2026-009 added →1.0 major",
            "SOP-GS-2025-002 revised 1.2→1.2 major unreadable",
            "SOP-HR-2024-001 moved 2.0→2.0 - ok",
            "SOP-IT-2024-002 revised 1.2→ major unreadable",
            "SOP-OP-2023-003 removed 1.1→ major removed",
        ],
    }


def test_who_approved_what() -> None:
    review = json.loads(golden("major.en.json"))
    assert [(one["role"], one["consent"]) for one in review["approvers"]] == [
        ("客服主管", "given"),
        ("客服部经理", "stale"),
        ("质量部经理", "missing"),
        ("运营总监、总经理、财务总监、VP Customer Experience", "missing"),
        ("Support Manager", "given"),
    ]
    assert [(one["by"], one["why"]) for one in review["ignored"]] == [("sunqian", "stranger"), ("liuyang", "author")]


def test_a_limit_that_a_goal_cannot_bear_is_told() -> None:
    problems = json.loads(golden("minor.en.json"))["verdict"]["problems"]
    assert {(one["code"], one["path"]) for one in problems} == {
        ("SOP170", "content/cs/SOP-CS-2024-001.md"),
        ("SOP625", "content/cs/SOP-CS-2024-001.md"),
        ("SOP170", "content/gs/SOP-GS-2025-002.md"),
    }


def test_an_exception_that_stays_is_marked_nowhere() -> None:
    # One chart draws it as a line, the other names it in its box.
    assert "取消：驳回" in golden("shared.zh.html")
    assert "取消：权限组不存在" not in golden("shared.zh.html")


def test_what_alters_the_tool_is_on_top() -> None:
    assert json.loads(golden("hostile.en.json"))["alarms"] == [
        ".github/workflows/::error file=x,line=1::y.yml",
        "content/vocabulary.yml",
        "evil.py",
        "mkdocs.yml",
        "overrides/main.html",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_obeyed(name: str) -> None:
    assert [*gate("review.html", golden(f"{name}.html"), Trusted())] == []
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u202a-\u202e]", golden(f"{name}.html") + golden(f"{name}.txt"))
    assert not re.search(r"^(?:::|##)|##vso\[", golden(f"{name}.txt"), re.MULTILINE)
    jsonschema.validate(
        json.loads(golden(f"{name}.json")), json.loads((SCHEMAS / "sop-review-1.json").read_text("utf-8"))
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_comment_shows_words_and_nothing_else(name: str) -> None:
    comment = golden(f"{name}.md")
    assert [found.start() for found in re.finditer("<!--", comment)] == [0]
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(comment)
    tags = set(re.findall(r"</?([a-zA-Z][a-zA-Z0-9]*)", html))
    assert tags <= {"h3", "ul", "li", "p", "br", "strong", "blockquote", "details", "summary", *TABLE}
    shown = re.sub(r"<[^>]*>", "", html)
    assert not re.search(r"[@#!]\w|https?://|\bwww\.|:tada:|(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])", shown)


def _lines(review: Mapping[str, Any]) -> Iterator[str]:
    """Yield `NUMBER CHANGE BEFORE→AFTER SEVERITY ok NOTES`; of a wrong number the right one instead of `ok`."""
    for one in review["documents"]:
        version = f"{one['version']['before'] or ''}→{one['version']['after'] or ''}"
        bump = one["bump"] and ("ok" if one["bump"]["ok"] else f"{one['bump']['version']}!")
        notes = (note["key"] for note in one["notes"])
        if bump == "ok":
            notes = (note for note in notes if note != "typed.same")
        yield " ".join(filter(None, (one["number"], one["change"], version, one["severity"] or "-", bump, *notes)))
