"""Every version that was ever in force has a page in the same build, and a page says which of them people work by."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import MKDOCS, build, run
from samples import COMPLAINTS, VOCABULARY

from git_library import Repository

NUMBER = "SOP-CS-2024-001"
FILE = f"content/cs/{NUMBER}.md"
FORM = """\
---
form: FORM-CS-001
title: 投诉登记表
version: 1.0
fields:
  - {name: 客户ID, type: text}
---
"""
HOSTILE = 'fix: <script>alert(1)</script> [x](javascript:alert(1)) | "\x1b]0;title\x07'
SCRIPT = "\n<script>alert(1)</script>\n"


def complaints(version: str, effective: str, limit: str = "10 分钟", change: str = "", **more: str) -> str:
    """Return the procedure in a version, its first limit and its words being those."""
    text = COMPLAINTS.replace("version: 1.2", f"version: {version}").replace("2024-07-01", effective)
    text = text.replace("≤ 10 分钟", f"≤ {limit}").replace("- 输出：投诉单", "- 输出：投诉单\n- 表单：FORM-CS-001")
    text = text.replace(
        "approved: 运营总监\n", f"approved: 运营总监\nchange: {change}\n" if change else "approved: 运营总监\n"
    )
    for old, new in more.items():
        text = text.replace({"status": "status: approved", "purpose": "每件投诉都有结论。"}[old], new)
    return text


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "library").on("2024-01-02", by="赵敏")
    made.commit(
        {
            "mkdocs.yml": MKDOCS,
            "content/vocabulary.yml": VOCABULARY,
            "content/forms/FORM-CS-001.md": FORM,
            FILE: complaints("1.0", "2024-01-10"),
        },
        HOSTILE,
    )
    made.on("2024-03-04").commit({FILE: complaints("1.1", "2024-03-04", "20 分钟", "核对身份要更久")}, "revise")
    return made


def built(repository: Repository, *, status: int = 0) -> Path:
    """Return the site of a repository, built strictly away from the user's own cache."""
    result = build(repository.root, XDG_CACHE_HOME=str(repository.root.parent / "cache"))
    assert result.returncode == status, result.stderr
    return repository.root / "site"


def page(site: Path, name: str = "") -> str:
    return (site / (f"cs/{NUMBER}/{name}.html" if name else f"cs/{NUMBER}.html")).read_text("utf-8")


def search_script(site: Path, name: str) -> Any:  # noqa: ANN401 - JSON
    """Return what a script of the search brings: it is one call with a name and JSON, and nothing else."""
    script = (site / f"assets/sop/search/{name}.js").read_text("utf-8")
    assert script.startswith(f'sop_search("{name}",')
    assert script.endswith(");\n")
    return json.loads(script.removeprefix(f'sop_search("{name}",').removesuffix(");\n"))


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.split("<article", 1)[1].split("</article>", maxsplit=1)[0]))


def test_a_version_that_was_replaced_stands_at_its_own_address_as_it_was(repository: Repository) -> None:
    site = built(repository)
    old, now = page(site, "1.0"), page(site)
    assert "≤ 10 分钟" in text_of(old)
    assert "≤ 20 分钟" not in old.split('id="changes"')[0]
    assert "V1.0 已替代，请勿据此作业。 2024-01-10 至 2024-03-03" in text_of(old)
    assert f'<a href="../{NUMBER}.html">现行版本 V1.1</a>' in old
    assert old.count('<svg xmlns="http://www.w3.org/2000/svg" class="sop-chart') == 2
    assert "投诉登记表 V1.0" in text_of(old)
    assert ("sop-banner" in now, "≤ 20 分钟" in now) == (False, True)
    assert f'<a href="{NUMBER}/1.0.html">V1.0</a>' in now
    assert "--sop-print-mark:" in old


