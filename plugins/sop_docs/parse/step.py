"""A raw step becomes a typed one: duties and limits read, `${names}` of variants resolved. Touches no file."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model.place import Text
from ..model.problem import Problem
from ..model.quantity import Limit
from ..model.sop import Variant
from ..model.step import Duty, Step, Use
from .limit import read_quantity
from .links import Links
from .parameters import filled, taken_from
from .punctuation import read_duty
from .raw_step import RawStep
from .slug import ID, slug
from .step_keys import DUTIES

RESERVED = frozenset({"start", "end", "开始", "结束"})
"""Words that targets mean the ends of a procedure by; no step goes by them."""

_LONGEST = 200
"""Characters of a limit that varies; what is longer is a story, and is not read for every variant."""


def step_id(raw: RawStep) -> str:
    """Return the id that a step or a use goes by in its own document."""
    entries = raw.entries
    if "use" in entries or ("call" in entries and "R" not in entries):
        named = entries.get("as") or entries.get("id")
        default = entries["use"].value.value if "use" in entries else _number(entries["call"].value.value)
    else:
        named = entries.get("id") or entries.get("as")
        default = raw.name.value
    return named.value.value if named and named.value.value else slug(default)


def check_id(raw: RawStep, identifier: str) -> Iterator[Problem]:
    """Report an id that cannot be one, and a name that means an end of the procedure."""
    written = [entry.value for key in ("id", "as") if (entry := raw.entries.get(key)) and entry.value.value]
    for text in written:
        if not ID.fullmatch(text.value):
            yield Problem("SOP220", text.place, {"id": text.value, "slug": slug(text.value)})
    if identifier in RESERVED:
        yield Problem("SOP220.reserved", (written or [raw.name])[0].place, {"word": identifier})
    elif raw.name.value.lower() in RESERVED:
        yield Problem("SOP220.reserved", raw.name.place, {"word": raw.name.value})


class Position(NamedTuple):
    """Where a step stands: its id with those of the uses around it, its number, and these uses."""

    id: str
    number: int
    uses: tuple[Use, ...]


def build_step(
    raw: RawStep, links: Links, position: Position, variants: Sequence[Variant]
) -> tuple[Step, list[Problem]]:
    """Return the typed step, parameters of modules put in, and what is wrong with its duties."""
    problems: list[Problem] = []
    duties = {key: tuple(_duties(raw.texts(key), variants, problems)) for key in DUTIES if key in raw.entries}
    step = Step(
        id=position.id,
        number=position.number,
        name=raw.filled(raw.name),
        phase=raw.phase,
        uses=position.uses,
        responsible=duties.get("R", ()),
        accountable=duties.get("A", ()),
        consulted=duties.get("C", ()),
        informed=duties.get("I", ()),
        verify=duties.get("verify", ()),
        limit=_limit(raw.text("limit"), variants),
        frequency=raw.text("frequency"),
        inputs=raw.texts("input"),
        outputs=raw.texts("output"),
        forms=raw.parts("form"),
        tools=raw.texts("tools"),
        standard=raw.text("standard"),
        requires=raw.text("requires"),
        done=raw.text("done"),
        handover=raw.text("handover"),
        decision=links.decision,
        exceptions=links.exceptions,
        call=raw.text("call"),
        detail=raw.filled(raw.detail) if raw.detail else None,
        keys={key: entry.key.place for key, entry in raw.entries.items()},
    )
    return step, problems


def _duties(texts: Sequence[Text], variants: Sequence[Variant], problems: list[Problem]) -> Iterator[Duty]:
    for text in texts:
        duty = read_duty(text)
        if duty.party:
            yield duty
        else:
            problems.append(Problem("SOP222", text.place, {"text": text.value}))
        problems += [Problem("SOP243", name.place, {"name": name.value}) for name in taken_from(variants, text)]


def _number(call: str) -> str:
    """Return the number of a called SOP without the version that may follow it."""
    return call.partition("@")[0]


def _limit(text: Text | None, variants: Sequence[Variant]) -> Limit | None:
    if text is None:
        return None
    if variants and "${" in text.value and len(text.value) <= _LONGEST:
        by_variant = {variant.name.value: _one_limit(filled(text, variant.values)) for variant in variants}
        shown = dict.fromkeys(limit.text.value for limit in by_variant.values())
        return Limit(Text("｜".join(shown), text.place), None, by_variant)
    return _one_limit(text)


def _one_limit(text: Text) -> Limit:
    return Limit(text, read_quantity(text.value))
