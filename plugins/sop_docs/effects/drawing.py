"""Graphviz, run apart: many charts a process, bounded in time, with nothing of the machine around it."""

import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
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
_CPU_SECONDS, _WALL_SECONDS = 10, 60


@dataclass(frozen=True, slots=True)
class DrawingFailure:
    """A chart that could not be drawn, by its name, and why."""

    name: str
    reason: str


def draw(charts: Sequence[Chart], folder: Path | None, program: str) -> list[str | DrawingFailure]:
    """Return the raw SVG of charts of one engine; what was drawn before is taken from the cache in `folder`."""
    store = DrawingStore(folder) if folder else None
    keys = [_key(chart, _version(program)) for chart in charts]
    known = store.read(keys) if store else {}
    missing = {key: chart for key, chart in zip(keys, charts, strict=True) if key not in known}
    drawings = dict(zip(missing, _drawn([*missing.values()], program) if missing else [], strict=True))
    svgs = {key: drawing for key, drawing in drawings.items() if isinstance(drawing, str)}
    if store and svgs:
        store.write(svgs)
    return [known[key] if key in known else drawings[key] for key in keys]


def find_graphviz(dot: str = "") -> str:
    """Return the path of the program that draws; `SopError` where there is none."""
    scripts = sysconfig.get_path("scripts")
    names = (dot,) if dot else ("graphviz-pure", "dot")
    found = next(filter(None, (which(name, path=scripts) or which(name) for name in names)), None)
    if found is None:
        message = f"Graphviz is missing ({' / '.join(names)}): pip install graphviz-pure"
        raise SopError(message)
    return found


def _key(chart: Chart, version: str) -> bytes:
    return sha256(f"{version}\0{chart.engine}\0{chart.dot}".encode()).digest()


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
