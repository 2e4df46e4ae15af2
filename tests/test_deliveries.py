"""The record of deliveries: what can be read, what is appended, and that no number is given twice."""

import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser

from bundle_library import ABOUT, CONTENTS, EN, sealed
from git_library import VOCABULARY, sop
from sop_docs.compile.deliveries_page import deliveries_page
from sop_docs.compile.holdings import Holder, Standing, behind
from sop_docs.compile.press import Press
from sop_docs.effects import delivery as effects
from sop_docs.effects.templates import environment
from sop_docs.export.distribution import Book, delivery_of, opened_book
from sop_docs.export.write import write_bundle
from sop_docs.model.bundle import About
from sop_docs.model.delivery import Delivery
from sop_docs.model.library import Library
from sop_docs.model.part import Receiver
from sop_docs.model.place import Source
from sop_docs.model.problem import SopError
from sop_docs.parse.deliveries import read_deliveries, read_receiver
from sop_docs.parse.document import read_document
from sop_docs.parse.library import assemble
from sop_docs.parse.order import order_of
from sop_docs.parse.vocabulary import read_vocabulary
from sop_docs.project.load import read_record
from sop_docs.report.delivery import delivery_text

DAY = date(2026, 11, 21)
COMMIT, SUMS, ZIP = "0123456789abcdef" * 2 + "01234567", "a" * 64, "0" * 64
HEAD = "- copy: 1\n  to: 甲\n  date: 2026-11-21\n"
ENTRY = Delivery(
    7,
    "某某公司质量部",
    DAY,
    {"SOP-CS-2024-001": ("1.1", "1.0"), "SOP-FI-2024-001": ("1.10",)},
    date(2026, 11, 20),
    COMMIT,
    SUMS,
    ZIP,
    {"department": "CS", "versions": "in-force"},
)
WRITTEN = """\
- copy: 7
  to: "某某公司质量部"
  date: 2026-11-21
  day: 2026-11-20
  commit: "0123456789abcdef0123456789abcdef01234567"
  sums: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
  zip: "0000000000000000000000000000000000000000000000000000000000000000"
  options:
    department: "CS"
    versions: "in-force"
  documents: |
    SOP-CS-2024-001 1.1 1.0
    SOP-FI-2024-001 1.10
"""


def problems(text: str) -> list[str]:
    found = read_record(text.encode())[1]
    return [f"{one.place.line}:{one.place.column} {one.key}" for one in found]


def test_an_entry_is_written_so_that_people_can_read_it_and_read_back() -> None:
    assert delivery_text(ENTRY) == WRITTEN
    assert read_deliveries(Source("deliveries.yml", WRITTEN)) == ((ENTRY,), ())


def test_what_was_typed_in_by_hand_says_no_more_than_it_must() -> None:
    text = f"# 纸质副本\n{HEAD}  documents: |\n    SOP-A-1 2.0\n"
    ((entry,), found) = read_record(text.encode())
    assert found == ()
    assert entry == Delivery(1, "甲", DAY, {"SOP-A-1": ("2.0",)})
    assert (entry.place.line, entry.place.column) == (2, 3)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]\n"])
