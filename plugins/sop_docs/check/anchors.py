"""The rule on anchors: what follows `#` in a link is on the page that the link leads to."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from ..model.chart import phase_anchor, step_anchor
from ..model.form import Form
from ..model.library import Document, Library
from ..model.place import Source
from ..model.sop import Module, Sop
from ..parse.outline import read_outline
from ..parse.slug import slug
from .destination import scheme
from .links import links_of
from .names import nearest
from .prose import Prose
from .registry import Finding, finding, has, rule

_COUNT = re.compile(r"[-_][0-9]{1,3}\Z")


@rule("SOP708", where=has("#"))
def anchor_missing(prose: Prose, library: Library) -> Iterator[Finding]:
    """What follows the # of a link is a step, a phase, a section or a heading of the page it leads to.

    Wrong: [Grading](SOP-CS-2024-001.md#step-gradng)
    Right: [Grading](SOP-CS-2024-001.md#step-grade)
    """
    here = prose.text.place.path
    ids: dict[str, frozenset[str]] = {}
    for offset, written, _ in links_of(prose):
        path, _, anchor = map(unquote, written.partition("#"))
        target = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here
        document = library.document.get(target)
        # A page that nobody writes has its own ids, and a missing one is told of already.
        if not anchor or document is None or scheme(written):
            continue
        known = ids.get(target) or ids.setdefault(target, frozenset(_ids(document)))
        if anchor not in known and _COUNT.sub("", anchor) not in known:
            near = nearest(anchor, known)
            values = {"near": near} if near else {}
            yield finding(prose.at(offset), "near" if near else "", anchor=anchor[:60], target=target, **values)


def _ids(document: Document) -> Iterator[str]:
    """Yield the ids that headings of a document's page have; those within an author's text count up from them."""
    yield "top"  # what browsers know of every page
    match document:
        case Source():
            yield from (_heading_id(block.title.value) for block in read_outline("", document.text, 1).blocks)
        case Form():
            yield from ("about", "filled-in", slug(document.number.value))
        case Module():
            yield from ("used-by", f"module-{slug(document.name.value)}", *_of_procedure(document))
        case Sop():
            yield from ("scope", "raci", "forms", "related", slug(document.number), *_of_procedure(document))


def _of_procedure(document: Sop | Module) -> Iterator[str]:
    procedure = document.procedure
    yield from ("preamble", "charts", "steps")
    yield from (phase_anchor(index) for index, _ in enumerate(procedure.phases, 1))
    for step in procedure.steps:
        yield step_anchor(step.id)
        yield from (f"use-{use.id}" for use in step.uses)
    yield from (section.kind or f"section-{slug(section.title.value)}" for section in document.sections)


def _heading_id(title: str) -> str:
    """Return the id of a heading on a page of the author's own, as Python-Markdown makes it of ASCII."""
    if not title.isascii():
        return slug(title)
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", title).strip().lower())
