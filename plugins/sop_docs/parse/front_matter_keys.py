"""The keys of front matter and vocabulary with their other spellings: the one table. Touches no file."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class KeyTable:
    """Canonical key → its Chinese spellings; `meaning` names the words that explain a key in the handbook."""

    name: str
    synonyms: Mapping[str, tuple[str, ...]]
    spelled: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        spelled = {word: key for key, others in self.synonyms.items() for word in (key, *others)}
        object.__setattr__(self, "spelled", spelled)

    def canonical(self, word: str) -> str | None:
        """Return the key that `word` spells in either language and any case, or None."""
        return self.spelled.get(word) or self.spelled.get(word.lower())

    def meaning(self, key: str) -> str:
        """Return the message key of the line that explains `key`."""
        return f"key.{self.name}.{key}"


SOP = KeyTable(
    "sop",
    {
        "id": ("编号",),
        "title": ("标题",),
        "version": ("版本",),
        "status": ("状态",),
        "effective": ("生效日期",),
        "review": ("复审周期",),
        "owner": ("流程负责人",),
        "supervisor": ("监督人",),
        "prepared": ("编制",),
        "reviewed": ("审核",),
        "approved": ("批准",),
        "scenario": ("场景",),
        "scope": ("适用范围",),
        "goals": ("目标",),
        "variants": ("变体",),
        "change": ("变更说明",),
        "inputs": ("输入",),
        "language": ("语言",),
        "department": ("部门",),
        "replaced-by": ("替代",),
        "assessed": ("评估",),
        "allow": ("例外",),
    },
)
SCOPE = KeyTable("scope", {"applies": ("适用",), "excludes": ("不适用",), "from": ("起点",), "to": ("终点",)})
ASSESSED = KeyTable("assessed", {"date": ("日期",), "by": ("评估人",), "verdict": ("结论",), "of": ("对象",)})
MODULE = KeyTable(
    "module", {"module": (), "title": ("标题",), "version": ("版本",), "params": ("参数",), "allow": ("例外",)}
)
FORM = KeyTable(
    "form",
    {
        "form": (),
        "title": ("标题",),
        "version": ("版本",),
        "language": ("语言",),
        "fields": ("字段",),
        "allow": ("例外",),
    },
)
FIELD = KeyTable(
    "field",
    {
        "name": ("名称",),
        "type": ("类型",),
        "required": ("必填",),
        "unit": ("单位",),
        "choices": ("选项",),
        "other": ("其他",),
        "columns": ("列",),
        "rows": ("行",),
        "help": ("说明",),
    },
)
VOCABULARY = KeyTable(
    "vocabulary",
    dict.fromkeys(("departments", "roles", "people", "types", "reserved", "scenarios", "calendar", "vague"), ()),
)
ROLE = KeyTable("role", dict.fromkeys(("department", "people", "level"), ()))
PERSON = KeyTable("person", dict.fromkeys(("name", "forge"), ()))
TYPE = KeyTable("type", dict.fromkeys(("name", "number", "approval"), ()))
CALENDAR = KeyTable("calendar", dict.fromkeys(("hours", "week", "holidays", "workdays"), ()))

DELIVERY = KeyTable(
    "delivery", dict.fromkeys(("copy", "to", "date", "day", "commit", "sums", "zip", "options", "documents"), ())
)

TABLES = (SOP, SCOPE, ASSESSED, MODULE, FORM, FIELD, VOCABULARY, ROLE, PERSON, TYPE, CALENDAR, DELIVERY)

SITE_KEYS = frozenset({"template", "hide", "search", "tags", "icon", "description", "social", "comments", "robots"})
"""Keys that themes read from front matter: documents must not set them, the program does."""
