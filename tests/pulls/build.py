"""The demonstration repository with five pull requests, to be looked at and to be tested.

    PYTHONPATH=tests .venv/bin/python -m pulls.build FOLDER

Writes it to a new folder and prints each branch with its head, which is the same on every machine. What
`sop review` says of them lies in `tests/golden/pulls/`; `UPDATE_GOLDEN=1 .venv/bin/pytest -q tests/test_pulls.py`
writes that anew.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from demo.build import build as build_demo
from git_library import Repository

from .editorial import EDITORIAL
from .hostile import HOSTILE
from .major import MAJOR
from .minor import MINOR
from .pull import Commit, Pull
from .shared import SHARED

PULLS = (EDITORIAL, MINOR, MAJOR, SHARED, HOSTILE)


class House(Repository):
    """The demonstration repository, and what is proposed to it; main is checked out."""

    def __init__(self, root: Path) -> None:
        build_demo(root)
        self.root = root
        self.on("2026-11-23")
        self.commits = {pull.name: self._propose(pull) for pull in PULLS}
        self.go("main")

    def approvals(self, pull: Pull) -> str:
        """Return who approved which commit of a pull request, as a forge's recipe writes it down."""
        commits = self.commits[pull.name]
        said = [{"by": one.by, "commit": commits[one.commit]} for one in pull.approvals or ()]
        return json.dumps({"format": "sop-approvals/1", "head": commits[-1], "approvals": said})

    def _propose(self, pull: Pull) -> Sequence[str]:
        """Return the commits of a pull request, made on a branch of its own."""
        self.branch(pull.branch, "main")
        return [self._commit(one) for one in pull.commits]

    def _commit(self, one: Commit) -> str:
        moment = f"{one.at.replace(' ', 'T')}:00{one.author.zone}"
        self.on(moment, str(one.author))
        for path in one.gone:
            (self.root / path).unlink()
        for old, new in one.moved.items():
            (self.root / new).parent.mkdir(parents=True, exist_ok=True)
            (self.root / old).rename(self.root / new)
        return self.commit(self._edited(one), one.message)

    def _edited(self, one: Commit) -> Mapping[str, str]:
        found = {}
        for path, acts in one.edits.items():
            file = self.root / path
            text = file.read_bytes().decode() if file.exists() else ""
            for act in acts:
                text = act.redo(text)
            found[path] = text
        return found


if __name__ == "__main__":
    house = House(Path(sys.argv[1]))
    for pull in PULLS:
        sys.stdout.write(f"{house.commits[pull.name][-1]} {pull.branch}\n")
