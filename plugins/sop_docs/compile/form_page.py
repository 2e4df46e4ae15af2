"""The page of a form, which prints on A4 to be filled in by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.chart import step_anchor
from ..model.form import Field, FieldType, Form
from ..model.page import Page, PageKind
from ..parse.slug import slug
from .chart_words import ems
from .markdown import UNSEARCHED, heading, literal
from .markers import Parts
from .press import Fact, Item, Press
from .print_style import print_style
from .sheet import Sheet

_WIDE = {FieldType.LONG_TEXT, FieldType.TABLE, FieldType.CHOICES, FieldType.CHOICE, FieldType.SIGNATURE}
_STEP = 5
"""Widths of columns are whole multiples of this many percent: the style sheet has a class for each."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table to fill in, with its share of the width in percent."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A field as it is printed: its room (`wide`: the whole line), its tick boxes, its table."""

    name: str
    type: str
    required: bool
    wide: bool
    help: str
    unit: str
    choices: tuple[str, ...]
    other: bool
    columns: tuple[Column, ...]
    rows: tuple[str, ...]


def form_page(form: Form, press: Press) -> Page:
    """Return the page of a form."""
    stamp = f"{form.number} V{form.version}"
    return Page(
        path=form.path,
        title=form.title.value,
        text="\n\n".join(block for block in _blocks(form, press) if block) + "\n",
        kind=PageKind.FORM,
        tags=(form.number.value,),
        language=form.language,
        style=print_style(press.words, form.title.value, stamp),
        stamp=stamp,
    )


def entries(fields: Sequence[Field]) -> tuple[Entry, ...]:
    """Return fields ready to be printed: two a line, one a line where it is wide or the other half would stay empty."""
    result: list[Entry] = []
    half = False
    for index, field in enumerate(fields):
        alone = index + 1 == len(fields) or fields[index + 1].type in _WIDE
        wide = field.type in _WIDE or (alone and not half)
        half = not wide and not half
        result.append(_entry(field, wide=wide))
    return tuple(result)


def _entry(field: Field, *, wide: bool) -> Entry:
    return Entry(
        name=field.name.value,
        type=field.type.value,
        required=field.required,
        wide=wide,
        help=field.help,
        unit=field.unit,
        choices=field.choices,
        other=field.other,
        columns=tuple(_columns(field)),
        rows=field.first_cells or ("",) * field.rows,
    )


def _columns(field: Field) -> Iterator[Column]:
    """Yield columns as wide as their titles ask for, the first as its fixed cells do; narrow ones get room to write."""
    rooms = [min(14.0, max(4.0, ems(title))) for title in field.columns]
    if rooms and field.first_cells:
        rooms[0] = min(14.0, max(rooms[0], *map(ems, field.first_cells)))
    for title, room in zip(field.columns, rooms, strict=True):
        yield Column(title, max(_STEP, round(100 * room / sum(rooms) / _STEP) * _STEP))


def _blocks(form: Form, press: Press) -> Iterator[str]:
    words = press.words
    yield heading(1, literal(form.title.value), slug(form.number.value))
    facts = (
        Fact("number", words("identity.number"), (Item(form.number.value),)),
        Fact("version", words("identity.version"), (Item(f"V{form.version}"),)),
    )
    yield press.part("facts", facts=facts, kind="identity")
    yield Sheet(form.path, press, Parts()).prose(form.body, 1, "about")
    yield press.part("form", fields=entries(form.fields))
    yield heading(2, words("forms.filled-in"), "filled-in", UNSEARCHED)
    steps = [
        Item(
            f"{filling.sop.number} {filling.sop.title}: {filling.step.number} {filling.step.name}",
            press.url(form.path, filling.sop.path, step_anchor(filling.step.id)),
        )
        for filling in press.fillings.get(form.number.value, ())
    ]
    yield press.part("list", items=steps)
