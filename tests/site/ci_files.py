"""The CI files of a new library, and their commands run as the runners do."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "plugins/sop_docs/templates/library"
WORKFLOW = TEMPLATES / ".github/workflows/sop.yml"
APPROVALS = TEMPLATES / ".github/workflows/sop-approvals.yml"
RELEASE = TEMPLATES / ".github/workflows/sop-release.yml"
PIPELINE = TEMPLATES / ".gitlab-ci.yml"
BIN = Path(sys.executable).parent


def read(path: Path) -> Any:  # noqa: ANN401 - YAML
    """Return what a YAML file says."""
    return yaml.safe_load(path.read_text("utf-8"))


def steps(job: str, workflow: Path = WORKFLOW) -> dict[str, str]:
    """Return the commands of a job of a workflow, by the name of the step."""
    return {step["name"]: step["run"] for step in read(workflow)["jobs"][job]["steps"] if "run" in step}


def script(job: str, part: str = "script") -> list[str]:
    """Return the commands of a job of the pipeline, but for installing."""
    return [line for line in read(PIPELINE)[job][part] if not line.startswith("pip ")]


def shell(root: Path, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run commands as the runners do, in a library whose environment has `sop`."""
    env = {"PATH": f"{BIN}:{os.environ['PATH']}", "HOME": str(root), "NO_MKDOCS_2_WARNING": "1", **environment}
    bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command]
    return subprocess.run(bash, cwd=root, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
