"""Where generated input comes from: Hypothesis strategies whose values are the files of a content folder."""

from collections.abc import Mapping
from pathlib import Path

from hypothesis import strategies as st

from . import tokens
from .generated import GOOD, NOTE, SOP

Files = dict[str, bytes]
FORM, MODULE, VOCABULARY = "forms/FORM-CS-001.md", "modules/m.md", "vocabulary.yml"
CONTENT = Path(__file__).parent.parent.parent / "content"
EXAMPLES: Mapping[str, bytes] = {
    path.relative_to(CONTENT).as_posix(): path.read_bytes()
    for path in sorted(CONTENT.rglob("*"))
    if path.is_file() and "reference" not in path.parts
}
SHARED = {path: data for path, data in EXAMPLES.items() if path.startswith("modules/") or path == VOCABULARY}

WORDS, NASTY = st.sampled_from(tokens.WORDS), st.sampled_from(tokens.NASTY)
FREE = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), max_size=12)
PIECE = st.one_of(WORDS, WORDS, WORDS, NASTY, NASTY, FREE)
TEXT = st.lists(PIECE, max_size=5).map("".join)
FRONT_KEYS, AMOUNTS = st.sampled_from(tokens.FRONT_KEYS), st.sampled_from(tokens.AMOUNTS)


@st.composite
def front_matter(draw: st.DrawFn) -> Files:
    """Return an SOP, a module or a form whose front matter is anything."""
    lines = draw(st.lists(st.tuples(FRONT_KEYS, _value()).map(": ".join), max_size=8))
    head = "id: SOP-CS-2024-001\ntitle: 投诉\nversion: 1.0\nstatus: draft\n" if draw(st.booleans()) else ""
    path = draw(st.sampled_from([SOP, MODULE, FORM, NOTE]))
    return {path: _bytes(f"---\n{head}{chr(10).join(lines)}\n---\n{GOOD.partition('---' + chr(10) + chr(10))[2]}")}


@st.composite
def step_lists(draw: st.DrawFn) -> Files:
    """Return an SOP, and a module it may use, whose steps are anything."""
    key = st.tuples(st.sampled_from(tokens.STEP_KEYS), TEXT).map("：".join).map("- {}".format)
    line = st.one_of(
        key,
        key,
        st.tuples(st.sampled_from(["### ", "#### ", "## ", "###", "# "]), TEXT).map("".join),
        st.sampled_from(tokens.STEP_LINES),
        TEXT,
    )
    module = "---\nmodule: m\ntitle: 模块\nversion: 1.0\nparams: {a: 值}\n---\n## 步骤\n\n### 审批\n\n"
    return {
        SOP: _bytes(GOOD + "\n" + "\n".join(draw(st.lists(line, max_size=25)))),
        MODULE: _bytes(module + "\n".join(draw(st.lists(line, max_size=8)))),
    }


@st.composite
def flows(draw: st.DrawFn) -> Files:
    """Return an SOP whose steps lead anywhere."""
    count = draw(st.integers(1, 12))
    names = st.sampled_from(["结束", "end", "start", "SOP-CS-2024-001"])
    target = st.one_of(st.integers(0, count).map("s{}".format), names)
    targets = st.lists(target, min_size=1, max_size=3).map("、".join)
    answers = st.lists(st.tuples(WORDS, target).map(" → ".join), min_size=1, max_size=4).map("；".join)
    key = st.one_of(
        targets.map("- 下一步：{}".format),
        targets.map("- 汇合：{}".format),
        answers.map("- 判断：{}".format),
        answers.map("- 异常：{}".format),
        AMOUNTS.map("- 时限：{}".format),
    )
    keys = st.lists(key, max_size=3).map("\n".join)
    steps = (f"### 步骤{number}\n\n- 步骤号：s{number}\n- 执行：客服专员\n{draw(keys)}\n\n" for number in range(count))
    goals = draw(st.lists(st.tuples(WORDS, st.sampled_from(tokens.SIGNS), AMOUNTS).map(" ".join), max_size=2))
    head = GOOD.replace("status: draft", f"status: draft\ngoals: [{', '.join(goals)}]")
    return {SOP: _bytes(head[: head.index("### ")] + "".join(steps))}


@st.composite
def numbers(draw: st.DrawFn) -> Files:
    """Return a vocabulary whose patterns are anything, and a document with a number that may match."""
    part = st.one_of(
        st.sampled_from(tokens.NUMBER_PARTS), FREE.filter(lambda text: '"' not in text and "\\" not in text)
    )
    patterns = draw(st.lists(st.lists(part, max_size=7).map("".join), min_size=1, max_size=3))
    types = "".join(f'  T{index}: {{name: 类, number: "{pattern}"}}\n' for index, pattern in enumerate(patterns))
    number = draw(st.lists(st.one_of(st.sampled_from(["SOP", "CS", "2024", "001", "-", "T0"]), PIECE), max_size=8))
    vocabulary = f"departments: {{CS: 客服}}\nbusiness: [A, AA, AAA]\ntypes:\n{types}reserved: [{draw(TEXT)}]\n"
    return {VOCABULARY: _bytes(vocabulary), SOP: _bytes(GOOD.replace("SOP-CS-2024-001", "".join(number)))}


