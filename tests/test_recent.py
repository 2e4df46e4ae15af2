"""The page of recent changes and its feeds: from change logs and a library, on a day."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from sop_docs.compile.navigation import navigation
from sop_docs.compile.press import Press
from sop_docs.compile.recent import Event, EventKind, Recent, recent
from sop_docs.compile.recent_feeds import recent_files
from sop_docs.compile.recent_page import recent_page
from sop_docs.compile.shelf import Shelf
from sop_docs.compile.site import compile_site
from sop_docs.compile.site_map import collisions
from sop_docs.effects.catalogue import load_words
from sop_docs.effects.templates import environment
from sop_docs.model.change import Change, Kind, Weight
from sop_docs.model.change_log import ChangeLog, LoggedVersion
from sop_docs.model.library import Library
from sop_docs.model.lifecycle import State, Status
from sop_docs.model.past import Edition, Snapshot
from sop_docs.model.place import Source
from sop_docs.model.revision import Head, Person, Revision
from sop_docs.model.version import Remark, Version
from sop_docs.parse.document import read_document
from sop_docs.parse.library import assemble
from sop_docs.parse.vocabulary import read_vocabulary

ONE, TWO = "SOP-CS-2024-001", "SOP-CS-2024-002"
DAY = date(2025, 6, 15)
ZH, EN = load_words("zh"), load_words("en")
VOCABULARY = "departments: {CS: 客服部}\nroles:\n  专员: {department: CS}\n  主管: {department: CS}\n"
ATOM = "{http://www.w3.org/2005/Atom}"


def library(
    *, number: str = ONE, effective: str = "2024-09-01", status: str = "approved", title: str = "客户投诉处理"
) -> Library:
    text = f"""\
---
id: {number}
title: {title}
version: 1.1
status: {status}
department: 客服部
owner: 主管
effective: {effective}
review: 1 年
prepared: 张三
reviewed: 李四
approved: 王五
goals: [按时率 ≥ 95 %]
scope: {{applies: 线上, excludes: 无, from: 收到, to: 答复}}
---

## 步骤

### 受理

