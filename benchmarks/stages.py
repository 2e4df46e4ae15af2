"""Prints the seconds of each stage of our own over a library as JSON: `stages.py own DIR` or `stages.py markdown DIR`.

`emit` is their DOT alone, `engine` what Graphviz alone needs for it in batches of 200, one after another; `draw` is all
of it as a build does it, from the model to the finished SVG.
"""

import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from markdown import Markdown

from plan import DAY
from settings import extensions
from sop_docs.compile.flowchart import flowchart
from sop_docs.compile.site import compile_site
from sop_docs.compile.swimlanes import role_lane, swimlanes
from sop_docs.effects.catalogue import load_words
from sop_docs.effects.drawing import find_graphviz
from sop_docs.effects.files import read_tree
from sop_docs.effects.templates import environment
from sop_docs.model.chart import Chart, Engine
from sop_docs.model.library import Library
from sop_docs.model.sop import Sop
from sop_docs.model.words import Words
from sop_docs.parse.front_matter import body_start
from sop_docs.project.charts import Charts
from sop_docs.project.check import find_problems
from sop_docs.project.load import Loader
from sop_docs.project.settings import LaneBy, Settings

_BATCH = 200
_ARGUMENTS = {Engine.DOT: ("-Kdot",), Engine.NEATO: ("-Kneato", "-n2")}
Result = TypeVar("Result")


class Watch:
    """A stop watch: the seconds of each thing it was asked to do, by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, name: str, work: Callable[[], Result]) -> Result:
        """Return what `work` returns, its seconds noted."""
        start = time.perf_counter()
        result = work()
        self.seconds[name] = time.perf_counter() - start
        return result


def own(folder: Path) -> Mapping[str, float]:
    """Return the seconds from files to pages and finished charts."""
    watch, content = Watch(), folder / "content"
    words = load_words("zh")
    watch.time("read", lambda: read_tree(content))
    loaded = watch.time("parse", lambda: Loader().load(content))
    watch.seconds["parse"] -= watch.seconds["read"]
    watch.time("check", lambda: find_problems(loaded, DAY, Settings()))
    watch.time("compile", lambda: compile_site(loaded.library, words, DAY, environment()))

    def emitted(sop: Sop) -> Iterator[Chart]:
        yield flowchart(sop.number, sop.title, sop.procedure, words, sop.identity.scope)
        yield swimlanes(sop.number, sop.title, sop.procedure, words, role_lane, sop.identity.scope)

    charts = watch.time("emit", lambda: [chart for sop in loaded.library.sops for chart in emitted(sop)])
    watch.time("engine", lambda: _engine(charts))
    sops = replace(loaded.library, modules=())
    with tempfile.TemporaryDirectory() as cache:
        watch.time("draw", lambda: _finished(sops, words, Path(cache)))
        watch.time("cached", lambda: _finished(sops, words, Path(cache)))
    return watch.seconds


def markdown(folder: Path) -> Mapping[str, float]:
    """Return the seconds that Python-Markdown takes to render the same files, without their front matter."""
    watch = Watch()
    texts = [path.read_text("utf-8") for path in sorted((folder / "content").rglob("*.md"))]
    names, configs = extensions()
    renderer = Markdown(extensions=names, extension_configs=configs)
    bodies = [text[body_start(text) :] for text in texts]
    watch.time("markdown", lambda: [renderer.reset().convert(body) for body in bodies])
    return watch.seconds


def _finished(library: Library, words: Words, cache: Path) -> list[str]:
    """Return both kinds of charts as a build makes them: drawn beside their emission, then finished."""
    charts = Charts(LaneBy.ROLE, words, cache)
    charts.add(library.sops, library.vocabulary)
    charts.close()
    return [charts.put_into(sop.path, "<!-- sop:chart flow --><!-- sop:chart lanes -->") for sop in library.sops]


def _engine(charts: Sequence[Chart]) -> None:
    program = find_graphviz()
    for engine, group in groupby(sorted(charts, key=lambda chart: chart.engine), key=lambda chart: chart.engine):
        texts = [chart.dot for chart in group]
        for first in range(0, len(texts), _BATCH):
            text = "".join(texts[first : first + _BATCH]).encode()
            command = [program, *_ARGUMENTS[engine], "-Tsvg"]
            subprocess.run(command, input=text, capture_output=True, check=True)


if __name__ == "__main__":
    gc.disable()  # as a build does
    print(json.dumps({"own": own, "markdown": markdown}[sys.argv[1]](Path(sys.argv[2]))))
