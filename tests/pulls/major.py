"""A director gives two procedures another course; who approves is not who has to."""

from demo.edits import Key, Words
from demo.people import Person

from .pull import Commit, Pull, Said, Stretch

LIU_YANG = Person("刘洋", "liu.yang@example.com")

ALERT = """\
### 当日通报低分

- 步骤号：alert
- 执行：客服专员
- 知情：客服部经理、质量专员
- 时限：≤ 1 小时
- 输入：客户满意度回访表、回访得分
- 输出：低分通报
- 工具：工单系统

通报写客户名称、得分、客户原话三项，不写猜测的原因。

"""
FRAUD = """\
#### Check for fraud

- Id: fraud
- R: Support Agent
- C: Support Team Lead
- Limit: ≤ 4 hours
- Input: Refund Request Form, Identity check
- Output: Fraud check
- Tools: Payment gateway
- Decision: Does the history look like fraud?
    - No sign of fraud → eligibility
    - Three refunds in 12 months, or a reported card → decline

Look the customer up by card, e-mail address and delivery address. A hit is written on the ticket with its reference.

"""
MAJOR = Pull(
    "major",
    "listen-before-scoring",
    [
        Commit(
            "2026-11-25 10:00",
            LIU_YANG,
            "回访 2.0：先听录音再判分",
            {
                "content/cs/SOP-CS-2024-003.md": [
                    Words("version: 1.3\n", "version: 2.0\n"),
                    Words("effective: 2027-01-04\n", "effective: 2027-02-01\n"),
                    Words(
                        "change: 低分补救的时限由 24 小时缩短为 12 小时\n",
                        "change: 短信评价的回复率不到 3 %，予以取消；先抽听录音再判分，低分当日通报、经理本人补救\n",
                    ),
                    Words("  - 低分补救完成时效 ≤ 12 小时\n", "  - 低分补救完成时效 ≤ 8 小时\n"),
                    Words("并在 12 小时内补救低分", "并在 8 小时内补救低分"),
                    Stretch("### 复核录音", "### 月度汇总", before="### 判定分数"),
                    Stretch("### 短信评价", "### 低分补救"),
                    Words("- 异常：2 次未接通 → message\n", "- 异常：2 次未接通 → summary\n"),
                    Words(
                        "第 1 次未接通的，间隔 4 小时再拨第 2 次。",
                        "第 1 次未接通的，间隔 4 小时再拨第 2 次，仍未接通的记为「未回访」。",
                    ),
                    Key("score", "输入", "客户满意度回访表", "客户满意度回访表、回访复核记录"),
                    Words(
                        "    - 80 分及以上 → check\n    - 低于 80 分 → recover\n",
                        "    - 80 分及以上 → summary\n    - 低于 80 分 → alert\n",
                    ),
                    Words("### 低分补救\n", f"{ALERT}### 低分补救\n"),
                    Key("recover", "执行", "客服主管", "客服部经理（主导，致电）、客服主管（配合）"),
                    Key("recover", "时限", "≤ 12 小时", "≤ 8 小时"),
                    Key("recover", "输入", "客户满意度回访表、回访得分", "客户满意度回访表、低分通报"),
                    Words("客服主管本人致电，", "客服部经理本人致电，"),
                    Key("summary", "输入", "客户满意度回访表、短信评价结果", "客户满意度回访表、回访复核记录"),
                ],
            },
        ),
        Commit(
            "2026-11-26 16:40",
            LIU_YANG,
            "Refunds 2.0: a fraud check for all, one approval instead of two",
            {
                "content/gs/SOP-GS-2025-001.md": [
                    Words("version: 1.1\n", "version: 2.0\n"),
                    Words("effective: 2026-02-16\n", "effective: 2027-02-01\n"),
                    Words(
                        "change: The Team Lead's authority rises from USD 1,000 to USD 2,000, and every release is "
                        "checked by a second person\n",
                        "change: Two frauds passed the Team Lead, so every request is checked for fraud and the "
                        "Manager approves all above USD 200\n",
                    ),
                    Words("### Decision\n\n", f"### Decision\n\n{FRAUD}"),
                    Words(
                        "- Input: Refund Request Form, Identity check\n- Output: Eligibility finding\n",
                        "- Input: Refund Request Form, Fraud check\n- Output: Eligibility finding\n",
                    ),
                    Words(
                        "    - USD 200.01 to USD 2,000 → approve-lead\n    - Above USD 2,000 → approve-manager\n",
                        "    - Above USD 200 → approve-manager\n",
                    ),
                    Stretch("#### Approve as Team Lead", "#### Approve as Manager"),
                    Key("approve-manager", "R", "Support Team Lead (recommends)", "Support Agent (submits)"),
                    Words("- I: VP Customer Experience\n- Limit: 1 working day\n", "- Limit: 12 hours\n"),
                    Words(
                        " Three refunds to one customer in 12 months trigger a fraud check that takes one working day.",
                        "",
                    ),
                ],
            },
        ),
    ],
    approvals=[
        Said("zhaomin", 1),
        Said("danielqin", 1),
        Said("chenjing", 0),
        Said("sunqian", 1),
        Said("liuyang", 1),
    ],
)
