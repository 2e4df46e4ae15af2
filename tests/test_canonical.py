"""Canonical text says what the source said: reading it again gives an equal model, apart from places."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sop_docs.model.place import Source
from sop_docs.model.vocabulary import Vocabulary
from sop_docs.parse.canonical import canonical
from sop_docs.parse.document import WrittenSop, read_document
from sop_docs.parse.expand import WrittenModule
from sop_docs.parse.library import read_sop
from sop_docs.parse.vocabulary import read_vocabulary

CONTENT = Path(__file__).parent.parent / "content"
PATH = "cs/SOP-CS-2024-001.md"
MODULE = (
    "---\nmodule: escalation\ntitle: 升级\nversion: 1.0\nparams: {who: 岗位}\n---\n## 步骤\n### 批\n- 执行：${who}\n"
)


VOCABULARY, _ = read_vocabulary(Source("vocabulary.yml", (CONTENT / "vocabulary.yml").read_text("utf-8")))
DOCUMENTS = [
    read_document(Source(str(path.relative_to(CONTENT)), path.read_text("utf-8")), VOCABULARY)
    for path in sorted(CONTENT.rglob("*.md"))
]
SOPS = {each.path: each.written for each in DOCUMENTS if isinstance(each.written, WrittenSop) and not each.problems}
MODULES = {each.written.head.name.value: each.written for each in DOCUMENTS if isinstance(each.written, WrittenModule)}


@pytest.mark.parametrize("path", SOPS)
def test_every_document_of_the_library(path: str) -> None:
    text = canonical(SOPS[path])
    document = read_document(Source(path, text), VOCABULARY)

    assert document.problems == ()
    assert isinstance(document.written, WrittenSop)
    assert canonical(document.written) == text
    assert model(document.written, MODULES) == model(SOPS[path], MODULES)


def test_canonical_text() -> None:
    source = (
        dedent("""
        ---
        版本: "1.0"
        编号: SOP-CS-2024-001
        title: 'A: B'
        状态: 草稿
        prepared: 王丽、李明
        goals: [响应时效 ≤ 24 小时]
        变体:
          普通客户:
            response: 2 小时
        ---
        # 附言 #
        ## 一、目的 ##
        快。
        ## 步骤
        ### 1. 接收投诉
        * 时限: ${response}
        * r: 客服专员(登记)
        * 判断: 哪一级?
          * 一般 -> 结束
          * 重大 -> 升级
        通过
        """)
        .lstrip("\n")
        .replace("# 附言 #\n", "前言\n")
        .replace("通过\n", "\n通过 CRM。\n### 升级\n- 引用: escalation\n- with: who = 甲\n")
    )

    assert canonical(read(source)) == dedent("""
        ---
        id: SOP-CS-2024-001
        title: "A: B"
        version: 1.0
        status: draft
        prepared: [王丽, 李明]
        goals:
          - 响应时效 ≤ 24 小时
        variants:
          普通客户: {response: 2 小时}
        ---

        前言

        ## 一、目的

        快。

        ## 步骤

        ### 接收投诉

        - Id: jie-shou-tou-su
        - R: 客服专员(登记)
        - Limit: ${response}
        - Decision: 哪一级?
            - 一般 -> 结束
            - 重大 -> 升级

        通过 CRM。

        ### 升级

        - Use: escalation
        - With: who = 甲
        """).lstrip("\n")


NAMES = st.text("abcXYZ接收投诉归档 0123456789.#-（）、", min_size=1, max_size=12)
VALUE = st.text("ab接收投诉 ,，、；（）():：→->%#*`'\"[]{}|\\1", min_size=1, max_size=16).filter(str.strip)
SCALAR = st.text("ab接收 ,:#'\"[]{}|>&*!%@`~-\\?.0=1 null", min_size=1, max_size=12).filter(str.strip)
PARTY = st.sampled_from(["客服专员", "客服主管（登记、回复）", "质量部"])
LIMIT = st.sampled_from(["≤ 10 分钟", "1 个工作日", "${response}", "${response} 内"])
PROSE = st.lists(
    st.sampled_from(
        ["文字。", "", "    code", "* 甲", "| a | b |", "```\n### 代码\n- 执行：甲\n```", "<!-- 注 -->", "> 引"]
    ),
    max_size=4,
).map("\n".join)


@st.composite
def step_sources(draw: st.DrawFn, number: int, level: str) -> str:
    """Return one step with an id, so that others may point to it."""
    lines = [f"{level} {draw(NAMES)}", "", f"- 步骤号：s{number}"]
    for key in draw(st.lists(st.sampled_from(["执行", "负责", "C", "知情", "Verify"]), unique=True)):
        lines += [f"- {key}：{'、'.join(draw(st.lists(PARTY, min_size=1, max_size=3)))}"]
    for key in draw(st.lists(st.sampled_from(["频次", "标准", "前置条件", "完成条件", "交接"]), unique=True)):
        lines += [f"- {key}：{draw(VALUE)}"]
    for key in draw(st.lists(st.sampled_from(["输入", "输出", "工具"]), unique=True)):
        lines += [f"- {key}：", *(f"    - {item}" for item in draw(st.lists(VALUE, min_size=1, max_size=3)))]
    if draw(st.booleans()):
        lines.append(f"- 时限：{draw(LIMIT)}")
    target = f"s{draw(st.integers(0, 3))}"
    links = [
        "- 下一步：结束",
        f"- 异常：坏 → {target}",
        f"- 判断：好吗？\n    - 好、行 → {target}\n    - 不 → 结束",
        "",
    ]
    return "\n".join([*lines, draw(st.sampled_from(links)), "", draw(PROSE), ""])


@st.composite
def sources(draw: st.DrawFn) -> str:
    """Return a document with phases, variants and a use."""
    parts = ["---", "id: SOP-CS-2024-001", "version: 1.0", "status: draft"]
    parts += [f"title: {quoted(draw(SCALAR))}", f"owner: {quoted(draw(SCALAR))}"]
    parts += [f"approved: [{', '.join(quoted(name) for name in draw(st.lists(SCALAR, min_size=1, max_size=3)))}]"]
    parts += ["review: 每季度", f"scope: {{applies: {quoted(draw(SCALAR))}}}", f"goals: [{quoted(draw(SCALAR))}]"]
    parts += [f"variants: {{甲: {{response: {quoted(draw(SCALAR))}}}, 乙: {{response: 1 天}}}}", "---", draw(PROSE)]
    parts += ["## 目的", "", draw(PROSE), "", "## 步骤", "", draw(PROSE), ""]
    parts += [draw(step_sources(0, "###")), "### 阶段", draw(PROSE), ""]
    parts += [draw(step_sources(1, "####")), draw(step_sources(2, "####"))]
    parts += ["### 用", "- 引用：escalation", "- 参数：who = 甲", "", draw(PROSE), "", draw(step_sources(3, "###"))]
    return "\n".join([*parts, "", "## 附录", "", draw(PROSE), ""])


@given(sources())
@settings(max_examples=150, deadline=None)
def test_generated_documents(source: str) -> None:
    document = read_document(Source(PATH, source), Vocabulary())
    assume(isinstance(document.written, WrittenSop) and not document.problems)
    assert isinstance(document.written, WrittenSop)
    module = read_document(Source("m.md", MODULE), Vocabulary()).written
    assert isinstance(module, WrittenModule)

    text = canonical(document.written)
    again = read(text)

    assert canonical(again) == text
    assert model(again, {"escalation": module}) == model(document.written, {"escalation": module})


def read(source: str) -> WrittenSop:
    document = read_document(Source(PATH, source), Vocabulary())
    assert document.problems == ()
    assert isinstance(document.written, WrittenSop)
    return document.written


def model(written: WrittenSop, modules: Mapping[str, WrittenModule]) -> object:
    sop, _ = read_sop(PATH, written, modules)
    return placeless(sop)


def placeless(value: object) -> object:
    """Return a model as nested plain values without the places of anything."""
    if is_dataclass(value):
        kept = (item.name for item in fields(value) if item.name not in {"place", "keys"})
        return {name: placeless(getattr(value, name)) for name in kept}
    if isinstance(value, dict):
        return {key: placeless(each) for key, each in value.items()}
    return [placeless(each) for each in value] if isinstance(value, tuple) else value


def quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
