"""How many problems are told."""

from sop_docs.check import check
from test_rules import DAY, library_of


def test_of_one_kind_a_file_is_told_a_thousand_problems() -> None:
    files = {f"{name}.md": "# 说明\n\n" + "<b>\n\n" * lines for name, lines in (("most", 1000), ("more", 1001))}
    library, problems = library_of(files)
    assert not problems
    found = [problem for problem in check(library, DAY, {}) if problem.code == "SOP901"]
    lines = {name: [one.place.line for one in found if one.place.path == name] for name in files}
    assert (len(lines["most.md"]), len(lines["more.md"]), lines["more.md"][-1]) == (1000, 1000, 2001)


def test_of_a_flood_that_only_the_whole_library_shows_a_thousand_problems_are_told() -> None:
    head = "---\nid: SOP-CS-2024-001\ntitle: 流程\nversion: 1.0\nstatus: draft\n---\n\n## 步骤\n\n"
    outputs = "".join(f"    - 底稿{number}\n" for number in range(1001))
    steps = f"### 一\n\n- 执行：客服专员\n- 输出：\n{outputs}\n### 二\n\n- 执行：客服专员\n"
    library, _ = library_of({"SOP-CS-2024-001.md": head + steps})
    found = [problem for problem in check(library, DAY, {}) if problem.code == "SOP503"]
    assert (len(found), found[-1].values["name"]) == (1000, "底稿999")
