"""Generated documents, each written twice: as someone typed it, and as it should be."""

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from sop_docs.parse.step_keys import STEP_KEYS


@dataclass(frozen=True)
class Twice:
    """Words as typed and as they should be."""

    typed: str
    canonical: str


def same(text: str) -> Twice:
    return Twice(text, text)


def joined(parts: Sequence[Twice], mark: str = "\n") -> Twice:
    return Twice(mark.join(part.typed for part in parts), mark.join(part.canonical for part in parts))


def trimmed(text: str) -> Twice:
    """Return prose, which stays, with the blank rows around it, which lose their blanks."""
    rows = text.split("\n")
    words = [at for at, row in enumerate(rows) if row.strip()] or [len(rows)]
    return Twice(text, "\n".join(row if words[0] <= at <= words[-1] else "" for at, row in enumerate(rows)))


NAMES = {
    "接收投诉": "jie-shou-tou-su",
    "3D 打印": "s-3d-da-yin",
    "Ship it": "ship-it",
    "归档（试行）": "gui-dang-shi-xing",
}
BLANK = st.sampled_from(["", "", " ", "  ", "\t", "\u3000"])
BULLET = st.sampled_from(["- ", "* ", "+ ", "-  ", "*\t"])
NUMBERING = st.sampled_from(["", "1. ", "2.1 ", "一、", "（一）", "Step 3: "])
TEXT = st.text("ab接收投诉 ,，、；（）():：→->%#*`'\"[]{}|\\1", min_size=1, max_size=16).filter(
    lambda text: text == text.strip()
)
PARTIES = st.lists(
    st.sampled_from(["客服专员", "客服主管（登记、回复）", "质量部", "客服,主管"]), min_size=1, max_size=3
)
ANSWER = st.sampled_from(["好", "不 好", "a-b", "（甲、乙）", "是：的"])
TARGET = st.sampled_from(["s0", "s1", "接收投诉", "end"])
SCALAR = st.sampled_from(["客服主管", "'A: b'", '"甲#乙"', "a:b", "~", "'客''服'", "甲\n  乙"])
ROWS = st.lists(
    st.sampled_from(
        [
            "文字。  ",
            "",
            " ",
            "    code",
            "* 甲  ",
            "+ 执行",
            "| a | b |  ",
            "```\n### 代码  \n- 执行:甲\n```",
            "<!-- 注 ->\n- 时限: 1 -->",
            "> 引 -> 用",
            "a -> b",
            "1. 一",
        ]
    ),
    max_size=4,
).map("\n".join)
PROSE = ROWS.map(trimmed)
INTRO = ROWS.map(lambda rows: trimmed(f"文字。\n{rows}"))
"""Prose directly below a heading: a list there would be taken for a key list."""


@st.composite
def branches(draw: st.DrawFn) -> Twice:
    label, target = draw(ANSWER), draw(TARGET)
    arrow = draw(BLANK) + draw(st.sampled_from(["->", "→"])) + draw(BLANK)
    return Twice(f"{label}{arrow}{target}", f"{label} → {target}")


@st.composite
def entries(draw: st.DrawFn, key: str, value: Twice, nested: Sequence[Twice], margin: str, language: str) -> Twice:
    """Return an item of a key list with the items below it."""
    spelled = draw(st.sampled_from([key, *STEP_KEYS[key]]))
    spelled = draw(st.sampled_from([spelled, spelled.upper(), spelled.lower(), spelled.title()]))
    colon = draw(BLANK) + draw(st.sampled_from(":：")) + draw(BLANK)
    label = f"{STEP_KEYS[key][0]}：" if language == "zh" else f"{key[0].upper()}{key[1:]}: "
    indent = draw(st.sampled_from(["  ", "   ", "    ", "      ", *([] if margin else ["\t"])]))
    first = Twice(
        f"{margin}{draw(BULLET)}{spelled}{colon}{value.typed}{draw(BLANK)}", f"- {label}{value.canonical}".rstrip()
    )
    below = [
        Twice(f"{margin}{indent}{draw(BULLET)}{item.typed}{draw(BLANK)}", f"    - {item.canonical}") for item in nested
    ]
    return joined([first, *below])


@st.composite
def ways(draw: st.DrawFn, margin: str, language: str) -> Twice:
    """Return a decision or exceptions, on the line of the key or below it."""
    answers = draw(st.lists(branches(), min_size=1, max_size=3))
    key, value, nested = draw(
        st.sampled_from(
            [
                ("exceptions", joined(answers, "、"), []),
                ("decision", joined(answers, "、"), []),
                ("decision", same("好吗？"), answers),
                ("exceptions", answers[0], answers[1:]),
            ]
        )
    )
    return draw(entries(key, value, nested, margin, language))


