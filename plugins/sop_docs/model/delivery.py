"""Which copy of the library went to whom: an entry of the record of deliveries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .place import Place


@dataclass(frozen=True, slots=True)
class Delivery:
    """A numbered copy that was handed out, with the versions in it by the number of the document.

    `commit` and `day` are those that it is a copy of, `options` what else was asked for. `sums` is SHA-256 of its
    `SHA256SUMS`, the same for a folder and a zip, `archive` that of the zip. What nobody wrote down is '' or None.
    """

    copy: int
    to: str
    handed_out: date
    documents: Mapping[str, tuple[str, ...]]
    day: date | None = None
    commit: str = ""
    sums: str = ""
    archive: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    place: Place = field(default_factory=lambda: Place("deliveries.yml"), compare=False)
