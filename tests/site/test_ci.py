"""What runs where reviewers look: the CI files of a library and the hooks for commits."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from conftest import Library, run
from samples import LIBRARY, TWO_ACCOUNTABLE

from sop_docs.cli.group import sop

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "plugins/sop_docs/templates/library"
WORKFLOW = TEMPLATES / ".github/workflows/sop.yml"
PIPELINE = TEMPLATES / ".gitlab-ci.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
BIN = Path(sys.executable).parent
LINE = TWO_ACCOUNTABLE.split("\n").index("- 负责：客服主管、运营总监") + 1
BROKEN = {**LIBRARY, "content/cs/SOP-CS-2024-001.md": TWO_ACCOUNTABLE}


def read(path: Path) -> Any:  # noqa: ANN401 - YAML
    return yaml.safe_load(path.read_text("utf-8"))


def steps(job: str) -> dict[str, str]:
    """Return the commands of a job of the workflow, by the name of the step."""
    return {step["name"]: step["run"] for step in read(WORKFLOW)["jobs"][job]["steps"] if "run" in step}


def prepare() -> list[str]:
    """Return what the pipeline does before its script, but for installing."""
    return [line for line in read(PIPELINE)["sop"]["before_script"] if not line.startswith("pip ")]


def shell(root: Path, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script as the runners do, in a library whose environment has `sop`."""
    env = {"PATH": f"{BIN}:{os.environ['PATH']}", "HOME": str(root), "NO_MKDOCS_2_WARNING": "1", **environment}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_workflow_passes_a_linter() -> None:
    result = shell(TEMPLATES, f"zizmor --offline --no-config --persona auditor {WORKFLOW}")
    assert result.returncode == 0, result.stdout + result.stderr


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
        (PIPELINE, ("vendor.gitlab-ci", "--data-transform", "gitlab-ci")),
    ],
    ids=["github", "gitlab"],
)
def test_ci_files_follow_their_schema(path: Path, options: tuple[str, ...]) -> None:
    result = run(TEMPLATES, "check_jsonschema", "--builtin-schema", *options, str(path))
    assert result.returncode == 0, result.stdout


def test_the_workflow_may_do_no_more_than_it_must() -> None:
    workflow = read(WORKFLOW)
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["check"]["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["code-scanning"]["permissions"] == {"contents": "read", "security-events": "write"}
    for job in workflow["jobs"].values():
        checkout, *_ = job["steps"]
        assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}
        assert all(re.search(r"@[0-9a-f]{40}$", step["uses"]) for step in job["steps"] if "uses" in step)


def test_a_pull_request_gets_annotations(library: Library) -> None:
    result = shell(library(BROKEN), steps("check")["Check"])
    *annotations, counts = result.stdout.splitlines()
    assert result.returncode == 1
    assert [line.partition("::步骤")[0] for line in annotations if "SOP301" in line] == [
        f"::error file=content/cs/SOP-CS-2024-001.md,line={LINE},col=3,title=SOP301"
    ]
    assert all(line.startswith("::") for line in annotations)
    assert counts.startswith("检查了 3 个文件：错误 ")


def test_a_pull_request_without_problems_is_built(library: Library) -> None:
    root = library(LIBRARY)
    result = shell(root, "\n".join([steps("check")["Check"], steps("check")["Build"]]))
    assert result.returncode == 0, result.stderr
    assert (root / "site/cs/SOP-CS-2024-001.html").is_file()


@pytest.mark.parametrize(
    ("script", "variable"),
    [
        (steps("check")["Check"], "GITHUB_BASE_REF"),
        ("\n".join([*prepare(), *read(PIPELINE)["sop"]["script"]]), "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
    ],
    ids=["github", "gitlab"],
)
def test_what_it_is_to_be_merged_into_is_looked_at(library: Library, script: str, variable: str) -> None:
    root = library(LIBRARY)
    one = "git -c user.name=a -c user.email=a@example.com"
    shell(
        root,
        f"git init -q -b main && git add . && {one} commit -qm one && git update-ref refs/remotes/origin/main HEAD",
    )
    there = shell(root, script, **{variable: "main"})
    assert (there.returncode, there.stderr.count("Traceback")) == (0, 0), there.stdout + there.stderr
    missing = shell(root, script, **{variable: "release"})
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
    result = shell(root, "\n".join([*prepare(), *job["script"]]))
    issues = json.loads((root / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    places = {issue["check_name"]: issue["location"] for issue in issues}
    assert places["SOP301"] == {"path": "content/cs/SOP-CS-2024-001.md", "lines": {"begin": LINE}}
    assert result.returncode == 1
    assert "SOP301" in result.stdout
    assert not (root / "site").exists()


def test_hooks_are_commands_of_ours() -> None:
    hooks = {hook["id"]: hook for hook in read(HOOKS)}
    assert list(hooks) == ["sop-check", "sop-fmt"]
    for hook in hooks.values():
        assert {"id", "name", "entry", "language"} <= set(hook)
        program, *arguments = hook["entry"].split()
        assert program == "sop"
        assert CliRunner().invoke(sop, [*arguments, "--help"]).exit_code == 0
