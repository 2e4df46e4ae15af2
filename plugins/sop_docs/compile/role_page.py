"""The page of a role: every duty it has, in every procedure."""

from collections.abc import Iterator
from itertools import groupby

from ..model.chart import step_anchor
from ..model.page import Page, PageKind
from ..parse.slug import slug
from .duties import StepDuty
from .markdown import UNSEARCHED, heading, literal
from .press import Fact, Item, Press
from .print_style import print_style
from .site_map import ROLES


def render_duties(duties: tuple[StepDuty, ...], page: str, press: Press) -> str:
    """Return duties as a table, grouped by document; those of newer texts wait for their day."""
    groups = []
    for path, group in groupby(duties, key=lambda duty: duty.sop.path):
        together = list(group)
        sop, days = together[0].sop, press.days[path]
        state, later = days.state(press.day), not press.is_current(sop)
        groups.append(
            {
                "document": Item(f"{sop.number} {sop.title}", press.url(page, path)),
                "version": sop.version if later else "",
                "rows": [_row(duty, page, press) for duty in together],
                "days": days,
                "until": days.until if later or path in press.followed else None,
                "state": state,
                "state_words": press.state_words[state],
            }
        )
    return press.part("duties", groups=groups, states=press.state_table, built=press.built)


def role_pages(press: Press) -> Iterator[Page]:
    """Yield a page for each role of the vocabulary, and their list."""
    index: list[Item] = []
    for name in press.library.vocabulary.roles:
        path = press.site.parties[name]
        duties = press.duties.get(name, ())
        count = sum(press.is_current(duty.sop) for duty in duties)
        index.append(Item(name, press.url(f"{ROLES}/index.md", path), note=str(count)))
        blocks = [heading(1, literal(name), f"role-{slug(name)}"), *_blocks(name, path, duties, press)]
        yield Page(
            path,
            name,
            "\n\n".join(blocks) + "\n",
            PageKind.ROLE,
            written=False,
            group=press.library.vocabulary.roles[name].department,
            style=print_style(press.words, name),
        )
    title = press.words("part.roles")
    text = f"{heading(1, title, 'roles')}\n\n{press.part('list', items=index)}\n"
    yield Page(
        f"{ROLES}/index.md",
        title,
        text,
        PageKind.LIST,
        written=False,
        group=PageKind.ROLE,
        style=print_style(press.words, title),
    )


def _blocks(name: str, path: str, duties: tuple[StepDuty, ...], press: Press) -> Iterator[str]:
    words, vocabulary = press.words, press.library.vocabulary
    department = vocabulary.departments.get(vocabulary.roles[name].department)
    facts = (
        [Fact("department", words("identity.department"), (press.party(department.value, path),))] if department else []
    )
    for key in ("owner", "supervisor"):
        documents = [row.number for row in press.rows if name == _holder(press, row.number, key)]
        if documents:
            items = tuple(press.document(number, path) for number in documents)
            facts.append(Fact(key, words(f"role.{key}"), items, block=True))
    if facts:
        yield press.part("facts", facts=facts, kind="role")
    yield heading(2, words("part.duties"), "duties", UNSEARCHED)
    yield render_duties(duties, path, press) if duties else words("role.none")


def _holder(press: Press, number: str, key: str) -> str:
    identity = press.library.sop[number].identity
    text = identity.owner if key == "owner" else identity.supervisor
    return text.value if text else ""


def _row(duty: StepDuty, page: str, press: Press) -> dict[str, object]:
    step = duty.step
    limit = step.limit
    return {
        "step": Item(f"{step.number} {step.name}", press.url(page, duty.sop.path, step_anchor(step.id))),
        "shares": [(share.letter, press.words(f"duty.{share.letter}"), share.note) for share in duty.shares],
        "limits": [(name, value.text.value) for name, value in limit.by_variant.items()] if limit else [],
        "limit": limit.text.value if limit else "",
    }
