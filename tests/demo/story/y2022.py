"""2022 and 2023: a text copy of what was signed on paper, and the first two procedures."""

from pathlib import Path

from ..acts import Write, add, draft, edit, issue, pilot, revise, submit
from ..edits import adds, key, row, words
from ..people import HE_JIE, HE_JIE_AT_HOME, LI_NA, WU_GANG, ZHOU_WEN
from ..tale import Event, On

_HOUSE = Path(__file__).parent.parent / "house"

_OLD_COMPLAINTS = "SOP-QA-2023-001"
_ROOMS = "SOP-OP-2023-003"

PAPER_YEARS: tuple[Event, ...] = (
    On("2022-11-07 09:30")
    .by(ZHOU_WEN)
    .commit(
        "建立标准流程文本库",
        Write("mkdocs.yml", (_HOUSE / "mkdocs.yml").read_text("utf-8")),
        Write("overrides/main.html", (_HOUSE / "overrides" / "main.html").read_text("utf-8")),
        Write(".gitignore", "site/\n.site-*/\n.cache/\n"),
        add("index.md"),
        add("vocabulary.yml"),
        body="流程仍以 Word 定稿、纸质会签为准。定稿后由文控转成文本存在这里，\n以便查到哪一天改了什么。",
    ),
    On("2022-11-21 15:10").by(ZHOU_WEN).commit("标准流程表", add("FORM-QA-001")),
    On("2022-12-12 10:05")
    .by(LI_NA)
    .commit(
        "起草客户投诉处理办法",
        draft(
            _OLD_COMPLAINTS,
            "0.1",
            # What today's text says of its own end was not known then; once retired it is not touched.
            never=(
                words(
                    "由质量部统一登记和答复。\n",
                    "由质量部统一登记和答复。2024 年起投诉改由客户服务部首接负责，本文件由 SOP-CS-2024-001 替代，"
                    "仅供查阅历史案件时对照使用。\n",
                ),
                row("2023-05-08 至 2024-06-30 期间的投诉档案", was="投诉档案由文控专员保管，保存 5 年。"),
            ),
        ),
    ),
    On("2022-12-19 16:40")
    .by(LI_NA, WU_GANG)
    .commit(
        "投诉办法：答复寄出前由质量部审核",
        draft(
            _OLD_COMPLAINTS,
            "0.2",
            adds("### 审核答复"),
            key("send", "输入", "投诉答复函", "投诉答复函、答复审核意见"),
        ),
    ),
    On("2023-01-16 11:20").by(LI_NA).commit("投诉办法送各部门会签", submit(_OLD_COMPLAINTS, "1.0")),
    # Today's rules refuse this version: a role that nobody has, a step without a limit, and 酌情.
    On("2023-02-01 14:00")
    .by(ZHOU_WEN)
    .commit("客户投诉处理办法 1.0 签批完成", issue(_OLD_COMPLAINTS, "1.0", "2023-02-06")),
    On("2023-05-04 09:50")
    .by(LI_NA, ZHOU_WEN)
    .commit(
        "客户投诉处理办法 1.1",
        revise(
            _OLD_COMPLAINTS,
            "1.1",
            "2023-05-08",
            "登记时效由 72 小时缩短为 48 小时，归档补上时限，补偿签字写明 200 元的界线",
            words("登记时效 ≤ 72 小时", "登记时效 ≤ 48 小时"),
            key("register", "时限", "≤ 72 小时", "≤ 48 小时"),
            key("check", "执行", "质量员", "质量专员"),
            key("archive", "时限", None, "≤ 3 个工作日"),
            words(
                "补偿金额较大的，酌情由客服部经理签字。",
                "补偿金额超过 200 元的，由客服部经理在答复函上签字。",
            ),
        ),
    ),
    On("2023-07-10 17:05")
    .by(ZHOU_WEN)
    .commit(
        "登记纸质文件用掉的编号",
        edit("vocabulary.yml", row("# 纸质文件时期用掉的编号"), row("reserved: ")),
    ),
    # Nobody can parse this version: an editor at home saved it as GBK, and the trial ran with it for three months.
    On("2023-08-28 21:37")
    .by(HE_JIE_AT_HOME)
    .commit("会议室管理 试行稿", pilot(_ROOMS, "0.9", "2023-09-04", encoding="gbk")),
    On("2023-11-27 10:15")
    .by(HE_JIE)
    .commit(
        "会议室管理 1.0，文件转为 UTF-8",
        revise(
            _ROOMS,
            "1.0",
            "2023-12-04",
            "试行三个月后转为正式，受理预订的时限由 4 小时缩短为 2 小时",
            words("受理预订时长 ≤ 4 小时", "受理预订时长 ≤ 2 小时"),
            key("book", "时限", "≤ 4 小时", "≤ 2 小时"),
            words("让每次预订在 4 小时内得到答复", "让每次预订在 2 小时内得到答复"),
        ),
    ),
)
