"""What becomes of each document in a change."""

import json
from pathlib import Path

import pytest

from git_library import Repository, Sop
from history_library import ONE, TWO, WORDS, sop
from review_library import CALL, DAY, ESCALATION, HOUSE, MODULE, SECOND, THREE, Proposal, three, two

WHY = "客户等得太久，受理要更快"
TYPED = (
    "the approvers typed in the file (客服经理) are those of the version before; who has approved this one stands "
    "under “Who has to approve”"
)


@pytest.fixture
def proposal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Proposal:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Proposal(tmp_path, capsys)


def test_nothing_changed(proposal: Proposal) -> None:
    proposal.propose({"README.md": "x"})
    review = proposal.review()
    assert (review["documents"], review["shared"], review["retraining"], review["approvers"]) == ([], [], [], [])
    assert (review["base"], review["head"], review["verdict"]["severity"]) == (proposal.first, None, None)
    assert proposal.status == 0


def test_a_revision(proposal: Proposal) -> None:
    proposal.propose({ONE: sop("1.1", why=WHY, limit="30 分钟", effective="2024-07-01")})
    assert proposal.lines() == [
        "SOP-CS-2024-001 revised 1.0→1.1 minor | step.limit.shorter | typed.same | calls:SOP-CS-2024-003",
        "SOP-CS-2024-003 suspect 1.0→1.0 - |  |  | <calls:SOP-CS-2024-001",
    ]
    assert proposal.told().splitlines()[:8] == [
        "SOP-CS-2024-001 1.0 → 1.1, minor: 客户投诉处理",
        f"  why: {WHY}",
        "  in force from 2024-07-01",
        "  - step 1 “受理”: limit ≤ 1 小时 → ≤ 30 分钟 (shorter)",
        f"  * {TYPED}",
        "  Needs approval of 客服经理",
        "  → SOP-CS-2024-003 客户回访: it calls SOP-CS-2024-001, which was changed",
        "",
    ]


def test_the_work_tree_and_a_head_say_the_same(proposal: Proposal) -> None:
    head = proposal.propose({ONE: sop("1.1", why=WHY, limit="30 分钟", effective="2024-07-01")})
    tree, commit = proposal.review(), proposal.review("--head", "proposal")
    assert (tree.pop("head"), commit.pop("head")) == (None, head)
    assert (tree.pop("head_name"), commit.pop("head_name")) == (None, "proposal")
    assert tree == commit


def test_what_is_not_committed_is_reviewed(proposal: Proposal) -> None:
    proposal.write({ONE: sop("1.1", why=WHY, limit="30 分钟", effective="2024-07-01")})
    assert [line.split(" |")[0] for line in proposal.lines()][:1] == ["SOP-CS-2024-001 revised 1.0→1.1 minor"]
    assert proposal.lines("--head", "HEAD") == []


def test_what_the_base_did_since_is_no_change(proposal: Proposal) -> None:
    proposal.propose({TWO: two("1.1", why=WHY, limit="30 分钟", effective="2024-07-01")})
    proposal.go("main")
    proposal.commit({ONE: sop("1.1", why=WHY, limit="20 分钟", effective="2024-07-01")})
    proposal.go("proposal")
    assert [line.split(" |")[0] for line in proposal.lines()] == ["SOP-CS-2024-002 revised 1.0→1.1 minor"]
    assert proposal.review()["base"] == proposal.first


NEW = "new: to be learnt before it takes effect"


def test_a_new_document(proposal: Proposal) -> None:
    new = sop(number="SOP-CS-2024-004", title="客户建议", effective="2024-07-01")
    proposal.propose({"content/cs/SOP-CS-2024-004.md": new})
    assert proposal.lines() == ["SOP-CS-2024-004 added →1.0 major"]
    (one,) = proposal.review()["documents"]
    assert (one["bump"], [approver["role"] for approver in one["approvers"]]) == (None, ["客服经理", "总监"])
    assert proposal.review()["retraining"][0] == {
        "role": "客服专员",
        "names": ["王丽"],
        "documents": [{"number": "SOP-CS-2024-004", "messages": [NEW], "answers_for": []}],
    }


def test_a_draft_asks_for_nobody(proposal: Proposal) -> None:
    draft = sop(number="SOP-CS-2024-004", title="客户建议", status="draft")
    proposal.propose({"content/cs/SOP-CS-2024-004.md": draft})
    review = proposal.review()
    assert (review["approvers"], review["retraining"]) == ([], [])
    proposal.commit({"content/cs/SOP-CS-2024-004.md": draft.replace("1 小时", "2 小时")})
    review = proposal.review(base="HEAD~1")
    assert (review["documents"][0]["bump"], review["approvers"], review["retraining"]) == (None, [], [])


