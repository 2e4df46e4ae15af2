"""Numbered copies: what they say of themselves, what the library keeps of them, and what no receiver learns."""

import json
import re
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import MKDOCS, run
from samples import COMPLAINTS, LIBRARY, VOCABULARY
from selectolax.lexbor import LexborHTMLParser

from git_library import Repository
from sop_docs.project.load import read_record

NUMBER, OTHER = "SOP-CS-2024-001", "SOP-CS-2024-002"
PAGE = "deliveries.html"
NAME = 'O\'Neil & "Söhne" \\ 某某公司质量部 {x} %'
HIDDEN_NAME = "保密的收件人"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Return a library of two documents, one of them in its second version since March."""
    made = Repository(tmp_path_factory.mktemp("made") / "library").on("2024-08-01")
    other = COMPLAINTS.replace(NUMBER, OTHER).replace("客户投诉处理", "电话回访")
    files = {**LIBRARY, f"content/cs/{OTHER}.md": other, "mkdocs.yml": MKDOCS, "content/vocabulary.yml": VOCABULARY}
    made.commit(files, "first")
    second = COMPLAINTS.replace("version: 1.2", "version: 2.0").replace("≤ 10 分钟", "≤ 20 分钟")
    made.on("2024-09-02").commit({f"content/cs/{NUMBER}.md": second.replace("2024-07-01", "2024-09-02")}, "second")
    return made


@pytest.fixture
def repository(made: Repository, tmp_path: Path) -> Repository:
    return made.clone(tmp_path / "library")


def sop(repository: Repository, *arguments: str, status: int = 0, **environment: str) -> str:
    """Return what a command says; its cache is not the user's own."""
    cache = {"XDG_CACHE_HOME": str(repository.root.parent / "cache"), "SOURCE_DATE_EPOCH": "1726000000", **environment}
    result = run(repository.root, "sop_docs", "--lang", "en", *arguments, **cache)
    assert result.returncode == status, result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    return result.stdout + result.stderr


def record(repository: Repository) -> Path:
    return repository.root / "content/deliveries.yml"


