"""What a build does with content, hooks and themes that mean harm."""

import json
import subprocess
import sys

import pytest
from conftest import MKDOCS, Library, build, run
from samples import COMPLAINTS, LIBRARY
from selectolax.lexbor import LexborHTMLParser

MARKUP = "<img src=x onerror=alert(1)>"
LITERAL = "{{ 7*7 }} {0.__class__} ${{ github.token }} %s ::error::x"
HOSTILE = (
    COMPLAINTS.replace("## 目的", f"## 目的 {MARKUP}")
    .replace("### 接收投诉", f"### 接收 {MARKUP} {LITERAL}")
    .replace("- 输入：客户来电", f"- 输入：客户来电\n- 工具：{MARKUP}{LITERAL}\n- 标准：</script><script>x()</script>")
    .replace("- 步骤号：handle\n", f"- 步骤号：handle\n- 判断：{MARKUP} → 结束；`</title>` → receive\n")
)
IN_THE_HEAD = """\
def on_post_page(output, **_):
    return output.replace("</head>", "<script>alert(1)</script></head>")
"""
IN_THE_TITLE = """\
def on_nav(nav, **_):
    for page in nav.pages:
        page.title = "</title><script>alert(1)</script>"
"""
SLOW = """\
import re
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

class Slow(Preprocessor):
    def run(self, lines):
        if any("每件投诉" in line for line in lines):
            re.fullmatch("(a+)+b", "a" * 60)
        return lines

class SlowExtension(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Slow(md), "slow", 0)

def makeExtension(**settings):
    return SlowExtension(**settings)
"""


def test_markup_in_names_is_text_in_every_place_of_the_page(library: Library) -> None:
    root = library({**LIBRARY, "content/cs/SOP-CS-2024-001.md": HOSTILE})
    result = build(root)
    assert result.returncode == 0, result.stderr
    pages = {path: LexborHTMLParser(path.read_text("utf-8")) for path in sorted((root / "site").rglob("*.html"))}
    assert [path for path, tree in pages.items() if tree.css("[onerror], img[src=x]")] == []
    page = pages[root / "site/cs/SOP-CS-2024-001.html"]
    headings = [heading.text().strip() for heading in page.css("h2, h3")]
    assert any(MARKUP in heading and LITERAL in heading for heading in headings)
    contents = [link.text().strip() for link in page.css(".md-nav--secondary a")]
    assert any(MARKUP in link for link in contents)
    assert not (root / "site/search").exists()  # the theme's own, which takes what it has for HTML
    for script in sorted((root / "site/assets/sop/search").iterdir()):
        name, _, value = script.read_text("utf-8").removeprefix('sop_search("').partition('",')
        assert name == script.stem
        words = json.loads(value.removesuffix(");\n"))  # whole: nothing stands behind the string
        if name != "index":
            # Text, put in as such: `browser/test_search_safety.py` sees what becomes of it.
            assert MARKUP in words


@pytest.mark.parametrize(("hook", "code"), [(IN_THE_HEAD, "SOP911"), (IN_THE_TITLE, "SOP911")])
def test_a_script_in_the_shell_of_a_page_is_refused(library: Library, hook: str, code: str) -> None:
    root = library({**LIBRARY, "hook.py": hook})
    (root / "mkdocs.yml").write_text(MKDOCS + "hooks: [hook.py]\n", "utf-8")
    result = build(root)
    assert (result.returncode, "Traceback" in result.stderr) == (1, False)
    assert f"content/cs/SOP-CS-2024-001.md:1:1: {code}" in result.stderr
    assert f"content/index.md:1:1: {code}" in result.stderr
    assert not (root / "site").exists()


def test_a_script_of_the_house_s_own_theme_is_let_through(library: Library) -> None:
    main = '{% extends "base.html" %}{% block scripts %}{{ super() }}<script>house()</script>{% endblock %}'
    root = library({**LIBRARY, "overrides/main.html": main})
    (root / "mkdocs.yml").write_text(MKDOCS.replace("font: false", "font: false, custom_dir: overrides"), "utf-8")
    result = build(root)
    assert result.returncode == 0, result.stderr
    assert "<script>house()</script>" in (root / "site/index.html").read_text("utf-8")


def test_a_theme_that_asks_another_site_is_told_of_once(library: Library) -> None:
    root = library(LIBRARY)
    (root / "mkdocs.yml").write_text(MKDOCS.replace(", font: false", ""), "utf-8")
    result = build(root)
    lines = [line for line in result.stderr.splitlines() if "SOP914" in line and "fonts.googleapis" in line]
    assert result.returncode == 1
    assert len([line for line in lines if "mkdocs.yml:1:1" in line]) >= 1
    assert [line for line in lines if "content/" in line] == []


def test_a_page_that_takes_too_long_is_stopped(library: Library) -> None:
    root = library({**LIBRARY, "slow.py": SLOW})
    (root / "mkdocs.yml").write_text(MKDOCS + "markdown_extensions: [slow]\n", "utf-8")
    program = (
        "import sys, sop_docs.mkdocs_watch as watch; watch.SECONDS = 0.5; sys.path.insert(0, '.');"
        "from mkdocs.__main__ import cli; cli(['build', '--strict'])"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False, timeout=60
    )
    assert (result.returncode, "Traceback" in result.stderr) == (1, False)
    assert "content/cs/SOP-CS-2024-001.md:1:1: SOP925" in result.stderr
    assert not (root / "site").exists()


def test_settings_that_run_code_end_a_build_before_they_run(library: Library) -> None:
    root = library(LIBRARY)
    (root / "mkdocs.yml").write_text(f"{MKDOCS}extra: !!python/object/apply:os.system ['touch run']\n", "utf-8")
    built, checked = run(root, "sop_docs", "build"), run(root, "sop_docs", "check")
    assert (built.returncode, checked.returncode) == (2, 1)
    assert built.stderr.count("\n") == 1
    assert "mkdocs.yml:6:8: SOP930" in checked.stdout
    assert not (root / "run").exists()
