"""A second run finds what a first one would: whatever was edited, it is only faster."""

import json
import random
import re
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sop_docs.effects.kept_store import KeptStore
from sop_docs.model.kept import Kept
from sop_docs.model.place import Source
from sop_docs.model.problem import Problem
from sop_docs.model.vocabulary import Vocabulary
from sop_docs.parse.document import Document, read_document
from sop_docs.parse.slug import slug
from sop_docs.project.check import find_problems
from sop_docs.project.load import Loader
from sop_docs.project.recheck import check_again
from sop_docs.project.settings import Settings

CONTENT = Path(__file__).parent.parent / "content"
DAY = date(2026, 11, 21)
SETTINGS = Settings(steps_per_person=20)
Edit = Callable[[random.Random, Path], None]


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    copy = tmp_path / "content"
    shutil.copytree(CONTENT, copy, ignore=shutil.ignore_patterns("handbook"))
    return copy


def whole(content: Path) -> tuple[Problem, ...]:
    return find_problems(Loader().load(content), DAY, SETTINGS)


def again(content: Path) -> tuple[Problem, ...]:
    return check_again(content, DAY, SETTINGS, (), None)[1]


def files(content: Path, pattern: str = "*/SOP-*.md") -> list[Path]:
    return sorted(content.glob(pattern))


def drop_line(chance: random.Random, file: Path) -> None:
    lines = file.read_text("utf-8").split("\n")
    del lines[chance.randrange(len(lines))]
    file.write_text("\n".join(lines), "utf-8")


def swap_lines(chance: random.Random, file: Path) -> None:
    lines = file.read_text("utf-8").split("\n")
    one, other = (chance.randrange(len(lines)) for _ in range(2))
    lines[one], lines[other] = lines[other], lines[one]
    file.write_text("\n".join(lines), "utf-8")


def retire(_: random.Random, file: Path) -> None:
    text = file.read_text("utf-8")
    file.write_text(text.replace("status: approved", "status: retired").replace("状态: 已批准", "状态: 废止"), "utf-8")


def mention(chance: random.Random, file: Path) -> None:
    other = chance.choice(files(file.parent.parent))
    text = file.read_text("utf-8")
    link = f"[这里](../{other.parent.name}/{other.name}#step-{chance.choice(['receive', 'none'])})"
    file.write_text(f"{text}\n及时办理，见 {other.stem}、{other.stem}@9.9 和{link}。\n", "utf-8")


def delete(_: random.Random, file: Path) -> None:
    file.unlink()


def move(_: random.Random, file: Path) -> None:
    file.rename(file.with_name(f"{file.stem}0.md"))


EDITS: tuple[Edit, ...] = (
    drop_line,
    drop_line,
    swap_lines,
    swap_lines,
    retire,
    mention,
    mention,
    mention,
    delete,
    move,
)


@pytest.mark.parametrize("seed", range(4))
def test_a_run_after_edits_finds_what_a_first_one_does(content: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - edits, not secrets
    assert again(content) == whole(content)
    for _ in range(6):
        chance.choice(EDITS)(chance, chance.choice(files(content)))
        assert again(content) == whole(content)


@pytest.mark.parametrize("pattern", ["modules/*.md", "forms/*.md", "vocabulary.yml", "index.md"])
def test_what_is_no_sop_is_a_reason_to_look_at_all(content: Path, pattern: str) -> None:
    again(content)
    drop_line(random.Random(1), files(content, pattern)[0])  # noqa: S311 - an edit, not a secret
    assert again(content) == whole(content)


def test_another_day_and_other_settings_are_other_runs(content: Path) -> None:
    again(content)
    later, house = date(2030, 1, 1), Settings()
    assert check_again(content, later, house, (), None)[1] == find_problems(Loader().load(content), later, house)


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text + "\n另有一句。\n",
        lambda text: re.sub("^(标题|title): .*$", r"\1: 广告素材审校", text, count=1, flags=re.MULTILINE),
        lambda text: re.sub("^(- 输出：).*$", r"\1定稿清单", text, count=1, flags=re.MULTILINE),
    ],
)
def test_only_what_changed_and_what_names_it_is_read(
    content: Path, monkeypatch: pytest.MonkeyPatch, edit: Callable[[str], str]
) -> None:
    again(content)
    edited = files(content, "mk/SOP-*.md")[0]
    before = edited.read_text("utf-8")
    edited.write_text(edit(before), "utf-8")
    assert edited.read_text("utf-8") != before
    read: list[str] = []

    def noted(source: Source, vocabulary: Vocabulary) -> Document:
        read.append(source.path)
        return read_document(source, vocabulary)

    monkeypatch.setattr("sop_docs.project.load.read_document", noted)
    again(content)
    naming = [path for path in files(content) if edited.stem in path.read_text("utf-8")]
    assert [path for path in read if "/SOP-" in path] == [path.relative_to(content).as_posix() for path in naming]
    assert len(naming) < len(files(content)) / 4


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: "",
        lambda _: [],
        lambda _: {"program": "another"},
        lambda kept: {**kept, "program": "another"},
        lambda kept: {**kept, "sops": {path: [] for path in kept["sops"]}},
        lambda kept: {**kept, "sops": {path: [*row[:5], {"names_in": [5]}] for path, row in kept["sops"].items()}},
        lambda kept: {**kept, "problems": [["SOP130"]]},
        lambda kept: {
            **kept,
            "sops": {path: [*row[:5], row[5].replace("1", "2")] for path, row in kept["sops"].items()},
        },
        lambda kept: {**kept, "readings": 5},
    ],
)
def test_what_cannot_be_used_counts_for_nothing(
    content: Path, tmp_path: Path, spoil: Callable[[dict[str, Any]], object]
) -> None:
    again(content)
    (file,) = (tmp_path / "cache").rglob("check.json")
    file.write_text(json.dumps(spoil(json.loads(file.read_text("utf-8")))), "utf-8")
    assert KeptStore(content).read() == Kept()
    assert again(content) == whole(content)


def test_how_names_are_read_is_known_from_the_last_run(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edited = files(content, "cs/SOP-*.md")[0]
    text = edited.read_text("utf-8")
    assert "\n- 步骤号：receive" in text
    edited.write_text(text.replace("\n- 步骤号：receive", "", 1), "utf-8")
    again(content)
    edited.write_text(edited.read_text("utf-8") + "\n另有一句。\n", "utf-8")
    monkeypatch.setattr("sop_docs.parse.slug._readings", {})
    slug.cache_clear()
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "pypinyin", None)
        found = again(content)
    assert found == whole(content)


@pytest.mark.parametrize("broken", [0, 2])
def test_two_processes_find_what_one_does(content: Path, monkeypatch: pytest.MonkeyPatch, broken: int) -> None:
    monkeypatch.setattr("sop_docs.project.recheck._MANY", 5)
    monkeypatch.setattr("sop_docs.project.recheck.can_be_halved", lambda: True)
    for file in files(content)[:broken]:
        file.write_text(file.read_text("utf-8").replace("\n---\n", "\n", 1), "utf-8")
    assert again(content) == whole(content)
    drop_line(random.Random(1), files(content)[-1])  # noqa: S311 - an edit, not a secret
    assert again(content) == whole(content)
