"""Comments that silence a rule: `<!-- sop: allow SOP601 because 引用法规原文 -->`. Touches no file.

Nothing after this sees them: they are taken out of the text before it is read, so that they may stand behind a heading,
a key or a sentence. What stands before them keeps its column.
"""

import re
from collections.abc import Iterator, Sequence

from ..model.allowance import Allowance
from ..model.place import Place, Text
from .lines import hidden_rows

_COMMENT = re.compile(r"<!--[ \t]*sop[ \t]*[:：](?P<said>[^\n]*?)(?:-->|$)", re.IGNORECASE | re.MULTILINE)
_MARKER = re.compile(r"(?!allow|ignore|disable)[a-z-]+", re.IGNORECASE)
"""A generated part that an author places, as in `<!-- sop:raci -->`."""
_ALLOW = re.compile(
    r"""(?:allow|例外)[ \t]*(?P<codes>SOP[0-9]{3}(?:[ \t]*[,，、 \t][ \t]*SOP[0-9]{3})*)(?![A-Za-z0-9])
    (?:[ \t]+because|[ \t]*因为)?[ \t:：]*(?P<reason>.*)""",
    re.VERBOSE | re.IGNORECASE,
)
_BECAUSE = re.compile(r"because|因为", re.IGNORECASE)
_SHOWN = 60


def read_allowances(body: Text) -> tuple[str, tuple[Allowance, ...]]:
    """Return a body without such comments, and what they allow; in code they are only shown."""
    if "<!--" not in body.value or not _COMMENT.search(body.value):
        return body.value, ()
    rows = body.value.split("\n")
    # A comment that is not closed would hide what follows; it is told of, and hides nothing here.
    hidden = hidden_rows([_COMMENT.sub(_blank, row) for row in rows])
    said = [index for index, row in enumerate(rows) if index not in hidden and _COMMENT.search(row)]
    rest = list(rows)
    for index in said:
        rest[index] = _COMMENT.sub(_blank_closed, rows[index]).rstrip()
    blocks = _next_blocks(rest, body.place.line)
    found = (
        _of_row(rows[index], rest[index], blocks[index], Place(body.place.path, body.place.line + index))
        for index in said
    )
    return "\n".join(rest), tuple(allowance for row in found for allowance in row)


def silencers(row: str) -> str:
    """Return the comments of a row that are taken out before it is read, each with a blank before it."""
    return "".join(f" {found[0]}" for found in _COMMENT.finditer(row) if _blank_closed(found) != found[0])


def _of_row(row: str, rest: str, below: range, start: Place) -> Iterator[Allowance]:
    """Yield what the comments of a row allow: there, or in the block below where they stand alone."""
    lines = range(start.line, start.line + 1) if rest.strip() else below
    for comment in _COMMENT.finditer(row):
        if _is_allowance(comment):
            yield _read(comment, Place(start.path, start.line, comment.start() + 1), lines)


def _read(comment: re.Match[str], place: Place, lines: range) -> Allowance:
    said, text = comment["said"].strip(), comment[0][:_SHOWN]
    found = _ALLOW.fullmatch(said)
    if found is None or not comment[0].endswith("-->"):
        return Allowance(place, text, lines=lines)
    codes = tuple(dict.fromkeys(re.findall(r"SOP[0-9]{3}", found["codes"].upper())))
    reason = found["reason"].strip() if _BECAUSE.search(said) and re.search(r"\w", found["reason"]) else ""
    return Allowance(place, text, codes, reason, lines)


def _next_blocks(rest: Sequence[str], first: int) -> Sequence[range]:
    """Return for each row the lines from the next one with words on to the next blank one."""
    blocks: list[range] = []
    block, blank = range(first + len(rest), first + len(rest)), True
    for line, row in zip(range(first + len(rest) - 1, first - 1, -1), reversed(rest), strict=True):
        if row.strip():
            block = range(line, line + 1 if blank else block.stop)
        blank = not row.strip()
        blocks.append(block)
    return blocks[::-1]


def _blank(comment: re.Match[str]) -> str:
    return " " * len(comment[0]) if _is_allowance(comment) else comment[0]


def _blank_closed(comment: re.Match[str]) -> str:
    return _blank(comment) if comment[0].endswith("-->") else comment[0]


def _is_allowance(comment: re.Match[str]) -> bool:
    """Whether the comment is one of these, well formed or not, and not in a code span."""
    before = comment.string[: comment.start()]
    return _MARKER.fullmatch(comment["said"].strip()) is None and before.count("`") % 2 == 0
