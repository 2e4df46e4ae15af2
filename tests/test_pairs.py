"""What a reviewer is told of an edit, on the pairs of texts in `pairs/`: every change, and nothing else.

`pairs/README.md` says how a pair is written down.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from changing import checked, contents
from reading import WORDS
from sop_docs.diff import sentence
from sop_docs.parse.gate import read_source

PAIRS = Path(__file__).parent / "pairs"
_FILE = re.compile(r"^=== (.+)\n", re.MULTILINE)
_PAIR = re.compile(r"## (?P<name>.+)\n\n```diff\n(?P<diff>(?:.*\n)*?)```\n\n(?P<told>(?:.*\n)*)")
_PASSAGE = re.compile(r"^@@(.*)\n", re.MULTILINE)
_ITEM = re.compile(r"- (?P<weight>\S+) (?P<kind>\S+) (?P<where>.+?) · (?P<zh>.+)(?:\n  (?P<en>.+))?")
_OF = re.compile(r"^(SOP-\S+):$", re.MULTILINE)
_NOTHING = "- nothing"
Files = dict[str, str]


class Told(NamedTuple):
    """One change as a pair expects it; without English words these are not looked at."""

    weight: str
    kind: str
    where: str
    zh: str
    en: str


class Pair(NamedTuple):
    name: str
    before: Files
    diff: str
    told: Mapping[str, list[Told]]
    """What is expected by the number of a procedure; of all others nothing."""


def pairs_of(house: Path) -> Iterator[Pair]:
    """Yield the pairs of one house."""
    _, *parts = _FILE.split((house / "base.md").read_text("utf-8"))
    before = dict(zip(parts[::2], parts[1::2], strict=True))
    first = next(iter(contents(before)))
    for path in sorted(house.glob("*.md")):
        if path.stem != "base":
            for text in re.split(r"^(?=## )", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
                found = _PAIR.fullmatch(text)
                assert found, f"{path}: {text}"
                name = f"{house.name}/{path.stem}: {found['name']}"
                yield Pair(name, before, found["diff"], expected(found["told"], first))


def expected(text: str, first: str) -> dict[str, list[Told]]:
    """Return what is to be told by the number of a procedure."""
    of_first, *parts = _OF.split(text)
    blocks = {first: of_first, **dict(zip(parts[::2], parts[1::2], strict=True))}
    return {number: [*items(block.strip())] for number, block in blocks.items()}


def items(text: str) -> Iterator[Told]:
    """Yield the changes of a list, of which nothing may be left over."""
    if text == _NOTHING:
        return
    for line in re.split(r"\n(?=- )", text):
        found = _ITEM.fullmatch(line)
        assert found, line
        yield Told(*(found[name] or "" for name in Told._fields))


def edited(before: Files, diff: str) -> Files:
    """Return the files after a diff."""
    files = dict(before)
    start, *parts = _PASSAGE.split(diff)
    for mark, passage in zip(("", *parts[::2]), (start, *parts[1::2]), strict=True):
        lines = passage.splitlines()
        one, two = (sided(lines, sign) for sign in "-+")
        if mark.startswith(" new "):
            files[mark[5:]] = two[1:]
        elif mark == " crlf":
            files = {path: text.replace("\n", "\r\n") for path, text in files.items()}
        elif lines:
            (path,) = (path for path, text in files.items() for _ in range(f"\n{text}".count(one)))
            files[path] = f"\n{files[path]}".replace(one, two)[1:]
    return files


def read(files: Files) -> Files:
    """Return the files as they are read from a disk."""
    sources = [read_source(path, text.encode())[0] for path, text in files.items()]
    return {source.path: source.text for source in sources if source}


def sided(lines: list[str], sign: str) -> str:
    """Return the lines of one side of a diff, each with its end, after the end of the line before them."""
    return "\n" + "".join(f"{line[1:]}\n" for line in lines if line[:1] in {"", " ", sign})


CASES = [pair for house in sorted(PAIRS.iterdir()) if house.is_dir() for pair in pairs_of(house)]


@pytest.mark.parametrize("pair", CASES, ids=[pair.name for pair in CASES])
def test_every_change_is_told_and_nothing_else(pair: Pair) -> None:
    after_files = edited(pair.before, pair.diff)
    assert after_files != pair.before
    before, after = contents(pair.before), contents(read(after_files))
    assert before.keys() == after.keys()
    for number, one in before.items():
        wanted = pair.told.get(number, [])
        found = checked(one, after[number])
        told = [Told(each.weight, each.kind, each.where, *(sentence(each, words) for words in WORDS)) for each in found]
        in_english = [bool(each.en) for each in wanted] + [True] * len(told)
        assert [each if en else each._replace(en="") for each, en in zip(told, in_english, strict=False)] == wanted


def test_how_many() -> None:
    counts = [sum(len(told) for told in pair.told.values()) for pair in CASES]
    english = [pair for pair in CASES if all(each.en for told in pair.told.values() for each in told)]
    assert len(CASES) >= 120
    assert counts.count(0) >= 30
    assert len([pair for pair in CASES if "/several: " in pair.name]) >= 25
    assert 3 * len([pair for pair in english if any(pair.told.values())]) >= len(CASES) - counts.count(0)
