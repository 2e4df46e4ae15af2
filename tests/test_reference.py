"""The reference pages say what the code says."""

import inspect
from pathlib import Path

import click
import pytest

from sop_docs.check import RULES, Rule
from sop_docs.cli.group import sop
from sop_docs.effects.catalogue import load_words
from sop_docs.project.reference import reference_pages
from sop_docs.reference import write_reference

CONTENT = Path(__file__).parent.parent / "content"
PAGES = reference_pages(sop)


@pytest.mark.parametrize("path", PAGES)
def test_committed_pages_are_current(path: str) -> None:
    assert (CONTENT / path).read_text("utf-8") == PAGES[path], "run `make reference`"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_a_rule_demands_is_said_once(rule: Rule) -> None:
    said = (inspect.getdoc(rule.check) or "").split("\n\n")[0].replace("\n", " ")
    assert load_words("en")(f"rule.{rule.code}") == said
    assert load_words("zh")(f"rule.{rule.code}") != said


def test_translated_examples_are_those_of_the_rules() -> None:
    english, chinese = load_words("en"), load_words("zh")
    for rule in RULES:
        for kind in ("Wrong", "Right"):
            key = f"rule.{rule.code}.{kind.lower()}"
            assert (key in english) == (key in chinese)
            if key in english:
                assert f"{kind}: {english(key)}" in (inspect.getdoc(rule.check) or "").splitlines()


def test_pages_are_written_where_they_belong(tmp_path: Path) -> None:
    write_reference(tmp_path)
    assert sorted(path.name for path in (tmp_path / "handbook" / "en" / "reference").iterdir()) == [
        "checks.md",
        "commands.md",
        "index.md",
        "keys.md",
        "settings.md",
    ]


def test_limits_are_shown_as_the_program_reads_them() -> None:
    keys = PAGES["handbook/reference/keys.md"]
    assert "| `1 小时 30 分钟` | 90 分钟 |" in keys
    assert "| `半天` | 不认 |" in keys


def test_keys_have_both_spellings() -> None:
    assert "| `owner` | `流程负责人` |" in PAGES["handbook/en/reference/keys.md"]
    assert "| `limit` | `时限` `time limit` |" in PAGES["handbook/reference/keys.md"]


def test_settings_have_values_and_defaults() -> None:
    settings = PAGES["handbook/en/reference/settings.md"]
    assert "| `review` | a period such as `12 months` | none | " in settings
    assert "| `chart` | `flow` `lanes` | `flow` | " in settings
    assert "| `report_url` | text | none | " in settings


@pytest.mark.parametrize("folder", ["handbook/reference", "handbook/en/reference"])
def test_every_command_and_option_is_explained(folder: str) -> None:
    page = PAGES[f"{folder}/commands.md"]
    context = click.Context(sop)
    for name in sop.list_commands(context):
        command = sop.get_command(context, name)
        assert command is not None
        _, _, section = page.partition(f"\n## sop {name}\n")
        options = section.partition("\n## ")[0]
        for parameter in command.params:
            for option in parameter.opts if isinstance(parameter, click.Option) else ():
                assert f"`{option}`" in options
