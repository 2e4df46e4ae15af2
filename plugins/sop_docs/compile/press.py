"""What every page is made with: the library, the words, the templates, the paths, the day."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from jinja2 import Environment
from markupsafe import Markup

from ..model.library import Library
from ..model.lifecycle import Days, State
from ..model.sop import Sop, Variant
from ..model.words import Words
from .age import DAY
from .duties import StepDuty, all_duties
from .links import linked, linked_markdown, page_url
from .register import Row, register, row_of
from .related import Filling, Relation, fillings, relations, users
from .shares import Share
from .shelf import Shelf
from .site_map import SiteMap, site_map

_BLANK_LINES: Final = re.compile(r"\n(?:[ \t]*\n)+")
_PART: Final = re.compile(r"<!-- sop:part ([0-9]{1,6}) -->")


# Named tuples, as templates take a thousand of them a page apart: half the time of attributes.
class Item(NamedTuple):
    """A value in a generated part: its text, where it leads, what stands before and behind it, its variant."""

    text: str
    href: str = ""
    before: str = ""
    note: str = ""
    variant: str = ""


class Fact(NamedTuple):
    """A labelled value of a document or a step; a `block` has one value a line."""

    key: str
    label: str
    items: tuple[Item, ...]
    block: bool = False


@dataclass(frozen=True)
class Press:
    """One library in one language on one day, ready to be made into pages.

    `shelves` are the versions of documents by path; None: nothing is known of older ones. What the pages lead to stands
    as `elsewhere` says, else as the library itself has it. Where generated parts are kept `apart`, pages have markers
    in their places, and whoever renders the Markdown need not read them. What is `undated` is kept from build to build:
    where a page says of which day it is, it has a marker. A `single` page of a document is handed out alone.
    """

    library: Library
    words: Words
    day: date
    templates: Environment
    report_url: str = ""
    first: str = "flow"
    shelves: Mapping[str, Shelf] | None = None
    elsewhere: SiteMap | None = None
    apart: list[str] | None = None
    undated: bool = False
    single: bool = False
    _marks: dict[Share, Markup] = field(default_factory=dict)

    @cached_property
    def site(self) -> SiteMap:
        """Where every page stands."""
        return self.elsewhere or site_map(self.library, self.shelves or {})

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The register."""
        return register(self.library, self.day)

    @cached_property
    def rows_to_come(self) -> tuple[Row, ...]:
        """The rows that stand in the register once newer texts are in force."""
        return tuple(row_of(sop, self.library, self.day) for shelf in self._shelves for sop in shelf.coming.values())

    @cached_property
    def days(self) -> Mapping[str, Days]:
        """What the state of every text that is in force, or will be, follows from, by path."""
        found = {sop.path: sop.days for sop in self.library.sops}
        for shelf in self._shelves:
            if shelf.current:
                found[shelf.path] = shelf.current.days
            found |= {sop.path: shelf.log.versions[at].days for at, sop in shelf.coming.items()}
        return found

    @cached_property
    def followed(self) -> frozenset[str]:
        """The documents of which a newer text waits for its day, by path."""
        return frozenset(shelf.path for shelf in self._shelves if shelf.coming)

    def is_current(self, sop: Sop) -> bool:
        """Return whether a text is the one that stands at its document's own address."""
        return sop.path in self._current

    @cached_property
    def _current(self) -> frozenset[str]:
        return frozenset(sop.path for sop in self.library.sops)

    @property
    def built(self) -> str:
        """The day of the build, as a page says it."""
        return Markup(DAY) if self.undated else self.day.isoformat()  # noqa: S704 - our own marker

    @property
    def _shelves(self) -> Iterable[Shelf]:
        return (self.shelves or {}).values()

    @cached_property
    def relations(self) -> Mapping[str, tuple[Relation, ...]]:
        """What each SOP is related to, by number."""
        return relations(self.library, self.site)

    @cached_property
    def fillings(self) -> Mapping[str, tuple[Filling, ...]]:
        """The steps that fill in each form, by its number."""
        return fillings(self.library)

    @cached_property
    def duties(self) -> Mapping[str, tuple[StepDuty, ...]]:
        """What everybody does in documents that are not withdrawn, and will do, by name of role or department."""
        coming = [sop for shelf in self._shelves for sop in shelf.coming.values()]
        return all_duties(self.library, coming, self.words, self.day)

    @cached_property
    def users(self) -> Mapping[str, tuple[Sop, ...]]:
        """The procedures that use each module, by its name."""
        return users(self.library)

    @cached_property
    def state_words(self) -> Mapping[str, str]:
        """The name of each state, for the script that finds the state on the reader's day."""
        return {state.value: self.words(f"state.{state.value}") for state in State}

    @cached_property
    def state_table(self) -> str:
        """The same as JSON."""
        return json.dumps(self.state_words, ensure_ascii=False, separators=(",", ":"))

    def part(self, name: str, **values: object) -> str:
        """Return a generated part as one block of HTML: no blank line may end it early."""
        return self.block(self._html(name, **values))

    def block(self, html: str) -> str:
        """Return a block of finished HTML; where it is not kept apart it may have no blank lines."""
        if self.apart is None:
            return html
        self.apart.append(html)
        return f"<!-- sop:part {len(self.apart) - 1} -->"

    def mark(self, share: Share) -> Markup:
        """Return the letter of a duty with its note, for a cell of a table."""
        found = self._marks.get(share)
        if found is None:
            html = self._html("mark", share=share, meaning=self.words(f"duty.{share.letter}"))
            found = self._marks[share] = Markup(html)  # noqa: S704 - a template with autoescape made it
        return found

    def url(self, page: str, path: str, anchor: str = "") -> str:
        """Return the link from one page to another; both are Markdown paths."""
        return page_url(page, path, anchor)

    def party(self, name: str, page: str, note: str = "") -> Item:
        """Return a role or a department with the link to its page."""
        path = self.site.parties.get(name)
        return Item(name, page_url(page, path) if path else "", note=note)

    def document(self, number: str, page: str, anchor: str = "") -> Item:
        """Return a document's number and title with the link to it."""
        path = self.site.documents.get(number)
        if path is None:
            return Item(number)
        return Item(f"{number} {self.site.titles[number]}", page_url(page, path, anchor))

    def prose(self, text: str, page: str, variants: Sequence[Variant] = ()) -> str:
        """Return plain words of an author as HTML with numbers linked."""
        return linked(text, page, self.site, variants)

    def markdown_line(self, line: str, page: str, variants: Sequence[Variant] = ()) -> str:
        """Return a line of an author's Markdown with numbers linked."""
        return linked_markdown(line, page, self.site, variants)

    def _html(self, name: str, **values: object) -> str:
        html = self.templates.get_template(f"{name}.html").render(t=self.words.messages, **values)
        return _BLANK_LINES.sub("\n", html).strip("\n")


def with_parts(html: str, parts: Sequence[str]) -> str:
    """Return a rendered page with the parts that were kept apart in their places."""
    return _PART.sub(lambda found: parts[int(found[1])] if int(found[1]) < len(parts) else "", html)
