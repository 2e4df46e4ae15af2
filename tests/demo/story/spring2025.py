"""The first half of 2025: folders by department, the overseas team, a module that moves five procedures."""

from ..acts import (
    MoveToDepartments,
    Write,
    add,
    draft,
    edit,
    issue,
    pilot,
    revise,
    submit,
)
from ..edits import adds, everywhere, key, row, words
from ..people import (
    CAO_YING,
    GAO_FENG,
    HELEN_ZHOU,
    HU_BIN,
    KEVIN_OLD,
    LI_NA,
    LUCY_TAN,
    MA_CHAO,
    MAILMAP,
    SHI_LEI,
    SU_QING,
    SUN_QIAN,
    WANG_LI,
    XIAO_YU,
    XIE_TING,
    YU_HANG,
    ZHAO_MIN,
    ZHOU_WEN,
)
from ..tale import Event, On, rebased

_SPRING: tuple[Event, ...] = (
    On("2025-01-06 11:15").by(XIAO_YU).commit("起草产品版本发布", draft("SOP-PD-2025-001", "0.1")),
    On("2025-01-13 09:00").by(ZHOU_WEN).commit("按部门分文件夹，内容不变", MoveToDepartments()),
    On("2025-02-10 10:10")
    .by(XIAO_YU, YU_HANG)
    .commit(
        "产品版本发布开始试行",
        pilot("SOP-PD-2025-001", "1.0", "2025-02-17"),
    ),
    On("2025-02-10 15:30")
    .by(MA_CHAO)
    .commit(
        "账号与权限 1.1",
        revise(
            "SOP-IT-2024-002",
            "1.1",
            "2025-02-17",
            "收回长期不用账号的界线由 180 天没有登录缩短为 90 天",
            words("180 天没有登录的账号一律列入收回", "90 天没有登录的账号一律列入收回"),
        ),
    ),
    On("2025-02-24 09:25")
    .by(CAO_YING)
    .commit(
        "入职培训 1.1",
        revise(
            "SOP-HR-2024-001",
            "1.1",
            "2025-03-03",
            "开通入职账号由 3 个工作日缩短为 2 个工作日，带教补贴由 400 元提高到 600 元",
            key("accounts", "时限", "3 个工作日", "2 个工作日"),
            words("发放带教补贴 400 元", "发放带教补贴 600 元"),
        ),
    ),
    On("2025-02-24 17:10").by(ZHOU_WEN).commit("合并同一人的几个署名", Write(".mailmap", MAILMAP)),
    On("2025-03-03 10:45")
    .by(SU_QING)
    .commit(
        "满意度调研 1.1",
        revise(
            "SOP-MK-2024-001",
            "1.1",
            "2025-03-10",
            "答卷礼品的上限由每份 30 元提高到 50 元",
            words("礼品每份不超过 30 元", "礼品每份不超过 50 元"),
        ),
    ),
    On("2025-03-05 14:00").by(SU_QING).commit("起草社交媒体内容发布", draft("SOP-MK-2025-002", "0.1")),
    On("2025-03-07 09:30")
    .by(ZHOU_WEN)
    .commit(
        "词汇表：登记 Global Support",
        edit(
            "vocabulary.yml",
            row("  GS: "),
            *map(
                row, ("  Support Agent: ", "  Support Team Lead: ", "  Support Manager: ", "  VP Customer Experience: ")
            ),
            *map(row, ("  lucy.tan: ", "  kevin.xu: ", "  helen.zhou: ", "  daniel.qin: ", "  grace.shen: ")),
        ),
    ),
    On("2025-03-10 17:40")
    .by(GAO_FENG, LI_NA)
    .commit(
        "项目协作 1.1",
        revise(
            "SOP-OP-2024-002",
            "1.1",
            "2025-03-17",
            "质量专员抽查任务的比例由 10 % 提高到 20 %",
            words("质量专员抽查 10 % 的任务", "质量专员抽查 20 % 的任务"),
        ),
    ),
    On("2025-03-18 16:15")
    .by(SUN_QIAN, ZHAO_MIN)
    .commit(
        "受理流程 1.2",
        revise(
            "SOP-CS-2024-002",
            "1.2",
            "2025-03-24",
            "身份核对不上的工单转入日结统计并供质量部抽查，不再当场关闭",
            key("identify", "异常", None, "3 项信息核对不上 → log"),
            words(
                "在次日 9:00 早会上过一遍。\n",
                "在次日 9:00 早会上过一遍。身份核对未通过的工单单独列出，供质量部抽查。\n",
            ),
        ),
    ),
    rebased(
        On("2025-03-11 10:20")
        .by(LUCY_TAN)
        .commit("Draft the refund procedure and its form", draft("SOP-GS-2025-001", "0.1"), add("FORM-GS-001")),
        On("2025-03-12 18:05").by(KEVIN_OLD).commit("Draft priority support tickets", draft("SOP-GS-2025-002", "0.1")),
        On("2025-03-17 09:45")
        .by(LUCY_TAN, HELEN_ZHOU)
        .commit(
            "Refunds: what to do when the gateway is down",
            submit("SOP-GS-2025-001", "1.0", adds("## Contingency")),
        ),
        On("2025-03-21 12:30")
        .by(HELEN_ZHOU)
        .commit(
            "Approve both procedures of Global Support",
            issue("SOP-GS-2025-001", "1.0", "2025-04-07"),
            issue("SOP-GS-2025-002", "1.0", "2025-04-07"),
        ),
        at="2025-03-24 09:15",
        by=HELEN_ZHOU,
    ),
    On("2025-04-02 11:20").by(SU_QING).commit("内容发布补上监督", draft("SOP-MK-2025-002", "0.2", adds("## 监督"))),
    # In force and changed without a new version; 1.2 of June answers for it.
    On("2025-04-09 18:30")
    .by(GAO_FENG)
    .commit(
        "接口人每周投入改为 8 小时",
        edit(
            "SOP-OP-2024-002",
            key(
                "team",
                "标准",
                "每个参与部门 1 名接口人，每周投入不少于 6 小时",
                "每个参与部门 1 名接口人，每周投入不少于 8 小时",
            ),
        ),
    ),
    On("2025-04-24 10:35")
    .by(XIAO_YU, YU_HANG)
    .commit(
        "产品版本发布转为正式",
        revise(
            "SOP-PD-2025-001",
            "1.1",
            "2025-05-01",
            "回退演练改为每个版本必做，发布窗口限定为周二至周四",
            words("review: 3 months", "review: 12 months"),
            words(
                "有数据库改动的版本，在预发环境发布一次、回退一次、再发布一次。",
                "在预发环境发布一次、回退一次、再发布一次。",
            ),
            key(
                "deploy",
                "标准",
                "发布窗口周一至周五 10:00 至 16:00，先 10 % 后 100 %",
                "发布窗口周二至周四 10:00 至 16:00，先 10 % 后 100 %",
            ),
        ),
    ),
    On("2025-05-06 15:25")
    .by(WANG_LI)
    .commit(
        "回访流程 1.2",
        revise("SOP-CS-2024-003", "1.2", "2025-05-12", "低分界线由 70 分提高到 80 分", everywhere("70 分", "80 分")),
    ),
)

