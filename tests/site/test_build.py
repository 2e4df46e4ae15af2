"""A build is whole or it did not happen."""

import hashlib
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import MKDOCS, Library, build, run
from samples import COMPLAINTS, LIBRARY, TWO_ACCOUNTABLE

SMUGGLER = """\
def on_page_markdown(markdown, **_):
    return markdown + '<img src="x.png" onerror="alert(1)">'
"""
DEAD = """\
#!/bin/sh
[ "$1" = -V ] && exit 0
echo out of memory >&2
exit 139
"""


def fingerprint(site: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(site.rglob("*")):
        digest.update(f"{path.relative_to(site)}\0".encode())
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def page(root: Path, path: str) -> str:
    return (root / "site" / path).read_text("utf-8")


def test_a_document_becomes_a_page_with_charts_raci_and_steps(library: Library) -> None:
    root = library(LIBRARY)
    result = build(root)
    assert (result.returncode, result.stderr.count("WARNING")) == (0, 0), result.stderr
    html = page(root, "cs/SOP-CS-2024-001.html")
    assert "<title>客户投诉处理 - Test</title>" in html
    assert html.count('<svg xmlns="http://www.w3.org/2000/svg" class="sop-chart') == 2
    assert 'href="#step-receive"' in html
    assert 'id="step-receive"' in html
    assert "SOP-CS-2024-001.html" in page(root, "index.html")


def test_vocabulary_and_people_are_not_published(library: Library) -> None:
    root = library(LIBRARY)
    build(root)
    assert not (root / "site" / "vocabulary.yml").exists()
    assert [path for path in (root / "site").rglob("*.html") if "zhao.min" in path.read_text("utf-8")] == []


def test_an_error_fails_the_build_with_the_line_of_the_check_and_leaves_the_site(library: Library) -> None:
    root = library(LIBRARY)
    build(root)
    before = fingerprint(root / "site")
    (root / "content/cs/SOP-CS-2024-001.md").write_text(TWO_ACCOUNTABLE, "utf-8")
    result = build(root)
    checked = run(root, "sop_docs", "check")
    line = next(line for line in checked.stdout.splitlines() if "SOP301" in line)
    assert line.startswith("content/cs/SOP-CS-2024-001.md:33:3:")
    assert line in result.stderr
    assert (result.returncode, checked.returncode) == (1, 1)
    assert fingerprint(root / "site") == before
    assert [entry.name for entry in root.iterdir() if entry.name.startswith(".site-")] == []


def test_strict_mode_failing_after_the_last_page_leaves_the_site(library: Library) -> None:
    root = library(LIBRARY)
    build(root)
    before = fingerprint(root / "site")
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text("utf-8") + "nav: [missing.md]\n", "utf-8")
    assert build(root).returncode == 1
    assert fingerprint(root / "site") == before


def test_sop_build_tells_problems_from_what_cannot_be_done(library: Library) -> None:
    root = library(LIBRARY)
    assert run(root, "sop_docs", "build").returncode == 0
    (root / "content/cs/SOP-CS-2024-001.md").write_text(TWO_ACCOUNTABLE, "utf-8")
    assert run(root, "sop_docs", "build").returncode == 1
    settings = (root / "mkdocs.yml").read_text("utf-8").replace("language: zh", "language: fr")
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    result = run(root, "sop_docs", "build")
    assert (result.returncode, result.stderr.count("\n")) == (2, 1), result.stderr


@pytest.mark.parametrize("delay", [0.2, 0.5, 0.8, 1.1, 1.4, 1.7, 2.0, 2.3])
def test_a_killed_build_leaves_the_old_site_or_the_new_one(library: Library, delay: float) -> None:
    root = library(LIBRARY)
    build(root)
    old = fingerprint(root / "site")
    (root / "content/cs/SOP-CS-2024-001.md").write_text(COMPLAINTS.replace("每件", "每一件"), "utf-8")
    process = subprocess.Popen([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=root)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    killed = fingerprint(root / "site")
    assert build(root).returncode == 0
    assert killed in {old, fingerprint(root / "site")}
    assert [entry.name for entry in root.iterdir() if entry.name.startswith(".site-")] == []


def test_dot_entries_of_the_old_site_are_carried_over(library: Library) -> None:
    root = library(LIBRARY)
    build(root)
    (root / "site/.nojekyll").touch()
    build(root)
    assert (root / "site/.nojekyll").exists()


def test_what_another_extension_smuggles_in_is_refused(library: Library) -> None:
    root = library({**LIBRARY, "hook.py": SMUGGLER})
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text("utf-8") + "hooks: [hook.py]\n", "utf-8")
    result = build(root)
    assert result.returncode == 1
    assert "content/cs/SOP-CS-2024-001.md:1:1: SOP910" in result.stderr
    assert not (root / "site").exists()


def test_a_graphviz_that_does_not_run_is_one_line(library: Library) -> None:
    root = library(LIBRARY)
    dead = root / "dot"
    dead.write_text(DEAD, "utf-8")
    dead.chmod(0o755)
    settings = (root / "mkdocs.yml").read_text("utf-8").replace("language: zh", f"language: zh, dot: {dead}")
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    result = build(root)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "cs/SOP-CS-2024-001.md: SOP-CS-2024-001-flow: out of memory" in result.stderr
    assert not (root / "site").exists()


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_another_theme_is_refused_in_one_sentence(library: Library, theme: str) -> None:
    result = build(library(LIBRARY, MKDOCS.replace("{name: material, font: false}", theme)))
    assert result.returncode == 1
    assert "theme: the pages are made for material" in result.stderr
    assert "Traceback" not in result.stderr
