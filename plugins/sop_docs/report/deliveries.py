"""What is said of two bundles beside their documents, in lines. Touches no file."""

from collections.abc import Iterator
from typing import Final

from ..model import lifecycle
from ..model.bundle import About, Delivered, short, typed
from ..model.comparison import Comparison, State
from ..model.words import Words

_MOST: Final = 20
"""So many versions are named; JSON has all of them."""


def origins(comparison: Comparison, words: Words) -> Iterator[str]:
    """Yield of what both were made, and what makes it doubtful that one is the later state of the other."""
    before, after = comparison.before, comparison.after
    if not before.about or not after.about:
        return
    yield words("diff.before", made=_made(before, before.about, words))
    yield words("diff.after", made=_made(after, after.about, words))
    if before.about.library != after.about.library:
        yield words("diff.libraries")
    if _asked(before.about) != _asked(after.about):
        yield words("diff.options", before=_asked(before.about) or "–", after=_asked(after.about) or "–")


def alone(comparison: Comparison, words: Words) -> Iterator[str]:
    """Yield the versions that only one of two bundles has."""
    for key, state in (("diff.alone.before", comparison.before), ("diff.alone.after", comparison.after)):
        if state.alone:
            named = words("diff.comma").join(_version(one, words) for one in state.alone[:_MOST])
            more = len(state.alone) - _MOST
            yield words(key, versions=words("diff.more", versions=named, count=more) if more > 0 else named)


def _made(state: State, about: About, words: Words) -> str:
    made = {"library": about.library, "day": about.day.isoformat(), "commit": short(about.commit)}
    return words("diff.made", name=state.name, **made)


def _asked(about: About) -> str:
    """Return the options that say what of the library a bundle holds."""
    return typed(dict(sorted(about.part.items())))


def _version(one: Delivered, words: Words) -> str:
    # A bundle may come from anybody, and call a state what it likes.
    known = one.state in set(lifecycle.State)
    state = words(f"state.{one.state}") if known else one.state
    return words("diff.version", number=one.number, version=one.version, state=state)
