"""`${names}` in the words of a step, and the values that are put in for them. Touches no file."""

import re
from collections.abc import Iterator, Mapping, Sequence

from ..model.place import Place, Text
from ..model.sop import Variant

_NAME = re.compile(r"\$\{([^{}\n]*)\}")

Bindings = Mapping[str, Text]
"""The values of module parameters, or of one variant."""


def filled(text: Text, bindings: Bindings) -> Text:
    """Return the text with every bound `${name}` replaced; a text that is one name takes the value's place too."""
    if not bindings or "${" not in text.value:
        return text
    whole = _NAME.fullmatch(text.value.strip())
    if whole and whole[1].strip() in bindings:
        return bindings[whole[1].strip()]

    def value(found: re.Match[str]) -> str:
        name = found[1].strip()
        return bindings[name].value if name in bindings else found[0]

    return Text(_NAME.sub(value, text.value), text.place)


def taken_from(variants: Sequence[Variant], text: Text) -> list[Text]:
    """Return the names in a text that differ between variants."""
    if "${" not in text.value:
        return []
    return [name for name in names_in(text) if any(name.value in variant.values for variant in variants)]


def names_in(text: Text) -> Iterator[Text]:
    """Yield the names that a text takes with `${…}`, each at its own place."""
    line, start = text.place.line, 1 - text.place.column
    for found in _NAME.finditer(text.value):
        before = text.value.rfind("\n", 0, found.start()) + 1
        if before > max(start, 0):
            line, start = line + text.value.count("\n", max(start, 0), before), before
        yield Text(found[1].strip(), Place(text.place.path, line, found.start() - start + 1))
