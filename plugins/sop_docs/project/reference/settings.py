"""Every setting of the plugin with its values and its default."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from enum import StrEnum

from ...compile.identity import period_words
from ...effects.catalogue import LANGUAGES
from ...model.lifecycle import Period
from ...model.problem import Severity
from ...model.quantity import Quantity
from ...model.words import Words
from ..settings import Settings
from .markdown import code, page, table

_ACCEPTED: Mapping[str, Sequence[str]] = {"language": LANGUAGES, "fail_on": (Severity.ERROR, Severity.WARNING)}
_KINDS: Mapping[object, str] = {
    str: "reference.any-text",
    int: "reference.number",
    Period: "reference.period",
    Period | None: "reference.period",
    Quantity | None: "reference.days",
    Mapping[str, Severity]: "reference.codes",
}


def settings_page(words: Words) -> str:
    """Return the page of settings."""
    return page(words, "settings", _blocks(words))


def _blocks(words: Words) -> Iterator[str]:
    yield table(
        tuple(words(f"reference.{head}") for head in ("name", "values", "default", "meaning")),
        (
            (code(item.name), _values(item, words), _default(item, words), words(f"setting.{item.name}"))
            for item in fields(Settings)
        ),
    )


def _values(item: "Field[object]", words: Words) -> str:
    if item.name in _ACCEPTED:
        return code(*_ACCEPTED[item.name])
    if isinstance(item.type, type) and issubclass(item.type, StrEnum):
        return code(*item.type)
    return words(_KINDS[item.type])


def _default(item: "Field[object]", words: Words) -> str:
    if isinstance(item.default, Period):
        return code(period_words(item.default, words))
    return code(str(item.default)) if item.default not in {MISSING, "", None, 0} else words("reference.none")
