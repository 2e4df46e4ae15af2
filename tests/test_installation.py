"""What has to be installed elsewhere to have the same program."""

import json
from importlib.metadata import PackageNotFoundError

import pytest

from sop_docs.effects import installation as module
from sop_docs.effects.installation import Installation, installation

COMMIT = "0123456789012345678901234567890123456789"
GIT = {"vcs": "git", "commit_id": COMMIT, "requested_revision": "v0.1.0"}


class Package:
    """A package that pip installed from somewhere."""

    def __init__(self, origin: object) -> None:
        self._origin = origin

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return json.dumps(self._origin) if self._origin else None


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (None, Installation("sop-docs==0.1.0")),
        (
            {"url": "https://git.example.com/sop-docs", "vcs_info": GIT},
            Installation(f"sop-docs @ git+https://git.example.com/sop-docs@{COMMIT}"),
        ),
        (
            {"url": "https://git.example.com/all", "vcs_info": GIT, "subdirectory": "sop"},
            Installation(f"sop-docs @ git+https://git.example.com/all@{COMMIT}#subdirectory=sop"),
        ),
        (
            {"url": "https://example.com/sop_docs-0.1.0-py3-none-any.whl", "archive_info": {}},
            Installation("sop-docs @ https://example.com/sop_docs-0.1.0-py3-none-any.whl"),
        ),
        (
            {"url": "file:///home/a%20b/sop-docs", "dir_info": {"editable": True}},
            Installation("sop-docs==0.1.0", "/home/a b/sop-docs"),
        ),
        (
            {"url": "file:///srv/git/sop-docs", "vcs_info": GIT},
            Installation("sop-docs==0.1.0", "git+file:///srv/git/sop-docs"),
        ),
    ],
)
def test_it_comes_from_where_this_one_came(
    origin: object, expected: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "distribution", lambda _: Package(origin))
    assert installation() == expected


def test_one_that_was_never_installed_goes_by_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Package:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(module, "distribution", missing)
    assert installation() == Installation("sop-docs==0.1.0")
