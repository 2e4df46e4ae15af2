"""Tables H and G of the threats, as far as sources show them: each input gets its finding, at its line, in time."""

import time

import pytest

from sop_docs.check import RULES, check
from sop_docs.check.links import GENERATED
from sop_docs.check.prose import read_prose
from sop_docs.compile import site_map
from sop_docs.model.place import Place, Text
from sop_docs.model.problem import Severity
from test_rules import DAY, library_of

HOSTILE = {
    "H1 script": ("<script>alert(1)</script>", "SOP901", 3),
    "H1 handler": ("文字 <img src=x onerror=alert(1)>", "SOP901", 3),
    "H1 frame": ("<iframe src=https://example.com></iframe>", "SOP901", 3),
    "H1 refresh": ('<meta http-equiv="refresh" content="0;url=x">', "SOP901", 3),
    "H1 in a list": ("- 一\n- <object data=x>", "SOP901", 4),
    "H1 in a table": ("| 列 |\n|---|\n| <form action=x> |", "SOP901", 5),
    "H1 closing": ("</div>", "SOP901", 3),
    "H1 after a span that only its paragraph has": ("`一\n二` <script> `三", "SOP901", 4),
    "H1 in a span that two items have": ("- 一 ` 二\n- <script> ` 三", "SOP901", 4),
    "H1 in a span over lines": ("`一\n<script>alert(1)</script>\n二`", "SOP901", 4),
    "H1 in a fence that is not closed": ("```\n<script>alert(1)</script>", "SOP901", 4),
    "H1 in an indented fence": ("  ```\n<script>alert(1)</script>\n  ```", "SOP901", 4),
    "H1 in a fence with odd words": ("``` <b> x\n<script>alert(1)</script>\n```", "SOP901", 3),
    "H1 behind a comment that ends early": ("<!--><script>alert(1)</script>-->", "SOP901.comment", 3),
    "H1 in a comment": ("<!-- <script>alert(1)</script> -->", "SOP901.comment", 3),
    "H1 processing": ("<?php echo 1 ?>", "SOP901.declaration", 3),
    "H3 script": ("[x](javascript:alert(1))", "SOP904", 3),
    "H3 case": ("[x](JaVaScRiPt:alert(1))", "SOP904", 3),
    "H3 tab": ("[x](java\tscript:alert(1))", "SOP904", 3),
    "H3 line": ("[x](java\nscript:alert(1))", "SOP904", 3),
    "H3 entity": ("[x](&#106;avascript:alert(1))", "SOP904", 3),
    "H3 entity, hexadecimal": ("[x](java&#x73;cript&colon;alert(1))", "SOP904", 3),
    "H3 entity twice": ("[x](&amp;#106;avascript:alert(1))", "SOP904", 3),
    "H3 percent": ("[x](%6Aavascript%3Aalert(1))", "SOP904", 3),
    "H3 zero width": ("[x](java\u200bscript:alert(1))", "SOP904", 3),
    "H3 data": ("[x](data:text/html,<script>alert(1)</script>)", "SOP904", 3),
    "H3 vbscript": ("[x]( vbscript:msgbox )", "SOP904", 3),
    "H3 brackets": ("[x](<javascript:alert(1)>)", "SOP904", 3),
    "H3 title": ('[x](javascript:alert(1) "标题")', "SOP904", 3),
    "H3 autolink": ("<javascript:alert(1)>", "SOP904", 3),
    "H3 definition": ("[x][1]\n\n[1]: javascript:alert(1)", "SOP904", 5),
    "H3 definition on two lines": ("[x][1]\n\n[1]:\n  javascript:alert(1)", "SOP904", 6),
    "H3 definition in a quotation": ("> [1]: javascript:alert(1)", "SOP904", 3),
    "H3 nested": ("[![图](a.png)](javascript:alert(1))", "SOP904", 3),
    "H4 handler": ("[x](note.md){: onclick=alert(1) }", "SOP905", 3),
    "H4 style": ("一段\n{: style=position:fixed }", "SOP905", 4),
    "H4 id": ("# 标题 {#top}", "SOP905", 3),
    "H4 behind a class": ("**重点**{ .x onclick=alert(1) }", "SOP905", 3),
    "H4 behind a class and words": ("# 标题 { .x } y onclick=alert(1) }", "SOP905", 3),
    "H4 braces in braces": ("**重点**{: .x {y} onclick=alert(1) }", "SOP905", 3),
    "H4 cell": ("| 列 |\n|---|\n| 值 { onclick=alert(1) } |", "SOP905", 5),
    "H4 code span": ("`code`{ onclick=alert(1) }", "SOP905", 3),
    "H4 fence": ("```{ .python onclick=alert(1) }\n1\n```", "SOP905", 3),
    "H5 file": ("[x](file:///etc/passwd)", "SOP904", 3),
    "H5 server": ("[x](\\\\server\\share)", "SOP904.absolute", 3),
    "H5 drive": ("[x](C:\\temp)", "SOP904", 3),
    "H5 protocol-relative": ("[x](//example.com)", "SOP904.absolute", 3),
    "H5 image of another site": ("![x](http://example.com/pixel.png)", "SOP904.image", 3),
    "H10 declarations": ("<![" * 3000, "SOP901.declaration", 3),
    "H10 tags": ("<a " * 3000, "SOP901", 3),
    "H10 brackets": ("\n".join(["[" * 990] * 20), "SOP902", 3),
    "H10 images": ("![" * 4000, "SOP902", 3),
    "H10 links": ("[a](" * 2000, "SOP902", 3),
    "H10 links in half spans": ("`[a](" * 2000, "SOP902", 3),
    "H10 balanced": ("[" * 2000 + "]" * 2000, "SOP902", 3),
    "H10 emphasis": ("*" * 3000 + "a" + "*" * 3000, "SOP902.stars", 3),
    "H10 fences": ("```a\n" * 20000, "SOP902.fence", 3),
    "H11 list": ("\n".join("    " * level + "- 项" for level in range(300)), "SOP903", 23),
    "H11 list on one line": ("- " * 300 + "项", "SOP903", 3),
    "H11 quotation": (">" * 300 + " 项", "SOP903", 3),
    "H12 comment": ("<!-- .. -- >", "SOP901.comment", 3),
    "H17 page": ("[x](missing.md)", "SOP906", 3),
    "H17 outside": ("[x](../../etc/passwd)", "SOP906", 3),
}
HARMLESS = {
    "H7": '{{ cycler.__init__.__globals__.os.popen("id").read() }} 与 {% raw %}',
    "H8": '--8<-- "../secret"',
    "O10": "${jndi:ldap://x} %s {0.__class__} ${{ github.token }}",
    "comparison": "响应 < 24 小时，金额 <= 500，A<5",
    "placeholder": "填写 <工单号>",
    "markers": "<!-- sop:flowchart -->",
    "code": "`<b>` 和 `[[[` 以及 ``a ` <script> ` b``",
    "fence": "```python\nprint('<script>')\n[a](javascript:x)\n{: onclick=x }\n```",
    "long fence": "~~~~\n~~~\n<b>\n~~~~",
    "table": "| 一 | 二 |\n|---|---|\n| [x](note.md) | `{a}` |",
    "reference": "[x][1]\n\n[1]: https://example.com '标题'",
    "image": '![照片](photo.png "照片"){: .right width=300 }',
    "parentheses": "[x](https://example.com/a_(b))",
    "telephone": "[电话](tel:+8610000) [邮件](mailto:a@example.com?subject=SOP:%20x)",
}


