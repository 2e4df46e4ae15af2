"""Canonical spelling by property: what a document says, its comments and its prose stay, and twice is once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sop_docs.format import format_file
from sop_docs.model.place import Source
from sop_docs.model.vocabulary import Vocabulary
from sop_docs.parse.document import Document, read_document
from sop_docs.parse.gate import read_source
from sop_docs.parse.library import assemble
from sop_docs.parse.vocabulary import read_vocabulary
from spellings import Twice, documents

CONTENT = Path(__file__).parent.parent / "content"
FILES = {path.relative_to(CONTENT).as_posix(): path.read_text("utf-8") for path in sorted(CONTENT.rglob("*.md"))}
VOCABULARY, _ = read_vocabulary(Source("vocabulary.yml", (CONTENT / "vocabulary.yml").read_text("utf-8")))
MODULES = [read_document(Source(path, text), VOCABULARY) for path, text in FILES.items() if path.startswith("modules/")]
PATH = "cs/SOP-CS-2024-001.md"
COMMENT = re.compile(r"<!--.*?-->|(?<!\S)#[^\n]*", re.DOTALL)


@given(documents(), st.booleans(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_document_gets_its_one_spelling(document: Twice, windows: bool, marked: bool) -> None:  # noqa: FBT001
    end = "\r\n" if windows else "\n"
    typed = document.typed.replace("\n", end).encode()
    file = format_file(PATH, b"\xef\xbb\xbf" + typed if marked else typed, Vocabulary())

    assert file.problems == ()
    assert file.after.decode() == document.canonical.replace("\n", end)
    assert format_file(PATH, file.after, Vocabulary()).after == file.after
    assert model(PATH, file.after) == model(PATH, file.before)


SLIPS = [
    ("：", ":"),
    ("：", " : "),
    (": ", ":   "),
    ("→", "->"),
    (" → ", "->"),
    ("\n- ", "\n* "),
    ("\n- ", "\n  -   "),
    ("\n    - ", "\n  * "),
    ("\n", "  \n"),
    ("\n\n", "\n"),
    ("\n", "\n\n"),
    ("\n\n", "\n\n   ```\n"),
    ("\n\n", "\n\n<!-- - 执行: 甲 -->\n"),
    ("- 步骤号：", "- 标准："),
    ("- 执行：", "- Responsible:"),
    ("- Limit: ", "- 时限："),
    ("title: ", "标题:  "),
    ("id: ", "编号: "),
    ("status: ", "状态 : "),
    ("approved\n", "'Approved' # 注 \n"),
    ("applies: ", "适用: "),
    ("effective: ", '"effective":  '),
    ("\n- ", "\n- 步骤号：x\n- "),
    ("#", "# "),
    ("、", ","),
    ("（", "("),
    ("---\n", "---  \n"),
    ("name: ", "名称: "),
    ("yes", "True"),
]


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, str]:
    """Return a file of the library with a few slips at chosen places."""
    path = draw(st.sampled_from(list(FILES)))
    text = FILES[path]
    for found, typed in draw(st.lists(st.sampled_from(SLIPS), min_size=1, max_size=8)):
        places = [match.start() for match in re.finditer(re.escape(found), text)]
        chosen = draw(st.sets(st.sampled_from(places), min_size=1, max_size=4)) if places else set()
        for place in sorted(chosen, reverse=True):
            text = text[:place] + typed + text[place + len(found) :]
    if draw(st.booleans()):
        rows = text.split("\n")
        rows.pop(draw(st.integers(0, len(rows) - 1)))
        text = "\n".join(rows)
    return path, text


@given(mutated())
@settings(max_examples=400, deadline=None)
def test_a_mutated_file_says_what_it_said(source: tuple[str, str]) -> None:
    path, text = source
    file = format_file(path, text.encode(), VOCABULARY)
    if file.problems:
        assert file.after == file.before
        return
    after = file.after.decode()

    assert model(path, file.after) == model(path, file.before)
    assert prose(after) == prose(text)
    assert [found.rstrip() for found in COMMENT.findall(after)] == [found.rstrip() for found in COMMENT.findall(text)]
    assert format_file(path, file.after, VOCABULARY).after == file.after


@given(st.sampled_from(list(FILES)), st.integers(0, 100_000), st.binary(max_size=4))
@settings(max_examples=200, deadline=None)
def test_mutated_bytes_are_refused_or_read(path: str, place: int, typed: bytes) -> None:
    data = FILES[path].encode()
    place %= len(data)
    file = format_file(path, data[:place] + typed + data[place + len(typed) :], VOCABULARY)

    assert not (file.problems and file.changed)
    if not file.problems:
        assert model(path, file.after) == model(path, file.before)
        assert format_file(path, file.after, VOCABULARY).after == file.after


@pytest.mark.parametrize("path", FILES)
def test_the_library_is_canonical(path: str) -> None:
    file = format_file(path, FILES[path].encode(), VOCABULARY)
    assert file.problems == ()
    assert file.after.decode() == FILES[path]


def model(path: str, data: bytes) -> object:
    """Return what a file says with the library's modules put in, and the keys of its problems."""
    source, _ = read_source(path, data)
    assume(source is not None)
    assert source is not None
    document = read_document(source, VOCABULARY)
    others: list[Document] = [module for module in MODULES if module.path != path]
    library, problems = assemble([document, *others], VOCABULARY, ())
    return placeless(library), sorted({problem.key for problem in chain.from_iterable(problems.values())})


def placeless(value: object) -> object:
    """Return a model as nested plain values without the places of anything."""
    named = getattr(value, "_fields", None) or ([item.name for item in fields(value)] if is_dataclass(value) else ())
    if named:
        kept = (name for name in named if name not in {"place", "keys", "line"})
        return {name: placeless(getattr(value, name)) for name in kept}
    if isinstance(value, dict):
        return {key: placeless(each) for key, each in value.items()}
    if isinstance(value, str):
        return value.rstrip()
    return [placeless(each) for each in value] if isinstance(value, tuple) else value


def prose(text: str) -> list[str]:
    """Return the rows that are neither a list's nor a heading's nor blank, below the front matter."""
    return list(_prose(text.split("\n")))


def _prose(rows: Sequence[str]) -> Iterator[str]:
    fences = [row for row, words in enumerate(rows) if words.rstrip() == "---"]
    for words in rows[fences[1] :] if rows[0].rstrip() == "---" and len(fences) > 1 else rows:
        if words.strip() and not re.match(r"\s*[-*+][ \t]|#|---", words):
            yield words
