"""A review reads what differs, and nothing twice."""

from collections import Counter
from pathlib import Path

import pytest

import sop_docs.project.load
from history_library import sop
from review_library import DAY, MODULE, Proposal
from sop_docs.model.place import Source
from sop_docs.model.vocabulary import Vocabulary
from sop_docs.parse.document import Document, read_document

WHY = "受理要更快，客户等得太久"
COUNT = 30


@pytest.fixture
def proposal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Proposal:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    proposal = Proposal(tmp_path, capsys)
    proposal.commit({path(index): text(index) for index in range(COUNT)})
    return proposal


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each file was read, by its name; one that was changed may be read as it was and as it is."""
    counted: Counter[str] = Counter()

    def counting(source: Source, vocabulary: Vocabulary) -> Document:
        counted[source.path.rpartition("/")[2].removesuffix(".md")] += 1
        return read_document(source, vocabulary)

    monkeypatch.setattr(sop_docs.project.load, "read_document", counting)
    return counted


def path(index: int) -> str:
    return f"content/lg/SOP-LG-2024-{index:03}.md"


def text(index: int, version: str = "1.0", limit: str = "1 小时", effective: str = "2024-05-01") -> str:
    number, title = f"SOP-LG-2024-{index:03}", f"合同审查 {index}"
    return sop(version, number=number, title=title, why=WHY, limit=limit, effective=effective)


def test_after_a_check_only_what_changed_is_read(proposal: Proposal, read: Counter[str]) -> None:
    proposal.propose({path(index): text(index, "1.1", "2 小时", "2024-07-01") for index in (3, 7, 9)})
    proposal.sop("check", "--as-of", DAY)
    read.clear()
    review = proposal.review()
    assert [one["number"] for one in review["documents"]] == [f"SOP-LG-2024-{index:03}" for index in (3, 7, 9)]
    changed = {f"SOP-LG-2024-{index:03}" for index in (3, 7, 9)}
    assert {name: count for name, count in read.items() if name.startswith("SOP-LG")} == dict.fromkeys(changed, 2)


def test_without_a_check_before_nothing_is_read_twice(proposal: Proposal, read: Counter[str]) -> None:
    proposal.propose({path(3): text(3, "1.1", "2 小时", "2024-07-01")})
    proposal.review("--head", "HEAD")
    counts = {count for name, count in read.items() if name.startswith("SOP-LG") and not name.endswith("003")}
    assert counts == {1}
    assert read[Path(MODULE).stem] == 1


def test_another_title_is_no_reason_to_read_others(proposal: Proposal, read: Counter[str]) -> None:
    proposal.sop("check", "--as-of", DAY)
    proposal.propose({path(3): text(3, "1.1").replace("合同审查 3", "合同复审")})
    read.clear()
    proposal.review()
    assert {name: count for name, count in read.items() if name.startswith("SOP-LG")} == {"SOP-LG-2024-003": 2}


@pytest.mark.parametrize("checked", [False, True])
def test_of_a_document_that_is_new_the_others_are_read_once(
    proposal: Proposal, read: Counter[str], *, checked: bool
) -> None:
    if checked:
        proposal.sop("check", "--as-of", DAY)
    proposal.propose({path(COUNT): text(COUNT)})
    read.clear()
    review = proposal.review()
    assert [(one["number"], one["change"]) for one in review["documents"]] == [("SOP-LG-2024-030", "added")]
    assert {count for name, count in read.items() if name.startswith("SOP-")} == {1}


@pytest.mark.parametrize("checked", ["main", "proposal", "both"])
def test_what_was_kept_of_either_side_changes_nothing(proposal: Proposal, checked: str) -> None:
    linked = text(4).replace("每件都有结论。", "见 [甲](SOP-LG-2024-003.md#step-accept) 和 SOP-LG-2024-029。")
    proposal.commit({path(4): linked})
    changed = text(3, "1.1").replace("步骤号：accept", "步骤号：take")
    proposal.propose({path(3): changed, path(31): text(31)}, without=path(29))
    fresh = proposal.review()
    assert {problem["code"] for problem in fresh["verdict"]["problems"]} >= {"SOP705", "SOP708"}
    for branch in ("main", "proposal"):
        if checked in {branch, "both"}:
            proposal.git("switch", "--quiet", branch)
            proposal.sop("check", "--as-of", DAY)
    proposal.git("switch", "--quiet", "proposal")
    assert [proposal.review(), proposal.review()] == [fresh, fresh]


def test_what_only_moved_is_not_read_for_the_report(proposal: Proposal, read: Counter[str]) -> None:
    proposal.branch("proposal")
    (proposal.root / "content/lg").rename(proposal.root / "content/law")
    proposal.commit()
    review = proposal.review("--head", "HEAD")
    assert {one["change"] for one in review["documents"]} == {"moved"}
    assert max(count for name, count in read.items() if name.startswith("SOP-LG")) == 2
