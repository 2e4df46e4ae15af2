"""The days of commits where clocks were wrong; a commit is a day of 2024, `-` where its date cannot be read."""

from datetime import UTC, date, datetime

import pytest

from sop_docs.history.clock import Clock
from sop_docs.model.revision import Moment


def clock(days: str) -> Clock:
    """Return a clock of commits at noon, such as `01-02 2099-01-01 -`."""
    return Clock([None if day == "-" else moment(day if len(day) > 5 else f"2024-{day}") for day in days.split()])


def moment(day: str, offset: int = 0) -> Moment:
    return Moment(int(datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC).timestamp()), offset)


@pytest.mark.parametrize(
    ("commits", "days", "doubtful"),
    [
        ("01-01 01-01 01-03", "01-01 01-01 01-03", []),
        # One clock is wrong, wherever it stands.
        ("2099-01-01 01-02 01-03 01-04", "01-02 01-02 01-03 01-04", [0]),
        ("01-01 2099-01-01 01-03 01-04", "01-01 01-01 01-03 01-04", [1]),
        ("01-01 01-02 2099-01-01 01-04", "01-01 01-02 01-02 01-04", [2]),
        ("1980-01-01 01-02 01-03 01-04", "1980-01-01 01-02 01-03 01-04", []),
        ("01-01 1980-01-01 01-03 01-04", "01-01 01-01 01-03 01-04", [1]),
        ("01-01 01-02 1980-01-01 01-04", "01-01 01-02 01-02 01-04", [2]),
        ("01-01 01-02 01-03 1980-01-01", "01-01 01-02 01-03 01-03", [3]),
        ("01-01 1980-01-01 01-03", "01-01 01-01 01-03", [1]),
        # Several, in both directions, side by side.
        ("01-01 2099-01-01 2098-01-01 1980-01-01 01-05 01-06", "01-01 01-01 01-01 01-01 01-05 01-06", [1, 2, 3]),
        # Two clocks that agree outvote one.
        ("01-01 1980-01-01 1990-01-01 01-04 01-05 01-06", "1980-01-01 1980-01-01 1990-01-01 01-04 01-05 01-06", [0]),
        ("01-01 1990-01-01 1980-01-01 01-04 01-05 01-06", "01-01 01-01 01-01 01-04 01-05 01-06", [1, 2]),
        # Nobody can say which of two neighbours is right: the lower at the end, the higher before.
        ("01-01 01-05 01-03 01-09", "01-01 01-05 01-05 01-09", [2]),
        ("01-01 01-05 01-03", "01-01 01-01 01-03", [1]),
        ("01-02 01-01", "01-01 01-01", [0]),
        # What has no date has the day of the one before, and the first that of the first that has one.
        ("- 01-02 - 01-04", "01-02 01-02 01-02 01-04", [0, 2]),
        ("- - 01-03", "01-03 01-03 01-03", [0, 1]),
        ("01-01 -", "01-01 01-01", [1]),
    ],
)
def test_days_never_go_back(commits: str, days: str, doubtful: list[int]) -> None:
    found = clock(commits)
    positions = range(len(commits.split()))
    shown = [str(found.day(at)).removeprefix("2024-") for at in positions]
    assert (" ".join(shown), [at for at in positions if found.doubtful(at)]) == (days, doubtful)


@pytest.mark.parametrize("commits", ["", "-", "- - -"])
def test_where_no_commit_has_a_date_no_day_is_known(commits: str) -> None:
    found = clock(commits)
    assert [found.day(at) for at in range(3)] == [None, None, None]
    assert [found.doubtful(at) for at in range(3)] == [True, True, True]


def test_two_commits_of_one_second_are_both_right() -> None:
    found = Clock([Moment(100), Moment(100), Moment(100)])
    assert [found.doubtful(at) for at in range(3)] == [False, False, False]


def test_the_day_is_that_of_the_clock_on_the_spot() -> None:
    late = int(datetime(2024, 1, 1, 20, tzinfo=UTC).timestamp())
    assert [Moment(late, offset).day for offset in (0, 480, -480)] == [
        date(2024, 1, 1),
        date(2024, 1, 2),
        date(2024, 1, 1),
    ]
    # The second is what orders: here the day goes back where nobody's clock was wrong.
    found = Clock([Moment(late, 480), Moment(late + 60, -480)])
    assert [found.day(at) for at in range(2)] == [date(2024, 1, 2), date(2024, 1, 1)]
    assert not found.doubtful(1)


def test_a_moment_as_text() -> None:
    late = int(datetime(2024, 1, 1, 20, tzinfo=UTC).timestamp())
    assert Moment(late, 480).text == "2024-01-02T04:00:00+08:00"
    assert Moment(0, -90).text == "1969-12-31T22:30:00-01:30"


def test_a_long_history_takes_no_time() -> None:
    found = Clock([Moment(60 * at if at % 10 else 10**9 - at) for at in range(50_000)])
    assert [at for at in range(100) if found.doubtful(at)] == [0, 10, 20, 30, 40, 50, 60, 70, 80, 90]
    falling = Clock([Moment(10**9 - at) for at in range(50_000)])
    assert [at for at in range(49_990, 50_000) if not falling.doubtful(at)] == [49_999]
