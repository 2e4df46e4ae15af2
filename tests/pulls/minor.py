"""An agent makes a limit longer than a goal allows, from her laptop, and leaves the version as it is."""

from demo.edits import Key, Words
from demo.people import WANG_LI_LAPTOP

from .pull import Commit, Pull

MINOR = Pull(
    "minor",
    "more-time",
    [
        Commit(
            "2026-11-24 20:15",
            WANG_LI_LAPTOP,
            "登记来不及，多给一天",
            {
                "content/cs/SOP-CS-2024-001.md": [
                    Words(
                        "change: 补偿超过 500 元的方案增加法务审核步骤，VIP 客户首次回应由 2 小时缩短为 1 小时\n", ""
                    ),
                    Key("register", "时限", "≤ 24 小时", "≤ 48 小时"),
                    Key("register", "执行", "客服专员（登记）", "客服专员（登记、上传附件）"),
                    Words("- 标准：必填项完整率 100 %", "- 工具：工单系统\n- 标准：必填项完整率 100 %"),
                    Words("夜班受理的于次日 9:30 前录完", "夜班受理的于第二个工作日 9:30 前录完"),
                    Key("respond", "工具", "呼叫中心系统、短信平台", "呼叫中心系统、企业微信"),
                ],
                "content/gs/SOP-GS-2025-002.md": [
                    Words("Premium: {response: 30 minutes,", "Premium: {response: 1 hour,"),
                ],
            },
        )
    ],
)
