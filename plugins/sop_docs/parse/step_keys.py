"""The keys of a step and the titles of known sections: one table each, both languages."""

from collections.abc import Mapping
from typing import Final

STEP_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("步骤号", "step id"),
    "use": ("引用", "uses"),
    "call": ("调用", "calls"),
    "as": ("作为",),
    "with": ("参数",),
    "R": ("执行", "responsible"),
    "A": ("负责", "accountable"),
    "C": ("咨询", "consulted"),
    "I": ("知情", "informed"),
    "verify": ("复核", "verified by"),
    "limit": ("时限", "time limit"),
    "frequency": ("频次",),
    "input": ("输入", "inputs"),
    "output": ("输出", "outputs"),
    "form": ("表单", "forms"),
    "tools": ("工具", "tool"),
    "standard": ("标准",),
    "requires": ("前置条件",),
    "done": ("完成条件", "done when"),
    "handover": ("交接", "hand-over"),
    "decision": ("判断",),
    "exceptions": ("异常", "exception"),
    "next": ("下一步",),
    "after": ("汇合",),
}
"""Canonical key → its other spellings; the canonical one is valid as well, in any case."""

DUTIES: Final = ("R", "A", "C", "I", "verify")
"""Keys that name who takes part."""

LISTS: Final = frozenset(
    {*DUTIES, "input", "output", "form", "tools", "decision", "exceptions", "next", "after", "with"},
)
"""Keys whose value is a list; every other value is one text."""

USE_KEYS: Final = frozenset({"use", "as", "with", "next", "after", "decision", "exceptions"})
"""All that a step which uses a module may say; they act on the module's entry and exits."""

SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "purpose": ("目的", "purpose"),
    "steps": ("步骤", "操作步骤", "steps", "procedure"),
    "training": ("培训", "training"),
    "contingency": ("应急预案", "contingency"),
    "supervision": ("监督", "supervision"),
    "records": ("记录", "records"),
    "trial": ("试行记录", "trial record"),
}
"""Sections the program knows by their title; every other section is the author's own."""

_KEY_OF: Final = {spelling.lower(): key for key, others in STEP_KEYS.items() for spelling in (key, *others)}
_SECTION_OF: Final = {title: kind for kind, titles in SECTIONS.items() for title in titles}


def step_key(word: str) -> str | None:
    """Return the canonical key that `word` spells, or None."""
    return _KEY_OF.get(word.strip().lower())


def section_kind(title: str) -> str:
    """Return the kind of section that `title` names, or ''."""
    return _SECTION_OF.get(title.strip().lower(), "")


def key_label(key: str, language: str) -> str:
    """Return a key and its colon as they are written at the beginning of an item."""
    return f"{STEP_KEYS[key][0]}：" if language == "zh" else f"{key[0].upper()}{key[1:]}: "


def key_spellings() -> tuple[str, ...]:
    """Return every spelling of every key of a step, for suggestions."""
    return tuple(spelling for key, others in STEP_KEYS.items() for spelling in (key, *others))
