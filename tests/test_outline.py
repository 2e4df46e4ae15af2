"""Sections, phases and steps by their headings."""

import pytest

from reading import at, read, steps
from sop_docs.model.place import Place, Text
from sop_docs.parse.outline import read_outline
from sop_docs.parse.punctuation import without_number

TWO_STEPS = """
### 接收

- 执行：客服专员

### 回访

- 执行：客服主管
"""


@pytest.mark.parametrize("title", ["步骤", "操作步骤", "Steps", "STEPS", "Procedure", "三、步骤", "3. Steps"])
def test_steps_section_goes_by_several_titles(title: str) -> None:
    reading = read(f"## {title}\n{TWO_STEPS}")

    assert reading.ids == ["jie-shou", "hui-fang"]
    assert reading.problems == []


def test_known_sections_have_a_kind_and_others_keep_their_order() -> None:
    reading = read(
        """
        前言。

        ## 目的

        快。

        ## 步骤

        ### 接收

        - 执行：客服专员

        ## 术语

        ### 缩写

        CRM

        ## 培训
        """
    )

    sections = [(section.kind, section.title.value, section.body.value) for section in reading.sop.sections]
    assert sections == [("purpose", "目的", "快。"), ("", "术语", "### 缩写\n\nCRM"), ("training", "培训", "")]
    assert reading.sop.preamble is not None
    assert reading.sop.preamble.value == "前言。"
    assert at(reading.sop.sections[1].body.place) == (15, 1)
    assert reading.problems == []


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("目的", "purpose"),
        ("PURPOSE", "purpose"),
        ("培训", "training"),
        ("Training", "training"),
        ("应急预案", "contingency"),
        ("contingency", "contingency"),
        ("监督", "supervision"),
        ("Supervision", "supervision"),
        ("记录", "records"),
        ("Records", "records"),
        ("记录表", ""),
    ],
)
def test_sections_are_known_in_both_languages(title: str, kind: str) -> None:
    reading = read(f"## {title}\n\n## 步骤\n{TWO_STEPS}")

    assert [section.kind for section in reading.sop.sections] == [kind]
    assert reading.problems == []


def test_two_steps_sections() -> None:
    assert read(f"## 步骤\n{TWO_STEPS}\n## Steps\n{TWO_STEPS}").problems == ["11:4 SOP202"]


def test_no_steps_section() -> None:
    assert read("## 目的\n\n快。\n").problems == ["1:1 SOP201"]


def test_no_steps_section_but_one_that_sounds_like_it() -> None:
    reading = read(f"## 目的\n\n快。\n\n## 操作流程步骤\n{TWO_STEPS}")

    assert reading.problems == ["7:5 SOP207", "11:5 SOP207", "5:4 SOP201.near"]
    assert reading.values("SOP201.near") == {"title": "操作流程步骤", "near": "步骤"}


def test_steps_section_without_steps() -> None:
    assert read("## 步骤\n\n见附件。\n").problems == ["1:4 SOP201.empty"]


def test_section_above_the_level_of_the_steps() -> None:
    assert read(f"# 投诉处理\n\n## 步骤\n{TWO_STEPS}").problems == ["1:3 SOP205"]


def test_mistyped_section_is_a_warning() -> None:
    reading = read(f"## Contingancy\n\n## Steps\n{TWO_STEPS}")

    assert reading.problems == ["1:4 SOP206"]
    assert reading.values("SOP206") == {"title": "Contingancy", "near": "contingency"}
    assert reading.found[0].severity.value == "warning"


def test_steps_under_another_section_are_told_of() -> None:
    reading = read(f"## 步骤\n{TWO_STEPS}\n## 记录\n\n- 标准：归档\n- 表单：无\n\n### 归档\n\n- 执行：客服专员\n")

    assert reading.problems == ["16:5 SOP207"]


def test_phases() -> None:
    reading = steps(
        """
        ### 一、受理

        当天完成。

        #### 1. 接收

        - 执行：客服专员

        ### 回访

        - 执行：客服主管
        """
    )

    procedure = reading.sop.procedure
    assert [(step.name.value, step.phase) for step in procedure.steps] == [("接收", "受理"), ("回访", "")]
    assert [phase.name.value for phase in procedure.phases] == ["受理"]
    assert procedure.phases[0].intro is not None
    assert (procedure.phases[0].intro.value, at(procedure.phases[0].intro.place)) == ("当天完成。", (5, 1))
    assert at(procedure.phases[0].name.place) == (3, 7)
    assert at(procedure.steps[0].name.place) == (7, 9)
    assert reading.problems == []


def test_heading_at_step_level_that_is_neither_step_nor_phase() -> None:
    assert steps("### 说明\n\n文字。\n" + TWO_STEPS).problems == ["3:5 SOP210"]


def test_heading_within_a_phase_that_is_no_step() -> None:
    problems = steps("### 受理\n\n#### 说明\n\n文字。\n\n#### 接收\n\n- 执行：客服专员\n").problems

    assert problems == ["5:6 SOP210"]


