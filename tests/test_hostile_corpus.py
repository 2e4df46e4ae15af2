"""The corpus: every bad file gets its code at its line the whole way of `sop check`, and nothing else goes wrong.

`hostile/files` holds those that can stand in a file, in the form of the rules' fixtures; a name begins with the row of
the threats (Y YAML, H Markdown and HTML, G charts, O output; F forms, M modules, V vocabulary are ours).
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from hostile.arena import Arena
from hostile.generated import BYTES, GOOD, HARMLESS, NAMES, NO_FILES, NOTE, PAIRS, SOP
from hostile.subject import VOCABULARY, check_folder, errors_of, write_folder
from test_rules import read_fixture

FILES = Path(__file__).parent / "hostile" / "files"
ELSEWHERE = {"G14", "O11"}
"""A drawing program that fails is in `site/test_build.py`, settings that run code in `test_site_config_code.py`."""

BASE = {"vocabulary.yml": VOCABULARY}
CORPUS = sorted(path.stem for path in FILES.glob("*.md"))


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", f"{tmp_path}-cache")


@pytest.mark.parametrize("name", CORPUS)
def test_a_bad_file_gets_its_code_at_its_line(name: str, tmp_path: Path) -> None:
    files, expected = read_fixture((FILES / f"{name}.md").read_text("utf-8"))
    write_folder(tmp_path, {**BASE, **{path: text.encode() for path, text in files.items()}})
    assert expected
    assert errors_of(check_folder(tmp_path)) == expected


@pytest.mark.parametrize("name", BYTES)
def test_bad_bytes_get_their_code_at_their_line(name: str, tmp_path: Path) -> None:
    path, data, expected = BYTES[name]
    write_folder(tmp_path, {**BASE, path: data})
    assert errors_of(check_folder(tmp_path)) == {(path, line, key) for line, key in expected}


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_name_gets_its_code(name: str, tmp_path: Path) -> None:
    path, key = NAMES[name]
    write_folder(tmp_path, {**BASE, path: b"# x\n"})
    assert errors_of(check_folder(tmp_path)) == {(path, 1, key)}


@pytest.mark.parametrize("name", PAIRS)
def test_names_that_are_one_elsewhere_are_told(name: str, tmp_path: Path) -> None:
    write_folder(tmp_path, {**BASE, **dict.fromkeys(PAIRS[name], b"# x\n")})
    assert errors_of(check_folder(tmp_path)) == {(PAIRS[name][1], 1, "SOP006.same")}


@pytest.mark.parametrize("name", NO_FILES)
def test_what_is_no_file_is_told_and_not_read(name: str, tmp_path: Path) -> None:
    path, make, (told, key) = NO_FILES[name]
    content = tmp_path / "content"
    write_folder(content, BASE)
    make(content / path)
    assert errors_of(check_folder(content)) == {(told, 1, key)}


def test_a_content_folder_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    write_folder(tmp_path / "elsewhere", BASE)
    (tmp_path / "content").symlink_to("elsewhere")
    assert errors_of(check_folder(tmp_path / "content")) == {(".", 1, "SOP007.link")}


def test_a_file_that_cannot_be_read_hides_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path, {"a.md": b"# x\n", "b.md": b"# x\n\n<b>\n"})
    read_bytes = Path.read_bytes

    def denied(path: Path) -> bytes:
        if path.name == "a.md":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", denied)
        found = check_folder(tmp_path)
    assert errors_of(found) == {("a.md", 1, "SOP007.unreadable"), ("b.md", 3, "SOP901")}


def test_one_bad_file_never_hides_another(tmp_path: Path) -> None:
    """Everything bad at once, each file in a folder of its own, through the command as a user calls it."""
    expected: set[tuple[str, int, str]] = set()
    for number, name in enumerate(CORPUS):
        files, marked = read_fixture((FILES / f"{name}.md").read_text("utf-8"))
        if name[0] in "YH" and set(files) <= {"note.md", "a.svg"} and "H17" not in name:
            for path, text in files.items():
                (tmp_path / "content" / f"{number}").mkdir(parents=True, exist_ok=True)
                (tmp_path / "content" / f"{number}" / path).write_bytes(text.encode())
            expected |= {(f"content/{number}/{path}", line, key.partition(".")[0]) for path, line, key in marked}
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ndocs_dir: content\nplugins: [sop]\n", "utf-8")
    command = [sys.executable, "-m", "sop_docs", "--root", str(tmp_path), "check", "--format", "json"]
    result = subprocess.run(command, capture_output=True, check=False, timeout=60)
    found = {(p["path"], p["line"], p["code"]) for p in json.loads(result.stdout)["problems"]}
    assert (result.returncode, result.stderr) == (1, b"")
    assert len(expected) > 100
    assert expected - found == set()


@pytest.mark.parametrize("name", HARMLESS)
def test_what_means_no_harm_is_let_through_and_does_nothing(name: str, tmp_path: Path) -> None:
    path, data = HARMLESS[name]
    arena = Arena(tmp_path)
    problems = arena.check({path: data})
    assert errors_of(problems) == set()
    assert list(arena.acting(problems)) == []


@pytest.mark.parametrize("text", ["SOP-CS-2024-001{ .x onclick=x() }", "!SOP-CS-2024-001", "[a]SOP-CS-2024-001"])
def test_a_number_that_becomes_a_link_makes_nothing_else_of_what_is_around_it(text: str, tmp_path: Path) -> None:
    arena = Arena(tmp_path)
    problems = arena.check({SOP: GOOD.encode(), NOTE: f"# 说明\n\n{text}\n".encode()})
    assert errors_of(problems) == set()
    assert list(arena.acting(problems)) == []


def test_every_row_of_the_threats_is_named() -> None:
    named = {re.sub("(?<=[A-Z])0", "", re.split("[ -]", name)[0]) for name in CORPUS}
    for table in (BYTES, HARMLESS, NAMES, PAIRS, NO_FILES):
        named |= {name.split(" ")[0] for name in table}
    rows = {f"{table}{number}" for table, last in (("Y", 29), ("H", 17), ("G", 14)) for number in range(1, last + 1)}
    assert {*rows, "O1", "O2", "O3", "O9", "O10", "O11"} - named == ELSEWHERE
    assert len(CORPUS) + len(BYTES) + len(NAMES) + len(PAIRS) + len(NO_FILES) > 450
