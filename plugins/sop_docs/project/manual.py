"""The manual's entries, from the rules' docstrings and the catalogues, and codes looked up in it."""

import inspect
import re
from collections.abc import Collection, Mapping, Sequence
from difflib import SequenceMatcher
from operator import eq

from ..check import RULES, Rule
from ..model.manual import Entry, Saying
from ..model.problem import Severity, SopError
from ..model.words import Words

_KEY = re.compile(r"(?P<code>SOP[0-9]{3})(?:\.(?!hint$)[\w-]+)?")
_FIELD = re.compile(r"\{\w+\}")
_EXAMPLE = re.compile(r"^(?P<kind>Wrong|Right): (?P<text>.*)$", re.MULTILINE)
_SPLIT = re.compile(r"[,\s]+")
_LIKE = 0.5
_NO_RULE: Mapping[str, Severity] = {
    "SOP005": Severity.WARNING,
    "SOP206": Severity.WARNING,
    "SOP207": Severity.WARNING,
    "SOP931": Severity.WARNING,
}
"""Codes found while reading are errors, but for these."""


def manual(words: Words) -> Mapping[str, Entry]:
    """Return what is known of every code, by code."""
    rules = {rule.code: rule for rule in RULES}
    sayings = _sayings(words)
    return {code: _entry(code, rules.get(code), sayings.get(code, ()), words) for code in sorted({*rules, *sayings})}


def usual_severity(code: str) -> Severity:
    """Return how bad a finding with this code is where a house does not say otherwise."""
    return next((rule.severity for rule in RULES if rule.code == code), _NO_RULE.get(code, Severity.ERROR))


def read_codes(written: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    """Return codes and beginnings of codes as typed, also several in a word; one that begins no code is refused."""
    codes = tuple(code.upper() for word in written for code in _SPLIT.split(word) if code)
    for code in codes:
        if not any(each.startswith(code) for each in known):
            meant = _nearest(code, known)
            raise SopError(f"no rule is called {code}" + (f"; did you mean {meant}?" if meant else "; see sop rule"))
    return codes


def _nearest(code: str, known: Collection[str]) -> str:
    """Return the code most like a mistyped one, of several the one with most characters in place; '' where none is."""

    def likeness(each: str) -> tuple[float, int]:
        return SequenceMatcher(None, code, each).ratio(), sum(map(eq, code, each))

    best = max(known, key=likeness)
    return best if likeness(best)[0] >= _LIKE else ""


def _entry(code: str, rule: Rule | None, sayings: Sequence[Saying], words: Words) -> Entry:
    examples = _examples(rule) if rule else {}
    wrong, right = (_example(f"rule.{code}.{kind}", examples.get(kind), words) for kind in ("wrong", "right"))
    return Entry(code, usual_severity(code), words(f"rule.{code}"), tuple(sayings), wrong, right)


def _examples(rule: Rule) -> Mapping[str, str]:
    return {found["kind"].lower(): found["text"] for found in _EXAMPLE.finditer(inspect.getdoc(rule.check) or "")}


def _example(key: str, written: str | None, words: Words) -> str:
    """Return an example of the catalogue, where it needs a translation, else the one of the rule's docstring."""
    return words(key) if written is None or key in words else written


def _sayings(words: Words) -> Mapping[str, list[Saying]]:
    sayings: dict[str, list[Saying]] = {}
    for key in sorted(words.messages):
        if found := _KEY.fullmatch(key):
            hint = words.messages.get(f"{key}.hint", "")
            sayings.setdefault(found["code"], []).append(Saying(_shown(words.messages[key]), _shown(hint)))
    return sayings


def _shown(message: str) -> str:
    """Return a message with its fields open, on one line."""
    return " ".join(_FIELD.sub("…", message).replace("{{", "{").replace("}}", "}").split())
