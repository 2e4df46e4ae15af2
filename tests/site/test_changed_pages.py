"""What each version made other has a page, from the change log; any two versions can be compared."""

import re
from pathlib import Path

import pytest
from conftest import MKDOCS, build
from samples import COMPLAINTS, VOCABULARY

from git_library import Repository

NUMBER = "SOP-CS-2024-001"
FILE = f"content/cs/{NUMBER}.md"
OLD_LOOK = {"mkdocs.yml": MKDOCS, "content/vocabulary.yml": VOCABULARY}
SCRIPT = '<script>alert("x")</script>'


def text(version: str, limit: str, purpose: str = "每件投诉都有结论。", effective: str = "2024-01-10") -> str:
    found = COMPLAINTS.replace("version: 1.2", f"version: {version}").replace("2024-07-01", effective)
    return found.replace("≤ 10 分钟", f"≤ {limit}").replace("每件投诉都有结论。", purpose)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "library").on("2024-01-02")
    made.commit({**OLD_LOOK, FILE: text("1.0", "10 分钟")})
    made.on("2024-03-04").commit({FILE: text("1.1", "20 分钟", effective="2024-03-04")}, "接线要更久")
    made.on("2024-05-06").commit({FILE: text("1.2", "20 分钟", "每件投诉都要回复客户。", "2024-05-06")}, "目的")
    return made


def built(repository: Repository) -> Path:
    result = build(repository.root, XDG_CACHE_HOME=str(repository.root.parent / "cache"))
    assert result.returncode == 0, result.stderr
    return repository.root / "site"


def page(site: Path, name: str = "") -> str:
    return (site / (f"cs/{NUMBER}/{name}.html" if name else f"cs/{NUMBER}.html")).read_text("utf-8")