def test_old_pages_are_found_by_links_alone(repository: Repository) -> None:
    site = built(repository)
    assert '<meta name="robots" content="noindex">' in page(site, "1.0")
    assert "noindex" not in page(site)
    index = search_script(site, "index")
    shards = {name: "".join(search_script(site, one) for one in index[name]) for name in ("shards", "old")}
    assert (f"cs/{NUMBER}.html" in shards["shards"], f"{NUMBER}/" in shards["shards"]) == (True, False)
    assert (f"cs/{NUMBER}.html" in shards["old"], f"cs/{NUMBER}/1.0.html" in shards["old"]) == (False, True)
    assert index["oldDates"] == [["approved", "2024-01-10", "2025-01-10", "2024-03-04"]]
    assert f"{NUMBER}/" not in (site / "sitemap.xml").read_text("utf-8")
    assert not (site / "sitemap.xml.gz").exists() or b"1.0" not in gzip.decompress(
        (site / "sitemap.xml.gz").read_bytes()
    )
    assert re.findall(r'md-nav__link[^>]*href="[^"#]*1\.0\.html', page(site)) == []


def test_the_search_knows_old_versions_also_where_their_pages_are_kept(repository: Repository) -> None:
    site = built(repository)
    before = {path.name: path.read_bytes() for path in (site / "assets/sop/search").iterdir()}
    site = built(repository)
    assert {path.name: path.read_bytes() for path in (site / "assets/sop/search").iterdir()} == before
    assert len(before) == 3


def test_the_change_log_tells_who_why_and_what_and_lets_nothing_through(repository: Repository) -> None:
    html = page(built(repository))
    log = html.split('id="changes"')[1]
    assert "步骤 1「接收投诉」时限" in text_of(html)
    assert "核对身份要更久" in log
    assert "赵敏" in log
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in log
    assert "\x1b" not in html
    assert "（提交的标题）" in log
    assert log.index("V1.1") < log.index("V1.0")


def test_people_read_the_text_in_force_until_a_newer_one_is(repository: Repository) -> None:
    draft = complaints("2.0", "2024-09-01", "5 分钟", status="status: draft")
    repository.on("2024-05-06").commit({FILE: draft}, "draft")
    site = built(repository)
    now = page(site)
    assert "≤ 20 分钟" in text_of(now)
    assert "≤ 5 分钟" not in now.split('id="changes"')[0]
    assert f'<a href="{NUMBER}/2.0.html">已有更新的文本 V2.0（草稿）</a>' in now
    assert "V1.1" in (site / "departments/ke-hu-fu-wu-bu.html").read_text("utf-8")
    assert "V2.0 草稿，请勿据此作业。" in text_of(page(site, "2.0"))
    repository.on("2024-06-07").commit({FILE: draft.replace("status: draft", "status: approved")}, "approve")
    site = built(repository)
    assert "已有更新的文本 V2.0（待生效）" in page(site)
    assert 'data-until="2024-09-01"' in page(site)
    repository.on("2024-09-02").commit({}, "another day")
    site = built(repository)
    assert "≤ 5 分钟" in page(site).split('id="changes"')[0]
    assert "已替代" in page(site, "1.1")


def test_what_no_commit_has_is_told_on_the_page(repository: Repository) -> None:
    assert "尚未提交" not in page(built(repository))
    repository.write({FILE: complaints("1.1", "2024-03-04", "25 分钟", "核对身份要更久")})
    html = page(built(repository, status=0))
    assert "本页含有尚未提交的修改。" in html
    assert "含有尚未提交的修改" in html.split('id="changes"')[1]


def test_without_a_repository_nothing_is_known(repository: Repository, tmp_path: Path) -> None:
    other = tmp_path / "copy"
    for path in ("mkdocs.yml", "content/vocabulary.yml", "content/forms/FORM-CS-001.md", FILE):
        (other / path).parent.mkdir(parents=True, exist_ok=True)
        (other / path).write_bytes((repository.root / path).read_bytes())
    result = build(other)
    assert result.returncode == 0, result.stderr
    assert "不在 git 仓库中" in page(other / "site")
    assert not (other / f"site/cs/{NUMBER}").exists()