@st.composite
def limits(draw: st.DrawFn) -> Files:
    """Return an SOP whose limits, goals, periods and calendar are anything."""
    sign, unit = st.sampled_from(tokens.SIGNS), st.sampled_from(tokens.UNITS)
    number = st.integers(-2, 10**12).map(str)
    amount = st.one_of(
        AMOUNTS,
        st.tuples(sign, number, st.sampled_from([" ", "", "."]), unit).map("".join),
        st.lists(st.one_of(AMOUNTS, PIECE, unit), max_size=5).map("".join),
    )
    lines = f"- 时限：{draw(amount)}\n- 交接：客服主管，系统，{draw(amount)}"
    goals = "".join(f"  - {draw(WORDS)} {draw(amount)}\n" for _ in range(draw(st.integers(0, 3))))
    head = (
        f"review: {draw(amount)}\nvariants: {{甲: {{a: {draw(amount)}}}, 乙: {{a: {draw(amount)}}}}}\ngoals:\n{goals}"
    )
    calendar = f"{{hours: {draw(PIECE)}, week: {draw(PIECE)}, holidays: [{draw(PIECE)}]}}"
    vocabulary = f"departments: {{CS: 客服}}\ncalendar: {calendar}\n"
    text = GOOD.replace("status: draft\n", f"status: draft\n{head}").replace("- 时限：10 分钟", lines)
    return {SOP: _bytes(text), VOCABULARY: _bytes(vocabulary)}


@st.composite
def duties(draw: st.DrawFn) -> Files:
    """Return an SOP whose duties, and the vocabulary they are looked up in, are anything."""
    lines = [f"- {key}：{draw(TEXT)}" for key in ("负责", "咨询", "知情", "复核", "执行") if draw(st.booleans())]
    role = f"  {draw(WORDS)}: {{department: {draw(PIECE)}, people: [{draw(PIECE)}]}}\n"
    roles = f"roles:\n  客服专员: {{department: CS}}\n{role}"
    vocabulary = f"departments: {{CS: 客服, QA: {draw(PIECE)}}}\n{roles}people: {{{draw(TEXT)}}}\n"
    return {SOP: _bytes(GOOD + "\n".join(lines) + "\n"), VOCABULARY: _bytes(vocabulary)}


@st.composite
def markdown(draw: st.DrawFn) -> Files:
    """Return a page, and the detail of a step, of anything Markdown is made of."""
    mark = st.sampled_from(tokens.MARKDOWN)
    text = draw(st.lists(st.one_of(mark, mark, mark, NASTY, FREE), max_size=30).map("".join))
    values = st.sampled_from(["1 小时", "'**x**'", "'[x](note.md)'", "'`x`'", "'*'", "'[x]('", "'{: onclick=y }'"])
    variants = f"variants: {{甲: {{a: {draw(values)}}}, 乙: {{a: {draw(values)}}}}}\n"
    sop = GOOD.replace("status: draft\n", f"status: draft\n{variants}")
    return {NOTE: _bytes(f"# 说明\n\n{text}\n"), SOP: _bytes(f"{sop}\n{text}\n")}


@st.composite
def mutations(draw: st.DrawFn) -> Files:
    """Return a document of the example library with a few of its bytes flipped, cut, moved or replaced."""
    path = draw(st.sampled_from(sorted(EXAMPLES)))
    data = bytearray(EXAMPLES[path])
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(["flip", "delete", "splice", "swap", "insert", "double", "cut"])):
            case "flip" if start < len(data):
                data[start] ^= 1 << draw(st.integers(0, 7))
            case "delete":
                del data[start : start + draw(st.integers(1, 40))]
            case "splice":
                other = EXAMPLES[draw(st.sampled_from(sorted(EXAMPLES)))]
                begin = draw(st.integers(0, len(other)))
                data[start:start] = other[begin : begin + draw(st.integers(1, 400))]
            case "swap":
                lines = data.split(b"\n")
                one, two = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
                lines[one], lines[two] = lines[two], lines[one]
                data = bytearray(b"\n".join(lines))
            case "insert":
                data[start:start] = draw(NASTY).encode()
            case "double":
                data[start:start] = data[start : start + draw(st.integers(1, 400))]
            case _:
                del data[start:]
    return {**SHARED, path: bytes(data)}


def _value() -> st.SearchStrategy[str]:
    flow = st.lists(PIECE, max_size=4).map(lambda items: f"[{', '.join(items)}]")
    mapping = st.lists(st.tuples(PIECE, PIECE).map(": ".join), max_size=4).map(lambda items: f"{{{', '.join(items)}}}")
    block = st.lists(st.one_of(PIECE, mapping).map("\n  - {}".format), max_size=4).map("".join)
    below = st.lists(st.tuples(FRONT_KEYS, PIECE).map(": ".join).map("\n  {}".format), max_size=3).map("".join)
    return st.one_of(TEXT, AMOUNTS, flow, mapping, block, below)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@st.composite
def _seldom_hidden(draw: st.DrawFn, strategy: st.SearchStrategy[Files]) -> Files:
    """Put into one library of thirty a character that the byte gate refuses or warns of."""
    files = draw(strategy)
    # The ends of a range are drawn far more often than what lies between them.
    if draw(st.integers(0, 999)) not in range(500, 533):
        return files
    path = draw(st.sampled_from(sorted(files)))
    text = files[path].decode()
    at = draw(st.integers(0, len(text)))
    return {**files, path: _bytes(text[:at] + draw(st.sampled_from(tokens.HIDDEN)) + text[at:])}


STRATEGIES: Mapping[str, st.SearchStrategy[Files]] = {
    "front matter": _seldom_hidden(front_matter()),
    "step lists": _seldom_hidden(step_lists()),
    "flows": _seldom_hidden(flows()),
    "numbers": _seldom_hidden(numbers()),
    "limits": _seldom_hidden(limits()),
    "duties": _seldom_hidden(duties()),
    "markdown": _seldom_hidden(markdown()),
    "mutations": mutations(),
}
"""What is generated, by name."""
