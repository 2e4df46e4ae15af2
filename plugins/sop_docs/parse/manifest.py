"""`manifest.json` of a bundle that may come from anybody. Touches no file."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from ..model.bundle import About, Delivered, Entry, Manifest
from .untrusted_json import matching, of_format, of_kind, read_json, text_of

FORMAT = "sop-manifest/1"
MOST_BYTES = 1 << 26
"""As many files as a zip can hold have less, be their paths as long as they may."""

Thing = TypeVar("Thing")

_SHA256 = re.compile(r"[0-9a-f]{64}")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}|")


def read_manifest(data: bytes) -> Manifest | str:
    """Return the manifest, or what is wrong with it; fields that are not known are passed over."""
    return read_json(data, _manifest) if len(data) <= MOST_BYTES else "too large"


def _manifest(written: Any) -> Manifest:  # noqa: ANN401 - JSON
    document = of_format(written, FORMAT)
    options = of_kind(document.get("options", {}), dict, "options")
    about = About(
        text_of(document, "library"),
        matching(_COMMIT, document, "commit"),
        _day(text_of(document, "day")),
        text_of(document, "tool"),
        {name: text_of(options, name) for name in options},
    )
    return Manifest(about, _each(document, "files", _entry), _each(document, "documents", _delivered))


def _entry(one: Mapping[str, Any]) -> Entry:
    size = one["size"]
    if not isinstance(size, int) or isinstance(size, bool) or size < 0:
        raise ValueError("size is no number of bytes")
    return Entry(text_of(one, "path"), matching(_SHA256, one, "sha256"), size)


def _delivered(one: Mapping[str, Any]) -> Delivered:
    effective = None if one["effective"] is None else _day(text_of(one, "effective"))
    number, version, state = (text_of(one, name) for name in ("number", "version", "state"))
    return Delivered(number, version, state, effective, matching(_SHA256, one, "sha256"))


def _each(document: Mapping[str, Any], name: str, read: Callable[[Mapping[str, Any]], Thing]) -> tuple[Thing, ...]:
    found: Sequence[Any] = of_kind(document[name], list, name)
    return tuple(read(of_kind(one, dict, name)) for one in found)


def _day(text: str) -> date:
    # Python reads more spellings of a day than the one that is written.
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError(f"{text!r} is no day such as 2026-07-01")
    return date.fromisoformat(text)
