"""The keys of a step: what each value becomes, and what is wrong with it."""

from fractions import Fraction

import pytest

from reading import at, keys, parties, steps, values
from sop_docs.model.quantity import Quantity, Unit
from sop_docs.parse.slug import slug
from sop_docs.parse.step_keys import step_key


def test_every_key_in_chinese() -> None:
    reading = steps(
        """
        ### 接收投诉

        - 步骤号：receive
        - 执行：客服专员（登记）
        - 负责：客服主管
        - 咨询：法务部
        - 知情：客户经理、质量专员
        - 复核：质量专员
        - 时限：≤ 10 分钟
        - 频次：每日
        - 输入：客户ID、问题描述
        - 输出：客户投诉登记表
        - 表单：FORM-CS-001、FORM-CS-002
        - 工具：CRM、呼叫中心
        - 标准：10 分钟内应答，不重复陈述
        - 前置条件：系统可用
        - 完成条件：登记表已保存
        - 交接：客服主管，工单系统，2 小时内
        - 调用：SOP-CS-2024-003

        通过 CRM 查询。
        """
    )

    (step,) = reading.sop.steps
    assert (step.id, step.number, step.name.value, step.phase) == ("receive", 1, "接收投诉", "")
    assert parties(step.responsible) == [("客服专员", "登记")]
    assert parties(step.accountable) == [("客服主管", "")]
    assert parties(step.consulted) == [("法务部", "")]
    assert parties(step.informed) == [("客户经理", ""), ("质量专员", "")]
    assert parties(step.verify) == [("质量专员", "")]
    assert step.limit is not None
    assert (step.limit.text.value, step.limit.quantity) == ("≤ 10 分钟", Quantity(Fraction(10), Unit.MINUTES))
    assert values(step.inputs) == ["客户ID", "问题描述"]
    assert values(step.outputs) == ["客户投诉登记表"]
    assert values(step.forms) == ["FORM-CS-001", "FORM-CS-002"]
    assert values(step.tools) == ["CRM", "呼叫中心"]
    texts = (step.frequency, step.standard, step.requires, step.done, step.handover, step.call, step.detail)
    assert [str(text) for text in texts] == [
        "每日",
        "10 分钟内应答，不重复陈述",
        "系统可用",
        "登记表已保存",
        "客服主管，工单系统，2 小时内",
        "SOP-CS-2024-003",
        "通过 CRM 查询。",
    ]
    assert reading.problems == []


@pytest.mark.parametrize(
    ("english", "key"),
    [
        ("ID", "id"),
        ("r", "R"),
        ("Responsible", "R"),
        ("A", "A"),
        ("Accountable", "A"),
        ("c", "C"),
        ("I", "I"),
        ("Verify", "verify"),
        ("LIMIT", "limit"),
        ("Frequency", "frequency"),
        ("Input", "input"),
        ("Outputs", "output"),
        ("Form", "form"),
        ("Tools", "tools"),
        ("Standard", "standard"),
        ("Requires", "requires"),
        ("Done", "done"),
        ("Handover", "handover"),
        ("Decision", "decision"),
        ("Exceptions", "exceptions"),
        ("Next", "next"),
        ("After", "after"),
        ("USE", "use"),
        ("With", "with"),
        ("Call", "call"),
        ("As", "as"),
    ],
)
def test_english_keys_in_any_case(english: str, key: str) -> None:
    assert step_key(english) == key


@pytest.mark.parametrize("bullet", ["-", "*", "+"])
def test_half_and_full_width_are_the_same(bullet: str) -> None:
    reading = keys(f"{bullet} 执行 : 客服专员(登记) ，质量专员\n{bullet} 判断：是->结束;否 → end\n")

    (step,) = reading.sop.steps
    assert parties(step.responsible) == [("客服专员", "登记"), ("质量专员", "")]
    assert reading.ways == ["start → jie-shou", "jie-shou -是→ end", "jie-shou -否→ end"]
    assert reading.problems == []


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("甲、乙，丙,丁；戊;己", ["甲", "乙", "丙", "丁", "戊", "己"]),
        ("甲（一、二）、乙", ["甲（一、二）", "乙"]),
        ("《甲、乙》表、丙", ["《甲、乙》表", "丙"]),
        ("补偿超过 1,000 元、乙", ["补偿超过 1,000 元", "乙"]),
        ("1，000 元，乙", ["1，000 元", "乙"]),
        ("3、4", ["3", "4"]),
        ("甲，，乙、", ["甲", "乙"]),
        ("甲）、乙", ["甲）", "乙"]),
        ("甲（一、二", ["甲（一、二"]),
        ("甲 / 乙", ["甲 / 乙"]),
    ],
)
def test_lists_split_outside_brackets(written: str, parts: list[str]) -> None:
    assert values(keys(f"- 输出：{written}\n").sop.steps[0].outputs) == parts


