"""The files that a command is told to look at, and how it tells of them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ..model.problem import SopError


def named(content: Path, paths: Sequence[Path]) -> Callable[[str], bool]:
    """Return whether a path of the library is one of those named or below it; all are where none is named."""
    wanted = tuple(below(content, path) for path in paths)
    return lambda path: not wanted or any(_holds(place, path) for place in wanted)


def folder_seen(content: Path, root: Path) -> str:
    """Return the content folder as messages name it: as seen from the library's root."""
    return content.relative_to(root).as_posix() if content.is_relative_to(root) else content.as_posix()


def below(content: Path, path: Path) -> str:
    """Return the path of a file or folder below the content folder, with `/`."""
    try:
        return path.resolve().relative_to(content.resolve()).as_posix()
    except ValueError as error:
        raise SopError(f"{path}: not in {content}") from error


def _holds(folder: str, path: str) -> bool:
    return folder in {".", path} or path.startswith(f"{folder}/")
