"""A form: its fields from the front matter. Touches no file."""

import re
from collections.abc import Iterator, Mapping

from ..model.form import Field, FieldType, Form
from ..model.place import Text
from ..model.problem import Problem
from ..model.vocabulary import Vocabulary
from .allowed import read_allowed
from .fields import YES_NO, Fields
from .front_matter_keys import FIELD, FORM
from .identity import LANGUAGES
from .number import check_number, read_number, read_version, script_of
from .yaml_events import MappingNode, ScalarNode

TYPES: Mapping[str, FieldType] = {str(kind): kind for kind in FieldType}
MOST_ROWS = 100

_ROWS = re.compile(r"[0-9]{1,4}")
_CHOOSING = frozenset({FieldType.CHOICE, FieldType.CHOICES})
_ONLY_FOR: Mapping[str, frozenset[FieldType]] = {
    "unit": frozenset({FieldType.NUMBER}),
    "choices": _CHOOSING,
    "other": _CHOOSING,
    "columns": frozenset({FieldType.TABLE}),
    "rows": frozenset({FieldType.TABLE}),
}


def read_form(
    node: MappingNode, path: str, body: Text, vocabulary: Vocabulary
) -> tuple[Form | None, tuple[Problem, ...]]:
    """Return the form with the fields that can be read, None where its number cannot be used."""
    problems: list[Problem] = []
    fields = Fields(node, FORM, problems)
    fields.refuse_unknown()
    fields.require("form")
    number = read_number(fields.text("form"), "form", problems)
    fields.require("title", "version", "fields")
    if number is None:
        return None, tuple(problems)
    check_number(number, path, vocabulary, problems)
    title = fields.text("title") or number
    form = Form(
        path,
        number,
        title,
        read_version(fields.text("version"), number, problems),
        fields.choice("language", LANGUAGES) or script_of(title.value),
        tuple(_fields(fields, problems)),
        body if body.value.strip() else None,
        read_allowed(fields, problems),
    )
    return form, tuple(problems)


def _fields(form: Fields, problems: list[Problem]) -> Iterator[Field]:
    seen: dict[str, int] = {}
    for node in form.mappings("fields"):
        entry = Fields(node, FIELD, problems)
        entry.refuse_unknown()
        entry.require("name", "type")
        name, kind = entry.text("name"), entry.choice("type", TYPES)
        if name is None or kind is None:
            continue
        if name.value in seen:
            values = {"name": name.value, "line": str(seen[name.value])}
            problems.append(Problem("SOP131", name.place, values))
        seen.setdefault(name.value, name.place.line)
        _check_keys(entry, name, kind, problems)
        yield _field(entry, name, kind, problems)


def _check_keys(entry: Fields, name: Text, kind: FieldType, problems: list[Problem]) -> None:
    for key, kinds in _ONLY_FOR.items():
        if key in entry.places and kind not in kinds:
            values = {"name": name.value, "key": entry.shown(key), "types": ", ".join(sorted(kinds))}
            problems.append(Problem("SOP132", entry.places[key], values))
    if kind in _CHOOSING:
        entry.require("choices")
    if kind is FieldType.TABLE:
        entry.require("columns")


def _field(entry: Fields, name: Text, kind: FieldType, problems: list[Problem]) -> Field:
    unit, advice = entry.text("unit"), entry.text("help")
    rows, first_cells = _rows(entry, problems)
    return Field(
        name,
        kind,
        required=entry.choice("required", YES_NO) or False,
        unit=unit.value if unit else "",
        choices=tuple(text.value for text in entry.texts("choices", split=True)),
        other=entry.choice("other", YES_NO) or False,
        columns=tuple(text.value for text in entry.texts("columns", split=True)),
        rows=rows,
        first_cells=first_cells,
        help=advice.value if advice else "",
    )


def _rows(entry: Fields, problems: list[Problem]) -> tuple[int, tuple[str, ...]]:
    """Return how many blank rows a table has, or the fixed first cells of its rows."""
    node = entry.node("rows")
    if not isinstance(node, ScalarNode):
        return 0, tuple(text.value for text in entry.texts("rows"))
    if _ROWS.fullmatch(node.value) and int(node.value) <= MOST_ROWS:
        return int(node.value), ()
    problems.append(Problem("SOP133", node.place, {"value": node.value, "limit": str(MOST_ROWS)}))
    return 0, ()
