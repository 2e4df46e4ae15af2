"""The second half of 2025: a change taken back, a department with a new name, and the text library as the original."""

from ..acts import (
    Course,
    Delete,
    Format,
    Write,
    draft,
    edit,
    revise,
)
from ..edits import adds, key, row, words
from ..people import (
    GAO_FENG,
    HE_JIE,
    HELEN_ZHOU,
    KEVIN_XU,
    LI_NA,
    LIN_TAO,
    LUCY_TAN,
    SU_QING,
    SUN_QIAN,
    XIE_TING,
    ZHENG_YU,
    ZHOU_WEN,
)
from ..tale import Event, On

_TOO_SOON = (
    On("2025-06-16 19:10")
    .by(KEVIN_XU)
    .commit(
        "Priority support 1.1: close after 48 hours",
        revise(
            "SOP-GS-2025-002",
            "1.1",
            "2025-06-23",
            "Tickets without a reply are closed after 48 hours instead of 72",
            words("or 72 hours pass without a reply", "or 48 hours pass without a reply"),
            key("close", "Limit", "72 hours", "48 hours"),
            words("two reminders and 72 hours have passed", "two reminders and 48 hours have passed"),
            words(
                "one reminder after 24 hours and a second after 48 hours",
                "one reminder after 12 hours and a second after 36 hours",
            ),
            course=Course.ASIDE,
        ),
        name="close-after-48-hours",
    )
)

_SUMMER: tuple[Event, ...] = (
    _TOO_SOON,
    On("2025-06-18 08:50")
    .by(HELEN_ZHOU)
    .revert(_TOO_SOON, "Tickets opened on a Friday would close over the weekend, before anybody reads the reminder."),
    On("2025-06-20 16:30")
    .by(SU_QING)
    .commit(
        "删除社交媒体内容发布草稿",
        Delete("SOP-MK-2025-002"),
        body="内容发布交由代理公司办理，不另立流程。",
    ),
    On("2025-06-23 10:20")
    .by(HE_JIE, LIN_TAO)
    .commit(
        "新业务上线 2.0：先灰度后全量",
        revise(
            "SOP-OP-2024-001",
            "2.0",
            "2025-07-01",
            "上线改为先灰度后全量：先开放 5 % 客户 4 小时，错误率超限即回退",
            words("已上线产品的版本更新；", "已上线产品的版本更新（见 SOP-PD-2025-001）；"),
            words("    - 准予上线 → launch\n", "    - 准予上线 → canary\n"),
            adds("#### 灰度发布"),
            key("launch", "输入", "上线批准单、提测版本", "灰度记录"),
            words("全量上线期间出现一级故障", "灰度或全量期间出现一级故障"),
        ),
    ),
    On("2025-06-24 09:55")
    .by(GAO_FENG)
    .commit(
        "项目协作 1.2",
        revise(
            "SOP-OP-2024-002",
            "1.2",
            "2025-07-01",
            "补上 4 月 9 日未升版的改动（接口人每周投入由 6 小时改为 8 小时），章程重报由三次减为两次",
            words("同一章程最多重报三次，第四次", "同一章程最多重报两次，第三次"),
        ),
    ),
    On("2025-06-30 09:00")
    .by(ZHOU_WEN)
    .commit(
        "词汇表：行政运营部更名为运营管理部",
        edit("vocabulary.yml", words("  OP: 行政运营部\n", "  OP: 运营管理部\n")),
    ),
    On("2025-06-30 11:30")
    .by(ZHOU_WEN)
    .commit(
        "文件控制 1.2，变更申请表的部门选项随更名修改",
        revise(
            "SOP-QA-2024-001",
            "1.2",
            "2025-07-07",
            "行政运营部更名为运营管理部，文件变更申请表的部门选项随之修改",
        ),
        edit("FORM-QA-002", words("行政运营部", "运营管理部"), version="1.1"),
    ),
    On("2025-07-24 15:10")
    .by(HE_JIE)
    .commit(
        "会议室管理扩大到公务车和视频设备",
        revise(
            "SOP-OP-2023-003",
            "1.1",
            "2025-08-01",
            "增加公务车与视频设备，预订未到场的释放时间由 30 分钟缩短为 15 分钟",
            words("总部 12 间会议室的预订和使用", "总部 12 间会议室、3 辆公务车、6 套投影与视频设备的预订和使用"),
            words("会议室由全公司共用。", "会议室和公务车由全公司共用。"),
            key("prepare", "标准", "投影完成 1 次开机测试", "视频设备完成 1 次音画测试，公务车油量不低于半箱"),
            key("use", "时限", "预订开始后 30 分钟内", "预订开始后 15 分钟内"),
            words("开始后 30 分钟仍未签到的", "开始后 15 分钟仍未签到的"),
            words("清点遥控器和转接头，", "清点遥控器、转接头和车钥匙，"),
            words("保存 1 年。\n", "保存 1 年，公务车使用登记保存 3 年。\n"),
        ),
    ),
)

