"""Runs of commits become versions, without a text being read: one commit a day, from the first of January 2024."""

from collections.abc import Sequence
from datetime import date

import pytest

from sop_docs.history.chronicle import Chronicle
from sop_docs.history.clock import Clock
from sop_docs.history.versions import dated
from sop_docs.model.lifecycle import Status
from sop_docs.model.past import Edition, Snapshot
from sop_docs.model.revision import Head, Moment


def days(states: str, ends: Sequence[int] = ()) -> list[str]:
    """Return `VERSION STATE SINCE..UNTIL` of commits such as `1.0:approved 1.0:retired`, in days of January."""
    editions = []
    for at, word in enumerate(states.split()):
        version, _, state = word.partition(":")
        head = Head("sop", "001", "投诉", version, Status(state), date(2023, 1, 1))
        editions.append(Edition(at, Snapshot(at, "a.md", str(at), head), str(at)))
    clock = Clock([Moment.of(date(2024, 1, at)) for at in range(1, 32)])
    chronicle = Chronicle(clock, lambda *_: ())
    return [
        f"{one.version} {one.status} {one.since.day if one.since else ''}..{one.until.day if one.until else ''}"
        for one in dated(editions, chronicle, ends)
    ]


@pytest.mark.parametrize(
    ("states", "found"),
    [
        ("1.0:draft 1.0:approved 1.0:approved", ["1.0 approved 2.."]),
        ("1.0:approved 1.0:retired 1.0:retired", ["1.0 retired 1..2"]),
        ("1.0:approved 1.0:retired 1.0:approved", ["1.0 approved 1.."]),
        ("1.0:approved 1.0:retired 1.0:approved 1.0:retired", ["1.0 retired 1..4"]),
        ("1.0:approved 2.0:retired", ["1.0 approved 1..2", "2.0 retired ..2"]),
        ("1.0:approved 1.1:draft 1.1:approved", ["1.0 approved 1..3", "1.1 approved 3.."]),
    ],
)
def test_people_work_by_a_version_until_it_is_withdrawn_or_replaced(states: str, found: list[str]) -> None:
    assert days(states) == found


def test_a_document_that_was_taken_away_is_no_longer_worked_by() -> None:
    assert days("1.0:approved 1.0:approved", [4]) == ["1.0 approved 1..5"]