def found_in(text: str) -> list[tuple[str, int]]:
    library, problems = library_of({"note.md": f"# 说明\n\n{text}\n", "photo.png": "", "a.png": ""})
    assert not problems
    return [(problem.key, problem.place.line) for problem in check(library, DAY, {})]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_found_in_time(name: str) -> None:
    text, key, line = HOSTILE[name]
    start = time.process_time()
    assert (key, line) in found_in(text)
    assert time.process_time() - start < 2


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_text_is_let_through(name: str) -> None:
    assert found_in(HARMLESS[name]) == []


@pytest.mark.parametrize(
    "piece", [" ", "`", "` `` ``` ", "](", "](http:x", "![", "- ", "{", "|{", "A-", "<", "<!--", "[a]: b:", "&#"]
)
def test_a_megabyte_of_anything_is_looked_at_in_time(piece: str) -> None:
    line = piece * (9999 // len(piece))
    start = time.process_time()
    found_in("\n".join([line] * 90))
    assert time.process_time() - start < 5


def test_every_text_of_a_document_is_looked_at() -> None:
    bad = "[x](javascript:1)"
    sop = (
        "---\nid: SOP-CS-2024-001\ntitle: 流程\nversion: 1.0\nstatus: draft\n---\n\n"
        f"{bad}\n\n## 目的\n\n{bad}\n\n## 步骤\n\n{bad}\n\n### 阶段\n\n{bad}\n\n"
        f"#### 登记\n\n- 执行：客服专员\n\n{bad}\n\n#### 引用\n\n- 引用：m\n\n{bad}\n"
    )
    module = (
        f"---\nmodule: m\ntitle: 模块\nversion: 1.0\n---\n\n{bad}\n\n## 步骤\n\n### 审批\n\n- 执行：客服专员\n\n{bad}\n"
    )
    form = f"---\nform: FORM-CS-001\ntitle: 表\nversion: 1.0\nfields: [{{name: 一, type: text}}]\n---\n\n{bad}\n"
    library, problems = library_of({"SOP-CS-2024-001.md": sop, "m.md": module, "FORM-CS-001.md": form})
    assert not problems
    found = [str(problem.place) for problem in check(library, DAY, {}) if problem.code == "SOP904"]
    assert found == [
        "FORM-CS-001.md:8:5",
        "SOP-CS-2024-001.md:8:5",
        "SOP-CS-2024-001.md:12:5",
        "SOP-CS-2024-001.md:16:5",
        "SOP-CS-2024-001.md:20:5",
        "SOP-CS-2024-001.md:26:5",
        "SOP-CS-2024-001.md:32:5",
        "m.md:7:5",
        "m.md:15:5",
    ]


@pytest.mark.parametrize("head", ["title: 说明", "标题: 说明\n"])
def test_front_matter_of_a_page_counts_its_lines(head: str) -> None:
    library, problems = library_of({"note.md": f"---\n{head}\n---\n\n\n[x](javascript:1)\n"})
    assert not problems
    (problem,) = check(library, DAY, {})
    assert problem.place.line == 6 + head.count("\n")


def test_hiding_code_keeps_every_position() -> None:
    text = Text("一 `二` 三\n\n```\n四\n```\n五 <!-- 六 --> 七", Place("note.md", 10, 5))
    prose = read_prose(text)
    assert prose.visible == "一     三\n\n   \n \n   \n五            七"
    assert (prose.at(0), prose.at(prose.visible.index("七"))) == (Place("note.md", 10, 5), Place("note.md", 15, 14))


def test_generated_pages_can_be_linked() -> None:
    folders = (site_map.DEPARTMENTS, site_map.ROLES, site_map.SCENARIOS)
    assert (*(f"{folder}/" for folder in folders), site_map.HOME, site_map.REGISTER, site_map.FORMS) == GENERATED


def test_a_complete_graph_of_eighty_steps_is_refused_in_time() -> None:
    cases = "；".join(f"情况{number} → s{number}" for number in range(80))
    steps = "".join(f"### 步骤{n}\n\n- 步骤号：s{n}\n- 执行：客服专员\n- 异常：{cases}\n\n" for n in range(80))
    head = "---\nid: SOP-CS-2024-001\ntitle: 流程\nversion: 1.0\nstatus: draft\n---\n\n## 步骤\n\n"
    start = time.process_time()
    library, problems = library_of({"SOP-CS-2024-001.md": head + steps})
    found = (*problems, *check(library, DAY, {}))
    assert [problem.key for problem in found if problem.severity is Severity.ERROR] == ["SOP418"]
    assert time.process_time() - start < 5


def test_rules_come_by_code() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(codes)
