"""Charts drawn and finished in processes of their own, in batches; they import this module, so it imports little."""

import pickle
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..compile.svg import finish
from ..effects.drawing import DrawingFailure, draw
from ..effects.workers import Workers, answer
from ..model.chart import Chart, Engine

if TYPE_CHECKING:
    from concurrent.futures import Future

_BATCH = 50  # few enough that the first pages need not wait for the last charts
_FEW = 5  # so many are drawn before a process has started

_Packed = tuple[int, bytes]
_Batch = dict[int, bytes | DrawingFailure]


class Asked(NamedTuple):
    """A chart that was asked for: where it comes in the order of all, what it is called, a hash of the whole."""

    order: int
    name: str
    title: str
    digest: str


class Press:
    """Charts drawn and finished in batches by other processes while more are asked for.

    Those `seen`, by their digests, wait until somebody wants them: a server had them in its last build.
    """

    def __init__(self, cache: Path | None, program: str, seen: frozenset[str]) -> None:
        self._cache, self._program, self._seen = cache, program, seen
        self._workers = Workers()
        # Which engine draws is a flag of the whole process: a batch for each.
        self._filling: dict[Engine, list[_Packed]] = {engine: [] for engine in Engine}
        self._begun: dict[int, Future[_Batch]] = {}
        self._later: dict[int, bytes] = {}
        self._asked = 0

    def ask(self, chart: Chart) -> Asked:
        """Return what the finished chart can be had for."""
        packed = pickle.dumps(chart)
        asked = Asked(self._asked, chart.name, chart.title, sha256(packed).hexdigest())
        self._asked += 1
        if asked.digest in self._seen:
            self._later[asked.order] = packed
            return asked
        batch = self._filling[chart.engine]
        batch.append((asked.order, packed))
        if len(batch) == _BATCH:
            self._begin(batch)
            batch.clear()
        return asked

    def begin(self) -> None:
        """Begin what is not begun yet."""
        for batch in self._filling.values():
            self._begin(batch)
            batch.clear()

    def close(self) -> None:
        """Begin what is not begun yet; no more is asked for."""
        for batch in self._filling.values():
            if self._begun or len(batch) > _FEW:
                self._begin(batch)
            else:
                self._later.update(batch)
        self._workers.close()

    def result(self, asked: Asked) -> bytes | DrawingFailure:
        """Return the SVG of a chart as UTF-8, waiting for it if need be; it is given out once and not kept."""
        if packed := self._later.pop(asked.order, None):
            return _finished([(asked.order, packed)], self._cache, self._program)[asked.order]
        return answer(self._begun.pop(asked.order)).pop(asked.order)

    def _begin(self, batch: Sequence[_Packed]) -> None:
        if batch:
            finished = self._workers.submit(_finished, [*batch], self._cache, self._program)
            self._begun.update(dict.fromkeys((order for order, _ in batch), finished))


def _finished(batch: Sequence[_Packed], cache: Path | None, program: str) -> _Batch:
    """Return the finished charts of a batch by their order; runs in a process of its own."""
    charts: dict[int, Chart] = {order: pickle.loads(packed) for order, packed in batch}  # noqa: S301 - our own bytes
    raw = zip(charts.items(), draw([*charts.values()], cache, program), strict=True)
    return {
        order: svg if isinstance(svg, DrawingFailure) else finish(chart, svg).encode() for (order, chart), svg in raw
    }
