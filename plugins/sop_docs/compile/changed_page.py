"""Pages that tell what versions of a document made other: each beside the one before, and any two. Touches no file."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ..model.change import Change, Weight
from ..model.page import Page, PageKind
from .change_log import shown
from .markdown import UNSEARCHED, heading, literal
from .press import Item, Press
from .print_style import css_string, print_style
from .shelf import Shelf
from .version_parts import span

COMPARED: Final = 12
"""So many versions are compared with each other, the newest."""

Told = tuple[tuple[Change, str], ...]
"""Changes with their sentences."""


class Pair(NamedTuple):
    """Two versions by their places in the log; the changes are None where nobody can read one of both."""

    old: int
    new: int
    changes: Told | None


class _Cell(NamedTuple):
    """How many changes lie between two versions, and where they are told; no text where nobody can read one of both."""

    text: str
    href: str
    weight: str


def changed_page(shelf: Shelf, at: int, html: str, press: Press) -> Page:
    """Return the page of what a version made other than the one before it; `html` shows it, else it has a list."""
    path, logged = shelf.changed[at], shelf.log.versions[at]
    both = _both(shelf, at + 1, at)
    blocks = (
        heading(1, literal(press.words("changed.title", versions=both)), "what-changed"),
        press.part(
            "changed",
            version=_name(shelf, at),
            span=span(logged, press),
            reason=shown(logged.reason),
            ways=list(_ways(shelf, at, path, press)),
        ),
        press.block(html) if html else press.part("changed_list", groups=_groups(logged.changes, press)),
    )
    return _page(path, f"{shown(shelf.log.number)} {both}", blocks, shelf, press)


def comparison_page(shelf: Shelf, pairs: Sequence[Pair], press: Press) -> Page:
    """Return the page on which any two versions are compared: neighbours lead to their own pages."""
    path, number = shelf.comparison, shown(shelf.log.number)
    name = press.words("compared.title", number=number)
    places = dict.fromkeys(place for pair in pairs for place in (pair.new, pair.old))
    cells = {(pair.new, pair.old): _cell(shelf, pair, path, press) for pair in pairs}
    newer, older = (dict.fromkeys(pair[side] for pair in cells) for side in (0, 1))
    table = press.part(
        "compared",
        heads=[_text(shelf, place, path, press) for place in older],
        rows=[(_text(shelf, new, path, press), [cells.get((new, old)) for old in older]) for new in newer],
        left=len(shelf.log.versions) - len(places),
        most=COMPARED,
    )
    way = press.part("way", title=shown(shelf.log.title), href=press.url(path, shelf.path) if shelf.current else "")
    blocks = [heading(1, literal(name), "compared"), way, table]
    for pair in pairs:
        if pair.changes and not _own(shelf, pair):
            title = literal(_both(shelf, pair.old, pair.new))
            blocks.append(heading(2, title, _anchor(shelf, pair), UNSEARCHED))
            blocks.append(press.part("changed_list", groups=_groups(pair.changes, press)))
    return _page(path, name, blocks, shelf, press)


def pairs_of(shelf: Shelf) -> Iterator[tuple[int, int]]:
    """Yield the older and the newer of any two versions that are compared, the newest first."""
    count = min(len(shelf.log.versions), COMPARED)
    yield from ((old, new) for new in range(count) for old in range(new + 1, count))


def _page(path: str, title: str, blocks: Sequence[str], shelf: Shelf, press: Press) -> Page:
    style = print_style(press.words, shown(shelf.log.title), title)
    style += "".join(f":root{{--ear-{tag}:{css_string(press.words(f'review.ear.{tag}'))};}}" for tag in ("del", "ins"))
    text = "\n\n".join(filter(None, blocks)) + "\n"
    return Page(path, title, text, PageKind.CHANGED, written=False, style=style, parts=tuple(press.apart or ()))


def _name(shelf: Shelf, at: int) -> str:
    return f"V{shown(shelf.log.versions[at].version.version)}"


def _both(shelf: Shelf, old: int, new: int) -> str:
    return f"{_name(shelf, old)} → {_name(shelf, new)}"


def _text(shelf: Shelf, at: int, page: str, press: Press) -> Item:
    """Return a version with the link to its text where that has a page."""
    place = shelf.place(at)
    return Item(_name(shelf, at), press.url(page, place) if place else "")


def _ways(shelf: Shelf, at: int, page: str, press: Press) -> Iterator[Item]:
    """Yield where else to go: the document, both texts, what the versions before and after made other, any two, all."""
    if shelf.current:
        yield Item(shown(shelf.log.number), press.url(page, shelf.path))
    for text in (_text(shelf, place, page, press) for place in (at + 1, at)):
        if text.href:
            yield Item(press.words("changed.text", version=text.text), text.href)
    places = sorted(shelf.changed)
    here = places.index(at)
    for key, near in (("changed.earlier", places[here + 1 : here + 2]), ("changed.later", places[:here][-1:])):
        for place in near:
            yield Item(press.words(key, versions=_both(shelf, place + 1, place)), press.url(page, shelf.changed[place]))
    if shelf.has_comparison:
        yield Item(press.words("compared.any"), press.url(page, shelf.comparison))
    if shelf.apart:
        yield Item(press.words("versions.all"), press.url(page, shelf.listing))


def _cell(shelf: Shelf, pair: Pair, page: str, press: Press) -> _Cell:
    if pair.changes is None:
        return _Cell("", "", "")
    if not pair.changes:
        return _Cell(press.words("compared.same"), "", "")
    order = list(Weight)
    weight = max((change.weight for change, _ in pair.changes), key=order.index)
    own = _own(shelf, pair)
    href = press.url(page, own) if own else f"#{_anchor(shelf, pair)}"
    return _Cell(press.words("compared.count", count=len(pair.changes)), href, press.words(f"review.weight.{weight}"))


def _own(shelf: Shelf, pair: Pair) -> str:
    """Return the page of two neighbours, '' where they have none."""
    return shelf.changed.get(pair.new, "") if pair.old == pair.new + 1 else ""


def _anchor(shelf: Shelf, pair: Pair) -> str:
    """Return an anchor that newer versions leave as it is."""
    count = len(shelf.log.versions)
    return f"from-{count - pair.old}-to-{count - pair.new}"


def _groups(changes: Told, press: Press) -> list[tuple[str, list[str]]]:
    """Return the sentences under the names of their weights, the heaviest first."""
    groups = (
        (press.words(f"review.weight.{weight}"), [shown(words) for change, words in changes if change.weight is weight])
        for weight in reversed(Weight)
    )
    return [(name, said) for name, said in groups if said]