def test_nested_list_has_one_value_an_item() -> None:
    reading = keys("- 输入：\n    - 甲、乙\n    - 丙\n- 输出：丁、戊\n  * 己，庚\n")

    (step,) = reading.sop.steps
    assert values(step.inputs) == ["甲、乙", "丙"]
    assert values(step.outputs) == ["丁", "戊", "己，庚"]
    assert reading.problems == []


def test_items_one_space_in_are_no_nested_list() -> None:
    reading = keys(" - 执行：客服专员\n - 输出：甲\n")

    assert values(reading.sop.steps[0].outputs) == ["甲"]
    assert reading.problems == []


def test_list_indented_as_code_is_none() -> None:
    assert steps("### 接收\n\n    - 执行：客服专员\n").problems == ["3:5 SOP210"]


@pytest.mark.parametrize(
    ("written", "duty"),
    [
        ("客服专员", ("客服专员", "")),
        ("客服专员（主导）", ("客服专员", "主导")),
        ("客服专员 (leads) ", ("客服专员", "leads")),
        ("主管（夜班）（审批）", ("主管（夜班）", "审批")),
        ("主管（审批（初审））", ("主管", "审批（初审）")),
        ("客服专员（登记", ("客服专员（登记", "")),
    ],
)
def test_duty_has_a_note_in_brackets(written: str, duty: tuple[str, str]) -> None:
    assert parties(keys(f"- 执行：{written}\n").sop.steps[0].responsible) == [duty]


def test_duty_without_a_party() -> None:
    assert keys("- 执行：甲、（登记）\n").problems == ["5:8 SOP222"]


def test_parts_have_their_own_places() -> None:
    reading = keys(
        "- 执行：  客服专员（登记） 、质量专员\n- 输入：\n    - 甲\n    -   乙\n- 判断：是 → 结束；否 →  receive\n"
    )

    (step,) = reading.sop.steps
    assert [at(duty.place) for duty in step.responsible] == [(5, 8), (5, 18)]
    assert [at(text.place) for text in step.inputs] == [(7, 7), (8, 9)]
    assert step.decision is not None
    assert [at(answer.label.place) for answer in step.decision.answers] == [(9, 6), (9, 13)]
    assert [at(answer.target.place) for answer in step.decision.answers] == [(9, 10), (9, 18)]
    assert {key: at(place) for key, place in step.keys.items()} == {"R": (5, 3), "input": (6, 3), "decision": (9, 3)}
    assert reading.problems == ["9:18 SOP401"]


def test_item_without_a_key() -> None:
    reading = keys("- 执行：客服专员\n- 先致意\n- ：空\n")

    assert reading.problems == ["6:3 SOP211", "7:3 SOP211"]
    assert reading.values("SOP211") == {"text": "先致意"}


def test_unknown_key() -> None:
    reading = keys("- 执行：客服专员\n- 时间限：1 小时\n- 抄送：张三\n")

    assert reading.problems == ["6:3 SOP212.near", "7:3 SOP212"]
    assert reading.values("SOP212.near") == {"key": "时间限", "near": "时限"}


def test_key_twice_in_two_spellings() -> None:
    reading = keys("- 执行：客服专员\n- R: 客服主管\n")

    assert reading.problems == ["6:3 SOP213"]
    assert reading.values("SOP213") == {"key": "R", "line": "5"}
    assert parties(reading.sop.steps[0].responsible) == [("客服专员", "")]


def test_key_without_a_value() -> None:
    assert keys("- 执行：客服专员\n- 时限：\n").problems == ["6:3 SOP216"]


def test_nested_list_below_a_text_key() -> None:
    reading = keys("- 执行：客服专员\n- 标准：完整\n    - 准确\n")

    assert reading.problems == ["7:7 SOP217"]
    assert str(reading.sop.steps[0].standard) == "完整；准确"


def test_step_without_a_name() -> None:
    assert steps("###\n\n- 步骤号：receive\n").problems == ["3:1 SOP215"]


