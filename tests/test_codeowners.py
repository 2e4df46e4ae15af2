"""CODEOWNERS from the vocabulary."""

import pytest

from sop_docs.compile.codeowners import codeowners
from sop_docs.effects.catalogue import load_words
from sop_docs.model.place import Source
from sop_docs.model.vocabulary import Vocabulary
from sop_docs.parse.vocabulary import read_vocabulary

HOUSE = """\
departments: {CS: Service, LG: Legal, OP: Operations, HR: People}
roles:
  Agent: {department: CS, people: [a]}
  Service Manager: {department: CS, people: [b, c]}
  Lawyer: {department: LG, people: [d]}
  Director: {department: OP, people: [e], level: executive}
  President: {people: [f], level: executive}
people:
  a: {name: A, forge: aa}
  b: {name: B, forge: bb}
  c: {name: C, forge: org/service}
  d: {name: D}
  e: {name: E, forge: ee}
  f: {name: F, forge: ff}
"""
FOLDERS = {"CS": "content/cs", "LG": "content/lg", "OP": "content/op", "HR": "content/hr"}


def house(text: str = HOUSE) -> Vocabulary:
    return read_vocabulary(Source("vocabulary.yml", text))[0]


def lines(vocabulary: Vocabulary, folders: dict[str, str]) -> list[str]:
    about, *rest = codeowners(vocabulary, folders, load_words("en")).splitlines()
    assert about.startswith("# Who approves a change")
    return rest


def test_a_department_is_its_heads_and_the_rest_the_executives() -> None:
    assert lines(house(), FOLDERS) == ["* @ee @ff", "/content/cs/ @bb @org/service", "/content/op/ @ee"]


def test_of_several_lines_that_fit_the_deepest_is_last() -> None:
    folders = {"OP": "content/cs/op", "CS": "content/cs"}
    assert lines(house(), folders)[1:] == ["/content/cs/ @bb @org/service", "/content/cs/op/ @ee"]


def test_departments_may_share_a_folder() -> None:
    assert lines(house(), {"CS": "content/", "OP": "content"})[1:] == ["/content/ @bb @org/service @ee"]


@pytest.mark.parametrize("account", ["a b", "a\\nb", "@a", "-a", "a,b", "a @owner"])
def test_what_is_no_account_is_left_out(account: str) -> None:
    text = HOUSE.replace("forge: bb", f'forge: "{account}"')
    assert lines(house(text), FOLDERS)[1] == "/content/cs/ @org/service"


def test_a_folder_is_meant_literally() -> None:
    assert lines(house(), {"OP": "content/a #[b]*"})[1] == r"/content/a\ \#\[b\]\*/ @ee"


def test_a_house_without_accounts_has_no_owners() -> None:
    assert lines(Vocabulary(), FOLDERS) == []
