"""Where this program was installed from, so that others can install the same one."""

import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from .. import __version__

NAME = "sop-docs"


@dataclass(frozen=True, slots=True)
class Installation:
    """A line for `requirements.txt`; `place` is what pip was given, where that is on this machine only, else ''."""

    requirement: str
    place: str = ""


def installation() -> Installation:
    """Return how this very program is installed elsewhere: by its version, or from the address it came from."""
    # What pip noted is described by PEP 610; of what came from a registry it notes nothing.
    try:
        text = distribution(NAME).read_text("direct_url.json")
    except PackageNotFoundError:
        text = None
    return _read(json.loads(text)) if text else Installation(f"{NAME}=={__version__}")


def _read(origin: dict[str, Any]) -> Installation:
    url, repository = str(origin["url"]), origin.get("vcs_info")
    if urlsplit(url).scheme == "file":
        place = f"{repository['vcs']}+{url}" if repository else str(Path(url2pathname(urlsplit(url).path)))
        return Installation(f"{NAME}=={__version__}", place)
    if repository:
        url = f"{repository['vcs']}+{url}@{repository['commit_id']}"
    folder = origin.get("subdirectory")
    return Installation(f"{NAME} @ {url}{f'#subdirectory={folder}' if folder else ''}")
