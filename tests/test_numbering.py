"""The language of number patterns."""

import time

import pytest

from sop_docs.model.place import Place, Text
from sop_docs.model.problem import Problem
from sop_docs.parse.numbering import Template, common_numbers, read_template

LISTS = {"type": ("SOP",), "dept": ("CS", "QA"), "business": ("01", "02"), "empty": ()}


def template(pattern: str, **lists: tuple[str, ...]) -> Template:
    read = read_template(Text(pattern, Place("vocabulary.yml")), {**LISTS, **lists})
    assert isinstance(read, Template)
    return read


@pytest.mark.parametrize(
    ("pattern", "number", "fields"),
    [
        (
            "{type}-{dept}-{year}-{seq:03}",
            "SOP-CS-2024-001",
            {"type": "SOP", "dept": "CS", "year": "2024", "seq": "001"},
        ),
        (
            "{type}-{dept}-{year}-{seq:03}",
            "SOP-CS-2024-1001",
            {"type": "SOP", "dept": "CS", "year": "2024", "seq": "1001"},
        ),
        ("FW-{dept}-{seq:03}", "FW-QA-001", {"dept": "QA", "seq": "001"}),
        ("{dept}{seq:03}", "CS001", {"dept": "CS", "seq": "001"}),
        ("{type}.{business}_{seq}", "SOP.01_7", {"type": "SOP", "business": "01", "seq": "7"}),
    ],
)
def test_a_number_has_the_fields_of_its_pattern(pattern: str, number: str, fields: dict[str, str]) -> None:
    assert template(pattern).pattern.match(number) == fields


@pytest.mark.parametrize(
    "number",
    [
        "SOP-CS-2024-01",
        "SOP-XX-2024-001",
        "sop-CS-2024-001",
        "SOP-CS-24-001",
        "SOP-CS-2024-001\n",
        "SOP-CS-2024-٠٠١",
        "",
    ],
)
def test_another_shape_does_not_match(number: str) -> None:
    assert template("{type}-{dept}-{year}-{seq:03}").pattern.match(number) is None


def test_without_departments_any_capitals_will_do() -> None:
    pattern = template("{type}-{dept}-{seq}", dept=()).pattern

    assert pattern.match("SOP-ANY-1") == {"type": "SOP", "dept": "ANY", "seq": "1"}
    assert pattern.match("SOP-any-1") is None


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("^(SOP-)?([A-Z]+)*-\\d+$", "SOP122"),
        ("流程-{seq}", "SOP122"),
        ("{type}/{seq}", "SOP122"),
        ("{type} {seq}", "SOP122"),
        ("{type", "SOP122"),
        ("{nothing}-{seq}", "SOP122.field"),
        ("{empty}-{seq}", "SOP122.field"),
        ("{seq:3}", "SOP122.field"),
        ("{year:02}-{seq}", "SOP122.field"),
        ("{0.__class__}-{seq}", "SOP122.field"),
        ("{seq}-{seq}", "SOP122.twice"),
        ("{dept}{type}-{seq}", "SOP122.apart"),
        ("{dept}A{type}-{seq}", "SOP122.apart"),
        ("{type}-{dept}", "SOP122.seq"),
        ("", "SOP122.seq"),
    ],
)
def test_a_bad_pattern_is_a_problem(pattern: str, key: str) -> None:
    problem = read_template(Text(pattern, Place("vocabulary.yml", 3, 9)), LISTS)

    assert isinstance(problem, Problem)
    assert (problem.key, problem.place) == (key, Place("vocabulary.yml", 3, 9))


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("{type}-{dept}-{year}-{seq:03}", "{type}-{dept}-{seq:03}", None),
        ("{type}-{dept}-{seq:03}", "SOP-{dept}-{seq:04}", "SOP-CS-0000"),
        ("{dept}-{seq:03}", "{business}-{seq:03}", None),
        ("{dept}-{year}-{seq}", "{dept}-{seq:03}", None),
        ("{dept}{seq:03}", "CS{seq:02}", "CS000"),
        ("A-{seq}", "A-{year}-{seq}", None),
        ("A{seq}", "A{year}{seq}", "A00000"),
        ("A-1-{seq}", "A-{business}-{seq}", None),
    ],
)
def test_two_patterns_may_have_a_number_in_common(first: str, second: str, number: str | None) -> None:
    assert common_numbers([template(first), template(second)]) == ({(0, 1): number} if number else {})


def test_matching_takes_linear_time() -> None:
    words = tuple("A" * length for length in range(1, 21))
    pattern = template("{a}-{b}-{c}-{seq}", a=words, b=words, c=words).pattern
    start = time.process_time()

    assert pattern.match("A" * 20 + "-" + "A" * 20 + "-" + "A" * 20 + "-" + "1" * 10_000 + "!") is None
    assert time.process_time() - start < 0.1


def test_patterns_too_intricate_to_compare_are_told_so() -> None:
    words = tuple(f"{index:03}{'X' * 17}" for index in range(500))
    templates = [template(pattern, a=words, b=words) for pattern in ("{a}-{b}-{seq}", "{b}-{a}-{seq:02}")]

    assert common_numbers(templates) is None


def test_three_patterns_are_compared_at_once() -> None:
    templates = [template(pattern) for pattern in ("A-{seq:02}", "B-{seq}", "A-{seq:03}", "{dept}-{seq}")]

    assert common_numbers(templates) == {(0, 2): "A-000"}
