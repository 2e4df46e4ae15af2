"""What a file that stands alone brings along: style sheets, scripts and pictures as text. Touches no file."""

import posixpath
import re
from base64 import b64encode
from collections.abc import Callable
from typing import Final, TypeAlias
from urllib.parse import unquote

Read: TypeAlias = Callable[[str], bytes | None]
"""Returns a file by its path, None where there is none."""

NOTHING: Final = "data:,"
"""An address that no browser asks anybody for."""
_PICTURES: Final = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
_NOTE: Final = re.compile(r"/\*#\s*sourceMappingURL=.*?\*/", re.DOTALL)
_CHARSET: Final = re.compile(r"\A\s*@charset\s*[\"'][^\"']*[\"']\s*;", re.IGNORECASE)
_IMPORT: Final = re.compile(r"@import\b[^;{}]{0,2000};", re.IGNORECASE)
_STRING: Final = r"\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'"
_URL: Final = re.compile(
    rf"\burl\(\s*(?:(?P<string>{_STRING})|(?P<bare>[^)\"'\s]{{0,2000}}))\s*\)", re.DOTALL | re.IGNORECASE
)
_INSIDE: Final = ("data:", "#")


def resolve(path: str, address: str) -> str:
    """Return the path of what an address on the page or sheet at `path` leads to, without its fragment."""
    target = unquote(re.split(r"[?#]", address)[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path


def picture(path: str, read: Read) -> str:
    """Return the address of a picture that holds it, '' where there is none at the path."""
    kind = _PICTURES.get(posixpath.splitext(path.lower())[1])
    data = read(path) if kind else None
    return "" if data is None else f"data:{kind};base64,{b64encode(data).decode()}"


def sheet(path: str, text: str, read: Read) -> str:
    """Return a style sheet for an element of a page; of what it loads pictures come along, and nothing else."""

    def held(found: re.Match[str]) -> str:
        address = found["string"][1:-1] if found["string"] else found["bare"]
        if address.startswith(_INSIDE):
            return found[0]
        return f'url("{picture(resolve(path, address), read) or NOTHING}")'

    text = _IMPORT.sub("", _CHARSET.sub("", _NOTE.sub("", text)))
    # In CSS a slash is the same behind a backslash.
    return _URL.sub(held, text).strip().replace("</", "<\\/")


def script(text: str) -> str:
    """Return a script for an element of a page, which nothing in its strings can end."""
    return text.strip().replace("</", "<\\/").replace("<!--", "<\\!--")
