"""What runs on a tag: a copy of the library is made, verified, summed, and attached to the release."""

import json
import os
import re
import shutil
import subprocess
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
from ci_files import PIPELINE, RELEASE, read, script, shell, steps
from conftest import MKDOCS
from samples import LIBRARY

from bundle_library import signer
from git_library import Repository

TAG = "v2024.1"
ZIP = f"sop-library-{TAG}.zip"


@pytest.fixture
def tagged(tmp_path: Path) -> Path:
    """Return a clone that stands on a tag of the main branch, as a runner has it."""
    made = Repository(tmp_path / "made").on("2024-08-01")
    made.commit({**LIBRARY, "mkdocs.yml": MKDOCS}, "first")
    made.git("tag", TAG)
    made.branch("proposal")
    made.commit(message="never merged")
    made.git("tag", "v0-stray")
    made.go("main")
    clone = made.clone(tmp_path / "clone")
    clone.git("checkout", "--quiet", "--detach", TAG)
    return clone.root


def github(root: Path, *names: str, tag: str = TAG, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run steps of the workflow as the runner does."""
    commands = "\n".join(f"({steps('export', RELEASE)[name]})" for name in names)
    (root.parent / "temp").mkdir(exist_ok=True)
    variables = {"GITHUB_REF_NAME": tag, "RUNNER_TEMP": str(root.parent / "temp"), "SIGNING_KEY": "", **environment}
    return shell(root, commands, **variables)


def test_a_tag_makes_a_copy_that_the_repository_gives(tagged: Path) -> None:
    result = github(tagged, "Check", "Export", "Verify")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "核对通过，来源已证明" in result.stdout
    dist = tagged / "dist"
    assert sorted(path.name for path in dist.iterdir()) == [ZIP, f"{ZIP}.sha256"]
    digest = sha256((dist / ZIP).read_bytes()).hexdigest()
    assert (dist / f"{ZIP}.sha256").read_text("utf-8") == f"{digest}  {ZIP}\n"
    assert not (tagged / "content/deliveries.yml").exists()


def test_a_tag_beside_the_main_branch_is_refused(tagged: Path) -> None:
    shell(tagged, "git checkout --quiet v0-stray")
    assert github(tagged, "Export", "Verify", tag="v0-stray").returncode == 1


def test_a_copy_is_signed_where_there_is_a_key(tagged: Path, tmp_path: Path) -> None:
    quality = signer(tmp_path, "quality@example.com")
    result = github(tagged, "Export", SIGNING_KEY=quality.key.read_text("utf-8").rstrip("\n"))
    assert result.returncode == 0, result.stderr
    verified = shell(tagged, f"sop verify dist/{ZIP} --signers '{quality.signers}'")
    assert (verified.returncode, "quality@example.com" in verified.stdout) == (0, True), verified.stdout
    assert list((tmp_path / "temp").iterdir()) == []
    assert "PRIVATE" not in result.stdout + result.stderr


def test_a_key_that_is_none_ends_the_run_and_is_not_left_behind(tagged: Path, tmp_path: Path) -> None:
    result = github(tagged, "Export", SIGNING_KEY="no key")
    assert result.returncode != 0
    assert list((tmp_path / "temp").iterdir()) == []
    assert list((tagged / "dist").iterdir()) == []


def test_only_the_job_that_runs_nothing_of_the_repository_may_write() -> None:
    workflow = read(RELEASE)
    assert workflow["permissions"] == {}
    assert workflow[True] == {"push": {"tags": ["v*"]}}  # YAML takes the key `on` for a truth
    export, release = workflow["jobs"]["export"], workflow["jobs"]["release"]
    assert export["permissions"] == {"contents": "read"}
    assert release["permissions"] == {"contents": "write"}
    uses = [step["uses"] for job in (export, release) for step in job["steps"] if "uses" in step]
    assert all(re.search(r"@[0-9a-f]{40}$", one) for one in uses)
    checkout = next(step for step in export["steps"] if "actions/checkout" in step.get("uses", ""))
    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}
    assert not any("checkout" in step.get("uses", "") for step in release["steps"])
    assert "SIGNING_KEY" not in json.dumps(release)
    assert not any("cache" in step.get("with", {}) for step in export["steps"])


GH = """\
#!/bin/sh
printf '%s\\n' "$*" >> calls
[ "$2" = view ] && exit "$THERE"
exit 0
"""


@pytest.mark.parametrize(("there", "created"), [("0", 0), ("1", 1)])
def test_files_are_attached_to_the_release_that_is_there_or_to_a_new_one(
    tmp_path: Path, there: str, created: int
) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / ZIP).write_bytes(b"zip")
    (tmp_path / "dist" / f"{ZIP}.sha256").write_text(f"{sha256(b'zip').hexdigest()}  {ZIP}\n", "utf-8")
    (tmp_path / "gh").write_text(GH, "utf-8")
    (tmp_path / "gh").chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "GITHUB_REF_NAME": TAG, "THERE": there}
    attach = steps("release", RELEASE)["Attach"]
    result = shell(tmp_path, attach, **environment)
    assert result.returncode == 0, result.stderr
    calls = (tmp_path / "calls").read_text("utf-8").splitlines()
    assert len([call for call in calls if call.startswith(f"release create {TAG} --verify-tag ")]) == created
    assert calls[-1] == f"release upload {TAG} --clobber dist/{ZIP} dist/{ZIP}.sha256"
    (tmp_path / "dist" / ZIP).write_bytes(b"other")
    (tmp_path / "calls").unlink()
    assert shell(tmp_path, attach, **environment).returncode != 0
    assert not (tmp_path / "calls").exists()


class Registry(BaseHTTPRequestHandler):
    """The package registry of one project."""

    files: ClassVar[dict[str, bytes]] = {}

    def do_PUT(self) -> None:
        allowed = self.headers["JOB-TOKEN"] == "secret"
        self.files[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(201 if allowed else 401)
        self.end_headers()

    def log_message(self, format: str, *values: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


@pytest.mark.skipif(not shutil.which("curl"), reason="what the image has")
def test_a_pipeline_puts_the_same_files_into_the_registry(tagged: Path, tmp_path: Path) -> None:
    quality = signer(tmp_path, "quality@example.com")
    Registry.files = {}
    with ThreadingHTTPServer(("127.0.0.1", 0), Registry) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        variables = {
            "CI_COMMIT_TAG": TAG,
            "CI_API_V4_URL": f"http://127.0.0.1:{server.server_port}",
            "CI_PROJECT_ID": "1",
            "SOP_SIGNING_KEY": str(quality.key),
        }
        commands = "\n".join(script("sop-export"))
        result = shell(tagged, commands, **variables, CI_JOB_TOKEN="secret")  # noqa: S106 - of this server
        refused = shell(tagged, commands, **variables, CI_JOB_TOKEN="wrong")  # noqa: S106 - the same
        server.shutdown()
    assert result.returncode == 0, result.stdout + result.stderr
    assert refused.returncode != 0
    folder = f"/projects/1/packages/generic/sop-library/{TAG}"
    assert sorted(Registry.files) == [f"{folder}/{ZIP}", f"{folder}/{ZIP}.sha256"]
    data = Registry.files[f"{folder}/{ZIP}"]
    assert Registry.files[f"{folder}/{ZIP}.sha256"].decode() == f"{sha256(data).hexdigest()}  {ZIP}\n"
    verified = shell(tagged, f"sop verify dist/{ZIP} --signers '{quality.signers}'")
    assert verified.returncode == 0, verified.stdout


def test_a_release_of_the_pipeline_links_to_what_was_uploaded() -> None:
    pipeline = read(PIPELINE)
    links = pipeline["sop-release"]["release"]["assets"]["links"]
    base = "$CI_API_V4_URL/projects/$CI_PROJECT_ID/packages/generic/sop-library/$CI_COMMIT_TAG"
    assert [link["url"] for link in links] == [f"{base}/sop-library-$CI_COMMIT_TAG.zip{end}" for end in ("", ".sha256")]
    assert pipeline["sop-export"]["rules"] == pipeline["sop-release"]["rules"]
    (rule,) = pipeline["sop-export"]["rules"]
    pattern = rule["if"].removeprefix("$CI_COMMIT_TAG =~ /").removesuffix("/")
    tags = ("v1", TAG, "v1.0-rc+1", "version 1", "release-1", "v1/x", "v1;x")
    assert [tag for tag in tags if re.search(pattern, tag)] == ["v1", TAG, "v1.0-rc+1"]
    assert pipeline["sop-export"]["variables"]["GIT_DEPTH"] == "0"