def files(folder: Path) -> Mapping[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def words_of(html: bytes, selector: str) -> list[str]:
    return [re.sub(r"\s+", " ", node.text()).strip() for node in LexborHTMLParser(html).css(selector)]


def test_a_numbered_copy_says_so_everywhere_and_is_put_on_record(repository: Repository, tmp_path: Path) -> None:
    out = tmp_path / "copy"
    said = sop(repository, "export", "--out", str(out), "--to", NAME)
    assert f"Controlled copy no. 1, for {NAME}. It is entered in content/deliveries.yml: commit that file" in said
    there = files(out)
    notice = f"受控副本第 1 份，发往：{NAME}。提交 {repository.git('rev-parse', 'HEAD')[:12]}，2024-09-02 的状态；"
    pages = [path for path in there if path.endswith(".html")]
    assert len(pages) > 12
    for path in pages:
        (note,) = words_of(there[path], "aside.sop-copy")
        assert f"{notice}由它打印的纸张不受控" in note, path
    style = there["assets/sop/copy.css"].decode()
    assert re.fullmatch(r'html:root\{--sop-print-notice:"(?:[\w ]|\\[0-9a-f]+ )*";\}\n', style, re.ASCII)
    assert r"O\27 Neil \26  \22 S\f6 hne\22  \5c  \67d0" in style
    readme = there["README.txt"].decode("utf-8-sig")
    assert f"这是受控副本第 1 份，发往：{NAME}。" in readme
    assert f"This is controlled copy no. 1, for {NAME};" in readme
    assert "It is a part of the library" not in readme
    manifest = json.loads(there["manifest.json"])
    assert manifest["options"] == {"copy": "1", "to": NAME}
    ((entry,), problems) = read_record(record(repository).read_bytes())
    assert problems == ()
    assert (entry.copy, entry.to, entry.handed_out.isoformat(), entry.archive) == (1, NAME, "2024-09-10", "")
    assert (entry.commit, str(entry.day)) == (manifest["commit"], "2024-09-02")
    assert entry.sums == sha256(there["SHA256SUMS"]).hexdigest()
    assert entry.documents == {NUMBER: ("2.0", "1.2"), OTHER: ("1.2",)}


def test_the_repository_gives_the_same_copy_again(repository: Repository, tmp_path: Path) -> None:
    out = tmp_path / "copy.zip"
    sop(repository, "export", "--out", str(out), "--to", NAME, "--number", NUMBER, "--versions", "in-force")
    ((entry,), _) = read_record(record(repository).read_bytes())
    assert entry.archive == sha256(out.read_bytes()).hexdigest()
    assert entry.options == {"number": NUMBER, "versions": "in-force"}
    with ZipFile(out) as archive:
        assert entry.sums == sha256(archive.read("SHA256SUMS")).hexdigest()
    said = sop(repository, "verify", str(out), "--against", str(repository.root))
    assert f"Controlled copy no. 1, for {NAME}\n" in said
    assert f"Part of the library: --number {NUMBER} --versions in-force\n" in said
    assert "\nVerified" in said
    record(repository).unlink()
    again = tmp_path / "again.zip"
    sop(
        repository,
        "export",
        "--out",
        str(again),
        "--to",
        NAME,
        "--number",
        NUMBER,
        "--versions",
        "in-force",
        TZ="Asia/Tokyo",
    )
    assert again.read_bytes() == out.read_bytes()
    sop(repository, "export", "--out", str(again), "--to", NAME, "--number", NUMBER, "--versions", "in-force")
    assert again.read_bytes() != out.read_bytes()


def test_a_copy_that_is_passed_on_under_another_name_is_not_what_the_repository_gives(
    repository: Repository, tmp_path: Path
) -> None:
    out = tmp_path / "copy"
    sop(repository, "export", "--out", str(out), "--to", "甲公司")
    for to, status in (("乙公司", 1), ("</style><script>alert(1)</script>", 2), ("x" * 10_000, 2), ("a\u202eb\n", 2)):
        forged = tmp_path / "forged"
        shutil.rmtree(forged, ignore_errors=True)
        shutil.copytree(out, forged)
        manifest = json.loads((forged / "manifest.json").read_bytes())
        manifest["options"]["to"] = to
        text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        old = sha256((forged / "manifest.json").read_bytes()).hexdigest()
        (forged / "manifest.json").write_text(text, "utf-8")
        sums = (forged / "SHA256SUMS").read_text("utf-8").replace(old, sha256(text.encode()).hexdigest())
        (forged / "SHA256SUMS").write_text(sums, "utf-8")
        said = sop(repository, "verify", str(forged), "--against", str(repository.root), status=status)
        assert ("no bundle is asked for so: a receiver's name" in said) == (status == 2), to[:40]
        assert "\u202e" not in said


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("</script><script>alert(1)</script>", "a receiver's name has no < in it"),
        ("某某公司\n- copy: 9", "a receiver's name is one line"),
        ("\u202e司公", "a receiver's name is one line, without characters that nobody can see"),
        ("x" * 10_000, "a receiver's name has at most 80 characters, not 10000: it stands on every sheet"),
        (" ", "a receiver has a name"),
    ],
)
def test_a_name_that_could_not_be_shown_is_refused_before_anything_is_done(
    repository: Repository, tmp_path: Path, name: str, words: str
) -> None:
    said = sop(repository, "export", "--out", str(tmp_path / "out"), "--to", name, status=2)
    assert f"Invalid value for '--to': {words}" in said
    assert not (tmp_path / "out").exists()
    assert not record(repository).exists()


def test_the_site_tells_of_deliveries_and_no_copy_does(repository: Repository, tmp_path: Path) -> None:
    first = repository.git("rev-list", "--max-parents=0", "HEAD")
    sop(repository, "export", "--out", str(tmp_path / "a.zip"), "--to", HIDDEN_NAME, "--at", first)
    sop(repository, "export", "--out", str(tmp_path / "b"), "--to", "乙公司", "--number", OTHER)
    repository.on("2024-09-20").commit(message="deliveries")
    sop(repository, "build", SOURCE_DATE_EPOCH="1726800000")
    site = files(repository.root / "site")
    rows = words_of(site[PAGE], ".sop-deliveries tbody tr")
    assert [row.split(" 文件 ")[0] for row in rows] == [
        f"第 2 份 2024-09-10 给出 乙公司 2024-09-02 {repository.git('rev-parse', 'HEAD~1')[:12]}",
        f"第 1 份 2024-09-10 给出 {HIDDEN_NAME} 2024-08-01 {first[:12]}",
    ]
    assert "文件 1 份，版本 1 个；都是现行版本 部分：--number SOP-CS-2024-002" in rows[0]
    assert "文件 2 份，版本 2 个；其中 1 份已不是现行版本" in rows[1]
    assert "SOP-CS-2024-001 客户投诉处理 V1.2 现行 V2.0" in rows[1]
    assert words_of(site[PAGE], ".sop-behind tbody tr") == [
        f"SOP-CS-2024-001 客户投诉处理 V2.0 {HIDDEN_NAME}：V1.2（第 1 份）"
    ]
    links = {link.attributes["href"] for link in LexborHTMLParser(site[PAGE]).css(".sop-deliveries li a")}
    assert links == {f"cs/{NUMBER}.html", f"cs/{NUMBER}/1.2.html", f"cs/{OTHER}.html"}
    assert all(link in site for link in links)
    assert "分发记录" in words_of(site["index.html"], "nav.md-tabs a, nav.md-nav a")
    assert "deliveries.yml" not in site
    assert [path for path, data in site.items() if HIDDEN_NAME.encode() in data] == [PAGE]
    for options in ((), ("--number", NUMBER), ("--to", "丙公司"), ("--as-of", "2024-09-20")):
        out = tmp_path / "out"
        shutil.rmtree(out, ignore_errors=True)
        sop(repository, "export", "--out", str(out), *options)
        there = files(out)
        assert not {PAGE, "deliveries.md", "deliveries.yml"} & there.keys()
        for word in (HIDDEN_NAME, "乙公司", "分发记录", PAGE):
            assert [path for path, data in there.items() if word.encode() in data] == [], (options, word)


