"""Pages that nobody wrote: the register, its excerpts by department and scenario, the list of forms."""

from collections.abc import Callable, Iterator
from functools import partial

from ..model.page import Page, PageKind
from ..parse.slug import slug
from .markdown import UNSEARCHED, heading, literal
from .press import Item, Press
from .print_style import print_style
from .register import Row
from .role_page import render_duties
from .site_map import DEPARTMENTS, FORMS, SCENARIOS


def render_register(page: str, press: Press, wanted: Callable[[Row], bool] = lambda _: True) -> str:
    """Return a table of the documents that are wanted, with what a script needs to sort and filter it.

    They stand there by number, each followed by the rows of its newer texts, which wait for their day.
    """
    rows = [(row, False) for row in press.rows] + [(row, True) for row in press.rows_to_come]
    found = sorted((pair for pair in rows if wanted(pair[0])), key=lambda pair: pair[0].number)
    if not found:
        return press.words("register.none")
    names = {code: name.value for code, name in press.library.vocabulary.departments.items()}
    codes = {row.department for row, _ in found}
    departments = [name for code, name in names.items() if code in codes]
    lines = [
        _line(row, press.party(names.get(row.department, row.department), page), page, press, later=later)
        for row, later in found
    ]
    return press.part("register", lines=lines, states=press.state_table, departments=departments, built=press.built)


def register_pages(press: Press) -> Iterator[Page]:
    """Yield the register, unless an author's home page shows it, and the excerpts."""
    written = {page.path for page in press.library.pages}
    if press.site.register not in written:
        yield _page(
            press, press.site.register, press.words("register.title"), "register", [_dated(press)], PageKind.HOME
        )
    yield from _departments(press)
    yield from _scenarios(press)
    forms = press.part("forms_list", rows=[_form(number, press) for number in sorted(press.library.form)])
    yield _page(press, FORMS, press.words("part.forms"), "forms", [forms], PageKind.LIST, PageKind.FORM)


def _dated(press: Press) -> str:
    lead = press.words("register.as-of", day=press.day.isoformat(), count=len(press.rows))
    return f"{lead}\n\n{render_register(press.site.register, press)}"


def _line(row: Row, department: Item, page: str, press: Press, *, later: bool) -> dict[str, object]:
    """Return a row for the template; that of a later text stands aside until its day."""
    days = press.days[row.path]
    state = days.state(press.day)
    return {
        "row": row,
        "days": days,
        "href": press.url(page, row.path),
        "state": press.state_words[state],
        "look": state,
        "department": department,
        "owner": press.party(row.owner, page) if row.owner else None,
        "since": days.since if later else None,
        "until": days.until if later or row.path in press.followed else None,
    }


def _departments(press: Press) -> Iterator[Page]:
    vocabulary, words = press.library.vocabulary, press.words
    index: list[Item] = []
    for code, name in vocabulary.departments.items():
        path = press.site.parties[name.value]
        rows = [row for row in press.rows if row.department == code]
        roles = [press.party(role, path) for role, value in vocabulary.roles.items() if value.department == code]
        blocks = [render_register(path, press, partial(_of_department, code))]
        if roles:
            blocks += [heading(2, words("part.roles"), "roles", UNSEARCHED), press.part("list", items=roles)]
        duties = press.duties.get(name.value, ())
        if duties:
            blocks += [heading(2, words("part.duties"), "duties", UNSEARCHED)]
            blocks += [render_duties(duties, path, press)]
        index.append(Item(name.value, press.url(f"{DEPARTMENTS}/index.md", path), note=str(len(rows))))
        yield _page(press, path, name.value, f"department-{slug(name.value)}", blocks, PageKind.DEPARTMENT, code)
    yield _list(press, PageKind.DEPARTMENT, DEPARTMENTS, words("part.departments"), index)


def _scenarios(press: Press) -> Iterator[Page]:
    index: list[Item] = []
    for key, name in press.library.vocabulary.scenarios.items():
        path = press.site.scenarios[key]
        rows = [row for row in press.rows if row.scenario == key]
        block = render_register(path, press, partial(_of_scenario, key))
        index.append(Item(name.value, press.url(f"{SCENARIOS}/index.md", path), note=str(len(rows))))
        yield _page(press, path, name.value, f"scenario-{slug(key)}", [block], PageKind.SCENARIO)
    yield _list(press, PageKind.SCENARIO, SCENARIOS, press.words("part.scenarios"), index)


def _of_department(code: str, row: Row) -> bool:
    return row.department == code


def _of_scenario(key: str, row: Row) -> bool:
    return row.scenario == key


def _list(press: Press, kind: PageKind, folder: str, title: str, items: list[Item]) -> Page:
    return _page(press, f"{folder}/index.md", title, folder, [press.part("list", items=items)], PageKind.LIST, kind)


def _form(number: str, press: Press) -> dict[str, object]:
    form = press.library.form[number]
    sops = {filling.sop.number: filling.sop for filling in press.fillings.get(number, ())}
    return {
        "form": Item(number, press.url(FORMS, form.path)),
        "title": form.title.value,
        "version": form.version.value,
        "sops": [Item(sop.number, press.url(FORMS, sop.path), note=sop.title) for sop in sops.values()],
    }


def _page(press: Press, path: str, title: str, anchor: str, blocks: list[str], kind: PageKind, group: str = "") -> Page:
    text = "\n\n".join([heading(1, literal(title), anchor), *blocks])
    return Page(path, title, f"{text}\n", kind, written=False, group=group, style=print_style(press.words, title))
