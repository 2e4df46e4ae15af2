"""One document in every form a script may want it in."""

from datetime import date
from pathlib import Path

from ..compile.document import document
from ..compile.dot import worded
from ..compile.flowchart import flowchart
from ..compile.summary import summary
from ..model.library import Library
from ..model.problem import SopError
from ..model.sop import Sop
from ..model.words import Words
from ..report.json import written
from .charts import Charts
from .settings import LaneBy

SHOWN = ("dot", "json", "markdown", "svg", "text")


def find_document(library: Library, name: str) -> Sop:
    """Return the document that `NUMBER` or `NUMBER@VERSION` names in the work tree."""
    number, at, version = name.partition("@")
    sop = library.sop.get(number)
    if sop is None:
        raise SopError(f"{number}: no such document; `sop list` shows all of them")
    if at and version != sop.version:
        raise SopError(f"{name}: the work tree has version {sop.version} of {number}")
    return sop


def show(sop: Sop, library: Library, form: str, day: date, words: Words, content: Path) -> str:
    """Return a document as it is on `day` in one of the forms `SHOWN`."""
    match form:
        case "json":
            return written(document(sop, library, day))
        case "markdown":
            return (content / sop.path).read_text("utf-8")
        case "dot":
            return worded(flowchart(sop.number, sop.title, sop.procedure, words, sop.identity.scope))
        case "svg":
            return _svg(sop, library, words)
        case _:
            return summary(sop, day, words)


def _svg(sop: Sop, library: Library, words: Words) -> str:
    charts = Charts(Library(sops=(sop,), vocabulary=library.vocabulary), LaneBy.ROLE, words, None)
    *_, (_, svg) = charts.files(sop.path, "flow").values()
    return svg
