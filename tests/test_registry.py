"""How rules and facts are recorded: each once, with what it looks at and what else it needs."""

from collections.abc import Iterator
from datetime import date

import pytest

from sop_docs.check import facts, registry
from sop_docs.check.registry import Finding, Rule, finding, rule, rules
from sop_docs.model.form import Form
from sop_docs.model.library import Library
from sop_docs.model.place import Place, Text
from sop_docs.model.problem import Severity
from sop_docs.model.sop import Module, Sop

PLACE = Place("cs/SOP-CS-2024-001.md", 3)


@pytest.fixture(autouse=True)
def nothing_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_registered", {})
    monkeypatch.setattr(facts, "FACTS", {})


def on_forms(_: Form) -> Iterator[Finding]:
    yield finding(PLACE)


def on_documents(_: Sop | Module, library: Library, day: date) -> Iterator[Finding]:
    yield finding(PLACE, "old", day=str(day), sops=str(len(library.sops)))


def test_a_rule_is_recorded_with_what_it_looks_at_and_what_it_needs_and_comes_back_unchanged() -> None:
    assert rule("SOP999", Severity.INFO)(on_documents) is on_documents
    assert rules() == (Rule("SOP999", on_documents, (Sop, Module), ("library", "day"), Severity.INFO),)


def test_a_rule_is_an_error_where_it_says_nothing_else() -> None:
    rule("SOP999")(on_forms)
    assert rules() == (Rule("SOP999", on_forms, (Form,), (), Severity.ERROR),)


def test_rules_come_by_code() -> None:
    for code in ("SOP999", "SOP001", "SOP500"):
        rule(code)(on_forms)
    assert [each.code for each in rules()] == ["SOP001", "SOP500", "SOP999"]


def test_a_code_is_given_once() -> None:
    rule("SOP999")(on_forms)
    with pytest.raises(ValueError, match=r"^SOP999 is on_forms already$"):
        rule("SOP999")(on_documents)


def test_a_finding_has_a_place_a_variant_and_values() -> None:
    assert finding(PLACE, "old", place="二楼") == (PLACE, "old", {"place": "二楼"})
    assert finding(PLACE) == (PLACE, "", {})


def test_a_fact_has_a_name_of_its_own() -> None:
    def title(_: Sop) -> tuple[Text, ...]:
        return ()

    known = facts.fact(title)
    assert list(facts.FACTS.items()) == [("title", title)]
    assert known.__name__ == "title"
    with pytest.raises(ValueError, match=r"^title is a fact already$"):
        facts.fact(title)
