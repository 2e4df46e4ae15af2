"""A bundle beside what a repository gives for the same commit and options."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from ..effects.git import SHALLOW
from ..effects.past import read_branches, read_first_parents, resolve
from ..effects.site_build import BuildFailedError
from ..effects.site_config import find_site_config
from ..effects.user_cache import user_cache
from ..model.bundle import PDF, About, Finding, Kind, short
from ..model.problem import SopError
from ..model.words import Words
from ..parse.order import order_of
from ..project.bump import MAIN
from .copy import made_copy

Rebuild: TypeAlias = Callable[[About], Mapping[str, str]]
"""Makes a bundle anew of a commit, with options, and returns `Bundle.digests`; where it cannot, it raises."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A repository that is trusted, and how bundles are made of it."""

    folder: Path
    rebuild: Rebuild


def origin_of(folder: Path, words: Words) -> Origin:
    """Return a repository as the origin of bundles; each is made anew of its commit, as it was asked for."""
    if not (folder / "mkdocs.yml").is_file():
        raise SopError(f"--against {folder}: no mkdocs.yml there; name the folder of the library in a clone")
    config = find_site_config(folder)

    def rebuild(about: About) -> Mapping[str, str]:
        if PDF in about.options:
            raise SopError(f"--against {folder}: the PDFs are of a browser and its fonts, which no repository gives")
        try:
            order = order_of(about)
        except ValueError as error:
            raise SopError(f"--against {folder}: no bundle is asked for so: {error}") from error
        try:
            with made_copy(config.root, user_cache(config.content) / "export", order, words) as bundle:
                return bundle.digests
        except BuildFailedError as error:
            raise SopError(f"--against {folder}: {short(about.commit)} cannot be built: {error}") from error

    return Origin(folder, rebuild)


def compare(origin: Origin, about: About, digests: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what files have that the repository does not give, by their digests; what it does not know it cannot give.

    A commit that the main branch never stood on may be anybody's: a forge keeps those of every pull request.
    """
    if not _stood_on(origin.folder, about.commit):
        yield Finding(Kind.COMMIT, "", {"commit": about.commit})
        return
    made = origin.rebuild(about)
    for path in sorted(made.keys() | digests.keys()):
        if path not in digests:
            yield Finding(Kind.LEFT_OUT, path)
        elif path not in made:
            yield Finding(Kind.NOT_MADE, path)
        elif made[path] != digests[path]:
            yield Finding(Kind.OTHER_TEXT, path)


def _stood_on(folder: Path, commit: str) -> bool:
    """Whether the main branch of a repository once was at a commit."""
    branches = read_branches(folder)
    if branches is None:
        raise SopError(f"--against {folder}: there is no git repository")
    if branches.shallow:
        raise SopError(f"--against {folder}: {SHALLOW}")
    main = next(filter(None, (resolve(folder, name) for name in MAIN)), "")
    if not main:
        raise SopError(f"--against {folder}: no main branch; known names: {', '.join(MAIN)}")
    return commit in read_first_parents(folder, main)
