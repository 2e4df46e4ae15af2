"""Problems as text and JSON: tables O1 to O3 of the threats."""

import json
from pathlib import Path

import jsonschema

from sop_docs.effects.catalogue import load_words
from sop_docs.model.place import Place
from sop_docs.model.problem import Problem, Severity
from sop_docs.report import FORMATS, Findings, visible

SCHEMA = Path(__file__).parent.parent / "plugins" / "sop_docs" / "schemas" / "sop-problems-1.json"
PROBLEMS = (
    Problem("SOP301", Place("cs/SOP-CS-2024-001.md", 12, 3), {"step": "接收投诉", "roles": "主管、经理"}),
    Problem("SOP802", Place("cs/SOP-CS-2024-001.md", 20, 6), {"number": "SOP-X", "title": "{0}"}, Severity.WARNING),
    Problem("SOP215", Place("modules/a.md", 9)),
)


def findings(language: str = "zh") -> Findings:
    numbers = {"cs/SOP-CS-2024-001.md": "SOP-CS-2024-001"}
    return Findings(PROBLEMS, 3, load_words(language), "content", numbers)


def test_text_has_a_line_a_problem_and_the_counts() -> None:
    assert FORMATS["text"](findings()) == (
        "content/cs/SOP-CS-2024-001.md:12:3: SOP301 步骤「接收投诉」有不止一个负责岗位：主管、经理\n"
        "    只留一个最终负责的岗位，其余改为「咨询」或「知情」\n"
        "content/cs/SOP-CS-2024-001.md:20:6: SOP802 警告 现行文件调用了尚未生效的 SOP-X《{0}》\n"
        "    等它生效后再调用，或调整两份文件的生效日期\n"
        "\n"
        "content/modules/a.md:9:1: SOP215 步骤没有名称\n"
        "    在 # 和编号后面写上步骤名称，例如「### 接收投诉」\n"
        "\n"
        "检查了 3 个文件：错误 2 个，警告 1 个\n"
    )


def test_text_speaks_english() -> None:
    text = FORMATS["text"](findings("en"))
    assert "SOP802 warning This document is in force, but SOP-X, {0}, which it calls, is not\n" in text
    assert text.endswith("\nFiles checked: 3. Errors: 2. Warnings: 1.\n")


def test_text_of_nothing_is_the_counts() -> None:
    assert FORMATS["text"](Findings((), 22, load_words("zh"))) == "检查了 22 个文件：错误 0 个，警告 0 个\n"


def test_json_follows_its_schema() -> None:
    document = json.loads(FORMATS["json"](findings("en")))
    jsonschema.validate(document, json.loads(SCHEMA.read_text("utf-8")))
    assert document["format"] == "sop-problems/1"
    assert document["summary"] == {"files": 3, "errors": 2, "warnings": 1}
    assert document["problems"][0] == {
        "path": "content/cs/SOP-CS-2024-001.md",
        "line": 12,
        "column": 3,
        "code": "SOP301",
        "severity": "error",
        "message": "Step “接收投诉” has more than one accountable role: 主管、经理",
        "hint": "Keep the one who answers for it; make the others consulted or informed",
        "number": "SOP-CS-2024-001",
    }
    assert "number" not in document["problems"][2]


def test_control_characters_are_shown_and_do_nothing() -> None:
    assert visible("a\x1b[31m\r\n::error::\u202e\x07") == "a\\x1b[31m\\r\\n::error::\\u202e\\x07"
    hostile = Problem("SOP410", Place("a\x1b]0;x\x07.md"), {"step": "\x1b[2J\n::error file=x::y", "id": "s"})
    line, *_ = FORMATS["text"](Findings((hostile,), 1, load_words("en"))).split("\n")
    assert line.startswith("a\\x1b]0;x\\x07.md:1:1: SOP410 ")
    assert "\\x1b[2J\\n::error file=x::y" in line


def test_json_of_a_path_that_is_no_text_can_be_written() -> None:
    broken = Findings((Problem("SOP215", Place("a\udcff.md")),), 1, load_words("en"))
    assert json.loads(FORMATS["json"](broken).encode("utf-8"))["problems"][0]["path"] == "a\udcff.md"
