"""A copy of a library that opens from a folder: what it holds, what it says of itself, and nothing of the rest."""

import csv
import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import jsonschema
import openpyxl
import pytest
from conftest import MKDOCS, run
from samples import COMPLAINTS, VOCABULARY
from selectolax.lexbor import LexborHTMLParser

from copies import home, seen
from git_library import Repository
from review_library import SCHEMAS

NUMBER, OTHER = "SOP-CS-2024-001", "SOP-FI-2024-001"
CALL = f"\n### 报销\n\n- 调用：{OTHER}\n"
MORE = """\
  会计: {department: FI, people: [liu.yang]}
"""
FORM = "---\nform: FORM-{code}-001\ntitle: {title}\nversion: 1.0\nfields:\n  - {{name: 客户ID, type: text}}\n---\n"
REST = (
    *("费用报销", "报销单", "财务部", "会计", "FORM-FI-001", "总结报销的经验", "fei-yong-bao-xiao", "cai-wu-bu"),
    *("kuai-ji", "秘密的截止日"),
)
"""What only the other department's part of the library says."""
CARRIED = """\
departments: {CS: 客户服务部}
roles:
  客服专员: {department: CS}
  客服主管: {department: CS}
  运营总监: {level: executive}
people:
  person-1: {name: 王丽}
types:
  SOP:
    name: 标准操作流程
    number: '{type}-{dept}-{year}-{seq:03}'
    approval: [owner, departments, executive]
  FORM: {name: 表单, number: '{type}-{dept}-{seq:03}'}
"""
"""The words of the department's part."""
WORD = re.compile(rf"{OTHER}|{OTHER.lower()}")


def complaints(version: str, effective: str, limit: str) -> str:
    text = COMPLAINTS.replace("version: 1.2", f"version: {version}").replace("2024-07-01", effective)
    text = text.replace("每件投诉都有结论。", f"每件投诉都有结论。见 [那一份](../fi/{OTHER}.md)，编号 {OTHER}。")
    return (
        text.replace("≤ 10 分钟", f"≤ {limit}").replace("- 输出：投诉单", "- 输出：投诉单\n- 表单：FORM-CS-001") + CALL
    )


def expenses() -> str:
    text = (
        COMPLAINTS.replace(NUMBER, OTHER)
        .replace("客户投诉处理", "费用报销")
        .replace("2024-07-01", "2024-01-10")
        .replace("投诉", "报销")
    )
    text = text.replace("客服专员", "会计").replace("每件报销都有结论。", "总结报销的经验。")
    return text.replace("- 输出：报销单", "- 输出：报销单\n- 表单：FORM-FI-001\n- 标准：秘密的截止日")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    made = Repository(tmp_path_factory.mktemp("made") / "library").on("2024-01-02", by="赵敏")
    vocabulary = VOCABULARY.replace("CS: 客户服务部", "CS: 客户服务部, FI: 财务部").replace(
        "people:\n", f"{MORE}people:\n"
    )
    made.commit(
        {
            "mkdocs.yml": MKDOCS + "site_url: https://sop.example.com/library\nrepo_url: https://github.com/a/b\n",
            "content/vocabulary.yml": vocabulary,
            "content/index.md": f"# 目录\n\n财务部有 {OTHER}。\n\n<!-- sop:register -->\n",
            "content/forms/FORM-CS-001.md": FORM.format(code="CS", title="投诉登记表"),
            "content/forms/FORM-FI-001.md": FORM.format(code="FI", title="报销单"),
            f"content/fi/{OTHER}.md": expenses(),
            f"content/cs/{NUMBER}.md": complaints("1.0", "2024-01-10", "10 分钟"),
        },
        "first",
    )
    made.on("2024-03-04").commit({f"content/cs/{NUMBER}.md": complaints("1.1", "2024-03-04", "20 分钟")}, "longer")
    made.on("2024-06-03").commit({f"content/cs/{NUMBER}.md": complaints("2.0", "2024-09-01", "30 分钟")}, "later")
    return made