def test_a_record_may_be_empty(text: str) -> None:
    assert read_record(text.encode()) == ((), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("copy: 1\n", ["1:1 SOP135"]),
        ("nothing yet\n", ["1:1 SOP135"]),
        ("- 1\n- 2\n", ["1:3 SOP135", "2:3 SOP135"]),
        ("- copy: x\n- copy: y\n", ["1:3 SOP101"] * 3 + ["1:9 SOP135.copy"] + ["2:3 SOP101"] * 3 + ["2:9 SOP135.copy"]),
        ("- copy: 1\n", ["1:3 SOP101", "1:3 SOP101", "1:3 SOP101"]),
        (f"{HEAD}  documents: |\n    SOP-A-1\n", ["5:1 SOP135.versions"]),
        (f"{HEAD}  documents: |\n    A-1 1.0\n\n    A-1 1.1\n", ["7:1 SOP135.twice"]),
        (f"{HEAD}  documents: [A-1]\n", ["4:14 SOP104"]),
        (f"{HEAD}  documents: |\n    A-1 1.0\n  who: me\n", ["6:3 SOP102"]),
        (f"{HEAD}  documents: |\n    A-1 1.0\n  sums: abc\n", ["6:9 SOP135.digest"]),
        (f"{HEAD}  documents: |\n    A-1 1.0\n  commit: main\n", ["6:11 SOP135.digest"]),
        (f"{HEAD}  documents: |\n    A-1 1.0\n" * 2, ["6:3 SOP135.again"]),
        (HEAD.replace("1\n", "0\n") + "  documents: |\n    A-1 1.0\n", ["1:9 SOP135.copy"]),
        (HEAD.replace("1\n", "seven\n", 1) + "  documents: |\n    A-1 1.0\n", ["1:9 SOP135.copy"]),
        (HEAD.replace("甲", "甲" * 81) + "  documents: |\n    A-1 1.0\n", ["2:7 SOP135.to"]),
        (HEAD.replace("甲", '"</script>"') + "  documents: |\n    A-1 1.0\n", ["2:7 SOP018.markup"]),
        (HEAD.replace("甲", "甲\u202e乙") + "  documents: |\n    A-1 1.0\n", ["2:8 SOP018.hidden"]),
        (HEAD.replace("-21", "-31") + "  documents: |\n    A-1 1.0\n", ["3:9 SOP106.day"]),
        ("- copy: &a 1\n", ["1:9 SOP012.anchor"]),
        ("- copy: 1\n  to: [\n", ["2:7 SOP010.bracket"]),
        ("<<<<<<< ours\n- copy: 1\n=======\n- copy: 1\n>>>>>>> theirs\n", ["1:1 SOP009"]),
        ("- " * 30 + "x\n", ["1:41 SOP011.depth"]),
    ],
)
def test_what_is_wrong_with_a_record_is_told_at_its_place(text: str, expected: list[str]) -> None:
    assert problems(text) == expected


@pytest.mark.parametrize("missing", ["copy: 1\n  ", "to: 甲\n  ", "date: 2026-11-21\n  "])
def test_an_entry_that_does_not_say_what_it_must_counts_for_nobody(missing: str) -> None:
    documents = "  documents: A-1 1.0\n"
    broken = (HEAD + documents).replace(missing, "")
    whole = HEAD.replace("copy: 1", "copy: 2") + documents
    assert [one.copy for one in read_record((broken + whole).encode())[0]] == [2]


def test_a_record_of_two_hundred_large_copies_can_be_read_and_no_larger_one() -> None:
    lines = "".join(f"    SOP-CS-2024-{at:04} 1.0 1.1 2.0\n" for at in range(1000))
    text = "".join(HEAD.replace("1\n", f"{copy}\n", 1) + f"  documents: |\n{lines}" for copy in range(1, 201))
    entries, found = read_record(text.encode())
    assert (len(entries), len(entries[-1].documents), found) == (200, 1000, ())
    assert [one.key for one in read_record(text.encode() + b"#" * 2_000_000)[1]] == ["SOP001"]


