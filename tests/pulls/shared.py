"""The quality manager changes what many stand on: a module, a form, a role; one user has been looked at."""

from demo.edits import Words
from demo.people import WU_GANG

from .pull import Commit, Pull

LEDGER = """\

### 登记升级台账

- 步骤号：record
- 执行：质量专员
- 时限：≤ 1 个工作日
- 输入：审批意见
- 输出：升级台账记录

台账写明工单号、申请岗位、结论和授权金额，质量专员每月 5 日前汇总一次。
"""
SHARED = Pull(
    "shared",
    "escalation-1.2",
    [
        Commit(
            "2026-11-26 11:20",
            WU_GANG,
            "升级审批 1.2：下达意见放宽到 1 小时，质量专员登记台账",
            {
                "content/modules/escalation.md": [
                    Words("version: 1.1\n", "version: 1.2\n"),
                    Words("由申请人 30 分钟内补齐", "由申请人 15 分钟内补齐"),
                    Words("- 时限：≤ 30 分钟\n", "- 时限：≤ 1 小时\n"),
                    Words("由系统抄送申请人和流程负责人。\n", f"由系统抄送申请人和流程负责人。\n{LEDGER}"),
                ],
                "content/it/SOP-IT-2024-002.md": [
                    Words(
                        "  - {date: 2026-05-20, by: 信息技术部经理, verdict: keep}\n",
                        "  - {date: 2026-05-20, by: 信息技术部经理, verdict: keep}\n"
                        "  - {date: 2026-11-26, by: 信息技术部经理, verdict: keep, of: escalation@1.2}\n",
                    ),
                ],
            },
        ),
        Commit(
            "2026-11-26 14:05",
            WU_GANG,
            "投诉登记表 1.3；数据分析师归产品研发部",
            {
                "content/forms/FORM-CS-001.md": [
                    Words("version: 1.2\n", "version: 1.3\n"),
                    Words(
                        "  - {name: 涉及金额, type: number, unit: 元}\n",
                        "  - {name: 涉及金额, type: number, unit: 元, required: yes}\n",
                    ),
                    Words(
                        "  - {name: 受理日期, type: date, required: yes}\n",
                        "  - {name: 渠道单号, type: text, required: yes}\n"
                        "  - {name: 受理日期, type: date, required: yes}\n",
                    ),
                    Words("[解释说明, 退款, 换货, 维修, 赔偿, 道歉]", "[解释说明, 退款, 换货, 维修, 补偿]"),
                ],
                "content/vocabulary.yml": [
                    Words(
                        "数据分析师: {department: MK, people: [lu.ming]}",
                        "数据分析师: {department: PD, people: [lu.ming]}",
                    ),
                ],
            },
        ),
    ],
)
