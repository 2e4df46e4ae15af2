"""`sop new --renumber`: one document gets the next number, and everything that names it says so."""

from pathlib import Path

import pytest

from git_library import Repository, Sop, sop

OLD, NEW = "SOP-CS-2024-009", "SOP-CS-2024-010"
CALLER = """\
---
id: SOP-CS-2024-001
title: 客户咨询
version: 1.0
status: draft
replaced-by: SOP-CS-2024-009
scope: {applies: 线上, excludes: 投诉，见 SOP-CS-2024-009, from: 来电, to: 答复}
goals: [按时答复率 ≥ 95 %]
---

## 目的

见SOP-CS-2024-009的规定，或 SOP-CS-2024-009@1.0、[投诉](../lg/SOP-CS-2024-009.md#steps "SOP-CS-2024-009")。

不是它：SOP-CS-2024-0091、XSOP-CS-2024-009、SOP-CS-2024-009-1、SOP-CS-2024-009.2、`SOP-CS-2024-009`、
[外面](https://example.com/SOP-CS-2024-009)、[外面](https://example.com/SOP-CS-2024-009.html)。

```text
id: SOP-CS-2024-009
```

[投诉]: ../lg/SOP-CS-2024-009.html

## 步骤

### 受理

- 步骤号：accept
- 执行：客服专员
- 时限：≤ 1 小时
- 输入：申请
- 输出：受理单

### 转投诉

- 调用：SOP-CS-2024-009
"""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "library")


@pytest.fixture
def command(repository: Repository, capsys: pytest.CaptureFixture[str]) -> Sop:
    return Sop(repository, capsys)


def test_everything_that_names_it_is_changed_and_nothing_else(repository: Repository, command: Sop) -> None:
    own = sop(OLD, "客户投诉处理", "本流程 SOP-CS-2024-009 由客服执行。")
    repository.write({f"content/lg/{OLD}.md": own, "content/cs/SOP-CS-2024-001.md": CALLER})
    bare = "见 SOP-CS-2024-009。\r\n\r\n```\r\nSOP-CS-2024-009\r\n```\r\n"
    (repository.root / "content/notes.md").write_bytes(b"\xef\xbb\xbf" + bare.encode())
    repository.commit()

    assert command("new", "--renumber", str(repository.root / f"content/lg/{OLD}.md")) == 0
    assert command.out == f"{repository.root}/content/lg/{NEW}.md\n"
    assert f"{OLD} is now {NEW}, in 11 places:" in command.err
    assert "content/cs/SOP-CS-2024-001.md:13:2" in command.err

    files = repository.root / "content"
    assert not (files / f"lg/{OLD}.md").exists()
    assert (files / f"lg/{NEW}.md").read_text("utf-8") == own.replace(OLD, NEW)
    expected = CALLER
    for before, after in (
        ("replaced-by: SOP-CS-2024-009", "replaced-by: SOP-CS-2024-010"),
        ("见 SOP-CS-2024-009, from", "见 SOP-CS-2024-010, from"),
        ("见SOP-CS-2024-009的", "见SOP-CS-2024-010的"),
        ("SOP-CS-2024-009@1.0", "SOP-CS-2024-010@1.0"),
        ('(../lg/SOP-CS-2024-009.md#steps "SOP-CS-2024-009")', '(../lg/SOP-CS-2024-010.md#steps "SOP-CS-2024-010")'),
        ("]: ../lg/SOP-CS-2024-009.html", "]: ../lg/SOP-CS-2024-010.html"),
        ("调用：SOP-CS-2024-009", "调用：SOP-CS-2024-010"),
    ):
        assert expected.count(before) == 1
        expected = expected.replace(before, after)
    assert (files / "cs/SOP-CS-2024-001.md").read_text("utf-8") == expected
    raw = (files / "notes.md").read_bytes()
    assert raw == b"\xef\xbb\xbf" + bare.replace("见 SOP-CS-2024-009", "见 SOP-CS-2024-010").encode()