def test_a_first_issue_asks_for_everybody(proposal: Proposal) -> None:
    draft = sop(number="SOP-CS-2024-004", title="客户建议", status="in-review", effective="2024-07-01")
    proposal.commit({"content/cs/SOP-CS-2024-004.md": draft})
    proposal.propose({"content/cs/SOP-CS-2024-004.md": draft.replace("in-review", "approved")})
    assert proposal.lines() == ["SOP-CS-2024-004 revised 1.0→1.0 - |  | status.approved"]
    review = proposal.review()
    assert [approver["role"] for approver in review["approvers"]] == ["客服经理", "总监"]
    assert [one["role"] for one in review["retraining"]] == ["客服专员", "客服经理"]


def test_a_mere_move(proposal: Proposal) -> None:
    proposal.propose({"content/new/SOP-CS-2024-002.md": two()}, without=TWO)
    assert proposal.lines() == ["SOP-CS-2024-002 moved 1.0→1.0 -"]
    (one,) = proposal.review()["documents"]
    assert (one["path"], one["path_before"]) == ("new/SOP-CS-2024-002.md", "cs/SOP-CS-2024-002.md")
    assert proposal.review()["approvers"] == []
    assert proposal.review()["verdict"]["problems"] == []


def test_a_move_with_a_change(proposal: Proposal) -> None:
    text = two("1.1", why=WHY, limit="30 分钟", effective="2024-07-01")
    proposal.propose({"content/new/SOP-CS-2024-002.md": text}, without=TWO)
    assert proposal.lines() == ["SOP-CS-2024-002 revised 1.0→1.1 minor | step.limit.shorter | typed.same"]


def test_another_number_is_no_other_document(proposal: Proposal) -> None:
    text = two().replace("SOP-CS-2024-002", "SOP-CS-2024-009")
    proposal.propose({TWO: text})
    assert proposal.lines() == ["SOP-CS-2024-009 revised 1.0→1.0 major | number | number! reason.none typed.same"]
    assert proposal.status == 1


def test_a_retirement(proposal: Proposal) -> None:
    proposal.propose({TWO: two(status="retired", head="replaced-by: SOP-CS-2024-001\n")})
    assert proposal.lines() == ["SOP-CS-2024-002 retired 1.0→1.0 major | replaced-by | status.retired typed.same"]
    (one,) = proposal.review()["documents"]
    assert one["bump"] == {"needed": "none", "found": "none", "ok": True, "version": "1.0"}
    assert [approver["role"] for approver in one["approvers"]] == ["客服经理", "总监"]


def test_a_deletion(proposal: Proposal) -> None:
    proposal.propose({}, without=ONE)
    lines = proposal.lines()
    assert lines[0] == "SOP-CS-2024-001 removed 1.0→ major |  | removed! | calls:SOP-CS-2024-003"
    assert proposal.status == 1


def test_layout_is_no_change(proposal: Proposal) -> None:
    proposal.propose({ONE: sop().replace("- 执行：客服专员", "- R: 客服专员")})
    assert proposal.lines() == ["SOP-CS-2024-001 revised 1.0→1.0 -"]
    (one,) = proposal.review()["documents"]
    assert (one["bump"]["ok"], [approver["role"] for approver in one["approvers"]]) == (True, ["客服经理"])


def test_line_ends_are_nothing(proposal: Proposal) -> None:
    proposal.propose({ONE: sop().replace("\n", "\r\n")})
    assert proposal.lines() == []


@pytest.mark.parametrize("broken", ["no front matter at all\n", "---\nid: [\n---\n", b"\xff\xfe\x00", ""])
def test_a_text_that_cannot_be_read(proposal: Proposal, broken: str | bytes) -> None:
    proposal.propose({TWO: broken})
    lines = [line for line in proposal.lines() if "002" in line]
    assert len(lines) == 1
    proposal.commit({TWO: two()})
    assert proposal.lines("--head", "HEAD") == []
    proposal.go("main")
    proposal.commit({TWO: broken})
    proposal.git("checkout", "--quiet", "-b", "mended")
    proposal.commit({TWO: two()})
    assert len([line for line in proposal.lines() if "002" in line]) == 1


def test_a_copy_is_a_new_document(proposal: Proposal) -> None:
    proposal.propose({"content/cs/copy.md": sop()})
    lines = proposal.lines()
    assert lines == ["SOP-CS-2024-001 added →1.0 major"]


