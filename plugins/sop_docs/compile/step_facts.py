"""What a step says, as labelled values."""

from collections.abc import Iterator
from itertools import groupby

from ..model.chart import step_anchor
from ..model.flow import END, EdgeKind
from ..model.place import Text
from ..model.quantity import Limit
from ..model.step import Step
from .deck import Deck, thing_key
from .press import Fact, Item
from .shares import shares

_TEXTS_BEFORE, _TEXTS_AFTER = ("frequency", "requires"), ("standard", "done", "handover")


def step_facts(step: Step, deck: Deck) -> Iterator[Fact]:
    """Yield what a step says, in the order in which it is needed."""
    words = deck.press.words
    if step.uses:
        yield Fact("module", words("step.module"), tuple(_module(use.module, use.title, deck) for use in step.uses))
    if step.call:
        yield Fact("call", words("step.call"), (deck.press.document(step.call.value, deck.page),))
    yield from _duties(step, deck)
    if step.limit:
        yield _limit(step.limit, deck)
    yield from _texts(step, _TEXTS_BEFORE, deck)
    if step.inputs:
        yield Fact("input", words("step.input"), tuple(_input(step, thing, deck) for thing in step.inputs))
    yield from _plain("output", step.outputs, deck)
    if step.forms:
        items = tuple(deck.press.document(form.value, deck.page) for form in step.forms)
        yield Fact("form", words("step.form"), items)
    yield from _plain("tools", step.tools, deck)
    yield from _texts(step, _TEXTS_AFTER, deck)
    yield from _ways(step, deck)


def _duties(step: Step, deck: Deck) -> Iterator[Fact]:
    words = deck.press.words
    for letter, group in groupby(shares(step, deck.accountable, words), key=lambda share: share.letter):
        items = tuple(deck.press.party(share.party, deck.page, share.note) for share in group)
        yield Fact(letter, words(f"duty.{letter}"), items)


def _limit(limit: Limit, deck: Deck) -> Fact:
    label = deck.press.words("step.limit")
    if not limit.by_variant:
        return Fact("limit", label, (Item(limit.text.value),))
    items = (Item(value.text.value, before=name, variant=name) for name, value in limit.by_variant.items())
    return Fact("limit", label, tuple(items), block=True)


def _texts(step: Step, names: tuple[str, ...], deck: Deck) -> Iterator[Fact]:
    for name in names:
        text: Text | None = getattr(step, name)
        if text:
            item = Item(deck.press.prose(text.value, deck.page, deck.variants))
            yield Fact(name, deck.press.words(f"step.{name}"), (item,))


def _plain(name: str, things: tuple[Text, ...], deck: Deck) -> Iterator[Fact]:
    if things:
        items = tuple(Item(deck.press.prose(thing.value, deck.page, deck.variants)) for thing in things)
        yield Fact(name, deck.press.words(f"step.{name}"), items)


def _input(step: Step, thing: Text, deck: Deck) -> Item:
    """Return an input with a link to the step that makes it: the nearest ancestor of several."""
    makers = [maker for maker in deck.makers.get(thing_key(thing), ()) if maker is not step]
    if len(makers) > 1:
        before = deck.procedure.flow.before(step.id)
        makers = [maker for maker in makers if maker.id in before] or makers
    if not makers:
        return Item(deck.press.prose(thing.value, deck.page, deck.variants))
    maker = next((item for item in reversed(makers) if item.number < step.number), makers[0])
    note = deck.press.words("step.made-in", number=maker.number)
    return Item(thing.value, f"#{step_anchor(maker.id)}", note=note)


def _ways(step: Step, deck: Deck) -> Iterator[Fact]:
    """Yield where it goes on: answers, exceptions, and the next steps where they are not simply the next one."""
    words, flow = deck.press.words, deck.procedure.flow
    edges = flow.outgoing.get(step.id, ())
    ways = {kind: [edge for edge in edges if edge.kind is kind] for kind in EdgeKind}
    for kind, key in ((EdgeKind.ANSWER, "decision"), (EdgeKind.EXCEPTION, "exceptions")):
        items = tuple(_target(edge.target, deck, edge.label) for edge in ways[kind])
        if items:
            question = step.decision.question if step.decision and kind is EdgeKind.ANSWER else ""
            asked = (Item(deck.press.prose(question, deck.page, deck.variants)),) if question else ()
            yield Fact(key, words(f"step.{key}"), (*asked, *items), block=True)
    following = [edge.target for edge in ways[EdgeKind.NORMAL]]
    usual = next((item.id for item in deck.procedure.steps if item.number == step.number + 1), END)
    if following and following != [usual]:
        yield Fact("next", words("step.next"), tuple(_target(target, deck) for target in following))
    if step.id in flow.joins:
        sources = dict.fromkeys(edge.source for edge in flow.incoming.get(step.id, ()) if edge.kind is EdgeKind.NORMAL)
        yield Fact("after", words("step.after"), tuple(_target(source, deck) for source in sources))


def _target(step_id: str, deck: Deck, before: str = "") -> Item:
    step = deck.steps.get(step_id)
    if step is None:
        return Item(deck.press.words("step.end"), before=before)
    return Item(f"{step.number} {step.name.value}", f"#{step_anchor(step.id)}", before=before)


def _module(name: str, title: str, deck: Deck) -> Item:
    module = deck.press.library.module.get(name)
    return Item(title, deck.press.url(deck.page, module.path) if module else "")
