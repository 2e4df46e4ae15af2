"""A document as canonical source text: reading it again gives the same model. Touches no file."""

from collections.abc import Iterator
from itertools import groupby

from ..model.place import Text
from ..model.sop import Section
from .body import Body
from .document import WrittenSop
from .front_matter_text import front_matter
from .key_list import Entry
from .raw_step import RawStep
from .step import step_id
from .step_keys import STEP_KEYS


def canonical(written: WrittenSop) -> str:
    """Return the source of a document without problems: keys in one spelling and order, step ids written down."""
    blocks = _body(written.body, written.identity.language)
    return f"---\n{front_matter(written.identity)}---\n\n" + "\n\n".join(block for block in blocks if block) + "\n"


def _body(body: Body, language: str) -> Iterator[str]:
    yield _words(body.preamble)
    for section in body.sections[: body.before]:
        yield from _section(section, body.level)
    if body.title:
        yield _heading(body.level, body.title)
        yield _words(body.intro)
        yield from _steps(body, language)
    for section in body.sections[body.before :]:
        yield from _section(section, body.level)


def _section(section: Section, level: int) -> Iterator[str]:
    yield _heading(level, section.title)
    yield section.body.value


def _steps(body: Body, language: str) -> Iterator[str]:
    phases = {phase.name.value: phase for phase in body.phases}
    for name, steps in groupby(body.steps, key=lambda step: step.phase):
        if name:
            yield _heading(body.level + 1, phases[name].name)
            yield _words(phases[name].intro)
        for step in steps:
            yield _heading(body.level + (2 if name else 1), step.name)
            yield "\n".join(_keys(step, language))
            yield _words(step.detail)


def _keys(step: RawStep, language: str) -> Iterator[str]:
    """Yield the lines of a key list; a use and a mere call go by what they name."""
    for key in STEP_KEYS:
        if key == "id" and "use" not in step.entries and ("call" not in step.entries or "R" in step.entries):
            yield from _entry(key, step_id(step), None, language)
        elif entry := step.entries.get(key):
            yield from _entry(key, entry.value.value, entry, language)


def _entry(key: str, value: str, entry: Entry | None, language: str) -> Iterator[str]:
    label = f"{STEP_KEYS[key][0]}：" if language == "zh" else f"{key[0].upper()}{key[1:]}: "
    yield f"- {label}{value}".rstrip()
    for item in entry.items if entry else ():
        yield f"    - {item.value}"


def _heading(level: int, title: Text) -> str:
    hashes = "#" * level
    # A hash at its end would be taken for the end of the heading.
    closing = f" {hashes}" if title.value.endswith("#") else ""
    return f"{hashes} {title.value}{closing}".rstrip()


def _words(text: Text | None) -> str:
    return text.value if text else ""
