"""Another version number in a file that stays what it is byte for byte. Touches no file."""

from ..parse.front_matter import split
from ..parse.front_matter_keys import SOP
from ..parse.gate import read_source
from ..parse.yaml_events import ScalarNode
from .edits import Edit, applied, sheet
from .front_matter import span_of

_MARK = "\ufeff"


def with_version(path: str, data: bytes, version: str) -> bytes | None:
    """Return an SOP with another version, in the quotes that are there; None where its spelling is an odd one."""
    node = _version(path, data)
    if node is None or not node.value:
        return None
    whole = data.decode()
    # A place counts neither the mark before the first line nor the carriage returns, which stand at the ends of lines.
    mark, text = whole[: whole.startswith(_MARK)], whole.removeprefix(_MARK)
    span = span_of(node, sheet(text))
    if span is None:
        return None
    start, stop = span
    words = text[start:stop].replace(node.value, version)
    after = (mark + applied(text, [Edit(start, stop, words)])).encode()
    found = _version(path, after)
    return after if found and found.value == version else None


def _version(path: str, data: bytes) -> ScalarNode | None:
    """Return what stands behind the key of the version."""
    source, _ = read_source(path, data)
    head = split(source).node if source else None
    entries = head.entries if head else ()
    values = (value for key, value in entries if SOP.canonical(key.value) == "version")
    return next((value for value in values if isinstance(value, ScalarNode)), None)
