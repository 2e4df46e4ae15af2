"""What the search knows of Chinese characters, as a script: `python docs/letters.py TSCharacters.txt` writes it.

Traditional characters and their simplified ones are those of OpenCC (https://github.com/BYVoid/OpenCC, Apache-2.0,
`data/dictionary/TSCharacters.txt`), the sounds of the 6,763 characters of GB 2312 those of pypinyin, without tones.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from pypinyin import lazy_pinyin

from sop_docs.effects.templates import TEMPLATES

_TARGET = TEMPLATES / "assets" / "search_letters.js"
_ROWS, _CELLS = range(0xB0, 0xF8), range(0xA1, 0xFF)
_NOTE = "// Traditional characters: OpenCC, Apache-2.0; sounds: pypinyin, MIT. Written by docs/letters.py."


def main(characters: str) -> None:
    """Write the script."""
    pairs = sorted(_simplified(Path(characters).read_text("utf-8")))
    letters = {
        "traditional": "".join(one for one, _ in pairs),
        "simplified": "".join(other for _, other in pairs),
        "sounds": " ".join(f"{sound} {''.join(chars)}" for sound, chars in sorted(_sounds().items())),
    }
    words = json.dumps(letters, ensure_ascii=False, separators=(",", ":"))
    _TARGET.write_text(f'{_NOTE}\nsop_search("letters",{words});\n', "utf-8", newline="\n")


def _simplified(dictionary: str) -> Iterator[tuple[str, str]]:
    """Yield each traditional character with the first of its simplified ones, where that is another."""
    for line in dictionary.splitlines():
        if line and not line.startswith("#"):
            one, _, others = line.partition("\t")
            other = others.split(" ")[0]
            if one != other and max(one + other) <= "\uffff":
                yield one, other


def _sounds() -> dict[str, list[str]]:
    """Return the characters of GB 2312 by sound."""
    sounds: dict[str, list[str]] = {}
    for code in (bytes((row, cell)) for row in _ROWS for cell in _CELLS):
        char = code.decode("gb2312", "ignore")
        if char:
            sounds.setdefault(lazy_pinyin(char)[0], []).append(char)
    return sounds


if __name__ == "__main__":
    main(sys.argv[1])