def test_heading_whose_list_has_no_known_key() -> None:
    assert steps("### 接收\n\n- 执行人：客服专员\n").problems == ["5:3 SOP210.list"]


def test_phases_do_not_nest() -> None:
    assert steps("### 甲\n\n#### 乙\n\n##### 丙\n\n- 执行：客服专员\n").problems == ["3:5 SOP210.nested"]


def test_step_that_skips_a_level() -> None:
    reading = steps("#### 接收\n\n- 执行：客服专员\n")

    assert reading.problems == ["3:6 SOP210.level"]
    assert reading.values("SOP210.level") == {"title": "接收", "level": "###"}


def test_detail_runs_to_the_next_heading_of_its_level() -> None:
    reading = steps(
        """
        ### 接收

        - 执行：客服专员

        先致意。

        #### 提示

        - 微笑

        ### 回访

        - 执行：客服主管
        """
    )

    detail = reading.sop.steps[0].detail
    assert detail is not None
    assert detail.value == "先致意。\n\n#### 提示\n\n- 微笑"
    assert at(detail.place) == (7, 1)
    assert reading.sop.steps[1].detail is None
    assert reading.problems == []


def test_key_list_below_a_step() -> None:
    assert steps("### 接收\n\n- 执行：客服专员\n\n#### 登记\n\n- 执行：客服主管\n").problems == ["7:6 SOP210.below"]


def test_known_key_after_the_blank_line() -> None:
    reading = steps(
        "### 接收\n\n- 执行：客服专员\n\n- 说明：写全\n- 时限：1 小时\n\n#### 提示\n\n文字\n\n- 输出：登记表\n"
    )

    assert reading.problems == ["8:3 SOP214", "14:3 SOP214"]


def test_text_glued_to_the_key_list() -> None:
    reading = steps("### 接收\n- 执行：客服专员\n通过 CRM 查询。\n写入备注。\n- 时限：1 小时\n")

    assert reading.problems == ["5:1 SOP211.glued"]
    assert reading.sop.steps[0].keys.keys() == {"R", "limit"}


def test_structure_in_fences_and_comments_is_hidden() -> None:
    reading = steps(
        """
        ### 接收

        - 执行：客服专员

        ```
        ### 一
        - 时限：1 小时
        ```

        ~~~~ text
        ### 二
        ~~~
        ### 三
        ~~~~

        <!--
        ### 四
        -->
        """
    )

    assert reading.ids == ["jie-shou"]
    assert reading.problems == []


def test_heading_without_its_space_is_an_error_and_still_read() -> None:
    reading = read("##步骤\n\n###　接收\n\n- 执行：客服专员\n\n#1 号单\n")

    assert reading.ids == ["jie-shou"]
    assert reading.problems == ["1:1 SOP203", "3:1 SOP203", "7:1 SOP203"]


def test_underlined_heading_is_an_error() -> None:
    assert read("目的\n----\n\n快。\n\n***\n---\n\n## 步骤\n" + TWO_STEPS).problems == ["1:1 SOP204"]


def test_lines_split_at_line_feed_only() -> None:
    outline = read_outline("a.md", "## 甲\u2028## 乙\x0b## 丙\n## 丁", 1)

    assert [at(block.title.place) for block in outline.blocks] == [(1, 4), (2, 4)]


@pytest.mark.parametrize(
    ("title", "level", "name", "column"),
    [
        ("## 接收 ##", 2, "接收", 4),
        ("##   接收   ", 2, "接收", 6),
        ("## 接收#", 2, "接收#", 4),
        ("##\t接收", 2, "接收", 4),
        ("## #", 2, "", 4),
        ("##", 2, "", 1),
    ],
)
def test_titles(title: str, level: int, name: str, column: int) -> None:
    (block,) = read_outline("a.md", title, 1).blocks

    assert (block.level, block.title) == (level, Text(name, Place("a.md", 1, column)))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("1. 接收", "接收"),
        ("1.接收", "接收"),
        ("1) 接收", "接收"),
        ("1）接收", "接收"),
        ("12、接收", "接收"),
        ("2.1 接收", "接收"),
        ("2.1.3 接收", "接收"),
        ("2.1. 接收", "接收"),
        ("一、接收", "接收"),
        ("十二、接收", "接收"),
        ("（一）接收", "接收"),
        ("(3) 接收", "接收"),
        ("Step 3: Receive", "Receive"),
        ("step 3：接收", "接收"),
        ("第二步 接收", "接收"),
        ("第2步：接收", "接收"),
        ("1. 2. 接收", "接收"),
        ("3D 打印", "3D 打印"),
        ("24 小时回访", "24 小时回访"),
        ("2、3 级处理", "2、3 级处理"),
        ("第二步骤说明", "第二步骤说明"),
        ("一般投诉", "一般投诉"),
        ("Stepwise", "Stepwise"),
        ("5S 检查", "5S 检查"),
        ("1.", "1."),
    ],
)
def test_numbers_before_a_name_are_dropped(title: str, name: str) -> None:
    assert without_number(Text(title, Place("a.md"))).value == name
