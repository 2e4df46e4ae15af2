"""All problems of a library, of which only what changed since the last run is read and looked at again.

What is found in an SOP depends on its own bytes, on the SOPs that its rules asked, on what all SOPs are called, and on
everything around them. Where one of the last two is another, everything is read.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import chain, groupby
from pathlib import Path
from typing import NamedTuple

from ..check import FACTS, Other, Terms, check_attachments, inspect, settle
from ..compile.site_map import collisions
from ..effects.files import Tree, read_tree
from ..effects.halves import Half, LostHalfError, can_be_halved, halves
from ..effects.kept_facts import KeptFacts
from ..effects.kept_store import KeptStore
from ..model.kept import Kept, KeptSop
from ..model.ledger import Ledger
from ..model.library import Library
from ..model.problem import Problem
from ..model.sop import Sop
from ..model.version import Remarks
from ..parse.slug import readings, remember_readings
from .collector import without_collector
from .load import Loaded, Loader
from .settings import Settings

RemarksOf = Callable[[Mapping[str, bytes]], Remarks]
"""What history has against the files of a work tree, by the path of the document."""


class Looked(NamedTuple):
    """A library as far as it had to be read, its problems, what the next look may believe, the SOPs read by path."""

    loaded: Loaded
    problems: tuple[Problem, ...]
    kept: Kept
    sops: Mapping[str, Sop]


_MANY = 200
"""Up to so many SOPs a second process brings nothing."""
_SOP = re.compile("^(?:id|编号)[ ]*:".encode(), re.MULTILINE)
_HEAD = 2000
"""Bytes in which most SOPs say what they are; one that says so later is read all the same."""


def check_again(
    content: Path,
    day: date,
    settings: Settings,
    known: Sequence[Problem],
    ledger: Ledger | None,
    read_remarks: RemarksOf | None = None,
) -> tuple[Loaded, tuple[Problem, ...]]:
    """Return a library, as much of it as had to be read, and every problem of it, as `find_problems` does.

    `read_remarks` says what history has against files.
    """
    store = KeptStore(content)
    last = store.read()
    remember_readings(last.readings)
    terms = terms_on(day, settings, ledger)
    with without_collector():
        looked = look_at(read_tree(content), (last,), terms, settings, known, read_remarks)
        store.write(looked.kept)
    return looked.loaded, looked.problems


def terms_on(day: date, settings: Settings, ledger: Ledger | None) -> Terms:
    """Return what rules may ask for, with an empty library, whose place is taken by what is read."""
    return Terms(Library(), day, settings.review, settings.steps_per_person, ledger or Ledger())


def look_at(
    tree: Tree,
    lasts: Sequence[Kept],
    terms: Terms,
    settings: Settings,
    known: Sequence[Problem],
    read_remarks: RemarksOf | None = None,
    loader: Loader | None = None,
) -> Looked:
    """Return a library, as much of it as had to be read, every problem of it, and what the next look may believe.

    What looks at other states of the library have left is believed as far as it holds here. What the `loader` has read
    for another look is not read again.
    """
    loader = loader or Loader()
    again = _look_again(tree, lasts, terms, settings, loader)
    if again:
        look, now = again
    else:
        look, sops = _whole_look(tree, terms, loader)
        problems = (*check_attachments(look.loaded.attachments), *collisions(look.loaded.library))
        now = look.elsewhere(Kept(look.around(settings), look.names, problems, sops, readings()))
    of_sops = chain.from_iterable(kept.problems for kept in now.sops.values())
    found = chain(known, look.loaded.problems, of_sops, now.elsewhere, now.problems)
    remarks = read_remarks(look.loaded.texts) if read_remarks else {}
    settled = settle(found, replace(look.terms, remarks=remarks), settings.severity)
    return Looked(look.loaded, settled, now, look.whole)


def _look_again(
    tree: Tree, lasts: Sequence[Kept], terms: Terms, settings: Settings, loader: Loader
) -> tuple["_Look", Kept] | None:
    """Return a look at what is not as one of the last looks left it, None where all have to be looked at."""
    alike: dict[tuple[str, str], list[Kept]] = {}
    for last in lasts:
        # Where an SOP is gone names are others: that can be seen before anything is read.
        if last.sops and last.sops.keys() <= tree.texts.keys():
            alike.setdefault((last.around, last.names), []).append(last)
    for of, kept in alike.items():
        look = _Look(tree, terms, loader, [last.sops for last in kept])
        if (look.around(settings), look.names) == of:
            now = replace(kept[0], sops={**look.still, **look.inspected()}, readings=readings())
            holds = (last for last in kept if look.holds(last.sops).keys() >= set(last.asked))
            same = next(holds, None)
            return look, replace(now, elsewhere=same.elsewhere, asked=same.asked) if same else look.elsewhere(now)
    return None


def _whole_look(tree: Tree, terms: Terms, loader: Loader) -> tuple["_Look", Mapping[str, KeptSop]]:
    """Return a look at all files, and every SOP with what is found in it; of many, two processes look at half."""
    candidates = sorted(path for path, data in tree.texts.items() if _SOP.search(data, 0, _HEAD))
    if len(candidates) > _MANY and can_be_halved():
        with suppress(LostHalfError), halves() as half:
            look = _Look(tree, terms, loader, half=half, left=half.left(candidates))
            own = look.inspected()
            found, read = half.gather(({path: (kept.asked, kept.problems) for path, kept in own.items()}, readings()))
            remember_readings(read)
            return look, {**own, **look.others(found)}
    look = _Look(tree, terms, loader)
    return look, look.inspected()


class _Look:
    """One look at the files of a library; SOPs whose findings still hold are there as the last look left them.

    Those that are `left` to the other half are there by what they are known by.
    """

    def __init__(
        self,
        tree: Tree,
        terms: Terms,
        loader: Loader,
        lasts: Sequence[Mapping[str, KeptSop]] = (),
        half: Half | None = None,
        left: Sequence[str] = (),
    ) -> None:
        self._digests = {path: sha256(data).hexdigest() for path, data in tree.texts.items()}
        self.still = {path: kept for last in lasts for path, kept in self.holds(last).items()}
        read = loader.read(tree, {*self.still, *left})
        self._read = read.library
        self._sops = {sop.path: sop for sop in read.library.sops}
        by_path = groupby(read.library.allowances, lambda allowance: allowance.place.path)
        self._allowances = {path: tuple(allowances) for path, allowances in by_path}
        self._known = {path: self._known_by(sop) for path, sop in self._sops.items()}
        if half:
            self.still = half.swap(self._known)
            if self.still.keys() != set(left):  # a file among them is no SOP, and so is missing here
                raise LostHalfError
        self.whole = dict(self._sops)
        self._asked: set[str] = set()
        self.loaded = replace(read, library=self._library())
        self.terms = replace(terms, library=self.loaded.library)
        # Now, since all SOPs are asked for what they are called: no single one depends on that.
        self.names = _names(self.terms)

    def around(self, settings: Settings) -> str:
        """Return a digest of what the findings in every SOP depend on beside rules: other files, settings, the day."""
        sops = self.still.keys() | self._sops.keys()
        files = sorted((path, digest) for path, digest in self._digests.items() if path not in sops)
        attached = sorted((path, sha256(data).hexdigest()) for path, data in self.loaded.attachments.items())
        terms = self.terms.day, self.terms.house_review, self.terms.steps_per_person
        return sha256(repr((terms, settings, files, attached)).encode()).hexdigest()

    def inspected(self) -> Mapping[str, KeptSop]:
        """Return the SOPs that were read, with what is found in them."""
        return {path: self._inspected(path, sop) for path, sop in self._sops.items()}

    def holds(self, last: Mapping[str, KeptSop]) -> Mapping[str, KeptSop]:
        """Return the SOPs that did not change since a last look, and of which no rule asked one that did."""
        changed = {path for path, kept in last.items() if self._digests.get(path) != kept.digest}
        return {path: kept for path, kept in last.items() if path not in changed and changed.isdisjoint(kept.asked)}

    def others(self, found: Mapping[str, tuple[tuple[str, ...], tuple[Problem, ...]]]) -> Mapping[str, KeptSop]:
        """Return the SOPs of the other half with whom their problems depend on, and the problems."""
        return {path: replace(self.still[path], asked=asked, problems=each) for path, (asked, each) in found.items()}

    def elsewhere(self, kept: Kept) -> Kept:
        """Return this with what is found in documents that are no SOPs, and in files that could not be read."""
        self._asked.clear()
        problems = tuple(self._elsewhere())
        return replace(kept, elsewhere=problems, asked=tuple(sorted(self._asked)))

    def _elsewhere(self) -> Iterator[Problem]:
        for path, problems in self.loaded.found.items():
            if path not in self._sops:
                yield from problems
        for document in self._read.document.values():
            if not isinstance(document, Sop):
                yield from inspect(document, self.terms)

    def _known_by(self, sop: Sop) -> KeptSop:
        """Return an SOP with nothing found in it yet."""
        facts = {name: fact(sop) for name, fact in FACTS.items()}
        allowances = self._allowances.get(sop.path, ())
        return KeptSop(self._digests[sop.path], sop.number, (), (), allowances, KeptFacts(sop.path, facts))

    def _inspected(self, path: str, sop: Sop) -> KeptSop:
        self._asked.clear()
        problems = (*self.loaded.found[path], *inspect(sop, self.terms))
        return replace(self._known[path], asked=tuple(sorted(self._asked - {path})), problems=problems)

    def _library(self) -> Library:
        """Return the whole library, its SOPs such as tell when they are asked."""
        known = sorted({**self.still, **self._known}.items())
        sops = tuple(Other(path, one.number, one.facts, self._read_whole, self._asked.add) for path, one in known)
        still = chain.from_iterable(one.allowances for one in self.still.values())
        allowances = sorted((*self._read.allowances, *still), key=lambda one: one.place)
        return replace(self._read, sops=sops, allowances=tuple(allowances))

    def _read_whole(self, path: str) -> Sop:
        if path not in self.whole:
            self.whole[path] = self.loaded.read_sop(path)
        return self.whole[path]


def _names(terms: Terms) -> str:
    """Return a digest of what SOPs are called and where they stand."""
    numbers = [(sop.path, sop.number) for sop in terms.library.sops]
    return sha256(repr((numbers, sorted(terms.names))).encode()).hexdigest()
