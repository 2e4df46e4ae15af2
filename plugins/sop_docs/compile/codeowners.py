"""Who is asked when a file changes: `CODEOWNERS`, which GitHub and GitLab read. Touches no file."""

import re
from collections.abc import Iterable, Mapping

from ..model.vocabulary import Role, Vocabulary
from ..model.words import Words

_ACCOUNT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9._-]+)*")
_SPECIAL = re.compile(r"[\\\s#*?\[\]!]")


def codeowners(vocabulary: Vocabulary, folders: Mapping[str, str], words: Words) -> str:
    """Return the file: the executives for everything, for a department's folder (by code) those at its head."""
    owners: dict[str, list[Role]] = {}
    for code, folder in folders.items():
        head = vocabulary.head_of(code)
        owners.setdefault(folder.strip("/"), []).extend([head] if head else [])
    # The last line that fits a file counts, so that a folder stands below the one it lies in.
    folders_of = ((_pattern(folder), owners[folder]) for folder in sorted(owners))
    lines: list[tuple[str, Iterable[Role]]] = [("*", vocabulary.executives), *folders_of]
    asked = ((pattern, _accounts(vocabulary, roles)) for pattern, roles in lines)
    return "\n".join([f"# {words('codeowners.about')}", *(f"{name} {who}" for name, who in asked if who)]) + "\n"


def _accounts(vocabulary: Vocabulary, roles: Iterable[Role]) -> str:
    people = (vocabulary.people.get(id_) for role in roles for id_ in role.people)
    accounts = dict.fromkeys(person.forge for person in people if person)
    return " ".join(f"@{account}" for account in accounts if _ACCOUNT.fullmatch(account))


def _pattern(folder: str) -> str:
    """Return what fits all below a folder of the repository and nothing else."""
    return _SPECIAL.sub(r"\\\g<0>", f"/{folder}/")
