"""The Chinese words of the synthetic library."""

from sop_docs.parse.step_keys import SECTIONS, STEP_KEYS
from stock import Action, Stock

DEPARTMENTS = {
    "CS": ("客户服务部", "客服", "客户投诉 客户咨询 服务工单 满意度回访 会员权益 退换货申请 在线会话 客户档案"),
    "QA": ("质量管理部", "质量", "来料检验 过程巡检 不合格品 质量事故 内部审核 计量器具 样品封存 质量文件"),
    "LG": ("法务部", "法务", "采购合同 销售合同 保密协议 商标注册 诉讼案件 用印申请 授权委托 合规审查"),
    "OP": ("运营管理部", "运营", "新业务上线 跨部门项目 门店巡查 供应商准入 库存盘点 物流配送 会议决议 营运报表"),
    "IT": ("信息技术部", "信息", "生产故障 系统变更 账号权限 数据备份 机房巡检 网络割接 漏洞修复 设备领用"),
    "FI": ("财务部", "财务", "费用报销 供应商付款 发票开具 固定资产 预算调整 月度结账 备用金 应收账款"),
    "HR": ("人力资源部", "人事", "新员工入职 员工离职 岗位调动 绩效考核 培训计划 劳动合同 考勤异常 招聘需求"),
    "PD": ("产品研发部", "研发", "版本发布 需求变更 代码评审 缺陷修复 接口联调 样机试制 技术方案 测试环境"),
    "MK": ("市场部", "市场", "市场活动 品牌物料 广告投放 用户调研 展会参展 新闻稿件 渠道返利 价格调整"),
    "GS": ("海外支持部", "海外", "上门维修 返厂检测 备件更换 安装调试 质保延期 巡检保养 换货审批 旧件回收"),
}
POSTS = ("专员", "主管", "部经理", "总监")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN_NAMES = (
    "静", "敏", "磊", "丽", "强", "娜", "涛", "艳", "杰", "倩",
    "明", "霞", "平", "刚", "桂英", "文博", "志远", "海燕", "雨桐", "子轩",
)  # fmt: skip

TITLES = (
    "受理与登记", "审核与批准", "处理与关闭", "变更与调整", "复核与归档",
    "异常处置", "风险评估", "月度统计", "交接与移交", "抽查与改进",
)  # fmt: skip
QUALIFIERS = ("", "（线上渠道）", "（华东大区）", "（重点客户）", "（外包团队）")
FORM_KINDS = ("登记表", "检查表", "申请表", "汇总表", "评估表")
MODULE_KINDS = {"escalation": "升级审批", "diagnosis": "问题排查", "plan-approval": "方案审批", "closure": "归档关闭"}

