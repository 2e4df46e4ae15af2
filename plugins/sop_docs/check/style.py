"""What a style makes a browser ask for. Touches no file."""

import re
from collections.abc import Iterator

_STRING = r"\"(?:[^\"\\\n\r\f]|\\.)*+\"|'(?:[^'\\\n\r\f]|\\.)*+'"
_ESCAPE = r"\\(?:[0-9a-fA-F]{1,6}\s?|.)"
_TOKEN = re.compile(
    rf"/\*(?:.*?\*/|.*)|(?P<string>{_STRING})|(?P<name>@?(?:[\w-]|{_ESCAPE})++)(?P<open>\s*\()?", re.DOTALL
)
_BARE = r"[^()\\]{0,2000}+(?:\\.[^()\\]{0,2000}+){0,700}+"
_ARGUMENT = re.compile(rf"\s*(?:(?P<string>{_STRING})|(?P<bare>{_BARE}))", re.DOTALL)
"""A bracket ends it: in an address without quotes a browser takes none, and what `url(url(url(` costs stays small."""
_ESCAPED = re.compile(r"\\(?:(?P<code>[0-9a-fA-F]{1,6})\s?|(?P<sign>.))", re.DOTALL)
_ONE = frozenset({"url", "src", "@import"})
_SEVERAL = frozenset({"image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade"})
_LAST = 0x10FFFF


def style_addresses(style: str) -> Iterator[str]:
    """Yield the address of everything that a style sheet, or a `style` attribute, loads or refers to."""
    if not any(sign in style for sign in "(@\\"):
        return
    strings: list[str] = []
    several = False
    for token in _TOKEN.finditer(style):
        name = _unescaped(token["name"] or "").lower()
        if token["string"]:
            strings.append(token["string"])
        elif name in _ONE and (token["open"] or name == "@import"):
            found = _ARGUMENT.match(style, token.end())
            # What an import names without quotes is a token of its own.
            if found and (token["open"] or found["string"]):
                yield _words(found[0])
        several = several or (name in _SEVERAL and token["open"] is not None)
    if several:
        yield from map(_words, strings)


def _words(argument: str) -> str:
    return _unescaped(argument.strip().strip("\"'"))


def _unescaped(text: str) -> str:
    r"""Return CSS words without their escapes: `\75 rl` is `url`."""
    return _ESCAPED.sub(_character, text) if "\\" in text else text


def _character(escape: re.Match[str]) -> str:
    if escape["code"]:
        number = int(escape["code"], 16)
        return chr(number) if number <= _LAST else "\ufffd"
    return escape["sign"] or ""
