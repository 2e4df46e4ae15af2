"""Who approved, as the CI files ask a forge: their own commands against what GitHub and GitLab answer."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from threading import Thread
from typing import Any, ClassVar

import jsonschema
import pytest
from ci_files import APPROVALS, BIN, PIPELINE, ROOT, read, script, shell, steps

from git_library import Repository
from history_library import ONE, WORDS
from history_library import sop as document
from review_library import HOUSE, SECOND

SCHEMA = json.loads((ROOT / "plugins/sop_docs/schemas/sop-approvals-1.json").read_text("utf-8"))
CHANGED = document("2.0", why="受理要更快，客户等得太久", steps=SECOND.replace("客服专员", "法务经理"))
"""A change that 客服经理 (ChenJing), 法务经理 (zhengyu) and 总监 (liuyang) have to approve."""
HEAD, OLD, UNKNOWN = "a" * 40, "b" * 40, "0" * 40
needs_jq = pytest.mark.skipif(not which("jq"), reason="runners have it")

GH = """\
#!/usr/bin/env python3
import json, pathlib, subprocess, sys
command, paginate, address, jq, query = sys.argv[1:]
assert (command, paginate, jq) == ("api", "--paginate", "--jq")
answers = json.loads(pathlib.Path(__file__).with_name("answers.json").read_text())
if address not in answers:
    sys.exit("gh: Not Found (HTTP 404)")
for page in answers[address]:
    subprocess.run(["jq", "--raw-output", "--compact-output", query], input=json.dumps(page), text=True, check=True)
"""
REVIEWS = "repos/o/r/pulls/7/reviews?per_page=100"
TIMELINE = "repos/o/r/issues/7/timeline?per_page=100"
ACCOUNTS = {"ChenJing": 11, "ZhengYu": 12, "liuyang": 13, "wangli": 14, "liuyang[bot]": 15}
AUTHOR = "14"
ALL = ("ChenJing", "ZhengYu", "liuyang")


def said(who: str, state: str, at: str, commit: str = HEAD) -> dict[str, Any]:
    """Return a review as GitHub tells of it, given at a time of one day."""
    user = {"login": who, "id": ACCOUNTS[who], "type": "Bot" if who.endswith("[bot]") else "User"}
    review = {"user": user, "body": "x", "state": state, "author_association": "MEMBER", "commit_id": commit}
    return {**review, "submitted_at": f"2024-06-03T{at}:00Z"} if at else review


def approved(who: str, at: str = "10:00", commit: str = HEAD) -> dict[str, Any]:
    return said(who, "APPROVED", at, commit)


def pushed_over(at: str) -> dict[str, Any]:
    """Return what a timeline says of a branch that was pushed over."""
    return {"event": "head_ref_force_pushed", "commit_id": HEAD, "created_at": f"2024-06-03T{at}:00Z"}


def ask_github(
    folder: Path, pages: list[list[dict[str, Any]]], pushes: tuple[str, ...] = (), head: str = HEAD
) -> dict[str, Any]:
    """Return the file that the workflow makes of reviews, page by page, and of pushes over the branch."""
    timeline = [[{"event": "committed", "sha": head}], [{"event": "reviewed"}, *map(pushed_over, pushes)]]
    (folder / "answers.json").write_text(json.dumps({REVIEWS: pages, TIMELINE: timeline}), "utf-8")
    done = shell(folder, steps("approvals", APPROVALS)["Approvals"], **github(folder), HEAD=head)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    found: dict[str, Any] = json.loads((folder / "approvals.json").read_text("utf-8"))
    jsonschema.validate(found, SCHEMA)
    return found


def github(folder: Path) -> Mapping[str, str]:
    """Return the environment of the workflow's steps, with a `gh` that answers from a file."""
    (folder / "gh").write_text(GH, "utf-8")
    (folder / "gh").chmod(0o755)
    path = f"{folder}:{BIN}:{os.environ['PATH']}"
    named = {"RUNNER_TEMP": str(folder), "GITHUB_STEP_SUMMARY": str(folder / "summary.md"), "PATH": path}
    return {**named, "GITHUB_REPOSITORY": "o/r", "NUMBER": "7", "AUTHOR": AUTHOR, "BASE": "origin/main"}


