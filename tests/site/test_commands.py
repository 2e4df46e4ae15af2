"""What scripts get: registers, documents, plain Markdown for other generators."""

import csv
import io
import json
import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from conftest import MKDOCS, Library, run
from samples import COMPLAINTS, LIBRARY

SCHEMAS = Path(__file__).parents[2] / "plugins/sop_docs/schemas"
HOSTILE = COMPLAINTS.replace("title: 客户投诉处理", 'title: "=1+1 处理"')


def valid(text: str, schema: str) -> Any:  # noqa: ANN401 - JSON
    document = json.loads(text)
    jsonschema.validate(document, json.loads((SCHEMAS / f"{schema}.json").read_text("utf-8")))
    return document


def test_check_in_json(library: Library) -> None:
    unknown_owner = COMPLAINTS.replace("owner: 客服主管", "owner: 客服主任")
    root = library({**LIBRARY, "content/cs/SOP-CS-2024-001.md": unknown_owner})
    result = run(root, "sop_docs", "--lang", "en", "check", "--format", "json", "--select", "SOP152")
    document = valid(result.stdout, "sop-problems-1")
    assert result.returncode == 1
    assert document["summary"] == {"files": 3, "errors": 1, "warnings": 0, "infos": 0}


def test_list_tells_state_as_of_a_day(library: Library) -> None:
    root = library(LIBRARY)
    for day, state in (("2024-06-30", "upcoming"), ("2024-07-01", "in-force"), ("2026-01-01", "overdue")):
        result = run(root, "sop_docs", "list", "--format", "json", "--as-of", day)
        (row,) = valid(result.stdout, "sop-register-1")["documents"]
        assert (row["number"], row["state"], row["review_due"]) == ("SOP-CS-2024-001", state, "2025-07-01")


@pytest.mark.parametrize(
    ("option", "value", "count"),
    [
        ("--owner", "客服主管", 1),
        ("--owner", "运营总监", 0),
        ("--department", "客户服务部", 1),
        ("--role", "客服专员", 1),
        ("--state", "draft", 0),
    ],
)
def test_list_is_filtered(library: Library, option: str, value: str, count: int) -> None:
    result = run(library(LIBRARY), "sop_docs", "list", "--format", "json", option, value)
    assert len(json.loads(result.stdout)["documents"]) == count


def test_spreadsheets_calculate_nothing(library: Library) -> None:
    root = library({**LIBRARY, "content/cs/SOP-CS-2024-001.md": HOSTILE})
    run(root, "sop_docs", "list", "--format", "csv", "--output", "register.csv")
    text = (root / "register.csv").read_bytes().decode("utf-8-sig")
    assert next(iter(csv.reader(io.StringIO(text.splitlines()[1]))))[1] == "'=1+1 处理"
    run(root, "sop_docs", "list", "--format", "xlsx", "--output", "register.xlsx")
    sheet: Any = openpyxl.load_workbook(root / "register.xlsx").active
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1 处理", "s")
    assert sheet["G2"].value == datetime(2024, 7, 1)  # noqa: DTZ001 - a spreadsheet's dates have no zone
    assert sheet.freeze_panes == "A2"


def test_a_spreadsheet_is_the_same_where_lxml_is_installed(library: Library, tmp_path: Path) -> None:
    root = library(LIBRARY)
    stub = tmp_path / "installed" / "lxml"
    stub.mkdir(parents=True)
    (stub / "__init__.py").touch()
    (stub / "etree.py").write_text("LXML_VERSION = (6, 0, 0, 0)\n")
    found = []
    for path in ("", str(stub.parent)):
        done = run(root, "sop_docs", "list", "--format", "xlsx", "--output", "a.xlsx", PYTHONPATH=with_path(path))
        assert done.returncode == 0, done.stderr
        found.append((root / "a.xlsx").read_bytes())
    assert found[0] == found[1]


def with_path(path: str) -> str:
    return os.pathsep.join(filter(None, (path, os.environ.get("PYTHONPATH", ""))))


def test_show_in_every_form(library: Library) -> None:
    root = library(LIBRARY)
    shown = {
        form: run(root, "sop_docs", "show", "SOP-CS-2024-001", "--format", form, "--as-of", "2024-08-01").stdout
        for form in ("text", "json", "markdown", "dot", "svg")
    }
    document = valid(shown["json"], "sop-document-1")
    assert [step["id"] for step in document["steps"]] == ["receive", "handle"]
    assert document["steps"][1]["limit"] == {"text": "1 个工作日", "working_days": 1}
    assert shown["markdown"] == COMPLAINTS
    assert shown["text"].startswith("SOP-CS-2024-001 V1.2  客户投诉处理\n")
    assert shown["dot"].startswith("digraph")
    assert shown["svg"].startswith("<svg")


def test_an_unknown_number_is_one_line_and_status_2(library: Library) -> None:
    result = run(library(LIBRARY), "sop_docs", "show", "SOP-CS-2024-002")
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)


def test_outside_a_library_is_one_line_and_status_2(tmp_path: Path) -> None:
    result = run(tmp_path, "sop_docs", "check")
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)


def test_compile_refuses_a_folder_that_is_not_its_own(library: Library) -> None:
    root = library(LIBRARY)
    (root / "mine").mkdir()
    (root / "mine/thesis.txt").write_text("42", "utf-8")
    assert run(root, "sop_docs", "compile", "--out", "mine").returncode == 2
    assert (root / "mine/thesis.txt").read_text("utf-8") == "42"


@pytest.mark.parametrize("generator", ["properdocs", "zensical"])
def test_compiled_pages_build_with_other_generators(library: Library, generator: str) -> None:
    root = library(LIBRARY)
    assert run(root, "sop_docs", "compile", "--out", "plain/docs").returncode == 0
    plain = root / "plain"
    extensions = "markdown_extensions: [attr_list, tables, toc]\n"
    theme = "theme: {name: material, font: false}\n" if generator == "properdocs" else ""
    name = f"{generator}.yml" if generator == "properdocs" else "mkdocs.yml"
    (plain / name).write_text(f"site_name: Test\nuse_directory_urls: false\n{theme}{extensions}", "utf-8")
    shutil.rmtree(plain / "site", ignore_errors=True)
    result = run(plain, generator, "build")
    assert result.returncode == 0, result.stdout + result.stderr
    html = (plain / "site/cs/SOP-CS-2024-001.html").read_text("utf-8")
    assert 'id="step-receive"' in html
    assert "../charts/SOP-CS-2024-001-flow.svg" in html
    assert (plain / "site/charts/SOP-CS-2024-001-flow.svg").read_text("utf-8").startswith("<svg")


def test_the_plugin_runs_in_properdocs(library: Library) -> None:
    root = library(LIBRARY)
    (root / "properdocs.yml").write_text(MKDOCS, "utf-8")
    result = run(root, "properdocs", "build", "--strict")
    assert result.returncode == 0, result.stderr
    assert "sop-chart" in (root / "site/cs/SOP-CS-2024-001.html").read_text("utf-8")