WORD = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(st.dictionaries(WORD.filter(bool), st.lists(WORD, min_size=1, max_size=3).map(tuple), min_size=1, max_size=4))
def test_whatever_an_old_file_called_its_version_comes_back(documents: dict[str, tuple[str, ...]]) -> None:
    entry = Delivery(1, "甲", DAY, documents)
    assert read_record(delivery_text(entry).encode()) == ((entry,), ())


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("  某某公司 质量部\u3000", "某某公司 质量部"),
        ('O\'Neil & "Sons" \\ {x} ${y} %', 'O\'Neil & "Sons" \\ {x} ${y} %'),
        ("a < 3", "a < 3"),
        ("甲" * 80, "甲" * 80),
    ],
)
def test_a_receiver_may_have_any_name_that_a_page_can_show(name: str, read: str) -> None:
    assert read_receiver(name) == read


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "a receiver has a name"),
        (" \u3000", "a receiver has a name"),
        ("a\nb", "one line"),
        ("a\x00b", "one line"),
        ("a\u2028b", "one line"),
        ("\u202ecba", "one line"),
        ("</script>", "no < in it"),
        ("x" * 81, "at most 80 characters, not 81"),
        ("x" * 10_000, "at most 80 characters, not 10000"),
    ],
)
def test_a_name_that_no_page_can_show_is_refused(name: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_receiver(name)


@pytest.mark.parametrize(
    "options",
    [
        {"to": "甲"},
        {"copy": "1"},
        {"to": "甲", "copy": "0"},
        {"to": "甲", "copy": "９"},
        {"to": "甲", "copy": "1" * 5000},
        {"to": "<b>", "copy": "1"},
        {"to": "甲" * 10_000, "copy": "1"},
    ],
)
def test_a_manifest_from_anybody_asks_for_nothing_else(options: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"receiver|number"):
        order_of(About("x", COMMIT, DAY, "x", options))


def test_a_manifest_says_whom_its_copy_is_for() -> None:
    order = order_of(About("x", COMMIT, DAY, "x", {"copy": "7", "to": "甲", "department": "CS"}))
    assert order.receiver == Receiver("甲", 7)
    assert order.options == {"department": "CS", "to": "甲", "copy": "7"}


def hand_out(content: Path, to: str, target: Path) -> int:
    """Give a bundle to somebody, and return the number of the copy."""
    bundle = sealed(CONTENTS, ABOUT)
    with opened_book(content, content.parent, EN) as book:
        receiver = Receiver(to, book.next_copy)
        entry = lambda archive: book.entered(delivery_of(bundle, receiver, DAY, archive))  # noqa: E731
        write_bundle(bundle, target, None, None, entry)
        return receiver.copy


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path / "content"


def test_each_copy_gets_the_next_number_and_what_was_there_stays_as_it_was(content: Path, tmp_path: Path) -> None:
    record = content / "deliveries.yml"
    record.write_bytes(WRITTEN.encode() + b"# we were here")
    record.chmod(0o640)
    assert hand_out(content, "乙", tmp_path / "a.zip") == 8
    assert hand_out(content, "丙", tmp_path / "b") == 9
    data = record.read_bytes()
    assert data.startswith(WRITTEN.encode() + b"# we were here\n- copy: 8\n")
    entries, found = read_record(data)
    assert found == ()
    assert [(one.copy, one.to, bool(one.archive)) for one in entries] == [
        (7, "某某公司质量部", True),
        (8, "乙", True),
        (9, "丙", False),
    ]
    assert entries[1].sums == entries[2].sums
    assert record.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in content.iterdir()) == ["deliveries.yml"]


def test_the_first_copy_begins_the_record(content: Path, tmp_path: Path) -> None:
    assert hand_out(content, "甲", tmp_path / "a.zip") == 1
    text = (content / "deliveries.yml").read_text("utf-8")
    assert text.startswith("# The record of deliveries: ")
    assert text.split("\n")[1:4] == ["- copy: 1", '  to: "甲"', "  date: 2026-11-21"]
    assert "\n  documents: |\n    SOP-CS-2024-001 1.1\n" in text


@pytest.mark.parametrize(
    "there",
    [
        "".join(f"  {line}\n" for line in WRITTEN.splitlines()),
        WRITTEN.replace("\n", "\r\n"),
        "\ufeff" + WRITTEN,
        "---\n" + WRITTEN + "\n\n# end\n",
    ],
    ids=["indented", "crlf", "bom", "document"],
)
def test_a_record_that_was_edited_is_appended_to_as_it_is(content: Path, tmp_path: Path, there: str) -> None:
    (content / "deliveries.yml").write_bytes(there.encode())
    assert hand_out(content, "乙", tmp_path / "a.zip") == 8
    data = (content / "deliveries.yml").read_bytes()
    assert data.startswith(there.encode())
    assert (data.count(b"\r\n") == data.count(b"\n")) == ("\r\n" in there)
    assert [one.copy for one in read_record(data)[0]] == [7, 8]


