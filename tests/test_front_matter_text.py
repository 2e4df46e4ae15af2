"""Words that are written as front matter read as the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_docs.parse.front_matter_text import scalar
from sop_docs.parse.yaml_events import MappingNode, ScalarNode, read_yaml


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("客户投诉处理", "客户投诉处理"),
        ("1.10", "1.10"),
        ("a:b#c", "a:b#c"),
        ("A: B", '"A: B"'),
        ("甲 # 乙", '"甲 # 乙"'),
        ("- 甲", '"- 甲"'),
        ("null", '"null"'),
        ("", '""'),
        ('"甲"', '"\\"甲\\""'),
    ],
)
def test_quotes_stand_where_they_are_needed(words: str, written: str) -> None:
    assert scalar(words) == written


@given(st.text("ab接收 ,:#'\"[]{}|>&*!%@`~-\\?.0=1null", min_size=1, max_size=12).filter(str.strip))
def test_words_are_read_as_they_were(words: str) -> None:
    node, problems = read_yaml(f"title: {scalar(words)}\n", "a.md")
    assert problems == ()
    assert isinstance(node, MappingNode)
    ((_, value),) = node.entries
    assert isinstance(value, ScalarNode)
    assert value.value == words
