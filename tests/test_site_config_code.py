"""Row O11 of the threats: `mkdocs.yml` is read as data, and what in it is code is told."""

from pathlib import Path

import pytest

from sop_docs.effects.site_config import find_site_config

PLUGIN = "plugins: [sop]\n"
CODE = {
    "call": ("extra: !!python/object/apply:os.system [id]\n", [("SOP930", 1, "!!python/object/apply:os.system")]),
    "object": ("extra: {a: [!!python/object/new:os.system {}]}\n", [("SOP930", 1, "!!python/object/new:os.system")]),
    "module": ("a: b\nextra: !!python/module:os\n", [("SOP930", 2, "!!python/module:os")]),
    "verbatim tag": (
        "extra: !<tag:yaml.org,2002:python/object/apply:os.system> [id]\n",
        [("SOP930", 1, "!!python/object/apply:os.system")],
    ),
    "as a key": ("? !!python/object/apply:os.system [id]\n: x\n", [("SOP930", 1, "!!python/object/apply:os.system")]),
    "own tag": ("extra: !include secret.yml\n", [("SOP930", 1, "!include")]),
    "behind an alias": ("a: &x !!python/name:os.system\nb: [*x, *x]\nextra: {c: *x}\n", []),
    "environment": ("site_name: !ENV [NAME, x]\n", []),
    "relative": ("extra: {a: !relative $config_dir}\n", []),
    "hooks": ("hooks: [a.py, b.py]\n", [("SOP931", 1, "a.py, b.py")]),
    "other settings": ("site_name: x\nINHERIT: ../base.yml\n", [("SOP931", 2, "../base.yml")]),
}


@pytest.mark.parametrize("name", CODE)
def test_code_in_the_settings_is_told_and_not_run(name: str, tmp_path: Path) -> None:
    text, expected = CODE[name]
    (tmp_path / "mkdocs.yml").write_text(text + PLUGIN, "utf-8")
    problems = find_site_config(tmp_path).problems
    assert [(each.key, each.place.line, [*each.values.values()][-1]) for each in problems] == expected
    assert {each.place.path for each in problems} <= {"../mkdocs.yml"}
