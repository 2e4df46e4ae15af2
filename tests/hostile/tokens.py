"""What generated input is put together from."""


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NASTY = (
    *("", " ", "\t", "\n", "\n\n", "\n---\n", "- ", ": ", " #", "? ", "!!python/object:x ", "&a ", "<<: ", "\\x1b[2J"),
    *_split(
        "... ~ null - : ： # ? | > ! !< *a { } [ ] , ， 、 ； ' \" \\ \\0 \\ud800 ` % @ ( ) （ ） → -> ≤ < <= <!-- -->"
    ),
    *_split("${ ${a} {0} {{ $ <script> <b &lt; &#106; javascript: // ../ ..\\ :: ##vso[ ##[ %0A \ufffd __class__"),
    *_split("\U0001f600 e\u0301 ＳＯＰ １２ ٣ ① ㈠ Ⅳ ½ 十 零 〇 廿 半 ß İ 0 1 -1 1e9 1.10 0x1F 1_000 12:30 2025-02-30"),
    *_split("2026-10-01 9999-12-31 SOP-CS-2024-001 SOP-CS-2024-001@9.9 FORM-CS-001 end start 结束 a.b on no"),
    "9" * 50,
)
"""What means something to YAML, Markdown, a shell, a regular expression, a number reader or a build server."""

HIDDEN = ("\x1b[2J", "\0", "\x7f", "\x85", "\u2028", "\u200b", "\u202e", "\ufeff", "\xad", "\r", "\x0b")
"""What the byte gate refuses or warns of."""

WORDS = _split("客服专员 客服主管 客户服务部 王丽 投诉单 接收 receive handle 甲 乙 x 是 否")
"""What means something to the library that is attacked."""

FRONT_KEYS = (
    *_split(
        "id title version status effective review owner supervisor prepared reviewed approved scenario scope goals"
    ),
    *_split(
        "variants change inputs language department allow replaced-by assessed 编号 标题 生效日期 适用范围 目标 变体"
    ),
    *_split("module params form fields template aprover true 1 <<"),
    "? a\n",
)
STEP_KEYS = (
    *_split(
        "步骤号 执行 负责 咨询 知情 复核 时限 频次 输入 输出 表单 工具 标准 前置条件 完成条件 交接 判断 异常 下一步"
    ),
    *_split("汇合 引用 参数 调用 作为 limit R x"),
    "执 行",
)
STEP_LINES = (
    *("", "", "- 引用：m", "- 参数：a = ${a}", "    - 是 → 接收", "  - x", "```", "<!--", "-->", "---", "==="),
    "<!-- sop: allow SOP601 because 引用 -->",
)
AMOUNTS = (
    *("10 分钟", "≤ 24 小时", "1 个工作日", "2 小时 30 分钟", "半小时", "一个半小时", "两天", "3 至 5 个工作日"),
    *("每月 5 日前", "1–2 hours", "within 3 working days", "half an hour", "T+1", "当天", "24/7", "1 小时 1 月"),
    *("0 分钟", "尽快", "95 %"),
)
SIGNS = ("≤", "≥", "<", ">", "=", "约", "within ", "不超过 ", "平均", "")
UNITS = ("分钟", "小时", "天", "个工作日", "月", "年", "周", "hours", "days", "%", "日前", "个", "")

NUMBER_PARTS = (
    *_split("{type} {dept} {year} {seq:03} {seq} {business} - . _ SOP { } {seq: {seq:99} {0} {} ( )* [A-Z]+ {type!r}"),
    *("\\\\d", ""),
)
MARKDOWN = (
    *(
        "# ",
        "## ",
        "- ",
        "1. ",
        "> ",
        "    ",
        "\t",
        "\n",
        "\n",
        "\n\n",
        "\n\n",
        " ",
        "[a]: ",
        "<a href=",
        "<svg onload=",
    ),
    *(
        "<img src=x onerror=alert(1)>",
        "{: .x }",
        "{: onclick=alert(1) }",
        "{ .x onclick=y }",
        "!!! note\n",
        "Term\n:   x",
    ),
    *_split("``` ~~~ ` `` ** __ * _ | |---| --- === [ ] ]( ) ![ [^1] [a] < > </ /> <!-- --> <! <? <![CDATA[ <b> <br>"),
    *_split(
        "<kbd> </kbd> <script> </script> { } {: {#a} onclick=alert(1) style=x \" ' javascript:alert(1) java script:"
    ),
    *_split(
        "data:text/html,x https://example.com //example.com & &#106; &colon; &lt; &Tab; %6A \\ \\< \\` : *[a]: (c) a"
    ),
    *_split("文字 a@b.c <a@b.c> <https://x> <x:y> SOP-CS-2024-001 ${a}"),
)
