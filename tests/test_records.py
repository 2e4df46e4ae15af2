"""Documents followed through commits, and where their library lay: no repository, only what commits say they changed.

A commit is written as `+a:X` (added with the text X), `a:Y` (changed), `-a` (deleted), `a>b` (renamed as it is),
`a>b:Y` (deleted here and added there with another text, which is what git says of a rename with an edit).
"""

from collections.abc import Iterator, Sequence
from random import Random

import pytest

from sop_docs.history.records import follow, vocabularies
from sop_docs.history.scope import Stage, Way, read_way
from sop_docs.model.commit import FileChange
from sop_docs.model.past import Record
from sop_docs.model.revision import Head, Person, Revision

HEADS = {
    **{blob: Head("sop", "001", "投诉") for blob in ("A", "A2", "A3")},
    **{blob: Head("sop", "002", "退款") for blob in ("B", "B2")},
    "Z": Head("sop", "001", "招聘"),
    "Z2": Head("sop", "001", " 投诉"),
    "F": Head("form", "001", "投诉"),
    "M": Head("module", "合同", ""),
    **{blob: Head("page", "") for blob in ("P", "P2")},
}


def changes(commits: Sequence[str]) -> Iterator[tuple[FileChange, ...]]:
    there: dict[str, str] = {}
    for commit in commits:
        found = [one for word in commit.split() for one in _changed(word, dict(there))]
        for one in found:
            there.pop(one.old_path, "")
        there |= {one.path: one.blob for one in found if one.blob}
        yield tuple(found)


def _changed(word: str, there: dict[str, str]) -> Iterator[FileChange]:
    names, _, blob = word.partition(":")
    old, moved, new = names.partition(">")
    if old.startswith("+"):
        yield FileChange("", "", old[1:], blob)
    elif old.startswith("-"):
        yield FileChange(old[1:], there[old[1:]], "", "")
    elif moved and not blob:
        yield FileChange(old, there.get(old, "A"), new, there.get(old, "A"))
    elif moved:
        yield from (FileChange(old, there[old], "", ""), FileChange("", "", new, blob))
    else:
        yield FileChange(old, there[old], old, blob)


def stages(*commits: str, folder: str = "") -> list[Stage]:
    return [Stage(revision(), folder, found) for found in changes(commits)]


def revision(found: tuple[FileChange, ...] = ()) -> Revision:
    return Revision("", (), Person("", ""), None, None, "", (), found)


def told(records: Sequence[Record]) -> list[str]:
    """Return the records: position, path and text of each snapshot, `x` where it went."""
    return [" ".join(f"{one.at}:{one.path}:{one.blob or 'x'}" for one in record.snapshots) for record in records]


