"""The first half of 2026: the text library is the original, and most procedures get the version of today."""

from ..acts import assess, draft, edit, revise, submit
from ..edits import adds, everywhere, key, row, words
from ..people import (
    CAO_YING,
    CHEN_JING,
    FENG_LAN,
    GAO_FENG,
    GUO_WEI,
    HE_JIE,
    HELEN_ZHOU,
    HU_BIN,
    LUCY_TAN,
    PENG_FEI,
    SHI_LEI,
    SU_QING,
    SUN_QIAN,
    WU_GANG,
    YU_HANG,
    ZHAO_MIN,
    ZHENG_YU,
    ZHOU_WEN,
)
from ..tale import Event, On, merged

_WINTER: tuple[Event, ...] = (
    On("2026-01-08 16:35")
    .by(HU_BIN, GUO_WEI)
    .commit(
        "故障流程 2.0：两级改三级",
        revise(
            "SOP-IT-2024-001",
            "2.0",
            "2026-01-15",
            "故障由两级改为三级，分别规定响应、恢复和报告时限",
            words(
                "  一级故障: {response: 5 分钟, recovery: 1 小时}\n  二级故障: {response: 15 分钟, recovery: 4 小时}\n",
                "  一级故障: {response: 5 分钟, recovery: 1 小时, report: 1 个工作日}\n"
                "  二级故障: {response: 15 分钟, recovery: 4 小时, report: 2 个工作日}\n"
                "  三级故障: {response: 1 小时, recovery: 1 个工作日, report: 3 个工作日}\n",
            ),
            words("    - 二级故障 → respond\n", "    - 二级故障 → respond\n    - 三级故障 → respond\n"),
            words(
                "其余为二级。\n",
                "二级是单项功能中断，受影响客户 10 至 99 家。三级是性能下降，或受影响客户少于 10 家。\n",
            ),
            words("二级每 2 小时一次。客服专员", "二级每 2 小时一次，三级只发给报障客户。客服专员"),
            key("report", "时限", "3 个工作日", "${report}"),
            words("一级、二级故障逐件复盘。", "一级、二级故障逐件复盘，三级故障每月合并复盘一次。"),
        ),
    ),
    On("2026-01-12 10:50")
    .by(SHI_LEI)
    .commit(
        "售后维修与换货 1.3",
        revise(
            "SOP-AS-2024-001",
            "1.3",
            "2026-01-19",
            "超过 5000 元的换货改由运营总监审批，换货出库增加双人复核",
            key("escalation", "参数", "approver = 客服部经理；limit = 4 小时", "approver = 运营总监；limit = 4 小时"),
            words("按《备件价目表》2024 版计算", "按《备件价目表》2026 版计算"),
            key("swap", "复核", None, "售后主管"),
            words(
                "扫码出库并迁移客户数据。四项一致才打印出库签。",
                "扫码出库并迁移客户数据。售后主管独立扫码一次，系统比对两次结果，四项一致才打印出库签。",
            ),
        ),
    ),
    On("2026-01-26 09:20")
    .by(GAO_FENG)
    .commit(
        "项目协作 1.3",
        revise(
            "SOP-OP-2024-002",
            "1.3",
            "2026-02-01",
            "周例会改为先看延期任务，红色风险的上报时限由 1 个工作日缩短为 4 小时",
            words("红色风险 1 个工作日内上报率", "红色风险 4 小时内上报率"),
            words("周报先列下周任务，再列延期任务，", "周报先列延期任务，再列下周任务，"),
            key("report-red", "时限", "≤ 1 个工作日", "≤ 4 小时"),
        ),
    ),
    On("2026-01-26 15:15")
    .by(SUN_QIAN)
    .commit(
        "受理流程 1.4",
        revise(
            "SOP-CS-2024-002",
            "1.4",
            "2026-02-02",
            "建议类工单增加产品经理评审，答复时效由 15 个工作日缩短为 7 个工作日",
            words("从登记建议到答复建议 ≤ 15 个工作日", "从登记建议到答复建议 ≤ 7 个工作日"),
            key("suggest", "交接", None, "产品经理，工单系统，1 个工作日内"),
            adds("### 评审建议"),
            key("reply", "输入", "建议登记", "建议评审结论"),
            key("reply", "时限", "≤ 14 个工作日", "≤ 1 个工作日"),
        ),
    ),
    On("2026-02-09 11:40")
    .by(LUCY_TAN, HELEN_ZHOU)
    .commit(
        "Refunds 1.1",
        revise(
            "SOP-GS-2025-001",
            "1.1",
            "2026-02-16",
            "The Team Lead's authority rises from USD 1,000 to USD 2,000, "
            "and every release is checked by a second person",
            everywhere("USD 1,000", "USD 2,000"),
            words(
                "who may agree to how much, and what evidence is needed.",
                "who may agree to how much, what evidence is needed, and how one person's mistake is caught by another "
                "before money leaves the account.",
            ),
            key("release", "Verify", None, "Support Agent"),
            words(
                "The Team Lead compares the amount and the last four digits and presses Release.",
                "The Support Agent reads the amount and the last four digits aloud, and the Team Lead presses Release.",
            ),
            words("checking identity and calculation.", "checking identity, calculation and second person."),
        ),
    ),
    On("2026-02-24 16:10")
    .by(HE_JIE, CAO_YING)
    .commit(
        "新业务上线 2.1",
        revise(
            "SOP-OP-2024-001",
            "2.1",
            "2026-03-01",
            "开发与测试阶段增加上岗培训，未通过考核的岗位不得承接新业务",
            adds("#### 上岗培训"),
            key("accept", "汇合", "test、manual", "test、train"),
            key("accept", "输入", "测试报告、操作手册、已批准方案", "测试报告、培训考核记录表、已批准方案"),
        ),
    ),
    On("2026-02-25 09:30")
    .by(WU_GANG)
    .commit("月度抽查：半年复审，保留", assess("SOP-QA-2024-002", "2026-02-25", "吴刚")),
    On("2026-02-25 14:20")
    .by(SU_QING)
    .commit(
        "满意度调研 1.2，问卷同步",
        revise(
            "SOP-MK-2024-001",
            "1.2",
            "2026-03-02",
            "问卷由 24 题压缩到 15 题，数据清洗增加第二人复核",
            key(
                "questionnaire",
                "标准",
                "24 题以内，10 分钟内答完，无引导性题目",
                "15 题以内，5 分钟内答完，无引导性题目",
            ),
            key("clean", "复核", None, "市场专员"),
            words("数据分析师随机抽 20 份与原始答卷", "市场专员随机抽 20 份与原始答卷"),
        ),
        edit("FORM-MK-001", words("调研，10 分钟内可以答完", "调研，5 分钟内可以答完"), version="1.2"),
    ),
)

