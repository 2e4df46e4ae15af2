"""The navigation of a copy, and the pages that it stands beside."""

from collections.abc import Mapping

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from sop_docs.mkdocs_copy import LeanNavigation
from sop_docs.model.page import Page as CompiledPage
from sop_docs.model.page import PageKind

KINDS: Mapping[str, tuple[PageKind, str]] = {
    "index.md": (PageKind.HOME, ""),
    "departments/index.md": (PageKind.LIST, "department"),
    "departments/cs.md": (PageKind.DEPARTMENT, "CS"),
    "cs/a.md": (PageKind.SOP, "CS"),
    "forms.md": (PageKind.LIST, "form"),
    "forms/f.md": (PageKind.FORM, ""),
    "first.md": (PageKind.PROSE, ""),
}
PAGES = {path: CompiledPage(path, path, "", kind, group=group) for path, (kind, group) in KINDS.items()}


@pytest.fixture
def nav() -> Navigation:
    """Return the navigation of a house that keeps its departments as they are and has more among its forms."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "x"})
    assert config.validate() == ([], [])
    of = {path: Page(None, File(path, "docs", "site", use_directory_urls=False), config) for path in KINDS}
    departments = [of["departments/index.md"], Section("CS", [of["departments/cs.md"], of["cs/a.md"]])]
    forms = [of["forms.md"], of["forms/f.md"], of["first.md"], Section("CS", [of["cs/a.md"]]), Link("x", "https://x")]
    items = [of["index.md"], Section("Departments", departments), Section("Forms", forms)]
    return Navigation(items, [*of.values()])


def names(items: list[StructureItem]) -> list[object]:
    return [
        names(item.children)
        if isinstance(item, Section)
        else item.file.src_uri
        if isinstance(item, Page)
        else item.title
        for item in items
    ]


def test_what_a_list_leads_to_is_left_out(nav: Navigation) -> None:
    assert names(LeanNavigation(nav, PAGES, ())().items) == [
        "index.md",
        ["departments/index.md"],
        ["forms.md", "first.md", ["cs/a.md"], "x"],
    ]


def test_under_tabs_it_stands_beside_the_pages_of_a_section_that_has_several(nav: Navigation) -> None:
    lean = LeanNavigation(nav, PAGES, ["navigation.tabs"])
    assert [path for path in KINDS if lean.is_beside(path)] == ["cs/a.md", "forms.md", "first.md"]
    assert all(LeanNavigation(nav, PAGES, ()).is_beside(path) for path in [*KINDS, "elsewhere.md"])