_AUTUMN: tuple[Event, ...] = (
    On("2025-08-22 10:05")
    .by(LI_NA)
    .commit(
        "月度抽查 1.1",
        revise(
            "SOP-QA-2024-002",
            "1.1",
            "2025-09-01",
            "抽查比例由 5 % 提高到 10 %，发现项增加三级分类",
            words("抽查比例 ≥ 5 %", "抽查比例 ≥ 10 %"),
            words("每月从办结案件中抽 5 %", "每月从办结案件中抽 10 %"),
            words("每个流程抽 5 %，", "每个流程抽 10 %，"),
            words("    - 无发现 → report\n", "    - C 级观察项或无发现 → report\n"),
            words(
                "B 级为超时、漏签、漏步骤和记录不规范。",
                "B 级为超时、漏签、漏步骤；C 级为记录不规范但不影响结果。",
            ),
        ),
    ),
    On("2025-08-25 13:20")
    .by(KEVIN_XU, LUCY_TAN)
    .commit(
        "Priority support 1.2",
        revise(
            "SOP-GS-2025-002",
            "1.2",
            "2025-09-01",
            "Premium response limit cut from one hour to 30 minutes, and a hand-over note between shifts added",
            words("Premium: {response: 1 hour,", "Premium: {response: 30 minutes,"),
            words("answered within one hour and a Standard", "answered within 30 minutes and a Standard"),
            words(
                "    - Beyond the agent's authority → escalate\n",
                "    - Beyond the agent's authority → escalate\n    - Shift ends first → hand-over\n",
            ),
            adds("#### Hand over to the next shift"),
        ),
    ),
    On("2025-09-08 16:45").by(ZHENG_YU).commit("起草合同评审与用印", draft("SOP-LG-2025-001", "0.1")),
    On("2025-09-15 09:35")
    .by(SUN_QIAN)
    .commit(
        "受理流程 1.3",
        revise(
            "SOP-CS-2024-002",
            "1.3",
            "2025-09-22",
            "电话接起的时限由 30 秒缩短为 20 秒",
            words("电话 30 秒接通率", "电话 20 秒接通率"),
            words("电话 30 秒内接起", "电话 20 秒内接起"),
        ),
    ),
    On("2025-09-26 14:30")
    .by(XIE_TING)
    .commit(
        "费用报销 1.3",
        revise(
            "SOP-FI-2024-001",
            "1.3",
            "2025-10-09",
            "提交期限由费用发生后 60 天缩短为 30 天",
            key("fill", "时限", "费用发生后 60 天内", "费用发生后 30 天内"),
            words("超过 60 天的发票", "超过 30 天的发票"),
        ),
    ),
    On("2025-12-08 11:05").by(XIE_TING).commit("起草供应商付款", draft("SOP-FI-2025-002", "0.1")),
    On("2025-12-22 15:50")
    .by(XIE_TING)
    .commit(
        "费用报销 1.4",
        revise(
            "SOP-FI-2024-001",
            "1.4",
            "2026-01-01",
            "金额超过 5000 元的报销改由财务总监审批，付款前增加第二人复核",
            words("超过的升级审批。", "超过的升级审批，付款一律两人复核。"),
            key(
                "escalation",
                "参数",
                "approver = 运营总监；limit = 1 个工作日",
                "approver = 财务总监；limit = 1 个工作日",
            ),
            adds("#### 复核付款单"),
            key("pay", "输入", "付款单", "付款复核记录、付款单"),
            words("银行回单保存 30 年。\n", "银行回单保存 30 年，付款复核记录保存 10 年。\n"),
        ),
    ),
    On("2025-12-26 10:40")
    .by(ZHOU_WEN, LI_NA)
    .commit(
        "文件控制 2.0：文本库成为正本",
        revise(
            "SOP-QA-2024-001",
            "2.0",
            "2026-01-05",
            "文件由 Word 改为文本库管理，检查、版本日志和离线包由工具生成，纸质会签停用",
            words(
                "文件以签批的 Word 定稿为准，文控专员把定稿转成文本存入文本库备查，打印件一律不受控。",
                "文件存放在 Git 文本库，主分支就是受控文件目录；网站和离线包由工具从主分支生成，打印件一律不受控。",
            ),
            key("draft", "工具", "Word", "文本编辑器、Git"),
            words("排清楚，再写正文，状态填「草稿」。", "排清楚，再在新分支上写正文，状态填「草稿」。"),
            adds("#### 机器检查"),
            key("review", "输入", "文件草案", "文件草案、检查报告"),
            words(
                "参与部门在纸质会签单上写意见，文控专员随单附修订标记稿。",
                "参与部门在合并请求上逐行批注，工具给出的差异报告写明改了哪些步骤、职责和时限。",
            ),
            key("publish", "标准", "受控文件目录与定稿版本一致", "网站、受控文件目录、离线包三处版本一致"),
            words(
                "文控专员登记受控文件目录并把定稿发给各部门。生效日期未到的登记为「待生效」，到日改为「现行有效」；",
                "合并到主分支后，工具生成网站、变更日志和离线包。生效日期未到的显示「待生效」，到日自动转为「现行有效」；",
            ),
            words(
                "内容为 Word 模板、词汇表和会签办法。考核方式为独立起草一份 6 步流程，",
                "内容为文本格式、词汇表和检查报告的读法。考核方式为独立起草一份 6 步流程并通过检查，",
            ),
            words(
                "签批原件无法取用时，以文本库里的副本为准。",
                "文本库不可用时，以最近一次离线包为准，离线包每个工作日 20:00 生成一次，保存在两处机房。",
            ),
            words("核对目录、定稿与张贴件一致，", "核对网站、离线包与主分支一致，"),
        ),
    ),
    On("2025-12-29 09:30").by(ZHOU_WEN).commit("sop fmt：键和箭头统一写法，内容不变", Format(), name="format"),
    On("2025-12-29 09:45")
    .by(ZHOU_WEN)
    .commit(
        "查看逐行历史时跳过统一写法的提交",
        Write(".git-blame-ignore-revs", "# sop fmt：键和箭头统一写法\n{hash:format}\n"),
    ),
    On("2025-12-30 10:15")
    .by(ZHOU_WEN)
    .commit(
        "词汇表：2026 年放假日和调休上班日",
        edit(
            "vocabulary.yml",
            row("  # 2026 年放假日", was="  # 2025 年放假日（只列周一至周五）与调休上班日"),
            row(
                "  holidays: ",
                was="  holidays: [2025-01-01, 2025-01-28, 2025-01-29, 2025-01-30, 2025-01-31, 2025-02-03, 2025-02-04, "
                "2025-04-04, 2025-05-01, 2025-05-02, 2025-05-05, 2025-06-02, 2025-10-01, 2025-10-02, 2025-10-03, "
                "2025-10-06, 2025-10-07, 2025-10-08, 2026-01-01]",
            ),
            row("  workdays: ", was="  workdays: [2025-01-26, 2025-02-08, 2025-04-27, 2025-09-28, 2025-10-11]"),
        ),
    ),
)

SETTLING = (*_SUMMER, *_AUTUMN)
