"""A document by itself: as one HTML file, and as PDF where a browser is at hand."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any, cast
from zipfile import ZipFile

import pytest
from conftest import MKDOCS, run
from pypdf import PdfReader
from samples import COMPLAINTS, VOCABULARY
from selectolax.lexbor import LexborHTMLParser
from test_export import FORM

from git_library import Repository
from sop_docs.check.links_out import links_out
from sop_docs.effects import chromium
from sop_docs.effects.chromium import PrintError, print_page
from sop_docs.export.pdf import dated, renumbered, title_of

NUMBER, DRAFT = "SOP-CS-2024-001", "SOP-CS-2024-002"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301"
    "0100c9fe92ef0000000049454e44ae426082"
)
HOSTILE = "处理 ]]> (&amp;) {{7*7}} %s"
PRINTED = b"%PDF-1.4\n1 0 obj\n<</Title (x)\n/Producer (Skia/PDF m90)>>\nendobj\n"
TITLE = b"<feff" + f"{NUMBER} 客户投诉处理 V1.1".encode("utf-16-be").hex().encode() + b">"
WRITING = "open([one[15:] for one in sys.argv if one.startswith('--print-to-pdf=')][0], 'wb').write({!r})"
"""A program that prints what it is told to."""


def complaints(version: str, effective: str, limit: str) -> str:
    text = COMPLAINTS.replace("version: 1.2", f"version: {version}").replace("2024-07-01", effective)
    text = text.replace("prepared: 王丽", "prepared: wang.li")
    text = text.replace(
        "每件投诉都有结论。",
        "每件投诉都有结论。![章](章.png) 附件 [清单](清单.pdf)，见 FORM-CS-001 和 SOP-CS-2024-002。",
    )
    return text.replace("≤ 10 分钟", f"≤ {limit}").replace("- 输出：投诉单", "- 输出：投诉单\n- 表单：FORM-CS-001")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    made = Repository(tmp_path_factory.mktemp("made") / "library").on("2024-01-02", by="赵敏")
    form = FORM.format(code="CS", title="投诉登记表")
    (made.root / "content/cs").mkdir(parents=True)
    (made.root / "content/forms").mkdir()
    for name, data in (("cs/章.png", PNG), ("forms/印.png", PNG), ("cs/清单.pdf", b"%PDF-1.4\n")):
        (made.root / "content" / name).write_bytes(data)
    draft = COMPLAINTS.replace(NUMBER, DRAFT).replace("status: approved", "status: draft")
    made.commit(
        {
            "mkdocs.yml": MKDOCS,
            "content/vocabulary.yml": VOCABULARY,
            "content/index.md": "# 目录\n\n<!-- sop:register -->\n",
            "content/forms/FORM-CS-001.md": f"{form}\n填法见 [首页](../index.md) ![印](印.png)\n",
            f"content/cs/{DRAFT}.md": draft.replace("title: 客户投诉处理", f'title: "{HOSTILE}"'),
            f"content/cs/{NUMBER}.md": complaints("1.0", "2024-01-10", "10 分钟"),
        },
        "first",
    )
    made.on("2024-03-04", by="赵敏").commit(
        {f"content/cs/{NUMBER}.md": complaints("1.1", "2024-03-04", "20 分钟")}, "longer"
    )
    made.on("2024-06-03").commit({f"content/cs/{NUMBER}.md": complaints("2.0", "2024-09-01", "30 分钟")}, "later")
    return made


def export(repository: Repository, out: Path, *options: str, status: int = 0, **environment: str) -> str:
    """Return what is said of an export, made away from the user's own cache."""
    cache = {"XDG_CACHE_HOME": str(repository.root.parent / "cache"), **environment}
    result = run(repository.root, "sop_docs", "--lang", "en", "export", "--out", str(out), *options, **cache)
    assert result.returncode == status, result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    return result.stdout + result.stderr


def parsed(file: Path) -> LexborHTMLParser:
    return LexborHTMLParser(file.read_bytes())


def words(page: LexborHTMLParser) -> str:
    article = page.css_first("article")
    assert article is not None
    return re.sub(r"\s+", " ", article.text())


def signers(page: LexborHTMLParser) -> list[list[str]]:
    return [[cell.text().strip() for cell in row.css("th, td")] for row in page.css(".sop-approval tr")]


