"""All that is different between two texts of one procedure, in the order in which it is read. Touches no file."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from ..model.change import Change
from ..model.content import Content
from ..model.form import Form
from ..model.names import folded
from .aims import goals, renamed_variants, variants
from .forms import forms
from .house import house, party_key
from .identity import identity
from .matching import Matching, match_steps
from .phases import phases, uses
from .sections import preambles, sections
from .steps import Side, steps
from .ways import Ways

_WORDS = {"en": (", ", "end")}
_CHINESE = ("、", "结束")
"""What stands between names in a list, and what the end is called, in the language of the document."""
_BRACKETS = {"en": (" (", ")")}
_CHINESE_BRACKETS = ("（", "）")
_TAKEN = re.compile(r"\$\{([^{}\n]*)\}")


def diff(before: Content, after: Content) -> tuple[Change, ...]:
    """Return what changed in a procedure, whatever its spelling.

    Version, status, dates, reason, verdicts, allowances and path are not changes; nor are the order of keys, synonyms,
    quoting, spacing and layout.
    """
    if before is after:
        return ()
    sides = _Values(before), _Values(after)
    return tuple(_filled(change, *sides) for change in _changes(before, after))


def _changes(before: Content, after: Content) -> Iterator[Change]:
    one, two = before.sop, after.sop
    yield from identity(before, after)
    yield from goals(one.identity.goals, two.identity.goals)
    yield from variants(one.identity.variants, two.identity.variants)
    matching = match_steps(one.steps, two.steps)
    renamed = renamed_variants(one.identity.variants, two.identity.variants)
    yield from steps(_side(before, after, matching.ids), _side(after, before, _own(matching)), matching, renamed)
    yield from phases(one.procedure, two.procedure, matching)
    yield from uses(matching)
    yield from preambles(one, two)
    yield from sections(one.sections, two.sections)
    yield from forms(*_forms(before, after))
    yield from house(before, after)


def _filled(change: Change, before: "_Values", after: "_Values") -> Change:
    """Return a change whose texts have what variants put in, unless nothing would be left that differs."""
    if "${" not in change.before and "${" not in change.after:
        return change
    one, two = before.put_into(change.before), after.put_into(change.after)
    return change if one == two else replace(change, before=one, after=two)


class _Values:
    """What the variants of a text put in for its `${names}`."""

    def __init__(self, content: Content) -> None:
        self._variants = content.sop.identity.variants
        self._comma, _ = _WORDS.get(content.sop.identity.language, _CHINESE)
        self._open, self._close = _BRACKETS.get(content.sop.identity.language, _CHINESE_BRACKETS)

    def put_into(self, text: str) -> str:
        """Return a text as people read it: with the one value that all have, or each with the variant's name."""
        return _TAKEN.sub(self._value, text)

    def _value(self, found: re.Match[str]) -> str:
        name = found[1].strip()
        values = [(each.name.value, each.values[name].value) for each in self._variants if name in each.values]
        if len({value for _, value in values}) == 1 and len(values) == len(self._variants):
            return values[0][1]
        shown = (f"{value}{self._open}{variant}{self._close}" for variant, value in values)
        return self._comma.join(shown) or found[0]


def _side(content: Content, other: Content, ids: Mapping[str, str]) -> Side:
    comma, end = _WORDS.get(content.sop.identity.language, _CHINESE)
    ways = Ways(content.sop.procedure, ids, comma, end)
    party = party_key(content.vocabulary, other.vocabulary)
    return Side(content.sop, ways, party, _form_key(content.forms))


def _own(matching: Matching) -> Mapping[str, str]:
    return {step.id: step.id for _, step in matching.both}


def _form_key(known: Mapping[str, Form]) -> Callable[[str], str]:
    """Return what names of forms compare by: the number, also where the title was written."""
    numbers = {folded(form.title.value): folded(form.number.value) for form in known.values()}

    def key(name: str) -> str:
        return numbers.get(folded(name), folded(name))

    return key


def _forms(before: Content, after: Content) -> tuple[Mapping[str, Form], Mapping[str, Form]]:
    """Return the forms of both texts, without those that come or go with the steps that name them."""
    known = tuple({form.number.value: form for form in each.forms.values()} for each in (before, after))
    key = _form_key({**known[0], **known[1]})
    one, two = ({key(text.value) for step in each.sop.steps for text in step.forms} for each in (before, after))
    told = one ^ two
    kept = [
        {number: form for number, form in each.items() if number in other or folded(number) not in told}
        for each, other in (known, known[::-1])
    ]
    return kept[0], kept[1]
