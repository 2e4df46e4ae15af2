"""The words of a page that a search finds, by headings: expected values are written out."""

import pytest

from sop_docs.compile.search_text import passages, plain
from sop_docs.model.page import Page, PageKind
from sop_docs.model.search import Passage

PAGE = """\
# 客户投诉 {#sop-cs-2024-001}

<p class="sop-stamp" data-search-exclude data-sop-states="{}"><span>现行有效</span></p>

<dl class="sop-facts">
<div class="sop-fact"><dt>编号</dt> <dd>
SOP-CS-2024-001</dd></div>
<div class="sop-fact"><dt>目标</dt> <dd>
<ul>
<li>≤ 10 分钟</li>
<li>≥ 95 %</li>
</ul>
</dd></div>
</dl>

<p class="sop-switch" hidden><button type="button" data-sop-variant="">全部</button></p>

## 目的 {#purpose}

有**结论**，见 [SOP-CS-2024-002](SOP-CS-2024-002.md "咨询")。

## 职责分工 {#raci data-search-exclude}

<table><tr><td>客服专员</td></tr></table>

## 步骤 {#steps data-search-exclude}

### <span class="sop-number">1</span> 接收 \\<b\\> {#step-receive .sop-step}

<dl class="sop-facts"><div><dt>输入</dt> <dd>
<a href="#step-x">登记表</a><span class="sop-note">（步骤 3）</span></dd></div></dl>

先致意。

#### 话术 {#step-receive-1}

- 您好
- 请讲

```text
# 不是标题 <code>
```

### <span class="sop-number">2</span> 结束 {#step-end .sop-step}

| 记录 | 期限 |
|---|---|
| 登记表 | 3 年 |

## 记录
"""


def read(text: str, **more: object) -> list[Passage]:
    return list(passages(Page("a.md", "t", text, PageKind.SOP, **more)))  # type: ignore[arg-type]


def test_a_page_is_read_by_headings_and_a_step_with_all_that_is_in_it() -> None:
    assert read(PAGE) == [
        Passage("", "", "编号 SOP-CS-2024-001 · 目标 ≤ 10 分钟 · ≥ 95 %"),
        Passage("purpose", "目的", "有结论，见 SOP-CS-2024-002。"),
        Passage("step-receive", "1 接收 <b>", "输入 登记表 先致意。 话术 您好 请讲 # 不是标题 <code>"),
        Passage("step-end", "2 结束", "记录 期限 登记表 3 年"),
        Passage("", "记录", ""),
    ]


def test_parts_that_were_kept_apart_are_read_in_their_places() -> None:
    text = "# T {#t}\n\n<!-- sop:part 0 -->\n\n## A {#a}\n\n<!-- sop:part 1 -->\n"
    parts = ("<dl><div><dt>编号</dt> <dd>X-1</dd></div></dl>", '<div data-search-exclude="">nothing</div>')
    assert read(text, parts=parts) == [Passage("", "", "编号 X-1"), Passage("a", "A", "")]


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("a *b* __c__ `d_e` snake_case_name", "a b c d_e snake_case_name"),
        ("许用 `<b>`、`<br>`、`[x](y)`、`<!-- x -->`", "许用 <b>、<br>、[x](y)、<!-- x -->"),
        ("\\*literal\\* &lt;script&gt; &amp;amp;", "*literal* <script> &amp;"),
        ("![图](x.png) [文][1] <https://example.com>", "图 文 <https://example.com>"),
        ("1. 先\n2) 后\n> 引\n+ 加", "先 后 引 加"),
        ("5 < 6 > 4", "5 < 6 > 4"),
        ("<!-- 不说 --><button>按</button>说", "说"),
        ("  \n\t ", ""),
    ],
)
def test_markup_goes_and_words_stay(markdown: str, words: str) -> None:
    assert plain(markdown) == words
