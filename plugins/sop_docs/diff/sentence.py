"""A change as a sentence in either language. Touches no file."""

from collections.abc import Mapping
from itertools import takewhile

from ..model.change import Change, Kind
from ..model.words import Words

_LONGEST = 60
"""Characters of a text that a sentence shows; a longer one is cut around the difference."""
_AROUND = 16
"""Characters that are shown of what is the same, before and after the difference."""
_BACK = 8
"""How far a cut goes back to the beginning of a word."""


def sentence(change: Change, words: Words) -> str:
    """Return what changed, in words; what an author wrote stands in it as plain text, for its reader to escape."""
    before, after = change.before, change.after
    if change.kind == Kind.REVIEW:
        before, after = _period(before, words), _period(after, words)
    if change.kind == Kind.DUTY_LETTER:
        before, after = words(f"change.letter.{before}"), words(f"change.letter.{after}")
    before, after = shortened(before, after)
    values = {key: _one_line(value) for key, value in change.values.items()}
    if "letter" in values:
        values["letter"] = words(f"change.letter.{values['letter']}")
    values |= {"before": before, "after": after, "who": _who(values, words)}
    at = values.get("at", "document")
    values["at"] = "" if at == "document" else words(f"change.at.{at}", **values)
    if (label := f"change.{change.kind}.what") in words:
        values["what"] = words(label, **values)
        if "variant" in values:
            values["what"] = words("change.variant", **values)
    return _spaced(values["at"], words(_key(change, words), **values))


def _spaced(at: str, text: str) -> str:
    """Return a sentence with a space between the place and the rest where Latin and Chinese letters would touch."""
    rest = text.removeprefix(at)
    touching = at and rest != text and at[-1].isascii() and at[-1].isalnum() and rest[:1].isalpha()
    return f"{at} {rest}" if touching else text


def shortened(before: str, after: str) -> tuple[str, str]:
    """Return two texts on one line each, long ones cut to what differs and a little of what stands around it."""
    before, after = _one_line(before), _one_line(after)
    if max(len(before), len(after)) <= _LONGEST:
        return before, after
    start = _common(before, after)
    end = min(_common(before[::-1], after[::-1]), min(len(before), len(after)) - start)
    around = max(_AROUND, (_LONGEST - max(len(before), len(after)) + start + end) // 2)
    first = _word_start(before, max(0, start - around))
    return _cut(before, first, end - around), _cut(after, first, end - around)


def _cut(text: str, start: int, rest: int) -> str:
    """Return a text from `start` on, without the `rest` that both texts end with."""
    end = min(len(text) - max(0, rest), start + _LONGEST)
    if end < len(text):
        end = _word_start(text, end)
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"


def _common(one: str, two: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))


def _word_start(text: str, index: int) -> int:
    """Return where the word begins that `index` is in, if that is near."""
    space = text.rfind(" ", max(0, index - _BACK), index + 1)
    return space + 1 if space >= 0 else index


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _key(change: Change, words: Words) -> str:
    """Return the key of a sentence; where something is new or gone there may be one that says so."""
    end = "" if change.before and change.after else ".added" if change.after else ".removed"
    keys = (f"change.{change.kind}{end}", f"change.{change.kind}", f"change.value{end}")
    return next(key for key in keys if key in words)


def _who(values: Mapping[str, str], words: Words) -> str:
    """Return who has which duty in a step, in brackets."""
    held = {key: values[key] for key in "RACI" if key in values}
    shares = [words("change.share", letter=words(f"change.letter.{key}"), party=party) for key, party in held.items()]
    return words("change.who", shares=words("change.semicolon").join(shares)) if shares else ""


def _period(text: str, words: Words) -> str:
    """Return a rhythm such as `12 months` in the language of the words."""
    parts = (part.split(" ") for part in text.split(", ") if part)
    return " ".join(words(f"period.{unit}", count=count) for count, unit in parts)
