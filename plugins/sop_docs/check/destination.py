"""Where a link leads, as a browser reads it. Touches no file."""

import re
from html import unescape
from urllib.parse import unquote

from ..parse.characters import CONTROL, HIDDEN

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What a link may start with; everything else is a relative path."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_IGNORED = re.compile(rf"{CONTROL.pattern}|{HIDDEN.pattern}|\s")
_ROUNDS = 3


def read_destination(written: str) -> str:
    """Return an address with entities and `%xx` decoded, without control characters and white space."""
    address = written
    for _ in range(_ROUNDS):
        decoded = unquote(unescape(address))
        if decoded == address:
            break
        address = decoded
    return _IGNORED.sub("", address)


def scheme(address: str) -> str:
    """Return the scheme in lower case, or '' where there is none."""
    found = _SCHEME.match(address)
    return found[1].lower() if found else ""


def external(address: str) -> bool:
    """Whether a browser would ask another host, or the root of this one, for the address."""
    return scheme(address) in {"http", "https"} or address.startswith(("/", "\\"))
