"""The Markdown that people work by on a day, as a bundle holds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Texts:
    """SOPs, modules, forms and the words of the house, by their paths in the library.

    A text that newer ones wait behind may stand on modules as they once were: these are `apart`, by its path and
    their own.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    apart: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)


NO_TEXTS = Texts()
