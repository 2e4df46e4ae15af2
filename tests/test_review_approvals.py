"""Who has to approve, and who did: on the commit that is reviewed, by accounts, never by names in a file."""

import json
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest

from history_library import ONE, TWO, WORDS, sop
from review_library import DAY, HOUSE, SCHEMAS, SECOND, Proposal, two
from sop_docs.parse.approvals import read_approvals

WHY = "受理要更快，客户等得太久"
MINOR = sop("1.1", why=WHY, limit="30 分钟", effective="2024-07-01")
MAJOR = sop("2.0", why=WHY, steps=SECOND.replace("客服专员", "法务经理"), effective="2024-07-01")


@pytest.fixture
def proposal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Proposal:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Proposal(tmp_path, capsys)


def approved(proposal: Proposal, head: str, by: Mapping[str, str]) -> list[str]:
    """Return the posts with what is known of them when these accounts approved these commits."""
    document = {"head": head, "approvals": [{"by": who, "commit": commit} for who, commit in by.items()]}
    jsonschema.validate(document, json.loads((SCHEMAS / "sop-approvals-1.json").read_text("utf-8")))
    file = proposal.root.parent / "approvals.json"
    file.write_text(json.dumps(document), "utf-8")
    review = proposal.review("--approvals", str(file))
    lacking = [one for one in review["approvers"] if one["consent"] != "given"]
    assert review["verdict"]["approved"] is (not lacking)
    return [f"{one['role']} {one['consent']} {one.get('by', '')}".strip() for one in review["approvers"]]


def test_who_is_asked_by_weight(proposal: Proposal) -> None:
    for text, asked in (
        (sop("1.1", why=WHY, purpose="每件都有结论和答复。", effective="2024-07-01"), ["客服经理"]),
        (MINOR, ["客服经理"]),
        (MAJOR, ["客服经理", "法务经理", "总监"]),
    ):
        proposal.propose({ONE: text})
        assert [one["role"] for one in proposal.review()["approvers"]] == asked


def test_all_have_approved(proposal: Proposal) -> None:
    head = proposal.propose({ONE: MAJOR})
    everybody = {"chenjing": head, "@ZhengYu": head, "liuyang": head}
    assert approved(proposal, head, everybody) == [
        "客服经理 given chenjing",
        "法务经理 given ZhengYu",
        "总监 given liuyang",
    ]
    assert proposal.status == 0


def test_one_is_missing_and_one_is_stale(proposal: Proposal) -> None:
    old = proposal.propose({ONE: MAJOR})
    head = proposal.commit({ONE: MAJOR.replace("30 分钟", "20 分钟")})
    assert approved(proposal, head, {"chenjing": head, "zhengyu": old, "stranger": head}) == [
        "客服经理 given chenjing",
        "法务经理 stale zhengyu",
        "总监 missing",
    ]
    assert proposal.status == 1
    file = str(proposal.root.parent / "approvals.json")
    told = proposal.told("--approvals", file)
    assert "郑宇 approved an older commit and has to look again" in told
    assert "总监 (executive): 刘洋 (liuyang) · SOP-CS-2024-001 · not approved yet" in told


def test_who_wrote_it_cannot_approve_it(proposal: Proposal) -> None:
    proposal.on("2024-06-01", "陈静 <someone@example.com>")
    head = proposal.propose({ONE: MINOR})
    assert approved(proposal, head, {"chenjing": head}) == ["客服经理 missing"]
    assert proposal.review()["approvers"][0]["names"] == []


@pytest.mark.parametrize(
    "author",
    [
        "Chen <1+chenjing@users.noreply.github.com>",
        "Chen <chenjing@users.noreply.gitlab.com>",
        "Chen <chen.jing@example.com>",
        "CHENJING <x@example.com>",
    ],
)
def test_authors_are_known_by_account_name_and_address(proposal: Proposal, author: str) -> None:
    proposal.on("2024-06-01", author)
    proposal.propose({ONE: MINOR})
    assert proposal.review()["approvers"][0]["handles"] == []


def test_who_wrote_together_neither(proposal: Proposal) -> None:
    proposal.propose({ONE: MINOR})
    proposal.git("commit", "--quiet", "--amend", "-m", "x\n\nCo-authored-by: Chen <chenjing@users.noreply.github.com>")
    assert proposal.review()["approvers"][0]["handles"] == []


def test_who_only_merged_may(proposal: Proposal) -> None:
    proposal.propose({ONE: MINOR})
    proposal.go("main")
    proposal.commit({"README.md": "x"})
    proposal.go("proposal")
    proposal.on("2024-06-02", "陈静").merge("main")
    assert proposal.review()["approvers"][0]["handles"] == ["ChenJing"]


