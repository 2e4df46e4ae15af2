"""The rule on vague words, word by word: what it finds, and what stands beside a word so that it is fine."""

import time

import pytest

from sop_docs.check.passages import Passage
from sop_docs.check.vague import LONGEST, vague_word
from sop_docs.check.vague_words import CHINESE, ENGLISH
from sop_docs.model.library import Library
from sop_docs.model.place import Place, Text
from sop_docs.model.vocabulary import Vocabulary


def found(text: str, *house: str, answer: bool = False) -> list[tuple[str, str]]:
    passage = Passage(Text(text, Place("a.md")), text, answer=answer)
    library = Library(vocabulary=Vocabulary(vague=house))
    return [(hit.variant, hit.values["word"]) for hit in vague_word(passage, library, frozenset())]


KINDS = {
    "soon": "尽快 尽早 尽速 第一时间",
    "timely": "及时 适时",
    "appropriate": "适当 适度 恰当",
    "amount": "适量 若干",
    "proper": "妥善",
    "needed": "必要时 如有必要 视需要 条件允许 确有必要 如有需要 根据需要 需要时 按需",
    "case": "视情况 视具体情况 视实际情况 酌情 酌量 视情 根据情况 根据实际情况 根据具体情况 结合实际情况",
    "special": "特殊情况下 遇特殊情况 有特殊情况 特殊情况除外 特殊情况可",
    "department": "相关部门 有关部门 相关科室 有关单位 相关方面 相关业务部门 有关职能部门",
    "people": "相关人员 有关岗位 相关责任人 有关负责人 相关经办人 有关领导 相关同事",
    "usually": "正常情况下",
    "principle": "原则上",
    "effort": "尽量 尽可能 力争 力求",
    "regular": "定期 不定期 经常",
}
ENGLISH_KINDS = {
    "soon": "as soon as possible|as soon as practicable|as quickly as possible|as early as possible|asap"
    "|earliest convenience|in due course",
    "timely": "timely|in a timely manner|in a timely fashion|promptly|in good time|without delay|without undue delay"
    "|within a reasonable time",
    "appropriate": "appropriate|appropriately|adequate|adequately|suitable|suitably",
    "amount": "sufficient",
    "needed": "if necessary|where necessary|when necessary|as necessary|if needed|where needed|when needed|as needed"
    "|if appropriate|where appropriate|when appropriate|as appropriate|if possible|where possible|when possible"
    "|wherever possible|whenever possible|if practicable|where practicable|if required|where required|when required"
    "|as required",
    "case": "case by case|case-by-case|as the case may be|depending on the situation|depending on circumstances"
    "|depending on the circumstances",
    "special": "in special cases|under special circumstances|in exceptional cases|in exceptional circumstances"
    "|under exceptional circumstances",
    "department": "relevant department|relevant departments|appropriate team|related units|departments concerned",
    "people": "relevant personnel|relevant staff|appropriate person|related parties|relevant stakeholders"
    "|persons concerned|people concerned",
    "usually": "should normally|must usually|shall generally|normally should|usually must|generally speaking"
    "|under normal circumstances|as a general rule",
    "principle": "in principle",
    "effort": "as far as possible|as much as possible|to the extent possible|every effort|best efforts|strive to"
    "|endeavour to|endeavor to",
    "regular": "regularly|periodically|on a regular basis|at regular intervals|from time to time",
}


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, words in KINDS.items() for word in words.split()])
def test_chinese_words(kind: str, word: str) -> None:
    assert found(f"班长{word}处理。") == [(kind, word)]


@pytest.mark.parametrize(
    ("kind", "word"), [(kind, word) for kind, words in ENGLISH_KINDS.items() for word in words.split("|")]
)
def test_english_words(kind: str, word: str) -> None:
    for written in (word, word[0].upper() + word[1:], word.upper(), word.replace(" ", "\n")):
        assert found(f"({written}) we do it") == [(kind, " ".join(written.split()))]
        assert found(f"请{written}。") == [(kind, " ".join(written.split()))]
    assert found(f"x{word}") == found(f"{word}x") == found(f"9{word}") == []


def test_every_word_of_the_tables_belongs_to_a_kind_that_has_words_above() -> None:
    assert {entry.kind for entry in CHINESE.values()} == set(KINDS)
    assert {entry.kind for entry in ENGLISH.values()} == set(ENGLISH_KINDS)


