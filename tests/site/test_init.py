"""`sop init`: a library that checks, formats and builds as it is, whole or not at all."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import build, run

from sop_docs.effects.catalogue import load_words
from sop_docs.effects.scaffold import read_scaffold
from sop_docs.model.problem import SopError
from sop_docs.project import init

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 21)
EXAMPLE = "content/sa/SOP-SA-2026-001.md"
PYTHON = """\
#!/bin/sh
[ "$1" = -c ] && exit 0
rm -rf .venv && mkdir -p .venv/bin
echo '[ "$4" != 404 ] && echo "$@" >> pip.log' > .venv/bin/pip
echo 'echo sop "$@"' > .venv/bin/sop
chmod +x .venv/bin/*
"""


@pytest.fixture(params=["zh", "en"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the root of a new library."""
    init.make_library(tmp_path / "library", load_words(request.param), DAY, "sop-docs==0.1.0")
    return tmp_path / "library"


def files(root: Path) -> Mapping[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def problems(root: Path) -> Mapping[str, int]:
    summary: dict[str, int] = json.loads(run(root, "sop_docs", "check", "--format", "json").stdout)["summary"]
    return {kind: summary[kind] for kind in ("errors", "warnings")}


def make(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    # A make that these tests run in would be taken for its caller.
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", *words]
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def test_it_passes_its_own_checks_and_builds_strictly(library: Path) -> None:
    checked = run(library, "sop_docs", "check", "--as-of", "2026-11-21")
    assert (checked.returncode, checked.stdout.count("\n")) == (0, 1), checked.stdout
    assert re.findall(r"\b[1-9]\b", checked.stdout) == ["4"]
    formatted = run(library, "sop_docs", "fmt", "--check")
    assert (formatted.returncode, formatted.stdout) == (0, ""), formatted.stderr
    built = build(library, SOURCE_DATE_EPOCH="1795219200")
    assert (built.returncode, built.stderr.count("WARNING")) == (0, 0), built.stderr
    page = (library / "site/sa/SOP-SA-2026-001.html").read_text("utf-8")
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg" class="sop-chart') == 2
    assert "SOP-SA-2026-001" in (library / "site/index.html").read_text("utf-8")


def test_it_has_what_authors_reviewers_and_machines_need(library: Path) -> None:
    assert sorted(files(library)) == [
        ".github/workflows/sop-approvals.yml",
        ".github/workflows/sop-release.yml",
        ".github/workflows/sop.yml",
        ".gitignore",
        ".gitlab-ci.yml",
        ".pre-commit-config.yaml",
        ".vscode/extensions.json",
        ".vscode/settings.json",
        ".vscode/sop.code-snippets",
        "CODEOWNERS",
        "Makefile",
        "README.md",
        "content/forms/FORM-SA-001.md",
        "content/index.md",
        EXAMPLE,
        "content/vocabulary.yml",
        "mkdocs.yml",
        "requirements.txt",
    ]
    assert [path for path, data in files(library).items() if re.search(rb"@[a-z.]+@", data)] == []
    assert (library / "requirements.txt").read_text("utf-8").splitlines()[-1] == "sop-docs==0.1.0"
    assert "\neffective: 2026-11-21\n" in (library / EXAMPLE).read_text("utf-8")
    assert library.stat().st_mode & 0o777 == 0o755


def test_files_for_machines_can_be_read(library: Path) -> None:
    config = yaml.safe_load((library / "mkdocs.yml").read_text("utf-8"))
    assert [next(iter(plugin)) if isinstance(plugin, dict) else plugin for plugin in config["plugins"]][-1] == "sop"
    hooks = yaml.safe_load((library / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    assert {hook["id"]: hook["entry"] for hook in hooks} == {
        "sop-fmt": ".venv/bin/sop fmt",
        "sop-check": ".venv/bin/sop check",
    }
    for name in ("extensions.json", "settings.json", "sop.code-snippets"):
        assert json.loads((library / ".vscode" / name).read_text("utf-8"))
    # Linted in test_ci.py, and not changed on the way.
    workflows = (f".github/workflows/{name}.yml" for name in ("sop", "sop-approvals", "sop-release"))
    for path in (*workflows, ".gitlab-ci.yml"):
        assert (library / path).read_bytes() == (ROOT / "plugins/sop_docs/templates/library" / path).read_bytes()


def test_code_owners_are_the_heads_of_the_vocabulary(library: Path) -> None:
    people = yaml.safe_load((library / "content/vocabulary.yml").read_text("utf-8"))["people"]
    accounts = [person["forge"] for person in people.values()]
    about, *lines = (library / "CODEOWNERS").read_text("utf-8").splitlines()
    assert about.startswith("# ")
    assert lines == [f"* @{accounts[4]}", f"/content/sa/ @{accounts[1]}", f"/content/wh/ @{accounts[3]}"]


def test_snippets_make_a_document_that_passes(library: Path) -> None:
    snippets = json.loads((library / ".vscode/sop.code-snippets").read_text("utf-8"))
    top, step, decision, form, table = (written(snippet, "SOP-SA-2026-002") for snippet in snippets.values())
    (library / "content/sa/SOP-SA-2026-002.md").write_text(f"{top}{step}{decision}", "utf-8")
    assert problems(library) == {"errors": 0, "warnings": 0}
    form = form.replace("SOP-SA-2026-002", "FORM-SA-002").replace("\n\n---", f"\n{table}---")
    assert "type: table" in form
    (library / "content/forms/FORM-SA-002.md").write_text(form, "utf-8")
    assert problems(library) == {"errors": 0, "warnings": 0}


def written(snippet: Mapping[str, Any], name: str) -> str:
    """Return what VS Code writes for a snippet whose author changes nothing."""
    text = "\n".join(snippet["body"]) + "\n"
    today = {"CURRENT_YEAR": "2026", "CURRENT_MONTH": "11", "CURRENT_DATE": "21", "TM_FILENAME_BASE": name}
    text = re.sub(r"\$\{([A-Z_]+)\}", lambda found: today[found[1]], text)
    text = re.sub(r"\$\{[0-9]+\|([^,|]+)[^|]*\|\}", r"\1", text)
    return re.sub(r"\$\{[0-9]+:([^}]+)\}", r"\1", text).replace("$0", "")


def test_its_make_targets_run(library: Path) -> None:
    ours = ("READY=", f"BIN={Path(sys.executable).parent}")
    site = make(library, *ours, "site")
    assert site.returncode == 0, site.stderr
    assert site.stdout.endswith(f" file://{library}/site/index.html\n")
    test = make(library, *ours, "test")
    assert test.returncode == 0, test.stdout + test.stderr
    assert (library / ".cache/site/index.html").is_file()
    (library / EXAMPLE).write_text((library / EXAMPLE).read_text("utf-8").replace(" → refund", " -> refund"), "utf-8")
    assert make(library, *ours, "test").returncode == 2
    targets = re.findall(r"^  make ([a-z]+) +\S", make(library).stdout, re.MULTILINE)
    assert targets == ["help", "site", "test", "serve", "new", "clean"]


def test_make_installs_what_it_is_told_and_remembers(library: Path) -> None:
    (library / "python").write_text(PYTHON, "utf-8")
    (library / "python").chmod(0o755)
    told: list[str] = []
    for words in (("SOP_DOCS=/a b",), (), ("SOP_DOCS=git+https://x",), (), ("SOP_DOCS=git+https://x",)):
        result = make(library, "site", f"PYTHON={library}/python", *words)
        assert result.returncode == 0, result.stderr
        assert "sop build\n" in result.stdout
        log = library / "pip.log"
        told.append(log.read_text("utf-8").removeprefix("install --quiet --disable-pip-version-check ").strip())
        log.write_text("", "utf-8")
    assert told == ["/a b", "", "git+https://x", "", ""]
    make(library, "clean")
    make(library, "site", f"PYTHON={library}/python")
    assert (library / "pip.log").read_text("utf-8").endswith("--requirement requirements.txt\n")


def test_make_says_what_to_do_where_nothing_can_be_installed(library: Path) -> None:
    (library / "python").write_text(PYTHON, "utf-8")
    (library / "python").chmod(0o755)
    missing = make(library, "site", f"PYTHON={library}/python", "SOP_DOCS=404")
    assert missing.returncode == 2
    assert "make site SOP_DOCS=" in missing.stderr
    nothing = make(library, "site", "PYTHON=")
    assert nothing.returncode == 2
    assert "make site PYTHON=" in nothing.stderr


def test_both_languages_have_the_same_files() -> None:
    assert read_scaffold("zh").keys() == read_scaffold("en").keys()


def test_a_wheel_has_all_of_them(tmp_path: Path) -> None:
    result = run(ROOT, "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    assert result.returncode == 0, result.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        packed = {name.partition("templates/")[2] for name in wheel.namelist()}
    for folder in ("library", "library-zh", "library-en"):
        here = files(ROOT / "plugins/sop_docs/templates" / folder)
        assert {f"{folder}/{path}" for path in here} - packed == set()


@pytest.mark.parametrize(
    ("options", "talk", "title"),
    [
        ((), "zh", "客户退货处理"),
        (("--language", "en"), "en", "Customer Returns"),
    ],
)
def test_the_command_says_what_is_next(tmp_path: Path, options: tuple[str, ...], talk: str, title: str) -> None:
    result = run(tmp_path, "sop_docs", "init", "new house", "--as-of", "2026-11-21", *options)
    assert (result.returncode, result.stdout) == (0, "new house\n")
    assert title in (tmp_path / "new house" / EXAMPLE).read_text("utf-8")
    lines = result.stderr.splitlines()
    assert lines[0] == load_words(talk)("init.next")
    assert lines[1] == "  cd 'new house'"
    assert [line[:11] for line in lines[2:5]] == ["  sop check", "  sop build", "  sop new  "]


def test_a_library_may_be_in_another_language_than_the_talk(tmp_path: Path) -> None:
    result = run(tmp_path, "sop_docs", "--lang", "en", "init", "新库")
    assert result.stderr.startswith("The library is there.")
    assert result.stderr.splitlines()[1] == "  cd 新库"
    assert "Customer Returns" in next((tmp_path / "新库/content/sa").iterdir()).read_text("utf-8")
    result = run(tmp_path, "sop_docs", "--lang", "en", "init", "库", "--language", "zh")
    assert result.stderr.startswith("The library is there.")
    assert "客户退货处理" in next((tmp_path / "库/content/sa").iterdir()).read_text("utf-8")


def test_the_same_day_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        init.make_library(tmp_path / name, load_words("zh"), DAY, "sop-docs==0.1.0")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    result = run(tmp_path, "sop_docs", "--lang", "en", "init", ".")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "sop: .: holds something already; name a new folder\n"
    assert run(tmp_path, "sop_docs", "init", "notes.txt").returncode == 2
    assert files(tmp_path) == {"notes.txt": b"mine"}


def test_an_empty_clone_is_filled_and_stays_the_folder_it_is(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    before = tmp_path.stat().st_ino
    result = run(tmp_path, "sop_docs", "init", ".")
    assert result.returncode == 0, result.stderr
    assert "  cd " not in result.stderr
    assert tmp_path.stat().st_ino == before
    assert (tmp_path / ".git/HEAD").is_file()
    assert problems(tmp_path) == {"errors": 0, "warnings": 0}
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".site-")] == []


@pytest.mark.parametrize("exists", [False, True])
def test_what_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exists: bool) -> None:
    folder = tmp_path / "library"
    if exists:
        folder.mkdir()
        rename = Path.rename

        def full(self: Path, target: Path) -> Path:
            if target == folder / "content":
                raise OSError(28, "No space left on device")
            return rename(self, target)

        monkeypatch.setattr(Path, "rename", full)
    else:
        monkeypatch.setattr(init, "codeowners", None)
    with pytest.raises((OSError, TypeError)):
        init.make_library(folder, load_words("zh"), DAY, "sop-docs==0.1.0")
    assert list(tmp_path.rglob("*")) == ([folder] if exists else [])


@pytest.mark.parametrize("delay", [0.2, 0.4, 0.6, 0.8])
def test_a_killed_command_leaves_all_or_nothing(tmp_path: Path, delay: float) -> None:
    command = [sys.executable, "-m", "sop_docs", "init", "library"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(delay)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    there = (tmp_path / "library").is_dir()
    assert len(files(tmp_path / "library")) == (18 if there else 0)
    assert run(tmp_path, "sop_docs", "init", "library").returncode == (2 if there else 0)
    assert [entry.name for entry in tmp_path.iterdir()] == ["library"]


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("", "utf-8")
    with pytest.raises(SopError, match="library"):
        init.make_library(tmp_path / "library", load_words("zh"), DAY, "sop-docs==0.1.0")