@pytest.mark.parametrize(
    ("commits", "records"),
    [
        (["+a:A", "a:A2", "", "a:A"], ["0:a:A 1:a:A2 3:a:A"]),
        (["+a:A", "a>b", "b:A2"], ["0:a:A 1:b:A 2:b:A2"]),
        (["+a:A", "a>b:A2"], ["0:a:A 1:b:A2"]),
        # A page has no number: an exact rename, else the path, else it is another one.
        (["+a:P", "a>b", "b>c:P2"], ["0:a:P 1:b:P 2:b:x", "2:c:P2"]),
        (["+a:P", "a:A"], ["0:a:P 1:a:A"]),
        # Two change places, or one takes the place that another leaves.
        (["+a:A +b:B", "a:B2 b:A2"], ["0:a:A 1:b:A2", "0:b:B 1:a:B2"]),
        (["+a:A +b:B", "a:B +c:A -b"], ["0:a:A 1:c:A", "0:b:B 1:a:B"]),
        (["+a:A +b:B", "a:B -b"], ["0:a:A 1:a:x", "0:b:B 1:a:B"]),
        # The number changes in place; and another file takes the number at once.
        (["+a:A", "a:B"], ["0:a:A 1:a:B"]),
        (["+a:A", "a:B +b:A2"], ["0:a:A 1:b:A2", "1:a:B"]),
        # A copy is a new document, also under the same number, until the file that it is a copy of goes.
        (["+a:A", "+b:A"], ["0:a:A", "1:b:A"]),
        (["+a:A", "+b:A", "a:A2 b:A3"], ["0:a:A 2:a:A2", "1:b:A 2:b:A3"]),
        (["+a:A", "+b:A", "-a", "b:A2"], ["0:a:A 2:b:A 3:b:A2", "1:b:A 2:b:x"]),
        (["+a:A", "+b:A", "b:A2 -a"], ["0:a:A 2:b:A2", "1:b:A 2:b:x"]),
        (["+a:A", "+b:A", "-b"], ["0:a:A", "1:b:A 2:b:x"]),
        (["+a:A", "+b:Z", "-a"], ["0:a:A 2:a:x", "1:b:Z"]),
        (["+a:A", "+b:A a:B"], ["0:a:A 1:b:A", "1:a:B"]),
        # Two files with one number: each stays where it is, and what moves is taken for what moved as it is.
        (["+a:A +b:Z", "a:A2"], ["0:a:A 1:a:A2", "0:b:Z"]),
        (["+a:A +b:Z", "a>c b:Z2"], ["0:a:A 1:c:A", "0:b:Z 1:b:Z2"]),
        # Deleted, and back under the same number and a title it had.
        (["+a:A", "-a", "+a:A2"], ["0:a:A 1:a:x 2:a:A2"]),
        (["+a:A", "-a", "+b:Z2"], ["0:a:A 1:a:x 2:b:Z2"]),
        (["+a:A", "-a", "+a:Z"], ["0:a:A 1:a:x", "2:a:Z"]),
        (["+a:A", "-a", "+a:F"], ["0:a:A 1:a:x", "2:a:F"]),
        (["+a:A", "-a", "+a:A2 +b:A3"], ["0:a:A 1:a:x 2:a:A2", "2:b:A3"]),
        (["+a:A", "-a", "+a:A", "-a", "+c:A2"], ["0:a:A 1:a:x 2:a:A 3:a:x 4:c:A2"]),
        (["+a:A", "-a", "+a:Z", "-a", "+a:A"], ["0:a:A 1:a:x 4:a:A", "2:a:Z 3:a:x"]),
        (["+a:P", "-a", "+a:P"], ["0:a:P 1:a:x", "2:a:P"]),
        # A module is called by its name, and a form of the same number is no SOP that comes back.
        (["+m:M", "m>n", "-n", "+o:M"], ["0:m:M 1:n:M 2:n:x 3:o:M"]),
        # The vocabulary is no document.
        (["+vocabulary.yml:V +a:A", "-vocabulary.yml"], ["0:a:A"]),
        ([], []),
    ],
)
def test_documents_are_followed_by_number_then_by_rename_then_by_path(commits: list[str], records: list[str]) -> None:
    assert told(follow(stages(*commits), HEADS)) == records


def history(random: Random, length: int) -> list[str]:
    """Return commits of a library of a few files that move, go, come back and take each other's numbers."""
    there: set[str] = set()
    commits: list[str] = []
    for _ in range(length):
        words, free = [], sorted(set("abcdef") - there)
        for path in sorted(there):
            blob = random.choice(sorted(HEADS))
            word = random.choice(["", "", f"-{path}", f"{path}:{blob}", f"{path}>{free[0]}" if free else ""])
            words += [word] if word else []
            if ">" in word:
                there.add(free.pop(0))
            if word.startswith("-") or ">" in word:
                there.discard(path)
        for path in free[:1]:
            words.append(f"+{path}:{random.choice(sorted(HEADS))}")
            there.add(path)
        commits.append(" ".join(words))
    return commits


@pytest.mark.parametrize("seed", range(30))
def test_what_is_known_is_gone_on_with_as_if_all_were_read_at_once(seed: int) -> None:
    found = stages(*history(Random(seed), 30))  # noqa: S311 - a test's own
    whole = follow(found, HEADS)
    for split in range(len(found) + 1):
        known = follow(found[:split], HEADS)
        assert follow(found[split:], HEADS, known, split) == whole


def test_what_did_not_change_is_not_made_anew() -> None:
    found = stages("+a:A +b:B", "a:A2")
    known = follow(found[:1], HEADS)
    later = follow(found[1:], HEADS, known, 1)
    assert later[1] is known[1]
    assert told(later) == ["0:a:A 1:a:A2", "0:b:B"]


def test_the_vocabulary_through_history() -> None:
    found = stages("+a:A", "+vocabulary.yml:V", "vocabulary.yml:W", "-vocabulary.yml", "+x/vocabulary.yml:X")
    assert vocabularies(found) == ((1, "V"), (2, "W"), (3, ""))
    assert vocabularies(found, 10) == ((11, "V"), (12, "W"), (13, ""))
    assert vocabularies(stages("+x/vocabulary.yml:X", "x/vocabulary.yml>y/vocabulary.yml", folder="x/")) == (
        (0, "X"),
        (1, ""),
    )


