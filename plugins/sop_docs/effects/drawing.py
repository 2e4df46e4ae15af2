"""Graphviz, run apart: many charts a process, bounded in time, with nothing of the machine around it."""

import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from shutil import which

from ..model.chart import Chart, Engine
from ..model.problem import SopError
from .drawing_store import DrawingStore

_ARGUMENTS = {Engine.DOT: ("-Kdot",), Engine.NEATO: ("-Kneato", "-n2")}
_BATCH = 50  # few enough that the first pages need not wait for the last charts
_WORKERS = 2
_CPU_SECONDS, _WALL_SECONDS = 10, 60


@dataclass(frozen=True, slots=True)
class DrawingFailure:
    """A chart that could not be drawn, by its name, and why."""

    name: str
    reason: str


class Drawing:
    """Charts that are drawn beside the caller, in processes of their own, about in the order they were given."""

    def __init__(self, charts: Sequence[Chart], folder: Path | None, program: str) -> None:
        self._charts, self._program = charts, program
        self._store = DrawingStore(folder) if folder else None
        version = _version(program)
        self._keys = [sha256(f"{version}\0{chart.engine}\0{chart.dot}".encode()).digest() for chart in charts]
        self._known = self._store.read(self._keys) if self._store else {}
        self._waiting: dict[int, Future[dict[int, str | DrawingFailure]]] = {}
        pool = ThreadPoolExecutor(_WORKERS, "drawing")
        for batch in _batches(charts, (index for index, key in enumerate(self._keys) if key not in self._known)):
            self._waiting.update(dict.fromkeys(batch, pool.submit(self._draw, batch)))
        pool.shutdown(wait=False)

    def result(self, index: int) -> str | DrawingFailure:
        """Return the raw SVG of a chart, waiting for it if need be."""
        if index in self._waiting:
            return self._waiting[index].result()[index]
        return self._known[self._keys[index]]

    def _draw(self, batch: Sequence[int]) -> dict[int, str | DrawingFailure]:
        drawn = dict(zip(batch, _drawn([self._charts[index] for index in batch], self._program), strict=True))
        if self._store:
            self._store.write({self._keys[index]: svg for index, svg in drawn.items() if isinstance(svg, str)})
        return drawn


def start(charts: Sequence[Chart], cache: Path | None = None, dot: str = "") -> Drawing:
    """Return at once while the charts are being drawn; `dot` names another Graphviz than the one installed with us."""
    return Drawing(charts, cache, find_graphviz(dot))


def draw(charts: Sequence[Chart], cache: Path | None = None, dot: str = "") -> list[str | DrawingFailure]:
    """Return the raw SVG of every chart; `cache` is a folder where drawings are kept."""
    drawing = start(charts, cache, dot)
    return [drawing.result(index) for index in range(len(charts))]


def find_graphviz(dot: str = "") -> str:
    """Return the path of the program that draws; `SopError` where there is none."""
    scripts = sysconfig.get_path("scripts")
    names = (dot,) if dot else ("graphviz-pure", "dot")
    found = next(filter(None, (which(name, path=scripts) or which(name) for name in names)), None)
    if found is None:
        message = f"Graphviz is missing ({' / '.join(names)}): pip install graphviz-pure"
        raise SopError(message)
    return found


def _batches(charts: Sequence[Chart], indices: Iterable[int]) -> Iterator[list[int]]:
    """Yield indices of charts of one engine; which one is drawn by is a flag of the whole process."""
    full: dict[Engine, list[int]] = {engine: [] for engine in Engine}
    for index in indices:
        batch = full[charts[index].engine]
        batch.append(index)
        if len(batch) == _BATCH:
            yield batch
            full[charts[index].engine] = []
    yield from filter(None, full.values())


def _drawn(charts: Sequence[Chart], program: str) -> list[str | DrawingFailure]:
    """Return the drawings of charts of one engine; where a process fails, its charts are halved down to the bad one."""
    drawings, reason = _run(charts, program)
    if len(drawings) == len(charts):
        return list(drawings)
    if len(charts) == 1:
        return [DrawingFailure(charts[0].name, reason)]
    middle = len(charts) // 2
    return [*_drawn(charts[:middle], program), *_drawn(charts[middle:], program)]


def _run(charts: Sequence[Chart], program: str) -> tuple[list[str], str]:
    """Return the drawings of one process, in order, and what was wrong with it."""
    command = [program, *_ARGUMENTS[charts[0].engine], "-Tsvg"]
    text = "".join(chart.dot for chart in charts).encode()
    pipe = subprocess.PIPE
    with (
        tempfile.TemporaryDirectory() as nowhere,
        subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=nowhere, env={}) as process,  # noqa: S603 - our words alone
    ):
        _bound(process.pid)
        try:
            output, errors = process.communicate(text, _WALL_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            return [], f"more than {_WALL_SECONDS} s"
    if process.returncode:
        return [], errors.decode(errors="replace").strip()[-500:] or f"status {process.returncode}"
    *drawings, _ = output.decode().split("</svg>")
    return [f"{drawing.lstrip()}</svg>" for drawing in drawings], "no drawing"


def _bound(pid: int) -> None:
    """Bound the seconds of processor time of a process, where the system can do that from outside."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - absent on other systems

        with suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))


@cache
def _version(program: str) -> str:
    try:
        run = subprocess.run([program, "-V"], capture_output=True, check=True, env={}, timeout=_WALL_SECONDS)  # noqa: S603 - our words alone
    except (OSError, subprocess.SubprocessError) as error:
        message = f"Graphviz does not run: {error}"
        raise SopError(message) from error
    return (run.stdout + run.stderr).decode(errors="replace").strip()
