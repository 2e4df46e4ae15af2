"""Model → problems: one small generator a rule, a permanent code each. Touches no file."""

from . import (  # noqa: F401 - importing them records their rules
    anchors,
    approval,
    flow,
    goals,
    handover,
    history,
    identity,
    joins,
    lifecycle,
    links,
    markup,
    numbers,
    outputs,
    placeholders,
    references,
    responsibility,
    silence,
    structure,
    time,
    vague,
    workload,
)
from .attachments import check_attachments
from .facts import FACTS, Other
from .gate import Trusted, gate, scripts_of
from .registry import Rule, rules
from .run import Terms, check, inspect, settle
from .silence import NEVER, allowed

__all__ = [
    "FACTS",
    "NEVER",
    "RULES",
    "Other",
    "Rule",
    "Terms",
    "Trusted",
    "allowed",
    "check",
    "check_attachments",
    "gate",
    "inspect",
    "scripts_of",
    "settle",
]

RULES = rules()