CHINESE = Stock(
    keys={key: spellings[0] for key, spellings in STEP_KEYS.items()},
    sections={kind: titles[0] for kind, titles in SECTIONS.items()} | {"terms": "术语"},
    actions=(
        Action("receive", "接收{thing}请求", "{thing}受理单"),
        Action("verify", "核对{thing}资料", "{thing}核对记录"),
        Action("grade", "判定{thing}级别", "{thing}分级结果"),
        Action("assign", "分派{thing}任务", "{thing}任务单"),
        Action("investigate", "调查{thing}原因", "{thing}调查报告"),
        Action("collect", "收集{thing}证据", "{thing}证据清单"),
        Action("estimate", "测算{thing}费用", "{thing}费用测算表"),
        Action("draft", "编制{thing}方案", "{thing}处理方案"),
        Action("examine", "评审{thing}方案", "{thing}评审意见"),
        Action("request", "申请{thing}资源", "{thing}资源申请单"),
        Action("prepare", "准备{thing}物料", "{thing}物料清单"),
        Action("train", "培训{thing}人员", "{thing}培训签到表"),
        Action("try-out", "试行{thing}方案", "{thing}试行报告"),
        Action("notify", "通知{thing}经办人", "{thing}通知记录"),
        Action("carry-out", "执行{thing}方案", "{thing}执行记录"),
        Action("back-up", "备份{thing}数据", "{thing}备份记录"),
        Action("inspect", "检查{thing}结果", "{thing}检查记录"),
        Action("correct", "纠正{thing}偏差", "{thing}纠正记录"),
        Action("confirm", "确认{thing}结果", "{thing}确认单"),
        Action("sign", "签署{thing}文件", "{thing}签署页"),
        Action("settle", "结算{thing}费用", "{thing}结算单"),
        Action("publish", "公示{thing}结论", "{thing}公示记录"),
        Action("hand-over", "移交{thing}成果", "{thing}移交清单"),
        Action("update", "更新{thing}台账", "{thing}台账记录"),
        Action("call-back", "回访{thing}对象", "{thing}回访记录"),
        Action("sum-up", "汇总{thing}数据", "{thing}汇总表"),
        Action("evaluate", "评估{thing}效果", "{thing}评估报告"),
        Action("archive", "归档{thing}资料", "{thing}归档清单"),
        Action("look-back", "复盘{thing}过程", "{thing}复盘报告"),
    ),
    words={
        "key": "{key}：{value}",
        "list": "、",
        "note": "{party}（{note}）",
        "lead": "主导",
        "help": "配合",
        "approve": "审批",
        "request": "{title}申请",
        "yes": "资料齐全",
        "no": "资料不全",
        "within": "权限以内",
        "beyond": "超出权限",
        "failed": "结果不合格",
        "question": "{output}所列事项是否齐全？",
        "handed": "{party}，{tool}，{limit}",
        "forward": "转办关联流程",
        "escalate": "提请{title}",
        "phase": "第{count}阶段",
        "applies": "{department}经办的{thing}",
        "excludes": "其他部门自行办理的{thing}",
        "from": "提出{thing}请求",
        "to": "{thing}资料归档",
        "outside": "{thing}请求说明",
        "change": "{thing}的办理时限由 {days} 个工作日缩短为 {count} 个工作日",
        "standard": "普通客户",
        "premium": "VIP客户",
    },
    limits=("≤ {minutes} 分钟", "≤ {count} 小时", "{count} 个工作日", "≤ {days} 个工作日", "{hours} 小时内"),
    notes=("登记", "审核", "提供数据", "撰写", "确认需求"),
    tools=("CRM", "工单系统", "文档库", "资产台账", "审批平台", "呼叫中心系统", "数据看板"),
    goals=(
        "按时办结率 ≥ {percent} %",
        "一次办结率 ≥ {percent} %",
        "受理时效 ≤ {hours} 小时",
        "满意度 ≥ {percent} 分",
        "差错率 ≤ {count} %",
    ),
    standards=(
        "必填项完整率 100 %，日期与编号均可追溯",
        "写明事由、依据、责任人、完成日期四项",
        "抽查 {count} 份无差错，差错率 ≤ {count} %",
        "附件编号与清单逐一对应，缺件数为 0",
    ),
    details=(
        "收到{input}后，在 {minutes} 分钟内于{tool}中打开记录，逐项核对编号、日期和经办人。",
        "{output}写明事由、依据、完成日期和第一责任人四项，缺一项即退回补齐。",
        "同一事由在 {days} 天内再次发生的，并入原记录并把次数加 1，不另行开单。",
        "附件按「编号-序号」命名后上传到{tool}，单件不超过 {hours} MB，清晰度以能读出最小字号为准。",
        "{role}与{other}意见不一致时取较高一级，并把两人的理由都写入{output}。",
        "金额超过 {amount} 元的，须附 {count} 份报价或历史成交记录，由{other}在 {hours} 小时内复算。",
        "连续 {count} 次联系不上的，间隔 {minutes} 分钟改发短信，短信视为已经通知。",
        "办理口径以 {number} 为准；两处写法不一致时停止办理，并在当日报{boss}裁定。",
        "每周五 18 时前导出本周全部记录，抽取 {count} % 与原件比对，差错率高于 {count} % 的全部重做。",
        "夜班受理的于次日 9:30 前补录完毕，补录人与受理人不是同一人的，在备注中写明两人姓名。",
        "纸质件扫描后当日归入文件夹，原件由{role}保管 {count} 年，借阅须在{tool}登记归还日期。",
        "**不得**口头改变结论：任何改动先在{tool}中留痕，再由{boss}点击确认。",
        "涉及 {number} 的事项，在{output}中引用对方的记录编号，不重复收集同样的资料。",
        "等待答复期间每 {hours} 小时向申请人通报一次进展，通报写明当前环节、经办人和预计完成的时刻。",
        "系统不可用超过 {minutes} 分钟的，改用纸质记录，恢复后 {hours} 小时内由{role}补录并由{other}核对。",
        "{other}只核对事实和数字，不改写结论；核对发现 {count} 处以上差错的，整份退回重做。",
    ),
    sentences={
        "purpose": (
            "规定{thing}从提出到归档的全部环节，明确每一步由谁办、多久办完、交出什么。",
            "本流程与 {number} 衔接：前者负责受理口径，本流程负责办理与留痕。",
            "办理过程中的每一份记录都能在 {minutes} 分钟内查到，任何一步超过时限都有人负责说明。",
        ),
        "training": (
            "- 对象：{role}与{boss}，上岗前完成 {count} 学时，内容为办理口径、{tool}操作和记录填写。",
            "- 考核：20 道选择题加 1 次实操，总分 100 分，80 分合格；不合格者 5 个工作日内补考 1 次。",
            "- 复训：每季度 {count} 学时，重点讲本季度改动的条款。",
        ),
        "contingency": (
            "{tool}中断超过 {minutes} 分钟时，{role}电话报告{boss}，{boss}在 {minutes} 分钟内决定是否启用纸质记录。",
            "同时按 {number} 报障；恢复后 {hours} 小时内补录，补录差错率不得高于 {count} %。",
        ),
        "supervision": (
            "每月抽查 {count} % 的已关闭记录，核对按时办结率、差错率、完整率三个指标。",
            "任何一项连续 2 个月低于目标值，{boss}在 {days} 个工作日内提交改进计划，按 {number} 跟踪。",
        ),
        "records": (
            "| 记录 | 保管岗位 | 保存期限 |",
            "|---|---|---|",
            "| {input} | {role} | {count} 年 |",
            "| {output} | {other} | {count} 年 |",
        ),
        "terms": (
            "- 办结：申请人确认结果，且全部记录已归档。",
            "- 超出权限：金额超过 {amount} 元，或影响 {count} 个以上部门。",
        ),
    },
)
