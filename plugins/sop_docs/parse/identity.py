"""The front matter of an SOP, typed. Touches no file."""

from collections.abc import Iterator, Mapping

from ..model.lifecycle import Period, Status
from ..model.place import Text
from ..model.problem import Problem
from ..model.sop import Assessment, Identity, Scope, Variant
from ..model.vocabulary import Vocabulary
from .allowed import read_allowed
from .fields import Fields
from .front_matter_keys import ASSESSED, SCOPE, SOP
from .goal import read_goal
from .limit import read_period
from .module_head import read_parameters
from .number import check_number, read_number, read_version, script_of
from .yaml_events import MappingNode

STATUSES: Mapping[str, Status] = {
    **{str(status): status for status in Status},
    "草稿": Status.DRAFT,
    "评审中": Status.IN_REVIEW,
    "试行": Status.PILOT,
    "已批准": Status.APPROVED,
    "废止": Status.RETIRED,
}
SCENARIOS: Mapping[str, str] = {
    "onboarding": "新员工培训",
    "cross-department": "跨部门协作",
    "risk-control": "风险管控",
    "routine": "重复性任务",
    "emergency": "应急响应",
}
VERDICTS: Mapping[str, str] = {
    "keep": "keep",
    "revise": "revise",
    "withdraw": "withdraw",
    "继续有效": "keep",
    "修订": "revise",
    "废止": "withdraw",
}
LANGUAGES: Mapping[str, str] = {"zh": "zh", "en": "en", "中文": "zh", "英文": "en"}

_ALWAYS = ("title", "version", "status")
_ISSUED = ("effective", "review", "owner", "prepared", "reviewed", "approved", "scope")


def read_identity(node: MappingNode, path: str, vocabulary: Vocabulary) -> tuple[Identity | None, tuple[Problem, ...]]:
    """Return what the front matter says, None only where its number cannot be used."""
    problems: list[Problem] = []
    fields = Fields(node, SOP, problems)
    fields.refuse_unknown()
    fields.require("id")
    number = read_number(fields.text("id"), fields.shown("id"), problems)
    fields.require(*_ALWAYS)
    if number is None:
        return None, tuple(problems)
    status = fields.choice("status", STATUSES) or Status.DRAFT
    if status.issued:
        fields.require(*_ISSUED, problem="SOP101.issued")
    title = fields.text("title") or number
    identity = Identity(
        number=number,
        title=title,
        version=read_version(fields.text("version"), number, problems),
        status=status,
        language=fields.choice("language", LANGUAGES) or script_of(title.value),
        department=_department(fields, check_number(number, path, vocabulary, problems), vocabulary, problems),
        effective=fields.day("effective"),
        review=_review(fields, problems),
        owner=fields.text("owner"),
        supervisor=fields.text("supervisor"),
        prepared=fields.texts("prepared", split=True),
        reviewed=fields.texts("reviewed", split=True),
        approved=fields.texts("approved", split=True),
        scenario=_scenario(fields, vocabulary),
        scope=_scope(fields, problems),
        goals=tuple(read_goal(goal) for goal in fields.texts("goals")),
        variants=tuple(_variants(fields, problems)),
        change=fields.text("change"),
        inputs=fields.texts("inputs", split=True),
        replaced_by=read_number(fields.text("replaced-by"), fields.shown("replaced-by"), problems),
        assessed=tuple(_assessed(fields, problems)),
        allowed=read_allowed(fields, problems),
        keys=fields.places,
    )
    return identity, tuple(problems)


def _department(fields: Fields, parts: Mapping[str, str], vocabulary: Vocabulary, problems: list[Problem]) -> str:
    text = fields.text("department")
    if text is None:
        return parts.get("dept", "")
    known = {name.value: code for code, name in vocabulary.departments.items()} | {
        code: code for code in vocabulary.departments
    }
    if known and text.value not in known:
        values = {"department": text.value, "departments": ", ".join(vocabulary.departments)}
        problems.append(Problem("SOP114", text.place, values))
    return known.get(text.value, text.value)


def _review(fields: Fields, problems: list[Problem]) -> Period | None:
    text = fields.text("review")
    if text is None:
        return None
    period = read_period(text.value)
    if period is None:
        problems.append(Problem("SOP108", text.place, {"value": text.value}))
    return period


def _scenario(fields: Fields, vocabulary: Vocabulary) -> Text | None:
    scenarios = {code: name.value for code, name in vocabulary.scenarios.items()} or SCENARIOS
    choices = {word.lower(): code for code, name in scenarios.items() for word in (code, name)}
    text = fields.text("scenario")
    code = fields.choice("scenario", choices) if text else None
    return Text(code, text.place) if text and code else None


def _scope(fields: Fields, problems: list[Problem]) -> Scope:
    node = fields.mapping("scope")
    if node is None:
        return Scope()
    scope = Fields(node, SCOPE, problems)
    scope.refuse_unknown()
    return Scope(scope.text("applies"), scope.text("excludes"), scope.text("from"), scope.text("to"))


def _variants(fields: Fields, problems: list[Problem]) -> Iterator[Variant]:
    node = fields.mapping("variants")
    first: Mapping[str, Text] | None = None
    for name, values in node.entries if node else ():
        if not isinstance(values, MappingNode):
            problems.append(Problem("SOP104.mapping", values.place, {"key": name.value}))
            continue
        variant = Variant(name.text, read_parameters(fields.texts_of(values), problems))
        first = variant.values if first is None else first
        if odd := sorted(first.keys() ^ variant.values.keys()):
            problems.append(Problem("SOP115", name.place, {"variant": name.value, "names": ", ".join(odd)}))
        yield variant


def _assessed(fields: Fields, problems: list[Problem]) -> Iterator[Assessment]:
    for node in fields.mappings("assessed"):
        item = Fields(node, ASSESSED, problems)
        item.refuse_unknown()
        item.require("date", "by", "verdict")
        day, by, verdict = item.day("date"), item.text("by"), item.choice("verdict", VERDICTS)
        of = item.text("of")
        if day and by and verdict:
            yield Assessment(day, by.value, verdict, of.value if of else "", node.place)