- 执行：专员
"""
    vocabulary, _ = read_vocabulary(Source("vocabulary.yml", VOCABULARY))
    found, problems = assemble([read_document(Source(f"cs/{number}.md", text), vocabulary)], vocabulary, ())
    assert not any(problems.values())
    return found


def one_commit(version: str, status: Status, subject: str) -> tuple[Edition, Revision]:
    own = Snapshot(0, f"cs/{ONE}.md", "0" * 40, Head("sop", ONE, "客户投诉处理", version, status))
    return Edition(0, own, ""), Revision("", (), Person("", ""), None, None, subject)


def logged(
    version: str,
    issued: str = "",
    *,
    since: str = "",
    until: str = "",
    status: Status = Status.APPROVED,
    reason: str = "",
    changes: tuple[str, ...] = (),
) -> LoggedVersion:
    edition, commit = one_commit(version, status, reason)
    days = [date.fromisoformat(day) if day else None for day in (issued, since, until)]
    return LoggedVersion(
        Version(version, status, (edition,), days[0], days[0], days[1], days[1] or days[0], days[2]),
        State.IN_FORCE,
        (),
        (),
        reason,
        typed=True,
        commits=(commit,),
        changes=tuple((Change(Kind.TITLE, "", Weight.MINOR), words) for words in changes),
        remarks=(),
    )


def log(*newest_first: LoggedVersion, number: str = ONE, title: str = "客户投诉处理", shown: int | None = 0) -> Shelf:
    """Return the versions of a document; the one at its own address by its place, None where it is no more."""
    return Shelf(ChangeLog(number, title, complete=True, versions=newest_first), f"cs/{number}.md", shown)


def told(found: Recent) -> list[str]:
    return [" ".join([str(one.day), one.kind, one.number[-3:], f"V{one.version}", one.words]) for one in found.past]


def happened(*newest_first: LoggedVersion, day: date = DAY) -> list[str]:
    return told(recent([log(*newest_first)], Library(), day))


def test_what_a_document_lives_through_newest_first() -> None:
    first = logged("1.0", "2024-07-01", until="2025-02-01", reason="新建")
    second = logged("1.1", "2025-02-01", until="2025-05-01", reason="时限改为 48 小时", changes=("步骤 3 时限",))
    third = logged("2.0", until="2025-05-01", status=Status.RETIRED, reason="并入 SOP-CS-2024-002")
    assert happened(third, second, first) == [
        "2025-05-01 retired 001 V2.0 并入 SOP-CS-2024-002",
        "2025-02-01 revised 001 V1.1 时限改为 48 小时",
        "2024-07-01 new 001 V1.0 新建",
    ]


def test_a_text_that_comes_into_force_later_is_told_twice() -> None:
    version = logged("1.0", "2025-03-01", since="2025-04-01", reason="新建")
    found = recent([log(version)], Library(), DAY)
    assert told(found) == ["2025-04-01 effective 001 V1.0 ", "2025-03-01 new 001 V1.0 新建"]
    assert [one.later for one in found.past] == [None, date(2025, 4, 1)]
    before = recent([log(version)], Library(), date(2025, 3, 31))
    assert told(before) == ["2025-03-01 new 001 V1.0 新建"]
    assert [(one.day, one.kind) for one in before.coming] == [(date(2025, 4, 1), "effective")]


def test_a_text_that_was_replaced_before_its_day_never_came_into_force() -> None:
    first = logged("1.0", "2025-03-01", since="2025-05-01", until="2025-04-01")
    assert happened(logged("1.1", "2025-04-01"), first) == [
        "2025-04-01 revised 001 V1.1 ",
        "2025-03-01 new 001 V1.0 ",
    ]


def test_a_text_that_went_back_to_draft_does_not_come_into_force() -> None:
    version = logged("1.0", "2025-03-01", since="2025-05-01", status=Status.DRAFT)
    assert happened(version) == ["2025-03-01 new 001 V1.0 "]


def test_drafts_are_no_news() -> None:
    draft = logged("1.1", status=Status.DRAFT, until="2025-06-01")
    assert happened(draft) == []
    assert happened(logged("1.1", status=Status.RETIRED, until="2025-06-01")) == []
    assert recent([log(shown=None)], Library(), DAY) == Recent(DAY, (), ())
    issued = logged("1.0", "2025-01-01", reason="新建")
    assert happened(draft, issued) == ["2025-01-01 new 001 V1.0 新建"]
    gone = log(draft, issued, shown=None)
    assert told(recent([gone], Library(), DAY)) == [
        "2025-06-01 deleted 001 V1.0 ",
        "2025-01-01 new 001 V1.0 新建",
    ]


def test_the_commit_that_deletes_says_why() -> None:
    version = logged("1.0", "2025-01-01", until="2025-02-01")
    _, commit = one_commit("1.0", Status.APPROVED, "cleaned up")
    version = replace(version, remarks=((Remark("SOP176", 1), "", commit),))
    (deleted, _) = recent([log(version, shown=None)], Library(), DAY).past
    assert (deleted.kind, deleted.words, deleted.subject) == ("deleted", "cleaned up", True)


def test_the_commit_that_withdraws_says_why() -> None:
    run = ((Status.APPROVED, "issue"), (Status.RETIRED, "no longer needed"), (Status.RETIRED, "typo"))
    version = logged("1.0", "2025-01-01", until="2025-02-01", status=Status.RETIRED, reason="issue")
    editions, commits = zip(*(one_commit("1.0", *one) for one in run), strict=True)
    version = replace(version, version=replace(version.version, editions=editions), commits=commits, typed=False)
    found = recent([log(version)], library(), DAY)
    assert told(found) == ["2025-02-01 retired 001 V1.0 no longer needed", "2025-01-01 new 001 V1.0 issue"]
    assert [one.subject for one in found.past] == [True, True]
    text = recent_page(found, Press(library(), EN, DAY, environment())).text
    assert 'no longer needed <span class="sop-note">(the commit&#39;s subject)</span>' in text
    item = json.loads(recent_files(found, EN, "x")["changes.json"])["items"][1]
    assert item["content_html"] == "<p>issue (the commit&#39;s subject)</p>"


def test_a_text_from_elsewhere_came_on_the_day_it_says() -> None:
    assert happened(logged("1.0", "2025-05-01", since="2024-08-01")) == ["2024-08-01 new 001 V1.0 "]
    assert happened(logged("1.0", "2025-05-01", since="2020-08-01")) == []


def test_a_year_is_told_and_two_hundred_events() -> None:
    assert happened(logged("1.0", "2024-06-16")) == ["2024-06-16 new 001 V1.0 "]
    assert happened(logged("1.0", "2024-06-15")) == []
    logs = [log(logged("1.0", "2025-01-01"), number=f"SOP-{at:03}") for at in range(300)]
    found = recent(reversed(logs), Library(), DAY)
    assert len(found.past) == 200
    assert [one.number for one in found.past[:2]] == ["SOP-000", "SOP-001"]


def test_reviews_are_told_in_their_last_thirty_days_and_when_they_are_over() -> None:
    texts = library()  # due on 2025-09-01
    assert recent([], texts, date(2025, 8, 2)).coming == ()
    (event,) = recent([], texts, date(2025, 8, 3)).coming
    assert (event.day, event.announced, event.kind) == (date(2025, 9, 1), date(2025, 8, 3), "review-due")
    assert (event.number, event.version, event.path) == (ONE, "1.1", "cs/SOP-CS-2024-001.md")
    assert told(recent([], texts, date(2025, 9, 2))) == ["2025-09-01 review-due 001 V1.1 "]
    assert recent([], library(status="retired"), date(2025, 9, 2)).past == ()
    assert recent([], library(effective="2025-09-03"), date(2025, 9, 2)).coming == ()


def test_a_version_that_came_twice_has_two_keys() -> None:
    days = ("2025-04-01", "2025-03-01", "2025-02-01", "2025-01-01")
    found = recent([log(*map(logged, ("1.1", "1.0", "1.1", "1.0"), days))], Library(), DAY)
    assert [one.key.removeprefix(ONE) for one in found.past] == [
        "/1.1/revised/2",
        "/1.0/revised",
        "/1.1/revised",
        "/1.0/new",
    ]


def test_keys_stay_when_older_events_are_no_longer_told() -> None:
    history = [log(*map(logged, ("1.1", "1.0", "1.1"), ("2025-04-01", "2025-03-01", "2024-07-01")))]
    early = {one.key for one in recent(history, Library(), DAY).past}
    late = {one.key for one in recent(history, Library(), date(2026, 3, 1)).past}
    assert late < early


def test_an_event_leads_to_its_document_and_to_its_version() -> None:
    here = log(*map(logged, ("2.0", "1.1", "1.0"), ("2025-05-01", "2025-04-01", "2025-01-01")), shown=1)
    gone = log(logged("1.0", "2025-01-01", until="2025-06-01"), number=TWO, shown=None)
    links = [(one.kind, one.path, one.text) for one in recent([here, gone], Library(), DAY).past]
    assert links == [
        ("deleted", "cs/SOP-CS-2024-002/versions.md", "cs/SOP-CS-2024-002/1.0.md"),
        ("revised", "cs/SOP-CS-2024-001.md", "cs/SOP-CS-2024-001/2.0.md"),
        ("revised", "cs/SOP-CS-2024-001.md", "cs/SOP-CS-2024-001.md"),
        ("new", "cs/SOP-CS-2024-001.md", "cs/SOP-CS-2024-001/1.0.md"),
        ("new", "cs/SOP-CS-2024-002/versions.md", "cs/SOP-CS-2024-002/1.0.md"),
    ]


def sample() -> Recent:
    first = logged("1.0", "2025-01-01", since="2025-02-01", reason="新建")
    second = logged("1.1", "2025-03-01", reason="时限", changes=tuple(f"第 {at} 处" for at in range(1, 8)))
    gone = log(logged("1.0", "2025-03-01", until="2025-04-01"), number=TWO, title="回访", shown=None)
    return recent([log(second, first), gone], library(effective="2024-07-01"), DAY)


def test_the_page_has_what_is_coming_and_what_was() -> None:
    page = recent_page(sample(), Press(library(), ZH, DAY, environment()))
    lines = re.sub(r"<[^>]+>", " ", page.text).split("\n")
    shown = [" ".join(line.split()) for line in lines if line.strip()]
    assert (page.path, page.title, page.kind, page.written) == ("changes.md", "近期变更", "recent", False)
    assert shown == [
        "# 近期变更 {#changes}",
        "订阅： Atom · JSON Feed",
        "## 即将发生 {#coming data-search-exclude}",
        "日期 事项 文件 版本 原因与内容",
        "2025-07-01 复审到期 SOP-CS-2024-001 客户投诉处理 V1.1",
        "接下来没有已经定下的事项。",  # hidden, as is the next one, until a reader's day makes it true
        "截至本站生成之日 2025-06-15",
        "## 近十二个月 {#past data-search-exclude}",
        "日期 事项 文件 版本 原因与内容",
        "2025-04-01 删除 SOP-CS-2024-002 回访 V1.0",
        "2025-03-01 修订 SOP-CS-2024-001 客户投诉处理 V1.1 时限 第 1 处 第 2 处 第 3 处 第 4 处 第 5 处 另有 2 处",
        "2025-03-01 新发布 SOP-CS-2024-002 回访 V1.0",
        "2025-02-01 生效 SOP-CS-2024-001 客户投诉处理 V1.0",
        "2025-01-01 新发布 SOP-CS-2024-001 客户投诉处理 V1.0 2025-02-01 起生效 新建",
        "近十二个月没有变更。",
    ]
    assert page.text.count('<p class="sop-nothing" hidden>') == 2
    assert '<a href="changes.atom">Atom</a>' in page.text
    assert '<a href="cs/SOP-CS-2024-001.html">SOP-CS-2024-001 客户投诉处理</a>' in page.text
    assert '<a href="cs/SOP-CS-2024-001/1.0.html">V1.0</a>' in page.text
    assert navigation([page], ZH) == [{"近期变更": "changes.md"}]


def test_a_site_has_the_page_where_its_history_is_known() -> None:
    without = compile_site(Library(), EN, DAY, environment())
    known = compile_site(Library(), EN, DAY, environment(), shelves={})
    assert {page.path for page in known} - {page.path for page in without} == {"changes.md"}


def test_a_page_without_changes_says_so() -> None:
    text = recent_page(Recent(DAY, (), ()), Press(Library(), EN, DAY, environment())).text
    assert text.endswith("Nothing has changed in the last twelve months.\n")
    assert "Coming up" not in text


def test_the_json_feed() -> None:
    files = recent_files(sample(), ZH, "客服文件", "https://sop.example/docs/")
    feed = json.loads(files["changes.json"])
    items = feed.pop("items")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "客服文件：近期变更",
        "home_page_url": "https://sop.example/docs/changes.html",
        "feed_url": "https://sop.example/docs/changes.json",
        "language": "zh",
        "authors": [{"name": "客服文件"}],
    }
    assert [(item["date_published"], item["title"]) for item in items] == [
        ("2025-06-02T00:00:00Z", "复审到期：SOP-CS-2024-001 客户投诉处理 V1.1"),
        ("2025-04-01T00:00:00Z", "删除：SOP-CS-2024-002 回访 V1.0"),
        ("2025-03-01T00:00:00Z", "修订：SOP-CS-2024-001 客户投诉处理 V1.1"),
        ("2025-03-01T00:00:00Z", "新发布：SOP-CS-2024-002 回访 V1.0"),
        ("2025-02-01T00:00:00Z", "生效：SOP-CS-2024-001 客户投诉处理 V1.0"),
        ("2025-01-01T00:00:00Z", "新发布：SOP-CS-2024-001 客户投诉处理 V1.0"),
    ]
    assert items[0] == {
        "id": "urn:uuid:ac39b174-72a9-5182-a30b-8992cb3cd9ce",
        "url": "https://sop.example/docs/cs/SOP-CS-2024-001.html",
        "title": "复审到期：SOP-CS-2024-001 客户投诉处理 V1.1",
        "content_html": "<p>最迟 2025-07-01 复审</p>",
        "date_published": "2025-06-02T00:00:00Z",
        "tags": ["review-due"],
        "_sop": {"kind": "review-due", "number": ONE, "version": "1.1", "day": "2025-07-01"},
    }
    assert items[1]["url"] == "https://sop.example/docs/cs/SOP-CS-2024-002/versions.html"
    assert items[2]["content_html"].startswith("<p>时限</p><ul><li>第 1 处</li><li>第 2 处</li>")
    assert items[5]["content_html"] == "<p>新建</p><p>2025-02-01 起生效</p>"
    assert {"id", "content_html"} <= set.intersection(*(set(item) for item in items))  # what the standard requires
    assert len({item["id"] for item in items}) == 6


def test_the_atom_feed_to_the_letter() -> None:
    event = Event(date(2025, 1, 1), EventKind.NEW, ONE, "投诉", "1.0", "新建 & 发布", key="key", path="cs/a.md")
    text = recent_files(Recent(DAY, (event,), ()), EN, "Library", "https://sop.example")["changes.atom"]
    assert (
        text.replace("><", ">\n<")
        == """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>urn:uuid:82e9804a-39bd-5113-bd60-c4d7e45d5cab</id>
