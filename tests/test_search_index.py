"""The scripts a browser searches in: what is in them, and that nothing of an author can be more than text."""

import json
from dataclasses import replace
from typing import Any

from sop_docs.compile.search_entries import PageReader, search_entries
from sop_docs.compile.search_index import search_files
from sop_docs.compile.site import compile_site
from sop_docs.effects.catalogue import load_words
from sop_docs.effects.templates import TEMPLATES as TEMPLATE_FOLDER
from sop_docs.model.page import PageKind
from sop_docs.model.search import Passage, SearchEntry, entry_from, entry_text
from sop_docs.model.vocabulary import Vocabulary
from test_pages import DAY, TEMPLATES, read, sources

WORDS = load_words("zh")
ASSETS = TEMPLATE_FOLDER / "assets"
ENTRY = SearchEntry(
    "cs/SOP-CS-2024-001.md",
    PageKind.SOP,
    "客户投诉",
    (Passage("", "", "编号 X · 部门 Y"), Passage("step-receive", "1 接收", "负责 经理 · 时限 ≤ 10 分钟")),
    number="SOP-CS-2024-001",
    version="1.2",
    department="CS",
    roles=("经理", "专员"),
    language="zh",
    dates=("approved", "2024-07-01", "2025-07-01", ""),
)


def files(*entries: SearchEntry, old: tuple[SearchEntry, ...] = ()) -> dict[str, Any]:
    """Return what each script brings, by name."""
    brought = {}
    for path, script in search_files(entries, old, Vocabulary(), WORDS).items():
        name = path.removeprefix("assets/sop/search/").removesuffix(".js")
        assert script.startswith(f'sop_search("{name}",')
        assert script.endswith(");\n")
        assert "\u2028" not in script
        brought[name] = json.loads(script.removeprefix(f'sop_search("{name}",').removesuffix(");\n"))
    return brought


def test_a_page_is_a_line_and_so_is_each_of_its_passages() -> None:
    index = (brought := files(ENTRY))["index"]
    assert (index["roles"], index["dates"], index["old"]) == (["专员", "经理"], [list(ENTRY.dates)], [])
    assert brought[index["shards"][0]].split("\n") == [
        "#sop\tSOP-CS-2024-001\t客户投诉\t1.2\tCS\t1,0\tzh\tcs/SOP-CS-2024-001.html",
        "\t\t编号 X\x7f部门 Y",
        "step-receive\t1 接收\t负责 经理\x7f时限 ≤ 10 分钟",
    ]


def test_what_steps_say_again_and_again_is_written_once() -> None:
    index = (brought := files(*(replace(ENTRY, path=f"{at}.md") for at in range(3))))["index"]
    assert index["often"] == ["时限 ≤ 10 分钟", "负责 经理", "编号 X", "部门 Y"]
    assert brought[index["shards"][0]].split("\n")[1:3] == [
        "\t\t\ue002\x7f\ue003",
        "step-receive\t1 接收\t\ue001\x7f\ue000",
    ]


def test_no_text_breaks_out_of_its_line_or_its_script() -> None:
    bad = 'a\tb\nc\u2028d\ue000e</script>");alert(1);//\\'
    entry = replace(ENTRY, title=bad, passages=(Passage("x", bad, bad),))
    index = (brought := files(entry))["index"]
    lines = brought[index["shards"][0]].split("\n")
    assert lines[0].split("\t")[2] == 'a b c\u2028d\ue000e</script>");alert(1);//\\'
    assert lines[1:] == [
        'x\ta b c\u2028d\ue000e</script>");alert(1);//\\\ta b c\u2028d\ufffde</script>");alert(1);//\\'
    ]


LAST_YEAR = ("approved", "2023-07-01", "2024-07-01", "2024-07-01")


def test_old_versions_have_scripts_of_their_own() -> None:
    old = replace(ENTRY, path="cs/SOP-CS-2024-001/1.0.md", kind=PageKind.VERSION, version="1.0", dates=LAST_YEAR)
    index = (brought := files(ENTRY, old=(old,)))["index"]
    assert index["oldDates"] == [["approved", "2023-07-01", "2024-07-01", "2024-07-01"]]
    assert set(index["shards"]).isdisjoint(index["old"])
    assert brought[index["old"][0]].startswith("#version\tSOP-CS-2024-001\t客户投诉\t1.0\t")


def test_a_large_library_is_cut_into_scripts_between_documents() -> None:
    texts = ([Passage(f"p{at}", "", f"{page} {at} " * 250) for at in range(100)] for page in range(4))
    brought = files(*(replace(ENTRY, passages=tuple(passages)) for passages in texts))
    shards = [brought[name] for name in brought["index"]["shards"]]
    assert all(shard.startswith("#sop\t") for shard in shards)
    assert len(shards) > 1
    assert sum(shard.count("#sop\t") for shard in shards) == 4


def test_a_kept_entry_comes_back_as_it_was() -> None:
    assert entry_from(entry_text(ENTRY)) == ENTRY


def test_pages_of_a_library_are_found_with_what_they_can_be_sifted_by() -> None:
    library = read(sources("sop"))
    pages = compile_site(library, WORDS, DAY, TEMPLATES)
    found = {entry.path: entry for entry in search_entries(pages, library, None, PageReader())}
    sop = next(entry for entry in found.values() if entry.kind is PageKind.SOP)
    model = library.sop[sop.number]
    assert sop.version == model.version
    assert set(sop.roles) <= set(library.vocabulary.roles)
    assert sop.dates[0] == model.identity.status.value
    assert [passage.anchor for passage in sop.passages if passage.anchor.startswith("step-")] == [
        f"step-{step.id}" for step in model.steps
    ]
    assert all(entry.passages == (Passage("", "", ""),) for entry in found.values() if entry.kind is PageKind.ROLE)


def test_the_letters_are_what_their_sources_say() -> None:
    script = (ASSETS / "search_letters.js").read_text("utf-8").partition('sop_search("letters",')[2]
    letters = json.loads(script.removesuffix(");\n"))
    simple = dict(zip(letters["traditional"], letters["simplified"], strict=True))
    assert [simple[char] for char in "資費報銷權後裏"] == list("资费报销权后里")
    assert all(len(char.encode("utf-16-le")) == 2 for pair in simple.items() for char in pair)
    said = letters["sounds"].split(" ")
    sounds = {char: sound for sound, chars in zip(said[::2], said[1::2], strict=True) for char in chars}
    assert [sounds[char] for char in "投诉评审吕"] == ["tou", "su", "ping", "shen", "lv"]
    assert len(sounds) == 6763
