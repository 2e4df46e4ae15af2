"""2024: the whole system is written anew; complaints go from the quality department to customer service."""

from ..acts import add, draft, edit, issue, retire, revise, submit
from ..edits import adds, key, row, words
from ..people import (
    CAO_YING,
    CHEN_JING,
    GAO_FENG,
    GUO_WEI,
    HE_JIE,
    HU_BIN,
    LI_NA,
    LIN_TAO,
    MA_CHAO,
    SHI_LEI,
    SU_QING,
    SUN_QIAN,
    WANG_LI,
    WANG_LI_LAPTOP,
    WU_GANG,
    XIE_TING,
    ZHAO_MIN,
    ZHOU_WEN,
)
from ..tale import Event, On, merged, squashed

_THREE = "[客服部经理, 质量部经理, 售后主管, 运营总监]"
"""Who approved the complaints procedure until the lawyers got a step of it."""


_DRAFTS: tuple[Event, ...] = (
    On("2024-01-15 10:30")
    .by(ZHOU_WEN)
    .commit(
        "词汇表：登记市场部和售后服务部",
        edit(
            "vocabulary.yml",
            *map(row, ("  MK: ", "  AS: ")),
            *map(row, ("  市场专员: ", "  数据分析师: ", "  市场部经理: ", "  售后工程师: ", "  售后主管: ")),
        ),
    ),
    On("2024-01-22 14:20")
    .by(ZHOU_WEN, LI_NA)
    .commit(
        "两个共用的流程模块：升级审批、归档关闭",
        add("modules/escalation.md", "1.0"),
        add("modules/closure.md", "1.0"),
    ),
    On("2024-02-26 09:15")
    .by(ZHOU_WEN)
    .commit(
        "起草文件控制流程，附变更申请表和考核记录表",
        draft("SOP-QA-2024-001", "0.1"),
        add("FORM-QA-002", "1.0"),
        add("FORM-HR-001"),
    ),
    On("2024-03-04 16:00")
    .by(ZHAO_MIN)
    .commit(
        "起草客户投诉处理流程：受理、调查、执行三段",
        draft("SOP-CS-2024-001", "0.1"),
        add("FORM-CS-001", "1.0"),
    ),
    On("2024-03-11 11:45")
    .by(WANG_LI_LAPTOP)
    .commit("起草满意度回访", draft("SOP-CS-2024-003", "0.1"), add("FORM-CS-002")),
    On("2024-03-18 09:20")
    .by(ZHAO_MIN, WANG_LI)
    .commit(
        "投诉流程补上关闭与改进，回访调用 SOP-CS-2024-003",
        draft("SOP-CS-2024-001", "0.2", adds("### 关闭与改进")),
    ),
    On("2024-03-25 15:35").by(SUN_QIAN).commit("起草咨询、投诉与建议受理", draft("SOP-CS-2024-002", "0.1")),
    On("2024-04-01 10:10")
    .by(SHI_LEI)
    .commit(
        "起草售后维修与换货，问题排查单列为模块",
        draft("SOP-AS-2024-001", "0.1"),
        add("modules/diagnosis.md"),
        add("FORM-AS-001"),
    ),
    On("2024-04-08 17:25")
    .by(ZHAO_MIN)
    .commit(
        "投诉流程补上培训、应急、监督、记录和术语",
        draft(
            "SOP-CS-2024-001",
            "0.3",
            adds("## 培训"),
            adds("## 应急预案"),
            adds("## 监督"),
            adds("## 记录"),
            adds("## 术语"),
        ),
    ),
    On("2024-04-10 13:50")
    .by(HU_BIN)
    .commit("起草生产故障应急响应", draft("SOP-IT-2024-001", "0.1"), add("FORM-IT-001")),
    On("2024-04-15 09:40").by(LI_NA).commit("起草月度抽查与改进", draft("SOP-QA-2024-002", "0.1"), add("FORM-QA-003")),
    On("2024-04-22 16:30").by(ZHOU_WEN).commit("文件控制 1.0 批准", issue("SOP-QA-2024-001", "1.0", "2024-05-06")),
    On("2024-05-08 10:00").by(CAO_YING).commit("起草新员工入职与培训", draft("SOP-HR-2024-001", "0.1")),
    On("2024-05-13 14:15")
    .by(MA_CHAO)
    .commit("起草账号与权限管理", draft("SOP-IT-2024-002", "0.1"), add("FORM-IT-002")),
    On("2024-05-20 11:30").by(XIE_TING).commit("起草费用报销", draft("SOP-FI-2024-001", "0.1"), add("FORM-FI-001")),
    On("2024-05-27 09:05")
    .by(GAO_FENG)
    .commit(
        "起草跨部门项目协作和五张项目表单",
        draft("SOP-OP-2024-002", "0.1"),
        *(add(f"FORM-OP-00{number}") for number in (3, 4, 5, 6, 7)),
    ),
    On("2024-06-03 15:20")
    .by(HE_JIE, GAO_FENG)
    .commit(
        "起草新业务上线，方案审批单列为模块",
        draft("SOP-OP-2024-001", "0.1"),
        add("modules/plan-approval.md"),
        add("FORM-OP-001"),
        add("FORM-OP-002"),
    ),
    On("2024-06-11 10:50")
    .by(SU_QING)
    .commit("起草客户满意度调研", draft("SOP-MK-2024-001", "0.1"), add("FORM-MK-001", "1.1")),
)