def way(folder: str, *commits: str) -> Way:
    return read_way([revision(found) for found in changes(commits)], folder)


def lay(found: Way) -> list[str]:
    """Return where the library lay at each commit, and the paths that are of it."""
    return [
        " ".join([f"[{stage.folder}]", *(one.path or f"-{one.old_path}" for one in stage.changes)])
        for stage in found.stages
    ]


@pytest.mark.parametrize(
    ("folder", "commits", "lay_in", "whole"),
    [
        ("", ["+a:A +x/b:B", "", "x/b:B2"], ["[] a x/b", "[] x/b"], True),
        ("c/", ["+c/a:A +cd/a:B +a:P", "a:P2", "c/a:A2"], ["[c/] c/a", "[c/] c/a"], True),
        # Moved as a whole, twice; what lies there before and after is not of it.
        (
            "q/c/",
            [
                "+c/vocabulary.yml:V +c/a:A +q/z:Z",
                "c/vocabulary.yml>d/vocabulary.yml c/a>d/a",
                "+c/b:B",
                "d/a:A2",
                "d/vocabulary.yml>q/c/vocabulary.yml d/a>q/c/a",
            ],
            [
                "[c/] c/vocabulary.yml c/a",
                "[d/] d/vocabulary.yml d/a",
                "[d/] d/a",
                "[q/c/] q/c/vocabulary.yml q/c/a",
            ],
            False,
        ),
        (
            "",
            ["+c/vocabulary.yml:V +c/a:A +z:Z", "c/vocabulary.yml>vocabulary.yml c/a>a -z"],
            ["[c/] c/vocabulary.yml c/a z", "[] vocabulary.yml a -z"],
            False,
        ),
        # What lay already where the library came to, and moved on with it.
        (
            "q/",
            [
                "+c/vocabulary.yml:V +d/a:A",
                "c/vocabulary.yml>d/vocabulary.yml",
                "d/vocabulary.yml>q/vocabulary.yml d/a>q/a",
            ],
            ["[c/] c/vocabulary.yml d/a", "[d/] d/vocabulary.yml", "[q/] q/vocabulary.yml q/a"],
            False,
        ),
        # It moved away and back.
        (
            "c/",
            [
                "+c/vocabulary.yml:V",
                "c/vocabulary.yml>d/vocabulary.yml",
                "+d/a:A",
                "d/vocabulary.yml>c/vocabulary.yml d/a>c/a",
            ],
            ["[c/] c/vocabulary.yml", "[d/] d/vocabulary.yml", "[d/] d/a", "[c/] c/vocabulary.yml c/a"],
            False,
        ),
        # A file came from elsewhere, by way of a third place; what lay in its old place later is not of the library.
        (
            "c/",
            ["+x/a:A +x/b:B", "x/a:A2", "x/a>y/a", "+x/a:Z", "y/a>c/a", "x/a:Z2", "c/a:A3"],
            ["[c/] x/a", "[c/] x/a", "[c/] y/a", "[c/] c/a", "[c/] c/a"],
            True,
        ),
        # A file that left the library, and came back.
        (
            "c/",
            ["+c/a:A", "c/a>x/a", "x/a:A2", "x/a>c/a"],
            ["[c/] c/a", "[c/] x/a", "[c/] x/a", "[c/] c/a"],
            True,
        ),
        ("c/", ["+c/a:A", "c/a>x/a", "x/a:A2"], ["[c/] c/a", "[c/] x/a"], True),
        # Another file that is called alike is no vocabulary that moved.
        (
            "c/",
            ["+c/old-vocabulary.yml:V +c/a:A", "c/old-vocabulary.yml>c/vocabulary.yml"],
            ["[c/] c/old-vocabulary.yml c/a", "[c/] c/vocabulary.yml"],
            True,
        ),
        # What is read began before: nobody knows where from.
        ("c/", ["+c/a:A", "x/b>c/b"], ["[c/] c/a", "[c/] c/b"], False),
    ],
)
def test_a_library_where_it_lay(folder: str, commits: list[str], lay_in: list[str], whole: bool) -> None:  # noqa: FBT001
    found = way(folder, *commits)
    assert (lay(found), found.whole) == (lay_in, whole)
