"""The page of an SOP: its parts in their fixed order, or where the author placed them."""

from collections.abc import Iterator, Mapping, Sequence

from ..model.page import Page, PageKind
from ..model.sop import Sop
from ..parse.slug import slug
from .approval import render_approval
from .cards import render_cards
from .change_log import render_change_log
from .deck import Deck
from .identity import render_identity, render_scope, render_stamp
from .markdown import UNSEARCHED, heading, literal, markers_in
from .markers import Maker, Parts
from .press import Press
from .print_style import print_style
from .raci import Raci, raci, render_raci, wide
from .related import authored
from .sheet import Sheet
from .shelf import Shelf
from .sop_foot import forms_in_full, forms_used, related_documents, report_link
from .version_parts import render_banner, render_newer, render_picker, render_versions


def sop_page(sop: Sop, press: Press) -> Page:
    """Return the page of a document in the state it has on the day."""
    stamp = f"{sop.number} V{sop.version}"
    return Page(
        path=sop.path,
        title=sop.title,
        text="\n\n".join(block for block in _blocks(sop, press) if block) + "\n",
        kind=PageKind.SOP,
        group=press.library.vocabulary.department_of(sop.identity.department),
        tags=(sop.number,),
        language=sop.identity.language,
        style=print_style(press.words, sop.title, stamp, *_printed(sop, press)),
        stamp=stamp,
    )


def charts(names: Sequence[str], press: Press) -> str:
    """Return the places of charts (`flow`, `lanes`) with the switch between them; drawings are put in later."""
    return press.part("charts", charts=[(name, press.words(f"charts.{name}")) for name in names]) if names else ""


def render_body(sop: Sop, press: Press, source: str, makers: Mapping[str, Maker]) -> Iterator[str]:
    """Yield all that a document says, and the parts that `makers` add, where it has a place for them.

    `source` is the path that links of the author's own start from.
    """
    table = raci(sop.procedure, sop.accountable, press.words)
    sheet = _sheet(sop, table, press, source)
    sheet.parts.makers |= makers
    early = [section for section in sop.sections if section.kind == "purpose"]
    steps_title = sop.procedure.title
    yield sheet.parts.fixed("identity")
    yield sheet.prose(sop.preamble, 1, "preamble")
    yield from sheet.sections(early)
    yield from _part("scope", sheet)
    yield from _part("charts", sheet, UNSEARCHED)
    yield from _part("raci", sheet, f".sop-wide {UNSEARCHED}" if wide(table) else UNSEARCHED)
    yield from _part(
        "steps",
        sheet,
        "" if sop.procedure.intro else UNSEARCHED,
        title=literal(steps_title.value) if steps_title else "",
    )
    yield from sheet.sections([section for section in sop.sections if section not in early])
    yield from _part("forms", sheet, UNSEARCHED)
    yield from _part("related", sheet, UNSEARCHED)
    yield from _part("changes", sheet, UNSEARCHED)
    yield from _part("versions", sheet, UNSEARCHED)


def _blocks(sop: Sop, press: Press) -> Iterator[str]:
    shelf = (press.shelves or {}).get(sop.path)
    yield heading(1, literal(sop.title), slug(sop.number))
    yield render_stamp(sop, press)
    if shelf and shelf.shown is not None:
        yield render_banner(shelf, shelf.shown, sop.path, press)
        yield render_newer(shelf, sop.path, press)
        yield render_picker(shelf, shelf.shown, sop.path, press)
    makers: dict[str, Maker] = {
        "forms": lambda: _forms(sop, press),
        "related": lambda: related_documents(sop, press),
        "changes": lambda: _changes(shelf, sop, press),
        "versions": lambda: render_versions(shelf, sop.path, press) if shelf and shelf.apart else "",
    }
    yield from render_body(sop, press, sop.path, makers)
    yield report_link(sop, press)
    if press.single:
        yield heading(2, press.words("part.approval"), "approval", UNSEARCHED)
        yield render_approval(sop, shelf.current if shelf else None, press)


def _printed(sop: Sop, press: Press) -> tuple[str, str]:
    """Return what paper says of the state on the day of the build: in the margin, and across what is not in force."""
    state = press.days[sop.path].state(press.day)
    words = press.state_words[state]
    return press.words("print.state", state=words, day=press.built), "" if state.in_force else words


def _forms(sop: Sop, press: Press) -> str:
    used = (form.value for step in sop.steps for form in step.forms) if press.single else ()
    forms = [press.library.form[number] for number in dict.fromkeys(used) if number in press.library.form]
    return "\n\n".join(filter(None, [forms_used(sop, press), *forms_in_full(forms, sop.path, press)]))


def _changes(shelf: Shelf | None, sop: Sop, press: Press) -> str:
    if press.shelves is None:
        return press.words("changes.none")
    return render_change_log(shelf, sop.path, press) if shelf else ""


def _part(name: str, sheet: Sheet, attributes: str = "", title: str = "") -> Iterator[str]:
    body = sheet.parts.fixed(name)
    if body:
        yield heading(2, title or sheet.press.words(f"part.{name}"), name, attributes)
        yield body


def _sheet(sop: Sop, table: Raci, press: Press, source: str) -> Sheet:
    placed = frozenset(name for text in authored(sop) for name in markers_in(text))
    sheet = Sheet(source, press, Parts(placed), sop.identity.variants)
    deck = Deck(sop.path, sop.procedure, sop.accountable, sop.identity.variants, press)
    names = {"flow": "flowchart", "lanes": "swimlanes"}
    order = sorted(names, key=lambda chart: chart != press.first)
    unplaced = [chart for chart in order if names[chart] not in placed]
    sheet.parts.makers |= {
        "identity": lambda: render_identity(sop, press),
        "scope": lambda: render_scope(sop, press),
        "charts": lambda: charts(unplaced if sop.steps else (), press),
        "flowchart": lambda: charts(("flow",), press),
        "swimlanes": lambda: charts(("lanes",), press),
        "raci": lambda: render_raci(table, sop.path, press),
        "steps": lambda: render_cards(deck, sheet),
    }
    return sheet
