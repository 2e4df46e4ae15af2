"""Which number a file of any commit bears, also where its front matter cannot be read. Touches no file."""

from ..model.ledger import Bearer, stem_number
from .file_head import read_keys


def read_bearer(path: str, data: bytes) -> Bearer | None:
    """Return the number and title that a file says, else the number that its name could be; None without either."""
    said = read_keys(data)
    number = stem_number(said.get("id", "")) or stem_number(said.get("form", "")) or stem_number(path)
    return Bearer(path, number, said.get("title", "")) if number else None