def told(found: Mapping[str, Any]) -> list[str]:
    """Return who approved what, in the order of the file."""
    names = {HEAD: "head", OLD: "old", UNKNOWN: "unknown"}
    return [f"{one['by']} {names[one['commit']]}" for one in found["approvals"]]


@needs_jq
@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([[]], []),
        ([[approved("ZhengYu")], [approved("ChenJing"), approved("liuyang")]], [f"{who} head" for who in ALL]),
        ([[approved("ZhengYu", commit=OLD)]], ["ZhengYu old"]),
        ([[said("ZhengYu", "DISMISSED", "10:00")]], []),
        ([[approved("ZhengYu"), said("ZhengYu", "CHANGES_REQUESTED", "11:00")]], []),
        ([[approved("ZhengYu"), said("ZhengYu", "DISMISSED", "11:00")]], []),
        ([[said("ZhengYu", "DISMISSED", "10:00")], [approved("ZhengYu", "11:00")]], ["ZhengYu head"]),
        ([[said("ZhengYu", "CHANGES_REQUESTED", "10:00", OLD)], [approved("ZhengYu", "11:00")]], ["ZhengYu head"]),
        ([[approved("ZhengYu", "11:00")], [approved("ZhengYu", "10:00", OLD)]], ["ZhengYu head"]),
        ([[approved("ZhengYu"), said("ZhengYu", "COMMENTED", "11:00")]], ["ZhengYu head"]),
        ([[approved("ZhengYu"), said("ZhengYu", "PENDING", "")]], ["ZhengYu head"]),
        ([[approved("liuyang[bot]")]], []),
        ([[approved("wangli")]], []),
        ([[{**approved("ZhengYu"), "user": None}]], []),
        ([[{**approved("ZhengYu"), "commit_id": None}]], ["ZhengYu unknown"]),
    ],
    ids=[
        "nobody",
        "on two pages",
        "stale",
        "dismissed",
        "changed mind",
        "last one dismissed",
        "approved again",
        "asked for changes, then approved",
        "in another order",
        "only commented later",
        "still writes",
        "a program",
        "who opened it",
        "an account that is gone",
        "a commit that is gone",
    ],
)  # fmt: skip
def test_github_says_who_approved(tmp_path: Path, pages: list[list[dict[str, Any]]], expected: list[str]) -> None:
    found = ask_github(tmp_path, pages)
    assert (found["head"], told(found)) == (HEAD, expected)


@needs_jq
def test_an_approval_has_a_time(tmp_path: Path) -> None:
    one = {"by": "ZhengYu", "commit": HEAD, "at": "2024-06-03T10:00:00Z"}
    assert ask_github(tmp_path, [[approved("ZhengYu")]]) == {"head": HEAD, "approvals": [one]}


@needs_jq
@pytest.mark.parametrize(
    ("pushes", "expected"),
    [
        (("09:00",), "head"),
        (("10:00",), "unknown"),
        (("11:00",), "unknown"),
        (("09:00", "11:00"), "unknown"),
        (("11:00", "09:00"), "unknown"),
    ],
)
def test_who_approved_what_was_pushed_over_has_to_look_again(
    tmp_path: Path, pushes: tuple[str, ...], expected: str
) -> None:
    # GitHub says of such an approval, given at ten, that it is of the new commit.
    assert told(ask_github(tmp_path, [[approved("ZhengYu")]], pushes)) == [f"ZhengYu {expected}"]


@needs_jq
@pytest.mark.parametrize("silent", [REVIEWS, TIMELINE])
def test_nobody_has_approved_where_github_does_not_answer(tmp_path: Path, silent: str) -> None:
    answers = {REVIEWS: [[approved("ZhengYu")]], TIMELINE: [[]]}
    del answers[silent]
    (tmp_path / "answers.json").write_text(json.dumps(answers), "utf-8")
    (tmp_path / "repository").mkdir()
    done = shell(tmp_path, steps("approvals", APPROVALS)["Approvals"], **github(tmp_path), HEAD=HEAD)
    assert (done.returncode != 0, "HTTP 404" in done.stderr) == (True, True)


