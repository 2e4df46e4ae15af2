"""A procedure with all that it stands on at one commit."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .form import Form
from .sop import Sop
from .vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Content:
    """An SOP, its modules put in, the forms it fills in by number, the words of its house: all of one commit."""

    sop: Sop
    forms: Mapping[str, Form] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
