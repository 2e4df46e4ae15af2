"""The block between `---` lines on top of a Markdown file. Touches no file."""

import re
from dataclasses import dataclass

from ..model.place import Place, Source
from ..model.problem import Problem
from .yaml_events import MappingNode, read_yaml

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_OPEN = re.compile(r"---[ \t]*(?:\n|\Z)")
_LATE = re.compile(r"\s+---[ \t]*\n\s*(?:id|编号|module|form)[ \t]*[:：]")
_KEY = re.compile(r"[\w-]+[ \t]*:(?:[ \t]|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys of a file, None where it has none, and the text below them with the place it starts at."""

    node: MappingNode | None
    body: str
    body_place: Place
    problems: tuple[Problem, ...] = ()

    @property
    def body_line(self) -> int:
        """The line of the file at which the body starts."""
        return self.body_place.line


def split(source: Source) -> FrontMatter:
    """Return the front matter and the body of a file; a block that is not closed or not YAML leaves no body."""
    text, path = source.text, source.path
    opening = _OPEN.match(text)
    if opening is None:
        late = _LATE.match(text)
        return FrontMatter(None, text, Place(path), (Problem("SOP016.first", Place(path)),) if late else ())
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        return FrontMatter(None, "", Place(path), (Problem("SOP016", Place(path)),))
    block, body = text[opening.end() : closing.start()], text[closing.end() + 1 :]
    node, problems = read_yaml(block, path, 2)
    place = Place(path, block.count("\n") + 3)
    if not problems and _continues(body):
        problems = (Problem("SOP015", Place(path, place.line - 1)),)
    if isinstance(node, MappingNode):
        return FrontMatter(node, body, place, problems)
    return FrontMatter(None, body, place, problems or (Problem("SOP017", Place(path, 2)),))


def body_start(text: str) -> int:
    """Return the offset of the first character below the front matter, 0 without any."""
    opening = _OPEN.match(text)
    closing = opening and _FENCE.search(text, opening.end())
    return closing.end() + 1 if closing else 0


def _continues(body: str) -> bool:
    """Whether the body starts as a second block of keys, which Markdown would take for a heading."""
    closing = _FENCE.search(body) if _KEY.match(body) else None
    return closing is not None and "\n\n" not in body[: closing.start()]