_APRIL: tuple[Event, ...] = (
    On("2026-03-19 10:25")
    .by(ZHENG_YU)
    .commit(
        "合同评审：有高风险条款的与对方谈判",
        draft(
            "SOP-LG-2025-001",
            "0.2",
            words("    - 无高风险 → approve\n", "    - 无高风险 → approve\n    - 有高风险 → negotiate\n"),
            adds("#### 与对方谈判"),
        ),
    ),
    merged(
        On("2026-03-17 09:15")
        .by(ZHAO_MIN)
        .commit(
            "投诉流程 2.1：补偿超过 500 元的方案增加法务审核",
            submit(
                "SOP-CS-2024-001",
                "2.1",
                words("15 个环节，明确客服、质量、售后四个部门", "15 个环节，明确客服、质量、售后、法务四个部门"),
                words(
                    "- 汇合：investigate、evidence\n",
                    "- 汇合：investigate、evidence\n- 判断：方案中的补偿金额是多少？\n"
                    "    - 不超过 500 元 → carry-out\n    - 超过 500 元 → compensation\n",
                ),
                adds("#### 审核补偿"),
                key("carry-out", "输入", "处理方案", "处理方案、补偿审核意见"),
            ),
            edit("FORM-CS-001", row("  - {name: 补偿金额, "), version="1.2"),
        ),
        On("2026-03-18 16:45")
        .by(CHEN_JING)
        .commit(
            "VIP 客户首次回应缩短到 1 小时",
            submit(
                "SOP-CS-2024-001",
                "2.1",
                words("VIP客户: {response: 2 小时,", "VIP客户: {response: 1 小时,"),
                words("2.0 版的重点是 VIP 客户的调查时限。", "2.1 版的重点是 500 元补偿界线和 VIP 客户 1 小时回应。"),
            ),
        ),
        On("2026-03-20 11:10")
        .by(CHEN_JING, FENG_LAN)
        .commit(
            "投诉流程 2.1 批准",
            revise(
                "SOP-CS-2024-001",
                "2.1",
                "2026-04-01",
                "补偿超过 500 元的方案增加法务审核步骤，VIP 客户首次回应由 2 小时缩短为 1 小时",
                approved="[客服部经理, 质量部经理, 售后主管, 法务部负责人, 运营总监]",
            ),
        ),
        into=On("2026-03-23 09:05")
        .by(ZHOU_WEN)
        .commit(
            "Merge branch 'complaints-2.1' into 'main'", body="客户投诉处理 2.1\n\nSee merge request quality/sops!63"
        ),
    ),
    On("2026-03-25 15:30")
    .by(CAO_YING, PENG_FEI)
    .commit(
        "入职培训 2.0",
        revise(
            "SOP-HR-2024-001",
            "2.0",
            "2026-04-01",
            "合格线由 70 分提高到 80 分，增加每季度一次的复训",
            words("考核未到 70 分的人", "考核未到 80 分的人"),
            key("exam", "判断", "总分是否达到 70 分", "总分是否达到 80 分"),
            words(
                "    - 70 分及以上 → qualify\n    - 60 至 69 分 → retrain\n",
                "    - 80 分及以上 → qualify\n    - 60 至 79 分 → retrain\n",
            ),
            words("第二次补考仍低于 70 分", "第二次补考仍低于 80 分"),
            words("写明岗位和合格日期。", "写明岗位、合格日期和下次复训日期。"),
            words("总分 70 分合格。", "总分 80 分合格。"),
            row("- 复训：每季度"),
        ),
    ),
    On("2026-04-22 10:00")
    .by(YU_HANG)
    .commit("版本发布：年度复审，保留", assess("SOP-PD-2025-001", "2026-04-22", "研发部经理")),
    On("2026-05-08 14:10")
    .by(CHEN_JING)
    .commit("回访：年度复审，保留", assess("SOP-CS-2024-003", "2026-05-08", "陈静")),
    On("2026-05-20 11:25")
    .by(GUO_WEI)
    .commit("账号与权限：年度复审，保留", assess("SOP-IT-2024-002", "2026-05-20", "信息技术部经理")),
)

TEXT_LIBRARY = (*_WINTER, *_APRIL)
