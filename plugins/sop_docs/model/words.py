"""The words of one language, by message key."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A catalogue: calling it with a key and the values of its fields gives the sentence; a missing key is a bug."""

    language: str
    messages: Mapping[str, str]

    def __call__(self, key: str, /, **values: str | int) -> str:
        """Return the words of `key`, its fields filled; values are never read as templates."""
        return self.messages[key].format_map(values)

    def __contains__(self, key: str) -> bool:
        return key in self.messages
