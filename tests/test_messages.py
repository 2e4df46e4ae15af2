"""What an author reads: the first message of each kind that a fixture draws out, as `rules/messages.txt`.

The values that a rule fills in are seen here; the marks in the fixtures say only where it speaks.
"""

import pytest

from reading import WORDS, assert_has_words
from sop_docs.check import RULES, check
from sop_docs.model.lifecycle import Period
from sop_docs.model.problem import Problem
from test_rules import DAY, FIXTURES, NAMES, library_of, read_fixture

CODES = {rule.code for rule in RULES}
MESSAGES = (FIXTURES / "messages.txt").read_text("utf-8").splitlines()
ENGLISH = WORDS[1]


def told(name: str) -> list[str]:
    files, expected = read_fixture((FIXTURES / f"{name}.md").read_text("utf-8"))
    marked = {key for _, _, key in expected}
    first: dict[str, Problem] = {}
    for problem in check(library_of(files)[0], DAY, {}, Period(months=60), steps_per_person=3):
        if problem.key in marked and problem.code in CODES:
            first.setdefault(problem.key, problem)
            assert_has_words(problem)
    return [_line(name, first[key]) for key in sorted(first)]


def _line(name: str, problem: Problem) -> str:
    words, hint = (ENGLISH(key, **problem.values) for key in (problem.key, f"{problem.key}.hint"))
    return f"{name} {problem.key}: {words} / {hint}"


@pytest.mark.parametrize("name", NAMES)
def test_messages_say_what_was_found(name: str) -> None:
    assert told(name) == [line for line in MESSAGES if line.startswith(f"{name} ")]