@pytest.fixture
def proposal(tmp_path: Path) -> Repository:
    """Return the clone of a runner: a branch from `main` with two commits, of which the second is to be approved."""
    repository = Repository(tmp_path / "library")
    repository.write({WORDS: HOUSE})
    repository.commit({ONE: document()})
    repository.branch("proposal")
    repository.on("2024-06-01", "Wang Li <1234+wangli@users.noreply.github.com>")
    repository.commit({ONE: CHANGED.replace("1 小时", "2 小时")})
    repository.commit({ONE: CHANGED})
    repository.git("update-ref", "refs/remotes/origin/main", "main")
    return repository


def verdict(proposal: Repository, folder: Path, reviews: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """Return the status of the workflow's steps, one after the other, and who did not approve by the summary."""
    head = proposal.git("rev-parse", "HEAD")
    ask_github(folder, [reviews], head=head)
    run = steps("approvals", APPROVALS)
    assert shell(proposal.root, run["Main branch"], **github(folder)).returncode == 0
    done = shell(proposal.root, run["Verdict"], **github(folder), HEAD=head)
    assert proposal.git("rev-parse", "HEAD") == proposal.git("rev-parse", "main")
    lacking = open_posts((folder / "summary.md").read_text("utf-8"))
    assert open_posts(done.stdout) == lacking
    return done.returncode, lacking


def open_posts(report: str) -> list[str]:
    """Return the posts that a report says have not approved, those that have to look again with a star."""
    posts = re.findall(r"^(?:- |  )(\S+?)（.*?）：.* · (.*)$", report, re.MULTILINE)
    return [post + "*" * ("旧提交" in consent) for post, consent in posts if not consent.startswith("已由")]


@needs_jq
def test_all_who_have_to_approved_on_github(proposal: Repository, tmp_path: Path) -> None:
    head = proposal.git("rev-parse", "HEAD")
    reviews = [approved(who, commit=head) for who in ALL]
    assert verdict(proposal, tmp_path, reviews) == (0, [])


@needs_jq
def test_one_is_missing_and_one_is_stale_on_github(proposal: Repository, tmp_path: Path) -> None:
    head, old = proposal.git("rev-parse", "HEAD"), proposal.git("rev-parse", "HEAD~")
    reviews = [approved("ChenJing", commit=head), approved("ZhengYu", commit=old), approved("wangli", commit=head)]
    assert verdict(proposal, tmp_path, reviews) == (1, ["法务经理*", "总监"])


@needs_jq
def test_what_a_pull_request_brings_has_no_say(proposal: Repository, tmp_path: Path) -> None:
    """It gives the posts to somebody else, and lets the tool look elsewhere."""
    house = HOUSE.replace("people: [", "people: [mole, ") + "  mole: {name: 鼹鼠, forge: wangli}\n"
    mkdocs = (proposal.root / "mkdocs.yml").read_text("utf-8").replace("docs_dir: content", "docs_dir: nothing")
    proposal.commit({WORDS: house, "mkdocs.yml": mkdocs, "nothing/index.md": "# x\n", "requirements.txt": "mole\n"})
    head = proposal.git("rev-parse", "HEAD")
    assert verdict(proposal, tmp_path, [approved("wangli", commit=head)]) == (1, ["客服经理", "法务经理", "总监"])
    assert not (proposal.root / "requirements.txt").exists()


def test_the_workflow_may_read_and_runs_nothing_of_a_pull_request() -> None:
    workflow = read(APPROVALS)
    # YAML takes `on` for a truth value.
    assert workflow[True] == {"pull_request_review": {"types": ["submitted", "dismissed"]}}
    (job,) = workflow["jobs"].values()
    assert (workflow["permissions"], job["permissions"]) == ({}, {"contents": "read", "pull-requests": "read"})
    # A job that is skipped counts as passed.
    assert "if" not in job
    assert [step.get("name") or step["uses"].partition("@")[0] for step in job["steps"]] == [
        "actions/checkout",
        "Main branch",
        "actions/setup-python",
        "Install",
        "Approvals",
        "Verdict",
    ]
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert all(re.search(r"@[0-9a-f]{40}$", one) for one in used)
    checkout, _, python, *_ = job["steps"]
    head = "${{ github.event.pull_request.head.sha }}"
    assert checkout["with"] == {"ref": head, "fetch-depth": 0, "persist-credentials": False}
    assert "cache" not in python["with"]
    assert job["env"] == {"BASE": "origin/${{ github.event.repository.default_branch }}", "HEAD": head}
    assert [step["name"] for step in job["steps"] if "GH_TOKEN" in step.get("env", {})] == ["Approvals"]


class GitLab(BaseHTTPRequestHandler):
    """One merge request of wangli's, with all that was pushed, two a page, and who approved it when."""

    pushed: ClassVar[list[tuple[str, str]]] = []
    approved: ClassVar[list[tuple[str, str | None]]] = []

    def do_GET(self) -> None:
        address, _, query = self.path.partition("?")
        if self.headers["PRIVATE-TOKEN"] != "secret" or not address.startswith(REQUEST):
            return self.answer(401, {"message": "401 Unauthorized"})
        if address == f"{REQUEST}/versions":
            page = int(re.findall(r"\bpage=([0-9]+)", query)[0])
            # The newest first, as GitLab has them.
            rows = [self.version(index) for index in reversed(range(len(self.pushed)))]
            return self.answer(200, rows[page * 2 - 2 : page * 2], str(page + 1) if rows[page * 2 :] else "")
        if address == f"{REQUEST}/approvals":
            rows = [{"user": self.user(who), "approved_at": at} for who, at in self.approved]
            rows = [row if row["approved_at"] else {"user": row["user"]} for row in rows]
            return self.answer(200, {"approved": True, "approved_by": rows})
        return self.answer(200, {"iid": 2, "author": self.user("wangli")})

    def version(self, index: int) -> dict[str, Any]:
        commit, at = self.pushed[index]
        return {
            "id": 110 + index,
            "head_commit_sha": commit,
            "created_at": at,
            "merge_request_id": 93,
            "state": "collected",
        }

    def user(self, name: str) -> dict[str, Any]:
        return {"id": ACCOUNTS[name], "username": name, "name": "x", "state": "active"}

    def answer(self, status: int, found: object, following: str = "") -> None:
        self.send_response(status)
        self.send_header("X-Next-Page", following)
        self.end_headers()
        self.wfile.write(json.dumps(found).encode())

    def log_message(self, format: str, *values: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


REQUEST = "/projects/1/merge_requests/2"


@pytest.fixture
def gitlab() -> Iterator[dict[str, str]]:
    """Yield the variables of the job where GitLab answers."""
    with ThreadingHTTPServer(("127.0.0.1", 0), GitLab) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        ids = {"CI_PROJECT_ID": "1", "CI_MERGE_REQUEST_IID": "2", "CI_DEFAULT_BRANCH": "main"}
        yield {"CI_API_V4_URL": f"http://127.0.0.1:{server.server_port}", "SOP_REVIEW_TOKEN": "secret", **ids}
        server.shutdown()


def ask_gitlab(folder: Path, variables: Mapping[str, str]) -> dict[str, Any]:
    """Return the file that the job makes of what GitLab answers."""
    (command,) = (line for line in script("sop-approvals") if line.startswith("python3 -I"))
    (folder / "json.py").write_text("raise SystemExit('not this one')", "utf-8")
    done = shell(folder, command, **variables, HEAD=HEAD)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    found: dict[str, Any] = json.loads((folder / "approvals.json").read_text("utf-8"))
    jsonschema.validate(found, SCHEMA)
    return found


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2024-06-03T12:30:00.000Z", "head"),
        ("2024-06-03T12:00:00.500Z", "head"),
        ("2024-06-03T12:00:00.499Z", "old"),
        ("2024-06-03T11:30:00.000Z", "old"),
        ("2024-06-03T19:30:00.000+08:00", "old"),
        ("2024-06-03T20:30:00.000+08:00", "head"),
        ("2024-06-03T09:59:59.000Z", "unknown"),
        (None, "unknown"),
    ],
    ids=[
        "after",
        "at once",
        "just before",
        "between",
        "between, elsewhere",
        "after, elsewhere",
        "too early",
        "no time",
    ],
)
def test_gitlab_says_what_was_newest_when_somebody_approved(
    tmp_path: Path, gitlab: dict[str, str], at: str | None, expected: str
) -> None:
    GitLab.pushed = [
        (OLD, "2024-06-03T10:00:00.000Z"),
        (OLD, "2024-06-03T11:00:00.000Z"),
        (HEAD, "2024-06-03T12:00:00.500Z"),
    ]
    GitLab.approved = [("wangli", at), ("ZhengYu", at)]
    found = ask_gitlab(tmp_path, gitlab)
    assert found == {
        "head": HEAD,
        "approvals": [{"by": "ZhengYu", "commit": found["approvals"][0]["commit"], "at": at or ""}],
    }
    assert told(found) == [f"ZhengYu {expected}"]


