"""The mixed punctuation that people type: full and half width mean the same."""

import re

from ..model.place import Place, Text
from ..model.step import Branch, Duty

SEPARATORS = "、，；,;"
_OPEN, _CLOSE = "（([【「『《“", "）)]】」』》”"
_MARKS = re.compile(f"[{re.escape(_OPEN + _CLOSE + SEPARATORS)}]")
_ARROW = re.compile(r"→|->")
_NUMERAL = "一二三四五六七八九十百"
_LEADING_NUMBER = re.compile(
    rf"""(?:\d+(?:\.\d+)*[.)、．）](?!\d)   # 1.  1)  2.1、
    |\d+(?:\.\d+)+(?=\s)                   # 2.1 name
    |[{_NUMERAL}]+、                        # 一、
    |[（(][{_NUMERAL}\d]+[）)]               # （一）
    |step\s*\d+\s*(?:[:：.、]|-(?=\s))       # Step 3:
    |第[{_NUMERAL}\d]+步(?!骤)[:：、.]?       # 第二步
    )\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERS = re.compile(rf"\d+|[{_NUMERAL}]+")
_DIGITS = 4


def shifted(place: Place, characters: int) -> Place:
    """Return the place so many characters further on its line."""
    return Place(place.path, place.line, place.column + characters) if characters else place


def trimmed(text: Text) -> Text:
    """Return the text without white space around it, its place moved along."""
    bare = text.value.strip()
    if len(bare) == len(text.value):
        return text
    return Text(bare, shifted(text.place, len(text.value) - len(text.value.lstrip())))


def split_list(text: Text, separators: str = SEPARATORS) -> list[Text]:
    """Return the parts between separators that stand outside brackets; a comma between digits does not split."""
    value = text.value
    if not _MARKS.search(value):
        return [trimmed(text)] if value and not value.isspace() else []
    parts: list[Text] = []
    depth = start = 0
    for mark in _MARKS.finditer(value):
        character, index = mark[0], mark.start()
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and character in separators and not _joins_digits(value, index):
            parts += _part(text, start, index)
            start = index + 1
    return [*parts, *_part(text, start, len(value))]


def _part(text: Text, start: int, stop: int) -> tuple[Text, ...]:
    """Return what stands between two places of a text without white space around it, nothing where that is all."""
    words = text.value[start:stop]
    if not (bare := words.strip()):
        return ()
    return (Text(bare, shifted(text.place, start + len(words) - len(words.lstrip()))),)


def read_duty(text: Text) -> Duty:
    """Return the party and, from brackets at the end, the note: `客服专员（登记）`."""
    value = text.value.strip()
    opening = _note_start(value)
    if opening is None:
        return Duty(value, "", text.place)
    return Duty(value[:opening].rstrip(), value[opening + 1 : -1].strip(), text.place)


def has_arrow(value: str) -> bool:
    """Whether the words hold `→` or `->`."""
    return _ARROW.search(value) is not None


def read_branch(text: Text) -> Branch | None:
    """Return `label → target`, or None where the arrow or one of its sides is missing."""
    found = _ARROW.search(text.value)
    if found is None:
        return None
    label = trimmed(Text(text.value[: found.start()], text.place))
    target = trimmed(Text(text.value[found.end() :], shifted(text.place, found.end())))
    return Branch(label, target) if label.value and target.value else None


def without_number(title: Text) -> Text:
    """Return a heading's name without the number before it; `3D` and `24 小时` are no numbers."""
    start = 0
    while (found := _LEADING_NUMBER.match(title.value, start)) and found.end() < len(title.value):
        start = found.end()
    return Text(title.value[start:], shifted(title.place, start)) if start else title


def numbering(title: str) -> tuple[str, tuple[int, ...]]:
    """Return the style of the number before a name and the number: `（二）` gives `（0）` and 2; without one `''`."""
    found = _LEADING_NUMBER.match(title)
    if found is None:
        return "", ()
    words = _NUMBERS.findall(found[0])
    return _NUMBERS.sub("0", found[0]).strip().lower(), tuple(_ordinal(word) for word in words)


def _ordinal(word: str) -> int:
    """Return the value of up to four digits, or of a Chinese numeral below a hundred; 0 for any other."""
    if word.isdecimal():
        return int(word) if len(word) <= _DIGITS else 0
    tens, ten, ones = word.partition("十")
    if not ten:
        tens, ones = "", word
    if len(tens) > 1 or len(ones) > 1 or "百" in word:
        return 0
    return (_NUMERAL.index(tens) + 1 if tens else len(ten)) * 10 + (_NUMERAL.index(ones) + 1 if ones else 0)


def _joins_digits(value: str, index: int) -> bool:
    return value[index] in ",，" and value[index - 1 : index].isdigit() and value[index + 1 : index + 2].isdigit()


def _note_start(value: str) -> int | None:
    """Return where the bracket opens that closes at the end of `value`."""
    depth = 0
    for index in range(len(value) - 1, -1, -1) if value.endswith(("）", ")")) else ():
        depth += (value[index] in "）)") - (value[index] in "（(")
        if depth == 0:
            return index
    return None
