"""`make fuzz`: a hundred thousand generated libraries through the whole way, and what came of them.

    python -m hostile.fuzz --examples 100000 --seed 20261121 --processes 2

The same seed gives the same input. What broke the program, or took more than five seconds, is kept in `.cache/fuzz`.
"""

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from sop_docs.effects.watchdog import TooSlowError
from sop_docs.model.problem import Problem

from .arena import Arena
from .strategies import STRATEGIES
from .subject import SECONDS, write_folder

BATCH = 250
RENDERED = 5
"""Of so many libraries that are generated, the pages of one are rendered too."""
TRIES = 5
KEPT = Path(".cache") / "fuzz"


@dataclass
class Tally:
    """What came of the input of one kind, or of all."""

    examples: int = 0
    rendered: int = 0
    exceptions: int = 0
    hangs: int = 0
    acting: int = 0
    forgetful: int = 0
    slowest: float = 0.0
    codes: Counter[str] = field(default_factory=Counter)
    traces: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take in what another process counted."""
        self.examples += other.examples
        self.rendered += other.rendered
        self.exceptions += other.exceptions
        self.hangs += other.hangs
        self.acting += other.acting
        self.forgetful += other.forgetful
        self.slowest = max(self.slowest, other.slowest)
        self.codes.update(other.codes)
        self.traces += other.traces

    @property
    def clean(self) -> bool:
        """Whether nothing went wrong."""
        return not (self.exceptions or self.hangs or self.acting or self.forgetful)


def run_batch(name: str, number: int, first_seed: int, size: int) -> tuple[str, Tally]:
    """Return what came of one batch of a kind."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/.cache"  # what a run keeps for the next is not the user's
        arena = Arena(Path(folder))

        @seed(first_seed * 1_000_003 + number)
        @settings(
            max_examples=size,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(STRATEGIES[name])
        def one(files: dict[str, bytes]) -> None:
            _count(tally, arena, files)

        one()
    return name, tally


def _count(tally: Tally, arena: Arena, files: dict[str, bytes]) -> None:
    tally.examples += 1
    start = time.process_time()
    try:
        _take_through(tally, arena, files)
    except TooSlowError:
        tally.hangs += 1
        _keep(tally, files, traceback.format_exc())
    except Exception:  # noqa: BLE001 - whatever it is, it is what we are here for
        tally.exceptions += 1
        _keep(tally, files, traceback.format_exc())
    tally.slowest = max(tally.slowest, time.process_time() - start)


def _take_through(tally: Tally, arena: Arena, files: dict[str, bytes]) -> None:
    problems = _checked(arena, files)
    tally.codes.update({problem.code for problem in problems})
    if tally.examples % RENDERED == 0:
        tally.rendered += 1
        acting = list(arena.acting(problems))
        tally.acting += bool(acting)
        other = arena.seen_afresh() != problems
        tally.forgetful += other
        if acting or other:
            _keep(tally, files, "\n".join([*acting, *(["not what one finds who looks afresh"] if other else [])]))


def _checked(arena: Arena, files: dict[str, bytes]) -> tuple[Problem, ...]:
    for _ in range(TRIES):
        start = time.process_time()
        try:
            return arena.check(files)
        except TooSlowError:
            # On a machine that has other work, five seconds on the clock may be none of ours.
            if time.process_time() - start > SECONDS / 2:
                raise
    raise TooSlowError


def _keep(tally: Tally, files: dict[str, bytes], trace: str) -> None:
    name = sha256(repr(sorted(files.items())).encode()).hexdigest()[:12]
    write_folder(KEPT / name, files)
    (KEPT / name / "trace.txt").write_text(trace, "utf-8", "backslashreplace")
    tally.traces.append(f"{KEPT / name}: {trace.strip().splitlines()[-1][:200]}")


def _batches(examples: int) -> Iterator[tuple[str, int, int]]:
    share = -(-examples // len(STRATEGIES))
    for name in STRATEGIES:
        for number, begin in enumerate(range(0, share, BATCH)):
            yield name, number, min(BATCH, share - begin)


def main() -> int:
    """Run and report; 1 where anything went wrong."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--examples", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=20_261_121)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    start, tallies = time.monotonic(), {name: Tally() for name in STRATEGIES}
    with ProcessPoolExecutor(asked.processes) as pool:
        running = [pool.submit(run_batch, name, n, asked.seed, size) for name, n, size in _batches(asked.examples)]
        for batch in running:
            name, tally = batch.result()
            tallies[name].add(tally)
    total = Tally()
    for tally in tallies.values():
        total.add(tally)
    report = (
        *(_line(name, tally) for name, tally in tallies.items()),
        _line("all", total),
        f"seed {asked.seed}, {asked.processes} processes, {time.monotonic() - start:.0f} s",
        "findings by code: " + ", ".join(f"{code} {count}" for code, count in sorted(total.codes.items())),
        *total.traces[:50],
    )
    sys.stdout.write("\n".join([*report, ""]))
    return 0 if total.clean else 1


def _line(name: str, tally: Tally) -> str:
    return (
        f"{name:13} {tally.examples:7} libraries, {tally.rendered:6} rendered, {tally.exceptions} exceptions, "
        f"{tally.hangs} hangs over 5 s, {tally.acting} act, {tally.forgetful} told otherwise afresh, "
        f"slowest {tally.slowest:.2f} s"
    )


if __name__ == "__main__":
    raise SystemExit(main())
