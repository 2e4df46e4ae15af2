"""The papers of a bundle: manifest, sums and how to verify."""

import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bundle_library import ALL, CONTENTS, EN, ZH, Signer, sealed, signer, write
from sop_docs.model.bundle import About, Delivered, Entry, Manifest
from sop_docs.model.problem import SopError
from sop_docs.parse.manifest import read_manifest
from sop_docs.parse.sums import read_sums
from sop_docs.report.manifest import COMMANDS, guide, manifest_json, sums_text

SCHEMAS = Path(__file__).parent.parent / "plugins" / "sop_docs" / "schemas"
A, B = "a" * 64, "b" * 64
MANIFEST = Manifest(
    About("库", "c" * 40, date(2026, 3, 1), "sop-docs 0.1.0", {"versions": "all", "department": "CS"}),
    (Entry("README.txt", A, 3), Entry("a b.html", B, 0)),
    (Delivered("SOP-CS-2024-001", "1.10", "in-force", None, A),),
)
WRITTEN: dict[str, Any] = {
    "format": "sop-manifest/1",
    "library": "库",
    "commit": "c" * 40,
    "day": "2026-03-01",
    "tool": "sop-docs 0.1.0",
    "options": {"department": "CS", "versions": "all"},
    "files": [{"path": "README.txt", "sha256": A, "size": 3}, {"path": "a b.html", "sha256": B, "size": 0}],
    "documents": [
        {"number": "SOP-CS-2024-001", "version": "1.10", "state": "in-force", "effective": None, "sha256": A}
    ],
}


def test_a_manifest_is_written_by_its_schema() -> None:
    text = manifest_json(MANIFEST)
    assert json.loads(text) == WRITTEN
    assert list(json.loads(text)["options"]) == ["department", "versions"]
    assert '"library": "库"' in text
    jsonschema.validate(json.loads(text), json.loads((SCHEMAS / "sop-manifest-1.json").read_text("utf-8")))


def test_a_manifest_is_read_as_it_was_written() -> None:
    assert read_manifest(manifest_json(MANIFEST).encode()) == MANIFEST


def test_fields_of_a_newer_program_are_passed_over() -> None:
    assert read_manifest(json.dumps({**WRITTEN, "colour": "red"}).encode()) == MANIFEST


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"format": "sop-manifest/2"}, "format is not sop-manifest/1"),
        ({"library": 1}, "library is of another kind"),
        ({"library": "\ud800"}, "'utf-8' codec can't encode character '\\ud800' in position 0: surrogates not allowed"),
        ({"commit": "c" * 39}, "commit is no digest"),
        ({"commit": "--output=x"}, "commit is no digest"),
        ({"day": "20260301"}, "'20260301' is no day such as 2026-07-01"),
        ({"files": {}}, "files is of another kind"),
        ({"files": [{"path": "a", "sha256": A}]}, "size is missing"),
        ({"files": [{"path": "a", "sha256": A, "size": True}]}, "size is no number of bytes"),
        ({"files": [{"path": "a", "sha256": A, "size": -1}]}, "size is no number of bytes"),
        ({"files": [{"path": "a", "sha256": A.upper(), "size": 1}]}, "sha256 is no digest"),
        ({"files": [{"path": "a", "sha256": A + "\n", "size": 1}]}, "sha256 is no digest"),
        ({"options": {"department": 1}}, "department is of another kind"),
    ],
)
def test_what_is_no_manifest_is_told(change: dict[str, object], wrong: str) -> None:
    assert read_manifest(json.dumps({**WRITTEN, **change}).encode()) == wrong


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"\xff", "not UTF-8"),
        (b"{", "not JSON: line 1, column 2"),
        (b"[" * 200_000, "too deep"),
        (b"[]", "format is not sop-manifest/1"),
        (b'{"format": "sop-manifest/1", "format": "sop-manifest/1"}', "a name stands twice in one object"),
        (b'{"format": "sop-manifest/1"}', "library is missing"),
        pytest.param(b" " * (1 << 26) + b" ", "too large", id="too large"),
    ],
)
def test_what_is_no_json_is_told(data: bytes, wrong: str) -> None:
    assert read_manifest(data) == wrong