FINE = """
    地点以及时间 日期及时段 以及时长 以及时效 及时机 以及时期 以及时候 及时点 以及时限 及时刻 及时区 涉及时
    触及时 提及时 波及时 普及时 顾及时 企及时 遍及时 危及时 累及时 处理不及时 及时性 及时度 及时雨 及时率
    及时响应率 及时答复占比 及时关闭比例 第一时间段 第一时间点 第一时间轴 合适时段 舒适时 适时间 适当性
    适当人选 不适当 合适当日 舒适当 适度性 不适度 恰当性 恰当与否 不恰当 若干规定 若干意见 若干问题 若干措施
    若干政策 若干办法 非必要时 不必要时 必要时间 必要时长 确有必要性 根据需要采购的数量 如有需要修改的地方
    根据需求 按需求 按需要 按需印刷 按需付费 按需计费 按需分配 需要时间 需要时常更换 需要时时关注 需要时不时看
    视情节 视情形 视情绪 重视情况 视情感 忽视情形 无视情绪 根据情况说明 根据实际情况填写 根据具体情况汇总
    结合实际情况报告 根据情况通报 根据情况简报 根据情况表 根据实际情况逐项填报 根据实际情况如实 根据情况勾选
    上述相关部门 前述有关部门 以上相关人员 下列有关单位 以下相关部门 下述有关人员 所列相关部门 不相关部门
    相关部门名单 相关部门清单 相关人员列表 有关单位目录 相关人员登记表 有关人员一览表 一般投诉 一般纳税人
    一般情况分类 一般应收款 一般应付款 一般应急 一般需求 一般要求 一般要素 一般不符合项 一般不良 一般不合格品
    一般可疑交易 一般可燃物 一般可回收物 一般会员 一般会议 一般会计 一般在途 一般在职 一般在线 一般按揭
    一般以上 一般以下 一般从业 一般从属 一般是否 一般用户 一般为的 这一般应 像往常那一般应 如一般应 同一般应
    一般由老化引起 一般由两节组成 一般由误操作造成 通常做法 通常由雷击导致 按属地原则上报 按原则上传 原则上交
    原则上升 原则上线 原则上级 原则上述 原则上缴 原则上涨 原则上浮 规定期限 约定期间 指定期满 特定期内
    锁定期末 固定期限 法定期限 既定期 确定期 稳定期 限定期 预定期 测定期 设定期 协定期 商定期 待定期 判定期
    认定期 评定期 鉴定期 审定期 核定期 选定期 定期存款 定期寿险 定期报告 定期债 定期限 不定期限 经常性
    经常项目 经常账户 经常居住地
"""


@pytest.mark.parametrize("text", FINE.split())
def test_words_that_are_part_of_others(text: str) -> None:
    assert found(f"写{text}这里") == []


@pytest.mark.parametrize(
    "text",
    [
        "及时机动调整",
        "及时点检",
        "及时限制登录",
        "及时刻录",
        "及时区分",
        "及时期待",
        "及时提高效率",
        "一般应当",
        "一般需",
        "一般须",
        "一般要",
        "一般不超过 3 天",
        "一般可以",
        "一般会",
        "一般由班长审批",
        "一般在 3 天内",
        "一般于当日",
        "一般按",
        "一般为 3 天",
        "一般以电话",
        "一般先",
        "一般每",
        "一般提前",
        "一般控制",
        "一般安排",
        "一般采用",
        "一般无需",
        "一般只",
        "一般仅",
        "一般都",
        "一般从",
        "一般是",
        "一般情况下",
        "一般来说",
        "一般而言",
        "一般来讲",
        "一般说来",
        "通常由",
        "原则上报销",
        "原则上交由",
        "原则上交给",
        "原则上交叉",
        "原则上 3 天（工作日）",
        "相关部门指导",
        "必要时即可",
        "尽快，即可",
        "尽快（马上）",
        "定期检查，用 3 天",
        "及时通知，2 小时后",
        "及时通知。最迟 2 小时",
        "及时通知；不超过 2 小时",
        "尽量（95 个都要）做到，其余不管；尽量",
    ],
)
def test_words_that_only_look_like_parts_of_others(text: str) -> None:
    assert len(found(text)) == 1


MEASURED = [
    "及时（≤ 2 小时）",
    "及时处理（2 小时内）",
    "及时在 2 小时内回复",
    "及时回复，最迟 2 小时",
    "及时回复，不超过两个工作日",
    "2 小时内及时回复",
    "当日及时回复",
    "不晚于 3 天及时回复",
    "尽快于 18:00 前",
    "尽快（当班）",
    "尽快，即 2 小时内",
    "尽快：2 小时内",
    "**尽快**：2 小时内",
    "及时指当班内",
    "及时是指当班内",
    "尽快在 ${response} 内",
    "适当补偿（不超过 200 元）",
    "适当补偿，最多 200 元",
    "若干次（3 次）",
    "定期（每月）检查",
    "定期每季度检查",
    "每月定期检查",
    "逐日定期检查",
    "按月定期检查",
    "定期检查，检查表每周交",
    "必要时（客户要求）",
    "特殊情况下（断电）",
    "酌情处理（不低于 50 元）",
    "相关部门（财务、法务）",
    "相关人员包括财务、法务",
    "原则上（95 % 以上）",
    "一般应（95 % 的工单）办结，一般（90 %）应",
    "promptly (within 2 hours)",
    "promptly, within 2 hours",
    "promptly and at the latest in 3 days",
    "promptly\nand within 2 hours",
    "promptly, no later than 18:00",
    "promptly on the same day",
    "within 2 hours promptly",
    "as soon as possible, before 18:00",
    "as soon as possible by 18:00",
    "regularly (every Monday)",
    "regularly, once a month",
    "weekly and regularly",
    "sufficient light of at least 300 lux",
    "if necessary (above 500 euros)",
    "the relevant department, namely finance",
    "promptly means within a shift",
    "promptly is defined as 2 hours",
]


