"""`sop fmt --bump`: the version that a change needs, written into the file."""

from pathlib import Path

import pytest

from git_library import MKDOCS, Repository
from history_library import ONE, TWO, sop
from review_library import CALL, ESCALATION, MODULE, SECOND, Proposal, two
from sop_docs.format import with_version

WHY = "客户等得太久，受理要更快"


@pytest.fixture
def library(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Proposal:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    library = Proposal(tmp_path, capsys)
    library.branch("proposal")
    return library


def text(library: Repository, path: str = ONE) -> str:
    return (library.root / path).read_bytes().decode()


@pytest.mark.parametrize(
    ("changed", "version", "weight"),
    [
        (sop(limit="30 分钟", why=WHY), "1.1", "minor"),
        (sop(steps=SECOND, why=WHY), "2.0", "major"),
        (sop(purpose="每件投诉都有结论。", why=WHY), "1.1", "editorial"),
    ],
    ids=["minor", "major", "editorial"],
)
def test_the_number_that_is_needed(library: Proposal, changed: str, version: str, weight: str) -> None:
    library.propose({ONE: changed})
    assert library.sop("fmt", "--bump") == 0
    assert library.sop.out == f"{ONE}\n"
    assert library.sop.err.splitlines() == [
        f"{ONE}: 1.0 → {version} ({weight})",
        "1 version(s) written, 0 left to be written by hand",
    ]
    assert text(library) == changed.replace("version: 1.0", f"version: {version}")
    (one, *_) = library.review()["documents"]
    assert one["bump"]["ok"]


def test_a_second_run_writes_nothing(library: Proposal) -> None:
    library.write({ONE: sop(limit="30 分钟", why=WHY)})
    assert library.sop("fmt", "--bump") == 0
    once = text(library)
    for _ in range(2):
        assert library.sop("fmt", "--bump") == 0
        assert (library.sop.out, text(library)) == ("", once)
        library.commit()
    assert library.sop("fmt", "--bump", "--check") == 0
    assert library.sop.err == "0 version(s) would be written, 0 left to be written by hand\n"


def test_more_is_changed_later(library: Proposal) -> None:
    library.propose({ONE: sop(limit="30 分钟", why=WHY)})
    library.sop("fmt", "--bump")
    library.commit({ONE: text(library) + SECOND})
    assert library.sop("fmt", "--bump") == 0
    assert "version: 2.0\n" in text(library)


@pytest.mark.parametrize(
    ("version", "written"),
    [("1.1", "1.1"), ("2.0", "2.0"), ("1.0", "1.1"), ("0.9", "1.1"), ("1.7", "1.1"), ("4.0", "1.1")],
)
def test_a_house_may_go_further_but_leave_nothing_out(library: Proposal, version: str, written: str) -> None:
    library.propose({ONE: sop(version, limit="30 分钟", why=WHY)})
    library.sop("fmt", "--bump")
    assert f"version: {written}\n" in text(library)


def test_a_reason_is_the_author_s(library: Proposal) -> None:
    library.propose({ONE: sop(limit="30 分钟")})
    told = f"{ONE}: there is no reason: say in one sentence after `change:` why it was changed"
    for _ in range(2):
        assert library.sop("fmt", "--bump") == 0
        assert told in library.sop.err.splitlines()
    assert "change:" not in text(library)


def test_a_reason_of_the_version_before_is_none(library: Proposal) -> None:
    library.go("main")
    library.commit({ONE: sop("1.0", why=WHY)})
    library.branch("again")
    library.commit({ONE: sop("1.0", why=WHY, limit="30 分钟")})
    assert library.sop("fmt", "--bump") == 0
    assert f"{ONE}: the reason “{WHY}” is that of the version before: say why this one was made" in library.sop.err


def test_check_and_diff_write_nothing(library: Proposal) -> None:
    library.propose({ONE: sop(limit="30 分钟", why=WHY)})
    before = text(library)
    assert library.sop("fmt", "--bump", "--check") == 1
    assert library.sop.out == f"{ONE}\n"
    assert library.sop("fmt", "--bump", "--diff") == 1
    assert [line for line in library.sop.out.splitlines() if line[0] in "+-"] == [
        f"--- {ONE}",
        f"+++ {ONE}",
        "-version: 1.0",
        "+version: 1.1",
    ]
    assert text(library) == before


def test_paths_are_those_named(library: Proposal) -> None:
    library.propose({ONE: sop(limit="30 分钟", why=WHY), TWO: two(limit="30 分钟", why=WHY)})
    assert library.sop("fmt", "--bump", str(library.root / TWO)) == 0
    assert library.sop.out == f"{TWO}\n"
    assert "version: 1.0\n" in text(library)


def test_what_was_not_issued_or_says_the_same_keeps_its_number(library: Proposal) -> None:
    draft = "content/cs/SOP-CS-2024-004.md"
    library.commit({draft: sop(number="SOP-CS-2024-004", title="客户建议", status="draft")})
    library.git("branch", "--force", "main", "HEAD")
    library.commit(
        {
            draft: sop(number="SOP-CS-2024-004", title="客户建议", status="draft", steps=SECOND),
            "content/cs/SOP-CS-2024-005.md": sop(number="SOP-CS-2024-005", title="客户表扬"),
            ONE: sop().replace("- 执行：客服专员", "- R: 客服专员"),
        }
    )
    assert library.sop("fmt", "--bump") == 0
    assert library.sop.out == ""


def test_users_of_a_module_are_to_be_looked_at_first(library: Proposal) -> None:
    # A new number would say that somebody did.
    library.propose({MODULE: ESCALATION.replace("执行：客服经理", "执行：法务经理")})
    assert library.sop("fmt", "--bump") == 0
    assert library.sop.out == ""


def test_a_file_that_nobody_can_read_is_left(library: Proposal) -> None:
    library.propose({ONE: sop(limit="30 分钟").replace("scope: {", "scope: {["), TWO: b"\xff\xfe\x00"})
    assert library.sop("fmt", "--bump") == 0
    assert library.sop.out == ""


def test_all_else_stays_byte_for_byte(library: Proposal) -> None:
    odd = sop(steps=CALL, why=WHY).replace("version: 1.0", 'version:   "1.0"   # V1.0').replace("status:", "状态 :")
    odd = odd.replace("- 执行：客服专员", "- R :  客服专员  ") + "\n\n\n"
    raw = b"\xef\xbb\xbf" + odd.replace("\n", "\r\n").encode()
    library.propose({ONE: raw})
    assert library.sop("fmt", "--bump") == 0
    assert (library.root / ONE).read_bytes() == raw.replace(b'"1.0"', b'"2.0"')


@pytest.mark.parametrize("written", ["version: >-\n  1.0", 'version: "1\\x2E0"'])
def test_an_odd_spelling_is_left_to_the_author(library: Proposal, written: str) -> None:
    raw = sop(limit="30 分钟", why=WHY).replace("version: 1.0", written)
    library.propose({ONE: raw})
    assert library.sop("fmt", "--bump") == 1
    assert library.sop.err.splitlines() == [
        f"{ONE}: 1.0 → 1.1 (minor): write it by hand, this spelling of the version is left as it is",
        "0 version(s) written, 1 left to be written by hand",
    ]
    assert (library.sop.out, text(library)) == ("", raw)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("version: 1.0", "version: 1.2"),
        ("版本号：1.0", None),
        ("版本: '1.0' # 1.0", "版本: '1.2' # 1.0"),
        ("? version\n: 1.0", "? version\n: 1.2"),
        ("version: !!str 1.0", None),
        ("version: &v 1.0", None),
        ("{version: 1.0}", None),
        ("version:", None),
        ("title: 1.0", None),
    ],
)
def test_one_file(head: str, expected: str | None) -> None:
    after = with_version("a.md", f"---\nid: SOP-CS-2024-001\n{head}\n---\nversion: 1.0\n".encode(), "1.2")
    assert after == (f"---\nid: SOP-CS-2024-001\n{expected}\n---\nversion: 1.0\n".encode() if expected else None)


