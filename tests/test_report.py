"""Problems as text and JSON: tables O1 to O3 of the threats."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

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


NOTE = Problem("SOP215", Place("modules/a.md", 9), severity=Severity.INFO)


def findings(language: str = "zh") -> Findings:
    numbers = {"cs/SOP-CS-2024-001.md": "SOP-CS-2024-001"}
    return Findings(PROBLEMS, 3, load_words(language), "content", numbers)


def shown(line: str, column: int, number: int = 1) -> list[str]:
    """Return the lines that text shows of a source line that a problem is at."""
    data = "\n" * (number - 1) + line + "\n"
    problem = Problem("SOP215", Place("a.md", number, column))
    return FORMATS["text"](Findings((problem,), 1, load_words("en"), sources={"a.md": data.encode()})).split("\n")[1:-4]


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
        "检查了 3 个文件：错误 2 个，警告 1 个，提示 0 个\n"
    )


def test_text_speaks_english() -> None:
    text = FORMATS["text"](findings("en"))
    assert "SOP802 warning This document is in force, but SOP-X, {0}, which it calls, is not\n" in text
    assert text.endswith("\nFiles checked: 3. Errors: 2. Warnings: 1. Notes: 0.\n")


def test_text_of_nothing_is_the_counts() -> None:
    assert FORMATS["text"](Findings((), 22, load_words("zh"))) == "检查了 22 个文件：错误 0 个，警告 0 个，提示 0 个\n"


def test_text_says_that_a_note_is_one() -> None:
    line, *_, counts, _ = FORMATS["text"](Findings((NOTE,), 1, load_words("en"))).split("\n")
    assert line == "modules/a.md:9:1: SOP215 note The step has no name"
    assert counts == "Files checked: 1. Errors: 0. Warnings: 0. Notes: 1."


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("- 负责：主管、经理", 3, ["    1 | - 负责：主管、经理", "      |   ^"]),
        ("- 负责：主管、经理", 6, ["    1 | - 负责：主管、经理", "      |         ^"]),
        ("e\u0301té ｶﾅ 가 x", 10, ["    1 | e\u0301té ｶﾅ 가 x", "      |          ^"]),
        ("⚠\ufe0f 注意", 4, ["    1 | ⚠\ufe0f 注意", "      |    ^"]),
        ("好\ufe0f x", 4, ["    1 | 好\ufe0f x", "      |    ^"]),
        ("\t- x", 4, ["    1 |  - x", "      |    ^"]),
        ("a\x1b[2Jb", 6, ["    1 | a\\x1b[2Jb", "      |         ^"]),
        ("ab", 3, ["    1 | ab", "      |   ^"]),
        ("ab", 9, ["    1 | ab", "      |   ^"]),
        ("  ", 1, []),
    ],
)
def test_the_caret_stands_under_the_place(line: str, column: int, expected: list[str]) -> None:
    assert shown(line, column) == expected


def test_the_margin_is_as_wide_as_the_number() -> None:
    assert shown("ab", 2, 120) == ["    120 | ab", "        |  ^"]


def test_of_a_long_line_the_neighbourhood_is_shown() -> None:
    line = "".join(chr(ord("a") + number % 26) for number in range(200))
    assert shown(line, 101) == [f"    1 | …{line[60:140]}…", f"      | {' ' * 41}^"]
    assert shown(line, 3) == [f"    1 | {line[:80]}…", "      |   ^"]
    assert shown(line, 200) == [f"    1 | …{line[159:]}", f"      | {' ' * 41}^"]
    assert shown(line[:80], 70) == [f"    1 | {line[:80]}", f"      | {' ' * 69}^"]
    assert shown(line[:81], 41) == [f"    1 | {line[:80]}…", f"      | {' ' * 40}^"]


def test_lines_are_counted_as_the_gate_counts_them() -> None:
    source = "\ufeff一\r\n二\r三\n".encode()
    problems = tuple(Problem("SOP215", Place("a.md", line)) for line in (1, 2, 3, 4, 5))
    found = Findings(problems, 1, load_words("en"), sources={"a.md": source})
    assert [found.line(problem) for problem in problems] == ["一", "二", "三", "", ""]


def test_of_a_file_that_is_no_text_no_line_is_shown() -> None:
    problem = Problem("SOP002", Place("a.md", 1, 3), {"offset": "2", "guess": "UTF-16"})
    for data, line in (("甲\n".encode("utf-16"), ""), (b"ab\xe9c\n", "ab\ufffdc")):
        assert Findings((problem,), 1, load_words("en"), sources={"a.md": data}).line(problem) == line


def test_colors_stand_around_our_own_words_only() -> None:
    hostile = Problem("SOP410", Place("a\x1b[0m.md", 1, 2), {"step": "\x1b[2J", "id": "s"}, Severity.WARNING)
    found = Findings((hostile,), 1, load_words("en"), sources={"a\x1b[0m.md": b"x\x1b[7my\n"}, color=True)
    place, source, caret, *_ = FORMATS["text"](found).split("\n")
    assert place.startswith(
        "\x1b[1ma\\x1b[0m.md:1:2\x1b[0m: \x1b[33mSOP410 warning\x1b[0m No way leads from the start to step “\\x1b[2J” "
    )
    assert source == "    \x1b[2m1 |\x1b[0m x\\x1b[7my"
    assert caret == "    \x1b[2m  |\x1b[0m  \x1b[33m^\x1b[0m"
    assert FORMATS["text"](replace(found, color=False)).count("\x1b") == 0


@pytest.mark.parametrize(
    ("severity", "color"), [(Severity.ERROR, "31"), (Severity.WARNING, "33"), (Severity.INFO, "36")]
)
def test_each_severity_has_its_color(severity: Severity, color: str) -> None:
    found = Findings((replace(NOTE, severity=severity),), 1, load_words("en"), color=True)
    assert f"\x1b[{color}mSOP215" in FORMATS["text"](found)


def test_json_follows_its_schema() -> None:
    document = json.loads(FORMATS["json"](findings("en")))
    jsonschema.validate(document, json.loads(SCHEMA.read_text("utf-8")))
    assert document["format"] == "sop-problems/1"
    assert document["summary"] == {"files": 3, "errors": 2, "warnings": 1, "infos": 0}
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
