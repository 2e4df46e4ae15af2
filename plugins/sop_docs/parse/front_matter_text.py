"""An identity as front matter: canonical keys in the order of the schema. Touches no file."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from ..model.lifecycle import Period
from ..model.place import Place, Text
from ..model.sop import Assessment, Identity, Scope
from .front_matter_keys import SOP
from .punctuation import split_list

_FIRST = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~.=<]"
_PLAIN = re.compile(rf"{_FIRST}(?:[^:#\n]|:(?=\S)|(?<=\S)#)*")
_PLAIN_IN_FLOW = re.compile(rf"{_FIRST}[^:#?,\[\]{{}}\n]*")
_NULLS = frozenset({"null", "Null", "NULL"})

Value = str | Sequence[str] | Mapping[str, str]


def front_matter(identity: Identity) -> str:
    """Return the block on top of a document, without its fences."""
    values = dict(_values(identity))
    return "".join(_lines(key, values[key]) for key in SOP.synonyms if values.get(key))


def _values(identity: Identity) -> Iterator[tuple[str, Value]]:
    """Yield the value of each key: a text as YAML, lines of a list, or of a mapping."""
    yield "id", scalar(identity.number.value)
    yield "title", scalar(identity.title.value)
    yield "version", scalar(identity.version.value)
    yield "status", str(identity.status)
    yield "effective", identity.effective.isoformat() if identity.effective else ""
    yield "review", _period(identity.review) if identity.review else ""
    for key in ("owner", "supervisor", "scenario", "change", "replaced-by"):
        text: Text | None = getattr(identity, key.replace("-", "_"))
        yield key, scalar(text.value) if text else ""
    for key in ("prepared", "reviewed", "approved", "inputs"):
        yield key, _names(getattr(identity, key))
    yield "scope", _scope(identity.scope)
    yield "goals", [scalar(goal.text.value) for goal in identity.goals]
    yield (
        "variants",
        {
            scalar(variant.name.value): _mapping({name: text.value for name, text in variant.values.items()})
            for variant in identity.variants
        },
    )
    # What is derived where nobody wrote it stays unwritten.
    yield "language", identity.language if "language" in identity.keys else ""
    yield "department", scalar(identity.department) if "department" in identity.keys else ""
    yield "assessed", [_assessment(item) for item in identity.assessed]
    yield "allow", {code: scalar(reason.value) for code, reason in identity.allowed.items()}


def scalar(value: str, plain: re.Pattern[str] = _PLAIN) -> str:
    """Return a text as a YAML scalar, in quotes where it needs them."""
    bare = plain.fullmatch(value) and value not in _NULLS and value == value.strip()
    return value if bare else json.dumps(value, ensure_ascii=False)


def _in_flow(value: str) -> str:
    return scalar(value, _PLAIN_IN_FLOW)


def _lines(key: str, value: Value) -> str:
    if isinstance(value, str):
        return f"{key}: {value}\n"
    if isinstance(value, Mapping):
        return f"{key}:\n" + "".join(f"  {name}: {words}\n" for name, words in value.items())
    return f"{key}:\n" + "".join(f"  - {item}\n" for item in value)


def _names(texts: Sequence[Text]) -> str:
    """Return names as one text where it reads as one name, else as a list."""
    if len(texts) == 1 and [part.value for part in split_list(Text(texts[0].value, Place("")))] == [texts[0].value]:
        return scalar(texts[0].value)
    return f"[{', '.join(_in_flow(text.value) for text in texts)}]" if texts else ""


def _mapping(values: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{_in_flow(key)}: {_in_flow(value)}" for key, value in values.items()) + "}"


def _scope(scope: Scope) -> Mapping[str, str]:
    texts = {"applies": scope.applies, "excludes": scope.excludes, "from": scope.starts, "to": scope.ends}
    return {key: scalar(text.value) for key, text in texts.items() if text}


def _assessment(item: Assessment) -> str:
    values = {"date": item.day.isoformat(), "by": item.by, "verdict": item.verdict, "of": item.of}
    return _mapping({key: value for key, value in values.items() if value})


def _period(period: Period) -> str:
    return f"{period.months} months" if period.months else f"{period.days} days"
