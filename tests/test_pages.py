"""Pages as authors' sources make them: `golden/*.md` hold the files of a small library and, below them, its pages."""

import json
import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from sop_docs.compile.document import document
from sop_docs.compile.links import linked, linked_markdown, relative
from sop_docs.compile.markdown import fitted, literal
from sop_docs.compile.print_style import css_string
from sop_docs.compile.raci import raci
from sop_docs.compile.register import register, register_document
from sop_docs.compile.site import compile_site
from sop_docs.compile.site_map import collisions, site_map
from sop_docs.effects.catalogue import load_words
from sop_docs.effects.templates import environment
from sop_docs.model.library import Library
from sop_docs.model.page import Page
from sop_docs.model.place import Source
from sop_docs.parse.document import read_document
from sop_docs.parse.library import assemble
from sop_docs.parse.vocabulary import read_vocabulary

GOLDEN = Path(__file__).parent / "golden"
SCHEMAS = Path(__file__).parent.parent / "plugins" / "sop_docs" / "schemas"
DAY = date(2026, 11, 21)
TEMPLATES = environment()


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a golden file: what stands behind `@@`, and the lines below it."""
    for block in f"\n{text}".split("\n@@ ")[1:]:
        name, _, lines = block.partition("\n")
        yield name, f"{lines.rstrip()}\n"


def read(files: Mapping[str, str]) -> Library:
    vocabulary, _ = read_vocabulary(Source("vocabulary.yml", files["vocabulary.yml"]))
    sources = [Source(path, text) for path, text in files.items() if path.endswith(".md")]
    library, problems = assemble([read_document(source, vocabulary) for source in sources], vocabulary, ())
    assert not any(problems.values())
    return library


def sources(name: str) -> dict[str, str]:
    golden = (GOLDEN / f"{name}.md").read_text("utf-8")
    return {name: text for name, text in blocks(golden) if not name.startswith("page ")}


def site(library: Library) -> dict[str, Page]:
    pages = compile_site(library, load_words("zh"), DAY, TEMPLATES, report_url="https://forge.example/new?t={title}")
    return {page.path: page for page in pages}


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.md")), ids=lambda path: path.stem)
def test_pages_are_those_below_their_sources(path: Path) -> None:
    parts = dict(blocks(path.read_text("utf-8")))
    pages = site(read({name: text for name, text in parts.items() if not name.startswith("page ")}))
    found = {
        name: pages[name.removeprefix("page ")].text if name.startswith("page ") else parts[name] for name in parts
    }
    if "UPDATE_GOLDEN" in os.environ:
        path.write_text("".join(f"@@ {name}\n{text}" for name, text in found.items()), "utf-8")
    assert found == parts


def test_every_language_makes_every_page() -> None:
    library = read(sources("sop"))
    chinese, english = (compile_site(library, load_words(name), DAY, TEMPLATES) for name in ("zh", "en"))
    assert [page.path for page in chinese] == [page.path for page in english]
    assert "Responsibilities (RACI)" in "".join(page.text for page in english)


def test_raci_counts_duties_by_role() -> None:
    sop = read(sources("sop")).sop["SOP-CS-2024-001"]
    table = raci(sop.procedure, sop.accountable, load_words("zh"))
    assert table.parties == ("客服专员", "客服主管", "客服部经理")
    assert table.totals == (1, 2, 2)
    assert [group.title for group in table.groups] == ["受理", "处理"]
    lead, support, owner = table.groups[0].rows[0].cells
    assert [(share.letter, share.note) for share in (*lead, *support, *owner)] == [
        ("R", "登记"),
        ("R", "配合"),
        ("A", ""),
    ]


def test_json_documents_follow_their_schemas() -> None:
    library = read(sources("sop"))
    sop = library.sop["SOP-CS-2024-001"]
    found = document(sop, library, DAY, sop.state(DAY))
    jsonschema.validate(found, json.loads((SCHEMAS / "sop-document-1.json").read_text("utf-8")))
    rows = register_document(register(library, DAY), DAY, "0" * 40)
    jsonschema.validate(rows, json.loads((SCHEMAS / "sop-register-1.json").read_text("utf-8")))
    steps = found["steps"]
    assert isinstance(steps, list)
    assert steps[0]["limit"]["by_variant"]["VIP客户"] == {"text": "1 小时", "minutes": 60}
    assert steps[0]["A"] == [{"role": "客服部经理", "note": ""}]
    assert steps[1]["decision"] == {"一般": "sop-cs-2024-003", "重大": "receive"}


def test_numbers_in_prose_are_links_but_not_in_code_or_links() -> None:
    sites = site_map(read(sources("sop")))
    link = '[SOP-CS-2024-003](SOP-CS-2024-003.md "回访")'
    cases = {
        "见SOP-CS-2024-003的": f"见{link}的",
        "（SOP-CS-2024-003@1.1）": '（[SOP-CS-2024-003@1.1](SOP-CS-2024-003.md "回访")）',
        "`SOP-CS-2024-003`": "`SOP-CS-2024-003`",
        "[x SOP-CS-2024-003](y)": "[x SOP-CS-2024-003](y)",
        "XSOP-CS-2024-003 SOP-CS-2024-0031": "XSOP-CS-2024-003 SOP-CS-2024-0031",
        "https://x/SOP-CS-2024-003": "https://x/SOP-CS-2024-003",
        "SOP-CS-2024-001": "SOP-CS-2024-001",
    }
    assert {line: linked_markdown(line, "cs/SOP-CS-2024-001.md", sites) for line in cases} == cases
    html = linked("<b> SOP-CS-2024-003", "forms/x.md", sites)
    assert html == '&lt;b&gt; <a href="../cs/SOP-CS-2024-003.html" title="回访">SOP-CS-2024-003</a>'


def test_headings_of_an_author_move_below_ours_and_code_stays() -> None:
    text = "# A\n\n```\n# code\n```\n\n    # also code\n\n## B {#own}"
    assert (
        fitted(text, 3, lambda count, _: f"x-{count}", str.upper)
        == "#### A {#x-1}\n\n```\n# code\n```\n\n    # also code\n\n##### B {#own}"
    )


def test_slugs_that_meet_are_told() -> None:
    files = sources("register") | {
        "vocabulary.yml": sources("register")["vocabulary.yml"].replace(
            "客服专员: {department: CS}", "客服专员: {department: CS}\n  客服转员: {department: CS}"
        )
    }
    (problem,) = collisions(read(files))
    assert (problem.key, problem.values["path"]) == ("SOP130", "roles/ke-fu-zhuan-yuan.md")
    assert "roles/ke-fu-zhuan-yuan-2.md" in site(read(files))


def test_words_stay_words() -> None:
    assert literal("*a* _b_ `c` <d> & [e]") == r"\*a\* \_b\_ \`c\` &lt;d&gt; &amp; \[e\]"
    assert css_string('a";}</style>') == '"a\\22 \\3b \\7d \\3c \\2f style\\3e "'
    assert relative("cs/a.md", "roles/b.html") == "../roles/b.html"
    assert relative("index.md", "cs/x y.html") == "cs/x%20y.html"


def test_a_problem_is_reported_with_quoted_words() -> None:
    page = site(read(sources("sop")))["cs/SOP-CS-2024-001.md"]
    assert 'href="https://forge.example/new?t=%E5%A4%84%E7%90%86%2A%E6%8A%95%E8%AF%89%2A%20%26%20' in page.text
