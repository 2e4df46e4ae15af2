"""How much a text may hold, to the last bracket and the last level, and what is told of the first that is too much."""

import pytest

from sop_docs.check import check
from test_rules import DAY, library_of

FOUND = {
    "[" * 50: [],
    "[" * 51: ["SOP902 3:51 50"],
    "一\n二 " + "[" * 51: ["SOP902 4:53 50"],
    "[" * 30 + "\n\n" + "[" * 30: [],
    "[" * 50 + "\n\n" + "[" * 51: ["SOP902 5:51 50"],
    "[[]" * 49: [],
    "[[]" * 50: ["SOP902 3:149 50"],
    "]]" + "[" * 50 + "]][": [],
    "]]" + "[" * 50 + "]" + "[[": ["SOP902 3:55 50"],
    "))" + "[](" * 50: [],
    "[](" * 51: ["SOP902 3:152 50"],
    "[](" * 50 + ")" + "[](" * 2: ["SOP902 3:156 50"],
    "[](" * 50 + "))" + "[](" * 2: [],
    "一 " + "*" * 99: [],
    "一 " + "*_" * 50: ["SOP902.stars 3:3 100"],
    "> " * 20 + "一": [],
    "> " * 21 + "一": ["SOP903 3:1 21 20"],
    "一\n\n" + "> " * 22 + "一\n" + "> " * 21 + "一": ["SOP903 5:1 22 20"],
    "> " * 21 + "一\n一\n" + "> " * 21 + "一": ["SOP903 3:1 21 20", "SOP903 5:1 21 20"],
    ">" * 21: ["SOP903 3:1 21 20"],
    "这一行没有层次，只是比二十个字长一些而已，二十个字以后还有字": [],
    "**一**{ #b } 和 {c}": ["SOP905 3:6 { #b } 和 {c}"],
    "一\n\n二 {x}\n**一**{ #" + "b" * 60 + " }": ["SOP905 6:6 { #" + "b" * 37],
    "一\n{: #b }": ["SOP905 4:1 {: #b }"],
    "一\n> {: #b }": ["SOP905 4:3 {: #b }"],
    "\n> { #b }": [],
    "# 一 ${b}": [],
    "# 一 ${b} { #c }": ["SOP905 3:10 { #c }"],
    "<b": ["SOP901 3:1 <b"],
    "一 <b class='" + "x" * 30 + "'>": ["SOP901 3:3 <b class='xxxxxxxxxx"],
    "一 <b\nc>": ["SOP901 3:3 <b"],
    "> <!DOCTYPE html>": ["SOP901.declaration 3:3 <!DOCTYPE html>"],
}


@pytest.mark.parametrize("text", FOUND)
def test_what_is_too_much_is_told_at_its_place(text: str) -> None:
    library, problems = library_of({"note.md": f"# 说明\n\n{text}\n"})
    assert not problems
    found = (one for one in check(library, DAY, {}) if one.code in {"SOP901", "SOP902", "SOP903", "SOP905"})
    told = [" ".join([one.key, str(one.place).removeprefix("note.md:"), *one.values.values()]) for one in found]
    assert told == FOUND[text]