def program(folder: Path, name: str, code: str) -> Path:
    """Return a program that does what the code says, for a path of programs."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!{sys.executable}\nimport os, sys, time\n{code}\n", "utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


@pytest.fixture
def temporary() -> Iterator[Path]:
    """Return a folder for temporary files; where its path is long, a browser's are elsewhere."""
    with TemporaryDirectory(prefix="t-", dir=None if sys.platform == "win32" else "/tmp") as folder:  # noqa: S108
        yield Path(folder)


@pytest.fixture(scope="module")
def single(repository: Repository, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "投诉 处理.html"
    said = export(repository, out, "--single", "--number", NUMBER)
    assert f"{NUMBER} V1.1 (In force), commit" in said
    return out


def test_a_browser_counts_elements_from_where_it_happens_to_be() -> None:
    one = b"/ID (node00000110) /Headers [(node00000118) (node00000110)] (node0000011) %PDF"
    other = b"/ID (node00000111) /Headers [(node00000119) (node00000111)] (node0000011) %PDF"
    assert renumbered(one) == renumbered(other)
    assert renumbered(one) == b"/ID (node00000001) /Headers [(node00000002) (node00000001)] (node0000011) %PDF"


def test_a_file_has_the_version_in_force_with_all_that_belongs_to_it(repository: Repository, single: Path) -> None:
    page = parsed(single)
    text = words(page)
    assert "≤ 20 分钟" in text
    assert "已有更新的文本 V2.0" in text
    assert [node.attributes["data-chart"] for node in page.css("figure[data-chart]")] == ["flow", "lanes"]
    assert len(page.css("figure svg.sop-chart")) >= 2
    assert len(page.css(".sop-raci, .sop-log__table, .sop-form")) == 3
    assert "客户ID" in text
    assert f"副本：提交 {repository.git('rev-parse', 'HEAD')[:12]}，2024-06-03 的状态；打印后不受控" in text
    assert "--sp-print" not in single.read_text("utf-8")
    assert "--sop-print-page" in single.read_text("utf-8")


def test_a_file_needs_and_asks_nothing(single: Path) -> None:
    page = parsed(single)
    assert [finding.values for finding in links_out(single.name, single.read_bytes())] == []
    pictures = [node.attributes["src"] or "" for node in page.css("img")]
    assert len(pictures) == 2
    assert all(source.startswith("data:image/png;base64,iVBORw0KGgo") for source in pictures)
    links = {node.attributes["href"] or "" for node in page.css("a[href]")}
    places = {f"#{node.attributes['id']}" for node in page.css("[id]")}
    assert links - places == set()
    assert "#form-form-cs-001" in links
    assert "清单" in words(page)
    assert "填法见 首页" in words(page)
    assert "首页" not in {link.text() for link in page.css("a")}
    assert single.stat().st_size < 400_000


def test_where_the_library_has_an_address_links_lead_there(repository: Repository, tmp_path: Path) -> None:
    clone = repository.clone(tmp_path / "clone")
    clone.commit({"mkdocs.yml": f"{MKDOCS}site_url: https://sop.example.com/library\n"})
    export(clone, tmp_path / "a.html", "--single", "--number", NUMBER)
    links = [node.attributes["href"] or "" for node in parsed(tmp_path / "a.html").css("a[href]")]
    away = {link for link in links if not link.startswith("#")}
    assert all(link.startswith("https://sop.example.com/library/") for link in away)
    assert "https://sop.example.com/library/cs/%E6%B8%85%E5%8D%95.pdf" in away
    assert f"https://sop.example.com/library/cs/{NUMBER}.html" in away
    assert parsed(tmp_path / "a.html").css_first(".sop-copy__code svg") is not None


def test_the_page_for_signatures_tells_what_is_typed_from_what_git_knows(repository: Repository, single: Path) -> None:
    page = parsed(single)
    assert signers(page) == [
        ["事项", "岗位", "姓名", "签名", "日期"],
        ["编制", "", "王丽", "", ""],
        ["审核", "客服主管", "", "", ""],
        ["批准", "运营总监", "", "", ""],
    ]
    facts = page.css_first(".sop-facts--recorded")
    assert facts is not None
    commit = repository.git("rev-parse", "HEAD~1")[:12]
    assert (
        re.sub(r"\s+", " ", facts.text()).strip()
        == f"正文的提交 {commit} 编写 赵敏 进入主分支 2024-03-04 生效 2024-03-04"
    )
    assert not any(one in words(page) for one in ("刘洋", "wang.li"))  # who holds a role is nobody's business outside
    text = words(page)
    assert "git 不能证明谁审核、谁批准" in text
    assert text.index("变更记录") < text.index("签批页") < text.index("副本：提交")


def test_no_other_page_of_a_copy_has_a_place_for_signatures(repository: Repository, tmp_path: Path) -> None:
    export(repository, tmp_path / "whole")
    assert parsed(tmp_path / "whole/cs" / f"{NUMBER}.html").css(".sop-approval, .sop-form") == []


def test_the_same_commit_gives_the_same_file_anywhere(repository: Repository, single: Path, tmp_path: Path) -> None:
    clone = repository.clone(tmp_path / "other place" / "clone")
    options = ("--single", "--number", NUMBER)
    export(
        clone, tmp_path / "b.html", *options, TZ="Pacific/Kiritimati", LC_ALL="C", XDG_CACHE_HOME=str(tmp_path / "x")
    )
    assert (tmp_path / "b.html").read_bytes() == single.read_bytes()


def test_a_past_day_and_a_commit_give_the_text_of_then(repository: Repository, tmp_path: Path) -> None:
    first = repository.git("rev-list", "--max-parents=0", "HEAD")
    export(repository, tmp_path / "day.html", "--single", "--number", NUMBER, "--as-of", "2024-02-01")
    export(repository, tmp_path / "commit.html", "--single", "--number", NUMBER, "--at", first)
    marks = []
    for name in ("day", "commit"):
        text = (tmp_path / f"{name}.html").read_text("utf-8")
        assert "≤ 10 分钟" in text
        marks += [re.findall(r"--sop-print-mark:([^;,)]*);", text)]
    # 待生效: on the day of its commit its own day had not come.
    assert marks == [[], ['"\\5f85 \\751f \\6548 "']]


def test_hostile_titles_stay_words(repository: Repository, tmp_path: Path) -> None:
    export(repository, tmp_path / "a.html", "--single", "--number", DRAFT)
    page = parsed(tmp_path / "a.html")
    title = page.css_first("title")
    assert title is not None
    assert title.text() == f"{DRAFT} {HOSTILE} V1.2"
    assert len(page.css("script")) == 1
    assert HOSTILE in words(page)
    assert signers(page)[1] == ["编制", "", "王丽", "", ""]  # typed as a name, not as an id


@pytest.mark.parametrize(
    ("out", "options", "said"),
    [
        ("a.html", ("--single", "--pdf", "--number", NUMBER), "either --single or --pdf"),
        ("a.html", ("--single",), "exactly one --number"),
        ("a.html", ("--number", NUMBER), "asks for --single"),
        ("a.zip", ("--single", "--number", NUMBER), "ends in .html"),
        ("a.pdf", ("--pdf",), "exactly one --number"),
        (
            "a.html",
            ("--single", "--number", "SOP-CS-2024-009"),
            "no document of the library is that: --number SOP-CS-2024-009",
        ),
    ],
)
def test_what_cannot_be_made_is_told_and_nothing_is_written(
    repository: Repository, tmp_path: Path, out: str, options: tuple[str, ...], said: str
) -> None:
    assert said in export(repository, tmp_path / out, *options, status=2)
    assert list(tmp_path.iterdir()) == []


def path_without_browser(folder: Path) -> str:
    """Return a path of programs on which there is git and nothing else."""
    git = shutil.which("git")
    assert git
    folder.mkdir(exist_ok=True)
    (folder / "git").symlink_to(git)
    return str(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a browser may stand where it always does")
def test_without_a_browser_there_is_one_line_that_says_what_to_install(repository: Repository, tmp_path: Path) -> None:
    path = path_without_browser(tmp_path / "bin")
    said = export(repository, tmp_path / "a.pdf", "--pdf", "--number", NUMBER, status=2, PATH=path)
    assert said.count("\n") == 1
    assert "install Chromium" in said
    chinese = run(repository.root, "sop_docs", "export", "--pdf", "--out", str(tmp_path / "all"), PATH=path)
    assert (chinese.returncode, "请安装 Chromium" in chinese.stderr) == (2, True)
    assert [file.name for file in tmp_path.iterdir()] == ["bin"]


@pytest.mark.skipif(sys.platform == "win32", reason="the programs of this test are scripts")
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("os.kill(os.getpid(), 9)", "chromium ended (-9) and gave no reason"),
        ("sys.exit('一  行\\n\\x1b[31mno display')", "chromium: "),
        ("sys.exit('[1:2:a.cc:FATAL:b.cc:1] no  room\\n[1:ERROR:third_party/crashpad/x.cc] x')", "chromium: no room"),
        ("sys.exit(0)", "chromium ended (0) and gave no reason"),
        (WRITING.format(PRINTED), "chromium cannot open a file"),
        (WRITING.format(PRINTED.replace(b"(x)", TITLE)), "chromium is too old"),
    ],
)
def test_a_browser_that_fails_is_told_and_leaves_nothing(
    repository: Repository, tmp_path: Path, temporary: Path, code: str, said: str
) -> None:
    path_without_browser(tmp_path / "bin")
    program(tmp_path / "bin", "chromium", code)
    around = {"PATH": str(tmp_path / "bin"), "TMPDIR": str(temporary)}
    told = export(repository, tmp_path / "a.pdf", "--pdf", "--number", NUMBER, status=2, **around)
    assert said in told
    assert "\x1b" not in told
    assert [file.name for file in tmp_path.iterdir()] == ["bin"]
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="the program of this test is a script")
def test_a_browser_that_does_not_end_is_stopped_with_all_it_started(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    child = (
        f"import subprocess\nopen({str(tmp_path / 'pid')!r}, 'w').write(str(subprocess.Popen(['sleep', '60']).pid))\n"
    )
    slow = program(tmp_path / "bin", "chromium", f"{child}time.sleep(60)")
    with pytest.raises(PrintError) as told:
        print_page("<p>", str(slow), seconds=2.0)
    assert (told.value.key, told.value.values) == ("pdf.slow", {"seconds": "2"})
    assert list(temporary.iterdir()) == []
    state = Path("/proc") / (tmp_path / "pid").read_text() / "stat"
    end = monotonic() + 10
    while runs(state) and monotonic() < end:  # whoever is not its parent is not told when it ends
        sleep(0.02)
    assert not runs(state)


def runs(state: Path) -> bool:
    """Whether a process still does anything, by the file that tells of it."""
    try:
        return state.read_text().split()[2] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_root_alone_goes_without_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []

    def noted(command: list[str], folder: Path, seconds: float) -> tuple[int, str]:
        assert folder.is_dir()
        assert seconds > 0
        seen.append(command)
        return 1, "no"

    monkeypatch.setattr(chromium, "_run", noted)
    for user in (0, 1000):
        monkeypatch.setattr(os, "geteuid", lambda user=user: user)
        with pytest.raises(PrintError):
            print_page("<p>", "chromium")
    assert ["--no-sandbox" in command for command in seen] == [True, False]
    assert all("--host-resolver-rules=MAP * ~NOTFOUND" in command for command in seen)


def test_a_date_is_put_in_without_moving_a_byte() -> None:
    before = b"<</CreationDate (D:20261121212258+08'00')\n/ModDate (D:20261121212258+00'00')>> D:20261121212258+00'00'"
    after = dated(before, 1_700_000_000)
    assert (
        after
        == b"<</CreationDate (D:20231114221320+00'00')\n/ModDate (D:20231114221320+00'00')>> D:20261121212258+00'00'"
    )
    assert len(after) == len(before)


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (b"<</Title <FEFF6295>>>", "投"),
        (rb"<</Title (a \(b\) \\ \050)>>", "a (b) \\ ("),
        (b"<</Title (\xfe\xff\x62\x95)>>", "投"),
        (b"<<>>", ""),
    ],
)
def test_a_title_is_read_in_every_spelling(data: bytes, title: str) -> None:
    assert title_of(data) == title