def export(repository: Repository, out: Path, *options: str, status: int = 0, **environment: str) -> Path:
    """Return the copy, made away from the user's own cache."""
    cache = {"XDG_CACHE_HOME": str(repository.root.parent / "cache"), **environment}
    result = run(repository.root, "sop_docs", "--lang", "en", "export", "--out", str(out), *options, **cache)
    assert result.returncode == status, result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    return out


def files(folder: Path) -> Mapping[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def pages(folder: Path) -> Iterator[tuple[str, LexborHTMLParser]]:
    """Yield what a browser shows at every address."""
    for path in files(folder):
        if path.endswith(".html"):
            yield path, seen(folder, path)


def sheets(path: Path) -> Any:  # noqa: ANN401 - cells of any kind
    return openpyxl.load_workbook(path).worksheets


def text_of(folder: Path, name: str) -> str:
    article = seen(folder, name).css_first("article")
    assert article is not None
    return re.sub(r"\s+", " ", article.text())


@pytest.fixture(scope="module")
def whole(repository: Repository, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(repository, tmp_path_factory.mktemp("out") / "交付 给 客户")


def test_the_note_for_whoever_opens_it_is_in_both_languages(repository: Repository, whole: Path) -> None:
    note = (whole / "README.txt").read_text("utf-8-sig")
    head = repository.git("rev-parse", "HEAD")
    assert note.count("index.html") == 2
    assert note.count(head) == 2
    assert note.count("2024-06-03") == 2
    assert "怎样打开" in note
    assert "How to open it" in note
    assert "Documents: 2. Versions: 4." in note


def test_every_page_says_what_it_is_a_copy_of(repository: Repository, whole: Path) -> None:
    short = repository.git("rev-parse", "HEAD")[:12]
    seen = 0
    for path, page in pages(whole):
        notes = page.css("aside.sop-copy")
        assert len(notes) == 1, path
        assert f"提交 {short}，2024-06-03 的状态；打印后不受控" in notes[0].text(), path
        assert page.css_first('link[href$="assets/sop/copy.css"]') is not None, path
        seen += 1
    assert seen > 15
    assert short in (whole / "assets/sop/copy.css").read_text("utf-8")


def test_a_document_has_number_version_and_the_way_home(whole: Path) -> None:
    for name, words in (
        (f"cs/{NUMBER}.html", f"{NUMBER} V1.1"),
        (f"cs/{NUMBER}/1.0.html", f"{NUMBER} V1.0"),
        (f"cs/{NUMBER}/2.0.html", f"{NUMBER} V2.0"),
        ("forms/FORM-CS-001.html", "FORM-CS-001 V1.0"),
    ):
        note = seen(whole, name).css_first("aside.sop-copy")
        assert note is not None
        assert words in note.text()
        home = f"https://sop.example.com/library/{name}"
        assert [link.attributes["href"] for link in note.css("a")] == [home, home]
        assert note.css_first("a svg path") is not None


def test_what_is_not_in_force_is_marked_as_such_on_screen_and_on_paper(whole: Path) -> None:
    styles = {path: "".join(style.text() for style in page.css("head style")) for path, page in pages(whole)}
    marks = {path: re.findall(r"--sop-print-mark:([^;]*);", style) for path, style in styles.items()}
    assert {path: found for path, found in marks.items() if found} == {
        f"cs/{NUMBER}/1.0.html": [r'"\5df2 \66ff \4ee3 "'],  # 已替代
        f"cs/{NUMBER}/2.0.html": [r'"\5f85 \751f \6548 "'],  # 待生效
    }
    assert all(page.css_first(".sop-page--copy") for path, page in pages(whole) if path.startswith("cs/"))


def test_versions_lie_in_the_page_of_their_document_and_are_what_the_site_shows(
    repository: Repository, whole: Path
) -> None:
    run(repository.root, "sop_docs", "build", "-d", str(whole.parent / "site"), SOURCE_DATE_EPOCH="1717372800")
    for version, limit in (("1.0", "≤ 10 分钟"), ("2.0", "≤ 30 分钟")):
        name = f"cs/{NUMBER}/{version}.html"
        site = LexborHTMLParser((whole.parent / "site" / name).read_bytes())
        page = seen(whole, name)
        words = []
        for own in (page, site):
            for left in own.css("aside.sop-copy, .headerlink, .sop-page > script, .sop-log__what > p:has(a)"):
                left.decompose()
            words += [re.sub(r"\s+", " ", one.text()).strip() for one in own.css(".sop-page")]
        assert limit in words[0]
        assert words[0] == words[1]
        assert limit not in LexborHTMLParser((whole / name).read_bytes()).text()
    plain = LexborHTMLParser((whole / f"cs/{NUMBER}/1.0.html").read_bytes())
    assert "V1.0 已替代，请勿据此作业。" in plain.text()
    assert plain.css_first(f'a[href="../{NUMBER}.html"]') is not None


def test_no_page_loads_or_names_a_place_that_is_not_in_the_copy(whole: Path) -> None:
    there = files(whole)
    for path, page in pages(whole):
        for name in ("href", "src", "action", "data", "poster"):
            for node in page.css(f"[{name}]"):
                address = node.attributes[name] or ""
                if node.tag == "a" and address.startswith("https://sop.example.com/library/"):
                    continue
                assert "://" not in address, (path, address)
                target = (whole / home(whole, path)).parent / address.partition("#")[0].partition("?")[0]
                relative = target.resolve().relative_to(whole.resolve()).as_posix()
                assert address.startswith("#") or relative in there or target.is_dir(), (path, address)
    styles = [data.decode() for path, data in there.items() if path.endswith(".css")]
    assert re.findall(r"url\(['\"]?(?:https?:)?//[^)]*|@import[^;]*", "".join(styles)) == []
    assert not {"404.html", "sitemap.xml", "sitemap.xml.gz", "changes.atom", "changes.json"} & there.keys()


def test_names_are_such_as_every_system_and_archive_can_hold(whole: Path) -> None:
    names = list(files(whole))
    assert max(map(len, names)) <= 180
    assert all(re.fullmatch(r"[A-Za-z0-9._/-]+", name) for name in names)
    assert len({name.lower() for name in names}) == len(names)


def test_the_tables_hold_the_register_and_who_does_what(repository: Repository, whole: Path) -> None:
    rows = list(csv.reader(StringIO((whole / "register/register.csv").read_text("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == [NUMBER, OTHER]
    register = json.loads((whole / "register/register.json").read_bytes())
    assert register["commit"] == repository.git("rev-parse", "HEAD")
    assert [(one["number"], one["version"]) for one in register["documents"]] == [(NUMBER, "1.1"), (OTHER, "1.2")]
    raci, handover = sheets(whole / "register/raci.xlsx")
    table = [[cell.value for cell in row] for row in raci.iter_rows()]
    assert table[0] == ["编号", "标题", "版本", "生效日期", "步骤", "步骤名称", "客服专员", "客服主管", "会计"]
    assert table[1][4:] == [1, "接收投诉", "R（登记）", "A", None]
    assert table[1][3].date().isoformat() == "2024-03-04"
    assert raci.freeze_panes == "G2"
    assert raci.auto_filter.ref == "A1:I6"
    assert [[cell.value for cell in row][4:11] for row in handover.iter_rows(min_row=2, max_row=2)] == [
        [1, "接收投诉", "客服专员", "投诉单", 2, "处理投诉", "客服主管"]
    ]


def test_a_part_holds_no_word_of_the_rest(repository: Repository, tmp_path: Path) -> None:
    folder = export(repository, tmp_path / "part", "--department", "CS")
    there = files(folder)
    assert {path for path in there if path.startswith(("cs/", "fi/", "forms/"))} == {
        f"cs/{NUMBER}.html",
        *(f"cs/{NUMBER}/{name}.html" for name in ("1.0", "2.0", "versions")),
        "forms/FORM-CS-001.html",
    }
    for path, data in there.items():
        found = [word for word in REST if word.encode() in data or word in path]
        assert found == [], path
        if path.endswith(".xlsx"):
            subprocess.run(["unzip", "-q", "-o", str(folder / path), "-d", str(tmp_path / "x")], check=True)
            assert [word for word in REST if word.encode() in b"".join(files(tmp_path / "x").values())] == []
    # A document names what it calls by its number, which is a word of its own.
    naming = {path for path, data in there.items() if WORD.search(data.decode("utf-8", "replace"))}
    own = (f"cs/{NUMBER}", "search/", "assets/sop/search/", "texts.json")
    assert {path for path in naming if not path.startswith(own)} == set()
    texts = json.loads(there["texts.json"])["texts"]
    assert [path for path, text in texts.items() if WORD.search(text)] == [f"cs/{NUMBER}.md"]
    assert texts["vocabulary.yml"] == CARRIED
    page = LexborHTMLParser(there[f"cs/{NUMBER}.html"])
    assert [link for link in page.css("a") if OTHER in (link.attributes["href"] or "").partition("#")[0]] == []
    assert OTHER in text_of(folder, f"cs/{NUMBER}.html")
    assert "那一份" in text_of(folder, f"cs/{NUMBER}.html")
    note = (folder / "README.txt").read_text("utf-8-sig")
    assert "--department CS" in note


def test_the_texts_are_those_in_force_as_git_has_them(repository: Repository, whole: Path, tmp_path: Path) -> None:
    held = json.loads((whole / "texts.json").read_bytes())
    jsonschema.validate(held, json.loads((SCHEMAS / "sop-texts-1.json").read_text("utf-8")))
    texts = held["texts"]
    assert list(texts) == [
        f"cs/{NUMBER}.md",
        f"fi/{OTHER}.md",
        "forms/FORM-CS-001.md",
        "forms/FORM-FI-001.md",
        "vocabulary.yml",
    ]
    assert texts[f"cs/{NUMBER}.md"] == complaints("1.1", "2024-03-04", "20 分钟")
    assert texts[f"fi/{OTHER}.md"] == expenses()
    listed = json.loads((whole / "manifest.json").read_bytes())["documents"]
    digests = {(one["number"], one["version"]): one["sha256"] for one in listed}
    for path, version in ((f"cs/{NUMBER}.md", "1.1"), (f"fi/{OTHER}.md", "1.2")):
        assert digests[path[3:-3], version] == sha256(texts[path].encode()).hexdigest()
    past = export(repository, tmp_path / "past", "--as-of", "2024-02-01")
    assert json.loads((past / "texts.json").read_bytes())["texts"][f"cs/{NUMBER}.md"] == complaints(
        "1.0", "2024-01-10", "10 分钟"
    )


def test_a_part_that_is_empty_is_no_copy(repository: Repository, tmp_path: Path) -> None:
    export(repository, tmp_path / "none", "--department", "HR", status=2)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("name", ["content", "content/交付", "content/a.zip", "forms/../content/b"])
def test_what_the_next_build_would_publish_is_no_place_for_a_copy(repository: Repository, name: str) -> None:
    export(repository, repository.root / name, status=2)
    assert repository.git("status", "--porcelain") == ""


@pytest.mark.parametrize("option", ["--department", "--role", "--number", "--at"])
@pytest.mark.parametrize("name", ["", " "])
def test_a_name_that_was_never_set_does_not_ask_for_the_whole(
    repository: Repository, tmp_path: Path, option: str, name: str
) -> None:
    export(repository, tmp_path / "none", option, name, status=2)
    assert not (tmp_path / "none").exists()


def test_other_versions_come_along_as_many_as_are_wanted(repository: Repository, tmp_path: Path) -> None:
    def versions(folder: Path) -> set[str]:
        return {path.name for path in (folder / "cs" / NUMBER).glob("*.html")}

    assert versions(export(repository, tmp_path / "one", "--versions", "in-force")) == set()
    assert versions(export(repository, tmp_path / "two", "--versions", "2")) == {
        "2.0.html",
        "versions.html",
    }
    export(repository, tmp_path / "none", "--versions", "0", status=2)


def test_the_list_of_versions_is_one_link_away_where_no_script_runs(whole: Path) -> None:
    listing = LexborHTMLParser((whole / "cs" / NUMBER / "versions.html").read_bytes())
    assert [link.attributes["href"] for link in listing.css("p a")] == [f"../{NUMBER}.html#changes"]
    assert [row.text() for row in listing.css("body > p")] == ["全部版本和每一版的变更都列在本文件的页面里： 变更记录"]
    old = LexborHTMLParser((whole / "cs" / NUMBER / "2.0.html").read_bytes())
    assert [link.attributes["href"] for link in old.css("p a")] == [f"../{NUMBER}.html"]


def test_a_past_state_is_what_the_main_branch_said_then(repository: Repository, tmp_path: Path) -> None:
    first = repository.git("rev-list", "--max-parents=0", "HEAD")
    day = export(repository, tmp_path / "day", "--as-of", "2024-02-01")
    commit = export(repository, tmp_path / "commit", "--at", first)
    for folder, state in ((day, "现行有效"), (commit, "待生效")):
        assert "≤ 10 分钟" in text_of(folder, f"cs/{NUMBER}.html")
        assert f"客户投诉处理 {state} 截至" in text_of(folder, f"cs/{NUMBER}.html")
        assert not (folder / "cs" / NUMBER).exists()
        assert first in (folder / "README.txt").read_text("utf-8-sig")
    note = (day / "README.txt").read_text("utf-8-sig")
    assert "2024-02-01" in note
    assert "part of the library" not in note  # all of it, as it was
    export(repository, tmp_path / "none", "--as-of", "2023-02-01", status=2)
    export(repository, tmp_path / "none", "--at", "nowhere", status=2)


def test_what_is_not_committed_is_not_in_a_copy(repository: Repository, whole: Path, tmp_path: Path) -> None:
    clone = repository.clone(tmp_path / "clone")
    (clone.root / f"content/cs/{NUMBER}.md").write_text("broken", "utf-8")
    assert files(export(clone, tmp_path / "again")) == files(whole)


def test_the_same_commit_gives_the_same_bytes_anywhere(repository: Repository, whole: Path, tmp_path: Path) -> None:
    clone = repository.clone(tmp_path / "other place" / "deep" / "clone")
    there = export(
        clone,
        tmp_path / "b",
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        PYTHONHASHSEED="7",
        SOURCE_DATE_EPOCH="1",
        XDG_CACHE_HOME=str(tmp_path / "empty"),
    )
    assert files(there) == files(whole)


def test_an_error_in_the_library_ends_the_export(repository: Repository, tmp_path: Path) -> None:
    clone = repository.clone(tmp_path / "clone")
    clone.commit({f"content/cs/{NUMBER}.md": complaints("2.1", "2024-10-01", "1 小时").replace("- 时限", "- 时間")})
    export(clone, tmp_path / "none", status=1)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("name", ["register.csv", "register.xlsx", "raci.xlsx"])
def test_a_spreadsheet_program_opens_the_tables(whole: Path, tmp_path: Path, name: str) -> None:
    assert shutil.which("soffice"), "this test needs LibreOffice: apt-get install libreoffice-calc"
    convert = ("soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--convert-to")
    filters = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true"
    source = ("--infilter=CSV:44,34,76,1",) if name.endswith(".csv") else ()
    command = [*convert, filters, *source, "--outdir", str(tmp_path / "csv"), str(whole / "register" / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "csv" / name).with_suffix(".csv").read_text("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))
    assert rows[0][:3] == ["编号", "标题", "版本"]
    assert rows[1][:3] == [NUMBER, "客户投诉处理", "V1.1"]
    assert "2024-03-04" in rows[1]


def test_a_zip_is_the_same_anywhere_and_the_repository_stands_for_it(repository: Repository, tmp_path: Path) -> None:
    asked = ("--department", "CS", "--number", NUMBER, "--versions", "2")
    one = export(repository, tmp_path / "一.zip", *asked)
    other = export(repository.clone(tmp_path / "clone"), tmp_path / "b.zip", *asked, TZ="America/Adak", LC_ALL="C")
    assert one.read_bytes() == other.read_bytes()
    with ZipFile(one) as archive:
        assert archive.namelist()[0] == "README.txt"
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["options"] == {"department": "CS", "number": NUMBER, "versions": "2"}
    assert [(held["version"], held["state"], held["effective"]) for held in manifest["documents"]] == [
        ("2.0", "upcoming", "2024-09-01"),
        ("1.1", "in-force", "2024-03-04"),
    ]
    verify = ("sop_docs", "--lang", "en", "verify", str(one))
    assert "Consistent, origin unproven" in run(repository.root, *verify).stdout
    proven = run(repository.root, *verify, "--against", str(repository.root))
    assert (proven.returncode, "Verified" in proven.stdout) == (0, True), proven.stdout + proven.stderr


def test_what_was_changed_and_summed_anew_is_not_what_the_repository_gives(
    repository: Repository, whole: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(whole, changed)
    page, sums, manifest = (changed / name for name in (f"cs/{NUMBER}.html", "SHA256SUMS", "manifest.json"))
    old = {file: sha256(file.read_bytes()).hexdigest() for file in (page, manifest)}
    page.write_bytes(page.read_bytes().replace("20 分钟".encode(), "99 分钟".encode()))
    for file, listings in ((page, (manifest, sums)), (manifest, (sums,))):
        for listing in listings:
            text = listing.read_text("utf-8").replace(old[file], sha256(file.read_bytes()).hexdigest())
            listing.write_text(text, "utf-8")
    verify = ("sop_docs", "--lang", "en", "verify", str(changed))
    assert run(repository.root, *verify).returncode == 0
    against = run(repository.root, *verify, "--against", str(repository.root))
    assert against.returncode == 1
    assert f"cs/{NUMBER}.html" in against.stdout
    assert "not what the repository gives" in against.stdout


def test_links_in_a_circle_are_no_place_for_a_copy(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to("circle")
    for name in ("circle", "circle/a.zip"):
        export(repository, tmp_path / name, status=2)


def test_nothing_that_is_there_is_written_over(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("mine", "utf-8")
    export(repository, tmp_path / "mine", status=2)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_what_today_finds_wrong_with_the_past_is_told_on_the_page(repository: Repository, tmp_path: Path) -> None:
    clone = repository.clone(tmp_path / "clone")
    wrong = clone.commit({f"content/fi/{OTHER}.md": expenses().replace("- 执行：会计", "- 執行人：会计", 1)})
    clone.commit({f"content/fi/{OTHER}.md": expenses()})
    whole = export(clone, tmp_path / "whole", "--at", wrong)
    assert "執行人" in text_of(whole, f"fi/{OTHER}.html")
    assert "≤ 20 分钟" in text_of(whole, f"cs/{NUMBER}.html")
    part = export(clone, tmp_path / "part", "--at", wrong, "--department", "CS")
    assert not (part / "fi").exists()
    assert [path for path, data in files(part).items() if "執行人".encode() in data] == []


def test_a_configuration_that_runs_code_is_not_built(repository: Repository, tmp_path: Path) -> None:
    clone = repository.clone(tmp_path / "clone")
    settings = (clone.root / "mkdocs.yml").read_text("utf-8")
    commit = clone.commit({"mkdocs.yml": f"{settings}extra: !!python/object/apply:os.system [touch ran]\n"})
    clone.commit({"mkdocs.yml": settings})
    export(clone, tmp_path / "none", "--at", commit, status=2)
    assert not (tmp_path / "none").exists()


def test_what_is_kept_of_old_versions_does_not_lead_to_another_address(repository: Repository, tmp_path: Path) -> None:
    clone = repository.clone(tmp_path / "clone")
    address = "site_url: https://sop.example.com/library\n"
    settings = (clone.root / "mkdocs.yml").read_text("utf-8")
    clone.commit({"mkdocs.yml": settings.replace(address, "site_url: !ENV [HOME_OF_IT, 'https://one.example/']\n")})
    for host in ("one", "two"):
        out = export(clone, tmp_path / host, HOME_OF_IT=f"https://{host}.example/")
        found = re.findall(r"https://\w+\.example/", seen(out, f"cs/{NUMBER}/1.0.html").css(".sop-copy")[0].html or "")
        assert set(found) == {f"https://{host}.example/"}