def test_without_a_record_there_is_no_page(repository: Repository) -> None:
    sop(repository, "build")
    assert not (repository.root / "site" / PAGE).exists()
    assert b"deliveries.html" not in (repository.root / "site/index.html").read_bytes()


def test_a_record_that_is_wrong_is_told_with_its_place_and_fails_a_build(
    repository: Repository, tmp_path: Path
) -> None:
    record(repository).write_text("- copy: 1\n  to: 甲\n  date: 2024-13-01\n  documents: |\n    A-1 1.0\n", "utf-8")
    said = sop(repository, "check", "--select", "SOP0,SOP1", status=1)
    assert "content/deliveries.yml:3:9: SOP106 There is no such day as 2024-13-01" in said
    assert "SOP106" in sop(repository, "build", status=1)
    before = record(repository).read_bytes()
    said = sop(repository, "export", "--out", str(tmp_path / "a.zip"), "--to", "乙", status=2)
    assert "the record of deliveries cannot be read; mend it before another copy gets a number" in said
    assert "deliveries.yml:3:9" in said
    assert record(repository).read_bytes() == before
    assert not (tmp_path / "a.zip").exists()


def test_a_second_check_sees_that_the_record_has_changed(repository: Repository) -> None:
    good = "- copy: 1\n  to: 甲\n  date: 2024-09-01\n  documents: |\n    A-1 1.0\n"
    for text, status in ((good, 0), (good.replace("copy: 1", "copy: x"), 1), (good, 0)):
        record(repository).write_text(text, "utf-8")
        assert ("SOP135" in sop(repository, "check", status=status)) == bool(status)
    (repository.root / "content/deliveries.md").write_text("# Mine\n", "utf-8")
    assert "SOP130" in sop(repository, "check", status=1)
    record(repository).unlink()
    assert "SOP130" not in sop(repository, "check")


def test_there_is_a_last_number(repository: Repository, tmp_path: Path) -> None:
    written = "- copy: 999999999\n  to: 甲\n  date: 2024-01-01\n  documents: |\n    A-1 1.0\n"
    record(repository).write_text(written, "utf-8")
    said = sop(repository, "export", "--out", str(tmp_path / "a.zip"), "--to", "乙", status=2)
    assert "deliveries.yml:1:3: 1000000000 cannot be the number of a copy" in said
    assert record(repository).read_text("utf-8") == written
    assert not (tmp_path / "a.zip").exists()


def test_a_failed_export_leaves_the_record_as_it_was(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("mine", "utf-8")
    sop(repository, "export", "--out", str(tmp_path / "mine"), "--to", "甲", status=2)
    sop(repository, "export", "--out", str(tmp_path / "none"), "--to", "甲", "--department", "HR", status=2)
    assert not record(repository).exists()
    broken = COMPLAINTS.replace("- 时限", "- 时间", 1).replace("- 执行", "- 執行")
    repository.commit({f"content/cs/{NUMBER}.md": broken})
    sop(repository, "export", "--out", str(tmp_path / "none"), "--to", "甲", status=1)
    assert not record(repository).exists()
    assert [path.name for path in (repository.root / "content").iterdir() if path.name.startswith(".")] == []


def test_a_record_belongs_to_no_procedure(repository: Repository, tmp_path: Path) -> None:
    """It makes no new version, and a review of it alone has nothing to say of procedures."""
    sop(repository, "export", "--out", str(tmp_path / "a.zip"), "--to", "甲")
    repository.branch("noted")
    repository.commit(message="a copy")
    said = sop(repository, "review", "--base", "main", "--head", "noted")
    assert NUMBER not in said
    said = sop(repository, "log", NUMBER)
    assert "a copy" not in said