def test_sums_are_those_of_sha256sum() -> None:
    entries = (Entry("b/客户 投诉.html", B, 1), Entry("README.txt", A, 1), Entry("b.html", A, 1))
    assert sums_text(entries) == f"{A}  README.txt\n{A}  b.html\n{B}  b/客户 投诉.html\n"
    assert read_sums(sums_text(entries).encode()) == {"README.txt": A, "b.html": A, "b/客户 投诉.html": B}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{A}  a\n{B} *b\n", 2),
        (f"{A}  a\n{B}  a\n", 2),
        (f"{A}  a", 1),
        (f"{A}  a\r\n", 1),
        (f"\\{A}  a\\nb\n", 1),
        (f"{A}  a\\b\n", 1),
        (f"{A.upper()}  a\n", 1),
        (f"{A}  a\n\n", 2),
        (f"{A}  \n", 1),
    ],
)
def test_lines_that_are_none_are_told(text: str, line: int) -> None:
    assert read_sums(text.encode()) == line


def test_sums_of_more_than_there_can_be_are_told() -> None:
    line = f"{A}  {'a' * 957}\n".encode()
    assert read_sums(line * 65_537) == 65_537


def test_sums_that_are_no_text_are_told() -> None:
    assert read_sums(f"{A}  a\n".encode() + b"\xff\n") == 2


def test_a_bundle_has_its_papers() -> None:
    bundle = sealed()
    assert sorted(bundle.contents, key=lambda path: (path != "README.txt", path)) == list(ALL)
    listed = [entry.path for entry in bundle.manifest.files]
    assert listed == [path for path in ALL if path not in {"SHA256SUMS", "manifest.json"}]
    summed = [line[66:] for line in bundle.read("SHA256SUMS").decode().splitlines()]
    assert summed == [path for path in ALL if path != "SHA256SUMS"]
    # Known from elsewhere: the SHA-256 of nothing, and of the bytes from 0 to 255.
    digests = {entry.path: entry.sha256 for entry in bundle.manifest.files}
    assert digests["assets/empty.js"] == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digests["assets/paper.png"] == "40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880"
    assert bundle.digests.keys() == {*ALL} - {"SHA256SUMS"}


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("manifest.json", "manifest.json: the bundle's own; give the file another name"),
        ("con.html", "con.html: a name that Windows keeps for devices"),
        ("Index.html", "index.html: on some systems the same name as Index.html"),
        ("sha256sums", "sha256sums: on some systems the same name as SHA256SUMS"),
        ("index.html/x", "index.html/x: on some systems the same name as index.html"),
        ("../x", "../x: a name ends in a full stop or a space, or leads upwards"),
        ("/x", "/x: an absolute path, or a name that is empty"),
        ("a//x", "a//x: an absolute path, or a name that is empty"),
        ("C:/x", "C:/x: a character that some systems refuse in names"),
        ("a\\x", "a\\x: a character that some systems refuse in names"),
        ("a\nx", "a\\nx: a character that some systems refuse in names"),
        ("a\0x", "a\\x00x: a character that some systems refuse in names"),
        ("a.html.", "a.html.: a name ends in a full stop or a space, or leads upwards"),
        ("e\u0301.html", "e\u0301.html: composed characters are spelled in pieces (not Unicode NFC)"),
        ("a/" + "b" * 179, "a/" + "b" * 179 + ": the path is longer than 180 characters"),
        ("客" * 81, "客" * 81 + ": a name in the path is longer than file systems hold"),
    ],
)
def test_a_name_that_some_system_cannot_hold_is_not_delivered(path: str, wrong: str) -> None:
    with pytest.raises(SopError) as refused:
        sealed({**CONTENTS, path: b"x"}, words=EN)
    assert str(refused.value) == wrong


def test_a_path_of_180_characters_is_delivered() -> None:
    path = "a/" + "b" * 178
    assert path in sealed({path: b""}).contents


