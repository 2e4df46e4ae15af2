"""A delivery: a folder of files with a list of them, and what a look at one brings up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

README, GUIDE, MANIFEST = "README.txt", "VERIFY.txt", "manifest.json"
SUMS, SIGNATURE = "SHA256SUMS", "SHA256SUMS.sig"
"""The papers of a bundle. The sums are of every file but themselves and the signature, which is of the sums."""
TEXTS = "texts.json"
"""The Markdown of what is in force."""
UNLISTED = frozenset({SUMS, SIGNATURE})
"""What the sums cannot hold."""
NAMESPACE = "sop-export"
"""What a signature is for: one that was given to something else is worth nothing here."""
TO, COPY = "to", "copy"
"""The options of a numbered copy: whom it is for, and which one it is."""
PDF = "pdf"
"""The option that asks for prints in place of pages."""
NUMBER = "number"
"""The option that is given once for each document; they stand beside each other."""
AS_OF = "as-of"
"""The option that says of what day."""
_SHORT = 12


def short(commit: str) -> str:
    """Return so many digits of a commit as are enough to find it."""
    return commit[:_SHORT]


def order(path: str) -> tuple[bool, str]:
    """Return what files of a bundle are sorted by: what people are to read first, then code points."""
    return path != README, path


def typed(options: Mapping[str, str]) -> str:
    """Return options as they are typed."""
    each = ((name, one) for name, told in options.items() for one in (told.split() if name == NUMBER else [told]))
    return " ".join(f'--{name} "{value}"' if " " in value else f"--{name} {value}" for name, value in each)


def leaving_out(options: Mapping[str, str]) -> Mapping[str, str]:
    """Return the options that leave something of a library out: not for whom, in what form and of what day it is."""
    return {name: value for name, value in options.items() if name not in {TO, COPY, PDF, AS_OF}}


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a bundle, its path with `/`."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Delivered:
    """A version of a document that a bundle holds; `sha256` is of its Markdown file, as git has it."""

    number: str
    version: str
    state: str
    effective: date | None
    sha256: str


@dataclass(frozen=True, slots=True)
class About:
    """What a bundle was made of: a commit, on which day, by which program, with which options (`department`: `CS`)."""

    library: str
    commit: str
    day: date
    tool: str
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def part(self) -> Mapping[str, str]:
        """The options that say which part of the library it is."""
        return leaving_out(self.options)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself; `files` are those that the sums have, without this list itself."""

    about: About
    files: tuple[Entry, ...]
    documents: tuple[Delivered, ...]
    """Each version of each document."""

    @property
    def numbers(self) -> frozenset[str]:
        """The documents of which it lists a version."""
        return frozenset(one.number for one in self.documents)


class Kind(StrEnum):
    """What can be wrong with a bundle. The value names its words and stands in JSON."""

    # The archive as a file
    BROKEN = "broken"
    TRUNCATED = "truncated"
    TRAILING = "trailing"
    PREPENDED = "prepended"
    OVERLAP = "overlap"
    HEADERS = "headers"
    ZIP64 = "zip64"
    ENCRYPTED = "encrypted"
    BOMB = "bomb"
    CROWD = "crowd"
    DUPLICATE = "duplicate"
    REPACKED = "repacked"
    ALTERED = "altered"
    # Names and what stands under them
    LINK = "link"
    SPECIAL = "special"
    NAME = "name"
    CLASH = "clash"
    UNREADABLE = "unreadable"
    # Contents against the list
    MISSING = "missing"
    ADDED = "added"
    CHANGED = "changed"
    SHORTENED = "shortened"
    RENAMED = "renamed"
    REORDERED = "reordered"
    LIST = "list"
    LISTS_DIFFER = "lists-differ"
    # Contents as a browser reads them
    ASKS = "asks"
    LEAVES = "leaves"
    # Where it comes from
    UNSIGNED = "unsigned"
    SIGNATURE = "signature"
    STRANGER = "stranger"
    COMMIT = "commit"
    OTHER_TEXT = "other-text"
    NOT_MADE = "not-made"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong; the path is '' where it is the whole, `values` fill its words."""

    kind: Kind
    path: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


class Verdict(StrEnum):
    """What a look at a bundle comes to. Nothing is called verified whose origin is not proven."""

    FAILED = "failed"
    CONSISTENT = "consistent"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature that fits the sums: by which key, and by whom where somebody vouches for the key."""

    key: str
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, and what was found.

    `manifest` is None where it cannot be read, `signature` where there is none that fits; `rebuilt` says that the
    bundle was compared with what the repository gives.
    """

    bundle: str
    files: int
    findings: tuple[Finding, ...]
    manifest: Manifest | None = None
    signature: Signature | None = None
    rebuilt: bool = False

    @property
    def verdict(self) -> Verdict:
        """What it comes to."""
        if self.findings:
            return Verdict.FAILED
        proven = self.rebuilt or (self.signature is not None and self.signature.signer)
        return Verdict.VERIFIED if proven else Verdict.CONSISTENT
