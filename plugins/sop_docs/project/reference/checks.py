"""Every code that a problem can have, with its words and, for a rule, what must hold."""

import inspect
import re
from collections.abc import Iterator, Mapping

from ...check import RULES, Rule
from ...model.words import Words
from .markdown import page

_KEY = re.compile(r"(?P<code>SOP[0-9]{3})(?:\.(?P<variant>[\w-]+))?")
_FIELD = re.compile(r"\{\w+\}")
_EXAMPLE = re.compile(r"^(?P<kind>Wrong|Right): (?P<text>.*)$", re.MULTILINE)


def checks_page(words: Words) -> str:
    """Return the page of all rules, by code."""
    return page(words, "checks", _blocks(words))


def _blocks(words: Words) -> Iterator[str]:
    rules = {rule.code: rule for rule in RULES}
    messages = _messages(words)
    group = ""
    for code in sorted({*rules, *messages}):
        if code[:4] != group:
            group = code[:4]
            yield f"## {words(f'codes.{group}')}"
        yield f"### {code}"
        if code in rules:
            severity = words(f"severity.{rules[code].severity}")
            yield words("checks.demand", demand=words(f"rule.{code}"), severity=severity)
        examples = _examples(rules[code], words) if code in rules else ()
        yield "\n".join(("```text", *messages.get(code, ()), *examples, "```"))


def _messages(words: Words) -> Mapping[str, list[str]]:
    """Return what the check can say, by code, each message followed by its hint."""
    lines: dict[str, list[str]] = {}
    for key in sorted(words.messages):
        if found := _KEY.fullmatch(key):
            if found["variant"] == "hint":
                continue
            lines.setdefault(found["code"], []).append(_shown(words.messages[key]))
            if hint := words.messages.get(f"{key}.hint"):
                lines[found["code"]].append(f"    {_shown(hint)}")
    return lines


def _shown(message: str) -> str:
    """Return a message with its fields open, on one line."""
    return " ".join(_FIELD.sub("…", message).replace("{{", "{").replace("}}", "}").split())


def _examples(rule: Rule, words: Words) -> Iterator[str]:
    """Yield the wrong and the right of a rule's docstring; the catalogue has those that need a translation."""
    for found in _EXAMPLE.finditer(inspect.getdoc(rule.check) or ""):
        kind = found["kind"].lower()
        key = f"rule.{rule.code}.{kind}"
        yield f"{words(f'reference.{kind}')}  {words(key) if key in words else found['text']}"