@pytest.mark.parametrize("key", ["作为：follow-up", "参数：a = b"])
def test_keys_of_a_use_on_a_plain_step(key: str) -> None:
    assert keys(f"- 执行：客服专员\n- {key}\n").problems == ["6:3 SOP219"]


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("接收投诉", "jie-shou-tou-su"),
        ("Receive a complaint", "receive-a-complaint"),
        ("3D 打印", "s-3d-da-yin"),
        ("24 小时回访", "s-24-xiao-shi-hui-fang"),
        ("客户ID核对", "ke-hu-id-he-dui"),
        ("ＡＰＩ 检查", "api-jian-cha"),
        ("женя", "s"),
    ],
)
def test_slugs(name: str, identifier: str) -> None:
    assert slug(name) == identifier


@pytest.mark.parametrize("identifier", ["Receive", "1st", "接收", "a_b", "-a"])
def test_id_that_cannot_be_one(identifier: str) -> None:
    assert keys(f"- 步骤号：{identifier}\n- 执行：客服专员\n").problems == ["5:7 SOP220"]


@pytest.mark.parametrize("identifier", ["start", "end"])
def test_reserved_id(identifier: str) -> None:
    assert keys(f"- 步骤号：{identifier}\n- 执行：客服专员\n").problems == ["5:7 SOP220.reserved"]


@pytest.mark.parametrize("name", ["结束", "开始", "End", "start"])
def test_reserved_name(name: str) -> None:
    assert steps(f"### {name}\n\n- 步骤号：x\n- 执行：客服专员\n").problems == ["3:5 SOP220.reserved"]


def test_equal_ids_ask_for_a_step_number() -> None:
    reading = steps("### 审核\n\n- 执行：甲\n\n### 审核\n\n- 执行：乙\n\n### 归档\n\n- 执行：丙\n- 步骤号：shen-he\n")

    assert reading.problems == ["7:5 SOP223", "11:5 SOP223"]
    assert reading.values("SOP223") == {"id": "shen-he", "line": "3"}


def test_step_that_only_calls_goes_by_the_number() -> None:
    reading = steps(
        """
        ### 回访

        - 调用：SOP-CS-2024-003

        ### 复训

        - 调用：SOP-CS-2024-004
        - 作为：retrain

        ### 归档

        - 执行：客服专员
        - 调用：SOP-CS-2024-005
        """
    )

    assert reading.ids == ["sop-cs-2024-003", "retrain", "gui-dang"]
    assert reading.problems == []


def test_limit_that_varies_keeps_every_variant() -> None:
    reading = steps(
        "### 接收\n\n- 执行：客服专员\n- 时限：${response}内\n\n在 ${response} 内致电。\n",
        variants={"普通客户": {"response": "2 小时"}, "VIP客户": {"response": "1 小时"}},
    )

    (step,) = reading.sop.steps
    assert step.limit is not None
    assert step.limit.text.value == "2 小时内｜1 小时内"
    assert step.limit.quantity is None
    assert {name: limit.text.value for name, limit in step.limit.by_variant.items()} == {
        "普通客户": "2 小时内",
        "VIP客户": "1 小时内",
    }
    assert [limit.quantity for limit in step.limit.by_variant.values()] == [
        Quantity(Fraction(120), Unit.MINUTES),
        Quantity(Fraction(60), Unit.MINUTES),
    ]
    assert str(step.detail) == "在 ${response} 内致电。"
    assert reading.problems == []


def test_unknown_names_and_names_of_some_variants() -> None:
    reading = steps(
        "### 接收\n\n- 执行：客服专员\n- 时限：${respnse}\n\n第一行\n在 ${other} 或 ${ extra } 内。\n",
        variants={"甲": {"response": "2 小时", "extra": "1 天"}, "乙": {"response": "1 小时"}},
    )

    assert reading.problems == ["6:6 SOP241.near", "9:3 SOP241", "9:14 SOP241.variant"]
    assert reading.values("SOP241.variant") == {"name": "extra", "variants": "乙"}


def test_duty_takes_no_variant() -> None:
    reading = keys_with_variant("- 执行：甲、${who}\n")

    assert reading == ["5:8 SOP243"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("步骤号：${who}", "6:7 SOP242"),
        ("下一步：end、${who}", "6:11 SOP242"),
        ("表单：FORM-${who}", "6:11 SOP242"),
        ("调用：${who}", "6:6 SOP242"),
        ("判断：是 → ${who}；否 → 结束", "6:10 SOP242"),
        ("判断：${who} → 结束；否 → 结束", "6:6 SOP242"),
        ("异常：断电 → ${who}", "6:11 SOP242"),
    ],
)
def test_ids_targets_and_numbers_take_no_value(line: str, problem: str) -> None:
    assert problem in keys_with_variant(f"- 执行：甲\n- {line}\n")


def keys_with_variant(text: str) -> list[str]:
    return steps("### 接收\n\n" + text, variants={"甲": {"who": "经理"}}).problems
