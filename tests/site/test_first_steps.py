"""The handbook's first steps, walked to the letter: what is typed there, what the screen shows, what is written."""

import fcntl
import os
import pty
import re
import struct
import sys
import termios
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sop_docs.effects.catalogue import load_words

HANDBOOK = Path(__file__).parents[2] / "content/handbook"
PAGES = [("zh", HANDBOOK / "start.md", "/home/linxiao"), ("en", HANDBOOK / "en/start.md", "/home/annporter")]
# A screen, a file as it stands in the text before, or a row that says what to change in which line.
ACT = re.compile(
    r"^```console\n(?P<screen>.*?)^```$"
    r"|`(?P<path>content/[^`\n]+\.md)`[^`\n]*\n\n```markdown\n(?P<text>.*?)^```$"
    r"|^\| (?P<line>[0-9]+) \| `(?P<new>[^`]+)` \|$",
    re.MULTILINE | re.DOTALL,
)
ELLIPSIS = "…"


class Terminal:
    """A terminal in which somebody types the commands of a page; `home` is what the page calls its folder."""

    def __init__(self, folder: Path, home: str, prompts: tuple[str, ...]) -> None:
        self.folder = self.here = folder
        self._home, self._prompts = home, prompts

    def type(self, command: str, expected: str) -> str:
        """Return what the screen shows for a command, questions answered as the page has it."""
        program, *arguments = command.split()
        if program == "cd":
            self.here /= arguments[0]
            return ""
        answers = [line.partition(": ")[2] for line in expected.splitlines() if line.startswith(self._prompts)]
        shown = _run([str(Path(sys.executable).parent / program), *arguments], self.here, iter(answers))
        lines = shown.replace("\r\n", "\n").replace(str(self.folder), self._home).splitlines()
        # Where the program itself was installed from is not the page's matter.
        return "".join(f"{line}\n" for line in lines if "SOP_DOCS=" not in line)


def _run(command: list[str], folder: Path, answers: Iterator[str]) -> str:
    child, screen = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execve(command[0], command, {**os.environ, "TERM": "dumb", "NO_COLOR": "1"})  # noqa: S606
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 500, 0, 0))
    shown = b""
    try:
        while piece := os.read(screen, 65536):
            shown += piece
            if shown.endswith(b": "):
                os.write(screen, next(answers).encode() + b"\n")
    except OSError:  # the terminal is closed when the command has ended
        pass
    os.close(screen)
    os.waitpid(child, 0)
    return shown.decode()


def shows(screen: str, expected: str) -> bool:
    """Whether a screen is as a page has it, `…` on a line of its own being any number of lines."""
    lines = (".*" if line == ELLIPSIS else re.escape(f"{line}\n") for line in expected.splitlines())
    return re.fullmatch("".join(lines), screen, re.DOTALL) is not None


@pytest.mark.parametrize(("language", "page", "home"), PAGES, ids=["zh", "en"])
def test_the_page_can_be_walked(language: str, page: Path, home: str, tmp_path: Path) -> None:
    words = load_words(language)
    prompts = tuple(f"{words(f'new.ask.{name}')}: " for name in ("type", "dept", "title"))
    terminal = Terminal(tmp_path, home, prompts)
    file, typed = tmp_path, 0
    for act in ACT.finditer(page.read_text("utf-8").replace("2026", f"{datetime.now(UTC).year}")):
        if act["screen"]:
            for command, expected in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", act["screen"], re.MULTILINE):
                screen = terminal.type(command, expected)
                assert shows(screen, expected), f"$ {command}\n{screen}"
                typed += 1
        elif act["path"]:
            file = terminal.here / act["path"]
            assert file.is_file(), "the page writes into a file that sop new has made"
            file.write_text(act["text"], "utf-8")
        else:
            lines = file.read_text("utf-8").split("\n")
            lines[int(act["line"]) - 1] = act["new"]
            file.write_text("\n".join(lines), "utf-8")
    assert typed == 10
    number = file.stem
    assert (terminal.here / f"site/sa/{number}.html").is_file()
    approved = file.read_text("utf-8").replace("status: draft", "status: approved")
    file.write_text(approved, "utf-8")
    assert terminal.type("sop check --fail-on warning", "").count("\n") == 1


def test_a_screen_that_differs_is_noticed() -> None:
    assert shows("one\ntwo\nthree\n", "one\n…\nthree\n")
    assert not shows("one\ntwo\nthree\n", "one\nthree\n")
    assert not shows("one\ntwo\n", "one\n…\nthree\n")
