"""What a stock of words holds; the words themselves stand in `chinese` and `english`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Action(NamedTuple):
    """A kind of step: its id, its name, and what it gives out; `{thing}` is what the procedure is about."""

    id: str
    name: str
    output: str


@dataclass(frozen=True, slots=True)
class Stock:
    """The words of one language; templates have fields such as `{role}` and `{minutes}`."""

    actions: tuple[Action, ...]
    keys: Mapping[str, str]
    sections: Mapping[str, str]
    words: Mapping[str, str]
    limits: tuple[str, ...]
    notes: tuple[str, ...]
    tools: tuple[str, ...]
    goals: tuple[str, ...]
    standards: tuple[str, ...]
    details: tuple[str, ...]
    sentences: Mapping[str, tuple[str, ...]]
