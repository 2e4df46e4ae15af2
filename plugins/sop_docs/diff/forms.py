"""Differences of the forms that the steps fill in. Touches no file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..model.change import Change, Kind
from ..model.form import Field, Form
from ..model.names import folded
from ..model.place import Place, Text
from .likeness import alike, moved, paired, rest
from .names import names
from .prose import DOING, prose
from .spot import Spot
from .wording import grams, reworded

_ALIKE = 0.6
_LISTS = {"choices": Kind.FIELD_CHOICE, "columns": Kind.FIELD_COLUMN, "first_cells": Kind.FIELD_ROW}


def forms(before: Mapping[str, Form], after: Mapping[str, Form]) -> Iterator[Change]:
    """Yield what differs in the forms of both texts, and forms that came or went."""
    for number, form in before.items():
        if number not in after:
            yield _spot(form).change(Kind.FORM_REMOVED, form.title, None)
    for number, form in after.items():
        if number not in before:
            yield _spot(form).change(Kind.FORM_ADDED, None, form.title)
        elif form is not before[number]:
            yield from _form(before[number], form)


def _form(before: Form, after: Form) -> Iterator[Change]:
    spot = _spot(after)
    yield from reworded(spot, Kind.FORM_TITLE, before.title, after.title)
    if before.language != after.language:
        places = before.title.place, after.title.place
        yield spot.change(Kind.FORM_LANGUAGE, Text(before.language, places[0]), Text(after.language, places[1]))
    yield from _fields(after, before.fields, after.fields)
    yield from prose(spot, DOING, before.body, after.body)


def _fields(form: Form, before: Sequence[Field], after: Sequence[Field]) -> Iterator[Change]:
    pairs = paired([folded(field.name.value) for field in before], [folded(field.name.value) for field in after])
    one = {i: _content(before[i]) for i in pairs.removed}
    two = {j: _content(after[j]) for j in pairs.added}
    pairs = rest([*pairs.both, *alike(one, two, _ALIKE)], len(before), len(after))
    for i in pairs.removed:
        yield _spot(form, before[i]).change(Kind.FIELD_REMOVED, before[i].name, None)
    away = moved([j for _, j in pairs.both])
    found = {j: i for i, j in pairs.both}
    for j, field in enumerate(after):
        if j not in found:
            yield _spot(form, field).change(Kind.FIELD_ADDED, None, field.name)
            continue
        old, spot = before[found[j]], _spot(form, field)
        if j in away:
            numbers = Text(str(found[j] + 1), old.name.place), Text(str(j + 1), field.name.place)
            yield spot.change(Kind.FIELD_MOVED, *numbers)
        if folded(old.name.value) != folded(field.name.value):
            yield from reworded(spot, Kind.FIELD_RENAMED, old.name, field.name)
        if old != replace(field, name=old.name):
            yield from _field(spot, old, field)


def _field(spot: Spot, before: Field, after: Field) -> Iterator[Change]:
    """Yield what a person fills in otherwise."""
    places = before.name.place, after.name.place
    plain = {
        Kind.FIELD_TYPE: (str(before.type), str(after.type)),
        Kind.FIELD_REQUIRED: (_yes(before.required), _yes(after.required)),
        Kind.FIELD_OTHER: (_yes(before.other), _yes(after.other)),
        Kind.FIELD_ROWS: (str(before.rows or ""), str(after.rows or "")),
    }
    for kind, (one, two) in plain.items():
        if one != two:
            yield spot.change(kind, _text(one, places[0]), _text(two, places[1]))
    yield from reworded(spot, Kind.FIELD_UNIT, _text(before.unit, places[0]), _text(after.unit, places[1]))
    for attribute, kind in _LISTS.items():
        yield from _list(spot, kind, _texts(before, attribute), _texts(after, attribute))
    yield from reworded(spot, Kind.FIELD_HELP, _text(before.help, places[0]), _text(after.help, places[1]))


def _list(spot: Spot, kind: Kind, before: Sequence[Text], after: Sequence[Text]) -> Iterator[Change]:
    """Yield what is gone from a list and new in it, or that its order is another."""
    found = list(names(spot, kind, before, after))
    yield from found
    one, two = ([folded(text.value) for text in texts] for texts in (before, after))
    if not found and one != two:
        joined = ("、".join(text.value for text in texts) for texts in (before, after))
        yield spot.change(
            Kind.FIELD_ORDER,
            *(Text(words, texts[0].place) for words, texts in zip(joined, (before, after), strict=True)),
        )


def _content(field: Field) -> frozenset[tuple[str, str]]:
    """Return what a field says, in pieces that two alike have in common."""
    rest_ = {("type", str(field.type)), ("unit", field.unit), ("help", field.help)}
    lists = {(name, each) for name in _LISTS for each in getattr(field, name)}
    return frozenset({*(("name", pair) for pair in grams(field.name.value)), *rest_, *lists})


def _texts(field: Field, attribute: str) -> tuple[Text, ...]:
    return tuple(Text(each, field.name.place) for each in getattr(field, attribute))


def _text(words: str, place: Place) -> Text | None:
    return Text(words, place) if words else None


def _yes(value: bool) -> str:  # noqa: FBT001 - a field's own value
    return "yes" if value else ""


def _spot(form: Form, field: Field | None = None) -> Spot:
    number = form.number.value
    values = {"number": number, "title": form.title.value}
    return Spot(number, {"at": "field", **values, "name": field.name.value} if field else {"at": "form", **values})
