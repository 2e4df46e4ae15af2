"""Lists of names as sets: what has come and what has gone. Touches no file."""

from collections.abc import Iterator, Sequence

from ..model.change import Change, Kind
from ..model.names import folded
from ..model.place import Text
from .likeness import paired
from .spot import Spot
from .wording import loose, said


def names(spot: Spot, kind: Kind, before: Sequence[Text], after: Sequence[Text]) -> Iterator[Change]:
    """Yield what is gone and what is new; one that takes the place of one is one change."""
    if [text.value for text in before] == [text.value for text in after]:
        return
    one, two = ({said(folded(text.value)): text for text in texts} for texts in (before, after))
    gone = [text for name, text in one.items() if name not in two]
    new = [text for name, text in two.items() if name not in one]
    typed = paired([loose(text.value) for text in gone], [loose(text.value) for text in new])
    for i, j in typed.both:
        yield spot.change(Kind.TYPING, gone[i], new[j])
    if len(typed.removed) == len(typed.added) == 1:
        yield spot.change(kind, gone[typed.removed[0]], new[typed.added[0]])
        return
    for i in typed.removed:
        yield spot.change(kind, gone[i], None)
    for j in typed.added:
        yield spot.change(kind, None, new[j])
