"""Differences of the prose around the steps. Touches no file."""

from collections.abc import Hashable, Iterator, Sequence

from ..model.change import Change, Kind
from ..model.names import folded
from ..model.place import Text
from ..model.sop import Section, Sop
from ..parse.punctuation import without_number
from .likeness import Pairs, alike, moved, paired, rest
from .prose import DOING, PURPOSE, Area, joined, prose
from .sentences import sentences
from .spot import Spot
from .wording import grams, reworded, said

_ALIKE = 0.6


def preambles(before: Sop, after: Sop) -> Iterator[Change]:
    """Yield what differs above the first section and above the first step."""
    yield from prose(Spot("preamble", {"at": "preamble"}), PURPOSE, before.preamble, after.preamble)
    yield from prose(Spot("steps", {"at": "steps"}), DOING, before.procedure.intro, after.procedure.intro)


def sections(before: Sequence[Section], after: Sequence[Section]) -> Iterator[Change]:
    """Yield sections that came, went, moved or got another title, and what differs in the others."""
    pairs = _paired(before, after)
    away = moved([j for _, j in pairs.both])
    for i in pairs.removed:
        yield _spot(before[i]).change(Kind.SECTION_REMOVED, _passage(before[i]), None)
    found = {j: i for i, j in pairs.both}
    for j, section in enumerate(after):
        if j not in found:
            yield _spot(section).change(Kind.SECTION_ADDED, None, _passage(section))
            continue
        old = before[found[j]]
        if j in away:
            yield _spot(section).change(
                Kind.SECTION_MOVED, *(_number(*each) for each in ((old, found[j]), (section, j)))
            )
        if _key(old) != _key(section):
            yield from reworded(_spot(section), Kind.SECTION_RENAMED, _title(old), _title(section))
        yield from prose(_spot(section), _area(section), old.body, section.body)


def _paired(before: Sequence[Section], after: Sequence[Section]) -> Pairs:
    """Return the sections that go by the same, then those of other titles with much the same text or sentences."""
    pairs = paired([_key(section) for section in before], [_key(section) for section in after])
    one = {i: grams(before[i].body.value) for i in pairs.removed if before[i].body.value.strip()}
    two = {j: grams(after[j].body.value) for j in pairs.added if after[j].body.value.strip()}
    both = [*pairs.both, *alike(one, two, _ALIKE)]
    left = rest(both, len(before), len(after))
    both += alike(_said(before, left.removed), _said(after, left.added), _ALIKE)
    return rest(both, len(before), len(after))


def _said(sections: Sequence[Section], indices: Sequence[int]) -> dict[int, frozenset[str]]:
    """Return the sentences of sections that have any, by index."""
    found = {index: frozenset(said(text.value) for text in sentences(sections[index].body)) for index in indices}
    return {index: texts for index, texts in found.items() if texts}


def _title(section: Section) -> Text:
    return without_number(section.title)


def _key(section: Section) -> Hashable:
    """Return what a section goes by; those whose title is known go by what they are."""
    return section.kind, "" if section.kind else folded(_title(section).value)


def _spot(section: Section) -> Spot:
    return Spot(_title(section).value, {"at": "section", "name": _title(section).value})


def _area(section: Section) -> Area:
    return PURPOSE if section.kind == "purpose" else DOING


def _number(section: Section, index: int) -> Text:
    return Text(str(index + 1), section.title.place)


def _passage(section: Section) -> Text:
    """Return what a section says on one line, or its title where it says nothing."""
    found = sentences(section.body)
    return Text(joined(found).value if found else section.title.value, section.title.place)
