"""Changes in words: a sentence for every kind in both languages, long texts cut to what differs."""

from pathlib import Path
from string import Formatter

import pytest

from changing import changes
from reading import WORDS
from sop_docs.diff import sentence
from sop_docs.diff.sentence import shortened
from sop_docs.model.change import Change, Kind, Weight, worst

ZH, EN = WORDS
SIDES = (("a", "b"), ("", "b"), ("a", ""))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(("before", "after"), SIDES)
def test_every_kind_has_words(kind: Kind, before: str, after: str) -> None:
    if before and after and kind in {Kind.FLOW_JOIN, Kind.FIELD_REQUIRED, Kind.FIELD_OTHER}:
        after = ""  # something that is or is not
    values = {name: name for name in ("number", "name", "title", "party", "label", "target", "steps")}
    if kind is Kind.REVIEW:
        before, after = ("12 months" if before else ""), ("90 days" if after else "")
    if kind is Kind.DUTY_LETTER:
        before, after = "R", "I"
    for at in ("document", "step", "phase", "use", "section", "preamble", "steps", "form", "field", "house"):
        change = Change(kind, "where", kind.weight, before, after, {**values, "at": at, "letter": "R", "variant": "甲"})
        chinese, english = sentence(change, ZH), sentence(change, EN)
        assert chinese
        assert english
        assert chinese != english


def test_both_languages_have_the_same_keys_and_fields() -> None:
    chinese, english = (
        {key: text for key, text in words.messages.items() if key.startswith("change.")} for words in WORDS
    )
    assert chinese.keys() == english.keys()
    for key, words in chinese.items():
        assert named(words) == named(english[key]), key


def test_no_words_are_left_over() -> None:
    path = Path(__file__).parent.parent / "plugins" / "sop_docs" / "locale" / "zh" / "LC_MESSAGES" / "changes.po"
    known = [*Kind, *(f"{kind}.{end}" for kind in Kind for end in ("added", "removed", "what"))]
    keys = [line[14:-1] for line in path.read_text("utf-8").split("\n") if line.startswith('msgid "change.')]
    parts = {"at", "letter", "value", "share", "semicolon", "who", "variant"}
    assert [key for key in keys if key not in known and key.partition(".")[0] not in parts] == []


def named(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


@pytest.mark.parametrize(
    ("found", "typed", "chinese", "english"),
    [
        (
            "- 时限：24 小时",
            "- 时限：48 小时",
            "步骤 5「制定方案」时限 24 小时 → 48 小时（延长）",
            "step 5 “制定方案”: limit 24 小时 → 48 小时 (longer)",
        ),
        (
            "  VIP客户: {response: 1 小时}",
            "  VIP客户: {response: 30 分钟}",
            "步骤 2「首次回应」时限（VIP客户） 1 小时 → 30 分钟（缩短）",
            "step 2 “首次回应”: limit (VIP客户) 1 小时 → 30 分钟 (shorter)",
        ),
        (
            "- 知情：客户经理",
            "- 知情：客户经理、{0}",
            "步骤 1「接收投诉」新增知情：{0}",
            "step 1 “接收投诉”: {0} now informed",
        ),
        (
            "review: 12 months",
            "review: 90 days",
            "复审周期 每 12 个月 → 每 90 天",
            "review every 12 months → every 90 days",
        ),
        ("- 工具：CRM", "- 标准：快", "步骤 1「接收投诉」取消工具：CRM", "step 1 “接收投诉”: tool CRM removed"),
    ],
)
def test_a_change_in_both_languages(found: str, typed: str, chinese: str, english: str) -> None:
    told = [(sentence(change, ZH), sentence(change, EN)) for change in changes((found, typed))]
    assert (chinese, english) in told


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("短", "长", ("短", "长")),
        ("甲\n  乙", "甲 丙", ("甲 乙", "甲 丙")),
        ("甲" * 70, "", ("甲" * 60 + "…", "")),
        (
            "甲" * 40 + "乙" + "丙" * 40,
            "甲" * 40 + "丁" + "丙" * 40,
            ("…" + "甲" * 29 + "乙" + "丙" * 29 + "…", "…" + "甲" * 29 + "丁" + "丙" * 29 + "…"),
        ),
        ("甲" * 70, "甲" * 71, ("…" + "甲" * 29, "…" + "甲" * 30)),
        (
            "The agent writes the number of the recording into the remarks within one hour.",
            "The agent writes the number of the recording into the remarks within two hours.",
            ("…into the remarks within one hour.", "…into the remarks within two hours."),
        ),
    ],
)
def test_a_long_text_is_cut_to_what_differs(before: str, after: str, shown: tuple[str, str]) -> None:
    assert shortened(before, after) == shown


def test_the_worst_of_changes() -> None:
    minor, major, look = (Change(kind, "", kind.weight) for kind in (Kind.STEP_LIMIT, Kind.STEP_ADDED, Kind.TYPING))
    assert worst([]) is None
    assert worst([look]) is Weight.EDITORIAL
    assert worst([look, minor]) is Weight.MINOR
    assert worst([major, minor, look]) is Weight.MAJOR
