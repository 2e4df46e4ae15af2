"""All problems of a library, of which only what changed since the last run is read and looked at again.

What is found in an SOP depends on its own bytes, on the SOPs that its rules asked, on what all SOPs are called, and on
everything around them. Where one of the last two is another, everything is read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import chain
from pathlib import Path

from ..check import FACTS, Other, Terms, check_attachments, inspect, settle
from ..compile.site_map import collisions
from ..effects.files import Tree, read_tree
from ..effects.kept_store import KeptStore
from ..model.kept import Kept, KeptSop
from ..model.ledger import Ledger
from ..model.library import Library
from ..model.place import Text
from ..model.problem import Problem
from ..model.sop import Sop
from .collector import without_collector
from .load import Loaded, Loader
from .settings import Settings


def check_again(
    content: Path, day: date, settings: Settings, known: Sequence[Problem], ledger: Ledger | None
) -> tuple[Loaded, tuple[Problem, ...]]:
    """Return a library, as much of it as had to be read, and every problem of it, as `find_problems` does."""
    terms = Terms(Library(), day, settings.review, settings.steps_per_person, ledger or Ledger())
    with without_collector():
        return _checked(content, terms, settings, known)


def _checked(
    content: Path, terms: Terms, settings: Settings, known: Sequence[Problem]
) -> tuple[Loaded, tuple[Problem, ...]]:
    """Return the same on the terms of an empty library, whose place is taken by what is read."""
    store = KeptStore(content)
    tree, last = read_tree(content), store.read()
    look = _Look(tree, last.sops, terms)
    around, names = look.around(settings), look.names()
    problems = last.problems
    if (around, names) != (last.around, last.names):
        look = _Look(tree, {}, terms) if last.sops else look
        around, names = look.around(settings), look.names()
        problems = (*check_attachments(look.loaded.attachments), *collisions(look.loaded.library))
    now = Kept(around, names, problems, look.sops())
    store.write(now)
    of_sops = chain.from_iterable(kept.problems for kept in now.sops.values())
    found = chain(known, look.loaded.problems, of_sops, look.elsewhere(), problems)
    return look.loaded, settle(found, look.terms, settings.severity)


class _Look:
    """One look at the files of a library; SOPs whose findings still hold are there as the last look left them."""

    def __init__(self, tree: Tree, last: Mapping[str, KeptSop], terms: Terms) -> None:
        self._digests = {path: sha256(data).hexdigest() for path, data in tree.texts.items()}
        changed = {path for path, kept in last.items() if self._digests.get(path) != kept.digest}
        same = {path: kept for path, kept in last.items() if path not in changed}
        self._still = {path: kept for path, kept in same.items() if changed.isdisjoint(kept.asked)}
        read = Loader().read(tree, self._still)
        self._read = read.library
        self._sops = {sop.path: sop for sop in read.library.sops}
        self._facts = {path: {name: fact(sop) for name, fact in FACTS.items()} for path, sop in self._sops.items()}
        self._others = dict(self._sops)
        self._asked: set[str] = set()
        self.loaded = replace(read, library=self._library())
        self.terms = replace(terms, library=self.loaded.library)

    def around(self, settings: Settings) -> str:
        """Return a digest of what the findings in every SOP depend on: other files, settings, the day, the rules."""
        sops = self._still.keys() | self._sops.keys()
        files = sorted((path, digest) for path, digest in self._digests.items() if path not in sops)
        attached = sorted(self.loaded.attachments)
        terms = self.terms.day, self.terms.house_review, self.terms.steps_per_person
        return sha256(repr((terms, settings, files, attached)).encode()).hexdigest()

    def names(self) -> str:
        """Return a digest of what SOPs are called and where they stand."""
        numbers = [(sop.path, sop.number) for sop in self.loaded.library.sops]
        return sha256(repr((numbers, sorted(self.terms.names))).encode()).hexdigest()

    def sops(self) -> Mapping[str, KeptSop]:
        """Return every SOP with what is found in it."""
        return self._still | {path: self._kept(path, sop) for path, sop in self._sops.items()}

    def elsewhere(self) -> Iterator[Problem]:
        """Yield what is found in documents that are no SOPs, and in files that could not be read."""
        for path, problems in self.loaded.found.items():
            if path not in self._sops:
                yield from problems
        for document in self._read.document.values():
            if not isinstance(document, Sop):
                yield from inspect(document, self.terms)

    def _kept(self, path: str, sop: Sop) -> KeptSop:
        self._asked.clear()
        problems = (*self.loaded.found[path], *inspect(sop, self.terms))
        asked = tuple(sorted(self._asked - {path}))
        allowances = tuple(one for one in self._read.allowances if one.place.path == path)
        return KeptSop(self._digests[path], sop.number, asked, problems, allowances, self._facts[path])

    def _library(self) -> Library:
        """Return the whole library, its SOPs such as tell when they are asked for more than facts."""
        sops = [self._other(path, kept.number, kept.facts) for path, kept in self._still.items()]
        sops += [self._other(path, sop.number, self._facts[path]) for path, sop in self._sops.items()]
        kept = chain.from_iterable(one.allowances for one in self._still.values())
        allowances = sorted((*self._read.allowances, *kept), key=lambda one: one.place)
        return replace(self._read, sops=tuple(sorted(sops, key=lambda sop: sop.path)), allowances=tuple(allowances))

    def _other(self, path: str, number: str, facts: Mapping[str, tuple[Text, ...]]) -> Sop:
        return Other(path, number, facts, self._whole, self._asked.add)

    def _whole(self, path: str) -> Sop:
        if path not in self._others:
            self._others[path] = self.loaded.read_sop(path)
        return self._others[path]
