"""What runs where reviewers look: the CI files of a library and the hooks for commits."""

import json
import os
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from threading import Thread
from typing import Any, ClassVar

import jsonschema
import pytest
from ci_files import APPROVALS, PIPELINE, RELEASE, ROOT, TEMPLATES, WORKFLOW, read, script, shell, steps
from click.testing import CliRunner
from conftest import Library, run
from samples import COMPLAINTS, LIBRARY, TWO_ACCOUNTABLE

from sop_docs.cli.group import sop

HOOKS = ROOT / ".pre-commit-hooks.yaml"
LINE = TWO_ACCOUNTABLE.split("\n").index("- 负责：客服主管、运营总监") + 1
BROKEN = {**LIBRARY, "content/cs/SOP-CS-2024-001.md": TWO_ACCOUNTABLE}


@pytest.mark.parametrize("linter", ["zizmor --offline --no-config --persona auditor", "jactionlint --strict-exit"])
@pytest.mark.parametrize("workflow", [WORKFLOW, APPROVALS, RELEASE], ids=["sop", "approvals", "release"])
def test_workflows_pass_linters(workflow: Path, linter: str) -> None:
    result = shell(TEMPLATES, f"{linter} {workflow}")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "shellcheck was not found" not in result.stderr


def test_the_linter_finds_what_does_not_work(tmp_path: Path) -> None:
    text = WORKFLOW.read_text("utf-8").replace("needs: review", "needs: reviews")
    (tmp_path / "sop.yml").write_text(text.replace('"$ids"', "$ids"), "utf-8")
    result = shell(tmp_path, "jactionlint --format json sop.yml")
    assert result.returncode == 1
    assert {finding["kind"] for finding in json.loads(result.stdout)} == {"job-needs", "expression", "shellcheck"}


def test_scripts_of_the_pipeline_pass_a_linter(tmp_path: Path) -> None:
    jobs = {name: [*job.get("before_script", ()), *job["script"]] for name, job in read(PIPELINE).items()}
    for name, lines in jobs.items():
        (tmp_path / f"{name}.sh").write_text("\n".join(["#!/bin/bash", *lines, ""]), "utf-8")
    result = shell(tmp_path, "shellcheck *.sh")
    expected = ["sop", "sop-note", "sop-approvals", "sop-export", "sop-release"]
    assert (list(jobs), result.returncode) == (expected, 0), result.stdout


def test_the_linter_finds_what_is_wrong(tmp_path: Path) -> None:
    text = WORKFLOW.read_text("utf-8").replace("          persist-credentials: false\n", "")
    (tmp_path / "sop.yml").write_text(text.replace('"origin/$GITHUB_BASE_REF"', "${{ github.head_ref }}"), "utf-8")
    result = shell(tmp_path, "zizmor --offline --no-config --no-progress --format json sop.yml")
    assert result.returncode != 0
    assert {finding["ident"] for finding in json.loads(result.stdout)} == {"artipacked", "template-injection"}


@pytest.mark.parametrize(
    ("path", "options"),
    [
        (WORKFLOW, ("vendor.github-workflows",)),
        (APPROVALS, ("vendor.github-workflows",)),
        (RELEASE, ("vendor.github-workflows",)),
        (PIPELINE, ("vendor.gitlab-ci", "--data-transform", "gitlab-ci")),
    ],
    ids=["github", "approvals", "release", "gitlab"],
)
def test_ci_files_follow_their_schema(path: Path, options: tuple[str, ...]) -> None:
    result = run(TEMPLATES, "check_jsonschema", "--builtin-schema", *options, str(path))
    assert result.returncode == 0, result.stdout


