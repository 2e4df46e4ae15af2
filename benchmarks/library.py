"""A synthetic library; run as `python benchmarks/library.py N DIR`, the same N gives the same bytes."""

import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from documents import form, module, sop, vocabulary
from plan import Plan, form_number, module_name
from settings import site

SEED = 20261120


def write_library(count: int, folder: Path, seed: int = SEED) -> None:
    """Write content/ and mkdocs.yml of a library of `count` SOPs to `folder`."""
    for path, text in sources(count, seed):
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(site(own=True), allow_unicode=True, sort_keys=False), "utf-8")


def sources(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every file of the content folder."""
    yield "vocabulary.yml", vocabulary()
    yield "index.md", "# 受控文件目录\n\n<!-- sop:register -->\n"
    for index in range(count):
        plan = Plan(index, count)
        yield plan.path, sop(plan, seed)
    for index in range(max(1, count // 25)):
        yield f"modules/{module_name(index)}.md", module(index)
    for index in range(max(1, count // 10)):
        yield f"forms/{form_number(index)}.md", form(index, seed)


if __name__ == "__main__":
    write_library(int(sys.argv[1]), Path(sys.argv[2]))
