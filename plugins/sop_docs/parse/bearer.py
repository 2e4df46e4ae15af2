"""Which number a file of any commit bears, also where its front matter cannot be read. Touches no file."""

import re
from collections.abc import Mapping

from ..model.ledger import Bearer, stem_number
from .front_matter_keys import FORM, SOP

_BLOCK = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?P<keys>.*?)(?:^---|\Z)", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"""^["']?([^\s"':：]+)["']?[ \t]*[:：][ \t]*(\S.*?)[ \t\r]*$""", re.MULTILINE)
_COMMENT = re.compile(r"\s#.*")
_CANONICAL: Mapping[str, str] = {
    word: "number" if key in {"id", "form"} else key
    for table in (SOP, FORM)
    for word, key in table.spelled.items()
    if key in {"id", "form", "title"}
}


def read_bearer(path: str, data: bytes) -> Bearer | None:
    """Return the number and title that a file says, else the number that its name could be; None without either."""
    head = _BLOCK.match(data)
    keys = _decoded(head["keys"]) if head else ""
    said: dict[str, str] = {}
    for word, value in _LINE.findall(keys):
        if key := _CANONICAL.get(word.lower()):
            said.setdefault(key, _scalar(value))
    number = stem_number(said.get("number", "")) or stem_number(path)
    return Bearer(path, number, said.get("title", "")) if number else None


def _scalar(value: str) -> str:
    """Return the words of a YAML scalar without quotes and comment."""
    if value[0] in "\"'" and (end := value.find(value[0], 1)) > 0:
        return value[1:end]
    return _COMMENT.sub("", value)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")
