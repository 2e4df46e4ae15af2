"""Files of a library in canonical spelling."""

from collections.abc import Sequence
from pathlib import Path

from ..effects.files import read_tree, write_atomically
from ..format import Formatted, format_file
from ..parse.gate import read_source
from ..parse.vocabulary import read_vocabulary
from .load import VOCABULARY
from .named import named


def format_files(content: Path, paths: Sequence[Path]) -> tuple[Formatted, ...]:
    """Return the Markdown files named, or below folders named (none: all), by path; nothing is written."""
    texts = read_tree(content).texts
    source, _ = read_source(VOCABULARY, texts[VOCABULARY]) if VOCABULARY in texts else (None, ())
    vocabulary, _ = read_vocabulary(source)
    wanted = named(content, paths)
    return tuple(
        format_file(path, data, vocabulary) for path, data in texts.items() if path.endswith(".md") and wanted(path)
    )


def write_formatted(content: Path, file: Formatted) -> None:
    """Write a file in its canonical spelling, at once."""
    write_atomically(content / file.path, file.after)
