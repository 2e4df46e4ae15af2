"""JSON that may come from anybody, read strictly. Touches no file."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

Thing = TypeVar("Thing")


def read_json(data: bytes, read: Callable[[Any], Thing]) -> Thing | str:
    """Return what `read` makes of a document, or what is wrong with it."""
    try:
        return read(json.loads(data.decode("utf-8"), object_pairs_hook=_once))
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


def of_format(document: Any, wanted: str) -> Mapping[str, Any]:  # noqa: ANN401 - JSON
    """Return a document that says it is of a format; any other is refused."""
    if not isinstance(document, dict) or document.get("format") != wanted:
        raise ValueError(f"format is not {wanted}")
    return document


def of_kind(value: Any, kind: type, name: str) -> Any:  # noqa: ANN401 - JSON
    """Return a value of a kind; any other is refused."""
    if not isinstance(value, kind):
        raise TypeError(f"{name} is of another kind")
    return value


def text_of(document: Mapping[str, Any], name: str) -> str:
    """Return the text of a field; a lone surrogate, which JSON can spell, has no bytes."""
    text: str = of_kind(document[name], str, name)
    text.encode("utf-8")
    return text


def matching(pattern: re.Pattern[str], document: Mapping[str, Any], name: str) -> str:
    """Return the text of a field that is a digest."""
    if not pattern.fullmatch(text := text_of(document, name)):
        raise ValueError(f"{name} is no digest")
    return text


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return document