@pytest.mark.parametrize("text", MEASURED[:-19] + MEASURED[-19:])
def test_numbers_names_and_conditions_beside_a_word(text: str) -> None:
    hits = found(text)
    assert hits in ([], [("usually", "一般")])
    assert bool(hits) == text.startswith("一般")


@pytest.mark.parametrize(
    "text",
    [
        "timely closure rate",
        "timely-response-rate",
        "Timely first response ratio",
        "an appropriateness test",
        "untimely reports",
        "the answer is appropriate",
        "customers who regularly buy",
        "as required by law",
        "if required fields are empty",
        "enter it as a rule with a date",
        "the lamp is normally green",
        "departments concerned with safety",
        "people concerned about privacy",
        "this is sufficient",
        "inadequate",
    ],
)
def test_english_words_in_another_sense(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "as a rule, two people sign",
        "as required, and",
        "as required the clerk",
        "if required",
    ],
)
def test_english_words_in_the_sense_that_is_meant(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "「尽快」",
        "『尽快』",
        "“尽快”",
        "‘尽快’",
        '"尽快"',
        "《尽快办法》",
        "“尽快\n办”",
        "> 尽快\n尽快",
        "  > 尽快",
        "# 尽快",
        "###### 尽快",
        "| 尽快 | 适当 |\n|---|---|",
        "a | 尽快\n--|--",
        "[甲](尽快.md)",
        "https://example.com/尽快",
        "甲{: .尽快 }",
    ],
)
def test_quotations_titles_and_addresses(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("“尽快\n\n办”", 1),
        ("「尽快", 1),
        ("> 甲\n\n尽快", 1),
        ("#尽快", 1),
        ("####### 尽快", 1),
        ("| 尽快 |\n| 尽快 |", 2),
        ("|---|\n| 尽快 |", 1),
        ("[尽快](a.md)", 1),
        ("“甲”尽快“乙”", 1),
    ],
)
def test_what_is_no_quotation_nor_title(text: str, count: int) -> None:
    assert len(found(text)) == count


def test_an_answer_may_name_a_class() -> None:
    assert found("一般应急", answer=True) == found("一般应当", answer=True) == []
    assert found("一般应当") == [("usually", "一般")]
    assert found("必要时", answer=True) == [("needed", "必要时")]


def test_words_of_the_house() -> None:
    assert found("麻利办，Swiftly，SWIFTLY，swiftly2，a  while", "麻利", "swiftly", " a while ") == [
        ("house", "麻利"),
        ("house", "Swiftly"),
        ("house", "SWIFTLY"),
        ("house", "a while"),
    ]
    assert found("麻利（≤ 2 小时）", "麻利") == found("麻利", "", " ") == []
    assert found("尽快", "尽快") == [("soon", "尽快")]


def test_a_word_of_the_house_has_its_length() -> None:
    assert found("长" * LONGEST, "长" * LONGEST) == [("house", "长" * LONGEST)]
    assert found("长" * (LONGEST + 1), "长" * (LONGEST + 1)) == []


def test_the_longest_word_is_found() -> None:
    assert found("if appropriate, relevant departments") == [
        ("needed", "if appropriate"),
        ("department", "relevant departments"),
    ]
    assert found("视情况") == [("case", "视情况")]


@pytest.mark.parametrize(
    "text",
    [
        "及时" * 100_000,
        "尽快" + "一" * 300_000,
        "及时（" * 60_000,
        "「" * 200_000 + "尽快",
        '"' * 199_999 + "尽快",
        "尽快" + "> " * 100_000,
        ("一般" + "由" * 30) * 8_000,
        "as soon as " * 30_000,
        "\n".join(["| 尽快 |"] * 30_000),
        "尽快 [](" * 50_000,
        "尽快" + "\n " * 100_000,
        "每月" * 100_000 + "定期",
    ],
    ids=range(12),
)
def test_long_texts_take_no_longer_than_they_are_long(text: str) -> None:
    start = time.process_time()
    found(text)
    assert time.process_time() - start < 5
