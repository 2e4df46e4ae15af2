"""`sop diff`: two deliveries and nothing else."""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import jsonschema
import pytest

from bundle_library import ABOUT, CONTENTS, EN, ZH
from history_library import VOCABULARY, sop
from review_library import ESCALATION, FORM, MODULE, RECORD, SCHEMAS, two
from sop_docs.cli.boundary import run
from sop_docs.export.seal import Bundle, seal
from sop_docs.export.write import write_bundle
from sop_docs.model.bundle import About, Delivered
from sop_docs.model.texts import Texts
from sop_docs.parse.texts import read_texts
from sop_docs.report.texts import texts_json

ONE, TWO = "cs/SOP-CS-2024-001.md", "cs/SOP-CS-2024-002.md"
SHORTER = sop("1.1", limit="30 分钟", effective="2024-07-01")
LATER = replace(ABOUT, commit="f" * 40, day=date(2027, 3, 1))
NOTHING = "No difference in what the procedures say (version, status, dates, reason and path are not compared)"
SHORT = "SOP-CS-2024-001 revised 1.0→1.1 minor | step.limit.shorter"


def held(texts: Mapping[str, str], apart: Mapping[str, Mapping[str, str]] | None = None) -> Texts:
    """Return texts as a bundle has them."""

    def files(given: Mapping[str, str]) -> Mapping[str, bytes]:
        return {path: text.encode() for path, text in given.items()}

    return Texts(
        files({"vocabulary.yml": VOCABULARY, **texts}), {path: files(each) for path, each in (apart or {}).items()}
    )


def delivered(texts: Texts) -> Iterator[Delivered]:
    for data in texts.files.values():
        head = dict(line.split(": ", 1) for line in data.decode().splitlines()[1:4] if ": " in line)
        if "id" in head:
            yield Delivered(head["id"], head["version"], "in-force", None, sha256(data).hexdigest())


def sealed(texts: Texts, about: About = ABOUT, more: tuple[Delivered, ...] = ()) -> Bundle:
    contents = {**CONTENTS, "texts.json": texts_json(texts).encode()}
    return seal(contents, about, (*delivered(texts), *more), (EN, ZH))


def write(target: Path, texts: Texts, about: About = ABOUT, more: tuple[Delivered, ...] = ()) -> Path:
    write_bundle(sealed(texts, about, more), target)
    return target


