"""One document in every form a script may want it in."""

from dataclasses import dataclass
from datetime import date

from ..compile.document import document
from ..compile.dot import worded
from ..compile.flowchart import flowchart
from ..compile.summary import summary
from ..model.library import Library
from ..model.lifecycle import State
from ..model.problem import SopError
from ..model.sop import Sop
from ..model.words import Words
from ..report.json import written
from .charts import Charts
from .settings import LaneBy

SHOWN = ("dot", "json", "markdown", "svg", "text")


@dataclass(frozen=True, slots=True)
class Shown:
    """A document with the library it stands in, its file, and what it is on a day."""

    sop: Sop
    library: Library
    source: bytes
    state: State
    day: date


def find_document(library: Library, number: str) -> Sop:
    """Return the document of the work tree with a number."""
    sop = library.sop.get(number)
    if sop is None:
        raise SopError(f"{number}: no such document; `sop list` shows all of them")
    return sop


def show(shown: Shown, form: str, words: Words) -> str | bytes:
    """Return a document in one of the forms `SHOWN`."""
    sop = shown.sop
    match form:
        case "json":
            return written(document(sop, shown.library, shown.day, shown.state))
        case "markdown":
            return shown.source
        case "dot":
            return worded(flowchart(sop.number, sop.title, sop.procedure, words, sop.identity.scope))
        case "svg":
            return _svg(sop, shown.library, words)
        case _:
            return summary(sop, shown.state, words)


def _svg(sop: Sop, library: Library, words: Words) -> str:
    charts = Charts(LaneBy.ROLE, words, None)
    charts.add([sop], library.vocabulary)
    charts.close()
    *_, (_, svg) = charts.files(sop.path, "flow").values()
    return svg