@st.composite
def key_lists(draw: st.DrawFn, written: str, language: str) -> list[Twice]:
    """Return the items of a key list in any order."""
    margin = draw(st.sampled_from(["", "", " ", "   "]))
    values: list[tuple[str, Twice, list[Twice]]] = [("id", same(written), [])] if written else []
    duties = draw(st.lists(st.sampled_from(["R", "A", "verify"]), unique=True, min_size=1))
    values += [(key, same("、".join(draw(PARTIES))), []) for key in duties]
    texts = draw(st.lists(st.sampled_from(["frequency", "standard", "requires", "done", "handover"]), unique=True))
    values += [(key, same(draw(TEXT)), []) for key in texts]
    lists = draw(st.lists(st.sampled_from(["input", "output", "tools"]), unique=True))
    values += [(key, same(""), [same(text) for text in draw(st.lists(TEXT, min_size=1, max_size=3))]) for key in lists]
    rows = [draw(entries(*value, margin, language)) for value in values]
    return draw(st.permutations([*rows, draw(ways(margin, language))]))


@st.composite
def steps(draw: st.DrawFn, number: int, level: str, language: str) -> Twice:
    """Return one step; every other one has its id written down."""
    name = list(NAMES)[number]
    heading = f"{level} {draw(NUMBERING)}{name}"
    rows = draw(key_lists(f"s{number}" if number % 2 else "", language))
    if not number % 2:
        label = "步骤号：" if language == "zh" else "Id: "
        rows[0] = Twice(rows[0].typed, f"- {label}{NAMES[name]}\n{rows[0].canonical}")
    blank = Twice(draw(st.sampled_from(["", " "])), "")
    return joined([Twice(f"{heading}{draw(BLANK)}", heading), blank, *rows, blank, draw(PROSE), same("")])


@st.composite
def pairs(draw: st.DrawFn, spelled: str, wanted: str, value: Twice) -> Twice:
    """Return a key of front matter with its value."""
    if value.typed == "~":
        return Twice(f"{spelled}: ~", f"{wanted}: ~")
    quote = draw(st.sampled_from(["", "", '"', "'"]))
    colon = draw(st.sampled_from([":", " :"])) + draw(st.sampled_from([" ", "   "]))
    comment = "" if "\n" in value.typed else draw(st.sampled_from(["", "  # 说明 "]))
    blank = "" if comment else draw(st.sampled_from(["", " "]))
    return Twice(
        f"{quote}{spelled}{quote}{colon}{value.typed}{comment}{blank}", f"{wanted}: {value.canonical}{comment}"
    )


@st.composite
def heads(draw: st.DrawFn, language: str) -> Twice:
    """Return front matter whose first key says in which language the others stand."""
    chinese = language == "zh" and draw(st.booleans())
    status = draw(st.sampled_from(["draft", "Draft", "'draft'", "草稿"]))
    below = [
        ("title", "标题", same("客户" if language == "zh" else "Complaints")),
        ("version", "版本", same("'1.0'")),
        ("status", "状态", Twice(status, "草稿" if chinese else "draft")),
        ("owner", "流程负责人", same(draw(SCALAR))),
        ("approved", "批准", same(draw(st.one_of(SCALAR, st.just("[甲,  乙]"))))),
    ]
    known = [("id", "编号", same("SOP-CS-2024-001")), *draw(st.permutations(below))]
    lines = [Twice(draw(st.sampled_from(["---", "--- "])), "---")]
    for english, other, value in known:
        wanted = other if chinese else english
        first = english == "id" and language == "zh"
        spelled = wanted if first else draw(st.sampled_from([english, english.upper(), other]))
        lines += [draw(pairs(spelled, wanted, value)), *draw(COMMENTS)]
    applies = draw(pairs("Applies", "适用" if chinese else "applies", same("甲")))
    scope, variants = ("适用范围", "变体") if chinese else ("scope", "variants")
    lines += [Twice(f"scope:\n  {applies.typed}", f"{scope}:\n  {applies.canonical}")]
    lines += [Twice("variants: {甲 : {owner : 1}}", f"{variants}: {{甲 : {{owner : 1}}}}")]
    return joined([*lines, same("---")])


COMMENTS = st.lists(st.sampled_from([same(""), same("# 注  "), same("  # b: -> ")]), max_size=1)


@st.composite
def documents(draw: st.DrawFn) -> Twice:
    """Return an SOP in either language."""
    language = draw(st.sampled_from(["zh", "en"]))
    parts = [draw(heads(language)), draw(PROSE), same("")]
    parts += [Twice(f"## 目的{draw(BLANK)}", "## 目的"), same(""), draw(PROSE), same("")]
    parts += [same("## 步骤"), same(""), draw(INTRO), same(""), draw(steps(0, "###", language))]
    parts += [same("### 阶段"), draw(INTRO), same("")]
    parts += [draw(steps(1, "####", language)), draw(steps(2, "####", language))]
    parts += [draw(steps(3, "###", language)), same("## 附录"), same(""), same("完  ")]
    return joined([joined(parts), Twice(draw(st.sampled_from(["", "\n", "\n \n\n"])), "\n")], "")
