"""Chromium, run apart without a window and without a network: a page comes in, its print goes out."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from shutil import which
from typing import Final

from .scratch import scratch_folder

_NAMES: Final = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge"),
)
_MAC: Final = tuple(
    f"/Applications/{name}.app/Contents/MacOS/{name}" for name in ("Chromium", "Google Chrome", "Microsoft Edge")
)
_WINDOWS: Final = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
_FOLDERS: Final = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_ARGUMENTS: Final = (
    *("--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"),
    *("--disable-breakpad", "--disable-crash-reporter", "--disable-dev-shm-usage", "--no-pings"),
    *("--host-resolver-rules=MAP * ~NOTFOUND", "--lang=en-US", "--force-color-profile=srgb"),
    *("--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf"),
)
_SECONDS: Final = 120.0
_SAID: Final = 300
"""Characters of what it says when it fails."""
_HEAD: Final = re.compile(r"\A\[[^\]]*\]\s*")
"""Process, time and line of its source."""
_ROOM: Final = 40
"""Characters of a path that leave room for the name of a socket, which systems bound at about a hundred."""


class PrintError(Exception):
    """A page that was not printed; `key` names the words for it, `values` fill them."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def find_chromium() -> str:
    """Return the path of a Chromium or one of its relatives, '' where there is none."""
    return next(filter(None, map(which, (*_NAMES, *_installed()))), "")


def print_page(page: str, program: str, seconds: float = _SECONDS) -> bytes:
    """Return a page printed as PDF; one that is not done after `seconds` is stopped. Nothing of it is left behind."""
    with scratch_folder(_place()) as folder:
        source, target = folder / "page.html", folder / "page.pdf"
        source.write_text(page, "utf-8", newline="\n")
        own = (f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}")
        # Its sandbox is closed to root, who has nothing to lose to a page that may run no script.
        root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
        status, said = _run([program, *_ARGUMENTS, *root, *own, source.as_uri()], folder, seconds)
        if status or not target.is_file():
            key = "pdf.said" if said else "pdf.silent"
            raise PrintError(key, program=Path(program).stem, status=str(status), reason=said)
        return target.read_bytes()


def _installed() -> tuple[str, ...]:
    """Return where a system has it that does not name it in its path."""
    if sys.platform == "darwin":
        return _MAC
    if sys.platform == "win32":
        return tuple(str(Path(os.environ[name], path)) for name in _FOLDERS if name in os.environ for path in _WINDOWS)
    return ()


def _place() -> Path | None:
    """Return where its folder is made; None: where those of all programs are."""
    usual = Path("/tmp")  # noqa: S108 - a folder of our own is made in it
    return usual if sys.platform != "win32" and len(tempfile.gettempdir()) > _ROOM and usual.is_dir() else None


def _run(command: list[str], folder: Path, seconds: float) -> tuple[int, str]:
    """Return exit status and the reason; whatever it has started ends with it."""
    complaint = folder / "said"
    with complaint.open("wb") as sink:
        process = subprocess.Popen(  # noqa: S603 - an argument list, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=sink,
            cwd=folder,
            env={**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder)), "TZ": "UTC"},
            start_new_session=True,
        )
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise PrintError("pdf.slow", seconds=f"{seconds:g}") from error
        finally:
            _end(process)
    return status, _reason(complaint.read_bytes().decode("utf-8", "replace"))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it has started and left."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _reason(said: str) -> str:
    """Return the line that tells why it ended: what was fatal, else the last one that is not of the crash reporter."""
    lines = [line for line in said.splitlines() if line.strip() and "/crashpad/" not in line]
    fatal = [line for line in lines if ":FATAL:" in line]
    return " ".join(_HEAD.sub("", (fatal or lines)[-1]).split())[:_SAID] if lines else ""