def words(html: str) -> str:
    article = html.split('md-typeset">', 1)[1].split("</article>", maxsplit=1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", article)).strip()


def names(site: Path) -> list[str]:
    return sorted(file.stem for file in (site / f"cs/{NUMBER}").glob("*.html"))


def test_every_version_of_the_log_leads_to_what_it_changed(repository: Repository) -> None:
    site = built(repository)
    assert names(site) == ["1.0", "1.0-1.1", "1.1", "1.1-1.2", "compare", "versions"]
    log = page(site).split('id="changes"')[1]
    assert re.findall(r'<a href="([^"]+)">对照查看这次变化', log) == [
        f"{NUMBER}/1.1-1.2.html",
        f"{NUMBER}/1.0-1.1.html",
    ]
    assert re.findall(r'<a href="([^"]+)">对照查看这次变化', page(site, "versions")) == ["1.1-1.2.html", "1.0-1.1.html"]


def test_charts_and_words_before_and_after(repository: Repository) -> None:
    html = page(built(repository), "1.0-1.1")
    told = words(html)
    assert told.startswith("V1.0 → V1.1 有什么变化")
    assert "变更说明：接线要更久" in told
    assert "V1.1 2024-03-04 至 2024-05-05" in told
    assert "步骤 1「接收投诉」时限 ≤ 10 分钟 → ≤ 20 分钟（延长）" in told
    assert "≤ <del>10</del><ins>20</ins> 分钟" in html
    assert html.count('<svg xmlns="http://www.w3.org/2000/svg" class="sop-chart') == 2
    assert html.count('class="node step marked changed"') == 2
    assert 'href="../../assets/sop/changed.css"' in html
    assert '<meta name="robots" content="noindex">' in html
    ways = html.split('class="sop-changed__ways"')[1].split("</ul>")[0]
    assert re.findall(r'<a href="([^"]+)">', ways) == [
        f"../{NUMBER}.html",
        "1.0.html",
        "1.1.html",
        "1.1-1.2.html",
        "compare.html",
        "versions.html",
    ]


def test_where_no_chart_differs_none_is_drawn(repository: Repository) -> None:
    html = page(built(repository), "1.1-1.2")
    assert "sop-chart" not in html.split("<article")[1].split("</article>")[0]
    assert "每件投诉都<del>有结论</del><ins>要回复客户</ins>。" in html


def test_any_two_versions(repository: Repository) -> None:
    html = page(built(repository), "compare")
    table = html.split('class="sop-table sop-table--small sop-compared"')[1].split("</table>")[0]
    assert re.findall(r'<a href="([^"]+)">([^<]+)</a> <small>([^<]+)', table) == [
        ("1.1-1.2.html", "1 处", "文字修改"),
        ("#from-1-to-3", "2 处", "次要修改"),
        ("1.0-1.1.html", "1 处", "次要修改"),
    ]
    told = html.split('id="from-1-to-3"')[1]
    assert "步骤 1「接收投诉」时限 ≤ 10 分钟 → ≤ 20 分钟（延长）" in told
    assert "每件投诉都要回复客户。" in told


def test_what_was_never_changed_has_nothing_to_show(tmp_path: Path) -> None:
    made = Repository(tmp_path / "library").on("2024-01-02")
    made.commit({**OLD_LOOK, FILE: text("1.0", "10 分钟")})
    made.on("2024-03-04").commit({FILE: text("1.1", "10 分钟")})
    site = built(made)
    assert names(site) == ["1.0", "versions"]
    assert "对照查看" not in page(site)


def test_a_module_of_another_commit_is_a_change_too(repository: Repository) -> None:
    newer = VOCABULARY.replace("客户服务部", "客户体验部")
    repository.on("2024-06-07").commit(
        {"content/vocabulary.yml": newer, FILE: text("1.3", "20 分钟", "每件投诉都要回复客户。", "2024-06-07")}
    )
    assert "客户体验部" in page(built(repository), "1.2-1.3")


def test_a_text_that_nobody_can_read_is_shown_as_it_was_written(repository: Repository) -> None:
    broken = text("1.3", "20 分钟", "每件投诉都要回复客户。", "2024-06-07").replace("title: ", "tilte: [")
    repository.on("2024-06-07").commit({FILE: broken + SCRIPT})
    repository.on("2024-07-08").commit({FILE: text("1.4", "30 分钟", effective="2024-07-08")})
    html = page(built(repository), "1.3-1.4")
    assert SCRIPT not in html
    assert '<div class="text text--source">' in html
    assert "<ins>1.4</ins>" in html or "1.<del>3</del><ins>4</ins>" in html


def test_words_of_an_author_do_nothing(repository: Repository) -> None:
    hostile = f"{SCRIPT} <!-- sop:chart flow --> <!-- sop:part 0 --> [x](javascript:alert(1)) {{{{ 7*7 }}}}"
    made = text("1.3", "20 分钟", "投诉有结论。", "2024-06-07").replace("- 输出：投诉单", f"- 输出：{hostile}")
    repository.on("2024-06-07").commit({FILE: made})
    repository.on("2024-07-08").commit({FILE: text("1.4", "30 分钟", effective="2024-07-08")})
    site = built(repository)
    for name in ("1.2-1.3", "1.3-1.4", "compare"):
        html = page(site, name)
        assert SCRIPT not in html
        assert "&lt;script&gt;" in html
        assert html.count('class="sop-chart') in {0, 2}
        assert "javascript:" not in re.sub(r">[^<]*<", "><", html)


def test_the_next_build_takes_the_pages_that_hold(repository: Repository) -> None:
    site = built(repository)
    before = {file.name: file.read_bytes() for file in (site / f"cs/{NUMBER}").iterdir()}
    site = built(repository)
    assert {file.name: file.read_bytes() for file in (site / f"cs/{NUMBER}").iterdir()} == before
    repository.on("2024-06-07").commit({FILE: text("1.3", "30 分钟", effective="2024-06-07")})
    assert "下一次变化：V1.2 → V1.3" in words(page(built(repository), "1.1-1.2"))
