"""An entry of the record of deliveries as it is appended. Touches no file."""

import json
from collections.abc import Iterator, Mapping

from ..model.delivery import Delivery
from ..parse.deliveries import held_line


def delivery_text(delivery: Delivery) -> str:
    """Return an entry as `deliveries.yml` has it: a line for each document, so that a text diff says what went out."""
    (first, *rest) = _lines(delivery)
    return "\n".join([f"- {first}", *(f"  {line}" for line in rest), ""])


def _lines(delivery: Delivery) -> Iterator[str]:
    yield f"copy: {delivery.copy}"
    yield f"to: {_quoted(delivery.to)}"
    yield f"date: {delivery.handed_out.isoformat()}"
    if delivery.day:
        yield f"day: {delivery.day.isoformat()}"
    # Quoted, since one of digits alone would be a number to other readers.
    digests = {"commit": delivery.commit, "sums": delivery.sums, "zip": delivery.archive}
    yield from (f"{key}: {_quoted(digest)}" for key, digest in digests.items() if digest)
    if delivery.options:
        yield "options:"
        yield from (f"  {name}: {_quoted(value)}" for name, value in delivery.options.items())
    yield "documents: |"
    yield from _held(delivery.documents)


def _held(documents: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    return (f"  {held_line(number, versions)}" for number, versions in documents.items())


def _quoted(text: str) -> str:
    """Return words as a YAML scalar that is a text to every reader."""
    return json.dumps(text, ensure_ascii=False)