def test_the_main_branch_has_several_names(library: Proposal) -> None:
    library.propose({ONE: sop(limit="30 分钟", why=WHY)})
    library.git("branch", "--move", "main", "trunk")
    assert library.sop("fmt", "--bump") == 2
    assert "say with --base what the main branch is" in library.sop.err
    assert library.sop("fmt", "--bump", "--base", "nowhere") == 2
    assert "--base nowhere: no such revision here" in library.sop.err
    assert library.sop("fmt", "--bump", "--base", "trunk") == 0
    assert library.sop.out == f"{ONE}\n"
    library.git("checkout", "--quiet", "--", ".")
    library.git("update-ref", "refs/remotes/origin/trunk", "trunk")
    library.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    assert library.sop("fmt", "--bump") == 0
    assert library.sop.out == f"{ONE}\n"


def test_an_editorial_change_may_be_free(library: Proposal) -> None:
    library.write({"mkdocs.yml": MKDOCS.replace("language: zh", "language: zh, editorial: free")})
    library.propose({ONE: sop(purpose="每件投诉都有结论。")})
    assert library.sop("fmt", "--bump") == 0
    assert (library.sop.out, library.sop.err) == ("", "0 version(s) written, 0 left to be written by hand\n")


def test_base_goes_with_bump(library: Proposal) -> None:
    assert library.sop("fmt", "--base", "main") == 2
    assert "--base goes with --bump" in library.sop.err
