"""However a repository was cloned, the log is the same, or an error that says what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from git_library import Repository
from history_library import ONE, WORDS, Story, sop

NUMBER = "SOP-CS-2024-001"
LOG = [
    "1.0 (2024-04-20) superseded 2024-05-01..2024-06-20 | Wang Li | [新建]",
    "1.1 (2024-06-20) in-force 2024-06-20.. | Li Lei | 人手减少 | step.limit.longer ≤ 1 小时→≤ 2 小时",
]


@pytest.fixture
def story(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Story:
    story = Story(tmp_path, capsys, monkeypatch)
    story.on("2024-04-20").commit({ONE: sop()}, "新建")
    story.branch("revise")
    story.on("2024-06-10", "Li Lei").commit({ONE: sop("1.1", limit="2 小时", why="人手减少")}, "放宽")
    story.go("main")
    story.on("2024-06-20").git("merge", "--quiet", "--no-ff", "--message", "合并", "revise")
    return story


def clone(*options: str) -> Callable[[Story, Path], Path]:
    def cloned(story: Story, root: Path) -> Path:
        return story.clone(root, *options).root

    return cloned


def worktree(story: Story, root: Path) -> Path:
    story.git("worktree", "add", "--quiet", "--detach", str(root))
    return root


def bare(story: Story, root: Path) -> Path:
    bare = story.clone(root.parent / "bare.git", "--bare")
    bare.git("worktree", "add", "--quiet", str(root), "main")
    return root


def submodule(story: Story, root: Path) -> Path:
    around = Repository(root)
    around.commit()
    around.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", story.root.as_uri(), "sops")
    return root / "sops"


def detached(story: Story, root: Path) -> Path:
    cloned = story.clone(root)
    cloned.git("checkout", "--quiet", "--detach")
    cloned.git("branch", "--quiet", "-D", "main")
    return root


def packed(story: Story, root: Path) -> Path:
    cloned = story.clone(root)
    cloned.git("gc", "--quiet")
    cloned.git("commit-graph", "write", "--reachable")
    return root


def referring(story: Story, root: Path) -> Path:
    return story.clone(root, "--shared").root


@pytest.mark.parametrize(
    "make",
    [
        clone(),
        clone("--no-local"),
        clone("--single-branch"),
        clone("--no-tags", "--branch", "main"),
        worktree,
        bare,
        submodule,
        detached,
        packed,
        referring,
    ],
    ids=["full", "no-local", "single", "branch", "worktree", "bare", "submodule", "detached", "packed", "shared"],
)
def test_every_clone_has_the_same_log(story: Story, tmp_path: Path, make: Callable[[Story, Path], Path]) -> None:
    here = story.raw()
    assert story.log() == LOG
    assert story.at(make(story, tmp_path / "clone")).raw() == here


def test_a_library_in_a_folder_of_a_repository(story: Story, tmp_path: Path) -> None:
    large = Repository(tmp_path / "large")
    large.on("2024-01-10").commit({"content/x.md": sop("9.9")}, "另一个库")
    files = {f"docs/sops/{path}": story.git("show", f"main:{path}") + "\n" for path in ("mkdocs.yml", WORDS)}
    large.on("2024-04-20").commit({**files, f"docs/sops/{ONE}": sop()}, "新建")
    large.on("2024-05-10").commit({"src/main.c": "int main;\n"}, "无关")
    raised = sop("1.1", limit="2 小时", why="人手减少")
    large.on("2024-06-20", "Li Lei").commit({f"docs/sops/{ONE}": raised}, "放宽")
    assert story.at(large.root / "docs/sops").log() == LOG


def test_a_shallow_clone_is_refused_with_what_mends_it(story: Story, tmp_path: Path) -> None:
    shallow = story.at(story.clone(tmp_path / "clone", "--depth", "1").root)
    for command in (("log", NUMBER), ("check",), ("show", f"{NUMBER}@1.0"), ("list", "--as-of", "2024-05-01")):
        assert shallow.sop(*command) == 2
        assert "git fetch --unshallow" in shallow.sop.err
        assert shallow.sop.err.count("\n") == 1
    shallow.git("fetch", "--quiet", "--unshallow")
    assert shallow.raw() == story.raw()


def test_a_partial_clone_is_refused_or_right(story: Story, tmp_path: Path) -> None:
    story.git("config", "uploadpack.allowFilter", "true")
    partial = story.at(story.clone(tmp_path / "clone", "--filter=blob:none").root)
    if partial.sop("log", NUMBER) == 2:
        assert "git fetch --refetch --no-filter" in partial.sop.err
        partial.git("fetch", "--quiet", "--refetch", "--no-filter")
    assert partial.raw() == story.raw()


def test_a_partial_clone_that_cannot_fetch_is_refused(story: Story, tmp_path: Path) -> None:
    story.git("config", "uploadpack.allowFilter", "true")
    partial = story.at(story.clone(tmp_path / "clone", "--filter=blob:none").root)
    story.root.rename(tmp_path / "gone")
    assert partial.sop("log", NUMBER) == 2
    assert partial.sop.err.count("\n") == 1


def test_replaced_and_grafted_history_is_the_real_one(story: Story) -> None:
    first = story.git("rev-list", "--max-parents=0", "main")
    story.git("checkout", "--quiet", "--orphan", "forged")
    forged = story.on("2001-01-01", "The CEO").commit({ONE: sop("7.7")}, "伪造")
    story.go("main")
    story.git("replace", first, forged)
    (story.root / ".git/info").mkdir(exist_ok=True)
    (story.root / ".git/info/grafts").write_text(story.git("rev-parse", "main") + "\n", "utf-8")
    assert story.log() == LOG


def test_settings_of_the_repository_change_nothing(story: Story, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    settings = {
        "core.fsmonitor": f"touch {ran};false",
        "core.quotePath": "true",
        "core.abbrev": "5",
        "diff.renames": "copies",
        "diff.external": f"touch {ran}",
        "diff.x.textconv": f"touch {ran}",
        "diff.orderFile": "/dev/stdin",
        "log.showSignature": "true",
        "log.follow": "true",
        "log.date": "relative",
        "log.diffMerges": "combined",
        "log.mailmap": "false",
        "format.pretty": "oneline",
        "i18n.logOutputEncoding": "gb18030",
        "trailer.separators": "%",
        "core.hooksPath": str(tmp_path),
        "color.ui": "always",
    }
    for name, value in settings.items():
        story.git("config", name, value)
    story.write({".gitattributes": "*.md diff=x\n"})
    assert story.log() == LOG
    assert not ran.exists()


def test_the_environment_leads_to_no_other_repository(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "other")
    other.commit({ONE: sop("7.7")})
    for name, value in {"GIT_DIR": other.root / ".git", "GIT_WORK_TREE": other.root, "GIT_TRACE": "1"}.items():
        monkeypatch.setenv(name, str(value))
    assert story.log() == LOG


def test_without_a_repository(story: Story, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    story.root.rename(alone)
    (alone / ".git").rename(tmp_path / "away")
    there = story.at(alone)
    for command in (("log", NUMBER), ("show", f"{NUMBER}@1.0")):
        assert there.sop(*command) == 2
        assert there.sop.err.count("\n") == 1
        assert "repository" in there.sop.err
    assert there.sop("check", "--select", "SOP17") == 0
    assert there.sop("show", NUMBER) == 0


def test_without_git(story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert story.sop("log", NUMBER) == 2
    assert "git is not installed" in story.sop.err
    assert story.sop("check", "--no-history", "--select", "SOP17") == 0


def test_names_that_are_no_text(story: Story) -> None:
    names = ["a\nb.md", "\udcff\udcfe.md", "tab\there.md", "空 格 “引号”.md", ":0 R100.md"]
    for name in names:
        (story.root / "content" / name).write_bytes(b"# x\n")
    story.on("2024-06-21").commit()
    for name in names:
        (story.root / "content" / name).unlink()
    story.on("2024-06-22").commit()
    assert [story.log(), story.log()] == [LOG, LOG]


def test_a_submodule_in_the_library(story: Story, tmp_path: Path) -> None:
    other = Repository(tmp_path / "other")
    other.commit({"x.md": sop("7.7")})
    story.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.root.as_uri(), "content/sub.md")
    story.on("2024-06-21").commit()
    assert story.log() == LOG


def test_longer_hashes(story: Story, tmp_path: Path) -> None:
    (story.root / ".git").rename(tmp_path / "away")
    story.git("init", "--quiet", "--object-format=sha256", "--initial-branch=main")
    story.on("2024-04-20").commit({ONE: sop()}, "新建")
    story.on("2024-06-20", "Li Lei").commit({ONE: sop("1.1", limit="2 小时", why="人手减少")}, "放宽")
    assert (story.log(), story.findings()) == (LOG, [])


def test_many_branches_at_once(story: Story) -> None:
    names = [f"branch-{number}" for number in range(12)]
    for number, name in enumerate(names):
        story.branch(name, "main")
        text = sop(number=f"SOP-CS-2024-1{number:02}", title=f"流程{number}")
        story.on("2024-06-21", f"Author {number}").commit({f"content/cs/{number}.md": text})
    story.go("main")
    story.on("2024-06-25").git("merge", "--quiet", "--no-ff", "--message", "十二支", *names)
    assert story.log() == LOG
    assert story.log("SOP-CS-2024-107") == ["1.0 (2024-06-25) in-force 2024-06-25.. | Author 7 | [十二支]"]