@pytest.mark.parametrize(
    ("there", "words"),
    [
        ("[{copy: 7, to: 甲, date: 2026-11-21, documents: A-1 1.0}]\n", "cannot be appended to"),
        (f"{WRITTEN}...\n", "cannot be appended to"),
        (WRITTEN * 2, "deliveries.yml:14:3: Copy no. 7 is there already, in line 1"),
        ("- copy: seven\n", "mend it before another copy gets a number"),
        ("\x00", "mend it"),
    ],
)
def test_a_record_that_cannot_be_read_is_left_alone(content: Path, tmp_path: Path, there: str, words: str) -> None:
    (content / "deliveries.yml").write_bytes(there.encode())
    with pytest.raises(SopError, match=words):
        hand_out(content, "乙", tmp_path / "a.zip")
    assert (content / "deliveries.yml").read_bytes() == there.encode()
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_no_copy_gets_a_number_that_could_not_be_read_back(content: Path, tmp_path: Path) -> None:
    record = content / "deliveries.yml"
    record.write_text(HEAD.replace("copy: 1", "copy: 999999998") + "  documents: A-1 1.0\n", "utf-8")
    assert hand_out(content, "乙", tmp_path / "a.zip") == 999_999_999
    before = record.read_bytes()
    with pytest.raises(SopError, match=r"mend it .*: deliveries\.yml:5:3: 1000000000 cannot"):
        hand_out(content, "丙", tmp_path / "b.zip")
    assert record.read_bytes() == before


