"""`texts.json` of a bundle that may come from anybody. Touches no file."""

from collections.abc import Mapping
from typing import Any

from ..model.texts import Texts
from .untrusted_json import of_format, of_kind, read_json, text_of

FORMAT = "sop-texts/1"
MOST_BYTES = 1 << 27
"""Ten thousand procedures have two thirds of it."""


def read_texts(data: bytes) -> Texts | str:
    """Return the texts of a bundle, or what is wrong with their file; fields that are not known are passed over."""
    return read_json(data, _texts) if len(data) <= MOST_BYTES else "too large"


def _texts(written: Any) -> Texts:  # noqa: ANN401 - JSON
    document = of_format(written, FORMAT)
    apart = of_kind(document.get("apart", {}), dict, "apart")
    return Texts(_files(document, "texts"), {_name(path): _files(apart, path) for path in apart})


def _files(document: Mapping[str, Any], name: str) -> Mapping[str, bytes]:
    files = of_kind(document[name], dict, name)
    return {_name(path): text_of(files, path).encode() for path in files}


def _name(path: str) -> str:
    path.encode()  # a lone surrogate, which JSON can spell, has no bytes
    return path