def test_two_branches_take_one_number_and_the_check_says_how_to_mend_it(repository: Repository, command: Sop) -> None:
    repository.commit({"content/cs/SOP-CS-2024-008.md": sop("SOP-CS-2024-008", "客户咨询")})
    repository.branch("other")
    repository.commit(
        {
            f"content/lg/{OLD}.md": sop(OLD, "退款申请"),
            "content/lg/index.md": f"# 法务\n\n[退款]({OLD}.md)，{OLD} 归法务部。\n",
        }
    )
    repository.go("main")
    repository.commit({f"content/cs/{OLD}.md": sop(OLD, "客户投诉处理")})
    repository.merge("other")

    assert command("check") == 1
    assert f"sop new --renumber lg/{OLD}.md" in command.out
    assert command("new", "--renumber", f"lg/{OLD}.md") == 0
    text = (repository.root / "content/lg/index.md").read_text("utf-8")
    assert text == f"# 法务\n\n[退款]({NEW}.md)，{OLD} 归法务部。\n"
    assert "so these places stay" in command.err
    assert "content/lg/index.md:3:26" in command.err
    assert command("check") == 0, command.out
    repository.commit()
    assert command("check") == 0, command.out
    assert command.codes() == []


def test_before_the_merge_the_base_tells(repository: Repository, command: Sop) -> None:
    repository.commit()
    repository.branch("other")
    repository.commit({f"content/cs/{OLD}.md": sop(OLD, "退款申请")})
    repository.go("main")
    repository.commit({f"content/cs/{OLD}.md": sop(OLD, "客户投诉处理")})
    repository.go("other")
    assert command.codes("--base", "main") == [(f"content/cs/{OLD}.md", "SOP162")]
    assert command("new", "--renumber", f"cs/{OLD}.md") == 0
    repository.commit()
    assert command.codes("--base", "main") == []
    repository.merge("main")
    assert command.codes("--base", "main") == []
    assert sorted(path.name for path in (repository.root / "content/cs").iterdir()) == [f"{OLD}.md", f"{NEW}.md"]


def test_a_form_and_a_file_with_another_name(repository: Repository, command: Sop) -> None:
    form = "---\nform: FORM-CS-001\ntitle: 登记表\nversion: 1.0\nfields:\n  - {name: 金额, type: text}\n---\n"
    repository.write(
        {"content/old-form.md": form, "content/index.md": "[表](old-form.md)、FORM-CS-001、[另](x/old-form.md)\n"}
    )
    assert command("new", "--renumber", "old-form.md") == 0
    assert (repository.root / "content/FORM-CS-002.md").read_text("utf-8") == form.replace("001", "002")
    text = (repository.root / "content/index.md").read_text("utf-8")
    assert text == "[表](FORM-CS-002.md)、FORM-CS-002、[另](x/old-form.md)\n"


def test_another_department_may_be_said(repository: Repository, command: Sop) -> None:
    repository.write({f"content/{OLD}.md": sop(OLD, "退款申请")})
    assert command("new", "--renumber", f"{OLD}.md", "--department", "法务部") == 0
    assert command.out.endswith("SOP-LG-2024-008.md\n")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("index.md", "index.md: has no number"),
        ("nowhere.md", "nowhere.md"),
        ("../mkdocs.yml", "mkdocs.yml"),
        ("odd-1.md", "odd-1: no type has such numbers"),
    ],
)
def test_what_has_no_number_gets_none(repository: Repository, command: Sop, file: str, words: str) -> None:
    repository.write({"content/index.md": "# 目录\n", "content/odd-1.md": sop("odd-1", "退款申请")})
    assert command("new", "--renumber", file) == 2
    assert words in command.err


def test_a_number_of_no_type_becomes_one(repository: Repository, command: Sop) -> None:
    repository.write({"content/odd-1.md": sop("odd-1", "退款申请")})
    given = ("--type", "SOP", "--department", "CS", "--field", "year=2024")
    assert command("new", "--renumber", "odd-1.md", *given) == 0
    assert command.codes() == []
