"""The handbook's complete examples: a tree in, no problem out."""

import re
from datetime import date
from pathlib import Path

import pytest

from sop_docs.effects.catalogue import load_words
from sop_docs.model.words import Words
from sop_docs.project.check import find_problems
from sop_docs.project.load import Loader
from sop_docs.project.settings import Settings

ROOT = Path(__file__).parent.parent
HANDBOOK = ROOT / "content" / "handbook"
PAGES = sorted(HANDBOOK.rglob("*.md"))
# A path on a line of its own, then the file: what any Markdown shows as code, with no word behind the language.
EXAMPLE = re.compile(
    r"^`content/(?P<path>[^`\n]+)`[:：]\n\n```(?:markdown|yaml)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
DAY = date(2026, 11, 21)


def examples(page: Path) -> dict[str, str]:
    return {found["path"]: found["text"] for found in EXAMPLE.finditer(page.read_text("utf-8"))}


def problems(tree: dict[str, str], root: Path, words: Words) -> list[str]:
    for path, text in tree.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    found = find_problems(Loader().load(root), DAY, Settings())
    return [f"{problem.place}: {problem.code} {words(problem.key, **problem.values)}" for problem in found]


@pytest.mark.parametrize("page", [page for page in PAGES if examples(page)], ids=lambda page: page.name)
def test_complete_examples_pass_the_check(page: Path, tmp_path: Path) -> None:
    vocabulary = (ROOT / "content" / "vocabulary.yml").read_text("utf-8")
    assert problems({"vocabulary.yml": vocabulary, **examples(page)}, tmp_path, load_words("en")) == []


def test_a_broken_example_is_noticed(tmp_path: Path) -> None:
    tree = examples(HANDBOOK / "library.md")
    tree["SOP-GA-2026-001.md"] = tree["SOP-GA-2026-001.md"].replace("- 执行：前台\n", "- 执行：门卫\n", 1)
    assert problems(tree, tmp_path, load_words("zh"))[0].startswith("SOP-GA-2026-001.md:31:6: SOP304 ")


def test_handbook_is_there_in_both_languages() -> None:
    chinese = {page.relative_to(HANDBOOK) for page in PAGES if "en" not in page.relative_to(HANDBOOK).parts}
    english = {page.relative_to(HANDBOOK / "en") for page in PAGES if "en" in page.relative_to(HANDBOOK).parts}
    assert chinese == english
    assert Path("write.md") in chinese
