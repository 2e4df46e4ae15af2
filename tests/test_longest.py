"""The longest way through a flow, against every way written out."""

from collections.abc import Iterator, Mapping

from hypothesis import given
from hypothesis import strategies as st

from sop_docs.check.longest import ways
from sop_docs.model.flow import END, START, Edge, EdgeKind, Flow
from sop_docs.model.place import Place

NODES = "abcdefg"


def flow(*arrows: str) -> Flow:
    """Return the flow of arrows such as `a>b`; `a!b` is an exception."""
    names = {"0": START, "1": END}
    return Flow(
        tuple(
            Edge(
                names.get(arrow[0], arrow[0]),
                names.get(arrow[2], arrow[2]),
                EdgeKind.EXCEPTION if arrow[1] == "!" else EdgeKind.NORMAL,
                "",
                Place("x.md"),
            )
            for arrow in arrows
        )
    )


def longest(flow: Flow, takes: Mapping[str, int], first: str = START, last: str = END) -> tuple[int, str]:
    end, nodes = ways(flow, first, last).longest(0, lambda moment, node: moment + takes.get(node, 0))
    return end, "".join(node for node in nodes if node in NODES)


def test_the_way_with_the_most_time_is_the_longest_not_that_with_the_most_steps() -> None:
    diamond = flow("0>a", "a>b", "b>c", "c>d", "a>d", "a>e", "e>d", "d>1")
    assert longest(diamond, {"a": 1, "b": 2, "c": 2, "d": 1, "e": 5}) == (7, "aed")
    assert longest(diamond, {"a": 1, "b": 2, "c": 4, "d": 1, "e": 5}) == (8, "abcd")


def test_a_step_that_is_listed_before_the_one_that_leads_to_it_is_no_step_back() -> None:
    # d, written last, is done before b.
    assert longest(flow("0>a", "a>b", "a>d", "b>1", "d>b"), {"a": 1, "b": 1, "d": 7}) == (9, "adb")


def test_ways_back_and_exceptions_are_left_out() -> None:
    assert longest(flow("0>a", "a>b", "b>a", "b>1", "a!c", "c>b"), {"a": 1, "b": 2, "c": 9}) == (3, "ab")


def test_a_way_from_one_step_to_another_ends_with_it() -> None:
    line = flow("0>a", "a>b", "b>c", "c>d", "d>1", "b>d")
    assert longest(line, {"a": 1, "b": 2, "c": 4, "d": 8}, "b", "d") == (14, "bcd")
    assert longest(line, {"a": 1, "b": 2, "c": 4, "d": 8}, "c", "c") == (4, "c")


def test_no_way_is_no_way() -> None:
    line = flow("0>a", "a>b", "b>1")
    assert not ways(line, "b", "a")
    assert not ways(line, "a", "z")
    assert not ways(flow(), START, END)


def test_of_two_equally_long_ways_the_authors_first_one_is_named() -> None:
    assert longest(flow("0>a", "a>b", "a>c", "b>1", "c>1"), {"b": 2, "c": 2}) == (2, "ab")


@given(
    st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] < pair[1]), max_size=18),
    st.lists(st.integers(0, 9), min_size=7, max_size=7),
)
def test_it_is_as_long_as_the_longest_of_all_ways(pairs: set[tuple[int, int]], amounts: list[int]) -> None:
    following = {node: sorted(b for a, b in pairs if a == node) for node in range(7)}

    def every(node: int) -> Iterator[int]:
        if node == 6:
            yield amounts[node]
        for target in following[node]:
            yield from (amounts[node] + rest for rest in every(target))

    arrows = [f"{NODES[a]}>{NODES[b]}" for a, b in sorted(pairs)]
    found = ways(flow(*arrows), "a", "g")
    lengths = list(every(0))
    assert bool(found) == bool(lengths)
    if lengths:
        takes = dict(zip(NODES, amounts, strict=True))
        assert longest(flow(*arrows), takes, "a", "g")[0] == max(lengths)
