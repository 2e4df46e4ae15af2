"""What a bundle says it was asked for is what is made anew."""

from datetime import date

import pytest

from sop_docs.model.bundle import About
from sop_docs.model.order import Order
from sop_docs.model.part import Part
from sop_docs.parse.order import order_of, read_versions

COMMIT = "0" * 40
DAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    ("order", "options"),
    [
        (Order(COMMIT), {}),
        (Order(COMMIT, most=1), {"versions": "in-force"}),
        (Order(COMMIT, most=3), {"versions": "3"}),
        (Order(COMMIT, DAY), {"as-of": "2024-05-01"}),
        (Order(COMMIT, part=Part("CS", "客服专员")), {"department": "CS", "role": "客服专员"}),
        (Order(COMMIT, part=Part(numbers=("SOP-1", "SOP-2"))), {"number": "SOP-1 SOP-2"}),
    ],
)
def test_options_say_what_was_asked_for(order: Order, options: dict[str, str]) -> None:
    assert order.options == options
    again = order_of(About("库", COMMIT, DAY, "sop", options))
    assert (again.commit, again.day, again.part, again.most) == (order.commit, order.day, order.part, order.most)


@pytest.mark.parametrize(("text", "count"), [("all", None), ("in-force", 1), ("7", 7)])
def test_versions_are_all_one_or_a_number(text: str, count: int | None) -> None:
    assert read_versions(text) == count


@pytest.mark.parametrize("text", ["", "0", "-1", "１", "1.5", "many"])
def test_nothing_else_is_a_number_of_versions(text: str) -> None:
    with pytest.raises(ValueError, match="neither all nor in-force nor a number"):
        read_versions(text)


@pytest.mark.parametrize("options", [{"as-of": "yesterday"}, {"versions": "0"}])
def test_what_nobody_can_have_asked_for_is_told(options: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"yesterday|'0'"):
        order_of(About("库", COMMIT, DAY, "sop", options))
