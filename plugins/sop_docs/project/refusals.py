"""What today's rules find wrong with an old text."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from ..check import NEVER, Terms, inspect
from ..check import allowed as allowed_codes
from ..model.content import Content
from ..model.library import Library
from ..model.past import Edition
from ..model.problem import Problem, Severity
from .history import History

_MOST: Final = 50
_OF_OTHERS: Final = re.compile(r"SOP(?:15[0-9]|7[0-9]{2}|801|906)")
"""Rules on what a text says of other documents and files: of those that were there then, nobody asks."""


def refusals(history: History, edition: Edition, content: Content) -> tuple[Problem, ...]:
    """Return the errors that an old text would have today, as far as they are its own."""
    document = history.contents.document(edition)
    silenced = {code for _, code in allowed_codes(document.allowances)}
    return tuple(
        islice(
            (one for one in _errors(history, edition, content, document.problems) if one.code not in silenced), _MOST
        )
    )


def never_shown(problem: Problem) -> bool:
    """Return whether a text with such an error is no page: it could act, or take the machine's time."""
    return bool(NEVER.fullmatch(problem.code))


def _errors(history: History, edition: Edition, content: Content, known: tuple[Problem, ...]) -> Iterator[Problem]:
    day = history.clock.day(edition.at)
    library = Library((content.sop,), forms=tuple(content.forms.values()), vocabulary=content.vocabulary)
    found = inspect(content.sop, Terms(library, day)) if day else ()
    for problem in chain(known, found):
        if problem.severity is Severity.ERROR and not _OF_OTHERS.fullmatch(problem.code):
            yield problem
