"""`sop check`: which problems, in which colours, and the status."""

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from sop_docs.cli.boundary import run

MKDOCS = (
    "site_name: x\ndocs_dir: content\nplugins: [{sop: {language: en, severity: {SOP410: info, SOP906: warning}}}]\n"
)
DOCUMENT = """\
---
id: SOP-CS-2024-001
title: 投诉
version: 1.0
status: draft
---

## 步骤

### 接收

- 执行：主管、经理
- 负责：主管、经理
- 下一步：结束

### 回访

- 执行：主管

[好](nothing.md)
"""
VOCABULARY = "departments: {CS: 客服部}\nroles: {主管: {department: CS}, 经理: {department: CS}}\n"


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a library with an error (SOP301), a warning (SOP906) and a note (SOP410)."""
    for path, text in {
        "mkdocs.yml": MKDOCS,
        "content/vocabulary.yml": VOCABULARY,
        "content/cs/SOP-CS-2024-001.md": DOCUMENT,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return tmp_path


THREE = ("--select", "SOP301,SOP906", "--select", "sop410")


@pytest.mark.parametrize(
    ("options", "codes", "status"),
    [
        (THREE, {"SOP301", "SOP410", "SOP906"}, 1),
        ((*THREE, "--ignore", "SOP3"), {"SOP410", "SOP906"}, 0),
        ((*THREE, "--ignore", "SOP3", "--fail-on", "warning"), {"SOP410", "SOP906"}, 1),
        ((*THREE, "--ignore", "SOP3,SOP9", "--fail-on", "warning"), {"SOP410"}, 0),
        (("--select", "SOP41", "--fail-on", "error"), {"SOP410"}, 0),
        ((*THREE, "content/vocabulary.yml"), set(), 0),
    ],
)
def test_codes_chosen_decide_what_is_printed_and_the_status(
    options: tuple[str, ...], codes: set[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", *options, "--format", "json"]) == status
    assert {problem["code"] for problem in json.loads(capsys.readouterr().out)["problems"]} == codes


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_code_is_one_line_and_status_2(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", option, "SOP3O1"]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "sop: no rule is called SOP3O1; did you mean SOP301?\n")


def test_so_is_one_in_the_settings(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library / "mkdocs.yml").write_text(MKDOCS.replace("SOP410", "SOP777"), "utf-8")
    assert run(["check", "--no-history"]) == 2
    assert capsys.readouterr().err.startswith("sop: no rule is called SOP777")


def test_no_house_makes_less_of_what_is_unsafe(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library / "mkdocs.yml").write_text(MKDOCS.replace("SOP410", "SOP901"), "utf-8")
    assert run(["check", "--no-history"]) == 2
    assert "SOP901 stays an error" in capsys.readouterr().err


def test_severities_have_their_own_words(capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", *THREE])
    text = capsys.readouterr().out
    assert "SOP301 Step" in text
    assert "SOP906 warning " in text
    assert "SOP410 note " in text
    run(["check", *THREE, "--format", "github"])
    commands = [line.split(" ")[0] for line in capsys.readouterr().out.splitlines()[:-1]]
    assert sorted(set(commands)) == ["::error", "::notice", "::warning"]


class Terminal(io.TextIOWrapper):
    """Standard output as a terminal would be."""

    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> bytes:
    """Return what a command writes to a terminal."""
    written = io.BytesIO()
    with monkeypatch.context() as patch, Terminal(written, "utf-8") as terminal:
        patch.setattr(sys, "stdout", terminal)
        run(arguments)
        return written.getvalue()


def test_a_terminal_gets_colors(monkeypatch: pytest.MonkeyPatch) -> None:
    assert b"\x1b[31mSOP301\x1b[0m" in on_terminal(monkeypatch, "check", *THREE)


@pytest.mark.parametrize(
    ("options", "environment"),
    [
        (("--color", "never"), {}),
        ((), {"NO_COLOR": "1"}),
        ((), {"TERM": "dumb"}),
    ],
)
def test_colors_can_be_refused(
    options: tuple[str, ...], environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    written = on_terminal(monkeypatch, *options, "check", *THREE)
    assert b"SOP301" in written
    assert b"\x1b" not in written


@pytest.mark.parametrize("form", ["json", "github", "gitlab", "sarif"])
def test_other_formats_have_no_colors(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written = on_terminal(monkeypatch, "--color", "always", "check", *THREE, "--format", form)
    assert b"SOP301" in written
    assert b"\x1b" not in written


def test_what_is_no_terminal_gets_colors_only_when_told(capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", *THREE])
    assert "\x1b" not in capsys.readouterr().out
    run(["--color", "always", "check", *THREE])
    assert "\x1b[31mSOP301" in capsys.readouterr().out


def test_a_file_gets_none(library: Path) -> None:
    run(["--color", "always", "check", *THREE, "--output", "problems.txt"])
    assert b"\x1b" not in (library / "problems.txt").read_bytes()


def test_colors_on_a_real_terminal(library: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "sop_docs", "check", "--select", "SOP301"]
    env = {**os.environ, "TERM": "xterm"}
    result = subprocess.run(command, cwd=library, env=env, stdout=theirs, check=False)
    os.close(theirs)
    assert result.returncode == 1
    assert b"\x1b[31mSOP301" in os.read(ours, 10_000)
    os.close(ours)


@pytest.mark.parametrize(
    ("form", "seen"), [("text", ""), ("json", ""), ("github", "sops/"), ("gitlab", "sops/"), ("sarif", "sops/")]
)
def test_a_forge_is_told_where_in_the_repository(
    form: str, seen: str, library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (library / "sops").mkdir()
    for name in ("mkdocs.yml", "content"):
        (library / name).rename(library / "sops" / name)
    (library / ".git").mkdir()
    monkeypatch.chdir(library / "sops")
    run(["check", *THREE, "--no-history", "--format", form])
    said = capsys.readouterr().out
    assert f"{seen}content/cs/SOP-CS-2024-001.md" in said
    assert ("sops/" in said) is bool(seen)


def test_a_folder_that_is_not_there_is_one_line_and_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--output", "there/problems.txt"]) == 2
    assert capsys.readouterr().err == "sop: --output there/problems.txt: there is no folder there\n"
