"""What a file of any commit says it is, read from its first lines, also where its front matter cannot be read.

Touches no file.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from ..model.lifecycle import Status
from ..model.revision import Head
from .front_matter_keys import FORM, MODULE, SOP
from .identity import STATUSES

_BEGIN = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n")
_READ = frozenset({"id", "form", "module", "title", "version", "status", "effective"})
_CANONICAL: Mapping[str, str] = {
    word: key for table in (SOP, MODULE, FORM) for word, key in table.spelled.items() if key in _READ
}
_LINE = rf"""^["']?({"|".join(map(re.escape, _CANONICAL))})["']?[ \t]*(?::|：)[ \t]*([^\s][^\r\n]*)"""
_OF_BYTES = re.compile(_LINE.encode(), re.MULTILINE | re.IGNORECASE)
_OF_TEXT = re.compile(_LINE, re.MULTILINE | re.IGNORECASE)
_COMMENT = re.compile(r"\s#.*")
_KINDS = {"id": "sop", "module": "module", "form": "form"}
_PAGE = Head("page", "")


def read_head(data: bytes) -> Head:
    """Return what the beginning of a file says: which document it is, in which version and state."""
    said = read_keys(data)
    key = next((key for key in _KINDS if key in said), "")
    if not key:
        return _PAGE
    status = STATUSES.get(said.get("status", "").lower(), Status.DRAFT)
    return Head(
        _KINDS[key], said[key], said.get("title", ""), said.get("version", ""), status, _day(said.get("effective", ""))
    )


def read_keys(data: bytes) -> Mapping[str, str]:
    """Return the words that stand after the keys of any front matter that say what the file is."""
    begin = _BEGIN.match(data)
    if begin is None:
        return {}
    end = data.find(b"\n---", begin.end() - 1)
    block = data[begin.end() : end if end >= 0 else len(data)]
    said: dict[str, str] = {}
    for word, value in _lines(block):
        said.setdefault(_CANONICAL[word.lower()], " ".join(_scalar(value).split()))
    return said


def _lines(block: bytes) -> Iterator[tuple[str, str]]:
    """Yield the keys of a block and what stands after them; one that is no UTF-8 is taken for GBK."""
    try:
        for word, value in _OF_BYTES.findall(block):
            yield word.decode(), value.decode()
    except UnicodeDecodeError:
        yield from _OF_TEXT.findall(block.decode("gb18030", "replace"))
    else:
        if not block.isascii() and not _is_utf8(block):
            yield from _OF_TEXT.findall(block.decode("gb18030", "replace"))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _scalar(value: str) -> str:
    """Return the words of a YAML scalar without quotes and comment."""
    if value[0] in "\"'" and (end := value.find(value[0], 1)) > 0:
        return value[1:end]
    return _COMMENT.sub("", value)