_FIRST_VERSIONS: tuple[Event, ...] = (
    merged(
        On("2024-06-07 09:30").by(ZHAO_MIN).commit("投诉流程送审", submit("SOP-CS-2024-001", "1.0")),
        On("2024-06-14 16:10")
        .by(ZHAO_MIN, LI_NA)
        .commit(
            "按质量部意见：确认结果由 1 个工作日改为 4 小时",
            submit(
                "SOP-CS-2024-001",
                "1.0",
                key("confirm", "时限", "≤ 1 个工作日", "≤ 4 小时"),
                words("最后一项措施完成后 1 个工作日内联系客户", "最后一项措施完成后 4 小时内联系客户"),
            ),
        ),
        On("2024-06-17 10:40")
        .by(SUN_QIAN)
        .commit(
            "受理流程：夜间邮件的建单时限写明 4 小时",
            submit("SOP-CS-2024-002", "1.0", words("邮件当天建单", "邮件 4 小时内建单")),
        ),
        On("2024-06-19 15:00").by(WANG_LI).commit("回访流程送审", submit("SOP-CS-2024-003", "1.0")),
        On("2024-06-21 17:30")
        .by(CHEN_JING)
        .commit(
            "三份流程批准，7 月 1 日生效",
            issue("SOP-CS-2024-001", "1.0", "2024-07-01", approved=_THREE),
            issue("SOP-CS-2024-002", "1.0", "2024-07-01"),
            issue("SOP-CS-2024-003", "1.0", "2024-07-01"),
        ),
        into=On("2024-06-24 09:10")
        .by(ZHOU_WEN)
        .commit(
            "Merge branch 'complaints' into 'main'",
            body="客户投诉、受理、回访三份流程首版\n\nSee merge request quality/sops!7",
        ),
    ),
    On("2024-07-01 09:00")
    .by(ZHOU_WEN)
    .commit(
        "废止旧版客户投诉处理办法，由 SOP-CS-2024-001 替代",
        retire("SOP-QA-2023-001", "SOP-CS-2024-001"),
    ),
    On("2024-07-22 14:45").by(SHI_LEI).commit("售后维修与换货 1.0 批准", issue("SOP-AS-2024-001", "1.0", "2024-08-01")),
    On("2024-07-23 10:20").by(LI_NA).commit("月度抽查 1.0 批准", issue("SOP-QA-2024-002", "1.0", "2024-08-01")),
    squashed(
        On("2024-07-29 09:50")
        .by(HU_BIN)
        .commit(
            "故障流程送审，恢复确认加上 10 条用例",
            submit(
                "SOP-IT-2024-001",
                "1.0",
                key("confirm", "标准", "主流程可用，错误率 ≤ 0.1 %", "主流程 10 条用例全部通过，错误率 ≤ 0.1 %"),
            ),
        ),
        On("2024-08-01 20:15")
        .by(MA_CHAO)
        .commit(
            "服务台意见：夜间由值班运维代为登记",
            submit(
                "SOP-IT-2024-001",
                "1.0",
                words("并入它。用户报障", "并入它。夜间（22:00 至次日 8:00）由值班运维工程师代为登记。用户报障"),
            ),
        ),
        On("2024-08-02 11:00").by(GUO_WEI).commit("故障流程批准", issue("SOP-IT-2024-001", "1.0", "2024-08-15")),
        into=On("2024-08-05 09:35").by(HU_BIN).commit("生产故障应急响应 1.0 (#12)"),
    ),
    On("2024-08-20 16:20")
    .by(ZHOU_WEN)
    .commit(
        "费用报销、账号与权限、入职培训 1.0 批准",
        issue("SOP-FI-2024-001", "1.0", "2024-09-02"),
        issue("SOP-IT-2024-002", "1.0", "2024-09-02"),
        issue("SOP-HR-2024-001", "1.0", "2024-09-02"),
    ),
    On("2024-09-09 10:30")
    .by(GAO_FENG)
    .commit("跨部门项目协作 1.0 批准", issue("SOP-OP-2024-002", "1.0", "2024-09-16")),
    On("2024-09-13 11:10").by(SU_QING).commit("客户满意度调研 1.0 批准", issue("SOP-MK-2024-001", "1.0", "2024-09-23")),
    On("2024-09-27 15:45").by(LIN_TAO).commit("新业务上线 1.0 批准", issue("SOP-OP-2024-001", "1.0", "2024-10-08")),
)