_REMINDERS = "升级审批模块改版：逾期提醒由每 30 分钟改为每 15 分钟"

_ESCALATION: tuple[Event, ...] = (
    # A Monday. Four of the five users follow by Thursday, the third working day after it.
    On("2025-05-26 09:40")
    .by(ZHOU_WEN)
    .commit(
        "升级审批模块：提醒由每 30 分钟改为每 15 分钟",
        edit(
            "modules/escalation.md",
            words("系统每 30 分钟提醒一次；连续提醒 2 次", "系统每 15 分钟提醒一次；连续提醒 3 次"),
            version="1.1",
        ),
    ),
    On("2025-05-27 16:00")
    .by(HU_BIN)
    .commit(
        "故障流程 1.2",
        revise(
            "SOP-IT-2024-001",
            "1.2",
            "2025-06-03",
            f"{_REMINDERS}；登记故障由 10 分钟缩短为 5 分钟",
            key("log", "时限", "≤ 10 分钟", "≤ 5 分钟"),
        ),
    ),
    On("2025-05-28 10:30")
    .by(MA_CHAO, HU_BIN)
    .commit(
        "账号与权限 1.2",
        revise(
            "SOP-IT-2024-002",
            "1.2",
            "2025-06-01",
            "管理员权限的有效期由 180 天缩短为 90 天，开通须由第二人复核",
            words("管理员权限的起止日期不超过 180 天", "管理员权限的起止日期不超过 90 天"),
            key("grant", "复核", None, "IT服务台专员"),
            words(
                "由一人操作，对照申请表核对账号、权限组、到期日三项，在开通记录里签名。",
                "由一人操作，第二人对照申请表核对账号、权限组、到期日三项，两人都在开通记录里签名。",
            ),
            words("核对操作人签名。缺签名率", "核对第二人签名。缺签名率"),
        ),
    ),
    On("2025-05-28 17:20")
    .by(ZHAO_MIN)
    .commit(
        "投诉流程 2.0：VIP 客户单列",
        revise(
            "SOP-CS-2024-001",
            "2.0",
            "2025-06-09",
            f"VIP 客户单列，调查时限由 1 个工作日缩短为 4 小时；{_REMINDERS}",
            words(
                "",
                "variants:\n  普通客户: {response: 2 小时, investigation: 1 个工作日}\n"
                "  VIP客户: {response: 2 小时, investigation: 4 小时}\n",
            ),
            key("respond", "时限", "≤ 2 小时", "${response}"),
            words("在 2 小时内电话告知", "在 ${response} 内电话告知"),
            key(
                "escalation", "参数", "approver = 运营总监；limit = 2 小时", "approver = 运营总监；limit = ${response}"
            ),
            key("investigate", "时限", "≤ 1 个工作日", "${investigation}"),
            key("evidence", "时限", "≤ 1 个工作日", "${investigation}"),
            words("改动的条款。\n", "改动的条款。2.0 版的重点是 VIP 客户的调查时限。\n"),
        ),
    ),
    On("2025-05-29 11:50")
    .by(XIE_TING)
    .commit(
        "费用报销 1.2",
        revise(
            "SOP-FI-2024-001",
            "1.2",
            "2025-06-03",
            f"{_REMINDERS}；小额报销每批由 100 单减为 50 单",
            words("每批不超过 100 单", "每批不超过 50 单"),
        ),
    ),
    # The fifth user comes eleven working days after the module.
    On("2025-06-11 14:40")
    .by(SHI_LEI)
    .commit(
        "售后维修与换货 1.2",
        revise(
            "SOP-AS-2024-001",
            "1.2",
            "2025-06-16",
            f"{_REMINDERS}；收件核验由 1 个工作日缩短为 4 小时",
            key("inspect", "时限", "≤ 1 个工作日", "≤ 4 小时"),
        ),
    ),
)

GROWING = (*_SPRING, *_ESCALATION)
