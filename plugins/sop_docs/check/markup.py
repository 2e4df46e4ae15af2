"""Rules on Markdown: no HTML, no attributes but looks and sizes, nothing that takes a browser or a build too long."""

import re
from collections.abc import Iterator, Sequence

from ..model.library import Library
from .prose import Prose
from .registry import Finding, finding, has, rule

MOST_OPEN = 50
"""Brackets open at once in a paragraph; Python-Markdown needs 0.1 s for a thousand, 2 s for four thousand."""
MOST_LEVELS = 20
"""How deep lists and quotations may stand in each other; Python-Markdown ends at about 300."""
MOST_STARS = 100
"""Marks of emphasis in a row; each pair is a level of its own."""

_TAG = re.compile(r"<(?:(?P<declaration>[!?])|/?[A-Za-z])")
_HARMLESS_TAG = re.compile(r"</?(?:br|del|ins|kbd|mark|sub|sup|wbr)\s*/?>", re.IGNORECASE)
"""Tags that do nothing but look; left open, each ends with its paragraph. None of them has an attribute."""
_AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*:[^<>\s\"'`]*|[^<>\s\"'/=!?`]+@[^<>\s\"'/=`]+)>")
_BRACKET = re.compile(r"\]\(|[\[\])]")
_STARS = re.compile(rf"[*_]{{{MOST_STARS},}}")
_ITEM = re.compile(r"[ \t]*+(?:>|(?:[-*+]|[0-9]{1,9}[.)])[ \t])(?:[ \t>]|(?:[-*+]|[0-9]{1,9}[.)])[ \t])*+")
_MARKED = re.compile(rf"[ \t>*+\-0-9.)]{{{MOST_LEVELS},}}")
"""So many levels need as many characters at the least."""
_LEVEL = re.compile(r">|[-*+]|[0-9]+[.)]|\t| {4}")
_VALUE = re.compile(r"\$\{[^{}\n]*\}")
_BRACES = re.compile(r"\{:?([^{}]*)\}")
_LAST = re.compile(r"\}[ \t]*(?:$|[|<\[!*_`])")
"""A closing brace with nothing behind it that belongs to the same piece of text."""
_HEADED = re.compile(r"[ \t>]*(?:(?:[-*+]|[0-9]+[.)])[ \t>]+)*#|.*\|")
"""A heading or a row of a table."""
_MAKES_HEADING = re.compile(r"[ \t>]*(?:=+|-+|:.*)[ \t]*")
"""What makes a heading, or a term, of the line above."""
_HARMLESS = re.compile(r"\s*(?:(?:\.-?[A-Za-z_][\w-]*|(?:width|height)=[\"']?[0-9]{1,4}(?:px|%)?[\"']?)(?:\s+|$))*")


def _may_be_deep(words: str, _: Library) -> bool:
    return _MARKED.search(words) is not None


@rule("SOP901", where=has("<"))
def raw_html(prose: Prose) -> Iterator[Finding]:
    """Texts hold no HTML but `<br> <del> <ins> <kbd> <mark> <sub> <sup> <wbr>` without attributes, and comments.

    Wrong: <b>登记</b>
    Right: **登记**
    """
    for tag in _TAG.finditer(prose.visible):
        if _AUTOLINK.match(prose.visible, tag.start()) or _HARMLESS_TAG.match(prose.visible, tag.start()):
            continue
        if prose.visible.startswith("<!--", tag.start()):
            yield finding(prose.at(tag.start()), "comment")
        else:
            words = prose.visible[tag.start() : tag.start() + 20].partition("\n")[0]
            yield finding(prose.at(tag.start()), "declaration" if tag["declaration"] else "", tag=words)


@rule("SOP902", where=has("[", "*", "_", "```", "~~~"))
def never_closed(prose: Prose) -> Iterator[Finding]:
    """Brackets and fences are closed; a text in which many stay open takes minutes to read.

    Wrong: [[[[[[[[ and so on
    Right: [客户投诉登记表](../forms/FORM-CS-001.md)
    """
    if prose.unclosed is not None:
        yield finding(prose.at(prose.unclosed), "fence")
    if stars := _STARS.search(prose.visible):
        yield finding(prose.at(stars.start()), "stars", most=str(MOST_STARS))
    if "[" not in prose.visible:
        return
    for start, block in prose.blocks():
        opened = _too_many_open(block)
        if opened is not None:
            yield finding(prose.at(start + opened), most=str(MOST_OPEN))


@rule("SOP903", where=_may_be_deep)
def too_deep(prose: Prose) -> Iterator[Finding]:
    """Lists and quotations stand in each other at most twenty levels deep.

    Wrong: > > > > and so on
    Right: a list of two or three levels
    """
    offset, above = 0, False
    for line in prose.visible.split("\n"):
        marks = _ITEM.match(line)
        levels = len(_LEVEL.findall(marks[0])) if marks else 0
        if levels > MOST_LEVELS and not above:
            yield finding(prose.at(offset), levels=str(levels), most=str(MOST_LEVELS))
        offset, above = offset + len(line) + 1, levels > MOST_LEVELS


@rule("SOP905", where=has("{"))
def attribute_refused(prose: Prose) -> Iterator[Finding]:
    """Attributes in braces are classes, `width` and `height`; ids, styles and handlers are not for authors.

    Wrong: ![照片](photo.png){: style="position:fixed" }
    Right: ![照片](photo.png){: width="300" }
    """
    offset = 0
    rows = ["", *prose.text.value.split("\n"), ""]
    for line, (above, written, next_row) in zip(prose.visible.split("\n"), _threes(rows), strict=True):
        if "{" in line:
            values = _VALUE.sub(lambda value: " " * len(value[0]), line)
            # On a line of its own an attribute belongs to the paragraph above it.
            headed = bool(_HEADED.match(written) or _MAKES_HEADING.fullmatch(next_row))
            refused = _refused_attributes(values, written, below=bool(above.strip()), headed=headed)
            if refused is not None:
                yield finding(prose.at(offset + refused), text=written[refused:][:40])
        offset += len(line) + 1


def _threes(rows: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield every row but the first and the last between its neighbours."""
    return zip(rows, rows[1:], rows[2:], strict=False)


def _refused_attributes(line: str, written: str, *, below: bool, headed: bool) -> int | None:
    """Return where a brace begins what Python-Markdown takes for attributes, and these are not all harmless.

    It reads from the first such brace to the last closing one, so braces in braces and a stray one are refused too.
    """
    groups = {found.start(): found[1] for found in _BRACES.finditer(line)}
    odd = line.count("{") != len(groups) or line.count("}") != len(groups)
    for index in (index for index, character in enumerate(line) if character == "{"):
        begins = _begins_attributes(line, written, index, below=below, headed=headed)
        if begins and (odd or not _HARMLESS.fullmatch(groups[index])):
            return index
    return None


def _begins_attributes(line: str, written: str, index: int, *, below: bool, headed: bool) -> bool:
    before, after = line[:index], line[index:]
    if after.startswith("{:") or (before and written[index - 1] in ")]*_`>"):
        return True
    if below and not before.strip(" \t>"):
        return True
    return headed and _LAST.search(written, index) is not None


def _too_many_open(block: str) -> int | None:
    """Return where the bracket too many opens."""
    if block.count("[") <= MOST_OPEN:
        return None
    brackets = links = 0
    for found in _BRACKET.finditer(block):
        match found[0]:
            case "[":
                brackets += 1
            case ")":
                links = max(0, links - 1)
            case closing:
                brackets = max(0, brackets - 1)
                links += closing == "]("
        if max(brackets, links) > MOST_OPEN:
            return found.start()
    return None
