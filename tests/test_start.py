"""What a command loads before it does its work: nothing that this work does not need."""

import json
import subprocess
import sys

import pytest

HEAVY = ("mkdocs", "material", "git", "graphviz", "jinja2", "openpyxl", "jieba")
SCRIPT = """
import json, sys
from sop_docs.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def loaded(*arguments: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments", [["check", "--no-history", "--select", "SOP301"], ["rule", "SOP301"]], ids=" ".join
)
def test_a_check_loads_no_site_generator(arguments: list[str]) -> None:
    assert loaded(*arguments).isdisjoint(HEAVY)


def test_a_version_loads_no_command_line() -> None:
    assert loaded("--version").isdisjoint({*HEAVY, "click", "yaml", "babel"})
