"""`manifest.json` of a bundle that may come from anybody. Touches no file."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from ..model.bundle import About, Delivered, Entry, Manifest

FORMAT = "sop-manifest/1"

Thing = TypeVar("Thing")

_SHA256 = re.compile(r"[0-9a-f]{64}")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}|")


def read_manifest(data: bytes) -> Manifest | str:
    """Return the manifest, or what is wrong with it; fields that are not known are passed over."""
    try:
        document = json.loads(data.decode("utf-8"), object_pairs_hook=_once)
        return _manifest(document)
    except UnicodeDecodeError:
        return "not UTF-8"
    except json.JSONDecodeError as error:
        return f"not JSON: line {error.lineno}, column {error.colno}"
    except RecursionError:
        return "too deep"
    except KeyError as error:
        return f"{error.args[0]} is missing"
    except (ValueError, TypeError) as error:
        return str(error)


def _manifest(document: Any) -> Manifest:  # noqa: ANN401 - JSON
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ValueError(f"format is not {FORMAT}")
    options = _of(document.get("options", {}), dict, "options")
    about = About(
        _text(document, "library"),
        _matching(_COMMIT, document, "commit"),
        _day(_text(document, "day")),
        _text(document, "tool"),
        {name: _text(options, name) for name in options},
    )
    return Manifest(about, _each(document, "files", _entry), _each(document, "documents", _delivered))


def _entry(one: Mapping[str, Any]) -> Entry:
    size = one["size"]
    if not isinstance(size, int) or isinstance(size, bool) or size < 0:
        raise ValueError("size is no number of bytes")
    return Entry(_text(one, "path"), _matching(_SHA256, one, "sha256"), size)


def _delivered(one: Mapping[str, Any]) -> Delivered:
    effective = None if one["effective"] is None else _day(_text(one, "effective"))
    return Delivered(
        _text(one, "number"), _text(one, "version"), _text(one, "state"), effective, _matching(_SHA256, one, "sha256")
    )


def _each(document: Mapping[str, Any], name: str, read: Callable[[Mapping[str, Any]], Thing]) -> tuple[Thing, ...]:
    found: Sequence[Any] = _of(document[name], list, name)
    return tuple(read(_of(one, dict, name)) for one in found)


def _of(value: Any, kind: type, name: str) -> Any:  # noqa: ANN401 - JSON
    if not isinstance(value, kind):
        raise TypeError(f"{name} is of another kind")
    return value


def _text(document: Mapping[str, Any], name: str) -> str:
    text: str = _of(document[name], str, name)
    text.encode("utf-8")  # a lone surrogate, which JSON can spell, has no bytes
    return text


def _matching(pattern: re.Pattern[str], document: Mapping[str, Any], name: str) -> str:
    if not pattern.fullmatch(text := _text(document, name)):
        raise ValueError(f"{name} is no digest")
    return text


def _day(text: str) -> date:
    # Python reads more spellings of a day than the one that is written.
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError(f"{text!r} is no day such as 2026-07-01")
    return date.fromisoformat(text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return document
