"""The library before and after: both looked at by all rules, what is the same in both read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ...effects.files import Tree
from ...model.content import Content
from ...model.library import Library
from ...model.problem import Problem
from ...model.revision import Head
from ...model.sop import Module, Sop
from ...parse.document import WrittenSop, read_document
from ...parse.file_head import read_head
from ...parse.gate import read_source
from ...parse.library import read_sop
from ..load import VOCABULARY, Loaded

_UNIX = (b"\r\n", b"\n")


@dataclass(frozen=True)
class Side:
    """One of the two; texts become models when they are asked for. Paths are below the content folder.

    An SOP may stand on modules that are not those of the library: they are `apart`, by its path and their own.
    """

    tree: Tree
    loaded: Loaded
    problems: tuple[Problem, ...]
    _sops: dict[str, Sop | None] = field(default_factory=dict)
    apart: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The numbers of all SOPs by path, also of those that nobody can read."""
        numbers = {sop.path: sop.number for sop in self.loaded.library.sops}
        unread = (path for path in self.unread if path not in numbers)
        heads = ((path, self.head(path)) for path in unread)
        return numbers | {path: head.name for path, head in heads if head.kind == "sop"}

    @cached_property
    def unread(self) -> frozenset[str]:
        """Markdown files that became no document."""
        known = self.loaded.library.document
        return frozenset(path for path in self.tree.texts if path.endswith(".md") and path not in known)

    @cached_property
    def modules(self) -> Mapping[str, Module]:
        """Modules by name."""
        return self.loaded.library.module

    def head(self, path: str) -> Head:
        """Return what the first lines of a file say."""
        return read_head(self.tree.texts.get(path, b""))

    def bytes(self, path: str) -> bytes:
        """Return a file with Unix line ends, nothing where there is none."""
        return self.tree.texts.get(path, b"").replace(*_UNIX)

    def text(self, path: str) -> str:
        """Return a file as far as it is text."""
        source = read_source(path, self.tree.texts[path])[0] if path in self.tree.texts else None
        return source.text if source else ""

    def sop(self, path: str) -> Sop | None:
        """Return the SOP at a path, None where there is none or nobody can read it."""
        if path not in self._sops:
            there = path in self.tree.texts and path not in self.unread and path in self.numbers
            self._sops[path] = self.loaded.read_sop(path, self.apart.get(path)) if there else None
        return self._sops[path]

    def content(self, path: str) -> Content | None:
        """Return the same with the forms it fills in and the words of the house."""
        sop = self.sop(path)
        if sop is None:
            return None
        return content_of(sop, self.loaded.library)

    def naming(self, *names: str) -> list[str]:
        """Return the paths of SOPs whose text has one of some names in it, wherever."""
        wanted = [name.encode() for name in names if name]
        return [path for path in sorted(self.numbers) if any(one in self.tree.texts[path] for one in wanted)]


def content_of(sop: Sop, library: Library) -> Content:
    """Return an SOP with the forms of a library that it fills in and the words of its house."""
    named = {form.value for step in sop.steps for form in step.forms}
    forms = {form.number.value: form for form in library.forms if named & {form.number.value, form.title.value}}
    return Content(sop, forms, library.vocabulary)


def content_among(side: Side, path: str, data: bytes) -> Content | None:
    """Return what a file would be with other text among all that a side has, None where nobody can read it."""
    library = side.loaded.library
    source = read_source(path, data)[0]
    written = read_document(source, library.vocabulary).written if source else None
    if not isinstance(written, WrittenSop):
        return None
    return content_of(read_sop(path, written, side.loaded.modules)[0], library)


@dataclass(frozen=True)
class Sides:
    """Both."""

    before: Side
    after: Side

    @cached_property
    def changed(self) -> frozenset[str]:
        """The paths of texts that are not the same in both."""
        paths = self.before.tree.texts.keys() | self.after.tree.texts.keys()
        return frozenset(path for path in paths if self.differ(path, path))

    @cached_property
    def steady(self) -> bool:
        """Whether all that documents share is as it was."""
        one, two = self.before.loaded.library, self.after.loaded.library
        shared = ((one.module, two.module), (one.form, two.form))
        same = (
            old.keys() == new.keys() and not any(self.differ(old[name].path, new[name].path) for name in old)
            for old, new in shared
        )
        return VOCABULARY not in self.changed and self.before.apart == self.after.apart and all(same)

    def differ(self, before: str, after: str) -> bool:
        """Return whether two files say different things, if only by their letters; a missing one differs."""
        one, two = self.before.tree.texts.get(before), self.after.tree.texts.get(after)
        if one is None or two is None:
            return one is not two
        return one != two and one.replace(*_UNIX) != two.replace(*_UNIX)
