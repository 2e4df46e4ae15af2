"""Every key, known section, status, type of field, and how limits are read."""

from collections.abc import Iterator

from ...model.form import FieldType
from ...model.lifecycle import Status
from ...model.words import Words
from ...parse.front_matter_keys import TABLES, KeyTable
from ...parse.identity import STATUSES
from ...parse.limit import read_quantity
from ...parse.step_keys import LISTS, SECTIONS, STEP_KEYS
from .markdown import code, page, table

_LIMITS = (
    "≤ 10 分钟",
    "2 小时内",
    "1 小时 30 分钟",
    "三个工作日",
    "1～2 个工作日内",
    "收到投诉后 24 小时内",
    "每月 5 日前",
    "within 2 hours",
    "1 working day",
    "by the 5th of each month",
    "半天",
    "约 2 小时",
    "1～2 天",
    "about 2 hours",
)


def keys_page(words: Words) -> str:
    """Return the page of keys and sections."""
    return page(words, "keys", _blocks(words))


def _blocks(words: Words) -> Iterator[str]:
    for keys in TABLES:
        yield f"## {words(f'table.{keys.name}')}"
        yield _keys(keys, words)
        if keys.name == "sop":
            yield from _statuses(words)
        if keys.name == "field":
            yield from _field_types(words)
    yield f"## {words('table.step')}"
    yield words("keys.step-intro")
    yield _step_keys(words)
    yield f"## {words('table.sections')}"
    yield table(
        (words("reference.titles"), words("reference.meaning")),
        ((code(*titles), words(f"section.{kind}")) for kind, titles in SECTIONS.items()),
    )
    yield from _limits(words)


def _keys(keys: KeyTable, words: Words) -> str:
    return table(
        (words("reference.key"), words("reference.also"), words("reference.meaning")),
        ((code(key), code(*others), words(keys.meaning(key))) for key, others in keys.synonyms.items()),
    )


def _statuses(words: Words) -> Iterator[str]:
    yield f"### {words('table.statuses')}"
    yield table(
        (words("reference.word"), words("reference.also"), words("reference.meaning")),
        (
            (
                code(status),
                code(*(word for word, meant in STATUSES.items() if meant is status and word != status)),
                words(f"status.{status}"),
            )
            for status in Status
        ),
    )


def _field_types(words: Words) -> Iterator[str]:
    yield f"### {words('table.fields')}"
    yield table(
        (words("reference.word"), words("reference.meaning")),
        ((code(kind), words(f"field.{kind}")) for kind in FieldType),
    )


def _step_keys(words: Words) -> str:
    several = words("reference.several")
    return table(
        tuple(words(f"reference.{head}") for head in ("key", "also", "list", "meaning")),
        (
            (code(key), code(*others), several if key in LISTS else "", words(f"key.step.{key}"))
            for key, others in STEP_KEYS.items()
        ),
    )


def _limits(words: Words) -> Iterator[str]:
    yield f"## {words('table.limits')}"
    yield words("keys.limits-intro")
    yield table(
        (words("reference.text"), words("reference.read")), ((code(text), _understood(text, words)) for text in _LIMITS)
    )


def _understood(text: str, words: Words) -> str:
    quantity = read_quantity(text)
    if quantity is None:
        return words("reference.unread")
    return words(f"quantity.{quantity.unit}", amount=str(quantity.amount))
