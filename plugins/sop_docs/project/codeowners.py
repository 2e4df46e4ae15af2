"""The file that says who is asked when a document changes, and whether it is current."""

from collections.abc import Mapping
from pathlib import Path

from ..compile.codeowners import codeowners
from ..effects.git import top_of
from ..model.library import Library
from ..model.words import Words
from .new import folder_for

PLACES = (".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS", "CODEOWNERS")
"""Where a forge looks for it; the last one is where it goes when there is none."""


def codeowners_file(root: Path) -> Path:
    """Return where the file is or will be: in the repository that holds a library, else in its root."""
    top = top_of(root) or root
    return next((top / place for place in PLACES if (top / place).is_file()), top / PLACES[-1])


def wanted_codeowners(library: Library, content: Path, root: Path, words: Words) -> str:
    """Return what the file has to say of a library."""
    top = (top_of(root) or root).resolve()
    below = content.resolve().relative_to(top).as_posix()
    return codeowners(library.vocabulary, folders(library, below), words)


def folders(library: Library, content: str) -> Mapping[str, str]:
    """Return where the SOPs of each department stand or will, the content folder put before."""
    types = library.vocabulary.types
    kind = types.get("SOP") or next(iter(types.values()), None)
    codes = library.vocabulary.departments if kind else ()
    return {code: f"{content}/{folder_for(kind, code, library)}" for code in codes} if kind else {}
