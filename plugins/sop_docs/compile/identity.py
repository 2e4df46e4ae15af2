"""The head of a document: its state on the day, its identity, its scope."""

from collections.abc import Iterator

from ..model.lifecycle import Period
from ..model.place import Text
from ..model.sop import Identity, Sop
from ..model.words import Words
from .press import Fact, Item, Press


def render_stamp(sop: Sop, press: Press) -> str:
    """Return the badge with the state, and with what a script needs to find it on the reader's day."""
    days = press.days[sop.path]
    state = days.state(press.day)
    words, states = press.state_words[state], press.state_table
    return press.part("stamp", days=days, state=state, words=words, states=states, built=press.built)


def render_identity(sop: Sop, press: Press) -> str:
    """Return the identity block."""
    return press.part("facts", facts=tuple(_identity(sop, press)), kind="identity")


def render_scope(sop: Sop, press: Press) -> str:
    """Return scope, goals and variants, or '' where nothing is said of them."""
    lines = tuple(_scope(sop, press))
    blocks = [press.part("facts", facts=lines, kind="scope")] if lines else []
    if sop.identity.variants:
        names = tuple(dict.fromkeys(name for variant in sop.identity.variants for name in variant.values))
        blocks.append(press.part("variants", variants=sop.identity.variants, names=names))
    return "\n\n".join(blocks)


def period_words(period: Period, words: Words) -> str:
    """Return a rhythm of review in words."""
    parts = []
    if period.months:
        parts.append(words("period.months", count=period.months))
    if period.days:
        parts.append(words("period.days", count=period.days))
    return " ".join(parts)


def _identity(sop: Sop, press: Press) -> Iterator[Fact]:
    identity, words, page = sop.identity, press.words, sop.path
    yield Fact("number", words("identity.number"), (Item(sop.number),))
    yield Fact("version", words("identity.version"), (Item(f"V{sop.version}"),))
    if identity.department:
        name = press.library.vocabulary.departments.get(identity.department)
        item = press.party(name.value if name else identity.department, page)
        yield Fact("department", words("identity.department"), (item,))
    yield from _dates(identity, words)
    for key, value in (("owner", identity.owner), ("supervisor", identity.supervisor)):
        if value:
            yield Fact(key, words(f"identity.{key}"), (press.party(value.value, page),))
    for key, values in (
        ("prepared", identity.prepared),
        ("reviewed", identity.reviewed),
        ("approved", identity.approved),
    ):
        if values:
            yield Fact(key, words(f"identity.{key}"), tuple(_signer(value, press, page) for value in values))
    yield from _context(identity, press, page)


def _dates(identity: Identity, words: Words) -> Iterator[Fact]:
    if identity.effective:
        yield Fact("effective", words("identity.effective"), (Item(identity.effective.isoformat()),))
    if identity.review:
        due = identity.review_due
        note = words("identity.due", day=due.isoformat()) if due else ""
        yield Fact("review", words("identity.review"), (Item(period_words(identity.review, words), note=note),))


def _context(identity: Identity, press: Press, page: str) -> Iterator[Fact]:
    words = press.words
    if identity.scenario:
        key = identity.scenario.value
        name = press.library.vocabulary.scenarios.get(key)
        path = press.site.scenarios.get(key)
        item = Item(name.value if name else key, press.url(page, path) if path else "")
        yield Fact("scenario", words("identity.scenario"), (item,))
    if identity.change:
        yield Fact("change", words("identity.change"), (Item(press.prose(identity.change.value, page)),))
    if identity.replaced_by:
        yield Fact("replaced-by", words("identity.replaced-by"), (press.document(identity.replaced_by.value, page),))


def _scope(sop: Sop, press: Press) -> Iterator[Fact]:
    scope, page = sop.identity.scope, sop.path
    for key, text in (
        ("applies", scope.applies),
        ("excludes", scope.excludes),
        ("from", scope.starts),
        ("to", scope.ends),
    ):
        if text:
            yield Fact(key, press.words(f"scope.{key}"), (Item(press.prose(text.value, page)),))
    if sop.identity.goals:
        goals = tuple(Item(press.prose(goal.text.value, page)) for goal in sop.identity.goals)
        yield Fact("goals", press.words("scope.goals"), goals, block=True)


def _signer(value: Text, press: Press, page: str) -> Item:
    """Return who signed: a role with its page, a person by name, never by the id people log in with."""
    person = press.library.vocabulary.people.get(value.value)
    return Item(person.name) if person else press.party(value.value, page)