@pytest.fixture(scope="module")
def browser() -> None:
    assert chromium.find_chromium(), "this test needs Chromium: apt-get install chromium"


@pytest.mark.usefixtures("browser")
def test_a_pdf_is_the_same_every_time(repository: Repository, tmp_path: Path) -> None:
    clone = repository.clone(tmp_path / "clone")
    export(repository, tmp_path / "a.pdf", "--pdf", "--number", NUMBER, TZ="Pacific/Kiritimati")
    export(clone, tmp_path / "b.pdf", "--pdf", "--number", NUMBER, TZ="America/Adak", LC_ALL="C")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    reader = PdfReader(tmp_path / "a.pdf")
    told = reader.metadata
    assert told is not None
    assert told.title == f"{NUMBER} 客户投诉处理 V1.1"
    assert told.creation_date is not None
    assert told.creation_date.date().isoformat() == "2024-06-03"
    assert cast("Any", reader.trailer["/Root"])["/Lang"] == "zh"


@pytest.mark.usefixtures("browser")
def test_a_long_path_of_the_folder_for_temporary_files_is_no_hindrance(repository: Repository, tmp_path: Path) -> None:
    long = tmp_path / ("x" * 90)
    long.mkdir()
    export(repository, tmp_path / "a.pdf", "--pdf", "--number", NUMBER, TMPDIR=str(long))
    assert list(long.iterdir()) == []


