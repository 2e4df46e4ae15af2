"""Every problem has words in every language, and no words are left over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from sop_docs.check import RULES
from sop_docs.effects.catalogue import LANGUAGES, load_words

PACKAGE = Path(__file__).parent.parent / "plugins" / "sop_docs"
RULE_KEYS = {
    "SOP150": {"", "alike"},
    "SOP152": {"", "near", "person", "signer", "signer.near"},
    "SOP154": {"", "approved", "alone"},
    "SOP155": {"", "owner", "executive"},
    "SOP231": {"applies", "excludes", "from", "to"},
    "SOP235": {"", "number", "level"},
    "SOP304": {"", "near"},
    "SOP305": {"", "several"},
    "SOP306": {"", "verify"},
    "SOP411": {"", "self"},
    "SOP501": {"", "near", "module"},
    "SOP502": {"", "near", "sop", "title"},
    "SOP601": {
        *("soon", "timely", "appropriate", "amount", "proper", "needed", "case", "special"),
        *("department", "people", "usually", "principle", "effort", "regular", "house"),
    },
    "SOP621": {"", "variant", "words"},
    "SOP703": {"", "near", "form"},
    "SOP705": {"", "near"},
    "SOP706": {"", "replaced"},
    "SOP708": {"", "near"},
    "SOP711": {"", "near", "version"},
    "SOP801": {"", "replaced"},
    "SOP804": {"", "due"},
    "SOP420": {"", "otherwise"},
    "SOP421": {"", "phase"},
    "SOP504": {"", "near", "other"},
    "SOP623": {"", "late"},
    "SOP624": {"", "unit"},
    "SOP625": {"", "working", "holidays", "working.holidays"},
    "SOP626": {"", "average", "limits"},
    "SOP901": {"", "comment", "declaration"},
    "SOP902": {"", "fence", "stars"},
    "SOP904": {"", "absolute", "image"},
    "SOP906": {"", "html"},
    "SOP920": {"", "document"},
    "SOP921": {"", "reason"},
}
"""The messages of rules that have more than one; fixtures expect each of them."""

_KEY = re.compile(r"SOP[0-9]{3}(?:\.[a-z.]+)?")


def keys_in_code() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _KEY.fullmatch(node.value):
                yield node.value


def literal_values() -> Iterator[tuple[str, set[str]]]:
    """Yield the key and the names of the values of each `Problem(...)` that has them written out."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(ast.Name("Problem"), [ast.Constant(str(key)), _]):
                    yield key, set()
                case ast.Call(ast.Name("Problem"), [ast.Constant(str(key)), _, ast.Dict(names), *_]):
                    if all(isinstance(name, ast.Constant) for name in names):
                        yield key, {str(ast.literal_eval(name)) for name in names if name}


def keys() -> set[str]:
    codes = {rule.code for rule in RULES}
    named = {key for key in keys_in_code() if key not in codes}
    return named | {f"{code}.{variant}".rstrip(".") for code in codes for variant in RULE_KEYS.get(code, {""})}


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_words_and_advice(language: str) -> None:
    words = load_words(language)
    assert sorted(key for key in keys() for wanted in (key, f"{key}.hint") if wanted not in words) == []


def test_no_words_of_problems_are_left_over() -> None:
    written = {key.removesuffix(".hint") for key in load_words("zh").messages if key.startswith("SOP")}
    assert sorted(written - keys()) == []


def test_languages_have_the_same_messages_with_the_same_fields() -> None:
    chinese, english = load_words("zh").messages, load_words("en").messages
    assert sorted(chinese.keys() ^ english.keys()) == []
    assert [key for key in chinese if fields(chinese[key]) != fields(english[key])] == []


def test_a_problem_brings_what_its_words_need() -> None:
    words = load_words("zh").messages
    needed = {key: fields(words[key]) | fields(words[f"{key}.hint"]) for key in keys()}
    assert [(key, sorted(needed[key] - given)) for key, given in literal_values() if needed[key] - given] == []


def test_every_message_of_a_rule_is_expected_by_a_fixture() -> None:
    texts = "".join(path.read_text("utf-8") for path in (Path(__file__).parent / "rules").glob("*.md"))
    expected = {key for mark in re.findall(r"# expect: (.+)$", texts, re.MULTILINE) for key in mark.split()}
    wanted = {f"{code}.{variant}".rstrip(".") for code, variants in RULE_KEYS.items() for variant in variants}
    assert sorted(wanted - expected) == []
