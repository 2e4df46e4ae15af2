"""What amounts the answers of a decision leave out."""

import pytest

from sop_docs.check.answers import uncovered


@pytest.mark.parametrize(
    ("labels", "gap"),
    [
        (["低于 500 元", "超过 500 元"], "= 500"),
        (["低于 0.5 元", "超过 0.5 元"], "= 0.5"),
        (["不超过 500 元", "超过 600 元"], "500 – 600"),
        (["不超过 500 元", "600 元及以上"], "500 – 600"),
        (["低于 500 元", "501 元及以上"], "500 – 501"),
        (["不超过 500 元", "501 元及以上"], ""),
        (["不超过 500 元", "500.5 元及以上"], "500 – 500.5"),
        (["1 元至 5 元", "超过 5 元"], ""),
        (["2 元至 5 元", "超过 5 元"], "< 2"),
        (["1.5 元至 5 元", "超过 5 元"], "< 1.5"),
        (["不超过 5 元", "6 元至 10 元"], "> 10"),
        (["1 分至 5 分", "6 分至 10 分"], ""),
        (["2 星至 3 星", "4 星至 5 星"], ""),
        (["60 points to 79 points", "80 points to 100 points"], ""),
        (["400 元以内", "500 元以内", "超过 600 元"], "500 – 600"),
        (["低于 500 元", "不超过 500 元", "超过 500 元"], ""),
        (["不超过 500 元", "低于 500 元", "超过 500 元"], ""),
        (["超过 500 元", "不超过 1000 元"], ""),
        (["超过 500 元", "超过 800 元", "不超过 500 元"], ""),
        (["不超过 2,000 元", "超过 3,000 元"], "2000 – 3000"),
        (["＜５ 天", "＞５ 天"], "= 5"),
        (["at most 5 days", "more than 7 days"], "5 – 7"),
        (["5 days or less", "7 days or more"], "5 – 7"),
        (["within 5 days", "over 5 days"], ""),
        (["5 天以下", "7 天以上"], "5 – 7"),
        (["5 天或以下", "7 天及以上"], "5 – 7"),
        (["3 天内", "超过 4 天"], "3 – 4"),
    ],
)
def test_ranges_of_one_kind_leave_a_gap_or_none(labels: list[str], gap: str) -> None:
    assert uncovered(labels) == gap
    assert uncovered(labels[::-1]) == gap


@pytest.mark.parametrize(
    "labels",
    [
        ["同意", "不同意"],
        ["400 元", "超过 500 元"],
        ["一致", "差异超过 1 %"],
        ["超过 3 次", "低于 500 元"],
        ["投诉超过 3 次", "退货少于 2 次"],
        ["3 人 5 天", "超过 7 天"],
        ["第 1、2、3 项", "超过 7 项"],
    ],
)
def test_what_is_not_one_kind_of_range_is_left_alone(labels: list[str]) -> None:
    assert uncovered(labels) == ""


def test_a_word_before_the_amount_may_be_left_out_once() -> None:
    assert uncovered(["金额低于 5 元", "超过 7 元"]) == "5 – 7"
