"""Any text gives values, soon: hostile and enormous bodies."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import Reading, read, steps

SIZE = 60_000

LINES = st.sampled_from(
    [
        "## 步骤",
        "### 甲",
        "#### 乙",
        "#",
        "#x",
        "- 执行：甲",
        "- 判断：是 → 甲；否",
        "    - 是 → 甲",
        "- 引用：m",
        "- 参数：a = ${b}；c",
        "- 时限：${x",
        "- ：",
        "-",
        "→",
        "（",
        "```",
        "<!--",
        "-->",
        "---",
        "",
        "${",
        "文字",
    ]
)

DOUBLING = """
---
module: m{level}
title: 加倍
version: 1.0
params: {{a: 值}}
---
## 步骤

### 一

- 引用：m{next}
- 作为：x
- 参数：a = ${{a}}${{a}}

### 二

- 引用：m{next}
- 作为：y
- 参数：a = ${{a}}${{a}}
"""

LEAF = """
---
module: m{level}
title: 叶
version: 1.0
params: {{a: 值}}
---
## 步骤

### 叶

- 执行：${{a}}
"""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail where the block takes longer of the processor; the limits are wide, what they catch is not linear."""
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


@given(st.lists(LINES, max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_lines_give_values(lines: list[str]) -> None:
    assert isinstance(read("\n".join(lines)), Reading)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_values(text: str) -> None:
    assert isinstance(read(f"## 步骤\n### a\n- 执行：{text}\n"), Reading)


@pytest.mark.parametrize(
    "text",
    [
        "#" * SIZE,
        "# " * (SIZE // 2),
        "# " + " " * SIZE + "x",
        "- " * (SIZE // 2),
        "- \n" * (SIZE // 3),
        "[" * SIZE,
        "（" * SIZE,
        "→" * SIZE,
        "`" * SIZE,
        "```\n" * (SIZE // 4),
        "<!--\n" * (SIZE // 5),
        "- - -" * (SIZE // 5) + "x",
        "\n" * SIZE,
        " \n" * (SIZE // 2),
        "## 步骤\n### a\n- 执行：" + "甲、" * (SIZE // 2),
        "## 步骤\n### a\n- 执行：甲" + " " * SIZE + "（",
        "## 步骤\n### a\n- 执行：甲" + "）" * SIZE,
        "## 步骤\n### a\n- 输入：\n" + "    - 甲\n" * (SIZE // 8),
        "## 步骤\n### a\n- 执行：甲\n" + "- x：y\n" * (SIZE // 6),
        "## 步骤\n### a\n- 执行：甲\n" + "文\n" * (SIZE // 2),
        "## 步骤\n### a\n- 执行：" + "${x}" * (SIZE // 4),
        "## 步骤\n### a\n- 执行：甲\n\n" + "${x}\n" * (SIZE // 5),
        "## 步骤\n### a\n- 执行：甲\n- 下一步：" + "乙、丙丁、" * (SIZE // 5),
        "## 步骤\n### a\n- 执行：甲\n- 判断：" + "是 → 无；" * (SIZE // 6),
        "## 步骤\n### " + "1." * (SIZE // 2) + "\n- 执行：甲\n",
    ],
    ids=lambda text: repr(text[-24:])[:40],
)
def test_long_runs_take_linear_time(text: str) -> None:
    with within(2):
        read(text)


def test_ten_thousand_headings() -> None:
    with within(3):
        assert len(read("## 步骤\n### a\n- 执行：甲\n" + "## 目的\n" * 10_000).sop.sections) == 10_000


def test_headings_that_step_down() -> None:
    with within(3):
        read("## 步骤\n" + "### a\n#### b\n##### c\n###### d\n" * 2_500)


def test_document_with_too_many_steps_is_cut_off() -> None:
    with within(5):
        reading = read("## 步骤\n" + "".join(f"### s{n}\n- 执行：甲\n- 异常：坏 → s4999\n" for n in range(5_000)))

    assert len(reading.sop.steps) == 400
    assert reading.problems == ["1202:5 SOP406"]


def test_modules_that_double_at_every_level() -> None:
    modules = [DOUBLING.format(level=level, next=level + 1) for level in range(12)]
    with within(5):
        reading = steps("### 一\n\n- 引用：m0\n- 参数：a = 甲\n", *modules, LEAF.format(level=12))

    assert len(reading.sop.steps) < 400
    assert [problem.key for problem in reading.found if problem.key == "SOP406"] == ["SOP406"]
    assert {problem.key for problem in reading.found} == {"SOP406", "SOP224.long", "SOP225"}


def test_deep_chain_of_modules_is_cut_off() -> None:
    modules = [DOUBLING.format(level=level, next=level + 1).partition("### 二")[0] for level in range(1_000)]
    with within(10):
        reading = steps("### 一\n\n- 引用：m0\n- 参数：a = 甲\n", *modules)

    assert reading.ids == []
    assert "modules/m19.md:11:6 SOP406.depth" in reading.problems


def test_values_put_into_a_long_text_are_bounded() -> None:
    module = LEAF.format(level=0) + "\n" + "${a}" * 5_000
    uses = "".join(f"### 用{n}\n- 引用：m0\n- 作为：u{n}\n- 参数：a = {'甲' * 200}\n" for n in range(50))
    with within(5):
        reading = steps(uses, module)

    assert [problem.key for problem in reading.found] == ["SOP406"]
    assert sum(len(str(step.detail)) for step in reading.sop.steps) < 3_000_000


def test_too_many_variants() -> None:
    reading = steps(
        "### a\n\n- 执行：甲\n- 时限：${x}\n", variants={f"v{number}": {"x": f"{number} 天"} for number in range(1, 61)}
    )

    limit = reading.sop.steps[0].limit
    assert limit is not None
    assert len(limit.by_variant) == 50
    assert [problem.key for problem in reading.found] == ["SOP406.variants"]


def test_ways_that_multiply_are_cut_off() -> None:
    ends = "".join(f"    - {number} → 结束\n" for number in range(3_000))
    inner = "---\nmodule: inner\ntitle: 内\nversion: 1.0\n---\n## 步骤\n" + "".join(
        f"### s{number}\n- 执行：甲\n- 异常：坏 → 结束\n" for number in range(300)
    )
    with within(5):
        reading = steps(f"### 用\n- 引用：inner\n- 异常：\n{ends}", inner)

    assert [problem.key for problem in reading.found] == ["SOP406.ways"]
    assert len(reading.ways) < 21_000
