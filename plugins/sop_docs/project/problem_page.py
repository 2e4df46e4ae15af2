"""What `serve` shows of a document's problems: on its page, above everything else."""

from collections.abc import Sequence
from html import escape

from ..model.page import Page, PageKind
from ..model.problem import Problem
from ..model.words import Words


def with_problems(page: Page, problems: Sequence[Problem], words: Words) -> str:
    """Return the page's text with its problems below the title."""
    title, newline, rest = page.text.partition("\n")
    return f"{title}{newline}\n{_box(problems, words)}\n{rest}"


def unreadable(path: str, problems: Sequence[Problem], words: Words) -> Page:
    """Return a page in place of a document that could not be read."""
    name = path.rpartition("/")[2]
    text = f"# {name.replace('_', chr(92) + '_')}\n\n{_box(problems, words)}\n"
    return Page(path, name, text, PageKind.PROSE)


def _box(problems: Sequence[Problem], words: Words) -> str:
    lines = "".join(f"<li>{_line(problem, words)}</li>\n" for problem in problems)
    title = escape(words("problems.title", count=len(problems)))
    return f'<div class="sop-problems" role="alert">\n<p><strong>{title}</strong></p>\n<ul>\n{lines}</ul>\n</div>\n'


def _line(problem: Problem, words: Words) -> str:
    where = f"{problem.place.line}:{problem.place.column}"
    message = words(problem.key, **problem.values)
    hint = words(f"{problem.key}.hint", **problem.values) if f"{problem.key}.hint" in words else ""
    return f"<code>{where}</code> <code>{problem.code}</code> {escape(message)} {escape(hint)}".rstrip()