def test_a_shallow_clone_is_no_site(repository: Repository, tmp_path: Path) -> None:
    clone = repository.clone(tmp_path / "clone", "--depth", "1")
    result = run(clone.root, "sop_docs", "build")
    assert (result.returncode, "git fetch --unshallow" in result.stderr) == (2, True)
    assert not (clone.root / "site").exists()


def test_old_texts_that_are_no_pages_any_more_are_shown_as_they_were(repository: Repository) -> None:
    acting = complaints("1.2", "2024-04-01", purpose=f"前{SCRIPT}后")
    repository.on("2024-04-01").commit({FILE: acting})
    repository.on("2024-04-02").commit({FILE: complaints("1.3", "2024-04-02").replace("id: SOP", "id: [SOP")})
    repository.on("2024-04-03").commit({FILE: complaints("1.4", "2024-04-03").encode("gb18030")})
    several = complaints("1.5", "2024-04-04").replace(
        "- 执行：客服主管", "- 执行：客服主管\n- 负责：客服主管、运营总监"
    )
    repository.on("2024-04-04").commit({FILE: several})
    repository.on("2024-04-05").commit({FILE: complaints("1.6", "2024-04-05")})
    site = built(repository)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page(site, "1.2").split("sop-plain")[1]
    assert "<script>alert(1)" not in page(site, "1.2")
    assert f"<code>---&#10;id: [{NUMBER}&#10;" in page(site, "1.3")
    assert "SOP301" in page(site, "1.5")
    assert "sop-plain" not in page(site, "1.5")
    assert "&#10;- 执行：客服主管&#10;" in page(site, "1.4").split("sop-plain")[1]  # it was written in GBK
    old = "".join(search_script(site, name) for name in search_script(site, "index")["old"])
    assert all(f"客户投诉处理\t{version}\t" in old for version in ("1.2", "1.3", "1.4"))
    assert "alert" not in old


def test_an_old_text_that_fills_in_no_form_has_no_heading_for_forms(repository: Repository) -> None:
    formless = complaints("1.2", "2024-04-01").replace("- 表单：FORM-CS-001\n", "")
    repository.on("2024-04-01").commit({FILE: formless})
    repository.on("2024-04-02").commit({FILE: complaints("1.3", "2024-04-02")})
    site = built(repository)
    assert ['id="forms">' in page(site, version) for version in ("1.0", "1.2")] == [True, False]


def test_links_of_old_texts_lead_to_where_things_are_now(repository: Repository) -> None:
    linked = complaints("1.2", "2024-04-01", purpose="见[表](../forms/FORM-CS-001.md)和[旧](../gone.md)。")
    repository.on("2024-04-01").commit({FILE: linked, "content/gone.md": "# 旧\n"})
    repository.git("mv", "content/forms", "content/records")
    repository.git("rm", "-q", "content/gone.md")
    now = complaints("1.3", "2024-04-02", purpose=f"见 {NUMBER}@1.2 和 {NUMBER}@1.1。")
    repository.on("2024-04-02").commit({FILE: now})
    site = built(repository)
    assert 'href="../../records/FORM-CS-001.html"' in page(site, "1.2")
    assert "和<a" in page(site, "1.2")
    assert f'<a href="{NUMBER}/1.2.html" title="客户投诉处理">{NUMBER}@1.2</a>' in page(site)


def test_of_a_deleted_document_all_versions_stay(repository: Repository) -> None:
    repository.on("2024-05-06").commit({"content/index.md": "# 首页\n"}, without=FILE)
    site = built(repository)
    assert not (site / f"cs/{NUMBER}.html").exists()
    assert "这份文件已从文库删除" in page(site, "versions")
    assert "≤ 20 分钟" in text_of(page(site, "1.1"))
    assert "V1.0 已替代" in text_of(page(site, "1.0"))


