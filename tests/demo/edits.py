"""Small changes of a text that can be taken back."""

import re
from dataclasses import dataclass
from typing import Protocol, runtime_checkable


class GoneError(Exception):
    """The story no longer fits the text: a passage is not there, or there more than once."""


class Edit(Protocol):
    """A change of a text."""

    def undo(self, text: str) -> str:
        """Return the text before the change."""


@runtime_checkable
class Repeatable(Edit, Protocol):
    """A change that the story has all the words of, so that it can also be made in a text that is not today's."""

    def redo(self, text: str) -> str:
        """Return the text after the change."""


@dataclass(frozen=True, slots=True)
class Words:
    """A passage that read otherwise."""

    was: str
    now: str
    everywhere: bool = False

    def undo(self, text: str) -> str:
        """Return the text with the old passage."""
        return self._put(text, self.now, self.was)

    def redo(self, text: str) -> str:
        """Return the text with the new passage."""
        return self._put(text, self.was, self.now)

    def _put(self, text: str, there: str, wanted: str) -> str:
        if self.everywhere and there in text:
            return text.replace(there, wanted)
        return _replaced(text, there, wanted)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a step with another value; without one before, the key is new."""

    step: str
    name: str
    was: str | None
    now: str

    def undo(self, text: str) -> str:
        """Return the text with the old value, or without the key."""
        return self._put(text, self.now, self.was)

    def redo(self, text: str) -> str:
        """Return the text with the new value."""
        if self.was is None:
            raise GoneError(f"where is the key {self.name} of {self.step} to stand?")
        return self._put(text, self.was, self.now)

    def _put(self, text: str, there: str, wanted: str | None) -> str:
        start, stop = _step(text, self.step)
        mark = ": " if self.name.isascii() else "："
        row = "" if wanted is None else f"- {self.name}{mark}{wanted}\n"
        return text[:start] + _replaced(text[start:stop], f"- {self.name}{mark}{there}\n", row) + text[stop:]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it, all of it new."""

    heading: str

    def undo(self, text: str) -> str:
        """Return the text without the section."""
        level = self.heading.count("#")
        below = rf"^{re.escape(self.heading)}\n(?:(?!#{{1,{level}}} ).*\n)*"
        return _cut(text, below, self.heading).rstrip("\n") + "\n"


@dataclass(frozen=True, slots=True)
class Row:
    """A line that begins with certain words and read otherwise; without words before, the line is new."""

    start: str
    was: str | None = None

    def undo(self, text: str) -> str:
        """Return the text with the old line, or without the line."""
        return _cut(text, rf"^{re.escape(self.start)}.*\n", self.start, "" if self.was is None else f"{self.was}\n")


def words(was: str, now: str) -> Edit:
    """Return the change of a passage that stands once in the text."""
    return Words(was, now)


def everywhere(was: str, now: str) -> Edit:
    """Return the change of some words wherever they stand."""
    return Words(was, now, everywhere=True)


def key(step: str, name: str, was: str | None, now: str) -> Edit:
    """Return the change of a key of the step with an id, or of what uses or calls another document."""
    return Key(step, name, was, now)


def adds(heading: str) -> Edit:
    """Return the coming of a section, a phase or a step."""
    return Section(heading)


def row(start: str, was: str | None = None) -> Edit:
    """Return the change of a whole line, or its coming."""
    return Row(start, was)


def _step(text: str, step: str) -> tuple[int, int]:
    found = re.search(
        rf"^- (?:步骤号：|Id: |作为：|引用：|调用：){re.escape(step)}\n(?:(?!#).*\n)*", text, re.MULTILINE
    )
    if found is None:
        raise GoneError(f"no step {step}")
    return found.span()


def _replaced(text: str, there: str, wanted: str) -> str:
    if text.count(there) != 1:
        raise GoneError(f"{text.count(there)} times instead of once: {there.strip()}")
    return text.replace(there, wanted)


def _cut(text: str, pattern: str, name: str, wanted: str = "") -> str:
    found = list(re.finditer(pattern, text, re.MULTILINE))
    if len(found) != 1:
        raise GoneError(f"{len(found)} times instead of once: {name}")
    return text[: found[0].start()] + wanted + text[found[0].end() :]
