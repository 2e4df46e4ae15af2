"""The files a browser searches in: classic scripts, because a page of `file://` may load nothing else.

Lines of text in shards of a bounded size, and one list of what they can be sifted by. No postings are in them: one pass
over all letters of a thousand procedures takes a worker less than a tenth of a second, and a list of pairs of
characters would be larger than the text it leads to, which results need anyway.

Why no library does it. Pagefind asks for its modules and WebAssembly with `fetch`, which a page of `file://` may not.
Of forty questions about the example library (`benchmarks/questions.tsv`) MiniSearch 7 answers 20 as it is and 36 with a
tokenizer of our own that cuts pairs, from an index of 22 MB for a thousand procedures, the text not in it; FlexSearch
0.8 answers 27; neither knows slips, sounds or traditional forms of Chinese characters. Touches no file.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from ..model.lifecycle import State
from ..model.page import PageKind, html_path
from ..model.search import SearchEntry
from ..model.vocabulary import Vocabulary
from ..model.words import Words

FOLDER: Final = "assets/sop/search"
_SHARD: Final = 250_000
"""Characters of a script; reading one keeps no browser from answering a key."""
_BETWEEN: Final = "\x7f"
"""Stands for ` · `, which is five bytes and comes a hundred thousand times; no text of an author has it."""
_FIRST: Final = 0xE000
"""Characters for private use stand for what steps say again and again: `负责 信息部经理` is one of three bytes."""
_MOST: Final = 6000
_RARE: Final = 2
_OWN: Final = re.compile(r"[\ue000-\uf8ff]")
_SAID: Final = ("hint", "none", "one", "many", "most", "departments", "roles", "states", "old")
_KINDS: Final = {
    PageKind.MODULE: "word.module",
    PageKind.FORM: "word.form",
    PageKind.DEPARTMENT: "identity.department",
    PageKind.SCENARIO: "identity.scenario",
    PageKind.ROLE: "search.role",
    PageKind.PROSE: "search.page",
}


def search_files(
    entries: Sequence[SearchEntry], old: Sequence[SearchEntry], vocabulary: Vocabulary, words: Words
) -> Mapping[str, str]:
    """Return the scripts by path: `index.js`, and shards named by their content; older versions have their own."""
    often = _often((*entries, *old))
    roles = sorted({role for entry in (*entries, *old) for role in entry.roles})
    departments = {entry.department for entry in (*entries, *old)} & vocabulary.departments.keys()
    files: dict[str, str] = {}
    letters = {value: chr(_FIRST + at) for at, value in enumerate(often)}
    writer = _Writer({role: at for at, role in enumerate(roles)}, letters)
    names = [_shards(writer.texts(group), files) for group in (entries, old)]
    index = {
        "words": _words(words),
        "shards": names[0],
        "old": names[1],
        "often": often,
        "roles": roles,
        "departments": {code: vocabulary.departments[code].value for code in sorted(departments)},
        "dates": [entry.dates for entry in entries],
        "oldDates": [entry.dates for entry in old],
    }
    return {f"{FOLDER}/index.js": _script("index", index), **files}


def _words(words: Words) -> dict[str, object]:
    """Return what the script says itself; `{count}` and `{shown}` are its to fill in."""
    said: dict[str, object] = {name: words(f"search.{name}", count="{count}", shown="{shown}") for name in _SAID}
    kinds = {kind.value: words(key) for kind, key in _KINDS.items()}
    return {**said, "kindNames": kinds, "stateNames": {state.value: words(f"state.{state.value}") for state in State}}


def _shards(texts: Iterable[str], files: dict[str, str]) -> list[str]:
    """Put the scripts of texts into `files` and return their names."""
    names: list[str] = []
    for text in texts:
        name = sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
        files[f"{FOLDER}/{name}.js"] = _script(name, text)
        names.append(name)
    return names


def _often(entries: Iterable[SearchEntry]) -> list[str]:
    """Return the values of steps that it saves most to write once."""
    texts = (passage.text for entry in entries for passage in entry.passages)
    count = Counter(value for text in texts for value in text.split(" · "))
    saved = {value: (times - 1) * (len(value) - 1) for value, times in count.items() if times > _RARE}
    return sorted(sorted(saved), key=lambda value: saved[value], reverse=True)[:_MOST]


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes entries as lines; `roles` have their places in the list, `often` are the letters of frequent values."""

    roles: Mapping[str, int]
    often: Mapping[str, str]

    def texts(self, entries: Iterable[SearchEntry]) -> Iterator[str]:
        """Yield the lines of entries, no entry torn in two."""
        lines: list[str] = []
        size = 0
        for entry in entries:
            if size > _SHARD:
                yield "\n".join(lines)
                lines, size = [], 0
            for line in self._lines(entry):
                lines.append(line)
                size += len(line)
        if lines:
            yield "\n".join(lines)

    def _lines(self, entry: SearchEntry) -> Iterator[str]:
        """Yield a line that begins with `#` and says what the page is, then a line for each of its passages."""
        who = ",".join(str(self.roles[role]) for role in entry.roles)
        kind, path = f"#{entry.kind.value}", html_path(entry.path)
        yield _line(kind, entry.number, entry.title, entry.version, entry.department, who, entry.language, path)
        for passage in entry.passages:
            if passage.name or passage.text:
                values = (self.often.get(value) or _OWN.sub("\ufffd", value) for value in passage.text.split(" · "))
                yield _line(passage.anchor, passage.name, _BETWEEN.join(values))


def _line(*values: str) -> str:
    return "\t".join(value.replace("\t", " ").replace("\n", " ").replace("\r", " ") for value in values)


def _script(name: str, value: object) -> str:
    words = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    words = words.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")  # ends of lines to old browsers
    return f'sop_search("{name}",{words});\n'
