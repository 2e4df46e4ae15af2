"""How long a large library takes beside what stock MkDocs needs for the same pages in the same run.

Own and stock builds alternate, each in a fresh process, and medians count. Ratios travel between machines, seconds
do not.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import median

from floor import write_floor
from library import write_library
from process import Measure, build, script
from repository import commit, differing_bytes

_SIZES, _LARGE = (100, 1000), 4000
_STAGES = ("read", "parse", "check", "compile", "emit", "engine", "draw", "cached", "markdown")
_COMMANDS = ("first", "recheck", "markdown_it", "version", "python")
_REVIEWS = ("five, check", "five, review", "renamed, check before", "renamed, check after", "renamed, review")
_NAMES = {
    "serve": "serve, rebuild after one edit",
    "emit": "charts emitted, both kinds",
    "engine": "Graphviz alone, in batches",
    "draw": "charts, from the model to the finished SVG",
    "cached": "charts from the cache",
    "markdown": "Python-Markdown on the same files",
    "first": "sop check, first run",
    "recheck": "sop check, after one edit",
    "markdown_it": "markdown-it-py on the same files",
    "version": "sop --version",
    "python": "python -c pass",
    "five, check": "sop check, five at a new version",
    "five, review": "sop review of these five",
    "renamed, check before": "sop check before all are renamed",
    "renamed, check after": "sop check after it",
    "renamed, review": "sop review of that",
}
_COSTS = (("seconds", "cold", "s"), ("processor", "processor time", "s"), ("megabytes", "peak memory", "MB"))
_OWN = ("read", "parse", "check", "compile", "emit")


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one library: whole builds, own and stock, and seconds by stage."""

    own: Measure
    stock: Measure
    seconds: Mapping[str, float]


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="of each measurement; the median counts")
    parser.add_argument("--large", action="store_true", help=f"also {_LARGE} procedures")
    options = parser.parse_args(arguments)
    figures: dict[int, Figures] = {}
    with tempfile.TemporaryDirectory(prefix="sop-bench-") as work:
        for count in (*_SIZES, *((_LARGE,) if options.large else ())):
            folder = Path(work) / str(count)
            print(f"measuring {count} procedures", file=sys.stderr)
            figures[count] = measure(count, folder, options.runs)
        differing = differing_bytes(Path(work) / str(_SIZES[0]) / "own", Path(work))
    print("\n".join(table(figures, differing)))


def measure(count: int, folder: Path, runs: int) -> Figures:
    """Return the figures of a synthetic library of `count` procedures."""
    own, stock = folder / "own", folder / "stock"
    write_library(count, own)
    commit(own)
    write_floor(own, stock)
    builds: list[tuple[Measure, Measure]] = []
    stages: list[dict[str, float]] = []
    for _ in range(runs):
        builds.append((cold(stock), cold(own)))
        seconds = script("stages.py", "own", str(own)) | script("stages.py", "markdown", str(own))
        commands = script("commands.py", str(own)) | script("review.py", str(own))
        stages.append(seconds | commands | {"serve": script("serve.py", str(own))["rebuild"]})
    middle = {name: median(seconds[name] for seconds in stages) for name in stages[0]}
    return Figures(_middle(own for _, own in builds), _middle(stock for stock, _ in builds), middle)


def cold(folder: Path) -> Measure:
    """Return what a build takes that finds nothing of an earlier one."""
    for left in ("site", ".cache"):
        shutil.rmtree(folder / left, ignore_errors=True)
    return build(folder)


def table(figures: Mapping[int, Figures], differing: int) -> Iterator[str]:
    """Yield the lines of the report: seconds and megabytes by size, then ratios beside the figures to reach."""
    yield _row("", *(f"{count} SOPs" for count in figures))
    measured = figures.values()
    for name, words, unit in _COSTS:
        for whose in ("own", "stock"):
            costs = (getattr(getattr(item, whose), name) for item in measured)
            yield _row(f"{whose} build, {words}", *(f"{cost:.1f} {unit}" for cost in costs))
    for name in ("serve", *_STAGES, *_COMMANDS, *_REVIEWS):
        yield _row(_NAMES.get(name, name), *(f"{item.seconds[name]:.2f} s" for item in measured))
    yield ""
    yield _row("", "reached", "at most")
    for name, reached, most in (*ratios(figures), ("bytes two builds differ in", differing, 0)):
        yield _row(name, f"{reached:.2f}", f"{most:.2f}", "" if reached <= most else "missed")


def ratios(figures: Mapping[int, Figures]) -> Iterator[tuple[str, float, float]]:
    """Yield each ratio at 1,000 procedures with the figure to reach."""
    item = figures[_SIZES[-1]]
    seconds = item.seconds
    compiling = sum(seconds[name] for name in ("parse", "check", "compile"))
    charts = seconds["draw"]
    yield "build / stock", item.own.seconds / item.stock.seconds, 1.3
    yield "peak memory / stock", item.own.megabytes / item.stock.megabytes, 1.3
    yield "serve rebuild / cold build", seconds["serve"] / item.own.seconds, 0.25
    yield "parse+check+compile / Python-Markdown", compiling / seconds["markdown"], 2.0
    yield "charts / engine alone", charts / seconds["engine"], 1.3
    yield "sop check / markdown-it-py", seconds["first"] / seconds["markdown_it"], 1.0
    yield "sop check, second run / first", seconds["recheck"] / seconds["first"], 0.2
    yield "sop --version / python -c pass", seconds["version"] / seconds["python"], 3.0
    reviewing = seconds["five, review"] - seconds["python"]
    yield "sop review of five, less Python / sop check", reviewing / seconds["five, check"], 1.5
    both_sides = seconds["renamed, check before"] + seconds["renamed, check after"]
    yield "sop review, all renamed / both sides", seconds["renamed, review"] / both_sides, 2.0
    if _LARGE in figures:
        both = (sum(figures[size].seconds[name] for name in _OWN) for size in (_LARGE, _SIZES[-1]))
        yield f"own stages, {_SIZES[-1]} → {_LARGE}", next(both) / next(both), 4.2


def _row(name: str, *cells: str) -> str:
    return f"{name:40}" + "".join(f"{cell:>12}" for cell in cells)


def _middle(measures: Iterator[Measure]) -> Measure:
    found = list(measures)
    return Measure(*(median(values) for values in zip(*map(astuple, found), strict=True)))


if __name__ == "__main__":
    main(sys.argv[1:])
