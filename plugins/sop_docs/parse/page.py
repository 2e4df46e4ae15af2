"""An ordinary page: Markdown that is neither SOP, module nor form. Touches no file."""

from ..model.place import Source, Text
from ..model.problem import Problem
from .fields import Fields
from .front_matter_keys import KeyTable
from .outline import has_title
from .yaml_events import MappingNode

PAGE = KeyTable("page", {"title": ("标题",)})


def read_page(node: MappingNode, body: Text) -> tuple[Source | None, tuple[Problem, ...]]:
    """Return a page as Markdown that begins with its title; its front matter may say nothing else."""
    problems: list[Problem] = []
    fields = Fields(node, PAGE, problems)
    fields.refuse_unknown()
    title = fields.text("title")
    text, line = body.value, body.place.line
    if title and not has_title(text):
        words = text.lstrip()
        line += text[: len(text) - len(words)].count("\n") - 2
        text = f"# {title.value}\n\n{words}"
    return Source(body.place.path, text, line), tuple(problems)