def test_a_module_is_every_users_change(proposal: Proposal) -> None:
    proposal.propose({MODULE: ESCALATION.replace("审批意见", "审批单")})
    assert proposal.lines() == ["SOP-CS-2024-002 suspect 1.0→1.0 minor | step.output |  | <module:escalation"]
    review = proposal.review()
    assert [approver["role"] for approver in review["approvers"]] == ["客服经理"]
    assert [(one["kind"], one["name"], one["change"], len(one["users"])) for one in review["shared"]] == [
        ("module", "escalation", "revised", 1)
    ]


def test_a_link_is_never_followed(proposal: Proposal, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(two(), "utf-8")
    (proposal.root / TWO).unlink()
    (proposal.root / TWO).symlink_to(tmp_path / "secret.md")
    proposal.propose({})
    for arguments in ((), ("--head", "HEAD")):
        review = proposal.review(*arguments)
        assert [line for line in proposal.lines(*arguments) if "002" in line] == [
            "SOP-CS-2024-002 removed 1.0→ major |  | removed!"
        ]
        assert "SOP007" in [problem["code"] for problem in review["verdict"]["problems"]]


def test_a_library_that_came_with_the_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repository = Repository(tmp_path / "library")
    (repository.root / "content/vocabulary.yml").unlink()
    repository.commit({"README.md": "x"})
    repository.branch("proposal")
    repository.commit({ONE: sop(effective="2024-07-01"), WORDS: HOUSE})
    call = Sop(repository, capsys)
    assert call("review", "--base", "main", "--format", "json", "--as-of", DAY) in {0, 1}
    (one,) = json.loads(call.out)["documents"]
    assert (one["change"], [each["handles"] for each in one["approvers"]]) == ("added", [["ChenJing"], ["liuyang"]])


def test_what_stands_in_the_way_of_a_review(
    proposal: Proposal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert proposal.sop("review") == 2
    assert "--base origin/main" in proposal.sop.err
    assert proposal.sop("review", "--base", "gone") == 2
    assert proposal.sop.err.strip() == (
        "sop: --base gone: no such revision here; fetch the branch first: git fetch origin"
    )
    assert proposal.sop("review", "--base", "main", "--head", "--output=x") == 2
    proposal.git("checkout", "--quiet", "--orphan", "alone")
    proposal.commit()
    assert proposal.sop("review", "--base", "main") == 2
    assert "in common" in proposal.sop.err
    proposal.go("main")
    proposal.commit({"README.md": "y"})
    shallow = proposal.clone(tmp_path / "shallow", "--depth=1")
    call = Sop(shallow, capsys)
    assert call("review", "--base", "origin/main") == 2
    assert "git fetch --unshallow" in call.err


def test_files_that_alter_the_tool_come_first(proposal: Proposal) -> None:
    hook = {"hooks/run.py": "print()\n", ".github/workflows/x.yml": "on: push\n", "docs/notes.md": "x\n"}
    proposal.propose({**hook, WORDS: HOUSE.replace("people: [liu.yang]", "people: [wang.li]")})
    review = proposal.review()
    assert review["alarms"] == [".github/workflows/x.yml", "content/vocabulary.yml", "hooks/run.py"]
    assert review["alarms"] == proposal.review("--head", "HEAD")["alarms"]
    assert [(one["why"], one["handles"]) for one in review["approvers"]] == [("vocabulary", ["liuyang"])]
    assert proposal.told().startswith("!! .github/workflows/x.yml: this change alters the tool or who may approve\n")


def test_who_has_to_be_told(proposal: Proposal) -> None:
    steps = SECOND.replace("- 执行：客服专员", "- 执行：法务经理\n- 知情：总监")
    proposal.propose({ONE: sop("2.0", why=WHY, steps=steps, effective="2024-07-01")})
    told = "new step 2 “复核” (responsible: 法务经理; accountable: 客服经理; informed: 总监)"
    assert [(one["role"], one["documents"][0]["messages"]) for one in proposal.review()["retraining"]] == [
        ("法务经理", [told]),
        ("总监", [told]),
        ("客服经理", [told]),
    ]


def test_a_call_of_itself_is_no_suspect(proposal: Proposal) -> None:
    text = three("2.0", why=WHY, steps=CALL + SECOND, effective="2024-07-01")
    proposal.propose({THREE: text})
    assert [line for line in proposal.lines() if "<" in line] == []


def test_an_output_file(proposal: Proposal, tmp_path: Path) -> None:
    proposal.propose({ONE: sop("1.1", why=WHY, limit="30 分钟", effective="2024-07-01")})
    out = tmp_path / "review.md"
    arguments = ("review", "--base", "main", "--format", "markdown", "--as-of", DAY, "--output", str(out))
    assert proposal.sop(*arguments) == 0
    assert (proposal.sop.out, out.read_text("utf-8").startswith("<!-- sop-review -->\n### ")) == ("", True)
