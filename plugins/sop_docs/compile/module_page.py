"""The page of a module: what it asks for, who uses it, its steps."""

from collections.abc import Iterator

from ..model.page import Page, PageKind
from ..model.sop import Module
from ..parse.slug import slug
from .cards import render_cards
from .deck import Deck
from .markdown import UNSEARCHED, heading, literal
from .markers import Parts
from .press import Fact, Item, Press
from .print_style import print_style
from .sheet import Sheet
from .sop_page import charts


def module_page(module: Module, press: Press) -> Page:
    """Return the page of a module."""
    stamp = f"{module.name} V{module.version}"
    return Page(
        path=module.path,
        title=module.title.value,
        text="\n\n".join(block for block in _blocks(module, press) if block) + "\n",
        kind=PageKind.MODULE,
        tags=(module.name.value,),
        style=print_style(press.words, module.title.value, stamp),
        stamp=stamp,
    )


def _blocks(module: Module, press: Press) -> Iterator[str]:
    deck = Deck(module.path, module.procedure, lambda step: step.accountable, (), press)
    sheet = Sheet(module.path, press, Parts())
    words = press.words
    yield heading(1, literal(module.title.value), f"module-{slug(module.name.value)}")
    yield press.part("facts", facts=tuple(_facts(module, press)), kind="identity")
    yield sheet.prose(module.preamble, 1, "preamble")
    yield heading(2, words("part.used-by"), "used-by", UNSEARCHED)
    yield press.part(
        "list", items=[press.document(sop.number, module.path) for sop in press.users.get(module.name.value, ())]
    )
    yield heading(2, words("charts.flow"), "charts", UNSEARCHED)
    yield charts(("flow",), press)
    title = module.procedure.title
    yield heading(2, literal(title.value) if title else words("part.steps"), "steps")
    yield render_cards(deck, sheet)
    yield from sheet.sections(module.sections)


def _facts(module: Module, press: Press) -> Iterator[Fact]:
    words = press.words
    yield Fact("number", words("word.module"), (Item(module.name.value),))
    yield Fact("version", words("identity.version"), (Item(f"V{module.version}"),))
    if module.params:
        items = (Item(text.value, before=name) for name, text in module.params.items())
        yield Fact("params", words("module.params"), tuple(items), block=True)
