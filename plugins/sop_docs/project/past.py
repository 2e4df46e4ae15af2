"""The past of a library: first-parent history read, what is known from the last time not again."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from ..effects.git import LEFT_OUT, SHALLOW, named
from ..effects.history import read_revisions
from ..effects.history_store import HistoryStore, KeptPast
from ..effects.past import MOST_READ, Branches, read_blobs, read_branches, read_sizes
from ..history.records import follow, vocabularies
from ..history.scope import VOCABULARY, Stage, Way, read_way
from ..model.commit import FileChange
from ..model.joined import Joined
from ..model.past import Past
from ..model.problem import SopError
from ..model.revision import Head, Moment, Person, Revision
from ..parse.file_head import read_head

_PAGE = Head("page", "")


def load_past(content: Path, cache: Path, found: Branches | None = None) -> Past | None:
    """Return what the commits of the main branch say of the library in `content`, None where there is no repository.

    They are those that led to HEAD, or to the head of branches that the caller has `found`.
    """
    found = found or read_branches(content)
    if found is None:
        return None
    if found.shallow:
        raise SopError(SHALLOW)
    if not found.head:
        return Past(folder=found.folder)
    for cut in (False, True) if found.cut else (False,):
        store = HistoryStore(cache, cut=cut)
        kept = store.read()
        if (kept.tip, kept.past.folder) == (found.head, found.folder):
            return kept.past
    past = _gone_on(content, found, kept) if kept.tip and kept.past.folder == found.folder else None
    if past is None:
        if kept.tip:
            store.forget()
        kept, past = KeptPast(), _read(content, found)
    store.write(kept, found.head, past)
    return past


def with_tree(past: Past, texts: Mapping[str, bytes], day: date) -> tuple[Past, Mapping[str, bytes]]:
    """Return the past with the work tree's files as its last revision, that of `day`, and the blobs no commit has.

    Where every file is as the last commit has it, nothing is added.
    """
    there = {record.last.path: record.last.blob for record in past.records if record.last.blob}
    words = past.vocabulary[-1][1] if past.vocabulary else ""
    if words:
        there[past.folder + VOCABULARY] = words
    here = {past.folder + path: data for path, data in texts.items() if path.endswith((".md", VOCABULARY))}
    blobs = {path: _blob(data, there.get(path, words)) for path, data in here.items()}
    changes = tuple(_uncommitted(there, blobs, past.folder))
    if not changes:
        return past, {}
    moment = max([Moment.of(day), *past.moments[-1:]], key=lambda one: one.seconds if one else 0)
    revision = Revision("", (), Person("", ""), moment, moment, "", (), changes)
    stage, at = Stage(revision, past.folder, changes), len(past.revisions)
    data = {blob: here[path] for path, blob in blobs.items() if blob != there.get(path)}
    heads = {blob: read_head(text[:MOST_READ]) for blob, text in data.items()}
    heads |= {one.blob: one.head for record in past.records for one in record.snapshots[-1:] if one.blob}
    records = follow([stage], heads, past.records, at)
    return Past(
        Joined(past.revisions, [revision]),
        Joined(past.moments, [moment]),
        records,
        (*past.vocabulary, *vocabularies([stage], at)),
        past.folder,
    ), data


def _uncommitted(there: Mapping[str, str], here: Mapping[str, str], folder: str) -> Iterator[FileChange]:
    """Yield what a commit of the work tree would change; a file that is as another one was is taken for moved."""
    lost = {blob: path for path, blob in sorted(there.items()) if path not in here and path.startswith(folder)}
    for path, blob in sorted(here.items()):
        if there.get(path) != blob:
            old = path if path in there else lost.pop(blob, "")
            yield FileChange(old, there.get(old, ""), path, blob)
    yield from (FileChange(path, blob, "", "") for blob, path in lost.items())


def _gone_on(content: Path, found: Branches, kept: KeptPast) -> Past | None:
    """Return what is known with the commits since; None where it is not what led to them."""
    try:
        revisions = read_revisions(content, found.head, kept.tip)
    except SopError:  # the commit is gone
        return None
    if not revisions or revisions[0].parents[:1] != (kept.tip,):
        return None
    way = read_way(revisions, found.folder)
    return _past(content, way, kept.past) if way.whole else None


def _read(content: Path, found: Branches) -> Past:
    return _past(content, read_way(read_revisions(content, found.head), found.folder), Past(folder=found.folder))


def _past(content: Path, way: Way, before: Past) -> Past:
    start = len(before.revisions)
    revisions = tuple(stage.revision for stage in way.stages)
    records = follow(way.stages, _heads(content, way.stages), before.records, start)
    return Past(
        Joined(before.revisions, revisions),
        Joined(before.moments, [revision.brought for revision in revisions]),
        records,
        (*before.vocabulary, *vocabularies(way.stages, start)),
        before.folder,
    )


def _heads(content: Path, stages: Sequence[Stage]) -> Mapping[str, Head]:
    """Return what the files that commits brought say first."""
    paths = {change.blob: change.path for stage in stages for change in stage.changes if change.blob}
    newest = {path: blob for blob, path in paths.items()}
    last = set(newest.values())
    sizes = read_sizes(content, list(paths))
    if len(sizes) < len(paths):
        raise SopError(LEFT_OUT)
    heads = _read_heads(content, [blob for blob, size in sizes.items() if size < MOST_READ or blob in last])
    # Of a long page that is none of our documents now, git would unpack hundreds of old states to tell us the same.
    documents = {path for path, blob in newest.items() if heads[blob].kind != _PAGE.kind}
    heads |= _read_heads(content, [blob for blob in sizes if blob not in heads and paths[blob] in documents])
    return {blob: heads.get(blob, _PAGE) for blob in paths}


def _read_heads(content: Path, blobs: Sequence[str]) -> dict[str, Head]:
    return {blob: read_head(data) for blob, data in read_blobs(content, blobs)}


def _blob(data: bytes, like: str) -> str:
    """Return the name git gives to a file, the one with Unix line ends where that is what a commit has."""
    name = named(data, like)
    if name != like and b"\r\n" in data and named(data.replace(b"\r\n", b"\n"), like) == like:
        return like
    return name
