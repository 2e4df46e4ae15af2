"""Rules on identity: numbers are for life, names are those of the vocabulary."""

from collections.abc import Iterator

from ..model.library import Library
from ..model.numbering import folded
from ..model.place import Text
from ..model.sop import Sop
from .facts import heading
from .names import nearest, parties, people, unknown
from .registry import Finding, finding, rule


@rule("SOP150")
def number_taken(library: Library) -> Iterator[Finding]:
    """A number belongs to one document; letters that look like digits and another case make no other number.

    Wrong: cs/SOP-CS-2024-001.md and lg/SOP-CS-2024-OO1.md
    Right: cs/SOP-CS-2024-001.md and lg/SOP-LG-2024-001.md
    """
    documents = [(sop.path, heading(sop)[0]) for sop in library.sops]
    documents += [(form.path, form.number) for form in library.forms]
    first: dict[str, tuple[str, str]] = {}
    for path, number in sorted(documents, key=lambda document: document[0]):
        other, other_path = first.setdefault(folded(number.value), (number.value, path))
        if other_path != path:
            variant = "" if other == number.value else "alike"
            yield finding(number.place, variant, number=number.value, other=other, path=other_path, file=path)


@rule("SOP151")
def number_reserved(library: Library) -> Iterator[Finding]:
    """A number that the vocabulary reserves was used up before, and is never used again.

    Wrong: id: SOP-CS-2023-004, with `reserved: [SOP-CS-2023-004]`
    Right: id: SOP-CS-2023-005
    """
    numbers = (*(heading(sop)[0] for sop in library.sops), *(form.number for form in library.forms))
    for number in numbers:
        if number.value in library.vocabulary.reserved:
            yield finding(number.place, number=number.value)


@rule("SOP152")
def name_unknown(sop: Sop, library: Library) -> Iterator[Finding]:
    """Who owns, supervises, prepares, reviews or approves stands in the vocabulary.

    Wrong: owner: 客户部经理
    Right: owner: 客服部经理
    """
    vocabulary, identity = library.vocabulary, sop.identity
    if not vocabulary.roles:
        return
    posts = parties(vocabulary)
    signers = posts | people(vocabulary)
    for name in filter(None, (identity.owner, identity.supervisor)):
        yield from _unknown(name, posts, signers)
    for name in (*identity.prepared, *identity.reviewed, *identity.approved):
        if name.value not in signers:
            yield unknown(name.place, name.value, nearest(name.value, signers), "signer")


@rule("SOP153")
def module_twice(library: Library) -> Iterator[Finding]:
    """A module's name belongs to one file.

    Wrong: modules/a.md and modules/b.md, both with `module: escalation`
    Right: modules/a.md with `module: escalation`, modules/b.md with `module: closure`
    """
    for module in library.modules:
        first = library.module[module.name.value]
        if first is not module:
            yield finding(module.name.place, name=module.name.value, path=first.path)


def _unknown(name: Text, posts: frozenset[str], signers: frozenset[str]) -> Iterator[Finding]:
    if name.value not in signers:
        yield unknown(name.place, name.value, nearest(name.value, posts))
    elif name.value not in posts:
        yield finding(name.place, "person", name=name.value)
