"""What stands at the foot of a document: its forms, its relations, where to report a problem."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from ..model.chart import step_anchor
from ..model.form import Form
from ..model.sop import Sop
from ..parse.slug import slug
from .form_page import entries
from .links import rebased
from .markdown import UNSEARCHED, heading, literal
from .markers import Parts
from .press import Fact, Item, Press
from .sheet import Sheet


def forms_used(sop: Sop, press: Press) -> str:
    """Return the forms that a procedure fills in, and at which steps."""
    numbers = dict.fromkeys(form.value for step in sop.steps for form in step.forms)
    rows = [
        (
            press.document(number, sop.path),
            press.library.form[number].version.value if number in press.library.form else "",
            [
                Item(f"{step.number} {step.name}", f"#{step_anchor(step.id)}")
                for step in sop.steps
                if number in map(str, step.forms)
            ],
        )
        for number in numbers
    ]
    return press.part("forms_used", rows=rows) if rows else ""


def forms_in_full(forms: Iterable[Form], page: str, press: Press) -> Iterator[str]:
    """Yield forms as they are filled in, for a page whose links start from the path `page`."""
    sheet = Sheet(page, press, Parts())
    for form in forms:
        anchor = form_anchor(form.number.value)
        yield heading(3, literal(f"{form.number} {form.title} V{form.version}"), anchor, UNSEARCHED)
        body = form.body and form.body._replace(value=rebased(form.body.value, form.path, page))
        yield sheet.prose(body, 3, anchor)
        yield press.part("form", fields=entries(form.fields))


def form_anchor(number: str) -> str:
    """Return the anchor of a form on the page of a document."""
    return f"form-{slug(number)}"


def related_documents(sop: Sop, press: Press) -> str:
    """Return the documents and modules that this one depends on, and those that depend on it."""
    lines: dict[str, list[Item]] = {}
    for relation in press.relations.get(sop.number, ()):
        lines.setdefault(relation.kind, []).append(press.document(relation.number, sop.path))
    for use in {use.module: use for step in sop.steps for use in step.uses}.values():
        module = press.library.module.get(use.module)
        lines.setdefault("module", []).append(Item(use.title, press.url(sop.path, module.path) if module else ""))
    facts = [Fact(kind, press.words(f"related.{kind}"), tuple(items), block=True) for kind, items in lines.items()]
    return press.part("facts", facts=facts, kind="related") if facts else ""


def report_link(sop: Sop, press: Press) -> str:
    """Return the link for who found a problem, or '' where the house has no place for that."""
    if not press.report_url:
        return ""
    url = press.report_url
    for name, value in (("number", sop.number), ("version", sop.version), ("title", sop.title)):
        url = url.replace(f"{{{name}}}", quote(value, safe=""))
    return press.part("report", url=url)
