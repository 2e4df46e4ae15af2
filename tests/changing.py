"""How the tests of the diff read two texts: files in, sentences out."""

from collections.abc import Mapping, Sequence
from functools import cache
from textwrap import dedent

from reading import WORDS
from sop_docs.diff import diff, sentence
from sop_docs.model.change import Change, Kind
from sop_docs.model.content import Content
from sop_docs.model.form import Form
from sop_docs.model.library import Library
from sop_docs.model.names import folded
from sop_docs.model.place import Source
from sop_docs.model.sop import Sop
from sop_docs.model.vocabulary import Vocabulary
from sop_docs.parse.document import read_document
from sop_docs.parse.library import assemble
from sop_docs.parse.vocabulary import read_vocabulary

PATH = "cs/SOP-CS-2024-001.md"
HEAD = """\
id: SOP-CS-2024-001
title: 客户投诉处理
version: 1.0
status: approved
effective: 2026-01-01
review: 12 months
owner: 客服部经理
supervisor: 质量部经理
prepared: 王丽
reviewed: 质量部经理
approved: [客服部经理, 运营总监]
scenario: risk-control
scope:
  applies: 线上渠道的客户投诉
  excludes: 门店投诉
  from: 客户提交投诉
  to: 问题关闭
goals:
  - 响应时效 ≤ 24 小时
  - 问题解决率 ≥ 95 %
variants:
  普通客户: {response: 2 小时}
  VIP客户: {response: 1 小时}
inputs: 客户档案
"""
BODY = """
## 目的

让每一件投诉都有人接。本流程规定从提交到关闭的环节。

## 步骤

### 受理

#### 接收投诉

- 步骤号：receive
- 执行：客服专员（登记）、质量专员
- 负责：客服主管
- 知情：客户经理
- 时限：10 分钟
- 频次：每件
- 输入：客户ID、问题描述
- 输出：投诉登记表
- 表单：FORM-CS-001
- 工具：CRM

先致意，再听客户讲完。录音编号写入备注。

#### 首次回应

- 步骤号：respond
- 执行：客服专员
- 时限：${response}
- 输入：投诉登记表
- 输出：回应记录

### 处理

#### 分类

- 步骤号：grade
- 执行：客服主管
- 咨询：法务部
- 时限：1 小时
- 输入：回应记录
- 输出：分级结果
- 标准：按分级表
- 判断：属于哪一级？
    - 一般投诉 → plan
    - 重大投诉 → report
- 异常：信息不全 → receive

#### 上报

- 步骤号：report
- 执行：客服主管
- 复核：质量专员
- 时限：30 分钟
- 输入：分级结果
- 输出：上报单
- 交接：运营总监，工单系统，2 小时内

#### 制定方案

- 步骤号：plan
- 执行：客服主管
- 时限：24 小时
- 输入：分级结果
- 输出：处理方案
- 前置条件：分级完成
- 完成条件：方案经批准

#### 关闭

- 步骤号：close
- 执行：客服专员
- 时限：1 个工作日
- 输入：处理方案
- 输出：关闭记录

## 应急预案

系统停用时用纸质表。事后补录。

## 附录

见分级表。
"""
FORM = """\
---
form: FORM-CS-001
title: 投诉登记表
version: 1.0
fields:
  - {name: 客户ID, type: text, required: yes}
  - {name: 渠道, type: choices, choices: [电话, 微信, 邮件], other: yes}
  - {name: 金额, type: number, unit: 元, help: 以合同为准}
  - {name: 记录, type: table, columns: [日期, 措施], rows: 5}
  - {name: 核对, type: table, columns: [项目, 结果], rows: [证件, 合同]}
---

一式两份。
"""
VOCABULARY = """\
departments: {CS: 客户服务部, LG: 法务部, OP: 运营部}
roles:
  客服专员: {department: CS}
  客服主管: {department: CS}
  运营总监: {department: OP, level: executive}
people:
  wang.li: {name: 王丽}
  chen.jing: {name: 陈静}
scenarios: {risk-control: 风险管控, routine: 重复性任务}
"""
FILES = {
    PATH: f"---\n{HEAD}---\n{BODY}",
    "forms/FORM-CS-001.md": FORM,
    "vocabulary.yml": VOCABULARY,
}

Edit = tuple[str, str]


def contents(files: Mapping[str, str]) -> dict[str, Content]:
    """Return the procedures of a library's files by number, as they may be compared."""
    vocabulary = words_of(files)
    documents = [read_document(Source(path, text), vocabulary) for path, text in files.items() if path.endswith(".md")]
    library, _ = assemble(documents, vocabulary, ())
    return {sop.number: Content(sop, _forms(library, sop), vocabulary) for sop in library.sops}


def _forms(library: Library, sop: Sop) -> dict[str, Form]:
    names = [text.value for step in sop.steps for text in step.forms]
    numbers = [library.form_titled.get(folded(name), name) for name in names]
    return {number: library.form[number] for number in numbers if number in library.form}


def words_of(files: Mapping[str, str]) -> Vocabulary:
    """Return the vocabulary of a library's files."""
    return _words(files.get("vocabulary.yml", ""))


@cache
def _words(text: str) -> Vocabulary:
    return read_vocabulary(Source("vocabulary.yml", text))[0]


def content(*edits: Edit, files: Mapping[str, str] = FILES) -> Content:
    """Return the procedure after each edit replaced what it finds, in whichever file."""
    changed = dict(files)
    for found, typed in edits:
        path = next(path for path, text in changed.items() if found in text)
        changed[path] = changed[path].replace(found, typed)
    return contents(changed)["SOP-CS-2024-001"]


def changes(*edits: Edit) -> tuple[Change, ...]:
    """Return what edits of the procedure change."""
    return checked(content(), content(*edits))


def checked(before: Content, after: Content) -> tuple[Change, ...]:
    """Return what is different, each with words in both languages and the weight of its kind."""
    found = diff(before, after)
    for change in found:
        assert change.weight is Kind(change.kind).weight  # type: ignore[call-arg]
        assert all(sentence(change, words) for words in WORDS)
        assert change.before != change.after or change.kind.endswith(".moved"), change
        assert (change.place_before is None) == (not change.before)
        assert (change.place_after is None) == (not change.after)
    return found


def told(found: Sequence[Change]) -> list[str]:
    """Return the changes as `weight: sentence` in Chinese."""
    return [f"{change.weight}: {sentence(change, WORDS[0])}" for change in found]


def steps(text: str) -> Content:
    """Return a procedure of these steps alone."""
    head = "id: SOP-CS-2024-001\ntitle: 投诉\nversion: 1.0\nstatus: draft\nowner: 客服部经理\n"
    return contents({PATH: f"---\n{head}---\n\n## 步骤\n\n{dedent(text).lstrip()}"})["SOP-CS-2024-001"]