def test_of_what_was_pushed_at_one_moment_the_last_one_is_the_newest(tmp_path: Path, gitlab: dict[str, str]) -> None:
    now = "2024-06-03T10:00:00.000Z"
    GitLab.pushed, GitLab.approved = [(HEAD, now), (OLD, now)], [("ZhengYu", now)]
    assert told(ask_gitlab(tmp_path, gitlab)) == ["ZhengYu old"]


@pytest.mark.parametrize(("token", "words"), [("", "there is no SOP_REVIEW_TOKEN"), ("wrong", "401")])
def test_the_job_fails_where_gitlab_does_not_answer(
    proposal: Repository, gitlab: dict[str, str], token: str, words: str
) -> None:
    commands = "\n".join(script("sop-approvals"))
    done = shell(proposal.root, commands, **{**gitlab, "SOP_REVIEW_TOKEN": token, "CI_COMMIT_SHA": HEAD})
    assert (done.returncode, words in done.stderr, done.stdout) == (1, True, "")


@pytest.mark.parametrize("merged", [False, True], ids=["of the branch", "of the merge"])
def test_who_approved_on_gitlab(proposal: Repository, gitlab: dict[str, str], merged: bool) -> None:  # noqa: FBT001
    head, old = proposal.git("rev-parse", "HEAD"), proposal.git("rev-parse", "HEAD~")
    commits = {"CI_COMMIT_SHA": head}
    if merged:
        proposal.git("checkout", "--quiet", "--detach", "main")
        proposal.merge("proposal")
        commits = {"CI_COMMIT_SHA": proposal.git("rev-parse", "HEAD"), "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": head}
    GitLab.pushed = [(old, "2024-06-03T10:00:00.000Z"), (head, "2024-06-03T11:00:00.000Z")]
    late, early = "2024-06-03T11:10:00.000Z", "2024-06-03T10:10:00.000Z"
    commands = "\n".join(script("sop-approvals"))
    GitLab.approved = [("ChenJing", late), ("ZhengYu", early), ("wangli", late)]
    done = shell(proposal.root, commands, **gitlab, **commits)
    assert (done.returncode, open_posts(done.stdout)) == (1, ["法务经理*", "总监"])
    GitLab.approved = [(who, late) for who in ALL]
    done = shell(proposal.root, commands, **gitlab, **commits)
    assert (done.returncode, open_posts(done.stdout)) == (0, [])


def test_the_job_with_the_token_runs_nothing_of_a_merge_request() -> None:
    job = read(PIPELINE)["sop-approvals"]
    assert job["variables"] == {"GIT_STRATEGY": "clone", "GIT_CHECKOUT": "false", "GIT_DEPTH": "0"}
    assert {"cache", "before_script", "allow_failure"}.isdisjoint(job)
    assert [line.partition("\n")[0] for line in job["script"]] == [
        'git checkout --quiet --force --detach "origin/$CI_DEFAULT_BRANCH"',
        'export HEAD="${CI_MERGE_REQUEST_SOURCE_BRANCH_SHA:-$CI_COMMIT_SHA}"',
        "python3 -I - > approvals.json <<'END'",
        "unset SOP_REVIEW_TOKEN",
        "pip install --requirement requirements.txt",
        'sop review --base "origin/$CI_DEFAULT_BRANCH" --head "$HEAD" --approvals approvals.json',
    ]
    assert job["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event" && $SOP_APPROVALS == "true"'}]
