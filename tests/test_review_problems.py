"""Of the problems of a library only those that the change brings are in the verdict."""

from pathlib import Path

import pytest

from history_library import ONE, TWO, sop
from review_library import THREE, Proposal, three, two

WHY = "受理要更快，客户等得太久"
BAD = "\n### 归档\n\n- 执行：客服专员、无名岗\n- 时限：尽快\n"


@pytest.fixture
def proposal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Proposal:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Proposal(tmp_path, capsys)


def codes(proposal: Proposal) -> tuple[list[str], int, int]:
    verdict = proposal.review()["verdict"]
    return [problem["code"] for problem in verdict["problems"]], verdict["older"], verdict["gone"]


def test_older_problems_are_counted(proposal: Proposal) -> None:
    proposal.commit({ONE: sop(steps=BAD)})
    (_, clean, _), _ = (
        codes(proposal),
        proposal.propose({TWO: two("1.1", why=WHY, limit="30 分钟", effective="2024-07-01")}),
    )
    new, old, gone = codes(proposal)
    assert ([code for code in new if code != "SOP803"], old, gone) == ([], clean, 0)
    assert proposal.status == 0


def test_new_errors_fail(proposal: Proposal) -> None:
    proposal.propose({ONE: sop("2.0", why=WHY, steps=BAD, effective="2024-07-01")})
    assert codes(proposal)[0] == ["SOP305", "SOP304", "SOP621", "SOP802"]
    assert proposal.status == 1


def test_a_problem_put_right_is_gone(proposal: Proposal) -> None:
    proposal.commit({ONE: sop(steps=BAD)})
    proposal.propose({ONE: sop("2.0", why=WHY, effective="2024-07-01")})
    assert codes(proposal)[2] > 0


def test_a_line_that_is_pushed_down_is_no_new_problem(proposal: Proposal) -> None:
    proposal.commit({ONE: sop(steps=BAD)})
    _, old, _ = codes(proposal)
    proposal.propose({ONE: sop("1.1", why=WHY, steps=BAD, purpose="第一句。\n\n第二句。")})
    # The edit that made it so (SOP170) is answered by the new version.
    assert codes(proposal) == ([], old - 1, 1)


def test_a_problem_that_moves_with_its_file_is_no_new_one(proposal: Proposal) -> None:
    proposal.commit({ONE: sop(steps=BAD)})
    _, old, _ = codes(proposal)
    proposal.propose({"content/new/SOP-CS-2024-001.md": sop(steps=BAD)}, without=ONE)
    assert codes(proposal) == ([], old, 0)


def test_an_edit_without_a_version_is_a_new_problem(proposal: Proposal) -> None:
    proposal.propose({THREE: three(limit="3 小时")})
    assert codes(proposal)[0] == ["SOP170"]
    assert proposal.status == 1


def test_a_number_that_is_used_up(proposal: Proposal) -> None:
    old = sop(number="SOP-CS-2024-007", title="旧文件", status="draft")
    proposal.commit({"content/cs/SOP-CS-2024-007.md": old})
    proposal.commit({}, without="content/cs/SOP-CS-2024-007.md")
    new = sop(number="SOP-CS-2024-007", title="别的文件", status="draft")
    proposal.propose({"content/cs/SOP-CS-2024-007.md": new})
    assert "SOP160" in codes(proposal)[0]


def test_what_mkdocs_yml_runs_is_new_only_where_it_came(proposal: Proposal) -> None:
    proposal.write({"mkdocs.yml": "docs_dir: content\nplugins: [sop]\nhooks: [x.py]\n", "x.py": ""})
    proposal.propose({})
    with_hook = codes(proposal)
    assert len(with_hook[0]) == 1
    proposal.go("main")
    proposal.merge("proposal")
    proposal.git("checkout", "--quiet", "-b", "next")
    proposal.commit({"docs.md": "x"})
    assert (codes(proposal)[0], codes(proposal)[1]) == ([], with_hook[1] + 1)
