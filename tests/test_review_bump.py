"""Which version may follow which after a change of which weight."""

from pathlib import Path

import pytest

from history_library import ONE, TWO, sop
from review_library import ESCALATION, MODULE, SECOND, Proposal, two
from sop_docs.diff import bump
from sop_docs.model.change import Weight

WHY = "受理多了一步，写明谁做"


@pytest.mark.parametrize(
    ("before", "after", "weight", "found"),
    [
        ("1.0", "1.0", None, "none none ok 1.0"),
        ("1.0", "1.1", None, "none minor ok 1.0"),
        ("1.0", "1.0", "editorial", "minor none wrong 1.1"),
        ("1.0", "1.1", "editorial", "minor minor ok 1.1"),
        ("1.0", "2.0", "editorial", "minor major ok 1.1"),
        ("1.0", "1.0.1", "editorial", "minor patch wrong 1.1"),
        ("1.0.0", "1.0.1", "editorial", "patch patch ok 1.0.1"),
        ("1.0.9", "1.0.10", "editorial", "patch patch ok 1.0.10"),
        ("1.0.0", "1.0.1", "minor", "minor patch wrong 1.1.0"),
        ("1.0", "1.0", "minor", "minor none wrong 1.1"),
        ("1.0", "1.1", "minor", "minor minor ok 1.1"),
        ("1.9", "1.10", "minor", "minor minor ok 1.10"),
        ("1.9", "2.0", "minor", "minor major ok 1.10"),
        ("1.0", "1.2", "minor", "minor gap wrong 1.1"),
        ("1.10", "1.9", "minor", "minor back wrong 1.11"),
        ("1.2", "1.3", "major", "major minor wrong 2.0"),
        ("1.2", "2.0", "major", "major major ok 2.0"),
        ("1.2", "2.1", "major", "major gap wrong 2.0"),
        ("1.2", "3.0", "major", "major gap wrong 2.0"),
        ("1.2.3", "2.0.0", "major", "major major ok 2.0.0"),
        ("1.2.3", "2.0", "major", "major major ok 2.0.0"),
        ("2.0", "1.9", "major", "major back wrong 3.0"),
        ("1.0", "1.0.0", "major", "major none wrong 2.0"),
        ("0.9", "1.0", "major", "major major ok 1.0"),
        ("1.0", "1.01", "minor", "minor minor ok 1.1"),
    ],
)
def test_the_rule(before: str, after: str, weight: str | None, found: str) -> None:
    one = bump(before, after, Weight(weight) if weight else None)
    assert one is not None
    assert f"{one.needed} {one.found} {'ok' if one.ok else 'wrong'} {one.version}" == found


@pytest.mark.parametrize(
    ("after", "weight", "ok"), [("1.0", "editorial", True), ("1.1", "editorial", True), ("1.0", "minor", False)]
)
def test_a_house_may_let_wording_go_free(after: str, weight: str, ok: bool) -> None:  # noqa: FBT001
    one = bump("1.0", after, Weight(weight), free=True)
    assert one is not None
    assert one.ok is ok


@pytest.mark.parametrize("version", ["", "x", "1", "1.0.0.0", "v1.0", "9" * 5000, "١.٠"])
def test_what_is_no_version_is_not_judged(version: str) -> None:
    assert bump("1.0", version, Weight.MAJOR) is bump(version, "1.0", Weight.MAJOR) is None


@pytest.fixture
def proposal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Proposal:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Proposal(tmp_path, capsys)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (sop("1.1", why=WHY, purpose="每件都有结论和答复。", effective="2024-07-01"), None),
        (sop("1.0", why=WHY, limit="2 小时"), "the version is still 1.0, and this is minor: make it 1.1"),
        (sop("1.1", why=WHY, steps=SECOND), "from 1.0 to 1.1 is not enough, this is major: make it 2.0"),
        (sop("0.9", why=WHY, limit="2 小时"), "the version goes back from 1.0 to 0.9: make it 1.1"),
        (sop("1.2", why=WHY, limit="2 小时"), "the version leaps from 1.0 to 1.2 and leaves numbers out: make it 1.1"),
    ],
)
def test_a_wrong_version_is_told_of(proposal: Proposal, text: str, told: str | None) -> None:
    proposal.propose({ONE: text})
    lines = [line.removeprefix("  ! ") for line in proposal.told().splitlines() if line.startswith("  ! ")]
    assert lines == ([told] if told else [])
    review = proposal.review()
    assert review["documents"][0]["bump"]["ok"] is (told is None)
    assert proposal.status == (1 if told else 0)


def test_the_setting(proposal: Proposal) -> None:
    proposal.write({"mkdocs.yml": "docs_dir: content\nplugins: [{sop: {editorial: free}}]\n"})
    proposal.commit()
    proposal.propose({ONE: sop("1.0", purpose="每件都有结论和答复。")})
    assert proposal.review()["documents"][0]["bump"]["ok"] is True
    proposal.write({"mkdocs.yml": "docs_dir: content\nplugins: [{sop: {editorial: never}}]\n"})
    assert proposal.sop("review", "--base", "main") == 2
    assert "editorial" in proposal.sop.err


def test_what_a_module_changes_counts_for_the_document_that_is_revised(proposal: Proposal) -> None:
    proposal.propose(
        {
            MODULE: ESCALATION.replace("执行：客服经理", "执行：法务经理"),
            TWO: two("1.1", why=WHY, effective="2024-07-01"),
        }
    )
    (one,) = proposal.review()["documents"]
    assert (one["severity"], one["bump"]["needed"], one["bump"]["ok"]) == ("major", "major", False)


@pytest.mark.parametrize(
    ("reason", "note"),
    [
        ("", "reason.none"),
        ("更新", "reason.empty"),
        ("修改。", "reason.empty"),
        ("版本更新", "reason.empty"),
        ("Update", "reason.empty"),
        ("minor changes", "reason.empty"),
        ("limits", "reason.empty"),
        ("受理时限由 1 小时改为 2 小时", None),
        ("More time for night shifts", None),
    ],
)
def test_a_reason_says_something(proposal: Proposal, reason: str, note: str | None) -> None:
    proposal.propose({ONE: sop("1.1", why=reason, limit="2 小时", effective="2024-07-01")})
    keys = [one["key"] for one in proposal.review()["documents"][0]["notes"]]
    assert [key for key in keys if key.startswith("reason")] == ([note] if note else [])
    assert proposal.status == 0


def test_the_reason_of_the_version_before_is_none(proposal: Proposal) -> None:
    proposal.commit({ONE: sop("1.1", why=WHY, limit="2 小时", effective="2024-05-02")})
    proposal.propose({ONE: sop("1.2", why=WHY, limit="3 小时", effective="2024-07-01")})
    assert [one["key"] for one in proposal.review()["documents"][0]["notes"]] == ["reason.same", "typed.same"]


def test_a_day_that_is_over(proposal: Proposal) -> None:
    proposal.propose({ONE: sop("1.1", why=WHY, limit="2 小时", effective="2024-06-01")})
    notes = proposal.review()["documents"][0]["notes"]
    assert [one["key"] for one in notes] == ["effective", "typed.same"]
    assert "2024-06-01" in notes[0]["message"]
