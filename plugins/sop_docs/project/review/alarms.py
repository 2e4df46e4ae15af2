"""Files that say what the tool does, or who may approve: a change of one is more than a change of procedures."""

import re
from collections.abc import Iterable
from typing import Final

from ..load import VOCABULARY

_FOLDERS: Final = ("overrides/", "plugins/", "hooks/", ".github/", ".gitlab/", ".circleci/", ".gitea/", ".forgejo/")
_NAMES: Final = re.compile(
    r"(?:.*/)?(?:CODEOWNERS|Makefile|Dockerfile|Jenkinsfile|\.gitattributes|\.gitmodules|\.mailmap|\.envrc|"
    r"requirements[^/]*\.txt|[^/]+\.(?:py|pyi|pth|so|yml|yaml|toml|cfg|ini|lock|sh|bash|bat|ps1|js|mjs|ts|json|html|j2))"
)


def alarms(paths: Iterable[str], folder: str) -> tuple[str, ...]:
    """Return the paths of such files among those of a repository in which the content lies in `folder`."""
    return tuple(path for path in sorted(paths) if _is_alarming(path, folder))


def _is_alarming(path: str, folder: str) -> bool:
    if path == folder + VOCABULARY:
        return True
    if folder and path.startswith(folder):
        return False
    return path.startswith(_FOLDERS) or _NAMES.fullmatch(path) is not None