<title>Library: recent changes</title>
<updated>2025-01-01T00:00:00Z</updated>
<author>
<name>Library</name>
</author>
<link rel="self" type="application/atom+xml" href="https://sop.example/changes.atom" />
<link rel="alternate" type="text/html" href="https://sop.example/changes.html" />
<entry>
<id>urn:uuid:8622b29a-5eae-5aa7-8070-b0c703ac5b8d</id>
<title>New: SOP-CS-2024-001 投诉 V1.0</title>
<updated>2025-01-01T00:00:00Z</updated>
<link rel="alternate" type="text/html" href="https://sop.example/cs/a.html" />
<category term="new" label="New" />
<content type="html">&lt;p&gt;新建 &amp;amp; 发布&lt;/p&gt;</content>
</entry>
</feed>
"""
    )


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - our own


def atom_faults(text: str) -> Iterator[str]:
    """Yield what RFC 4287 would not have, section 4."""
    root = parsed(text)
    ids = [one.text for one in root.iter(f"{ATOM}id")]
    if root.tag != f"{ATOM}feed" or len(ids) != len(set(ids)):
        yield "no feed, or an id used twice"
    if not root.findall(f"{ATOM}author/{ATOM}name"):
        yield "no author"
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            if len(element.findall(f"{ATOM}{name}")) != 1:
                yield f"{element.tag}: not one {name}"
        if not re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext(f"{ATOM}id", "")):
            yield "an id that is no IRI"
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", element.findtext(f"{ATOM}updated", "")):
            yield "no moment"
        links = [link.attrib for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        if len(links) > 1 or not all(link["href"] for link in links):
            yield "alternate links"
    known = {"id", "title", "updated", "link", "category", "content", "author", "name", "entry", "feed"}
    yield from (one.tag for one in root.iter() if one.tag.removeprefix(ATOM) not in known)


@pytest.mark.parametrize("site_url", ["", "https://sop.example"])
def test_the_atom_feed_is_one(site_url: str) -> None:
    for words in (ZH, EN):
        for found in (sample(), Recent(DAY, (), ())):
            assert list(atom_faults(recent_files(found, words, "Library", site_url)["changes.atom"])) == []


def test_without_a_site_url_links_are_relative() -> None:
    files = recent_files(sample(), ZH, "x")
    feed = json.loads(files["changes.json"])
    assert (feed["home_page_url"], feed["feed_url"]) == ("changes.html", "changes.json")
    assert feed["items"][0]["url"] == "cs/SOP-CS-2024-001.html"
    links = [link.get("href") for link in parsed(files["changes.atom"]).iter(f"{ATOM}link")]
    assert links[:3] == ["changes.atom", "changes.html", "cs/SOP-CS-2024-001.html"]
    assert "base" not in files["changes.atom"]


HOSTILE = "]]><script>alert(1)</script> \x00\x1b[31m\x08\x85\u2028\ufffe\uffff\ud800 &amp; <!-- x --> ${{ x }} {0}"
SAFE = "]]><script>alert(1)</script> \ufffd\ufffd[31m\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd &amp; <!-- x --> ${{ x }} {0}"


def test_hostile_words_stay_words() -> None:
    history = log(
        logged("1.1", "2025-02-01", reason=HOSTILE, changes=(HOSTILE,)),
        logged(HOSTILE, "2025-01-01", reason=HOSTILE),
        number=HOSTILE,
        title=HOSTILE,
    )
    found = recent([replace(history, path="cs/a b<c>.md")], Library(), DAY)
    files = recent_files(found, EN, HOSTILE, 'https://sop.example/"><script>')
    assert files["changes.atom"].encode()
    assert files["changes.json"].encode()
    assert list(atom_faults(files["changes.atom"])) == []
    content = parsed(files["changes.atom"]).findtext(f"{ATOM}entry/{ATOM}content", "")
    assert content.startswith("<p>]]&gt;&lt;script&gt;alert(1)&lt;/script&gt; ")
    entry = parsed(files["changes.atom"]).findall(f"{ATOM}entry")[1]
    assert entry.findtext(f"{ATOM}title") == f"New: {SAFE} {SAFE} V{SAFE}"
    item = json.loads(files["changes.json"])["items"][0]
    assert "<script" not in item["content_html"]
    assert item["title"] == f"Revised: {SAFE} {SAFE} V1.1"
    text = recent_page(found, Press(Library(), EN, DAY, environment())).text
    assert "<script" not in text
    assert "<!--" not in text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


def test_words_with_blank_lines_do_not_end_the_table() -> None:
    history = log(logged("1.0", "2025-01-01", reason="one\n\n# two\n\n\n<b>"))
    text = recent_page(recent([history], Library(), DAY), Press(Library(), EN, DAY, environment())).text
    assert "\n\n" not in text[text.rindex("<section") :].rstrip("\n")


def test_the_same_words_from_the_same_history() -> None:
    one, other = (recent_files(sample(), ZH, "x", "https://sop.example") for _ in range(2))
    assert one == other
    entries = [parsed(recent_files(sample(), words, "x")["changes.atom"]) for words in (ZH, EN)]
    ids = [[entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")] for feed in entries]
    assert ids[0] == ids[1]


@pytest.mark.parametrize("path", ["changes.json", "changes.atom"])
def test_a_file_where_a_feed_would_stand_is_told(path: str) -> None:
    (problem,) = collisions(Library(attachments=("cs/a.png", path)))
    assert (problem.key, problem.place.path, problem.values["path"]) == ("SOP130", path, path)


def test_a_page_where_the_changes_would_stand_is_told() -> None:
    (problem,) = collisions(Library(pages=(Source("changes.md", "# 变更"),)))
    assert (problem.key, problem.place.path) == ("SOP130", "changes.md")
