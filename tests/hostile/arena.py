"""A content folder that one generated library after another is put into and taken through the whole way."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markdown import Markdown

from sop_docs.check import Trusted, gate
from sop_docs.compile.site import compile_site
from sop_docs.effects.catalogue import load_words
from sop_docs.effects.templates import environment
from sop_docs.effects.watchdog import stopped_after
from sop_docs.model.problem import Problem, Severity
from sop_docs.project.check import find_problems
from sop_docs.project.load import Loader
from sop_docs.project.settings import Settings

from .subject import DAY, VOCABULARY, check_folder, write_folder

SECONDS_A_PAGE = 10.0
ACTING = frozenset({"SOP910", "SOP911", "SOP912", "SOP913", "SOP914"})


class Arena:
    """One folder, in which each library takes the place of the last."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written: dict[str, bytes] = {}

    def check(self, files: dict[str, bytes]) -> tuple[Problem, ...]:
        """Return the problems of a library; fails with whatever is wrong with the program."""
        wanted = {"vocabulary.yml": VOCABULARY, **files}
        for path in self._written.keys() - wanted.keys():
            (self._folder / path).unlink()
        write_folder(self._folder, {path: data for path, data in wanted.items() if self._written.get(path) != data})
        self._written = wanted
        return check_folder(self._folder)

    def seen_afresh(self) -> tuple[Problem, ...]:
        """Return the problems that one finds who remembers nothing of the libraries before."""
        return find_problems(Loader().load(self._folder), DAY, Settings())

    def acting(self, problems: tuple[Problem, ...]) -> Iterator[str]:
        """Yield what acts in the pages of a library in whose markup the check finds nothing wrong."""
        errors = [problem.code for problem in problems if problem.severity is Severity.ERROR]
        if any(code.startswith(("SOP0", "SOP9")) for code in errors):
            return
        # Two steps sections make two equal ids; without an error nothing may.
        wrong = ACTING if errors else {*ACTING, "SOP915"}
        library = Loader().load(self._folder).library
        for page in compile_site(library, load_words("zh"), DAY, _templates()):
            found = gate(page.path, rendered(page.text), Trusted())
            yield from (f"{page.path}: {problem}" for problem in found if problem.code in wrong)


def rendered(text: str) -> str:
    """Return the HTML of a page as MkDocs makes it; within the time a page has."""
    with stopped_after(SECONDS_A_PAGE):
        return _renderer().reset().convert(text)


@cache
def _renderer() -> Markdown:
    return Markdown(extensions=["toc", "tables", "fenced_code", "attr_list", "admonition"])


@cache
def _templates() -> Environment:
    return environment()
