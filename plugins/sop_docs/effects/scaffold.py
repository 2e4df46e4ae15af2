"""The files that a new library starts with."""

from collections.abc import Mapping

from .templates import TEMPLATES


def read_scaffold(language: str) -> Mapping[str, str]:
    """Return every file of a new library by path; `@name@` in text and path stands for what is put in."""
    texts: dict[str, str] = {}
    for folder in (TEMPLATES / "library", TEMPLATES / f"library-{language}"):
        files = (file for file in folder.rglob("*") if file.is_file())
        texts |= {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in files}
    return dict(sorted(texts.items()))
