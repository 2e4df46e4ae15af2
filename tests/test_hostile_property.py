"""Whatever is generated: problems come out, soon, in every format; and what is let through does nothing on its page.

`make fuzz` does the same a hundred thousand times.
"""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hostile.arena import ACTING, Arena, rendered
from hostile.strategies import STRATEGIES
from hostile.tokens import MARKDOWN
from sop_docs.check import Trusted, gate
from sop_docs.check.links import address_refused
from sop_docs.check.markup import attribute_refused, never_closed, raw_html, too_deep
from sop_docs.check.prose import read_prose
from sop_docs.model.place import Place, Text

MARKUP_RULES = (raw_html, never_closed, too_deep, attribute_refused, address_refused)
SHARE = settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield Arena(tmp_path_factory.mktemp("content"))


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
        problems = arena.check(files)
        assert list(arena.acting(problems)) == []
        assert arena.seen_afresh() == problems

    is_harmless()


@settings(SHARE, max_examples=4000)
@given(st.lists(st.sampled_from(MARKDOWN), min_size=2, max_size=14).map("".join))
def test_what_the_rules_on_markdown_do_not_see_is_not_there(text: str) -> None:
    prose = read_prose(Text(text, Place("note.md")))
    if not any(list(rule(prose)) for rule in MARKUP_RULES):
        assert [found for found in gate("note.md", rendered(text), Trusted()) if found.code in ACTING] == []
