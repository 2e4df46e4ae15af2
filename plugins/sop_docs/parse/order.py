"""What a copy was asked for, read from the options of a command or of a manifest that may be anybody's."""

from collections.abc import Mapping
from datetime import date

from ..model.bundle import AS_OF, COPY, NUMBER, TO, About
from ..model.order import ALL, IN_FORCE, Order
from ..model.part import Part, Receiver
from .deliveries import read_copy, read_receiver


def order_of(about: About) -> Order:
    """Return what was asked for when a bundle was made; errors that were none then are none now."""
    told = about.options
    part = Part(told.get("department", ""), told.get("role", ""), tuple(told.get(NUMBER, "").split()))
    day = date.fromisoformat(told[AS_OF]) if AS_OF in told else None
    most = read_versions(told.get("versions", ALL))
    return Order(about.commit, day, part, most, lenient=True, receiver=receiver_of(told))


def receiver_of(options: Mapping[str, str]) -> Receiver | None:
    """Return whom options of a manifest say that a copy is for; they may come from anybody."""
    if not {TO, COPY} & options.keys():
        return None
    if not {TO, COPY} <= options.keys():
        raise ValueError("a numbered copy has a receiver, and a receiver's copy a number")
    return Receiver(read_receiver(options[TO]), read_copy(options[COPY]))


def read_versions(text: str) -> int | None:
    """Return how many versions of a document are meant, None for all."""
    if text in {ALL, IN_FORCE}:
        return None if text == ALL else 1
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ValueError(f"{text!r} is neither {ALL} nor {IN_FORCE} nor a number such as 3")
    return int(text)
