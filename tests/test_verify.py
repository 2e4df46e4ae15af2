"""`sop verify`: what is wrong with a bundle, and what is proven by one that is right."""

import json
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest

from bundle_library import ABOUT, CONTENTS, DAY, DOCUMENTS, EN, ZH, Signer, found, sealed, signer, told, write
from git_library import Repository, sop
from sop_docs.cli import verify as command
from sop_docs.cli.boundary import run
from sop_docs.effects.zip_writer import write_zip
from sop_docs.export import verify as module
from sop_docs.export.against import Origin
from sop_docs.export.verify import verify
from sop_docs.export.write import write_bundle
from sop_docs.model.bundle import About, Finding, Kind, Manifest, Signature, Verdict, Verification
from sop_docs.model.problem import SopError
from sop_docs.model.words import Words
from sop_docs.report.verification import finding_text, verification_json, verification_text

SCHEMA = Path(__file__).parent.parent / "plugins" / "sop_docs" / "schemas" / "sop-verification-1.json"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return signer(tmp_path_factory.mktemp("house"), "quality@example.com")


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return signer(tmp_path_factory.mktemp("stranger"), "mallory@example.com")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "交付 one")


def anew(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Change files of a bundle as somebody does who knows how: manifest and sums are right again."""
    write_bundle(sealed({**CONTENTS, **contents}), folder)


# Contents ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["one", "one.zip"])
def test_a_bundle_that_is_right(tmp_path: Path, name: str) -> None:
    verification = verify(write(tmp_path / name))
    assert verification.findings == ()
    assert (verification.verdict, verification.files, verification.manifest) == (
        Verdict.CONSISTENT,
        10,
        sealed().manifest,
    )


def test_the_manifest_is_read_as_it_was_written(folder: Path) -> None:
    assert verify(folder).manifest == sealed().manifest


def test_a_missing_file(folder: Path) -> None:
    (folder / "index.html").unlink()
    assert found(folder) == ["missing index.html"]


def test_an_added_file(folder: Path) -> None:
    (folder / ".DS_Store").write_bytes(b"")
    (folder / "cs" / "new.html").write_bytes(b"x")
    assert found(folder) == ["added .DS_Store", "added cs/new.html"]


def test_a_changed_file(folder: Path) -> None:
    (folder / "cs" / "客户 投诉.html").write_bytes(b"y" * 100)
    assert found(folder) == ["changed cs/客户 投诉.html"]


def test_a_file_cut_off(folder: Path) -> None:
    file = folder / "cs" / "SOP-CS-2024-001.html"
    file.write_bytes(file.read_bytes()[:-1])
    assert found(folder) == ["shortened cs/SOP-CS-2024-001.html"]


def test_a_renamed_file(folder: Path) -> None:
    (folder / "cs" / "SOP-CS-2024-001.html").rename(folder / "cs" / "SOP-CS-2024-002.html")
    findings = verify(folder).findings
    assert findings == (Finding(Kind.RENAMED, "cs/SOP-CS-2024-001.html", {"other": "cs/SOP-CS-2024-002.html"}),)


def test_one_of_two_files_that_say_the_same_is_missing(folder: Path) -> None:
    anew(folder, {"assets/other.js": b""})
    assert found(folder) == []
    (folder / "assets" / "empty.js").unlink()
    assert found(folder) == ["missing assets/empty.js"]


def test_two_files_that_changed_places(folder: Path) -> None:
    one, two = folder / "index.html", folder / "cs" / "客户 投诉.html"
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    # What leads upwards from a folder leads out of the bundle from its top.
    assert found(folder) == ["shortened cs/客户 投诉.html", "changed index.html", "leaves index.html"]


def test_many_files_that_are_all_elsewhere(tmp_path: Path) -> None:
    bundle = sealed({f"{number}.txt": b"%d" % number for number in range(40_000)})
    moved = sorted(path if path in {"SHA256SUMS", "manifest.json"} else f"x/{path}" for path in bundle.contents)
    with (tmp_path / "moved.zip").open("wb") as file:
        write_zip(file, [(path, bundle.read(path.removeprefix("x/"))) for path in moved], DAY)
    start = time.process_time()
    lines = found(tmp_path / "moved.zip")
    assert time.process_time() - start < 5
    assert sorted(lines) == sorted(f"renamed {path}" for path in bundle.digests if path != "manifest.json")


def test_papers_that_are_missing(folder: Path) -> None:
    (folder / "manifest.json").unlink()
    assert found(folder) == ["missing manifest.json"]
    (folder / "SHA256SUMS").unlink()
    assert found(folder) == ["missing SHA256SUMS", "missing manifest.json"]


def test_a_bundle_without_a_manifest_that_nobody_lists(folder: Path) -> None:
    (folder / "manifest.json").unlink()
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines(keepends=True)
    (folder / "SHA256SUMS").write_text("".join(line for line in lines if "manifest" not in line), "utf-8")
    assert found(folder) == ["missing manifest.json"]


def test_an_empty_folder_is_no_bundle(tmp_path: Path) -> None:
    assert found(tmp_path) == ["missing SHA256SUMS", "missing manifest.json"]


def test_sums_in_another_order(folder: Path) -> None:
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines(keepends=True)
    (folder / "SHA256SUMS").write_text("".join(reversed(lines)), "utf-8")
    assert found(folder) == ["reordered SHA256SUMS"]


def test_sums_with_a_line_less(folder: Path) -> None:
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines(keepends=True)
    (folder / "SHA256SUMS").write_text("".join(lines[:1] + lines[2:]), "utf-8")
    assert found(folder) == ["added VERIFY.txt", "lists-differ"]


def test_sums_that_cannot_be_read(folder: Path) -> None:
    (folder / "SHA256SUMS").write_bytes(b"\xff")
    assert verify(folder).findings == (Finding(Kind.LIST, "SHA256SUMS", {"reason": "line 1"}),)


def manifest_changed(folder: Path, old: str, new: str) -> None:
    """Change the manifest, and the sums so that they fit it."""
    text = (folder / "manifest.json").read_text("utf-8")
    assert old in text
    before = sealed().digests["manifest.json"]
    (folder / "manifest.json").write_text(text.replace(old, new), "utf-8")
    digest = sha256((folder / "manifest.json").read_bytes()).hexdigest()
    sums = (folder / "SHA256SUMS").read_text("utf-8")
    (folder / "SHA256SUMS").write_text(sums.replace(before, digest), "utf-8")


def test_a_manifest_that_does_not_fit_the_sums(folder: Path) -> None:
    manifest_changed(folder, '"path": "index.html"', '"path": "index.htm"')
    assert found(folder) == ["lists-differ"]


def test_a_manifest_with_another_size(folder: Path) -> None:
    manifest_changed(folder, '"size": 256', '"size": 255')
    assert verify(folder).findings == (Finding(Kind.LIST, "manifest.json", {"reason": "size of assets/paper.png"}),)


def test_a_manifest_in_another_order(folder: Path) -> None:
    document = json.loads((folder / "manifest.json").read_text("utf-8"))
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    document["files"].reverse()
    manifest_changed(folder, text, json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    assert found(folder) == ["reordered manifest.json"]


def test_a_manifest_that_cannot_be_read(folder: Path) -> None:
    manifest_changed(folder, '"sop-manifest/1"', '"sop-manifest/9"')
    reason = {"reason": "format is not sop-manifest/1"}
    assert verify(folder).findings == (Finding(Kind.LIST, "manifest.json", reason),)


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        (b"{", "not JSON"),
        (b"[]", "format is not sop-texts/1"),
        (b'{"format": "sop-texts/9"}', "format is not sop-texts/1"),
        (b'{"format": "sop-texts/1", "texts": []}', "texts"),
    ],
)
def test_texts_that_cannot_be_read(folder: Path, texts: bytes, reason: str) -> None:
    anew(folder, {"texts.json": texts})
    (only,) = verify(folder).findings
    assert (only.kind, only.path) == (Kind.LIST, "texts.json")
    assert reason in only.values["reason"]


# How it lies there ---------------------------------------------------------------------------------------------------


def test_links_are_not_followed(folder: Path) -> None:
    file = folder / "index.html"
    file.rename(folder.parent / "index.html")
    file.symlink_to(folder.parent / "index.html")
    (folder / "more").symlink_to(folder.parent)
    assert found(folder) == ["link index.html", "link more", "missing index.html"]


def test_what_is_no_file_is_not_read(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert found(folder) == ["special pipe"]


def test_names_that_others_cannot_hold(folder: Path) -> None:
    (folder / "INDEX.html").write_bytes(b"x")
    (folder / "aux.html").write_bytes(b"x")
    (folder / "a\\b").write_bytes(b"x")
    assert found(folder) == [
        "name a\\b",
        "name aux.html",
        "clash index.html",
        "added INDEX.html",
        "added a\\b",
        "added aux.html",
    ]


@pytest.mark.parametrize(
    "page",
    ["<div>" * 500_000, "<p " + " ".join(f"a{at}" for at in range(500_000)) + ">"],
    ids=["deep", "attributes"],
)
def test_a_page_that_would_be_read_for_hours_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    monkeypatch.setattr(module, "_SECONDS", 1.0)
    anew(folder, {"a.html": page.encode(), "b.html": b"<p>" * 30_000 + b'<img src="https://example.com/">'})
    assert found(folder) == ["unreadable a.html", "asks b.html"]


def test_a_file_that_is_huge_is_not_read(folder: Path) -> None:
    """It is one hole, and takes no room on the disk."""
    with (folder / "index.html").open("ab") as file:
        file.truncate(1 << 40)
    assert found(folder) == ["unreadable index.html"]


def test_a_file_that_others_keep_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, flags: int) -> int:
        raise PermissionError(path, flags)

    monkeypatch.setattr(os, "open", refused)
    assert found(folder)[0] == "unreadable README.txt"


def test_folders_without_end(folder: Path) -> None:
    (folder / "/".join("d" * 60)).mkdir(parents=True)
    assert found(folder) == [f"crowd {'/'.join('d' * 41)}"]


def test_a_bundle_that_asks_another_host(folder: Path) -> None:
    anew(folder, {"index.html": b'<img src="https://example.com/a.png"><a href="../x.html">x</a>'})
    assert [(finding.kind, finding.path, finding.values) for finding in verify(folder).findings] == [
        ("leaves", "index.html", {"address": "../x.html"}),
        ("asks", "index.html", {"address": "https://example.com/a.png"}),
    ]


def test_there_is_no_such_bundle(tmp_path: Path) -> None:
    with pytest.raises(SopError, match="there is no such bundle"):
        verify(tmp_path / "x.zip")
    os.mkfifo(tmp_path / "pipe.zip")
    with pytest.raises(SopError, match="neither a folder nor a file"):
        verify(tmp_path / "pipe.zip")


# Signatures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["one", "one.zip"])
def test_who_signed(tmp_path: Path, house: Signer, name: str) -> None:
    verification = verify(write(tmp_path / name, key=house.key), house.signers)
    assert (verification.verdict, verification.findings) == (Verdict.VERIFIED, ())
    assert verification.signature is not None
    assert verification.signature.signer == "quality@example.com"
    assert verification.signature.key.startswith("SHA256:")


def test_a_signature_without_anybody_who_vouches_for_it_proves_nothing(tmp_path: Path, house: Signer) -> None:
    verification = verify(write(tmp_path / "one", key=house.key))
    assert verification.verdict is Verdict.CONSISTENT
    assert verification.signature is not None
    assert verification.signature.signer == ""


def test_whoever_asks_for_a_signature_gets_none(tmp_path: Path, house: Signer) -> None:
    assert found(write(tmp_path / "one"), house.signers) == ["unsigned"]


def test_a_stranger_s_signature(tmp_path: Path, house: Signer, stranger: Signer) -> None:
    bundle = write(tmp_path / "one", key=stranger.key)
    assert found(bundle) == []
    assert found(bundle, house.signers) == ["stranger SHA256SUMS.sig"]


@pytest.mark.parametrize("options", ['namespaces="git"', 'valid-before="20200101"', "cert-authority"])
def test_a_key_that_counts_for_something_else(tmp_path: Path, options: str) -> None:
    other = signer(tmp_path, "quality@example.com", options)
    assert found(write(tmp_path / "one", key=other.key), other.signers) == ["stranger SHA256SUMS.sig"]


def test_a_key_that_counts_for_this_on_a_later_line(tmp_path: Path, house: Signer) -> None:
    name, key = house.signers.read_text("utf-8").split(" ", 1)
    several = tmp_path / "several"
    several.write_text(f'# who signs\n\n{name} namespaces="git" {key}other@example.com {key}', "utf-8")
    signature = verify(write(tmp_path / "one", key=house.key), several).signature
    assert signature is not None
    assert signature.signer == "other@example.com"


def test_a_signature_of_other_sums(folder: Path, tmp_path: Path, house: Signer) -> None:
    other = write(tmp_path / "other", {**CONTENTS, "index.html": b"x"}, house.key)
    (folder / "SHA256SUMS.sig").write_bytes((other / "SHA256SUMS.sig").read_bytes())
    assert found(folder) == ["signature SHA256SUMS.sig"]
    assert found(folder, house.signers) == ["signature SHA256SUMS.sig"]


@pytest.mark.parametrize(
    "spelled",
    [
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: text + b"\n",
        lambda text: text.replace(b"U1NIU0lH", b"U1NI\nU0lH"),
        bytes.swapcase,
    ],
)
def test_a_signature_is_spelled_in_one_way(tmp_path: Path, house: Signer, spelled: object) -> None:
    bundle = write(tmp_path / "one", key=house.key)
    file = bundle / "SHA256SUMS.sig"
    assert callable(spelled)
    file.write_bytes(spelled(file.read_bytes()))
    assert found(bundle, house.signers) == ["signature SHA256SUMS.sig"]


def test_edited_and_sums_made_anew_the_signature_fails(tmp_path: Path, house: Signer) -> None:
    bundle = write(tmp_path / "one", key=house.key)
    signature = (bundle / "SHA256SUMS.sig").read_bytes()
    anew(bundle, {"index.html": b"edited"})
    assert found(bundle) == []
    (bundle / "SHA256SUMS.sig").write_bytes(signature)
    assert found(bundle) == ["signature SHA256SUMS.sig"]


def test_signers_never_come_from_the_bundle(folder: Path, house: Signer) -> None:
    (folder / "allowed_signers").write_bytes(house.signers.read_bytes())
    with pytest.raises(SopError, match=r"--signers .*: lies in the bundle"):
        verify(folder, folder / "allowed_signers")
    for bundle in (folder, write(folder.parent / "two", key=house.key)):
        with pytest.raises(SopError, match="there is no such file"):
            verify(bundle, folder.parent / "nobody")


def test_without_ssh_keygen_nothing_is_believed(tmp_path: Path, house: Signer, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = write(tmp_path / "one", key=house.key)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SopError, match="ssh-keygen is not installed"):
        verify(bundle, house.signers)


def test_a_key_that_is_none_signs_nothing(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"no key")
    (tmp_path / "key").chmod(0o600)
    with pytest.raises(SopError, match=r"key: not signed: "):
        write(tmp_path / "one", key=tmp_path / "key")
    with pytest.raises(SopError, match="there is no such key"):
        write(tmp_path / "one", key=tmp_path / "none")
    assert not (tmp_path / "one").exists()


# Against a repository ------------------------------------------------------------------------------------------------


class Library(Repository):
    """A repository whose exports are the sample bundle, whatever is asked for."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.asked: list[About] = []
        self.write({"content/cs/SOP-CS-2024-001.md": sop("SOP-CS-2024-001", "客户投诉处理")})
        self.git("add", ".")
        self.git("commit", "--quiet", "--message", "docs: first")
        self.head = self.git("rev-parse", "HEAD")

    @property
    def origin(self) -> Origin:
        def rebuild(about: About) -> Mapping[str, str]:
            self.asked.append(about)
            return sealed(about=about).digests

        return Origin(self.root, rebuild)

    def bundle(self, target: Path, contents: Mapping[str, bytes] | None = None, leave: Iterable[str] = ()) -> Path:
        files = {path: data for path, data in {**CONTENTS, **(contents or {})}.items() if path not in leave}
        write_bundle(sealed(files, replace(ABOUT, commit=self.head, options={"department": "CS"})), target)
        return target


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


def test_what_the_repository_gives_is_verified(library: Library, tmp_path: Path) -> None:
    verification = verify(library.bundle(tmp_path / "one.zip"), origin=library.origin)
    assert (verification.verdict, verification.rebuilt, verification.findings) == (Verdict.VERIFIED, True, ())
    assert library.asked == [replace(ABOUT, commit=library.head, options={"department": "CS"})]


def test_an_edited_bundle_with_sums_made_anew_fails(library: Library, tmp_path: Path) -> None:
    edited = library.bundle(tmp_path / "one", {"index.html": b"edited", "more.html": b"x"}, leave=("assets/page.css",))
    assert found(edited) == []
    assert told(verify(edited, origin=library.origin)) == [
        "left-out assets/page.css",
        "other-text index.html",
        "other-text manifest.json",
        "not-made more.html",
    ]


def test_a_commit_that_the_main_branch_never_stood_on(library: Library, tmp_path: Path) -> None:
    main = library.head
    library.git("checkout", "--quiet", "-b", "proposal")
    library.git("commit", "--quiet", "--allow-empty", "--message", "docs: a proposal")
    library.head = library.git("rev-parse", "HEAD")
    assert told(verify(library.bundle(tmp_path / "one"), origin=library.origin)) == ["commit"]
    library.git("checkout", "--quiet", "main")
    library.git("merge", "--quiet", "--no-ff", "--message", "Merge", "proposal")
    # Also as a part of what was merged later it is no state that the main branch was ever in.
    assert told(verify(library.bundle(tmp_path / "two"), origin=library.origin)) == ["commit"]
    assert verify(library.bundle(tmp_path / "two"), origin=library.origin).rebuilt is False
    library.head = main
    assert told(verify(library.bundle(tmp_path / "three"), origin=library.origin)) == []


def test_a_commit_that_nobody_knows(library: Library, tmp_path: Path) -> None:
    for commit in ("f" * 40, ""):
        library.head = commit
        assert told(verify(library.bundle(tmp_path / "one"), origin=library.origin)) == ["commit"]
    assert library.asked == []


def test_a_repository_that_does_not_know_its_past_cannot_be_compared_with(library: Library, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    with pytest.raises(SopError, match="there is no git repository"):
        verify(library.bundle(tmp_path / "one"), origin=Origin(tmp_path / "plain", library.origin.rebuild))
    library.git("commit", "--quiet", "--allow-empty", "--message", "docs: second")
    library.git("clone", "--quiet", "--depth", "1", f"file://{library.root}", str(tmp_path / "shallow"))
    with pytest.raises(SopError, match="this clone is shallow"):
        verify(library.bundle(tmp_path / "one"), origin=Origin(tmp_path / "shallow", library.origin.rebuild))
    library.git("branch", "--move", "trunk")
    with pytest.raises(SopError, match="no main branch; known names: origin/HEAD, origin/main"):
        verify(library.bundle(tmp_path / "one"), origin=library.origin)


# The command ---------------------------------------------------------------------------------------------------------


def said(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    status = run(["--lang", "en", "verify", *map(str, arguments)])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_text_of_a_bundle_that_is_consistent(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys, folder)
    assert (status, err) == (0, "")
    assert out == (
        "云程科技 · 标准操作流程, of 2026-03-01, commit 0123456789ab, written by sop-docs 0.1.0\n"
        "Files: 10. Documents: 1. Versions: 1.\n"
        "Consistent, origin unproven: the files fit each other, but anyone can have made them so. A signature "
        "(--signers) or the repository (--against) would prove where they come from\n"
    )


def test_versions_are_not_counted_as_documents() -> None:
    two = (*DOCUMENTS, replace(DOCUMENTS[0], version="1.0"))
    found = Verification("one.zip", 9, (), Manifest(ABOUT, (), two))
    assert "\nFiles: 9. Documents: 1. Versions: 2.\n" in verification_text(found, EN)
    manifest = json.loads(verification_json(found, EN))["manifest"]
    assert (manifest["documents"], manifest["versions"]) == (1, 2)


def test_text_of_a_bundle_that_failed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "index.html").unlink()
    (folder / "a\x1b[2J.html").write_bytes(b"x")
    status, out, err = said(capsys, folder)
    assert (status, err) == (1, "")
    assert out == (
        "a\\x1b[2J.html: a character that some systems refuse in names\n"
        "index.html: missing\n"
        "a\\x1b[2J.html: not on the list: added later\n"
        "\n"
        "云程科技 · 标准操作流程, of 2026-03-01, commit 0123456789ab, written by sop-docs 0.1.0\n"
        "Files: 10. Documents: 1. Versions: 1.\n"
        "Failed\n"
    )


def test_text_of_a_bundle_that_is_verified(tmp_path: Path, house: Signer, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said(capsys, write(tmp_path / "one.zip", key=house.key), "--signers", house.signers)
    *_, signed, verdict = out.splitlines()
    assert (status, verdict) == (0, "Verified")
    assert signed.startswith("Signed by quality@example.com, key SHA256:")


def test_json_follows_its_schema(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "index.html").rename(folder / "start.html")
    status, out, _ = said(capsys, folder, "--format", "json")
    document = json.loads(out)
    jsonschema.validate(document, json.loads(SCHEMA.read_text("utf-8")))
    assert (status, document) == (
        1,
        {
            "format": "sop-verification/1",
            "bundle": str(folder),
            "verdict": "failed",
            "message": "Failed",
            "files": 10,
            "manifest": {
                "library": "云程科技 · 标准操作流程",
                "commit": "0123456789abcdef0123456789abcdef01234567",
                "day": "2026-03-01",
                "tool": "sop-docs 0.1.0",
                "options": {},
                "documents": 1,
                "versions": 1,
            },
            "signature": None,
            "rebuilt": False,
            "findings": [
                {
                    "kind": "renamed",
                    "path": "index.html",
                    "values": {"other": "start.html"},
                    "message": "is called start.html now",
                }
            ],
        },
    )


@pytest.mark.parametrize(("vouched", "who"), [(False, None), (True, "quality@example.com")])
def test_json_says_who_signed(
    tmp_path: Path, house: Signer, capsys: pytest.CaptureFixture[str], who: str | None, *, vouched: bool
) -> None:
    given = ("--signers", house.signers) if vouched else ()
    status, out, _ = said(capsys, write(tmp_path / "one.zip", key=house.key), *given, "--format", "json")
    document = json.loads(out)
    jsonschema.validate(document, json.loads(SCHEMA.read_text("utf-8")))
    assert (status, document["verdict"]) == (0, "verified" if vouched else "consistent")
    assert document["signature"]["signer"] == who


def test_json_of_what_is_no_bundle(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.zip").write_bytes(b"x")
    status, out, _ = said(capsys, tmp_path / "x.zip", "--format", "json")
    document = json.loads(out)
    jsonschema.validate(document, json.loads(SCHEMA.read_text("utf-8")))
    assert (status, document["manifest"], document["findings"][0]["kind"]) == (1, None, "broken")


def test_what_cannot_be_done_is_status_two(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys, folder / "none")
    assert (status, out, err) == (2, "", f"sop: {folder}/none: there is no such bundle\n")
    status, out, err = said(capsys, folder, "--against", folder)
    assert (status, out) == (2, "")
    assert err.startswith(f"sop: --against {folder}: no mkdocs.yml there")


def test_how_far_it_is_is_told_on_a_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    status, _, err = said(capsys, folder)
    steps = [f"{number}0 % ({number}/10)" for number in range(1, 11)]
    assert (status, err.replace("\x1b[K", "").split("\r")) == (0, ["", *steps, ""])


def test_the_repository_is_asked_where_exports_can_be_made(
    library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "origin_of", lambda *_: library.origin)
    status, out, _ = said(capsys, library.bundle(tmp_path / "one"), "--against", library.root)
    *_, options, _, compared, verdict = out.splitlines()
    assert status == 0
    assert (options, compared, verdict) == (
        "Part of the library: --department CS",
        "Compared with what the repository gives",
        "Verified",
    )


def test_it_needs_no_library(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["verify", str(folder)]) == 0
    assert "前后一致，来源未证明" in capsys.readouterr().out


@pytest.mark.parametrize("words", [ZH, EN])
def test_nothing_unproven_is_called_verified(words: Words) -> None:
    verified = words("verify.verdict.verified").rstrip("。")
    proven = Signature("SHA256:x", "a@example.com")
    one = Verification("x", 1, (), None, None, rebuilt=False)
    for verification in (
        one,
        replace(one, signature=Signature("SHA256:x")),
        replace(one, findings=(Finding(Kind.LINK),)),
    ):
        assert verification.verdict is not Verdict.VERIFIED
        assert verified not in verification_text(verification, words)
    for verification in (replace(one, signature=proven), replace(one, rebuilt=True)):
        assert verified in verification_text(verification, words)
    failed = replace(one, signature=proven, rebuilt=True, findings=(Finding(Kind.LINK),))
    assert verified not in verification_text(failed, words)


@pytest.mark.parametrize("words", [ZH, EN])
@pytest.mark.parametrize("kind", [*Kind])
def test_every_finding_has_words(words: Words, kind: Kind) -> None:
    values = dict.fromkeys(("other", "path", "reason", "address", "key", "commit"), "empty")
    assert finding_text(Finding(kind, "a.html", values), words).startswith("a.html: ")
