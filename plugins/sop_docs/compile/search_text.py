"""The words of a compiled page, by its headings. Touches no file."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ..model.page import Page
from ..model.search import Passage
from .markdown import UNSEARCHED
from .press import with_parts

_BLOCKS: Final = re.compile(r"\n(?:[ \t]*\n)+")
_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*(?:\{([^{}]*)\})?[ \t]*")
_FENCE: Final = re.compile(r"[ \t]*(?:```|~~~)")
_ANCHOR: Final = re.compile(r"#([^\s{}]+)")
_UNSAID: Final = re.compile(r"<!--.*?-->|<button\b.*?</button>", re.DOTALL)
_MADE_IN: Final = re.compile(r'(<a href="#[^"]*">[^<]*</a>)<span class="sop-note">[^<]*</span>')
"""In which step of the same page a thing was made: said there."""
_ENDS: Final = re.compile(r"</(?:div|li|tr)>")
_TAG: Final = re.compile(r"(?<!\\)</?[a-z][a-z0-9]*(?:\s[^>]*|/)?>")
_CODE: Final = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_LINK: Final = re.compile(r"!?\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_LEAD: Final = re.compile(r"^[ \t]*(?:[-*+>]|[0-9]{1,9}[.)]|!!!|\?\?\?\+?)[ \t]+", re.MULTILINE)
_RULE: Final = re.compile(r"^[ \t|:-]+$", re.MULTILINE)
_MARKS: Final = re.compile(r"\\([\\`*_{}\[\]<>#+.!|~-])|\*+|`+|(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])|[ \t]*\|[ \t]*")
_LITERAL: Final = re.compile(r"[\\`*_\[\]+.!|-]")
_DOTS: Final = re.compile(r"[·\s]*·[·\s]*")
_STEP: Final = ".sop-step"


@dataclass(slots=True)
class _Open:
    """A passage in the making; one that is not `told` gives none."""

    level: int = 1
    anchor: str = ""
    name: str = ""
    step: bool = False
    told: bool = True
    words: list[str] = field(default_factory=list)


def passages(page: Page) -> Iterator[Passage]:
    """Yield what a page says, a step being one passage with all headings in it; what no search need find is left out.

    The first passage is that of the title and is always there.
    """
    now = _Open()
    for heading, words in _parts(with_parts(page.text, page.parts) if page.parts else page.text):
        if heading is None:
            now.words.append(words)
            continue
        level, name, attributes = heading
        if now.step and level > now.level and _STEP not in attributes:
            now.words.append(name)
        elif level > 1:
            yield from _closed(now)
            anchor = _ANCHOR.search(attributes)
            told = UNSEARCHED not in attributes
            now = _Open(level, anchor[1] if anchor else "", plain(name), _STEP in attributes, told)
    yield from _closed(now)


def plain(markdown: str) -> str:
    """Return the words of Markdown and of HTML of ours on one line; `·` stands between the values of a list."""
    # A look for the one character that an expression begins with costs a hundredth of the expression.
    text = _CODE.sub(lambda found: _as_it_stands(found[2]), markdown) if "`" in markdown else markdown
    if "<" in text:
        text = _without_tags(text)
    text = _RULE.sub("", _LEAD.sub("", _LINK.sub(r"\1", text) if "[" in text else text))
    if any(mark in text for mark in "\\*`_|"):
        text = _MARKS.sub(_mark, text)
    text = " ".join(html.unescape(text).split())
    return _DOTS.sub(" · ", text).strip(" ·") if "·" in text else text


def _without_tags(text: str) -> str:
    if "<!--" in text or "<button" in text:
        text = _UNSAID.sub("", text)
    if 'href="#' in text:
        text = _MADE_IN.sub(r"\1", text)
    return _TAG.sub("", _ENDS.sub(" · ", text))


def _as_it_stands(code: str) -> str:
    return _LITERAL.sub(lambda found: f"&#{ord(found[0])};", html.escape(code, quote=False))


def _mark(found: re.Match[str]) -> str:
    return found[1] or ("" if "|" not in found[0] else " ")


def _closed(passage: _Open) -> Iterator[Passage]:
    if passage.told:
        text = " ".join(filter(None, map(plain, passage.words)))
        if text or passage.name or passage.level == 1:
            yield Passage(passage.anchor, passage.name, text)


def _parts(text: str) -> Iterator[tuple[tuple[int, str, str] | None, str]]:
    """Yield headings, each as level, name and attributes, and the words between them, block by block."""
    fenced = False
    for block in _BLOCKS.split(text):
        if block.startswith("<") and not fenced:
            # Generated parts are one block each, and the first tag says whether a search need know of one.
            if UNSEARCHED not in block[: block.find(">")]:
                yield None, block
            continue
        rows: list[str] = []
        for row in block.split("\n"):
            if _FENCE.match(row):
                fenced = not fenced
            elif fenced:
                rows.append(_as_it_stands(row))
            elif row.startswith("#") and (found := _HEADING.fullmatch(row)):
                yield None, "\n".join(rows)
                rows = []
                yield (len(found[1]), found[2], found[3] or ""), ""
            else:
                rows.append(row)
        if rows:
            yield None, "\n".join(rows)
