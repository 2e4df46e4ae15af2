"""Commits and branches as the story tells them."""

from dataclasses import dataclass, replace
from datetime import datetime

from .acts import Act, Undo
from .people import Person


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit as its author made it."""

    at: str
    author: Person
    subject: str
    acts: tuple[Act, ...] = ()
    body: str = ""
    helpers: tuple[Person, ...] = ()
    name: str = ""

    @property
    def moment(self) -> datetime:
        """Return when it was made, with the author's zone."""
        return clock(self.at, self.author)

    @property
    def message(self) -> str:
        """Return subject, body and trailers."""
        trailers = "\n".join(f"Co-authored-by: {helper}" for helper in self.helpers)
        return "\n\n".join(filter(None, (self.subject, self.body, trailers))) + "\n"


@dataclass(frozen=True, slots=True)
class Merged:
    """A branch of several commits, and the merge commit; it begins at the last commit of main before its first one."""

    commits: tuple[Commit, ...]
    into: Commit


@dataclass(frozen=True, slots=True)
class Squashed:
    """A branch that became one commit, made by the forge."""

    commits: tuple[Commit, ...]
    into: Commit


@dataclass(frozen=True, slots=True)
class Rebased:
    """A branch whose commits were put on top of main at one moment by one person."""

    commits: tuple[Commit, ...]
    at: str
    by: Person


Event = Commit | Merged | Squashed | Rebased


@dataclass(frozen=True, slots=True)
class On:
    """A moment: `On("2023-03-06 10:12").by(WANG_LI).commit("…", …)`."""

    at: str

    def by(self, author: Person, *helpers: Person) -> "By":
        """Return who commits at this moment, and who has helped."""
        return By(self.at, author, helpers)


@dataclass(frozen=True, slots=True)
class By:
    """A moment and its people."""

    at: str
    author: Person
    helpers: tuple[Person, ...]

    def commit(self, subject: str, *acts: Act, body: str = "", name: str = "") -> Commit:
        """Return the commit; others can speak of it by its name."""
        return Commit(self.at, self.author, subject, acts, body, self.helpers, name)

    def revert(self, commit: Commit, why: str) -> Commit:
        """Return the commit that takes another one back, as `git revert` words it."""
        body = f"This reverts commit {{hash:{commit.name}}}.\n\n{why}"
        return self.commit(f'Revert "{commit.subject}"', Undo(commit.name), body=body)


def merged(*commits: Commit, into: Commit) -> Event:
    """Return a branch that was merged."""
    return Merged(commits, into)


def squashed(*commits: Commit, into: Commit) -> Event:
    """Return a branch that was squashed; the message lists what it was made of."""
    others = {helper: None for one in commits for helper in (one.author, *one.helpers) if helper != into.author}
    body = "\n".join(f"* {one.subject}" for one in commits)
    return Squashed(commits, replace(into, body=body, helpers=tuple(others)))


def rebased(*commits: Commit, at: str, by: Person) -> Event:
    """Return a branch that was rebased and then pushed to main."""
    return Rebased(commits, at, by)


def clock(at: str, person: Person) -> datetime:
    """Return a moment on somebody's clock."""
    return datetime.strptime(f"{at} {person.zone}", "%Y-%m-%d %H:%M %z")