def test_the_workflow_may_do_no_more_than_it_must() -> None:
    workflow = read(WORKFLOW)
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["check"]["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["code-scanning"]["permissions"] == {"contents": "read", "security-events": "write"}
    assert workflow["jobs"]["review"]["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["comment"]["permissions"] == {"pull-requests": "write"}
    for name, job in workflow["jobs"].items():
        used = [step["uses"] for step in job["steps"] if "uses" in step]
        assert all(re.search(r"@[0-9a-f]{40}$", one) for one in used)
        checkouts = [step["with"] for step in job["steps"] if "actions/checkout" in step.get("uses", "")]
        assert checkouts == ([] if name == "comment" else [{"fetch-depth": 0, "persist-credentials": False}])
    assert "pull_request_target" not in WORKFLOW.read_text("utf-8")


def test_who_may_write_runs_nothing_of_a_pull_request() -> None:
    job = read(WORKFLOW)["jobs"]["comment"]
    assert "github.event.pull_request.head.repo.full_name == github.repository" in job["if"]
    assert not re.search(r"\b(?:pip|sop|make|python3?)\b", job["steps"][-1]["run"].replace("sop-review", ""))
    note = read(PIPELINE)["sop-note"]
    assert note["variables"] == {"GIT_STRATEGY": "none"}
    assert note["rules"][0]["if"].endswith("$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID")
    assert "python3 -I - <<'END'" in note["script"][0]  # no file of the work tree is imported


def test_a_pull_request_gets_annotations(library: Library) -> None:
    result = shell(library(BROKEN), steps("check")["Check"])
    *annotations, counts = result.stdout.splitlines()
    assert result.returncode == 1
    assert [line.partition("::步骤")[0] for line in annotations if "SOP301" in line] == [
        f"::error file=content/cs/SOP-CS-2024-001.md,line={LINE},col=3,title=SOP301"
    ]
    assert all(line.startswith("::") for line in annotations)
    assert counts.startswith("检查了 3 个文件：错误 ")


def test_a_stale_list_of_code_owners_is_told(library: Library) -> None:
    root = library(LIBRARY)
    missing = shell(root, steps("check")["Code owners"])
    assert (missing.returncode, "sop review --codeowners" in missing.stderr) == (1, True)
    assert script("sop").index(steps("check")["Code owners"]) < script("sop").index("sop build")
    shell(root, "git init -q && sop review --codeowners")
    assert shell(root, steps("check")["Code owners"]).returncode == 0
    vocabulary = root / "content/vocabulary.yml"
    vocabulary.write_text(vocabulary.read_text("utf-8").replace("{name: 赵敏}", "{name: 赵敏, forge: zhao}"), "utf-8")
    assert shell(root, steps("check")["Code owners"]).returncode == 1


def test_a_pull_request_without_problems_is_built(library: Library) -> None:
    root = library(LIBRARY)
    result = shell(root, "\n".join([steps("check")["Check"], steps("check")["Build"]]))
    assert result.returncode == 0, result.stderr
    assert (root / "site/cs/SOP-CS-2024-001.html").is_file()


@pytest.mark.parametrize(
    ("command", "variable"),
    [
        (steps("check")["Check"], "GITHUB_BASE_REF"),
        ("\n".join([*script("sop", "before_script"), *script("sop")]), "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
    ],
    ids=["github", "gitlab"],
)
def test_what_it_is_to_be_merged_into_is_looked_at(library: Library, command: str, variable: str) -> None:
    root = library(LIBRARY)
    one = "git -c user.name=a -c user.email=a@example.com"
    begin = "git init -q -b main && sop review --codeowners && git add ."
    shell(root, f"{begin} && {one} commit -qm one && git update-ref refs/remotes/origin/main HEAD")
    there = shell(root, command, **{variable: "main"})
    assert (there.returncode, there.stderr.count("Traceback")) == (0, 0), there.stdout + there.stderr
    missing = shell(root, command, **{variable: "release"})
    assert missing.returncode != 0
    assert "origin/release" in missing.stderr


def test_code_scanning_gets_a_report_of_problems(library: Library) -> None:
    root = library(BROKEN)
    result = shell(root, steps("code-scanning")["Report"])
    assert (result.returncode, result.stdout) == (0, "")
    report = json.loads((root / "sop.sarif").read_text("utf-8"))
    jsonschema.Draft4Validator(read(ROOT / "tests/schemas/sarif-2.1.0.json")).validate(report)
    assert "SOP301" in {found["ruleId"] for found in report["runs"][0]["results"]}


def test_code_scanning_fails_where_nothing_could_be_checked(library: Library) -> None:
    root = library(LIBRARY, "plugins: [{sop: {languages: zh}}]\n")
    assert shell(root, steps("code-scanning")["Report"]).returncode == 1


def test_a_merge_request_gets_its_code_quality(library: Library) -> None:
    root = library(BROKEN)
    job = read(PIPELINE)["sop"]
    result = shell(root, "\n".join([*script("sop", "before_script"), *script("sop")]))
    issues = json.loads((root / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    places = {issue["check_name"]: issue["location"] for issue in issues}
    assert places["SOP301"] == {"path": "content/cs/SOP-CS-2024-001.md", "lines": {"begin": LINE}}
    assert result.returncode == 1
    assert "SOP301" in result.stdout
    assert not (root / "site").exists()


@pytest.fixture
def proposal(library: Library) -> Path:
    """Return a repository whose work tree proposes a longer limit, under the version that was issued."""
    root = library({**LIBRARY, ".gitignore": "/.cache/\n"})
    one = "git -c user.name=a -c user.email=a@example.com"
    changed = COMPLAINTS.replace("≤ 10 分钟", "≤ 20 分钟")
    begin = f"git init -q -b main && git add . && {one} commit -qm one && git update-ref refs/remotes/origin/main HEAD"
    assert shell(root, begin).returncode == 0
    (root / "content/cs/SOP-CS-2024-001.md").write_text(changed, "utf-8")
    assert shell(root, f"git checkout -qb proposal && {one} commit -qam two").returncode == 0
    return root


def test_a_pull_request_is_reviewed(proposal: Path) -> None:
    review = steps("review")
    environment = {"GITHUB_BASE_REF": "main", "GITHUB_STEP_SUMMARY": "summary.md"}
    written = shell(proposal, review["Write"], **environment)
    assert (written.returncode, written.stdout) == (0, ""), written.stderr
    comment = (proposal / "review/review.md").read_text("utf-8")
    assert comment.startswith("<!-- sop-review -->\n### ❌ ")
    assert "请改为 1.3" in comment
    assert (proposal / "summary.md").read_text("utf-8") == comment
    page = (proposal / "review/review.html").read_text("utf-8")
    assert page.lower().startswith("<!doctype html>")
    verdict = shell(proposal, review["Verdict"], **environment)
    assert (verdict.returncode, "SOP-CS-2024-001" in verdict.stdout) == (1, True)


def test_a_review_that_could_not_be_done_fails(proposal: Path) -> None:
    written = shell(proposal, steps("review")["Write"], GITHUB_BASE_REF="release", GITHUB_STEP_SUMMARY="summary.md")
    assert written.returncode != 0
    assert not (proposal / "summary.md").exists()


BOT = "github-actions[bot]"
GH = """\
#!/usr/bin/env python3
import json, pathlib, subprocess, sys
arguments, log = sys.argv[1:], pathlib.Path("calls.json")
calls = json.loads(log.read_text()) if log.exists() else []
if "--jq" in arguments:
    query = arguments[arguments.index("--jq") + 1]
    sys.exit(subprocess.run(["jq", "--raw-output", query, "comments.json"]).returncode)
log.write_text(json.dumps([*calls, arguments]))
"""


@pytest.mark.skipif(not which("jq"), reason="what gh has built in")
@pytest.mark.parametrize(
    ("there", "method", "address"),
    [
        ([], "POST", "repos/o/r/issues/7/comments"),
        ([(1, BOT, "hello"), (2, "eve", "MARK")], "POST", "repos/o/r/issues/7/comments"),
        ([(1, "eve", "MARK"), (3, BOT, "MARK"), (4, BOT, "MARK")], "PATCH", "repos/o/r/issues/comments/3"),
    ],
    ids=["none", "of others", "ours"],
)
def test_a_comment_is_updated_and_not_repeated(
    tmp_path: Path, there: list[tuple[int, str, str]], method: str, address: str
) -> None:
    comments = [
        {"id": at, "user": {"login": who}, "body": body.replace("MARK", "<!-- sop-review -->\nx")}
        for at, who, body in there
    ]
    (tmp_path / "comments.json").write_text(json.dumps(comments), "utf-8")
    (tmp_path / "gh").write_text(GH, "utf-8")
    (tmp_path / "gh").chmod(0o755)
    environment = {"GITHUB_REPOSITORY": "o/r", "NUMBER": "7", "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    result = shell(tmp_path, steps("comment")["Comment"], **environment)
    assert result.returncode == 0, result.stderr
    (call,) = json.loads((tmp_path / "calls.json").read_text("utf-8"))
    assert call == ["api", "--silent", "--method", method, address, "--field", "body=@review/review.md"]


def test_a_comment_is_not_repeated_where_nobody_answers(tmp_path: Path) -> None:
    (tmp_path / "gh").write_text('#!/bin/sh\necho "$@" >> calls\nexit 1\n', "utf-8")
    (tmp_path / "gh").chmod(0o755)
    environment = {"GITHUB_REPOSITORY": "o/r", "NUMBER": "7", "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    assert shell(tmp_path, steps("comment")["Comment"], **environment).returncode == 1
    assert len((tmp_path / "calls").read_text("utf-8").splitlines()) == 1


def test_a_merge_request_is_reviewed(proposal: Path) -> None:
    job = read(PIPELINE)["sop"]
    commands = "\n".join([*script("sop", "before_script"), *script("sop")])
    result = shell(proposal, commands, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")
    assert result.returncode == 1
    assert job["artifacts"]["paths"] == ["review/"]
    assert sorted(path.name for path in (proposal / "review").iterdir()) == ["review.html", "review.md"]
    assert not (proposal / "site").exists()


class Forge(BaseHTTPRequestHandler):
    """The notes of one merge request, two a page, and who asks."""

    notes: ClassVar[list[dict[str, Any]]] = []

    def do_GET(self) -> None:
        address, _, query = self.path.partition("?")
        if address == "/user":
            return self.answer({"id": 5})
        page = int(query.rpartition("=")[2])
        return self.answer(self.notes[page * 2 - 2 : page * 2], str(page + 1) if self.notes[page * 2 :] else "")

    def do_POST(self) -> None:
        self.notes.append({"id": len(self.notes), "author": {"id": 5}, "body": self.body()})
        self.answer({})

    def do_PUT(self) -> None:
        self.notes[int(self.path.rpartition("/")[2])]["body"] = self.body()
        self.answer({})

    def body(self) -> str:
        text: str = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
        return text

    def answer(self, found: object, following: str = "") -> None:
        allowed = self.headers["PRIVATE-TOKEN"] == "secret" and self.path.startswith(("/user", NOTES))
        self.send_response(200 if allowed else 401)
        self.send_header("X-Next-Page", following)
        self.end_headers()
        self.wfile.write(json.dumps(found).encode())

    def log_message(self, format: str, *values: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


NOTES = "/projects/1/merge_requests/2/notes"


@pytest.fixture
def forge() -> Iterator[str]:
    Forge.notes = [
        {"id": 0, "author": {"id": 4}, "body": "<!-- sop-review -->"},
        {"id": 1, "author": {"id": 5}, "body": "hello"},
    ]
    with ThreadingHTTPServer(("127.0.0.1", 0), Forge) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def token(words: str) -> dict[str, str]:
    return {"SOP_REVIEW_TOKEN": words}


def test_a_note_is_updated_and_not_repeated(tmp_path: Path, forge: str) -> None:
    (tmp_path / "review").mkdir()
    (tmp_path / "json.py").write_text("raise SystemExit('not this one')", "utf-8")
    variables = {"CI_API_V4_URL": forge, "CI_PROJECT_ID": "1", "CI_MERGE_REQUEST_IID": "2"}
    (command,) = script("sop-note")
    quiet = shell(tmp_path, command, **variables)
    assert (quiet.returncode, quiet.stdout) == (0, "no note: there is no SOP_REVIEW_TOKEN, or no review\n")
    for text in ("<!-- sop-review -->\n一", "<!-- sop-review -->\n二"):
        (tmp_path / "review/review.md").write_text(text, "utf-8")
        result = shell(tmp_path, command, **variables, **token("secret"))
        assert result.returncode == 0, result.stderr
        assert [note["body"] for note in Forge.notes] == ["<!-- sop-review -->", "hello", text]
    refused = shell(tmp_path, command, **variables, **token("wrong"))
    assert refused.returncode == 1


def test_hooks_are_commands_of_ours() -> None:
    hooks = {hook["id"]: hook for hook in read(HOOKS)}
    assert list(hooks) == ["sop-check", "sop-fmt"]
    for hook in hooks.values():
        assert {"id", "name", "entry", "language"} <= set(hook)
        program, *arguments = hook["entry"].split()
        assert program == "sop"
        assert CliRunner().invoke(sop, [*arguments, "--help"]).exit_code == 0