def test_a_link_is_not_followed(content: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine", "utf-8")
    (content / "deliveries.yml").symlink_to(tmp_path / "mine")
    with pytest.raises(SopError, match="no plain file"):
        hand_out(content, "乙", tmp_path / "a.zip")
    assert (tmp_path / "mine").read_text("utf-8") == "mine"


def test_two_at_once_never_get_the_same_number(content: Path, tmp_path: Path) -> None:
    """All begin together; who comes while another is at it is told so, and gets a number the next time."""
    given_out: list[int] = []
    refused: list[str] = []
    ready = threading.Barrier(8)

    def work(name: str) -> None:
        ready.wait()
        for at in range(5):
            try:
                given_out.append(hand_out(content, name, tmp_path / f"{name}-{at}.zip"))
            except SopError as error:
                refused.append(str(error))

    workers = [threading.Thread(target=work, args=(f"p{at}",)) for at in range(8)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert sorted(given_out) == list(range(1, len(given_out) + 1))
    assert all(error.endswith("another run is writing there") for error in refused)
    assert len(given_out) + len(refused) == 40
    entries, found = read_record((content / "deliveries.yml").read_bytes())
    assert (sorted(one.copy for one in entries), found) == (sorted(given_out), ())
    assert len([path for path in tmp_path.iterdir() if path.suffix == ".zip"]) == len(given_out)


def test_who_comes_second_is_told_so(content: Path, tmp_path: Path) -> None:
    with opened_book(content, tmp_path, EN), pytest.raises(SopError, match="another run is writing there"):
        hand_out(content, "乙", tmp_path / "a.zip")
    assert hand_out(content, "乙", tmp_path / "a.zip") == 1


@pytest.mark.parametrize("there", [None, "", WRITTEN, WRITTEN + "# end"], ids=["new", "empty", "old", "open"])
@pytest.mark.parametrize("name", ["a.zip", "a"])
def test_where_the_copy_does_not_come_to_be_it_was_never_entered(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: str | None, name: str
) -> None:
    record, seen = content / "deliveries.yml", list[bytes]()
    if there is not None:
        record.write_text(there, "utf-8")

    def full(*_: object, **__: object) -> None:
        seen.append(record.read_bytes())
        raise OSError(28, "No space left on device")

    rename = Path.replace
    failing = lambda self, target: full() if self.name.startswith(".a.zip-") else rename(self, target)  # noqa: E731
    monkeypatch.setattr(Path, "replace", failing)
    monkeypatch.setattr(effects, "put_in_place", full)
    with pytest.raises(OSError, match="No space"):
        hand_out(content, "乙", tmp_path / name)
    assert b'to: "\xe4\xb9\x99"' in seen[0]
    assert (record.read_text("utf-8") if record.exists() else None) == there
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content"]


def test_where_the_record_cannot_be_written_there_is_no_copy(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sop_docs.export.distribution.replace_file", full)
    for name in ("a.zip", "a"):
        with pytest.raises(OSError, match="No space"):
            hand_out(content, "乙", tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["content"]
    assert list(content.iterdir()) == []


def test_an_edit_that_comes_in_between_is_not_written_over(content: Path, tmp_path: Path) -> None:
    (content / "deliveries.yml").write_text(WRITTEN, "utf-8")
    with opened_book(content, tmp_path, EN) as book:
        (content / "deliveries.yml").write_text(f"{WRITTEN}# mine\n", "utf-8")
        eighth = replace(ENTRY, copy=8)
        with pytest.raises(SopError, match="was changed while the copy was made"), book.entered(eighth):
            pass
    assert (content / "deliveries.yml").read_text("utf-8") == f"{WRITTEN}# mine\n"


def test_what_could_not_be_read_back_is_not_written(content: Path) -> None:
    path = content / "deliveries.yml"
    book = Book(path, "content/deliveries.yml", EN)
    long = Delivery(1, "甲", DAY, {"A-1": ("1.0",)}, options={"number": "SOP-CS-2024-001 " * 700})
    with pytest.raises(SopError, match=r"content/deliveries\.yml cannot be appended to"), book.entered(long):
        pass
    assert not path.exists()


def delivery(copy: int, to: str, documents: Mapping[str, tuple[str, ...]], day: str = "2026-01-01") -> Delivery:
    return Delivery(copy, to, DAY, documents, date.fromisoformat(day))


def test_who_has_the_version_in_force_in_any_copy_is_not_behind() -> None:
    known = {
        "A-1": Standing("1.1"),
        "A-2": Standing("2.0"),
        "A-3": Standing(),
        "A-4": Standing(over=True, since=date(2026, 3, 1)),
        "A-5": Standing(over=True),
    }
    given_out = (
        delivery(1, "甲", {"A-1": ("1.0",), "A-2": ("2.0", "1.0"), "A-3": ("0.1",), "A-9": ("1.0",)}),
        delivery(2, "乙", {"A-1": ("1.0",), "A-4": ("1.0",), "A-5": ("3.0",)}),
        delivery(3, "甲", {"A-1": ("1.1", "1.0"), "A-2": ("1.0",), "A-4": ("1.0",)}, "2026-03-01"),
        delivery(5, "乙", {"A-1": ("1.0", "0.9")}),
    )
    assert list(behind(given_out, known)) == [
        ("A-1", known["A-1"], (Holder("乙", ("1.0", "0.9"), 5),)),
        ("A-4", known["A-4"], (Holder("乙", ("1.0",), 2),)),
        ("A-5", known["A-5"], (Holder("乙", ("3.0",), 2),)),
    ]


def page_of(deliveries: tuple[Delivery, ...]) -> str:
    return deliveries_page(Press(Library(deliveries=deliveries), EN, DAY, environment(()))).text


def test_the_page_of_a_thousand_documents_and_fifty_copies_stays_light() -> None:
    held = {f"SOP-CS-2024-{at:04}": ("1.0", "1.1") for at in range(1000)}
    text = page_of(tuple(delivery(copy, f"公司{copy}", held) for copy in range(1, 51)))
    assert text.count("<li>") == 2000
    assert text.count("Too many to list here: see deliveries.yml, line 1") == 48
    assert text.index("No. 50") < text.index("No. 49") < text.index("No. 1<")
    assert len(text) < 300_000
    assert markdown(text, extensions=["attr_list"]).count("<tr ") == 51


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"as-of": "2026-02-01"}, ""),
        ({"pdf": "yes"}, ""),
        ({"department": "Client Care", "as-of": "2026-02-01"}, "A part: --department &#34;Client Care&#34;<"),
        ({"versions": "in-force"}, "A part: --versions in-force<"),
    ],
)
def test_a_page_calls_a_part_what_leaves_something_out(options: dict[str, str], said: str) -> None:
    text = page_of((Delivery(1, "甲", DAY, {"A-1": ("1.0",)}, options=options),))
    assert said in text
    assert ("A part" in text) == bool(said)


