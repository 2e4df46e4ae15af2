"""What of a text is code or a comment: hidden it is `·`, and everything stays in its place."""

import pytest

from sop_docs.check.prose import blocks, read_prose
from sop_docs.model.place import Place, Text

VISIBLE = {
    "一 `二` 三": "一 ··· 三",
    "一 ``二 ` 三`` 四": "一 ··· · ··· 四",
    "一 `二 三": "一 `二 三",
    "一 ``二` 三": "一 ``二` 三",
    "一 \\`二 `三` 四": "一 \\`二 ··· 四",
    "一 \\``二`` 三": "一 \\``二`` 三",
    "一 \\\\`二` 三": "一 \\\\··· 三",
    "`一` \\` `二` \\` `三`": "··· \\` ··· \\` ···",
    "`一` ``二 `三`": "··· ``二 `三`",
    "`一\n二` `三`": "`一\n二· ·三`",
    "一\n\n`二`\n\n三 `四`": "一\n\n···\n\n三 ···",
    "一\n \n`二`": "一\n \n···",
    "\n\n`一`\n": "\n\n···\n",
    "`一` ```二``` `三`": "··· ······· ···",
    "```\n一\n```": "···\n·\n···",
    "~~~\n一\n~~~\n二": "···\n·\n···\n二",
    "``\n一\n``": "``\n一\n``",
    "````\n```\n一\n````": "····\n···\n·\n····",
    "```\n一\n~~~\n二\n```": "···\n·\n···\n·\n···",
    "``` python \n一\n```  \n二": "··· ······ \n·\n···  \n二",
    "```\n一\n```\n二\n```\n三\n```": "···\n·\n···\n二\n···\n·\n···",
    "~~~\n一\n\n```\n二\n```": "~~~\n一\n\n···\n·\n···",
    "一 <!-- 二 --> 三": "一 ···· · ··· 三",
    "一 <!-- 二\n三 --> 四": "一 <!-- 二\n三 --> 四",
    "<!-- 二\n三 --> 四": "···· ·\n· ··· 四",
    "一\n   <!-- 二\n三 --> 四": "一\n   ···· ·\n· ··· 四",
    "一\n    <!-- 二\n三 --> 四": "一\n    <!-- 二\n三 --> 四",
    "一\n> <!-- 二\n三 -->": "一\n> <!-- 二\n三 -->",
    "\t<!-- 二\n三 -->": "\t<!-- 二\n三 -->",
    "<!--> 二 -->": "<!--> 二 -->",
    "<!-- < -->": "<!-- < -->",
}
UNCLOSED = {
    "```\n一": 0,
    "一\n```\n二": 2,
    "~~~\n一\n```\n二": 0,
    "```\n一\n```\n~~~\n二": 10,
    "```\n一\n```": None,
    "一": None,
}
BLOCKS = {
    "": [],
    "一": [(0, "一")],
    "一\n二": [(0, "一\n二")],
    "一\n\n二\n": [(0, "一\n"), (3, "二\n")],
    "\n\n一\n  \n\n二二\n三": [(2, "一\n"), (8, "二二\n三")],
    "\n \n": [],
}


@pytest.mark.parametrize("text", VISIBLE)
def test_code_and_comments_are_hidden(text: str) -> None:
    visible = read_prose(Text(text, Place("note.md", 1))).visible
    assert "".join("·" if shown != own else own for shown, own in zip(visible, text, strict=True)) == VISIBLE[text]


@pytest.mark.parametrize("text", UNCLOSED)
def test_the_first_fence_that_is_never_closed_is_known(text: str) -> None:
    assert read_prose(Text(text, Place("note.md", 1))).unclosed == UNCLOSED[text]


@pytest.mark.parametrize("text", BLOCKS)
def test_blank_lines_part_blocks(text: str) -> None:
    assert list(blocks(text)) == BLOCKS[text]


@pytest.mark.parametrize(
    ("offset", "line", "column"), [(0, 5, 9), (2, 5, 11), (3, 6, 1), (4, 6, 2), (5, 7, 1), (6, 8, 1)]
)
def test_a_character_of_a_text_has_a_place(offset: int, line: int, column: int) -> None:
    prose = read_prose(Text("一二\n三\n\n四", Place("note.md", 5, 9)))
    assert prose.at(offset) == Place("note.md", line, column)
