"""How many problems are told."""

from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from sop_docs.check import RULES, Rule, Terms, check
from sop_docs.check.passages import passages_of
from sop_docs.check.prose import Prose, Written, read_prose, texts_of, words_of
from sop_docs.model.library import Library
from sop_docs.model.place import Source
from sop_docs.model.sop import Module, Sop
from test_rules import DAY, FIXTURES, library_of, read_fixture

CORPUS = sorted([*FIXTURES.glob("*.md"), *(Path(__file__).parent / "hostile" / "files").glob("*.md")])


def test_of_one_kind_a_file_is_told_a_thousand_problems() -> None:
    files = {f"{name}.md": "# 说明\n\n" + "<b>\n\n" * lines for name, lines in (("most", 1000), ("more", 1001))}
    library, problems = library_of(files)
    assert not problems
    found = [problem for problem in check(library, DAY, {}) if problem.code == "SOP901"]
    lines = {name: [one.place.line for one in found if one.place.path == name] for name in files}
    assert (len(lines["most.md"]), len(lines["more.md"]), lines["more.md"][-1]) == (1000, 1000, 2001)


def test_of_a_flood_that_only_the_whole_library_shows_a_thousand_problems_are_told() -> None:
    head = "---\nid: SOP-CS-2024-001\ntitle: 流程\nversion: 1.0\nstatus: draft\n---\n\n## 步骤\n\n"
    outputs = "".join(f"    - 底稿{number}\n" for number in range(1001))
    steps = f"### 一\n\n- 执行：客服专员\n- 输出：\n{outputs}\n### 二\n\n- 执行：客服专员\n"
    library, _ = library_of({"SOP-CS-2024-001.md": head + steps})
    found = [problem for problem in check(library, DAY, {}) if problem.code == "SOP503"]
    assert (len(found), found[-1].values["name"]) == (1000, "底稿999")


def written(library: Library) -> list[Written]:
    procedures = [each for each in library.document.values() if isinstance(each, Sop | Module)]
    texts = [text for each in procedures for text in texts_of(each)]
    texts += [form.body for form in library.forms if form.body]
    texts += [page.content for page in library.document.values() if isinstance(page, Source)]
    return [Written(Prose, texts, read_prose), *chain.from_iterable(map(passages_of, library.document.values()))]


@cache
def libraries() -> list[Library]:
    files = [read_fixture(path.read_text("utf-8"))[0] for path in CORPUS]
    return [library_of(each)[0] for each in files if "vocabulary.yml" not in each]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.where], ids=lambda rule: rule.code)
def test_a_rule_finds_nothing_where_it_says_so(rule: Rule) -> None:
    found = 0
    for library in libraries():
        needs = {name: getattr(Terms(library, DAY), name) for name in rule.needs}
        for kind, texts, read in written(library):
            for text in texts if kind in rule.subjects else ():
                hits = list(rule.check(read(text), **needs))
                found += len(hits)
                assert rule.where is not None
                assert rule.where(words_of(text), library) or not hits
    assert found