@pytest.mark.usefixtures("browser")
def test_what_is_folded_is_open_on_paper(repository: Repository, tmp_path: Path) -> None:
    clone = repository.clone(tmp_path / "library")
    text = complaints("2.0", "2024-09-01", "30 分钟").replace("## 步骤", "??? note\n    unfolded\n\n## 步骤", 1)
    clone.commit({"mkdocs.yml": f"{MKDOCS}markdown_extensions: [pymdownx.details]\n", f"content/cs/{NUMBER}.md": text})
    export(clone, tmp_path / "a.pdf", "--pdf", "--number", NUMBER, "--as-of", "2024-09-02")
    printed = "".join(page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages)
    assert "unfolded" in printed.partition("RACI")[0]  # in its place, and not in the change log alone


@pytest.mark.usefixtures("browser")
def test_a_zip_of_pdfs_is_a_bundle(repository: Repository, tmp_path: Path, temporary: Path) -> None:
    out = tmp_path / "全部.zip"
    said = export(repository, out, "--pdf", TMPDIR=str(temporary))
    assert "documents: 2, versions: 2; commit " in said
    assert list(temporary.iterdir()) == []
    with ZipFile(out) as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
        note = archive.read("README.txt").decode("utf-8-sig")
        assert {archive.read(name)[:5] for name in names if name.endswith(".pdf")} == {b"%PDF-"}
    assert names == [
        *("README.txt", "SHA256SUMS", f"{NUMBER}.pdf", f"{DRAFT}.pdf", "VERIFY.txt", "manifest.json"),
        *("register/raci.xlsx", "register/register.csv", "register/register.json", "register/register.xlsx"),
        "texts.json",
    ]
    assert manifest["options"] == {"pdf": "yes"}
    assert re.fullmatch(r"sop \S+, Skia/PDF m\d+", manifest["tool"])
    assert [(one["number"], one["version"]) for one in manifest["documents"]] == [(NUMBER, "1.1"), (DRAFT, "1.2")]
    assert "index.html" not in note
    verify = ("sop_docs", "--lang", "en", "verify", str(out))
    assert "Consistent, origin unproven" in run(repository.root, *verify).stdout
    against = run(repository.root, *verify, "--against", str(repository.root))
    assert (against.returncode, "no repository gives" in against.stderr) == (2, True)


@pytest.mark.usefixtures("browser")
def test_a_part_as_a_folder_can_be_signed(repository: Repository, tmp_path: Path) -> None:
    assert shutil.which("ssh-keygen"), "this test needs ssh-keygen: apt-get install openssh-client"
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    export(repository, tmp_path / "out", "--pdf", "--number", NUMBER, "--sign", str(key))
    assert (tmp_path / "out/SHA256SUMS.sig").is_file()
    assert f"--number {NUMBER}" in (tmp_path / "out/README.txt").read_text("utf-8-sig")
    assert not (tmp_path / "out" / f"{DRAFT}.pdf").exists()
