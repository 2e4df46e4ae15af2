"""The manual of codes as text, JSON and Markdown."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..model.manual import Entry
from ..model.words import Words
from .json import written

FORMAT = "sop-rules/1"


def render_rules(entries: Iterable[Entry], words: Words) -> str:
    """Return a line for each entry: code, how bad, what must hold."""
    graded = [(entry, words(f"severity.{entry.severity}")) for entry in entries]
    widest = max((len(severity) for _, severity in graded), default=0)
    return "".join(f"{entry.code}  {severity.ljust(widest)}  {entry.demand}\n" for entry, severity in graded)


def render_rule(entry: Entry, words: Words) -> str:
    """Return one entry whole, with its wrong and right."""
    return "\n".join((f"{entry.code}  {entry_head(entry, words)}", "", *entry_lines(entry, words), ""))


def render_rules_json(entries: Iterable[Entry]) -> str:
    """Return a `sop-rules/1` document; its schema is `schemas/sop-rules-1.json`."""
    return written({"format": FORMAT, "rules": [_rule(entry) for entry in entries]})


def entry_markdown(entry: Entry, words: Words) -> str:
    """Return what must hold, what the check says, and the examples, as Markdown."""
    return "\n".join((entry_head(entry, words), "", "```text", *entry_lines(entry, words), "```"))


def entry_head(entry: Entry, words: Words) -> str:
    """Return what must hold, and how bad it is if not."""
    return words("checks.demand", demand=entry.demand, severity=words(f"severity.{entry.severity}"))


def entry_lines(entry: Entry, words: Words) -> Iterator[str]:
    """Yield every message with its hint below it, then the wrong and the right."""
    for saying in entry.sayings:
        yield saying.message
        if saying.hint:
            yield f"    {saying.hint}"
    for kind, example in (("wrong", entry.wrong), ("right", entry.right)):
        yield f"{words(f'reference.{kind}')}  {example}"


def _rule(entry: Entry) -> dict[str, Any]:
    return {
        "code": entry.code,
        "severity": entry.severity.value,
        "demand": entry.demand,
        "messages": [{"message": saying.message, "hint": saying.hint} for saying in entry.sayings],
        "wrong": entry.wrong,
        "right": entry.right,
    }
