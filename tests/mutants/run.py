"""`make mutate`: does a test fail when a rule is changed, or what else is named?

    python -m mutants.run plugins/sop_docs/check/goals.py --sample 100 --seed 20261121

Without paths every module of `check/` is changed, in one place after the other. All happens in memory: no file is
touched, and whoever edits meanwhile is not in the way.
"""

import argparse
import ast
import gc
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from types import FunctionType

import pytest

from .changes import Mutant, mutants
from .subject import Subject
from .trial import KILLED, SURVIVED, TIMEOUT, Trial, tried

ROOT = Path(__file__).parent.parent.parent
RULES = ROOT / "plugins" / "sop_docs" / "check"
LEAST = 85
"""So many of a hundred must be noticed."""
_OPTIONS = (
    *("--override-ini=addopts=", "--override-ini=tmp_path_retention_policy=none", "--capture=sys", "--assert=plain"),
    *("-pno:terminal", "-pno:cacheprovider", "-pno:xdist"),
)


class Mutation:
    """A plugin of pytest that runs the tests on mutants."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self.asked = asked
        self.paths: list[Path] = [path.resolve() for path in asked.paths] or [RULES]
        self.packages = sorted({path if path.is_dir() else path.parent for path in self.paths})
        self.came: Counter[tuple[str, int]] = Counter()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Count what came of each mutant, and tell those that survive; true says that the tests were run."""
        told = sys.__stdout__ or sys.stdout
        subjects = tuple(_subjects(self.packages))
        gc.freeze()
        trial = Trial(session.items, tried(session.items, frozenset(str(one.path) for one in subjects)), subjects)
        for subject, mutant, status in trial.judge(self._chosen(subjects)):
            name = subject.path.relative_to(ROOT).as_posix()
            self.came[name, status] += 1
            if status == SURVIVED:
                told.write(f"{name}:{mutant.lines.start}: {mutant.what}\n")
                told.flush()
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """Return no more than whether a test failed: to tell how takes longer than the test."""
        assert call.when != "collect"
        failed = call.excinfo and not call.excinfo.errisinstance(pytest.skip.Exception)
        return pytest.TestReport(item.nodeid, item.location, {}, "failed" if failed else "passed", None, call.when)

    def _chosen(self, subjects: tuple[Subject, ...]) -> list[tuple[Subject, Mutant]]:
        changed = [one for one in subjects if any(one.path.is_relative_to(path) for path in self.paths)]
        every = [(one, mutant) for one in changed for mutant in mutants(one.tree)]
        if self.asked.sample:
            every = Random(self.asked.seed).sample(every, min(self.asked.sample, len(every)))  # noqa: S311 - no secret
        return every

    def report(self) -> Iterator[str]:
        """Yield a line for each file, and one for all."""
        for name in sorted({name for name, _ in self.came}):
            yield _line(name, Counter({status: self.came[name, status] for status in (KILLED, SURVIVED, TIMEOUT)}))
        yield _line("all", self.total)

    @property
    def total(self) -> Counter[int]:
        """How many mutants came to which end."""
        total: Counter[int] = Counter()
        for (_, status), count in self.came.items():
            total[status] += count
        return total


def _tests(packages: Iterable[Path]) -> list[str]:
    """Return the tests that name a package, or a module beside them that does."""
    texts = {path: path.read_text("utf-8") for path in sorted((ROOT / "tests").glob("*.py"))}
    wanted = [f"sop_docs.{package.name}" for package in packages]
    naming = [path for path, text in texts.items() if any(name in text for name in wanted)]
    wanted += [f"from {path.stem} import" for path in naming if not path.stem.startswith("test_")]
    return [
        str(path)
        for path, text in texts.items()
        if path.stem.startswith("test_") and any(name in text for name in wanted)
    ]


def _subjects(packages: Iterable[Path]) -> Iterator[Subject]:
    loaded = {getattr(module, "__file__", None): module for module in list(sys.modules.values())}
    functions: dict[str, list[FunctionType]] = {}
    for each in gc.get_objects():
        if isinstance(each, FunctionType):
            functions.setdefault(each.__code__.co_filename, []).append(each)
    for path in (path for package in packages for path in sorted(package.glob("*.py"))):
        if module := loaded.get(str(path)):
            yield Subject(path, module, ast.parse(path.read_text("utf-8")), tuple(functions.get(str(path), ())))
        else:
            sys.stderr.write(f"left out, for no test imports it: {path.relative_to(ROOT)}\n")


def _percent(count: Counter[int]) -> float:
    return 100 * (1 - count[SURVIVED] / max(1, count.total()))


def _line(name: str, count: Counter[int]) -> str:
    ends = f"{count[KILLED]:5} killed, {count[TIMEOUT]:3} timeouts, {count[SURVIVED]:4} survived"
    return f"{name:45} {ends}: {_percent(count):5.1f} %"


def main() -> int:
    """Run and report; 1 where too much was not noticed."""
    parser = argparse.ArgumentParser(prog="make mutate", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=20_261_121)
    mutation, start = Mutation(parser.parse_args()), time.monotonic()
    status = pytest.main([*_OPTIONS, *_tests(mutation.packages)], plugins=[mutation])
    if status != pytest.ExitCode.OK:
        return int(status)
    sys.stdout.write("\n".join([*mutation.report(), f"{time.monotonic() - start:.0f} s", ""]))
    return 0 if _percent(mutation.total) >= LEAST else 1


if __name__ == "__main__":
    raise SystemExit(main())
