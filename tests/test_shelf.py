"""Where the versions of a document stand, whatever an author called them."""

from dataclasses import replace
from datetime import date

from sop_docs.compile.shelf import Shelf, reserved
from sop_docs.model.change import Change, Kind, Weight
from sop_docs.model.change_log import ChangeLog, LoggedVersion
from sop_docs.model.lifecycle import State, Status
from sop_docs.model.past import Edition, Snapshot
from sop_docs.model.revision import Head
from sop_docs.model.version import Version

DAY = date(2024, 1, 2)


def logged(name: str, *, issued: bool = True) -> LoggedVersion:
    head = Head("sop", "SOP-CS-2024-001", "投诉", name, Status.APPROVED)
    edition = Edition(0, Snapshot(0, "cs/x.md", "b", head), "k")
    version = Version(name, Status.APPROVED, (edition,), DAY, DAY if issued else None, DAY, DAY, None)
    return LoggedVersion(version, State.SUPERSEDED, (), (), "", typed=True, commits=(), changes=(), remarks=())


def shelf(*names: str, shown: int | None = 0, most: int | None = None) -> Shelf:
    versions = tuple(logged(name.rstrip("?"), issued="?" not in name) for name in names)
    log = ChangeLog("SOP-CS-2024-001", "投诉", complete=True, versions=versions)
    return Shelf(log, "cs/SOP-CS-2024-001.md", shown, most)


def test_every_version_that_was_issued_has_a_place_and_the_newest_one_too() -> None:
    found = shelf("2.0?", "1.2", "1.1?", "1.0", shown=1)
    assert found.apart == {0: "cs/SOP-CS-2024-001/2.0.md", 3: "cs/SOP-CS-2024-001/1.0.md"}
    assert [found.place(at) for at in range(4)] == [
        "cs/SOP-CS-2024-001/2.0.md",
        "cs/SOP-CS-2024-001.md",
        "",
        "cs/SOP-CS-2024-001/1.0.md",
    ]
    assert found.newer == (0,)
    assert found.listing == "cs/SOP-CS-2024-001/versions.md"


def test_of_a_version_used_twice_the_last_run_has_the_address() -> None:
    assert shelf("1.2", "1.1", "1.2", "1.1").apart == {1: "cs/SOP-CS-2024-001/1.1.md"}


def test_of_a_document_that_is_gone_only_what_was_issued_is_left() -> None:
    assert shelf("1.1?", "1.0", shown=None).apart == {1: "cs/SOP-CS-2024-001/1.0.md"}
    assert shelf("1.1", "1.0", most=1).apart == {}


def test_no_name_of_a_version_leads_out_of_its_folder() -> None:
    names = ("1.0", "../../x", "versions", "a/b", "", "1.0\n", "１.0", "9" * 300)
    folder, *places = (place.rpartition("/") for place in shelf("2.0", *names).apart.values())
    assert folder == ("cs/SOP-CS-2024-001", "/", "1.0.md")
    assert {place[0] for place in places} == {"cs/SOP-CS-2024-001"}
    assert all(place[2].startswith("text-") and place[2].isascii() for place in places)
    assert len({place[2] for place in places}) == len(names) - 1


def test_the_folder_is_kept_free_of_other_pages() -> None:
    documents = {"cs/SOP-CS-2024-001.md": 1}
    cases = {
        "cs/SOP-CS-2024-001/1.0.md": True,
        "cs/SOP-CS-2024-001/1.0.html": True,
        "cs/SOP-CS-2024-001/versions.md": True,
        "cs/SOP-CS-2024-001/compare.html": True,
        "cs/SOP-CS-2024-001/1.0-1.1.html": True,
        "cs/SOP-CS-2024-001/1.0-text-0123abcd-2.html": True,
        "cs/SOP-CS-2024-001/notes.md": False,
        "cs/SOP-CS-2024-001/1.0-1.1-1.2.md": False,
        "cs/SOP-CS-2024-001/1.0.png": False,
        "cs/SOP-CS-2024-002/1.0.md": False,
        "1.0.md": False,
    }
    assert {path: reserved(path, documents) for path in cases} == cases


def changing(*names: str) -> Shelf:
    found = shelf(*names)
    change = (Change(Kind.TITLE, "", Weight.MINOR), "标题")
    versions = tuple(replace(one, changes=(change,)) for one in found.log.versions)
    return replace(found, log=replace(found.log, versions=versions))


def test_what_every_version_changed_has_a_place_that_newer_versions_leave_as_it_is() -> None:
    assert changing("1.1", "1.0").changed == {0: "cs/SOP-CS-2024-001/1.0-1.1.md"}
    assert changing("1.1", "1.0", "1.1", "1.0").changed == {
        0: "cs/SOP-CS-2024-001/1.0-1.1-2.md",
        1: "cs/SOP-CS-2024-001/1.1-1.0.md",
        2: "cs/SOP-CS-2024-001/1.0-1.1.md",
    }
    assert replace(changing("1.1", "1.0"), compared=False).changed == {}
    assert shelf("1.1", "1.0").changed == {}


def test_more_than_neighbours_are_compared() -> None:
    assert [shelf(*names).has_comparison for names in (("1.1", "1.0"), ("1.2", "1.1", "1.0"))] == [False, True]
    assert shelf("1.0").comparison == "cs/SOP-CS-2024-001/compare.md"


def test_so_many_versions_have_pages_as_are_wanted_the_one_shown_among_them() -> None:
    names = ("2.0?", "1.3", "1.2", "1.1", "1.0")
    assert shelf(*names, shown=1, most=1).apart == {}
    assert shelf(*names, shown=1, most=3).apart == {
        0: "cs/SOP-CS-2024-001/2.0.md",
        2: "cs/SOP-CS-2024-001/1.2.md",
    }
    assert list(shelf(*names, shown=1, most=9).apart) == [0, 2, 3, 4]


def test_versions_that_are_not_compared_have_no_pages_between_them() -> None:
    found = replace(changing("1.3", "1.2", "1.1", "1.0"), compared=False)
    assert (found.changed, found.has_comparison, list(found.apart)) == ({}, False, [1, 2, 3])
