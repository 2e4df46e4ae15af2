"""Which documents a change makes suspect, and when they are no longer."""

from pathlib import Path

import pytest

from history_library import ONE, TWO, WORDS, Story, sop
from review_library import ESCALATION, FORM, HOUSE, MODULE, RECORD, SECOND, THREE, Proposal, three, two

WHY = "受理要更快，客户等得太久"
FASTER = sop("1.1", why=WHY, limit="30 分钟", effective="2024-07-01")
OTHER_OUTPUT = ESCALATION.replace("审批意见", "审批单")
LOOKED = "assessed: [{{date: 2024-06-01, by: 客服经理, verdict: keep{of}}}]\n"


@pytest.fixture
def proposal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Proposal:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Proposal(tmp_path, capsys)


def suspects(proposal: Proposal) -> list[str]:
    """Return who is suspect, and why."""
    documents = proposal.review()["documents"]
    return [f"{one['number'][-3:]} {each['why']} {each['name']}" for one in documents for each in one["because"]]


def test_who_calls(proposal: Proposal) -> None:
    proposal.propose({ONE: FASTER})
    assert suspects(proposal) == ["003 calls SOP-CS-2024-001"]


def test_who_calls_what_says_the_same_is_not(proposal: Proposal) -> None:
    proposal.propose({ONE: sop("1.1", why=WHY, purpose="每件都有结论和答复。", effective="2024-07-01")})
    assert suspects(proposal) == []


@pytest.mark.parametrize("of", ["", ", of: SOP-CS-2024-001", ", of: SOP-CS-2024-001@1.1"])
def test_a_verdict_clears(proposal: Proposal, of: str) -> None:
    proposal.propose({ONE: FASTER, THREE: three(head=LOOKED.format(of=of))})
    assert suspects(proposal) == []


def test_a_verdict_on_something_else_does_not(proposal: Proposal) -> None:
    proposal.propose({ONE: FASTER, THREE: three(head=LOOKED.format(of=", of: escalation@1.0"))})
    assert suspects(proposal) == ["003 calls SOP-CS-2024-001"]


def test_a_verdict_that_was_there_before_does_not(proposal: Proposal) -> None:
    proposal.commit({THREE: three(head=LOOKED.format(of=""))})
    proposal.propose({ONE: FASTER})
    assert suspects(proposal) == ["003 calls SOP-CS-2024-001"]


def test_a_new_version_clears(proposal: Proposal) -> None:
    proposal.propose({ONE: FASTER, THREE: three("1.1", why=WHY, effective="2024-07-01")})
    assert suspects(proposal) == []


def test_an_edit_without_one_does_not(proposal: Proposal) -> None:
    proposal.propose({ONE: FASTER, THREE: three(purpose="每件都要回访。")})
    assert suspects(proposal) == ["003 calls SOP-CS-2024-001"]


def test_who_uses_a_module(proposal: Proposal) -> None:
    proposal.propose({MODULE: OTHER_OUTPUT})
    assert suspects(proposal) == ["002 module escalation"]


def test_who_uses_a_new_version_of_a_module_that_says_the_same(proposal: Proposal) -> None:
    proposal.propose({MODULE: ESCALATION.replace("version: 1.0", "version: 1.1")})
    assert suspects(proposal) == ["002 module escalation"]


def test_layout_of_a_module_is_nothing(proposal: Proposal) -> None:
    proposal.propose({MODULE: ESCALATION.replace("- 执行：", "- R: ")})
    assert suspects(proposal) == []


def test_layout_of_everything_makes_nothing_suspect(proposal: Proposal) -> None:
    layout = {MODULE: ESCALATION, ONE: sop(), TWO: two()}
    proposal.propose({path: text.replace("- 执行：", "- R: ") for path, text in layout.items()})
    assert suspects(proposal) == []
    assert proposal.review()["verdict"]["severity"] is None


