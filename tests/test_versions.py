"""Runs of commits become versions, without a text being read: one commit a day, from the first of January 2024."""

from collections.abc import Sequence
from datetime import date

import pytest

from sop_docs.history.chronicle import Chronicle
from sop_docs.history.clock import Clock
from sop_docs.history.remarks import edits
from sop_docs.history.versions import dated
from sop_docs.model.change import Change, Kind
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


def edited(texts: str) -> tuple[str, int]:
    """Return the edits that nobody took back, and how often texts were compared: one a letter says what the other does.

    Letters that differ in their case alone are one text spelled in two ways.
    """
    head = Head("sop", "001", "投诉", "1.0", Status.APPROVED, date(2023, 1, 1))
    editions = [Edition(at, Snapshot(at, "a.md", text, head), text) for at, text in enumerate(texts)]
    compared = 0

    def compare(one: Edition, other: Edition) -> tuple[Change, ...]:
        nonlocal compared
        compared += 1
        return () if one.key.lower() == other.key.lower() else (Change(Kind.TITLE, "title", Kind.TITLE.weight),)

    clock = Clock([Moment.of(date(2024, 1, 1))] * len(texts))
    (version,) = dated(editions, Chronicle(clock, compare))
    found = edits(version, Chronicle(clock, compare))
    return "".join(edition.key for edition, remark in found if not remark.answered), compared


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ("ab", "b"),
        ("abc", "bc"),
        ("aba", ""),
        ("abA", ""),
        ("abcA", ""),
        ("abac", "c"),
        ("abcb", "b"),
        ("abBc", "bc"),
        ("abcbd", "bd"),
        # Who goes back to an edit, and not to the text that was issued, has to do so to the letter.
        ("abcB", "bcB"),
    ],
)
def test_an_edit_that_was_taken_back_needs_no_answer(texts: str, found: str) -> None:
    assert edited(texts)[0] == found


def test_hundreds_of_edits_are_not_compared_each_with_each() -> None:
    texts = "".join(map(chr, range(0x4E00, 0x4E00 + 300)))
    assert edited(texts) == (texts[1:], 2 * 300 - 1)


def test_a_document_that_was_taken_away_is_no_longer_worked_by() -> None:
    assert days("1.0:approved 1.0:approved", [4]) == ["1.0 approved 1..5"]
