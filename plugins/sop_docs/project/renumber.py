"""A document gets another number: its file, its id, and every place that names it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..check.prose import read_prose
from ..effects.files import write_atomically, write_new
from ..model.ledger import Ledger, stem_number
from ..model.library import Library
from ..model.place import Place, Text
from ..model.problem import SopError
from ..parse.bearer import read_bearer
from ..parse.gate import place_at
from ..parse.mentions import Mention, mentions
from .load import Loaded
from .named import below
from .new import next_number, taken_numbers


@dataclass(frozen=True, slots=True)
class Renumbering:
    """What is written where: the document under its new path, other files, and the places that change.

    `unsure` are places that name the number while another document has it too.
    """

    old: str
    new: str
    path: str
    new_path: str
    texts: Mapping[str, bytes]
    edits: tuple[Place, ...]
    unsure: tuple[Place, ...]


def plan_renumbering(
    content: Path, loaded: Loaded, ledger: Ledger, file: Path, given: Mapping[str, str]
) -> Renumbering:
    """Return what gives a document the next free number; what of the number `given` does not say stays as it is."""
    path = _path_in(content, loaded, file)
    old = _number(loaded.library, path)
    new = _new_number(loaded, ledger, old, given)
    new_path = f"{path.rpartition('/')[0]}/{new}.md".lstrip("/")
    shared = _sharing(loaded, path, old)
    texts: dict[str, bytes] = {}
    edits: list[Place] = []
    unsure: list[Place] = []
    for other, data in loaded.texts.items():
        text = _decoded(data) if other.endswith(".md") else None
        if text is None:
            continue
        starts: dict[int, int] = {}
        for mention, length in _named(text, other, path, old):
            meant = _is_meant(mention, other, path, loaded, shared)
            if meant:
                starts[mention.start] = length
            elif meant is None:
                unsure.append(place_at(other, text, mention.start))
        edits += [place_at(other, text, start) for start in sorted(starts)]
        if starts or other == path:
            texts[new_path if other == path else other] = _replaced(text, starts, new).encode()
    bearer = read_bearer(new_path, texts[new_path])
    if bearer is None or bearer.number != new:
        raise SopError(f"{path}: its number could not be changed; write `id: {new}` and name the file {new}.md by hand")
    return Renumbering(old, new, path, new_path, texts, tuple(edits), tuple(unsure))


def write_renumbered(content: Path, plan: Renumbering) -> None:
    """Write the document under its new number, then what names it, and delete the old file last."""
    try:
        write_new(content / plan.new_path, plan.texts[plan.new_path])
    except FileExistsError as error:
        raise SopError(f"{content / plan.new_path}: is there already, and stays as it is") from error
    for path, data in plan.texts.items():
        if path != plan.new_path:
            write_atomically(content / path, data)
    (content / plan.path).unlink()


def _path_in(content: Path, loaded: Loaded, file: Path) -> str:
    """Return the path of a document that is named from here, or from the content folder as messages name it."""
    if not file.exists() and file.as_posix() in loaded.texts:
        return file.as_posix()
    path = below(content, file)
    if path not in loaded.texts:
        raise SopError(f"{file}: no such document")
    return path


def _number(library: Library, path: str) -> str:
    numbers = [sop.number for sop in library.sops if sop.path == path]
    numbers += [form.number.value for form in library.forms if form.path == path]
    if not numbers:
        raise SopError(f"{path}: has no number that can be read; `sop check` says why")
    return numbers[0]


def _new_number(loaded: Loaded, ledger: Ledger, old: str, given: Mapping[str, str]) -> str:
    for code, kind in loaded.library.vocabulary.types.items():
        if (fields := kind.pattern.match(old)) is not None and given.get("type", code) == code:
            return next_number(kind, {**fields, **given}, taken_numbers(loaded, ledger))
    known = loaded.library.vocabulary.types.get(given.get("type", ""))
    if known is None or any(name not in given for name in known.pattern.fields if name != "type"):
        raise SopError(f"{old}: no type has such numbers; say --type, --department and the rest with --field")
    return next_number(known, given, taken_numbers(loaded, ledger))


def _sharing(loaded: Loaded, path: str, number: str) -> frozenset[str]:
    """Return the files of the other documents that have the number."""
    bearers = [read_bearer(other, data) for other, data in loaded.texts.items() if other.endswith(".md")]
    return frozenset(bearer.path for bearer in bearers if bearer and bearer.number == number and bearer.path != path)


def _is_meant(mention: Mention, other: str, path: str, loaded: Loaded, shared: frozenset[str]) -> bool | None:
    """Whether a mention in the file `other` means the document at `path`; None where that cannot be told."""
    if mention.target in loaded.texts:
        return mention.target == path
    if other == path or not shared:
        return True
    return False if other in shared else None


def _named(text: str, path: str, file: str, number: str) -> Iterator[tuple[Mention, int]]:
    """Yield where a text names the number, or the file where that is named otherwise, with the length of the name."""
    # As long as the text, so that offsets hold; of what Markdown calls code nothing is changed.
    visible = read_prose(Text(text.replace("\r\n", " \n"), Place(path))).visible
    yield from ((mention, len(number)) for mention in mentions(visible, path, number))
    stem = stem_number(file) or file.rpartition("/")[2].removesuffix(".md")
    if stem != number:
        found = mentions(visible, path, stem)
        yield from ((mention, len(stem)) for mention in found if mention.target == file)


def _replaced(text: str, starts: Mapping[int, int], new: str) -> str:
    parts, end = [], 0
    for start in sorted(starts):
        parts += [text[end:start], new]
        end = start + starts[start]
    return "".join([*parts, text[end:]])


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
