"""A new library: a folder with everything that building, checking and reviewing it takes."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ..compile.codeowners import codeowners
from ..effects.exchange import discard, fill, put_in_place, staging_folder
from ..effects.scaffold import read_scaffold
from ..model.problem import SopError
from ..model.words import Words
from .codeowners import folders
from .load import Loader

CONTENT = "content"
_OPEN = re.compile(r"@([a-z.]+)@")
_KEPT = frozenset({".git"})
"""What a folder may hold and still be a new one: a repository that was cloned before anything was in it."""


def make_library(folder: Path, words: Words, day: date, requirement: str) -> None:
    """Leave a new library in `folder`, all of it or nothing; its language is that of `words`."""
    target, exists = folder.resolve(), folder.exists()
    if exists and (not folder.is_dir() or {entry.name for entry in target.iterdir()} - _KEPT):
        raise SopError(words("init.full", folder=str(folder)))
    # Into a folder that is there somebody may have gone, or it is a mount: it stays the folder it is.
    staged = staging_folder(target / target.name if exists else target)
    try:
        _write(staged, words, day, requirement)
        if exists:
            fill(staged, target)
        else:
            put_in_place(staged, target)
    except BaseException:
        discard(staged)
        raise


def _write(root: Path, words: Words, day: date, requirement: str) -> None:
    values = {"requirement": requirement, "year": f"{day.year:04}", "day": day.isoformat()}
    for path, text in read_scaffold(words.language).items():
        file = root / _filled(path, values, words)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_filled(text, values, words).encode())
    library = Loader().load(root / CONTENT).library
    owners = codeowners(library.vocabulary, folders(library, CONTENT), words)
    (root / "CODEOWNERS").write_bytes(owners.encode())


def _filled(text: str, values: Mapping[str, str], words: Words) -> str:
    return _OPEN.sub(lambda found: values.get(found[1]) or words(found[1]), text)