def test_what_a_module_and_a_form_say_otherwise(proposal: Proposal) -> None:
    proposal.commit({FORM: RECORD})
    proposal.propose({MODULE: OTHER_OUTPUT, FORM: RECORD.replace("type: text", "type: number")})
    told = {one["name"]: [each["message"] for each in one["changes"]] for one in proposal.review()["shared"]}
    assert told == {
        "escalation": ["step 1 “审批”: output 审批意见 → 审批单"],
        "FORM-CS-001": ["form FORM-CS-001, field “客户ID”: type text → number"],
    }


def test_a_module_within_a_module(proposal: Proposal) -> None:
    outer = ESCALATION.replace("module: escalation", "module: outer").replace("升级审批", "外层")
    steps = "\n### 里层\n\n- 引用：escalation\n- 作为：inner\n- 参数：limit = ${limit}\n"
    use = "\n### 外层\n\n- 引用：outer\n- 作为：out\n- 参数：limit = 2 小时\n"
    proposal.commit({"content/modules/outer.md": outer + steps, THREE: three(steps=use)})
    proposal.propose({MODULE: OTHER_OUTPUT})
    assert suspects(proposal) == ["002 module escalation", "003 module escalation"]


def test_a_module_that_goes(proposal: Proposal) -> None:
    proposal.propose({}, without=MODULE)
    assert suspects(proposal) == ["002 module escalation"]


def test_who_fills_in_a_form(proposal: Proposal) -> None:
    with_form = sop(steps=SECOND + "- 表单：FORM-CS-001\n")
    proposal.commit({FORM: RECORD, ONE: with_form})
    proposal.propose({FORM: RECORD.replace("type: text", "type: number")})
    assert suspects(proposal) == ["001 form FORM-CS-001"]


def test_who_names_a_role_or_a_department(proposal: Proposal) -> None:
    proposal.propose({WORDS: HOUSE.replace("客服专员: {department: CS", "客服专员: {department: LG")})
    assert suspects(proposal) == [f"00{number} role 客服专员" for number in (1, 2, 3)]


def test_other_people_in_a_role_make_nothing_suspect(proposal: Proposal) -> None:
    proposal.propose({WORDS: HOUSE.replace("people: [wang.li]", "people: [wang.li, chen.jing]")})
    assert suspects(proposal) == []
    assert [(one["kind"], one["name"]) for one in proposal.review()["shared"]] == [("role", "客服专员")]


def test_a_link_to_a_step_that_goes(proposal: Proposal) -> None:
    link = "见 [复核](SOP-CS-2024-001.md#step-check)。"
    proposal.commit({ONE: sop(steps=SECOND), TWO: two(purpose=link)})
    proposal.propose({ONE: sop("2.0", why=WHY, effective="2024-07-01")})
    assert suspects(proposal) == ["002 anchor step-check", "003 calls SOP-CS-2024-001"]


def test_a_fingerprint_stays_until_something_else_is_to_be_looked_at(proposal: Proposal) -> None:
    proposal.propose({MODULE: OTHER_OUTPUT})
    first = proposal.review()["shared"][0]["users"]
    proposal.commit({ONE: FASTER})
    assert proposal.review()["shared"][0]["users"] == first
    proposal.commit({MODULE: OTHER_OUTPUT.replace("2 小时", "3 小时").replace("审批单", "审批结论")})
    assert proposal.review()["shared"][0]["users"][0]["fingerprint"] != first[0]["fingerprint"]


def test_the_register_of_suspects(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    story = Story(tmp_path, capsys, monkeypatch)

    def listed() -> list[str]:
        assert story.sop("list", "--suspect", "--format", "csv") == 0, story.sop.err
        return [line.split(",")[0] for line in story.sop.out.splitlines()[1:]]

    story.commit({ONE: sop(), TWO: two(), MODULE: ESCALATION})
    assert listed() == []
    story.on("2024-06-01").commit({MODULE: OTHER_OUTPUT})
    assert listed() == ["SOP-CS-2024-002"]
    story.on("2024-06-05").commit({TWO: two(head="assessed: [{date: 2024-06-04, by: 客服经理, verdict: keep}]\n")})
    assert listed() == []
    assert story.sop("list", "--suspect", "--as-of", "2024-01-01") == 2
