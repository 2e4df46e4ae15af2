"""A whole library: everything one commit of the content folder holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .allowance import Allowance
from .delivery import Delivery
from .form import Form
from .names import folded
from .place import Source
from .sop import Module, Sop
from .vocabulary import Vocabulary

Document = Sop | Module | Form | Source
"""What a Markdown file can be."""


@dataclass(frozen=True)
class Library:
    """Documents by path; `pages` are Markdown files that are neither SOP, module nor form, `attachments` the rest."""

    sops: tuple[Sop, ...] = ()
    modules: tuple[Module, ...] = ()
    forms: tuple[Form, ...] = ()
    pages: tuple[Source, ...] = ()
    attachments: tuple[str, ...] = ()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    allowances: tuple[Allowance, ...] = ()
    deliveries: tuple[Delivery, ...] = ()

    @cached_property
    def sop(self) -> Mapping[str, Sop]:
        """SOPs by number; where two have one number, the first by path."""
        return {sop.number: sop for sop in reversed(self.sops)}

    @cached_property
    def form(self) -> Mapping[str, Form]:
        """Forms by number."""
        return {form.number.value: form for form in reversed(self.forms)}

    @cached_property
    def form_titled(self) -> Mapping[str, str]:
        """Numbers of forms by folded title; where two have one title, the last by path."""
        return {folded(form.title.value): form.number.value for form in self.forms}

    @cached_property
    def module(self) -> Mapping[str, Module]:
        """Modules by name."""
        return {module.name.value: module for module in reversed(self.modules)}

    @cached_property
    def path_of(self) -> Mapping[str, str]:
        """Where each numbered document stands, by number."""
        forms = {number: form.path for number, form in self.form.items()}
        return {**forms, **{number: sop.path for number, sop in self.sop.items()}}

    @cached_property
    def holders(self) -> Mapping[str, frozenset[str]]:
        """Ids of the people whom a name may mean: of a person, by id or name, of a role, of a department."""
        return self.vocabulary.holders()

    @cached_property
    def document(self) -> Mapping[str, Document]:
        """Documents and pages by path."""
        documents: Iterable[Document] = (*self.sops, *self.modules, *self.forms, *self.pages)
        return {document.path: document for document in documents}

    @cached_property
    def paths(self) -> frozenset[str]:
        """Every path of the content folder that a page or an attachment stands at."""
        return frozenset([*self.document, *self.attachments])