def test_a_page_shows_what_a_record_says_and_runs_none_of_it() -> None:
    hostile = Delivery(1, '"><script>x</script>', DAY, {"<b>": ("<i>\n\n# h", "\u202e")}, options={"<u>": "<s>"})
    text = page_of((hostile,))
    for markup in ("<script", "<b>", "<i>", "<u>", "<s>", "\u202e", "\n\n# h"):
        assert markup not in text


def test_a_page_tells_what_is_over_and_names_so_many_holders() -> None:
    in_force = sop("SOP-CS-2024-001", "投诉").replace("status: draft", "status: approved\neffective: 2024-05-01")
    over = sop("SOP-CS-2024-002", "回访").replace("status: draft", "status: retired")
    texts = {"cs/SOP-CS-2024-001.md": in_force.replace("1.0", "2.0"), "cs/SOP-CS-2024-002.md": over}
    vocabulary, _ = read_vocabulary(Source("vocabulary.yml", VOCABULARY))
    sources = [read_document(Source(path, text), vocabulary) for path, text in texts.items()]
    held = {"SOP-CS-2024-001": ("1.0",), "SOP-CS-2024-002": ("1.0",)}
    copies = tuple(delivery(copy, f"公司{copy}", held) for copy in range(1, 23))
    current = Delivery(23, "公司22", DAY, {"SOP-CS-2024-001": ("2.0", "1.0"), "SOP-HR-2001-001": ("1.0",)})
    library = replace(assemble(sources, vocabulary, ())[0], deliveries=(*copies, current))
    page = LexborHTMLParser(
        markdown(deliveries_page(Press(library, EN, DAY, environment(()))).text, extensions=["attr_list"])
    )
    holders = [[one.text() for one in row.css("li")] for row in page.css(".sop-behind tbody tr")]
    first = [f"公司{copy}: V1.0 (no. {copy})" for copy in range(1, 21)]
    assert holders == [
        [*first, "and 1 more: look for the number in deliveries.yml"],  # 公司22 has V2.0 since
        [*first, "and 2 more: look for the number in deliveries.yml"],
    ]
    heads = [" ".join(cell.text().split()) for cell in page.css(".sop-behind tbody tr > :not(:last-child)")]
    assert heads == ["SOP-CS-2024-001 投诉", "V2.0", "SOP-CS-2024-002 回访", "No longer in force"]
    newest, *_, oldest = page.css(".sop-deliveries tbody tr")
    assert [one.text() for one in newest.css("li")] == ["SOP-CS-2024-001 投诉 V2.0, V1.0", "SOP-HR-2001-001 V1.0"]
    assert [one.text() for one in oldest.css("li")] == [
        "SOP-CS-2024-001 投诉 V1.0 in force: V2.0",
        "SOP-CS-2024-002 回访 V1.0 No longer in force",
    ]
    said = [" ".join(one.css("p")[0].text().split()) for one in (newest, oldest)]
    assert said == ["Documents: 2, versions: 3; all up to date", "Documents: 2, versions: 2; 2 out of date"]
    assert [link.attributes["href"] for link in newest.css("a")] == ["cs/SOP-CS-2024-001.html"] * 2