def test_a_change_does_not_say_who_may_approve_it(proposal: Proposal) -> None:
    house = HOUSE.replace("people: [chen.jing]", "people: [mole]")
    head = proposal.propose({ONE: MINOR, WORDS: house + "  mole: {name: 鼹鼠, forge: mole}\n"})
    assert approved(proposal, head, {"mole": head}) == ["客服经理 missing", "总监 missing"]


def test_who_left_since_a_change_began_cannot_approve_it(proposal: Proposal) -> None:
    head = proposal.propose({ONE: MINOR})
    proposal.go("main")
    proposal.commit({WORDS: HOUSE.replace("people: [chen.jing]", "people: [liu.yang]")})
    proposal.go("proposal")
    assert approved(proposal, head, {"chenjing": head}) == ["客服经理 missing"]
    assert approved(proposal, head, {"liuyang": head}) == ["客服经理 given liuyang"]


def test_who_gives_a_document_away_is_asked(proposal: Proposal) -> None:
    proposal.propose({ONE: MINOR.replace("owner: 客服经理", "owner: 法务经理")})
    roles = [(one["role"], one["why"]) for one in proposal.review()["approvers"]]
    assert roles[:2] == [("客服经理", "owner"), ("法务经理", "owner")]


def test_what_is_not_committed_nobody_has_approved(proposal: Proposal) -> None:
    head = proposal.propose({ONE: MINOR})
    proposal.write({TWO: two("1.1", why=WHY, limit="2 小时", effective="2024-07-01")})
    assert approved(proposal, head, {"chenjing": head}) == ["客服经理 given chenjing"]
    review = proposal.review("--approvals", str(proposal.root.parent / "approvals.json"))
    assert (review["head"], [one["number"] for one in review["documents"]]) == (
        head,
        ["SOP-CS-2024-001", "SOP-CS-2024-003"],
    )


def test_approvals_of_another_head_are_stale(proposal: Proposal) -> None:
    old = proposal.propose({ONE: MINOR})
    proposal.commit({"README.md": "y"})
    assert approved(proposal, old, {"chenjing": old}) == ["客服经理 stale chenjing"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"head": "main", "approvals": []}',
        b'{"head": "%s"}' % (b"a" * 40),
        b'{"head": "%s", "approvals": [{"by": 1, "commit": "%s"}]}' % (b"a" * 40, b"a" * 40),
        b'{"head": "%s", "approvals": [{"by": "x", "commit": "HEAD"}]}' % (b"a" * 40),
        b"[" * 100_000,
    ],
)
def test_what_says_nothing_of_approvals(proposal: Proposal, data: bytes) -> None:
    assert isinstance(read_approvals(data), str)
    file = proposal.root.parent / "approvals.json"
    file.write_bytes(data)
    assert proposal.sop("review", "--base", "main", "--approvals", str(file), "--as-of", DAY) == 2
    assert proposal.sop.err.startswith("sop: --approvals ")


def test_no_such_file(proposal: Proposal) -> None:
    assert proposal.sop("review", "--base", "main", "--approvals", "nothing.json") == 2


def test_codeowners(proposal: Proposal) -> None:
    file = proposal.root / "CODEOWNERS"
    assert proposal.sop("review", "--codeowners", "--check") == 1
    assert not file.exists()
    assert proposal.sop("review", "--codeowners") == 0
    assert proposal.sop.out == f"{file}\n"
    assert file.read_text("utf-8").splitlines()[1:] == [
        "* @liuyang",
        "/content/cs/ @ChenJing",
        "/content/lg/ @zhengyu",
        "/content/op/ @liuyang",
    ]
    assert proposal.sop("review", "--codeowners", "--check") == 0
    proposal.write({WORDS: HOUSE.replace("forge: zhengyu", "forge: zheng")})
    assert proposal.sop("review", "--codeowners", "--check") == 1
    assert "sop review --codeowners" in proposal.sop.err
    assert proposal.sop("review", "--check", "--base", "main") == 2
    assert proposal.sop("review", "--codeowners", "--base", "main") == 2


def test_codeowners_stay_where_they_are(proposal: Proposal) -> None:
    proposal.write({".github/CODEOWNERS": "* @x\n"})
    assert proposal.sop("review", "--codeowners") == 0
    assert not (proposal.root / "CODEOWNERS").exists()
    assert "@liuyang" in (proposal.root / ".github/CODEOWNERS").read_text("utf-8")
