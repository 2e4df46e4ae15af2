"""`sop diff`: two versions, two files, two revisions; of bundles what cannot be compared."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from history_library import ONE, TWO, sop
from review_library import ESCALATION, FORM, MODULE, RECORD, SCHEMAS, SECOND, THREE, Proposal, two

WHY = "客户等得太久，受理要更快"
SHORTER = sop("1.1", why=WHY, limit="30 分钟", effective="2024-07-01")
FIRST, SECOND_VERSION = "SOP-CS-2024-001@1.0", "SOP-CS-2024-001@1.1"
NOTHING = "No difference in what the procedures say (version, status, dates, reason and path are not compared)\n"


@pytest.fixture
def library(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Proposal:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    library = Proposal(tmp_path, capsys)
    monkeypatch.chdir(library.root)
    return library


def compared(library: Proposal, before: str, after: str) -> Any:  # noqa: ANN401 - JSON
    """Return the comparison as JSON has it, when its status is right."""
    status = library.sop("diff", before, after, "--format", "json")
    assert status in {0, 1}, library.sop.err
    document = json.loads(library.sop.out)
    jsonschema.validate(document, json.loads((SCHEMAS / "sop-diff-1.json").read_text("utf-8")))
    assert status == (1 if document["documents"] else 0)
    return document


def lines(library: Proposal, before: str, after: str) -> list[str]:
    """Return a line a document: `NUMBER CHANGE BEFORE→AFTER SEVERITY | CHANGES`."""
    return [
        f"{one['number']} {one['change']} {one['version']['before'] or ''}→{one['version']['after'] or ''} "
        f"{one['severity']} | {' '.join(change['kind'] for change in one['changes'])}".rstrip(" |")
        for one in compared(library, before, after)["documents"]
    ]


def test_two_versions(library: Proposal) -> None:
    newest = library.commit({ONE: SHORTER})
    assert library.sop("diff", FIRST, SECOND_VERSION) == 1
    assert library.sop.out.splitlines() == [
        "SOP-CS-2024-001 1.0 → 1.1, minor: 客户投诉处理",
        "  - step 1 “受理”: limit ≤ 1 小时 → ≤ 30 分钟 (shorter)",
    ]
    found = compared(library, FIRST, SECOND_VERSION)
    assert found["before"] == {"kind": "version", "name": FIRST, "commit": library.first}
    assert found["after"] == {"kind": "version", "name": SECOND_VERSION, "commit": newest}
    assert found["severity"] == "minor"
    assert library.sop("log", "SOP-CS-2024-001", "--format", "json") == 0
    assert json.loads(library.sop.out)["versions"][0]["changes"] == found["documents"][0]["changes"]


def test_the_other_way_round(library: Proposal) -> None:
    library.commit({ONE: SHORTER})
    assert lines(library, SECOND_VERSION, FIRST) == ["SOP-CS-2024-001 revised 1.1→1.0 minor | step.limit.longer"]


def test_the_same_is_no_difference(library: Proposal) -> None:
    assert library.sop("diff", FIRST, FIRST) == 0
    assert library.sop.out == NOTHING
    assert library.sop("diff", "HEAD", "HEAD") == 0
    assert library.sop.out == NOTHING
    library.commit({ONE: sop("1.1", why=WHY, effective="2024-07-01")})
    assert lines(library, FIRST, SECOND_VERSION) == []
    assert lines(library, "HEAD~1", "HEAD") == []


def test_a_version_has_what_it_stood_on_at_its_end(library: Proposal) -> None:
    library.commit({MODULE: ESCALATION.replace("执行：客服经理", "执行：法务经理")})
    library.commit({TWO: two("2.0", why=WHY, effective="2024-07-01")})
    name = "SOP-CS-2024-002"
    assert lines(library, f"{name}@1.0", f"{name}@2.0") == []
    library.commit({MODULE: ESCALATION, TWO: two("3.0", why=WHY, effective="2024-08-01")})
    assert lines(library, f"{name}@2.0", f"{name}@3.0") == [f"{name} revised 2.0→3.0 major | duty.replaced"]


def test_a_version_of_the_work_tree(library: Proposal) -> None:
    library.write({ONE: SHORTER})
    assert lines(library, FIRST, SECOND_VERSION) == ["SOP-CS-2024-001 revised 1.0→1.1 minor | step.limit.shorter"]
    assert compared(library, FIRST, SECOND_VERSION)["after"]["commit"] is None


def test_a_version_that_nobody_can_read(library: Proposal) -> None:
    broken = SHORTER.replace("scope: {", "scope: {[")
    library.commit({ONE: broken})
    found = compared(library, FIRST, SECOND_VERSION)["documents"]
    assert [(one["severity"], one["changes"][0]["kind"]) for one in found] == [("major", "unreadable")]


def test_versions_of_two_documents(library: Proposal) -> None:
    (one,) = compared(library, FIRST, "SOP-CS-2024-002@1.0")["documents"]
    assert (one["number"], one["path"], one["path_before"]) == (
        "SOP-CS-2024-002",
        "cs/SOP-CS-2024-002.md",
        "cs/SOP-CS-2024-001.md",
    )
    assert {"number", "title", "step.added"} <= {change["kind"] for change in one["changes"]}


def test_two_files(library: Proposal, tmp_path: Path) -> None:
    library.write({"content/cs/copy.md": SHORTER})
    expected = ["SOP-CS-2024-001 revised 1.0→1.1 minor | step.limit.shorter"]
    assert lines(library, ONE, "content/cs/copy.md") == expected
    # As `git difftool` hands it over.
    (tmp_path / "after.md").write_text(SHORTER, "utf-8")
    assert lines(library, ONE, str(tmp_path / "after.md")) == expected
    assert lines(library, ONE, ONE) == []


def test_a_file_and_a_version(library: Proposal) -> None:
    library.write({ONE: SHORTER})
    assert lines(library, FIRST, ONE) == ["SOP-CS-2024-001 revised 1.0→1.1 minor | step.limit.shorter"]
    assert compared(library, FIRST, ONE)["after"] == {"kind": "file", "name": ONE, "commit": None}


def test_two_files_need_no_repository(library: Proposal) -> None:
    library.write({"content/cs/copy.md": SHORTER})
    (library.root / ".git").rename(library.root / "away")
    assert len(lines(library, ONE, "content/cs/copy.md")) == 1
    for pair in ((FIRST, ONE), ("main", "HEAD")):
        assert library.sop("diff", *pair) == 2
        assert library.sop.err.startswith("sop: there is no git repository here, so ")


def test_two_revisions(library: Proposal) -> None:
    new = sop(number="SOP-CS-2024-004", title="客户建议", steps=SECOND)
    library.commit({ONE: SHORTER, "content/cs/SOP-CS-2024-004.md": new}, without=TWO)
    assert lines(library, "HEAD~1", "HEAD") == [
        "SOP-CS-2024-001 revised 1.0→1.1 minor | step.limit.shorter",
        "SOP-CS-2024-002 removed 1.0→ major",
        "SOP-CS-2024-004 added →1.0 major",
    ]
    assert [line.split(" 1.")[0] for line in lines(library, "HEAD", "HEAD~1")] == [
        "SOP-CS-2024-001 revised",
        "SOP-CS-2024-002 added →1.0 major",
        "SOP-CS-2024-004 removed",
    ]
    found = compared(library, "HEAD~1", "main")
    assert found["before"] == {"kind": "revision", "name": "HEAD~1", "commit": library.first}


def test_revisions_are_compared_as_they_are(library: Proposal) -> None:
    library.branch("proposal")
    library.commit({TWO: two("1.1", why=WHY, limit="30 分钟", effective="2024-07-01")})
    library.go("main")
    library.commit({ONE: SHORTER})
    assert [line.split(" |")[0] for line in lines(library, "main", "proposal")] == [
        "SOP-CS-2024-001 revised 1.1→1.0 minor",
        "SOP-CS-2024-002 revised 1.0→1.1 minor",
    ]


def test_a_change_of_a_module_is_one_of_its_users(library: Proposal) -> None:
    library.commit({MODULE: ESCALATION.replace("执行：客服经理", "执行：法务经理")})
    assert lines(library, "HEAD~1", "HEAD") == ["SOP-CS-2024-002 revised 1.0→1.0 major | duty.replaced"]


def test_a_change_of_a_form_is_one_of_its_users(library: Proposal) -> None:
    library.commit({FORM: RECORD, ONE: sop().replace("- 输出：受理单", "- 输出：受理单\n- 表单：FORM-CS-001")})
    library.commit({FORM: RECORD.replace("客户ID", "客户号码")})
    (one,) = compared(library, "HEAD~1", "HEAD")["documents"]
    assert (one["number"], one["severity"]) == ("SOP-CS-2024-001", "minor")


def test_a_move_and_layout_are_no_difference(library: Proposal) -> None:
    library.commit({"content/new/SOP-CS-2024-002.md": two()}, without=TWO)
    library.commit({ONE: sop().replace("- 执行：客服专员", "- R: 客服专员").replace("\n", "\r\n")})
    assert lines(library, "HEAD~2", "HEAD") == []


def test_a_move_with_a_change_tells_both(library: Proposal) -> None:
    library.commit({"content/new/SOP-CS-2024-001.md": SHORTER}, without=ONE)
    assert library.sop("diff", "HEAD~1", "HEAD") == 1
    assert library.sop.out.splitlines()[:2] == [
        "SOP-CS-2024-001 1.0 → 1.1, minor: 客户投诉处理",
        "  * the file moved from cs/SOP-CS-2024-001.md to new/SOP-CS-2024-001.md",
    ]


def test_a_retirement_is_a_difference(library: Proposal) -> None:
    library.commit({THREE: sop(status="retired", number="SOP-CS-2024-003", title="客户回访")})
    assert [line.split(" |")[0] for line in lines(library, "HEAD~1", "HEAD")] == [
        "SOP-CS-2024-003 retired 1.0→1.0 major"
    ]


def test_markdown(library: Proposal) -> None:
    library.commit({ONE: SHORTER.replace("客户投诉处理", "客户 @all 投诉")})
    assert library.sop("diff", FIRST, SECOND_VERSION, "--format", "markdown") == 1
    text = library.sop.out
    assert text.startswith("# SOP-CS-2024-001@")
    assert "@all" not in text
    assert "## SOP-CS-2024-001 1.0 → 1.1, minor: 客户 @" in text
    assert "- step 1 “受理”: limit ≤ 1 小时 → ≤ 30 分钟 (shorter)" in text
    assert library.sop("diff", FIRST, FIRST, "--format", "markdown") == 0
    assert library.sop.out.endswith(NOTHING)


def test_output_is_a_file(library: Proposal) -> None:
    library.commit({ONE: SHORTER})
    assert library.sop("diff", FIRST, SECOND_VERSION, "--output", str(library.root / "diff.txt")) == 1
    assert library.sop.out == ""
    assert (library.root / "diff.txt").read_text("utf-8").startswith("SOP-CS-2024-001 1.0 → 1.1")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "SOP-CS-2024-001@9.9",
            FIRST,
            "@9.9: no commit has this version of SOP-CS-2024-001; there are 1.0",
        ),
        ("SOP-XX-2024-001@1.0", FIRST, "SOP-XX-2024-001: no commit has such a document"),
        ("nowhere", "HEAD", "nowhere: no file, no NUMBER@VERSION, and no revision here"),
        ("--all", "HEAD", "No such option"),
        ("HEAD", FIRST, "HEAD is no file and no NUMBER@VERSION, and a revision is compared with a revision"),
        ("content", "HEAD", "content: a folder, and no bundle; sop export would have written manifest.json into it"),
        ("one.zip", "two.zip", "one.zip: not as it was written (not an archive that can be read)"),
        ("one.zip", "HEAD", "one.zip is a bundle, and HEAD is no folder and no .zip that could be another"),
        (ONE, "one.zip", f"one.zip is a bundle, and {ONE} is no folder and no .zip that could be another"),
        ("gone.zip", "one.zip", "one.zip is a bundle, and gone.zip is no folder and no .zip that could be another"),
        (MODULE, ONE, f"{MODULE}: no SOP that can be read"),
        (ONE, "content/broken.md", "content/broken.md: no SOP that can be read"),
    ],
)
def test_what_cannot_be_compared(library: Proposal, before: str, after: str, said: str) -> None:
    library.write({"one.zip": b"PK", "two.zip": b"PK", "content/broken.md": b"\xff\xfe\x00"})
    assert library.sop("diff", before, after) == 2
    assert said in library.sop.err
    assert "Traceback" not in library.sop.err
