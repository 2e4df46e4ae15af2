"""Numbers are for life: what the check says of histories as they happen."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from git_library import Repository, Sop, sop
from sop_docs.check import check as check_library
from sop_docs.model.ledger import Ledger, Life, Seen
from sop_docs.model.place import Source
from sop_docs.model.vocabulary import Vocabulary
from sop_docs.parse.document import read_document
from sop_docs.parse.library import assemble

NINE, TEN = "content/cs/SOP-CS-2024-009.md", "content/cs/SOP-CS-2024-010.md"
COMPLAINT = sop("SOP-CS-2024-009", "客户投诉处理")
REFUND = sop("SOP-CS-2024-009", "退款申请")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "library")


@pytest.fixture
def check(repository: Repository, capsys: pytest.CaptureFixture[str]) -> Sop:
    return Sop(repository, capsys)


def test_the_number_of_a_deleted_document_is_not_used_again(repository: Repository, check: Sop) -> None:
    repository.commit({NINE: COMPLAINT})
    deleted = repository.commit(without=NINE)
    repository.commit({NINE: REFUND})
    assert check.codes() == [(NINE, "SOP160")]
    assert f"{NINE} “客户投诉处理” (commit {deleted[:10]}, 2024-05-01), which was deleted" in check.out


def test_also_where_nothing_is_committed_yet(repository: Repository, check: Sop) -> None:
    repository.commit({NINE: COMPLAINT})
    repository.commit(without=NINE)
    repository.write({"content/lg/SOP-CS-2024-009.md": REFUND})
    assert check.codes() == [("content/lg/SOP-CS-2024-009.md", "SOP160")]
    assert check.codes("--no-history") == []


def test_also_where_another_branch_deleted_it(repository: Repository, check: Sop) -> None:
    repository.commit()
    repository.branch("other")
    repository.commit({NINE: COMPLAINT})
    repository.commit(without=NINE)
    repository.go("main")
    repository.write({NINE: REFUND})
    assert check.codes() == [(NINE, "SOP160")]


def test_a_document_that_comes_back_is_itself(repository: Repository, check: Sop) -> None:
    repository.commit({NINE: COMPLAINT})
    deleted = repository.commit(without=NINE)
    repository.git("revert", "--no-edit", deleted)
    repository.write({NINE: COMPLAINT.replace("每件", "每一件")})
    assert check.codes() == []


def test_a_document_may_move_and_change(repository: Repository, check: Sop) -> None:
    repository.commit({NINE: COMPLAINT})
    repository.commit({"content/lg/SOP-CS-2024-009.md": COMPLAINT.replace("每件", "每一件")}, without=NINE)
    repository.commit({"content/lg/SOP-CS-2024-009.md": REFUND})
    repository.git("mv", "content/lg/SOP-CS-2024-009.md", "content/SOP-CS-2024-009.md")
    repository.commit()
    assert check.codes() == []


def test_a_document_keeps_its_number(repository: Repository, check: Sop) -> None:
    repository.commit({NINE: COMPLAINT})
    repository.write({NINE: COMPLAINT.replace("2024-009", "2024-012")})
    assert check.codes() == [(NINE, "SOP161")]
    assert "This document had the number SOP-CS-2024-009" in check.out
    repository.commit()
    repository.git("mv", NINE, "content/cs/SOP-CS-2024-012.md")
    repository.commit()
    assert check.codes() == [("content/cs/SOP-CS-2024-012.md", "SOP161")]
    repository.commit({NINE: COMPLAINT}, without="content/cs/SOP-CS-2024-012.md")
    assert check.codes() == []


def test_a_file_renamed_first_keeps_its_number_too(repository: Repository, check: Sop) -> None:
    repository.commit({NINE: COMPLAINT})
    repository.git("mv", NINE, TEN)
    repository.commit()
    repository.commit({TEN: COMPLAINT.replace("2024-009", "2024-010")})
    assert check.codes() == [(TEN, "SOP161")]


def test_a_file_renamed_with_its_number_keeps_it_too(repository: Repository, check: Sop) -> None:
    repository.commit({NINE: COMPLAINT, "content/lg/SOP-LG-2024-001.md": sop("SOP-LG-2024-001", "合同审核")})
    repository.branch("other")
    repository.git("mv", NINE, TEN)
    repository.write({TEN: COMPLAINT.replace("2024-009", "2024-010")})
    assert check.codes() == [(TEN, "SOP161")]
    repository.commit({TEN: COMPLAINT.replace("2024-009", "2024-010")})
    assert check.codes("--base", "main") == [(TEN, "SOP161")]
    assert check.codes("--base", "other") == []
    repository.commit({TEN: REFUND.replace("2024-009", "2024-010")})
    assert check.codes("--base", "main") == []


@pytest.mark.parametrize("wrong", ["SOP-CS-2024-09", "SOP-LG-2024-007"])
def test_what_may_not_be_a_number_is_not_kept(repository: Repository, check: Sop, wrong: str) -> None:
    repository.commit({f"content/cs/{wrong}.md": COMPLAINT.replace("SOP-CS-2024-009", wrong)})
    repository.git("mv", f"content/cs/{wrong}.md", NINE)
    repository.write({NINE: COMPLAINT})
    assert check.codes() == []


def test_a_slip_may_be_mended(repository: Repository, check: Sop) -> None:
    repository.commit({TEN: COMPLAINT})
    repository.write({TEN: COMPLAINT.replace("2024-009", "2024-010")})
    assert check.codes() == []
    repository.commit({TEN: COMPLAINT.replace("2024-009", "2024-010")})
    assert check.codes() == []


def test_two_branches_that_take_one_number_are_told_at_the_merge(repository: Repository, check: Sop) -> None:
    repository.commit()
    repository.branch("other")
    repository.commit({"content/lg/SOP-CS-2024-009.md": REFUND})
    repository.go("main")
    taken = repository.commit({NINE: COMPLAINT})
    repository.go("other")
    assert check.codes() == [("content/lg/SOP-CS-2024-009.md", "SOP163")]
    assert check("check") == 0
    assert check.codes("--base", "main") == [("content/lg/SOP-CS-2024-009.md", "SOP162")]
    assert f"another document on main: {NINE} “客户投诉处理” (commit {taken[:10]}" in check.out
    assert "sop new --renumber lg/SOP-CS-2024-009.md" in check.out
    repository.merge("main")
    assert check.codes() == [("content/lg/SOP-CS-2024-009.md", "SOP150")]
    assert check("check") == 1
    assert "sop new --renumber lg/SOP-CS-2024-009.md" in check.out


def test_once_renumbered_both_are_in_order(repository: Repository, check: Sop) -> None:
    repository.commit()
    repository.branch("other")
    repository.commit({"content/lg/SOP-CS-2024-009.md": REFUND})
    repository.commit(
        {"content/lg/SOP-CS-2024-010.md": REFUND.replace("2024-009", "2024-010")},
        without="content/lg/SOP-CS-2024-009.md",
    )
    repository.go("main")
    repository.commit({NINE: COMPLAINT})
    repository.merge("other")
    assert check.codes() == []
    assert check.codes("--base", "other") == [(NINE, "SOP162")]


def test_a_squashed_branch_has_the_same_document(repository: Repository, check: Sop) -> None:
    repository.commit()
    repository.branch("other")
    repository.commit({NINE: sop("SOP-CS-2024-009", "投诉")})
    repository.commit({NINE: COMPLAINT})
    repository.go("main")
    repository.commit({NINE: COMPLAINT})
    assert check.codes("--base", "other") == []


def test_what_the_base_deleted_is_taken(repository: Repository, check: Sop) -> None:
    repository.commit()
    repository.branch("other")
    repository.commit({NINE: REFUND})
    repository.go("main")
    repository.commit({"content/lg/SOP-CS-2024-009.md": COMPLAINT})
    repository.commit(without="content/lg/SOP-CS-2024-009.md")
    repository.go("other")
    assert check.codes() == []
    assert check.codes("--base", "main") == [(NINE, "SOP162")]


def test_a_new_document_is_not_held_to_its_first_number(repository: Repository, check: Sop) -> None:
    repository.commit()
    repository.branch("other")
    repository.commit({NINE: COMPLAINT})
    repository.commit({NINE: COMPLAINT.replace("2024-009", "2024-010")})
    assert check.codes() == [(NINE, "SOP161")]
    assert check.codes("--base", "main") == []


def test_a_known_document_is_held_to_its_number_by_the_base(repository: Repository, check: Sop) -> None:
    repository.commit({NINE: COMPLAINT})
    repository.branch("other")
    repository.commit({NINE: COMPLAINT.replace("2024-009", "2024-010")})
    assert check.codes("--base", "main") == [(NINE, "SOP161")]


def test_a_number_may_be_changed_where_another_document_has_it(repository: Repository, check: Sop) -> None:
    repository.commit()
    repository.branch("other")
    repository.commit({"content/lg/SOP-CS-2024-009.md": REFUND})
    repository.go("main")
    repository.commit({NINE: COMPLAINT})
    repository.commit({NINE: COMPLAINT.replace("2024-009", "2024-010")})
    assert check.codes() == []


def test_what_is_not_committed_is_held_against_the_base_too(repository: Repository, check: Sop) -> None:
    repository.commit()
    repository.branch("other")
    repository.go("main")
    repository.commit({NINE: COMPLAINT, TEN: COMPLAINT.replace("2024-009", "2024-010")})
    repository.commit(without=TEN)
    repository.branch("third", "other")
    eleven = "content/cs/SOP-CS-2024-011.md"
    repository.commit({eleven: COMPLAINT.replace("2024-009", "2024-011")})
    repository.go("other")
    repository.write({path: REFUND.replace("2024-009", path[-11:-3]) for path in (NINE, TEN, eleven)})
    assert check.codes("--base", "main") == [(NINE, "SOP162"), (TEN, "SOP160"), (eleven, "SOP163")]
    repository.commit()
    assert check.codes("--base", "main") == [(NINE, "SOP162"), (TEN, "SOP162"), (eleven, "SOP163")]


def test_a_life_of_which_little_is_known_is_told_by_its_beginning() -> None:
    document = read_document(Source("a.md", REFUND), Vocabulary())
    library, _ = assemble([document], Vocabulary(), ())
    life = Life("SOP-CS-2024-009", "客户投诉处理", frozenset({"客户投诉处理"}), Seen("0123456789abcdef", "b.md", None))
    ledger = Ledger({life.number: (life,)})
    found = [
        problem for problem in check_library(library, date(2024, 5, 1), {}, ledger=ledger) if problem.code == "SOP160"
    ]
    assert [(problem.values["path"], problem.values["commit"], problem.values["day"]) for problem in found] == [
        ("b.md", "0123456789", "?")
    ]


def test_files_elsewhere_in_the_repository_are_not_the_library(repository: Repository, check: Sop) -> None:
    repository.commit({"tests/sample.md": COMPLAINT})
    repository.commit(without="tests/sample.md")
    repository.commit({NINE: REFUND})
    assert check.codes() == []


def test_a_merge_may_delete_what_a_branch_still_changes(repository: Repository, check: Sop) -> None:
    repository.commit({NINE: COMPLAINT, "content/cs/SOP-CS-2024-001.md": sop("SOP-CS-2024-001", "咨询")})
    repository.branch("other")
    repository.commit({"content/cs/SOP-CS-2024-001.md": sop("SOP-CS-2024-001", "咨询答复")})
    repository.go("main")
    repository.commit(without=NINE)
    repository.merge("other")
    repository.write({NINE: REFUND})
    assert check.codes() == [(NINE, "SOP160")]


def test_a_shallow_clone_cannot_be_judged(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit({NINE: COMPLAINT})
    repository.commit()
    shallow = Sop(repository.clone(tmp_path / "shallow", "--depth", "1"), capsys)
    assert shallow("check") == 2
    assert "git fetch --unshallow" in shallow.err
    assert shallow.err.count("\n") == 1
    assert shallow("check", "--no-history") == 0


def test_a_base_that_is_not_there_is_said(repository: Repository, check: Sop) -> None:
    repository.commit()
    assert check("check", "--base", "origin/main") == 2
    assert check.err == "sop: --base origin/main: no such revision here; fetch the branch first: git fetch origin\n"
    assert check("check", "--base", "--output=x") == 2
    assert check("check", "--base", "main", "--no-history") == 2


def test_without_a_repository_there_is_no_history(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repository = Repository(tmp_path / "library")
    (repository.root / ".git").rename(tmp_path / "git")
    repository.write({NINE: COMPLAINT})
    check = Sop(repository, capsys)
    assert check.codes() == []
    assert check("check", "--base", "main") == 2


def test_without_git_the_history_is_left_out_on_request(
    repository: Repository, check: Sop, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({NINE: COMPLAINT})
    monkeypatch.setenv("PATH", "/nowhere")
    assert check("check") == 2
    assert check.err.startswith("sop: git is not installed")
    assert check("check", "--no-history") == 0


def test_a_file_that_two_branches_made_is_told_as_what_it_is(repository: Repository, check: Sop) -> None:
    repository.commit()
    repository.branch("other")
    repository.commit({NINE: REFUND})
    repository.go("main")
    repository.commit({NINE: COMPLAINT})
    with pytest.raises(subprocess.CalledProcessError):
        repository.merge("other")
    assert check("check") == 1
    assert f"{NINE}:3:1: SOP009 This file holds a conflict" in check.out
    assert "sop new --renumber cs/SOP-CS-2024-009.md on your own branch" in check.out
    repository.write({NINE: f"{COMPLAINT}\n<<<<<<< is how a conflict begins\n"})
    assert check("check") == 0
