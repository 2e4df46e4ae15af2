"""Documents as the main branch had them: a version, or what was in force on a day."""

from collections.abc import Callable, Sequence
from datetime import date

from ..model.flow import Flow, Procedure
from ..model.library import Library
from ..model.lifecycle import State
from ..model.past import Edition, Record
from ..model.place import Place, Text
from ..model.problem import SopError
from ..model.sop import Identity, Sop
from ..model.version import Version, days_of
from .history import History
from .show import Shown


def library_on(history: History, day: date) -> Library:
    """Return the documents of a day: of each the version in force, else the newest there was."""
    found = [history.standing(record, day) for record in history.past.records if record.is_sop]
    editions = [standing.edition for standing in found if standing]
    history.contents.expect(edition.own for edition in editions)
    sops: list[Sop] = []
    for edition in editions:
        content = history.content(edition)
        sops.append(content.sop if content else _unreadable(edition))
    vocabulary = history.contents.vocabulary(history.contents.surroundings.vocabulary(history.position_on(day)))
    return Library(sops=tuple(sorted(sops, key=lambda sop: sop.path)), vocabulary=vocabulary)


def commit_on(history: History, day: date) -> str:
    """Return the newest commit that changed the library by a day, '' where there was none yet."""
    at = history.position_on(day)
    return history.past.revisions[at].hash if at >= 0 else ""


def show_version(history: History, name: str, day: date) -> Shown:
    """Return a document as `NUMBER@VERSION` names it: its last text of that version, in the state of `day`."""
    version = find_version(history, name, history.dated)
    return _shown(history, version.last, day, version)


def find_version(history: History, name: str, versions: Callable[[Record], Sequence[Version]]) -> Version:
    """Return the version that `NUMBER@VERSION` names, among those that a document is said to have."""
    number, _, wanted = name.partition("@")
    bearers = history.bearers(number) or [history.find(number)]
    found = [version for record in reversed(bearers) for version in versions(record)]
    version = next((one for one in reversed(found) if one.version == wanted), None)
    if version is None:
        there = ", ".join(dict.fromkeys(one.version for one in found))
        raise SopError(f"{name}: no commit has this version of {number}; there are {there}")
    return version


def show_on(history: History, number: str, day: date) -> Shown:
    """Return what was in force under a number on a day, else the newest there was."""
    bearers = history.bearers(number) or [history.find(number)]
    standings = (history.standing(record, day) for record in bearers)
    standing = next((one for one in standings if one and one.edition.own.head.name == number), None)
    if standing is None:
        raise SopError(f"{number}: the main branch did not have this document on {day}")
    return _shown(history, standing.edition, day)


def state_of(version: Version, due: date | None, day: date) -> State:
    """Return what a version, whose review is `due`, is on a day."""
    return days_of(version, due).state(day)


def _shown(history: History, edition: Edition, day: date, version: Version | None = None) -> Shown:
    """Return a text in the state of its version, or without one in what it says itself, as the register has it."""
    content = history.content(edition)
    source = history.contents.text(edition.own.blob)
    sop = content.sop if content else _unreadable(edition)
    library = Library((sop,), forms=tuple(content.forms.values()), vocabulary=content.vocabulary) if content else None
    state = state_of(version, sop.identity.review_due, day) if version else sop.state(day)
    return Shown(sop, library or Library((sop,)), source, state, day)


def _unreadable(edition: Edition) -> Sop:
    """Return what can be known of a document that nobody can read: what its first lines say."""
    head, place = edition.own.head, Place(edition.own.path)
    number, title, version = (Text(word, place) for word in (head.name, head.title or head.name, head.version))
    identity = Identity(number, title, version, head.status, "zh", effective=head.effective)
    return Sop(edition.own.path, identity, Procedure((), Flow()))
