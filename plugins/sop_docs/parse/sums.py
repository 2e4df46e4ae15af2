"""`SHA256SUMS` as `sha256sum` writes it. Touches no file."""

import re
from collections.abc import Mapping

_LINE = re.compile(r"([0-9a-f]{64})  ([^\n\r\0\\]+)")
_FEWEST = 67
"""Characters of a line: 64 of a digest, two spaces, a name."""
MOST_BYTES = 1 << 26
"""As many files as a zip can hold have less, be their paths as long as they may."""


def read_sums(data: bytes) -> Mapping[str, str] | int:
    """Return digests by path in the order of the file, or the number of the line that is none.

    The spelling with a backslash in front, for names with line ends or backslashes, is none: such names are refused.
    So is the line that makes them too many.
    """
    if len(data) > MOST_BYTES:
        return data.count(b"\n", 0, MOST_BYTES) + 1
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    lines = text.split("\n")
    if lines.pop():
        return len(lines) + 1
    digests: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        found = _LINE.fullmatch(line) if len(line) >= _FEWEST else None
        if found is None or found[2] in digests:
            return number
        digests[found[2]] = found[1]
    return digests
