"""The texts of a document at each of its changes, and the bytes that a commit has of them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .acts import Act, Change, Course
from .edits import GoneError, Repeatable

CONTENT = Path(__file__).parent.parent.parent / "content"
HERE = Path(__file__).parent / "house" / "content"
"""Texts that today's library has not."""

_TYPED = ("version", "status", "effective", "reviewed", "approved", "replaced-by", "change", "assessed")
"""The keys of an SOP's head that the story sets."""
_STEP_KEYS = (
    "步骤号|执行|负责|咨询|知情|复核|时限|频次|输入|输出|工具|标准|交接|判断|下一步|异常|汇合|表单|引用|参数|调用|作为"
    "|前置条件|完成条件"
)


@dataclass(frozen=True, slots=True)
class Document:
    """A document at one commit: its words, what stands in its head, where it lies."""

    text: str
    head: dict[str, str]
    path: str
    encoding: str = "utf-8"

    def write(self, *, formatted: bool) -> bytes:
        """Return the file; before `sop fmt` was run, in the spelling that people typed."""
        text = _sop(self.text, self.head) if "SOP-" in self.path else _versioned(self.text, self.head)
        return (text if formatted else _as_typed(text)).encode(self.encoding)


def texts(acts: Iterable[Act]) -> Iterator[tuple[Change, str]]:
    """Yield the text after each change of one document, given in their order."""
    changes = [act for act in acts if isinstance(act, Change)]
    text = today(changes[0].document)
    for edit in changes[0].never:
        text = _taken(changes[0].document, edit.undo, text)
    found = {id(change): told for change, told in _back(changes, text)}
    for change in changes:
        if change.course is not Course.TOWARDS_TODAY:
            for edit in change.edits:
                assert isinstance(edit, Repeatable), f"{change.document}: {edit}"
                text = _taken(change.document, edit.redo, text)
        else:
            text = found[id(change)]
        yield change, text


def today(document: str) -> str:
    """Return a document as content/ has it, or as it lies here."""
    path = file_of(document)
    return ((HERE if (HERE / path).exists() else CONTENT) / path).read_text("utf-8")


def file_of(document: str) -> str:
    """Return the path of a document below content/: a number says its folder."""
    kind, _, rest = document.partition("-")
    folder = {"SOP": rest[:2].lower(), "FORM": "forms"}.get(kind)
    return f"{folder}/{document}.md" if folder else document


def _back(changes: list[Change], text: str) -> Iterator[tuple[Change, str]]:
    """Yield the texts from today's to the first one."""
    for change in reversed(changes):
        if change.course is Course.TOWARDS_TODAY:
            yield change, text
            for edit in reversed(change.edits):
                text = _taken(change.document, edit.undo, text)


def _taken(document: str, change: Callable[[str], str], text: str) -> str:
    try:
        return change(text)
    except GoneError as error:
        raise SystemExit(f"demo: the story of {document} no longer fits content/: {error}") from None


def _sop(text: str, head: Mapping[str, str]) -> str:
    _, front, body = text.split("---\n", 2)
    said = {"reviewed": "", "approved": ""} | dict(head)
    if head["status"] == "draft":
        del said["reviewed"]
    if head["status"] in {"draft", "in-review"}:
        del said["approved"]
    for name in _TYPED:
        front = _typed(front, name, said.get(name))
    return f"---\n{front}---\n{body}"


def _typed(front: str, name: str, value: str | None) -> str:
    """Return the head with a key set, taken out where it has no value, left as it is today where that is empty."""
    pattern = rf"^{name}:.*\n(?: .*\n)*"
    if value == "":
        return front
    line = "" if value is None else f"{name}: {value}\n" if name != "assessed" else f"{name}:\n{value}"
    if not re.search(pattern, front, re.MULTILINE):
        return front + line
    return re.sub(pattern, lambda _: line, front, flags=re.MULTILINE)


def _versioned(text: str, head: Mapping[str, str]) -> str:
    if "version" not in head:
        return text
    return re.sub(r"^version: .*$", f"version: {head['version']}", text, count=1, flags=re.MULTILINE)


def _as_typed(text: str) -> str:
    text = re.sub(rf"^- ({_STEP_KEYS})：", r"- \1: ", text, flags=re.MULTILINE)
    text = re.sub(r"^(    - .*?|- 异常: .*?|- Exceptions: .*?) → ", r"\1 -> ", text, flags=re.MULTILINE)
    return text.replace("\nstatus: approved\n", "\nstatus: 已批准\n") if "步骤号" in text else text
