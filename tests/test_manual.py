"""The manual of codes, `sop rule`, and codes as they are typed."""

import ast
import json
import re
from pathlib import Path

import jsonschema
import pytest

from sop_docs.check import RULES
from sop_docs.cli.boundary import run
from sop_docs.effects.catalogue import LANGUAGES, load_words
from sop_docs.model.problem import Severity, SopError
from sop_docs.project.manual import manual, read_codes

PACKAGE = Path(__file__).parent.parent / "plugins" / "sop_docs"
SCHEMA = json.loads((PACKAGE / "schemas" / "sop-rules-1.json").read_text("utf-8"))
CODES = ("SOP206", "SOP301", "SOP302", "SOP601")


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand where no library is."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(arguments) == 0
    return capsys.readouterr().out


def gentle_in_code() -> set[str]:
    """Return the codes that are found while reading and that no line of the code makes an error of."""
    grades: dict[str, set[str]] = {}
    for path in [*PACKAGE.glob("parse/*.py"), *PACKAGE.glob("effects/*.py"), *PACKAGE.glob("check/*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(ast.Name("Problem"), [ast.Constant(str(key)), *rest], named):
                    graded = [*rest[2:], *(keyword.value for keyword in named if keyword.arg == "severity")]
                    severity = ast.unparse(graded[0]) if graded else "Severity.ERROR"
                    grades.setdefault(key[:6], set()).add(severity)
    return {code for code, found in grades.items() if "Severity.ERROR" not in found} - {rule.code for rule in RULES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_an_entry(language: str) -> None:
    words = load_words(language)
    codes = {key[:6] for key in words.messages if re.fullmatch(r"SOP[0-9]{3}", key[:6])}
    entries = manual(words)
    assert set(entries) == codes | {rule.code for rule in RULES}
    assert list(entries) == sorted(entries)
    assert all(entry.demand and entry.sayings and entry.wrong and entry.right for entry in entries.values())


def test_every_entry_is_translated() -> None:
    chinese, english = manual(load_words("zh")), manual(load_words("en"))
    assert [code for code in chinese if chinese[code].demand == english[code].demand] == []


def test_the_manual_grades_codes_as_the_code_does() -> None:
    entries = manual(load_words("en"))
    ruled = {rule.code: rule.severity for rule in RULES}
    assert {code: entries[code].severity for code in ruled} == ruled
    gentle = {code for code, entry in entries.items() if entry.severity is not Severity.ERROR} - set(ruled)
    assert gentle == gentle_in_code() == {"SOP005", "SOP206", "SOP207", "SOP931"}


def test_an_entry_has_every_message_of_its_code() -> None:
    entry = manual(load_words("en"))["SOP152"]
    assert [saying.message for saying in entry.sayings][:2] == [
        "No role or department is called “…”",
        "No role or department is called “…”; did you mean “…”?",
    ]
    assert entry.sayings[0].hint.startswith("Use a role of the vocabulary, ")


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ((), ()),
        (("SOP301",), ("SOP301",)),
        (("sop3", "SOP601"), ("SOP3", "SOP601")),
        (("SOP301,SOP6, sop206",), ("SOP301", "SOP6", "SOP206")),
        ((",",), ()),
    ],
)
def test_codes_as_typed(written: tuple[str, ...], codes: tuple[str, ...]) -> None:
    assert read_codes(written, CODES) == codes


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("SOP3O1", "no rule is called SOP3O1; did you mean SOP301?"),
        ("sop6001", "no rule is called SOP6001; did you mean SOP601?"),
        ("vague", "no rule is called VAGUE; see sop rule"),
    ],
)
def test_an_unknown_code_is_refused_with_what_was_meant(written: str, message: str) -> None:
    with pytest.raises(SopError) as caught:
        read_codes((written,), CODES)
    assert str(caught.value) == message


def test_one_rule_with_its_wrong_and_right(outside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert outside.is_dir()
    assert printed(capsys, "--lang", "en", "rule", "sop301") == (
        "SOP301  At most one post is accountable for a step. (error)\n"
        "\n"
        "Step “…” has more than one accountable role: …\n"
        "    Keep the one who answers for it; make the others consulted or informed\n"
        "wrong  负责：客服主管、客服部经理\n"
        "right  负责：客服主管\n"
    )


def test_a_rule_in_chinese_is_what_a_house_without_settings_gets(
    outside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outside.is_dir()
    assert printed(capsys, "rule", "SOP301").startswith("SOP301  一步最多一个岗位负责。（错误）\n")


def test_rules_are_listed_a_line_each(outside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert outside.is_dir()
    lines = printed(capsys, "--lang", "en", "rule").splitlines()
    assert len(lines) == len(manual(load_words("en")))
    assert "SOP301  error    At most one post is accountable for a step." in lines
    assert "SOP005  warning  Prose holds no invisible characters." in lines
    some = [line for line in lines if line.startswith("SOP00")]
    assert printed(capsys, "--lang", "en", "rule", "SOP00").splitlines() == some


def test_rules_for_programs(outside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(printed(capsys, "--lang", "en", "rule", "--format", "json"))
    jsonschema.validate(document, SCHEMA)
    assert document["format"] == "sop-rules/1"
    rules = {rule["code"]: rule for rule in document["rules"]}
    assert rules["SOP301"] == {
        "code": "SOP301",
        "severity": "error",
        "demand": "At most one post is accountable for a step.",
        "messages": [
            {
                "message": "Step “…” has more than one accountable role: …",
                "hint": "Keep the one who answers for it; make the others consulted or informed",
            }
        ],
        "wrong": "负责：客服主管、客服部经理",
        "right": "负责：客服主管",
    }
    printed(capsys, "rule", "SOP301", "--format", "json", "--output", "rule.json")
    assert [rule["code"] for rule in json.loads((outside / "rule.json").read_text("utf-8"))["rules"]] == ["SOP301"]


def test_the_house_has_its_own_grades(outside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = "plugins: [{sop: {language: en, severity: {SOP301: info}}}]\n"
    (outside / "mkdocs.yml").write_text(f"site_name: x\n{settings}", "utf-8")
    assert printed(capsys, "rule", "SOP301").startswith("SOP301  At most one post is accountable for a step. (note)\n")


def test_an_unknown_rule_is_one_line_and_status_2(outside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert outside.is_dir()
    assert run(["rule", "SOP3O1"]) == 2
    assert capsys.readouterr().err == "sop: no rule is called SOP3O1; did you mean SOP301?\n"


def test_what_was_typed_is_shown_and_does_nothing(outside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert outside.is_dir()
    assert run(["rule", "\x1b]0;x\x07"]) == 2
    assert capsys.readouterr().err == "sop: no rule is called \\x1b]0;X\\x07; see sop rule\n"
