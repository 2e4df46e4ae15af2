"""A house that is not ours: other numbers, Chinese keys, an English site, steps without ids."""

from pathlib import Path

from conftest import Library, build, run

MKDOCS = """\
site_name: Fengwei
docs_dir: content
use_directory_urls: false
theme: {name: material, font: false}
plugins: [search, {sop: {language: en}}]
"""

VOCABULARY = """\
departments: {SC: 生产部, ZL: 质量部}
roles:
  班组长: {department: SC, people: [a]}
  巡检员: {department: ZL, people: [b]}
  厂长: {department: SC, people: [c], level: executive}
people: {a: {name: 甲}, b: {name: 乙}, c: {name: 丙}}
types:
  FW: {name: 作业规程, number: "{type}-{dept}-{seq:03}"}
"""

PATROL = """\
---
编号: FW-SC-001
标题: 车间巡检
版本: 2.0
状态: 已批准
生效日期: 2026-03-01
复审周期: 1 年
流程负责人: 厂长
编制: 甲
审核: 巡检员
批准: 厂长
场景: 重复性任务
适用范围:
  适用: 一车间、二车间
  不适用: 外协现场
  起点: 班前会结束
  终点: 巡检记录归档
---

## 目的

让异常在一小时内有人处理。

## 操作步骤

### 一、领取巡检表

- 执行: 巡检员
- 时限: 10分钟
- 输入: 排班表
- 输出: 巡检表

### 二、逐点检查

- 执行：巡检员（主导）, 班组长（配合）
- 时限：2小时以内
- 输入：巡检表
- 输出：检查结果
- 判断：有没有异常？
    - 有 -> 处理异常
    - 没有 -> 结束

### 三、处理异常

- 执行：班组长
- 时限：1h
- 输入：检查结果
- 输出：处理记录
"""


def test_it_builds_by_configuration_and_content_alone(library: Library) -> None:
    home = "# Home\n\n<!-- sop:register -->\n"
    files = {"content/index.md": home, "content/vocabulary.yml": VOCABULARY, "content/FW-SC-001.md": PATROL}
    root = library(files, MKDOCS)
    result = build(root)
    assert result.returncode == 0, result.stderr
    html = Path(root / "site/FW-SC-001.html").read_text("utf-8")
    assert "车间巡检" in html
    assert 'id="step-ling-qu-xun-jian-biao"' in html
    assert "Responsible" in html
    assert "逐点检查" in html
    listed = run(root, "sop_docs", "list", "--as-of", "2026-06-01")
    assert listed.returncode == 0
    assert "FW-SC-001" in listed.stdout
    assert "In force" in listed.stdout
