"""What a review tells beside the changes: who may approve now, whose approval is none, what somebody has looked at."""

import json
from pathlib import Path

import pytest

from history_library import ONE, TWO, WORDS, sop
from review_library import DAY, ESCALATION, HOUSE, MODULE, Proposal, two

WHY = "受理要更快，客户等得太久"
LOOKED = "assessed: [{date: 2024-06-01, by: 客服经理, verdict: keep, of: escalation@1.1}]\n"
LONGER = ESCALATION.replace("version: 1.0", "version: 1.1").replace("输出：审批意见", "输出：审批单")


@pytest.fixture
def proposal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Proposal:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Proposal(tmp_path, capsys)


def of_house(proposal: Proposal, before: str, after: str) -> dict[str, list[str]]:
    """Return what a review says of the words of the house where they read otherwise."""
    assert HOUSE.count(before) == 1
    proposal.propose({WORDS: HOUSE.replace(before, after)})
    things = proposal.review()["shared"]
    return {f"{one['kind']} {one['name']}": [each["message"] for each in one["changes"]] for one in things}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "people: [liu.yang], level",
            "people: [liu.yang, wang.li], level",
            {"role 总监": ["holder of “总监” 刘洋 liuyang → 刘洋 liuyang, 王丽 wangli"]},
        ),
        ("people: [liu.yang], level", "level", {"role 总监": ["“总监” no longer has holder: 刘洋 liuyang"]}),
        (", level: executive", "", {"role 总监": ["“总监” no longer has level: executive"]}),
        (
            "法务经理: {department: LG",
            "法务经理: {department: OP",
            {"role 法务经理": ["department of “法务经理” 法务部 → 运营部"]},
        ),
        (
            "roles:\n",
            "roles:\n  外人: {department: LG, people: [mole]}\n",
            {"role 外人": ["“外人” is new: department 法务部; holder mole"]},
        ),
        ("{CS: 客户服务部, LG", "{CS: 客服部, LG", {"department CS": ["name of “CS” 客户服务部 → 客服部"]}),
        (
            "forge: wangli}",
            "forge: mole}",
            {"vocabulary people": ["account of “wang.li” wangli → mole"]},
        ),
        (
            "  liu.yang: {name: 刘洋, forge: liuyang}\n",
            "  liu.yang: {name: 刘洋}\n  mole: {name: 鼹鼠, forge: mole}\n",
            {
                "vocabulary people": [
                    "“liu.yang” no longer has account: liuyang",
                    "“mole” is new: name 鼹鼠; account mole",
                ]
            },
        ),
        (
            "departments:",
            'types: {SOP: {name: 规程, number: "{type}-{dept}-{year}-{seq:03}", approval: [owner]}}\ndepartments:',
            {
                "vocabulary types": [
                    "name of “SOP” 标准操作流程 → 规程",
                    "levels of approval of “SOP” owner, departments, executive → owner",
                    "“FORM” is gone: name 表单; number pattern {type}-{dept}-{seq:03}",
                ]
            },
        ),
    ],
)
def test_who_may_approve_is_told_by_name(
    proposal: Proposal, before: str, after: str, told: dict[str, list[str]]
) -> None:
    assert of_house(proposal, before, after) == told
    if "department CS" not in told:
        lines = proposal.told().splitlines()
        assert [f"!! {line}" in lines for messages in told.values() for line in messages] == [True] * sum(
            map(len, told.values())
        )


def test_an_approval_that_counts_for_nothing_is_told(proposal: Proposal) -> None:
    head = proposal.propose({ONE: sop("1.1", why=WHY, limit="30 分钟", effective="2024-07-01")})
    given = [{"by": by, "commit": head} for by in ("chenjing", "WangLi", "mole", "mole")]
    file = proposal.root.parent / "approvals.json"
    file.write_text(json.dumps({"head": head, "approvals": given}), "utf-8")
    review = proposal.review("--approvals", str(file))
    assert [(one["role"], one["consent"]) for one in review["approvers"]] == [("客服经理", "given")]
    assert review["ignored"] == [{"by": "WangLi", "why": "author"}, {"by": "mole", "why": "stranger"}]
    assert "  @mole is not among those who have to approve: this approval does not count" in proposal.told(
        "--approvals", str(file)
    )


def test_one_of_several_executives(proposal: Proposal) -> None:
    proposal.commit({WORDS: HOUSE.replace("法务经理: {", "总经理: {level: executive, ")})
    proposal.propose({ONE: sop("2.0", why=WHY, effective="2024-07-01").replace("收到申请", "登记申请")})
    assert "  Needs approval of 客服经理, any one of 总经理 / 总监" in proposal.told().splitlines()


def test_what_nobody_can_read_stops_and_trains_nobody(proposal: Proposal) -> None:
    proposal.propose({ONE: sop().replace("---\n\n## 目的", "x: [\n---\n\n## 目的")})
    review = proposal.review()
    assert [(one["key"], one["error"]) for one in review["documents"][0]["notes"]] == [("unreadable", True)]
    assert review["retraining"] == []
    assert "documents to be put right first: 1 (SOP-CS-2024-001)" in proposal.told()


def test_a_verdict_needs_no_new_version(proposal: Proposal) -> None:
    proposal.propose({MODULE: LONGER, TWO: two(head=LOOKED)})
    (one,) = proposal.review()["documents"]
    assert (one["change"], one["bump"]["needed"], one["bump"]["ok"]) == ("revised", "none", True)
    assert [note["message"] for note in one["notes"]] == [
        "客服经理 looked at it for escalation@1.1 on 2024-06-01: it stays as it is"
    ]
    assert one["because"] == []


def test_a_verdict_is_no_cover_for_an_edit(proposal: Proposal) -> None:
    proposal.propose({MODULE: LONGER, TWO: two(head=LOOKED, limit="2 小时")})
    (one,) = proposal.review()["documents"]
    assert (one["bump"]["needed"], one["bump"]["ok"]) == ("minor", False)


def test_changes_are_not_told_again_with_the_problem(proposal: Proposal) -> None:
    proposal.propose({ONE: sop(limit="30 分钟")})
    problems = proposal.review()["verdict"]["problems"]
    (message,) = (one["message"] for one in problems if one["code"] == "SOP170")
    assert f"(in this change, {DAY}) without a new version: see what changed under the document" in message


def test_who_does_it_and_who_answers_for_it_are_told_apart(proposal: Proposal) -> None:
    proposal.propose({ONE: sop("1.1", why=WHY, limit="30 分钟", effective="2024-07-01")})
    lines = proposal.told().splitlines()
    at = lines.index("  客服专员 (王丽)")
    assert lines[at + 1 : at + 7] == [
        "    SOP-CS-2024-001 客户投诉处理 (in force from 2024-07-01)",
        "    - step 1 “受理”: limit ≤ 1 小时 → ≤ 30 分钟 (shorter)",
        "  客服经理 (陈静)",
        "    SOP-CS-2024-001 客户投诉处理 (in force from 2024-07-01)",
        "    done by others, answered for by this role:",
        "    - step 1 “受理”: limit ≤ 1 小时 → ≤ 30 分钟 (shorter)",
    ]