_FIRST_CHANGES: tuple[Event, ...] = (
    On("2024-10-21 14:05")
    .by(XIE_TING)
    .commit(
        "费用报销 1.1",
        revise(
            "SOP-FI-2024-001",
            "1.1",
            "2024-11-01",
            "招待费的超标界线由人均 300 元降为人均 200 元",
            words("人均超过 300 元的列为超标", "人均超过 200 元的列为超标"),
        ),
    ),
    On("2024-10-24 17:00")
    .by(ZHAO_MIN)
    .commit(
        "投诉登记时效缩短到 24 小时，登记表同步",
        revise(
            "SOP-CS-2024-001",
            "1.1",
            "2024-11-01",
            "登记投诉的时限由 48 小时缩短为 24 小时",
            words("登记投诉时效 ≤ 48 小时", "登记投诉时效 ≤ 24 小时"),
            key("register", "时限", "≤ 48 小时", "≤ 24 小时"),
        ),
        edit("FORM-CS-001", words("在受理后 48 小时内填写", "在受理后 24 小时内填写"), version="1.1"),
    ),
    On("2024-11-04 10:25")
    .by(ZHOU_WEN, CAO_YING)
    .commit(
        "文件控制 1.1",
        revise(
            "SOP-QA-2024-001",
            "1.1",
            "2024-11-11",
            "发布后的培训期限由 15 个工作日缩短为 10 个工作日",
            words("发布后 15 个工作日内培训完成率", "发布后 10 个工作日内培训完成率"),
            key("train", "时限", "≤ 15 个工作日", "≤ 10 个工作日"),
            words("供审计查阅。\n", "供审计查阅。例如 SOP-QA-2023-001 已由 SOP-CS-2024-001 替代。\n"),
        ),
    ),
    On("2024-12-02 09:15")
    .by(SUN_QIAN)
    .commit(
        "受理流程 1.1",
        revise(
            "SOP-CS-2024-002",
            "1.1",
            "2024-12-09",
            "编码准确率的目标由 95 % 提高到 98 %",
            words("编码准确率 ≥ 95 %", "编码准确率 ≥ 98 %"),
            words("编码准确率低于 95 % 的月份", "编码准确率低于 98 % 的月份"),
        ),
    ),
    # A module and its three users in one commit: how it should be.
    On("2024-12-09 15:40")
    .by(ZHOU_WEN, ZHAO_MIN, SHI_LEI, HU_BIN)
    .commit(
        "归档关闭模块：异议期由 3 天延长到 7 天，引用它的三份流程同时升版",
        edit("modules/closure.md", words("关闭后 3 天内提出异议的", "关闭后 7 天内提出异议的"), version="1.1"),
        revise("SOP-AS-2024-001", "1.1", "2024-12-16", "归档关闭模块改版：关单后的异议期由 3 天延长到 7 天"),
        revise("SOP-CS-2024-001", "1.2", "2024-12-16", "归档关闭模块改版：关单后的异议期由 3 天延长到 7 天"),
        revise("SOP-IT-2024-001", "1.1", "2024-12-16", "归档关闭模块改版：关单后的异议期由 3 天延长到 7 天"),
    ),
    On("2024-12-30 10:00")
    .by(ZHOU_WEN)
    .commit(
        "词汇表：2025 年放假日和调休上班日",
        edit("vocabulary.yml", row("  # 2025 年"), row("  holidays: "), row("  workdays: ")),
    ),
    On("2024-12-30 16:50")
    .by(WANG_LI, WU_GANG)
    .commit(
        "回访流程 1.1",
        revise(
            "SOP-CS-2024-003",
            "1.1",
            "2025-01-06",
            "两次未接通的客户改发短信评价，不再记为放弃",
            key("visit", "异常", None, "2 次未接通 → message"),
            adds("### 短信评价"),
            key("summary", "输入", "客户满意度回访表", "客户满意度回访表、短信评价结果"),
            words("只作登记，不再打电话", "只发短信评价，不再打电话"),
        ),
    ),
)

NEW_SYSTEM = (*_DRAFTS, *_FIRST_VERSIONS, *_FIRST_CHANGES)
