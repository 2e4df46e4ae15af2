"""The document controller puts typing and layout right; nobody does anything else than before."""

from demo.edits import Key, Words
from demo.people import ZHOU_WEN

from .pull import Commit, Pull, Stretch

EDITORIAL = Pull(
    "editorial",
    "typing-errors",
    [
        Commit(
            "2026-11-23 09:30",
            ZHOU_WEN,
            "投诉处理 2.2、Refunds 1.2：标点、排版和时限写法",
            {
                "content/cs/SOP-CS-2024-001.md": [
                    Words("version: 2.1\n", 'version: "2.2"\n'),
                    Words("effective: 2026-04-01\n", "生效日期: 2026-12-01\n"),
                    Stretch("owner: 客服部经理", "supervisor: 质量部经理", "scenario: risk-control"),
                    Words("title: 客户投诉处理标准化操作流程\n", "标题: '客户投诉处理标准化操作流程'\n"),
                    Words(
                        "change: 补偿超过 500 元的方案增加法务审核步骤，VIP 客户首次回应由 2 小时缩短为 1 小时\n",
                        "change: 统一标点、引号和时限的写法，目的一节改得更顺；做法不变\n",
                    ),
                    Words("让每一件投诉都有人接、有期限、有结论。", "让每件投诉有人接、有期限、有结论。"),
                    Words("在受理单上勾选「红色标记」，", "在受理单上勾选“红色标记”，"),
                    Words("点「接收」，系统改派", "点“接收”，系统改派"),
                    Key("register", "时限", "≤ 24 小时", "≤ 1 天"),
                    Words(
                        "- 输出：客户投诉登记表\n- 表单：FORM-CS-001\n- 标准：必填项完整率 100 %，问题描述用客户原话\n",
                        "- 标准：必填项完整率 100%，问题描述用**客户原话**\n"
                        "- Form: FORM-CS-001\n- 输出：客户投诉登记表\n",
                    ),
                    Words("### 关闭与改进\n", "### 关闭和改进\n\n"),
                    Words("- 考核：20 道选择题", "* 考核:  20 道选择题"),
                ],
                "content/gs/SOP-GS-2025-001.md": [
                    Words("version: 1.1\n", "version: 1.2\n"),
                    Words("effective: 2026-02-16\n", "effective: 2026-12-01\n"),
                    Words(
                        "change: The Team Lead's authority rises from USD 1,000 to USD 2,000, and every release is "
                        "checked by a second person\n",
                        "change: Commas, one limit in minutes and a shorter purpose; the work stays as it is\n",
                    ),
                    Words(
                        "gets a yes or a no, with the reason, inside three",
                        "gets a yes or a no with the reason inside three",
                    ),
                    Words(
                        "how one person's mistake is caught by another before money leaves the account.",
                        "how a second person catches a mistake before money leaves.",
                    ),
                    Words(
                        "A duplicate charge is always refunded, however old.",
                        "A duplicate charge is always refunded however old.",
                    ),
                    Words(
                        "- Limit: ≤ 4 hours\n- Input: Customer message, Order number\n",
                        "- Input: Customer message, Order number\n- Limit: ≤ 240 minutes\n",
                    ),
                ],
            },
        )
    ],
)
