"""A copy of a house that has a navigation, an announcement and styles of its own."""

from pathlib import Path

import pytest
from conftest import run
from samples import COMPLAINTS, VOCABULARY
from selectolax.lexbor import LexborHTMLParser, LexborNode

from copies import seen
from git_library import Repository

NUMBER = "SOP-CS-2024-001"
MKDOCS = """\
site_name: Test
docs_dir: content
theme: {name: material, custom_dir: overrides}
plugins: [{sop: {language: zh}}]
nav:
  - 首页: index.md
  - 部门:
    - departments/index.md
    - departments/ke-hu-fu-wu-bu.md
    - 先读这一页: handbook/first.md
    - 投诉:
      - cs/SOP-CS-2024-001.md
  - 表单:
    - forms.md
    - forms/FORM-CS-001.md
    - 常用文件: cs/SOP-CS-2024-001.md
"""
MAIN = """\
{% extends "base.html" %}
{% block extrahead %}<style>.house {color: red}</style>{{ super() }}{% endblock %}
{% block announce %}<article>本周盘点</article>{% endblock %}
"""
CODE = "第一行\n    缩进\n\n\n最后一行\n"
FORM = "---\nform: FORM-CS-001\ntitle: 登记表\nversion: 1.0\nfields:\n  - {name: 客户, type: text}\n---\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the copy, with two versions of a document."""
    base = tmp_path_factory.mktemp("house")
    made = Repository(base / "library").on("2024-01-02")
    before = COMPLAINTS.replace("version: 1.2", "version: 1.0").replace("2024-07-01", "2024-01-10")
    files = {
        "mkdocs.yml": MKDOCS,
        "overrides/main.html": MAIN,
        "content/vocabulary.yml": VOCABULARY,
        "content/index.md": "# 目录\n\n<!-- sop:register -->\n",
        "content/handbook/first.md": f"# 先读\n\n    {CODE.replace(chr(10), chr(10) + '    ')}\n",
        "content/forms/FORM-CS-001.md": FORM,
        f"content/cs/{NUMBER}.md": before,
    }
    made.commit(files, "first")
    made.on("2024-07-01").commit({f"content/cs/{NUMBER}.md": COMPLAINTS.replace("10 分钟", "20 分钟")}, "second")
    out = base / "copy"
    done = run(made.root, "sop_docs", "export", "--out", str(out), XDG_CACHE_HOME=str(base / "cache"))
    assert done.returncode == 0, done.stderr
    return out


def sidebar(house: Path, path: str) -> LexborNode:
    found = LexborHTMLParser((house / path).read_bytes()).css_first(".md-sidebar--primary")
    assert found is not None
    return found


def test_what_no_list_leads_to_stays_in_the_navigation(house: Path) -> None:
    links = sidebar(house, "index.html").css("a.md-nav__link[href]")
    assert [link.attributes["href"] for link in links] == [
        *("index.html", "departments/index.html", "handbook/first.html", "forms.html", f"cs/{NUMBER}.html"),
    ]


def test_a_navigation_that_does_not_stand_above_stands_beside(house: Path) -> None:
    assert "hidden" not in sidebar(house, f"cs/{NUMBER}.html").attributes


def test_code_keeps_its_lines(house: Path) -> None:
    page = LexborHTMLParser((house / "handbook/first.html").read_bytes())
    assert [code.text() for code in page.css("article pre")] == [CODE]


def test_an_old_version_prints_as_itself(house: Path) -> None:
    page = seen(house, f"cs/{NUMBER}/1.0.html")
    styles = [style.text() for style in page.css("head > style")]
    assert styles[0] == ".house {color: red}"
    assert [style.partition("--sop-print-number:")[2].partition(";")[0] for style in styles[1:]] == [
        '"SOP\\2d CS\\2d 2024\\2d 001 V1\\2e 0"',
    ]
