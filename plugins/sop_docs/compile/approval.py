"""The page that is signed: who prepared, reviewed and approved, as the author wrote it, and what git knows of it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model.bundle import short
from ..model.change_log import LoggedVersion
from ..model.place import Text
from ..model.sop import Sop
from ..model.vocabulary import Vocabulary
from .change_log import shown
from .press import Fact, Item, Press


class Signer(NamedTuple):
    """Who is to sign: a role, or somebody whom the author names; an empty one where he names nobody."""

    role: str = ""
    name: str = ""


def render_approval(sop: Sop, logged: LoggedVersion | None, press: Press) -> str:
    """Return the table with room for signatures, and what git has recorded of a version; None: of this one nothing."""
    facts = tuple(_recorded(logged, press)) if logged and logged.commits else ()
    return press.part(
        "approval",
        sop=sop,
        acts=tuple(_acts(sop, press)),
        recorded=press.part("facts", facts=facts, kind="recorded") if facts else "",
        believed=logged is not None and logged.version.believed,
    )


def _acts(sop: Sop, press: Press) -> Iterator[tuple[str, Sequence[Signer]]]:
    """Yield what is signed for, and who signs."""
    identity = sop.identity
    for key, values in (
        ("identity.prepared", identity.prepared),
        ("identity.reviewed", identity.reviewed),
        # That of the identity says who has claimed it, where this asks for a signature.
        ("approval.approved", identity.approved),
    ):
        yield press.words(key), [_signer(value, press.library.vocabulary) for value in values] or [Signer()]


def _signer(value: Text, vocabulary: Vocabulary) -> Signer:
    """Return who signs, never by the id people log in with; who holds a role is not told."""
    name = value.value
    person = vocabulary.people.get(name)
    if person:
        return Signer(name=person.name)
    return Signer(role=name) if name in vocabulary.roles or vocabulary.department_of(name) else Signer(name=name)


def _recorded(logged: LoggedVersion, press: Press) -> Iterator[Fact]:
    words, version = press.words, logged.version
    commit = logged.commits[-1]
    yield Fact("commit", words("approval.commit"), (Item(short(commit.hash) or words("changes.uncommitted")),))
    names = tuple(Item(shown(author.name)) for author in logged.authors)
    if names:
        yield Fact("authors", words("changes.authors"), names)
    for key, day in (("reached", version.reached), ("issued", version.issued), ("since", version.since)):
        if day and not (key == "issued" and day == version.reached):
            yield Fact(key, words(f"approval.{key}"), (Item(day.isoformat()),))
