"""What an author reads: for every message of a rule the first that its own fixture draws out, as `rules/messages.txt`.

The values that a rule fills in are seen here; the fixtures say only where it speaks.
"""

from collections.abc import Iterator

from reading import WORDS, assert_has_words
from sop_docs.check import RULES, check
from sop_docs.model.lifecycle import Period
from sop_docs.model.problem import Problem
from test_rules import DAY, FIXTURES, NAMES, library_of, read_fixture

CODES = {rule.code for rule in RULES}
ENGLISH = WORDS[1]


def found_by_fixtures() -> Iterator[Problem]:
    """Yield what each rule finds in the fixtures that bear its code."""
    for name in NAMES:
        files, expected = read_fixture((FIXTURES / f"{name}.md").read_text("utf-8"))
        marked = {key for _, _, key in expected}
        for problem in check(library_of(files)[0], DAY, {}, Period(months=60), steps_per_person=3):
            if problem.key in marked and problem.code in CODES:
                yield problem


def told() -> dict[str, str]:
    first: dict[str, Problem] = {}
    for problem in found_by_fixtures():
        assert_has_words(problem)
        first.setdefault(problem.key, problem)
    return {key: f"{ENGLISH(key, **one.values)} / {ENGLISH(f'{key}.hint', **one.values)}" for key, one in first.items()}


def test_messages_say_what_was_found() -> None:
    lines = (FIXTURES / "messages.txt").read_text("utf-8").splitlines()
    assert [f"{key}: {words}" for key, words in sorted(told().items())] == lines
