"""The second half of 2026: what is on trial, in review and upcoming today, and one version more than content/ has."""

from ..acts import Course, assess, draft, issue, pilot, revise, submit
from ..edits import adds, key, row, words
from ..people import (
    CHEN_JING,
    FENG_LAN,
    HELEN_ZHOU,
    LI_NA,
    PENG_FEI,
    WANG_LI,
    WU_GANG,
    XIE_TING,
    ZHENG_YU,
    ZHOU_WEN,
)
from ..tale import Event, On

LATELY: tuple[Event, ...] = (
    On("2026-07-06 09:50").by(PENG_FEI).commit("起草员工离职交接", draft("SOP-HR-2026-002", "0.1")),
    On("2026-08-17 16:20")
    .by(PENG_FEI, ZHOU_WEN)
    .commit(
        "离职交接：开证明之前逐栏验收",
        draft(
            "SOP-HR-2026-002",
            "0.2",
            adds("### 验收交接"),
            key("certificate", "输入", "账号停用回执", "交接验收单"),
        ),
    ),
    On("2026-08-20 10:15")
    .by(WU_GANG)
    .commit("月度抽查：半年复审，保留", assess("SOP-QA-2024-002", "2026-08-20", "吴刚")),
    On("2026-08-24 13:40")
    .by(HELEN_ZHOU)
    .commit("Priority support: yearly review, keep", assess("SOP-GS-2025-002", "2026-08-24", "Support Manager")),
    On("2026-08-31 15:05").by(LI_NA).commit("起草在线客服智能质检", draft("SOP-CS-2026-004", "0.1")),
    On("2026-09-07 10:30")
    .by(ZHENG_YU)
    .commit("合同评审送审，补上应急和监督", submit("SOP-LG-2025-001", "1.0", adds("## 应急预案"), adds("## 监督"))),
    On("2026-09-14 16:00")
    .by(LI_NA, CHEN_JING)
    .commit(
        "智能质检：被扣分的人可以申诉",
        draft(
            "SOP-CS-2026-004",
            "0.2",
            row("  - 处理申诉时长"),
            key("feedback", "异常", None, "当事人申诉 → appeal"),
            adds("### 处理申诉"),
            key("tune", "输入", "质检反馈单", "质检反馈单、申诉结论"),
        ),
    ),
    On("2026-09-28 11:35")
    .by(LI_NA)
    .commit("智能质检开始试行", pilot("SOP-CS-2026-004", "1.0", "2026-10-12", adds("## 应急预案"))),
    On("2026-11-10 14:50")
    .by(XIE_TING, ZHENG_YU)
    .commit(
        "供应商付款送审",
        submit(
            "SOP-FI-2025-002",
            "1.0",
            words(
                "本稿在起草中；在生效日前按现行做法办理。",
                "本稿在评审中，收集意见的截止日期是 2026-12-20；在生效日前按现行做法办理。",
            ),
            adds("## 监督"),
            effective="2027-01-15",
        ),
    ),
    # Approved, and not yet in force on the day of the last commit: a first version and a new one.
    On("2026-11-13 10:20")
    .by(FENG_LAN, ZHENG_YU)
    .commit("合同评审与用印 1.0 批准", issue("SOP-LG-2025-001", "1.0", "2027-01-01")),
    On("2026-11-17 09:40")
    .by(LI_NA)
    .commit(
        "智能质检 1.1",
        pilot(
            "SOP-CS-2026-004",
            "1.1",
            "2026-11-18",
            words("连续 4 周一致率 ≥ 92 % 且误判率 ≤ 10 %", "连续 4 周一致率 ≥ 92 % 且误判率 ≤ 8 %"),
            words("误判率超过 10 % 的规则停用或改写", "误判率超过 8 % 的规则停用或改写"),
            adds("## 试行记录"),
            why="停用规则的误判率界线由 10 % 收紧到 8 %，附前五期周报摘录",
        ),
    ),
    On("2026-11-19 16:30")
    .by(WANG_LI, CHEN_JING)
    .commit(
        "回访流程 1.3",
        revise(
            "SOP-CS-2024-003",
            "1.3",
            "2027-01-04",
            "低分补救的时限由 24 小时缩短为 12 小时",
            words("低分补救完成时效 ≤ 24 小时", "低分补救完成时效 ≤ 12 小时"),
            words("并在 24 小时内补救低分", "并在 12 小时内补救低分"),
            key("recover", "时限", "≤ 24 小时", "≤ 12 小时"),
            course=Course.BEYOND_TODAY,
        ),
    ),
    On("2026-11-20 11:00")
    .by(PENG_FEI)
    .commit(
        "离职交接：未休年假按日工资的 300 % 折算",
        draft("SOP-HR-2026-002", "0.3", words("未休年假按日工资的 200 % 折算", "未休年假按日工资的 300 % 折算")),
    ),
)
