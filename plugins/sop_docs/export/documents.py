"""The documents of a copy, each to be taken out of it."""

from collections.abc import Iterator

from ..compile.sop_foot import form_anchor
from ..model.page import html_path
from .copy import Built
from .single import Document


def documents(built: Built) -> Iterator[tuple[str, Document]]:
    """Yield each document of a copy by its number, in the order of their paths."""
    library = built.site.library
    forms = {html_path(form.path): form_anchor(form.number.value) for form in library.forms}
    for sop in sorted(library.sops, key=lambda sop: sop.path):
        path = html_path(sop.path)
        title = f"{sop.number} {sop.title} V{sop.version}"
        yield sop.number, Document(path, title, built.about.library, {**forms, path: ""}, built.address)
