"""Our line scanner and a CommonMark parser see the same headings.

Three differences are meant, and such documents are not compared:

- Only what stands at the left margin counts, as in Python-Markdown: ` ## x` is no heading of ours, and a line of
  CommonMark's that starts with a blank is left out.
- `#x` and underlined headings are refused (SOP203, SOP204), since the two Markdowns do not agree on them either.
- Whether an indented fence or comment below a list belongs to its last item is told by the indent alone, not by what
  kind of paragraph the item holds.

Raw HTML other than comments is refused by the checks and not generated here.
"""

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sop_docs.parse.outline import read_outline

PARSER = MarkdownIt("commonmark")
INDENTED = re.compile(r"^ {0,3}(?:[-*+]|[0-9][.)])(?: |$)(?:.*\n)+? {1,3}(?:```|~~~|<!--)", re.MULTILINE)

FENCES = [
    "```",
    "````",
    "~~~",
    "~~~~",
    "``` text",
    "~~~ `text`",
    "``` a`b",
    "   ```",
    "  ~~~",
    "    ```",
    "``",
    "```\t",
]
HEADINGS = [
    "# a",
    "## b ##",
    "###### c",
    "#\td",
    "##",
    "# #",
    "## e#",
    " # f",
    "    # g",
    "\t# h",
    "\\# i",
    "####### j",
]
BLOCKS = [
    "- a",
    "-   b",
    "  # c",
    "1. d",
    "1) e",
    "> f",
    "> # g",
    "> ```",
    "- ```",
    "- # h",
    "* * *",
    "---",
    "===",
    "-",
]
COMMENTS = ["<!-- a", "-->", "<!-- b -->", "<!-->", "  <!-- c", "    <!-- d", "e --> f", "g <!-- h", "<!-- ```"]
WORDS = ["", "", "a", "  b", "    c", "#x", "d  ", "\te", "\u3000"]


@given(st.lists(st.sampled_from(FENCES + HEADINGS + BLOCKS + COMMENTS + WORDS), max_size=12))
@settings(max_examples=1500, deadline=None)
def test_headings_agree_with_commonmark(lines: list[str]) -> None:
    body = "\n".join(lines)
    outline = read_outline("a.md", body, 1)
    if outline.problems or INDENTED.search(body):
        return

    assert [(block.level, block.title.place.line, block.title.value) for block in outline.blocks] == _headings(body)


def _headings(body: str) -> list[tuple[int, int, str]]:
    """Return level, line and words of CommonMark's headings at the left margin."""
    lines = body.split("\n")
    tokens = PARSER.parse(body)
    found: list[tuple[int, int, str]] = []
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map and lines[token.map[0]].startswith("#"):
            found.append((int(token.tag[1]), token.map[0] + 1, inline.content))
    return found