class Auditor:
    """Somebody in an empty folder, with bundles alone."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture
        self.out = self.err = ""

    def __call__(self, *arguments: str | Path, lang: str = "en") -> int:
        self._capture.readouterr()
        status = run(["--lang", lang, "diff", *map(str, arguments)])
        self.out, self.err = self._capture.readouterr()
        assert "Traceback" not in self.err
        return status

    def json(self, before: Path, after: Path) -> Any:  # noqa: ANN401 - JSON
        status = self(before, after, "--format", "json")
        assert status in {0, 1}, self.err
        document = json.loads(self.out)
        jsonschema.validate(document, json.loads((SCHEMAS / "sop-diff-1.json").read_text("utf-8")))
        assert status == (1 if document["documents"] else 0)
        return document

    def lines(self, before: Path, after: Path) -> list[str]:
        """Return a line a document: `NUMBER CHANGE BEFORE→AFTER SEVERITY | CHANGES`."""
        return [
            f"{one['number']} {one['change']} {one['version']['before'] or ''}→{one['version']['after'] or ''} "
            f"{one['severity']} | {' '.join(change['kind'] for change in one['changes'])}".rstrip(" |")
            for one in self.json(before, after)["documents"]
        ]


@pytest.fixture
def diff(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Auditor:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return Auditor(capsys)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return write(tmp_path / "2026.zip", held({ONE: sop()}))


def test_a_change_is_told_with_what_the_two_are_made_of(diff: Auditor, first: Path, tmp_path: Path) -> None:
    after = write(tmp_path / "2027.zip", held({ONE: SHORTER}), LATER)
    assert diff("2026.zip", "2027.zip") == 1
    assert diff.out.splitlines() == [
        "Before: 2026.zip: 云程科技 · 标准操作流程, 2026-03-01, commit 0123456789ab",
        "After: 2027.zip: 云程科技 · 标准操作流程, 2027-03-01, commit ffffffffffff",
        "",
        "SOP-CS-2024-001 1.0 → 1.1, minor: 客户投诉处理",
        "  - step 1 “受理”: limit ≤ 1 小时 → ≤ 30 分钟 (shorter)",
        "",
        "Versions that only the one before has: SOP-CS-2024-001 1.0 (In force)",
        "Versions that only the one after has: SOP-CS-2024-001 1.1 (In force)",
    ]
    found = diff.json(first, after)
    assert found["before"] == {
        "kind": "bundle",
        "name": str(first),
        "commit": ABOUT.commit,
        "library": "云程科技 · 标准操作流程",
        "day": "2026-03-01",
        "options": {},
        "alone": [{"number": "SOP-CS-2024-001", "version": "1.0", "state": "in-force"}],
    }
    assert diff.lines(first, after) == [SHORT]
    assert diff.lines(after, first) == ["SOP-CS-2024-001 revised 1.1→1.0 minor | step.limit.longer"]


def test_in_chinese_and_as_markdown(diff: Auditor, first: Path, tmp_path: Path) -> None:
    after = write(tmp_path / "2027.zip", held({ONE: SHORTER}), LATER)
    assert diff("2026.zip", "2027.zip", lang="zh") == 1
    assert diff.out.splitlines()[0] == "前一份：2026.zip：云程科技 · 标准操作流程，2026-03-01，提交 0123456789ab"
    assert diff.out.splitlines()[-1] == "只在后一份里有的版本：SOP-CS-2024-001 1.1（现行有效）"
    assert diff(first.name, after.name, "--format", "markdown") == 1
    text = diff.out.splitlines()
    assert text[:2] == ["# 2026.zip → 2027.zip", ""]
    assert text[2].startswith("- Before: 2026.zip: 云程科技 · 标准操作流程, 2026-03-01, commit ")
    assert "## SOP-CS-2024-001 1.0 → 1.1, minor: 客户投诉处理" in text
    assert text[-1] == "- Versions that only the one after has: SOP-CS-2024-001 1.1 (In force)"


def test_two_of_the_same_have_no_difference(diff: Auditor, first: Path, tmp_path: Path) -> None:
    shutil.copy(first, tmp_path / "again.zip")
    folder = write(tmp_path / "交付 给 客户", held({ONE: sop()}))
    for other in (tmp_path / "again.zip", folder):
        assert diff(first, other) == 0
        assert diff.out.splitlines()[2:] == ["", NOTHING]
        assert diff.json(first, other)["documents"] == []


def test_a_folder_says_what_a_zip_says_wherever_it_lies(diff: Auditor, first: Path, tmp_path: Path) -> None:
    place = tmp_path / "审计 2027 年"
    place.mkdir()
    texts = held({ONE: SHORTER, "客服/投诉 升级/SOP-CS-2024-002.md": two(), MODULE: ESCALATION})
    folder, archive = write(place / "交付 二", texts, LATER), write(place / "交付 二.ZIP", texts, LATER)
    assert diff.lines(first, folder) == [SHORT, "SOP-CS-2024-002 added →1.0 major"]
    assert diff.json(first, folder)["documents"] == diff.json(first, archive)["documents"]
    assert diff.lines(folder, archive) == []


def test_modules_forms_and_words_count_as_they_do_in_the_library(diff: Auditor, tmp_path: Path) -> None:
    filled = sop().replace("- 输出：受理单", "- 输出：受理单\n- 表单：FORM-CS-001")
    before = write(tmp_path / "a.zip", held({ONE: filled, TWO: two(), MODULE: ESCALATION, FORM: RECORD}))
    for name, files, expected in (
        (
            "module",
            {MODULE: ESCALATION.replace("执行：客服经理", "执行：法务经理")},
            "SOP-CS-2024-002 revised 1.0→1.0 major | duty.replaced",
        ),
        (
            "form",
            {FORM: RECORD.replace("客户ID", "客户号码")},
            "SOP-CS-2024-001 revised 1.0→1.0 minor | field.renamed",
        ),
        (
            "words",
            {"vocabulary.yml": VOCABULARY.replace("客户服务部", "客户成功部")},
            "SOP-CS-2024-001 revised 1.0→1.0 editorial | department.name",
        ),
        (
            "role",
            {"vocabulary.yml": VOCABULARY.replace("客服专员: {department: CS", "客服专员: {department: LG")},
            "SOP-CS-2024-001 revised 1.0→1.0 minor | role.department",
        ),
    ):
        texts = {ONE: filled, TWO: two(), MODULE: ESCALATION, FORM: RECORD, **files}
        after = write(tmp_path / f"{name}.zip", held(texts))
        assert diff.lines(before, after)[:1] == [expected], name


def test_a_text_that_newer_ones_wait_behind_keeps_its_modules(diff: Auditor, tmp_path: Path) -> None:
    other = ESCALATION.replace("执行：客服经理", "执行：法务经理")
    before = write(tmp_path / "a.zip", held({TWO: two(), MODULE: ESCALATION}))
    kept = write(tmp_path / "b.zip", held({TWO: two(), MODULE: other}, {TWO: {MODULE: ESCALATION}}))
    released = write(tmp_path / "c.zip", held({TWO: two(), MODULE: other}))
    assert diff.lines(before, kept) == []
    assert diff.lines(kept, released) == ["SOP-CS-2024-002 revised 1.0→1.0 major | duty.replaced"]
    assert diff.lines(before, released) == ["SOP-CS-2024-002 revised 1.0→1.0 major | duty.replaced"]


def test_what_makes_a_comparison_doubtful_is_said(diff: Auditor, first: Path, tmp_path: Path) -> None:
    texts = held({ONE: sop()})
    part = write(tmp_path / "part.zip", texts, replace(LATER, options={"department": "CS", "as-of": "2027-03-01"}))
    assert diff(first, part) == 0
    assert "The two were not asked for alike (– and --department CS): what only one has may just not" in diff.out
    assert "different libraries" not in diff.out
    strange = write(tmp_path / "strange.zip", texts, replace(ABOUT, library="另一个\x1b[2J库"))
    assert diff(first, strange) == 0
    assert "The two are of different libraries" in diff.out
    assert "\x1b" not in diff.out
    day = write(tmp_path / "day.zip", texts, replace(LATER, options={"as-of": "2027-03-01"}))
    assert diff(first, day) == 0
    assert "not asked for alike" not in diff.out


@pytest.mark.parametrize("options", [{"to": "甲方", "copy": "8"}, {"pdf": "yes"}])
def test_for_whom_and_in_what_form_is_no_other_question(
    diff: Auditor, first: Path, tmp_path: Path, options: Mapping[str, str]
) -> None:
    assert diff(first, write(tmp_path / "other.zip", held({ONE: sop()}), replace(LATER, options=options))) == 0
    assert "not asked for alike" not in diff.out


def test_what_was_asked_for_is_told_as_it_is_typed(diff: Auditor, first: Path, tmp_path: Path) -> None:
    asked = {"department": "Client Care", "number": "A-1 A-2"}
    assert diff(first, write(tmp_path / "other.zip", held({ONE: sop()}), replace(LATER, options=asked))) == 0
    assert '(– and --department "Client Care" --number A-1 --number A-2)' in diff.out


def test_versions_that_only_one_has_are_named_and_counted(diff: Auditor, first: Path, tmp_path: Path) -> None:
    more = tuple(Delivered("SOP-CS-2024-001", f"0.{at}", "superseded", None, "a" * 64) for at in range(1, 22))
    strange = Delivered("SOP-CS-2024-001", "9.0", "asleep\x1b[2J", None, "a" * 64)
    after = write(tmp_path / "b.zip", held({ONE: sop()}), ABOUT, (strange, *more))
    assert diff(first, after) == 0
    last = diff.out.splitlines()[-1]
    assert last.startswith(
        "Versions that only the one after has: SOP-CS-2024-001 9.0 (asleep\\x1b[2J), SOP-CS-2024-001 0.1 (Superseded), "
    )
    assert last.endswith("SOP-CS-2024-001 0.19 (Superseded) and 2 more (all of them with --format json)")
    assert len(diff.json(first, after)["after"]["alone"]) == 22


# What is no bundle, and what somebody has touched --------------------------------------------------------------------


def refused(diff: Auditor, first: Path, other: Path) -> str:
    """Return what is said of a bundle that is not compared, on whichever side it stands."""
    assert diff(first, other) == 2
    assert diff.out == ""
    said = diff.err
    assert diff(other, first) == 2
    assert diff.err == said
    assert len(said.splitlines()) == 1
    return said.removeprefix(f"sop: {other}: ").rstrip("\n")


def test_one_that_was_touched_is_not_compared(diff: Auditor, first: Path, tmp_path: Path) -> None:
    folder = tmp_path / "b"
    said = "not as it was written ({}), so nothing is compared; sop verify says all that is wrong with it"

    def fresh() -> Path:
        shutil.rmtree(folder, ignore_errors=True)
        return write(folder, held({ONE: SHORTER}))

    texts = fresh() / "texts.json"
    texts.write_text(texts.read_text("utf-8").replace("30 分钟", "99 分钟"), "utf-8")
    assert refused(diff, first, folder) == said.format("texts.json: changed")
    (fresh() / "texts.json").unlink()
    assert refused(diff, first, folder) == said.format("texts.json: missing")
    (fresh() / "index.html").unlink()
    assert refused(diff, first, folder) == said.format("index.html: missing")
    manifest = fresh() / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"1.1"', '"1.2"'), "utf-8")
    assert refused(diff, first, folder) == said.format("manifest.json: changed")
    (fresh() / "SHA256SUMS").unlink()
    assert refused(diff, first, folder) == said.format("SHA256SUMS: missing")
    (fresh() / "link").symlink_to("/etc/passwd")
    assert "link: a link" in refused(diff, first, folder)
    # Whether a page is as it was written nobody asks who compares texts; `sop verify` does.
    (fresh() / "index.html").write_text("other", "utf-8")
    assert diff.lines(first, folder) == [SHORT]


def test_an_archive_that_was_touched_is_not_compared(diff: Auditor, first: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "b.zip", held({ONE: SHORTER}))
    data = bytearray(other.read_bytes())
    data[len(data) // 2] ^= 1
    other.write_bytes(data)
    assert "the archive is not, byte for byte, the file that was written" in refused(diff, first, other)
    other.write_bytes(b"PK\x05\x06" + bytes(18))
    assert "sop verify" in refused(diff, first, other)
    with ZipFile(other, "w", ZIP_DEFLATED) as archive:
        archive.writestr("../texts.json", "{}")
    assert "packed anew by another program" in refused(diff, first, other)


def test_a_bomb_is_not_unpacked(diff: Auditor, first: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.zip"
    with ZipFile(other, "w", ZIP_DEFLATED) as archive:
        archive.writestr("texts.json", b" " * 50_000_000)
    with ZipFile(other) as archive:
        assert archive.infolist()[0].compress_size < 60_000
    said = refused(diff, first, other)
    assert said.startswith("not as it was written (")


def test_one_of_an_older_program_has_no_texts(diff: Auditor, first: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.zip"
    write_bundle(seal(CONTENTS, ABOUT, (), (EN,)), old)
    assert refused(diff, first, old) == (
        "written by sop-docs 0.1.0, without texts.json; two bundles can be compared that hold this file: export anew"
    )


def test_texts_that_the_manifest_does_not_know_are_not_compared(diff: Auditor, first: Path, tmp_path: Path) -> None:
    other, texts = tmp_path / "b.zip", held({ONE: SHORTER})
    contents = {**CONTENTS, "texts.json": texts_json(texts).encode()}
    write_bundle(seal(contents, ABOUT, tuple(delivered(held({ONE: sop()}))), (EN,)), other)
    assert f"{ONE} is no version that manifest.json lists" in refused(diff, first, other)
    assert run(["--lang", "en", "verify", str(other)]) == 1


def test_a_bundle_is_compared_with_a_bundle(diff: Auditor, first: Path, tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(sop(), "utf-8")
    (tmp_path / "empty").mkdir()
    for other in ("one.md", "HEAD", "SOP-CS-2024-001@1.0"):
        for pair in ((first.name, other), (other, first.name)):
            assert diff(*pair) == 2
            assert diff.err.splitlines()[-1] == (
                f"Error: 2026.zip is a bundle, and {other} is no folder and no .zip that could be another"
            )
    assert diff(first, "empty") == 2
    assert diff.err == "sop: empty: a folder, and no bundle; sop export would have written manifest.json into it\n"


# The file of the texts -----------------------------------------------------------------------------------------------


def test_texts_are_written_by_their_schema_and_read_as_they_were() -> None:
    texts = Texts(
        {"b.md": "\ufeff乙\r\n\u2028##[x]\n".encode(), "a/甲 乙.md": b"", "vocabulary.yml": b"roles: {}\n"},
        {"b.md": {"m.md": b"---\nmodule: m\n---\n"}},
    )
    text = texts_json(texts)
    assert read_texts(text.encode()) == texts
    assert list(json.loads(text)["texts"]) == ["a/甲 乙.md", "b.md", "vocabulary.yml"]
    jsonschema.validate(json.loads(text), json.loads((SCHEMAS / "sop-texts-1.json").read_text("utf-8")))
    assert "apart" not in json.loads(texts_json(Texts(texts.files)))


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"{", "not JSON: line 1, column 2"),
        (b"[" * 100_000, "too deep"),
        (b"\xff", "not UTF-8"),
        (b"[]", "format is not sop-texts/1"),
        (b'{"format": "sop-texts/2"}', "format is not sop-texts/1"),
        (b'{"format": "sop-texts/1"}', "texts is missing"),
        (b'{"format": "sop-texts/1", "texts": []}', "texts is of another kind"),
        (b'{"format": "sop-texts/1", "texts": {"a.md": 1}}', "a.md is of another kind"),
        (b'{"format": "sop-texts/1", "texts": {"a.md": "", "a.md": ""}}', "a name stands twice in one object"),
        (b'{"format": "sop-texts/1", "texts": {}, "apart": {"a.md": ""}}', "a.md is of another kind"),
        (
            b'{"format": "sop-texts/1", "texts": {"\\ud800": ""}}',
            "'utf-8' codec can't encode character '\\ud800' in position 0: surrogates not allowed",
        ),
        (b" " * (1 << 27) + b" ", "too large"),
    ],
    ids=str,
)
def test_what_are_no_texts_is_told(data: bytes, wrong: str) -> None:
    assert read_texts(data) == wrong