def test_the_guide_is_in_both_languages() -> None:
    text = guide((ZH, EN))
    assert text.index("怎样核对这份交付") < text.index("How to verify this delivery")
    assert [text.count(f"\n    {command}\n") for command in COMMANDS] == [2, 2, 2]


@pytest.fixture(scope="module")
def who(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return signer(tmp_path_factory.mktemp("keys"), "quality@example.com")


def printed(folder: Path) -> list[str]:
    """Return the commands as VERIFY.txt prints them, the name filled in."""
    lines = (folder / "VERIFY.txt").read_text("utf-8").splitlines()
    commands = [line.strip() for line in lines if line.startswith("    ")]
    return [command.replace("NAME", "quality@example.com") for command in commands[:3]]


def run(folder: Path) -> list[tuple[int, str]]:
    shell = [
        subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, check=False, text=True)
        for command in printed(folder)
    ]
    return [(done.returncode, done.stdout) for done in shell]


@pytest.fixture
def folder(tmp_path: Path, who: Signer) -> Path:
    (tmp_path / "allowed_signers").write_bytes(who.signers.read_bytes())
    return write(tmp_path / "交付 一", key=who.key)


def test_the_commands_of_the_guide_succeed(folder: Path) -> None:
    sums, added, signed = run(folder)
    assert sums == (0, "".join(f"{path}: OK\n" for path in ALL if path != "SHA256SUMS"))
    assert added[1] == ""
    assert signed[0] == 0
    assert signed[1].startswith('Good "sop-export" signature for quality@example.com with ED25519 key SHA256:')


def test_the_commands_of_the_guide_fail_on_a_changed_file(folder: Path) -> None:
    (folder / "cs" / "客户 投诉.html").write_bytes(b"x")
    (status, said), added, signed = run(folder)
    assert status == 1
    assert "cs/客户 投诉.html: FAILED\n" in said
    assert (added[1], signed[0]) == ("", 0)


def test_the_commands_of_the_guide_fail_on_a_missing_and_an_added_file(folder: Path) -> None:
    (folder / "cs" / "客户 投诉.html").rename(folder / "cs" / "SHA256SUMS")
    (status, _), added, _ = run(folder)
    assert (status, added[1]) == (1, "cs/SHA256SUMS\ncs/客户 投诉.html\n")


def test_the_commands_of_the_guide_tell_a_name_that_looks_like_two_of_the_list(folder: Path) -> None:
    (folder / "README.txt\nxxindex.html").write_bytes(b"x")
    assert run(folder)[1][1] == "./README.txt\nxxindex.html\n"
    (folder / "README.txt\nxxindex.html").unlink()
    (folder / "cs\n.").mkdir()
    (folder / "cs\n." / "index.html").write_bytes(b"x")
    assert run(folder)[1][1].startswith("./cs\n.\n")


def test_the_commands_of_the_guide_tell_a_file_that_lies_elsewhere(folder: Path) -> None:
    (folder / "index.html").rename(folder.parent / "index.html")
    (folder / "index.html").symlink_to("../index.html")
    (status, _), added, _ = run(folder)
    assert (status, added[1]) == (0, "./index.html\n")


def test_the_commands_of_the_guide_fail_on_sums_made_anew(folder: Path) -> None:
    (folder / "index.html").write_bytes(b"x")
    subprocess.run(
        ["bash", "-c", "cut -c 67- SHA256SUMS | xargs -d '\\n' sha256sum > new && mv new SHA256SUMS"],
        cwd=folder,
        check=True,
    )
    sums, _, signed = run(folder)
    assert (sums[0], signed[0], signed[1]) == (0, 255, "Could not verify signature.\n")


def test_the_commands_of_the_guide_fail_on_sums_that_lost_a_letter(folder: Path) -> None:
    sums = (folder / "SHA256SUMS").read_bytes()
    (folder / "SHA256SUMS").write_bytes(b"g" + sums[1:])
    assert run(folder)[0][0] == 1


def test_a_bundle_says_the_same_every_time() -> None:
    assert sealed().contents == sealed({path: CONTENTS[path] for path in sorted(CONTENTS, reverse=True)}).contents
