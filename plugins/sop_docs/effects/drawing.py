"""Graphviz, run apart: many charts a process, bounded in time, with nothing of the machine around it."""

import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Sequence
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
    """Charts that are drawn beside the caller, in processes of their own, while he asks for more."""

    def __init__(self, folder: Path | None, program: str) -> None:
        self._program = program
        self._store = DrawingStore(folder) if folder else None
        self._version = _version(program)
        self._pool = ThreadPoolExecutor(_WORKERS, "drawing")
        self._filling: dict[Engine, list[tuple[int, Chart]]] = {engine: [] for engine in Engine}
        self._waiting: dict[int, Future[dict[int, str | DrawingFailure]]] = {}
        self._asked = 0

    def ask(self, chart: Chart) -> int:
        """Return the index by which the drawing of a chart can be had."""
        # Which engine draws is a flag of the whole process: a batch for each.
        batch = self._filling[chart.engine]
        batch.append((self._asked, chart))
        if len(batch) == _BATCH:
            self._begin(chart.engine)
        self._asked += 1
        return self._asked - 1

    def close(self) -> None:
        """Begin what is not begun yet; no more is asked for."""
        for engine in Engine:
            self._begin(engine)
        self._pool.shutdown(wait=False)

    def result(self, index: int) -> str | DrawingFailure:
        """Return the raw SVG of a chart, waiting for it if need be; it is given out once and not kept."""
        return self._waiting.pop(index).result().pop(index)

    def _begin(self, engine: Engine) -> None:
        batch, self._filling[engine] = self._filling[engine], []
        if batch:
            self._waiting.update(dict.fromkeys((index for index, _ in batch), self._pool.submit(self._drawn, batch)))

    def _key(self, chart: Chart) -> bytes:
        return sha256(f"{self._version}\0{chart.engine}\0{chart.dot}".encode()).digest()

    def _drawn(self, batch: Sequence[tuple[int, Chart]]) -> dict[int, str | DrawingFailure]:
        keys = {index: self._key(chart) for index, chart in batch}
        known = self._store.read(keys.values()) if self._store else {}
        missing = [(index, chart) for index, chart in batch if keys[index] not in known]
        drawings = _drawn([chart for _, chart in missing], self._program) if missing else []
        drawn = {index: drawing for (index, _), drawing in zip(missing, drawings, strict=True)}
        if self._store and drawn:
            self._store.write({keys[index]: svg for index, svg in drawn.items() if isinstance(svg, str)})
        return {**{index: known[key] for index, key in keys.items() if key in known}, **drawn}


def draw(charts: Iterable[Chart], cache: Path | None = None, dot: str = "") -> list[str | DrawingFailure]:
    """Return the raw SVG of every chart; `cache` is a folder where drawings are kept."""
    drawing = Drawing(cache, find_graphviz(dot))
    indices = [drawing.ask(chart) for chart in charts]
    drawing.close()
    return [drawing.result(index) for index in indices]


def find_graphviz(dot: str = "") -> str:
    """Return the path of the program that draws; `SopError` where there is none."""
    scripts = sysconfig.get_path("scripts")
    names = (dot,) if dot else ("graphviz-pure", "dot")
    found = next(filter(None, (which(name, path=scripts) or which(name) for name in names)), None)
    if found is None:
        message = f"Graphviz is missing ({' / '.join(names)}): pip install graphviz-pure"
        raise SopError(message)
    return found


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
