"""Whatever is generated: problems come out, soon, in every format; and what is let through does nothing on its page.

`make fuzz` does the same a hundred thousand times.
"""

import pytest
from hypothesis import HealthCheck, given, settings

from hostile.arena import Arena
from hostile.strategies import STRATEGIES

SHARE = settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Arena:
    return Arena(tmp_path_factory.mktemp("content"))


@pytest.mark.parametrize("name", STRATEGIES)
def test_anything_becomes_problems(name: str, arena: Arena) -> None:
    @settings(SHARE, max_examples=300)
    @given(STRATEGIES[name])
    def survives(files: dict[str, bytes]) -> None:
        arena.check(files)

    survives()


@pytest.mark.parametrize("name", ["markdown", "step lists", "mutations"])
def test_what_is_let_through_does_nothing(name: str, arena: Arena) -> None:
    @settings(SHARE, max_examples=100)
    @given(STRATEGIES[name])
    def is_harmless(files: dict[str, bytes]) -> None:
        assert list(arena.acting(arena.check(files))) == []

    is_harmless()
