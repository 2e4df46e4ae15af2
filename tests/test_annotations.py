"""Problems where reviewers look: GitHub's annotations, GitLab's code quality, SARIF. Tables O1 to O3 of the threats."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sop_docs import __version__
from sop_docs.effects.catalogue import load_words
from sop_docs.model.place import Place
from sop_docs.model.problem import Problem, Severity
from sop_docs.project.manual import manual
from sop_docs.report import FORMATS, Findings

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
SOURCE = "---\nid: SOP-CS-2024-001\n---\n\n- 负责：主管、经理\n\n调用 SOP-X\n\n- 负责：主管、经理\n"
PROBLEMS = (
    Problem("SOP301", Place("cs/投诉 1.md", 5, 3), {"step": "接收", "roles": "主管、经理"}),
    Problem("SOP802", Place("cs/投诉 1.md", 7, 4), {"number": "SOP-X", "title": "{0}"}, Severity.WARNING),
    Problem("SOP301", Place("cs/投诉 1.md", 9, 3), {"step": "回访", "roles": "主管、经理"}),
    Problem("SOP215", Place("modules/a.md", 9), severity=Severity.INFO),
)


def findings(*problems: Problem, language: str = "zh", source: str = SOURCE) -> Findings:
    words = load_words(language)
    sources = {"cs/投诉 1.md": source.encode()}
    return Findings(problems or PROBLEMS, 3, words, "content", sources=sources, manual=manual(words))


def sarif(found: Findings) -> Any:  # noqa: ANN401 - JSON
    document = json.loads(FORMATS["sarif"](found).encode("utf-8"))
    jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER).validate(document)
    return document["runs"][0]


def test_github_shows_each_problem_at_its_line() -> None:
    assert FORMATS["github"](findings()) == (
        "::error file=content/cs/投诉 1.md,line=5,col=3,title=SOP301::"
        "步骤「接收」有不止一个负责岗位：主管、经理%0A只留一个最终负责的岗位，其余改为「咨询」或「知情」\n"
        "::warning file=content/cs/投诉 1.md,line=7,col=4,title=SOP802::"
        "现行文件调用了尚未生效的 SOP-X《{0}》%0A等它生效后再调用，或调整两份文件的生效日期\n"
        "::error file=content/cs/投诉 1.md,line=9,col=3,title=SOP301::"
        "步骤「回访」有不止一个负责岗位：主管、经理%0A只留一个最终负责的岗位，其余改为「咨询」或「知情」\n"
        "::notice file=content/modules/a.md,line=9,col=1,title=SOP215::"
        "步骤没有名称%0A在 # 和编号后面写上步骤名称，例如「### 接收投诉」\n"
        "检查了 3 个文件：错误 2 个，警告 1 个，提示 1 个\n"
    )


@pytest.mark.parametrize(
    "payload",
    [
        "\n::error file=x::y",
        "\r\n::set-env name=PATH::/x",
        "\x85::add-mask::a",
        "##vso[task.x]\n",
        "%0A::stop-commands::t",
    ],
)
def test_content_gives_the_runner_no_orders(payload: str) -> None:
    hostile = Problem("SOP410", Place(f"a,line=1:{payload}.md"), {"step": payload, "id": "s"})
    line, counts, end = FORMATS["github"](findings(hostile, language="en")).split("\n")
    assert line.startswith("::error file=content/a%2Cline=1%3A")
    assert counts.startswith("Files checked: ")
    assert end == ""
    properties, _, message = line.removeprefix("::error ").partition("::")
    assert [pair.partition("=")[0] for pair in properties.split(",")] == ["file", "line", "col", "title"]
    assert payload.replace("%", "%25") not in message or payload.startswith("%")


def test_percent_signs_stay_what_they_are() -> None:
    hostile = Problem("SOP410", Place("100%.md"), {"step": "≥ 95 %0A", "id": "s"})
    line = FORMATS["github"](findings(hostile, language="en"))
    assert line.startswith("::error file=content/100%25.md,")
    assert "≥ 95 %250A" in line


def test_gitlab_gets_a_code_quality_report() -> None:
    first, second, third, note = json.loads(FORMATS["gitlab"](findings(language="en")))
    assert first == {
        "description": "Step “接收” has more than one accountable role: 主管、经理\n"
        "Keep the one who answers for it; make the others consulted or informed",
        "check_name": "SOP301",
        "fingerprint": "154ca10e8ccbe8e9da42960e0269d952",
        "severity": "major",
        "location": {"path": "content/cs/投诉 1.md", "lines": {"begin": 5}},
    }
    assert [second["severity"], third["severity"], note["severity"]] == ["minor", "major", "info"]
    assert len({issue["fingerprint"] for issue in (first, second, third, note)}) == 4


def test_a_fingerprint_outlives_lines_put_in_above_language_and_values() -> None:
    moved = tuple(
        replace(problem, place=problem.place._replace(line=problem.place.line + 2), values={**problem.values, "x": "2"})
        for problem in PROBLEMS
    )
    before = json.loads(FORMATS["gitlab"](findings()))
    after = json.loads(FORMATS["gitlab"](findings(*moved, language="en", source=f"\n\n{SOURCE}")))
    assert [issue["fingerprint"] for issue in after] == [issue["fingerprint"] for issue in before]
    assert [issue["location"]["lines"]["begin"] for issue in after] == [7, 9, 11, 11]


def test_a_fingerprint_tells_files_messages_and_lines_apart() -> None:
    one = PROBLEMS[0]
    others = [
        replace(one, place=one.place._replace(path="modules/a.md")),
        replace(one, key="SOP302"),
        replace(one, place=one.place._replace(line=2)),
    ]
    marks = [json.loads(FORMATS["gitlab"](findings(each)))[0]["fingerprint"] for each in (one, *others)]
    assert len(set(marks)) == 4


def test_sarif_follows_the_published_schema_and_explains_its_rules() -> None:
    run = sarif(findings(language="en"))
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"], driver["language"]) == ("sop-docs", __version__, "en")
    assert run["columnKind"] == "unicodeCodePoints"
    step, accountable, called = driver["rules"]
    assert accountable == {
        "id": "SOP301",
        "shortDescription": {"text": "At most one post is accountable for a step."},
        "fullDescription": {"text": "At most one post is accountable for a step."},
        "help": {
            "text": "Step “…” has more than one accountable role: …\n"
            "    Keep the one who answers for it; make the others consulted or informed\n"
            "wrong  负责：客服主管、客服部经理\n"
            "right  负责：客服主管",
            "markdown": "At most one post is accountable for a step. (error)\n\n```text\n"
            "Step “…” has more than one accountable role: …\n"
            "    Keep the one who answers for it; make the others consulted or informed\n"
            "wrong  负责：客服主管、客服部经理\n"
            "right  负责：客服主管\n```",
        },
        "defaultConfiguration": {"level": "error"},
    }
    assert [rule["id"] for rule in (step, called)] == ["SOP215", "SOP802"]
    assert step["help"]["text"].startswith("The step has no name\n")


def test_sarif_speaks_the_language_that_was_chosen() -> None:
    rule = sarif(findings())["tool"]["driver"]["rules"][1]
    assert rule["shortDescription"] == {"text": "一步最多一个岗位负责。"}


def test_sarif_places_results() -> None:
    results = sarif(findings(language="en"))["results"]
    marks = [issue["fingerprint"] for issue in json.loads(FORMATS["gitlab"](findings()))]
    assert results[1] == {
        "ruleId": "SOP802",
        "ruleIndex": 2,
        "level": "warning",
        "message": {
            "text": "This document is in force, but SOP-X, {0}, which it calls, is not\n"
            "Wait until that one is in force, or change one of the dates"
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "content/cs/%E6%8A%95%E8%AF%89%201.md"},
                    "region": {"startLine": 7, "startColumn": 4},
                }
            }
        ],
        "partialFingerprints": {"sopProblem/v1": marks[1]},
    }
    assert [(result["ruleIndex"], result["level"]) for result in results] == [
        (1, "error"),
        (2, "warning"),
        (1, "error"),
        (0, "note"),
    ]


@pytest.mark.parametrize("form", ["json", "gitlab", "sarif"])
def test_what_is_no_text_can_be_written(form: str) -> None:
    hostile = Problem("SOP410", Place('a\udcff\ud800 "]]>.md'), {"step": '\x1b\0\ud800"]]>', "id": "s"})
    document = FORMATS[form](findings(hostile))
    json.loads(document.encode("utf-8"))
    if form == "sarif":
        (result,) = sarif(findings(hostile))["results"]
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert location == {"uri": "content/a%5Cudcff%5Cud800%20%22%5D%5D%3E.md"}


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_wrong_can_be_written(form: str) -> None:
    text = FORMATS[form](Findings((), 22, load_words("en")))
    assert text.endswith("\n")
    if form == "sarif":
        assert sarif(Findings((), 22, load_words("en")))["results"] == []


def test_a_code_that_is_not_in_the_manual_has_no_help() -> None:
    found = replace(findings(PROBLEMS[0]), manual={})
    assert sarif(found)["tool"]["driver"]["rules"] == [{"id": "SOP301"}]