def test_a_version_used_twice_has_its_last_text(repository: Repository) -> None:
    repository.on("2024-04-01").commit({FILE: complaints("1.0", "2024-04-01", "30 分钟")})
    repository.on("2024-04-02").commit({FILE: complaints("1.2", "2024-04-02")})
    site = built(repository)
    assert "≤ 30 分钟" in page(site, "1.0").split('id="changes"')[0]
    assert page(site, "versions").count(f'href="{"1.0"}.html"') == 2  # in the list and in the log


def test_the_folder_of_a_document_is_its_own(repository: Repository) -> None:
    repository.commit({f"content/cs/{NUMBER}/1.0.md": "# 我的页\n", f"content/cs/{NUMBER}/notes.md": "# 说明\n"})
    result = run(repository.root, "sop_docs", "--lang", "en", "check", "--select", "SOP130")
    assert [line.split(":")[0] for line in result.stdout.splitlines() if "SOP130" in line] == [
        f"content/cs/{NUMBER}/1.0.md"
    ]


def test_a_page_that_is_kept_says_the_day_of_each_build(repository: Repository) -> None:
    assert "截至本站生成之日 2024-03-04" in page(built(repository), "1.0")
    repository.on("2024-05-06").commit({}, "another day")
    kept = page(built(repository), "1.0")
    assert ("2024-05-06" in kept, 'data-old="2024-08-04"' in kept, "sop:" in kept) == (True, True, False)
    result = build(repository.root, XDG_CACHE_HOME=str(repository.root.parent / "other"))
    assert (result.returncode, page(repository.root / "site", "1.0") == kept) == (0, True)


def test_a_second_build_has_the_same_bytes_whatever_the_cache(repository: Repository) -> None:
    names = ("", "1.0", "versions")
    first = [page(built(repository), name) for name in names]
    (cache,) = (repository.root.parent / "cache").rglob("pages.sqlite3")
    size = cache.stat().st_size
    assert [page(built(repository), name) for name in names] == first
    assert cache.stat().st_size == size
    cache.write_bytes(b"broken")
    assert [page(built(repository), name) for name in names] == first
    cache.unlink()
    cache.mkdir()
    assert [page(built(repository), name) for name in names] == first


def test_people_are_called_by_name_and_not_by_what_they_log_in_with(repository: Repository) -> None:
    signed = complaints("1.2", "2024-04-01").replace("approved: 运营总监", "approved: [运营总监, liu.yang]")
    repository.on("2024-04-01").commit({FILE: signed})
    repository.on("2024-04-02").commit({FILE: complaints("1.3", "2024-04-02")})
    site = built(repository)
    assert "刘洋" in page(site).split('id="changes"')[1]
    assert [path for path in site.rglob("*.html") if "liu.yang" in path.read_text("utf-8")] == []


def test_the_work_of_a_page_that_is_too_long_to_be_drawn_ends(repository: Repository) -> None:
    ways = {n: "、".join(f"s{m}" for m in range(60) if m != n) for n in range(60)}
    steps = "".join(f"\n### 第{n}步\n\n- 步骤号：s{n}\n- 执行：客服专员\n- 下一步：{ways[n]}\n" for n in range(60))
    repository.on("2024-04-01").commit(
        {FILE: complaints("1.2", "2024-04-01").split("## 步骤")[0] + "## 步骤\n" + steps}
    )
    repository.on("2024-04-02").commit({FILE: complaints("1.3", "2024-04-02")})
    assert "sop-plain" in page(built(repository), "1.2")


def test_readers_of_news_find_the_feeds_from_every_page(repository: Repository) -> None:
    site = built(repository)
    page = (site / "cs" / f"{NUMBER}.html").read_text("utf-8")
    feed = r'<link rel="alternate feed" type="application/([a-z]+)\+[a-z]+" title="[^"]+" href="([^"]+)"'
    found = re.findall(feed, page)
    assert found == [("atom", "../changes.atom"), ("feed", "../changes.json")]
    assert json.loads((site / "changes.json").read_text("utf-8"))["items"] != []
