"""`sop new`: the next number that nobody ever had, a skeleton in the right place, and a document renumbered."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from git_library import VOCABULARY, Repository, Sop, sop
from sop_docs.project.new import Planned, plan_document

NEW = ("new", "--type", "SOP", "--department", "CS", "--title", "退款申请", "--field", "year=2024")
BUSINESS = "{type}-{dept}-{business}-{year}-{seq:03}"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "library")


@pytest.fixture
def command(repository: Repository, capsys: pytest.CaptureFixture[str]) -> Sop:
    return Sop(repository, capsys)


def made(command: Sop, *arguments: str) -> str:
    """Return the path that a successful call prints, below the content folder."""
    assert command(*arguments) == 0, command.err
    return Path(command.out.strip()).relative_to(command.repository.root / "content").as_posix()


def test_the_number_of_a_deleted_document_is_not_given_again(repository: Repository, command: Sop) -> None:
    path = "content/cs/SOP-CS-2024-009.md"
    repository.commit({path: sop("SOP-CS-2024-009", "客户投诉处理")})
    repository.commit(without=path)
    assert made(command, *NEW).endswith("SOP-CS-2024-010.md")


def test_neither_are_numbers_of_other_branches_and_of_the_remote(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit()
    repository.branch("theirs")
    repository.commit({"content/cs/SOP-CS-2024-004.md": sop("SOP-CS-2024-004", "客户投诉处理")})
    repository.go("main")
    clone = repository.clone(tmp_path / "clone")
    assert made(Sop(clone, capsys), *NEW) == "SOP-CS-2024-005.md"
    clone.branch("mine")
    clone.commit()
    clone.go("main")
    assert made(Sop(clone, capsys), *NEW) == "SOP-CS-2024-006.md"


def test_a_number_counts_that_a_document_had_in_name_only(repository: Repository, command: Sop) -> None:
    repository.commit({"content/SOP-CS-2024-003.md": "---\nid: [\n"})
    repository.commit(without="content/SOP-CS-2024-003.md")
    assert made(command, *NEW) == "SOP-CS-2024-004.md"
    repository.write({"content/SOP-CS-2024-020.md": "---\n编号：SOP-CS-2024-031\n"})
    assert made(command, *NEW) == "SOP-CS-2024-032.md"


@pytest.mark.parametrize(
    ("there", "arguments", "number"),
    [
        ([], (), "SOP-CS-2024-001"),
        (["SOP-CS-2024-001", "SOP-CS-2024-007"], (), "SOP-CS-2024-008"),
        (["SOP-CS-2024-999"], (), "SOP-CS-2024-1000"),
        (["SOP-CS-2024-1000"], (), "SOP-CS-2024-1001"),
        (["SOP-CS-2023-008", "SOP-LG-2024-009"], (), "SOP-CS-2024-001"),
        (["SOP-CS-2024-001"], ("--department", "法务部"), "SOP-LG-2024-008"),
        (["SOP-CS-2024-001"], ("--field", "year=2025"), "SOP-CS-2025-001"),
        (["sop-cs-2024-OO1"], (), "SOP-CS-2024-002"),
        (["FORM-CS-004"], ("--type", "FORM"), "FORM-CS-005"),
    ],
)
def test_every_department_and_year_counts_for_itself(
    repository: Repository, command: Sop, there: list[str], arguments: tuple[str, ...], number: str
) -> None:
    repository.write({f"content/{each}.md": sop(each, "流程") for each in there})
    assert made(command, *NEW, *arguments) == f"{number}.md"


@pytest.mark.parametrize(
    ("pattern", "there", "arguments", "number"),
    [
        ("FW-SC-{seq:03}", "FW-SC-001", (), "FW-SC-002"),
        (
            "{type}-{dept}-{business}-{year}-{seq:03}",
            "SOP-CS-01-2024-001",
            ("--field", "business=01"),
            "SOP-CS-01-2024-002",
        ),
        (
            "{type}-{dept}-{business}-{year}-{seq:03}",
            "SOP-CS-01-2024-001",
            ("--field", "business=02"),
            "SOP-CS-02-2024-001",
        ),
        ("{type}.{dept}.{seq}", "SOP.CS.9", (), "SOP.CS.10"),
        ("{year}_{seq:02}", "2024_99", (), "2024_100"),
        ("{dept}{seq:04}", "CS0041", (), "CS0042"),
    ],
)
def test_houses_number_as_they_like(
    repository: Repository, command: Sop, pattern: str, there: str, arguments: tuple[str, ...], number: str
) -> None:
    house = f'{VOCABULARY}types: {{SOP: {{name: 流程, number: "{pattern}"}}}}\nbusiness: ["01", "02"]\n'
    house = house if "business" in pattern else house.replace('business: ["01", "02"]\n', "")
    repository.write({"content/vocabulary.yml": house.replace("reserved: [SOP-LG-2024-007]\n", "")})
    repository.write({f"content/{there}.md": sop(there, "流程")})
    assert made(command, *NEW, *arguments) == f"{number}.md"
    assert command.codes() == []


def test_the_skeleton_passes_but_for_what_only_its_author_knows(repository: Repository, command: Sop) -> None:
    repository.commit({"content/cs/SOP-CS-2024-001.md": sop("SOP-CS-2024-001", "客户投诉处理")})
    path = repository.root / "content" / made(command, *NEW)
    told = {int(line) for line in re.findall(r"SOP-CS-2024-002\.md:([0-9]+): \S", command.err)}
    assert path.read_text("utf-8").startswith(
        "---\nid: SOP-CS-2024-002\ntitle: 退款申请\nversion: 1.0\nstatus: draft\n"
    )
    assert "- 执行：\n" in path.read_text("utf-8")
    assert command("check", "--format", "json") == 1
    found = {int(line) for line in re.findall(r'"SOP-CS-2024-002.*?"|"line": ([0-9]+)', command.out) if line}
    assert found
    assert found <= told


def test_a_filled_skeleton_passes(repository: Repository, command: Sop) -> None:
    path = repository.root / "content" / made(command, *NEW, "--title", "Refund request")
    text = path.read_text("utf-8")
    for blank, words in (
        ("  applies:", " online orders"),
        ("  excludes:", " shops"),
        ("  from:", " the customer asks"),
        ("  to:", " the money is back"),
        ("goals:", " [Refunds paid ≤ 3 working days]"),
        ("## Purpose", "\n\nNo refund is forgotten."),
        ("###", " Take the request"),
        ("- R:", " 客服专员"),
        ("- Limit:", " ≤ 1 hour"),
        ("- Input:", " Request"),
        ("- Output:", " Ticket"),
    ):
        assert text.count(f"{blank}\n") == 1, blank
        text = text.replace(f"{blank}\n", f"{blank}{words}\n")
    path.write_text(text, "utf-8")
    assert command("check") == 0, command.out
    assert "error" not in command.out.splitlines()[0]


def test_a_new_form(repository: Repository, command: Sop) -> None:
    path = repository.root / "content" / made(command, *NEW, "--type", "FORM")
    assert path.name == "FORM-CS-001.md"
    assert command("check", "--select", "SOP1") == 1
    assert re.findall(r"md:([0-9]+):[0-9]+: (SOP[0-9]+)", command.out) == [("6", "SOP101")]
    path.write_text(path.read_text("utf-8").replace("- name:", "- name: 金额"), "utf-8")
    assert command("check") == 0


@pytest.mark.parametrize(
    ("there", "folder"),
    [
        (["cs/SOP-CS-2024-001", "cs/SOP-CS-2024-002", "old/SOP-CS-2023-001"], "cs/"),
        (["lg/SOP-LG-2024-001", "lg/SOP-LG-2024-002"], "cs/"),
        (["all/SOP-LG-2024-001"], "all/"),
        (["forms/FORM-CS-001"], ""),
    ],
)
def test_it_stands_with_the_documents_of_its_department(
    repository: Repository, command: Sop, there: list[str], folder: str
) -> None:
    repository.write({f"content/{each}.md": sop(each.split("/")[1], "流程") for each in there})
    assert re.fullmatch(f"{folder}SOP-CS-2024-[0-9]+.md", made(command, *NEW))


def test_nothing_is_overwritten(repository: Repository, command: Sop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sop_docs.cli.new.plan_document", _late(repository))
    assert command(*NEW) == 2
    assert "SOP-CS-2024-001.md: is there already" in command.err
    assert (repository.root / "content/SOP-CS-2024-001.md").read_text("utf-8") == "mine"
    assert [path.name for path in (repository.root / "content").iterdir() if path.name.startswith(".")] == []


def _late(repository: Repository) -> Callable[..., Planned]:
    """Return the planning of a document that somebody else writes a moment later."""

    def planned(*arguments: Any) -> Planned:  # noqa: ANN401 - handed on
        found = plan_document(*arguments)
        repository.write({f"content/{found.path}": "mine"})
        return found

    return planned


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("new",), "--type is missing"),
        (("new", "--type", "SOP"), "--department is missing"),
        (("new", "--type", "SOP", "--department", "CS"), "--title is missing"),
        (("new", "--type", "WI"), "--type: 'WI' is none of SOP, FORM"),
        (("new", "--type", "SOP", "--department", "XX"), "--department: 'XX' is none of CS, LG"),
        ((*NEW, "--field", "year=24"), "no number of the shape"),
        ((*NEW, "--field", "year"), "no NAME=VALUE"),
        ((*NEW, "--field", "seq=777"), "--field seq: no part of {type}-{dept}-{year}-{seq:03} that can be said"),
        ((*NEW, "--field", "business=RT"), "--field business: no part of"),
        ((*NEW, "--title", "<b>"), "--title: holds characters"),
        ((*NEW, "--title", "a\u200bb"), "--title: holds characters"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(command: Sop, arguments: tuple[str, ...], words: str) -> None:
    assert command(*arguments) == 2
    assert words in command.err
    assert command.out == ""


def test_a_title_may_hold_what_yaml_would_misread(command: Sop) -> None:
    path = command.repository.root / "content" / made(command, *NEW, "--title", "退款: #1 'a'  \n 申请")
    assert "\ntitle: \"退款: #1 'a' 申请\"\n" in path.read_text("utf-8")


def test_a_person_is_asked(command: Sop, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["SOP", "XX", "客户服务部", "退款申请"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(answers))
    assert made(command, "new", "--as-of", "2025-03-01") == "SOP-CS-2025-001.md"
    assert "CS  客户服务部" in command.err
    assert "There is no “XX”; choose one of CS、LG" in command.err
    answers = iter(["form", "lg", "用印登记表"])
    assert made(command, "new") == "FORM-LG-001.md"


def test_a_clone_of_one_branch_knows_a_part(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit()
    repository.branch("theirs")
    repository.commit()
    repository.go("main")
    part = Sop(repository.clone(tmp_path / "part", "--single-branch"), capsys)
    made(part, *NEW)
    assert "This clone has one branch" in part.err
    whole = Sop(repository.clone(tmp_path / "whole"), capsys)
    made(whole, *NEW)
    assert "one branch" not in whole.err


def test_a_shallow_clone_gives_no_number(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit()
    repository.commit()
    shallow = Sop(repository.clone(tmp_path / "shallow", "--depth", "1", "--no-single-branch"), capsys)
    assert shallow(*NEW) == 2
    assert "git fetch --unshallow" in shallow.err


def test_without_a_repository_only_the_files_are_known(tmp_path: Path, command: Sop) -> None:
    (command.repository.root / ".git").rename(tmp_path / "git")
    assert made(command, *NEW) == "SOP-CS-2024-001.md"
    assert "There is no git repository here" in command.err
