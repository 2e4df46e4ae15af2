"""A bundle looked at: nothing missing, nothing changed, nothing added, and who says so."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ..check.links_out import links_out
from ..effects.apart import Apart
from ..effects.bundle_source import Opened, open_bundle
from ..effects.ssh import check, check_signer
from ..effects.watchdog import TooSlowError
from ..model.bundle import (
    MANIFEST,
    SIGNATURE,
    SUMS,
    TEXTS,
    UNLISTED,
    Entry,
    Finding,
    Kind,
    Manifest,
    Signature,
    Verification,
    order,
)
from ..model.problem import SopError
from ..model.texts import Texts
from ..parse.file_head import read_head
from ..parse.manifest import read_manifest
from ..parse.sums import read_sums
from ..parse.texts import read_texts
from ..report.manifest import sums_text
from .against import Origin, compare
from .names import refused_names
from .write import Progress

_SMALL = 1 << 16
"""Bytes of a file that a parser reads in a second, however deep its elements lie in each other."""
_SECONDS = 10.0
"""A larger file that takes longer to look into is not read to its end; an honest one takes a tenth of a second."""


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was read: entries by path, the papers that are there, and what was found on the way."""

    entries: Mapping[str, Entry]
    papers: Mapping[str, bytes]
    findings: tuple[Finding, ...]

    @property
    def unreadable(self) -> frozenset[str]:
        """The paths of files that could not be read."""
        return frozenset(finding.path for finding in self.findings if finding.kind is Kind.UNREADABLE)

    @property
    def digests(self) -> dict[str, str]:
        """SHA-256 by path, of what the sums are of."""
        return {path: entry.sha256 for path, entry in self.entries.items() if path not in UNLISTED}


def verify(
    bundle: Path, signers: Path | None = None, origin: Origin | None = None, told: Progress | None = None
) -> Verification:
    """Return what is found in a folder or a zip; `signers` says whose signatures count and comes from outside of it."""
    if signers and signers.resolve().is_relative_to(bundle.resolve()):
        raise SopError(
            f"--signers {signers}: lies in the bundle, and who made that may have made this; get it elsewhere"
        )
    if signers and not signers.is_file():
        raise SopError(f"--signers {signers}: there is no such file")
    with open_bundle(bundle) as opened:
        names = tuple(refused_names(opened.paths))
        if opened.sealed:
            return Verification(str(bundle), len(opened.paths), (*opened.findings, *names))
        looked = _look(opened, opened.paths, told)
    manifest, listed = _lists(looked)
    signature, signed = _signature(looked.papers, signers)
    _, written = _texts(manifest, looked) if manifest and not listed else (None, ())
    found = [*opened.findings, *names, *listed, *looked.findings, *_in_order(opened, manifest), *signed, *written]
    compared = [*compare(origin, manifest.about, looked.digests)] if origin and manifest else []
    rebuilt = bool(origin and manifest) and all(finding.kind is not Kind.COMMIT for finding in compared)
    return Verification(str(bundle), len(opened.paths), (*found, *compared), manifest, signature, rebuilt)


def look_into(opened: Opened) -> tuple[Manifest | None, Texts | None, list[Finding]]:
    """Return the manifest and the texts, as far as they are there, and what keeps them from fitting the sums.

    Of other files nothing is read; one that is missing is found all the same.
    """
    if opened.findings:
        return None, None, [*opened.findings]
    looked = _look(opened, [path for path in opened.paths if path in {SUMS, MANIFEST, TEXTS}], None)
    manifest, listed = _lists(looked)
    unread = {*opened.paths} - looked.entries.keys()
    found = [one for one in listed if one.kind is not Kind.MISSING or one.path not in unread]
    texts, more = _texts(manifest, looked) if manifest and not found else (None, ())
    return manifest, texts, [*found, *looked.findings, *more]


def _look(opened: Opened, paths: Sequence[str], told: Progress | None) -> _Looked:
    entries: dict[str, Entry] = {}
    papers: dict[str, bytes] = {}
    findings: list[Finding] = []
    with Apart(_SECONDS) as apart:
        for done, path in enumerate(paths, 1):
            data = opened.read(path)
            if told:
                told(done, len(paths))
            if data is None:
                findings.append(Finding(Kind.UNREADABLE, path))
                continue
            entries[path] = Entry(path, sha256(data).hexdigest(), len(data))
            if path in {SUMS, SIGNATURE, MANIFEST, TEXTS}:
                papers[path] = data
            findings += _links_out(path, data, apart)
    return _Looked(entries, papers, tuple(findings))


def _links_out(path: str, data: bytes, apart: Apart) -> Sequence[Finding]:
    """Return what `links_out` finds; a file that was made to take hours is told as one that cannot be read."""
    if len(data) <= _SMALL:
        return links_out(path, data)
    try:
        return apart(links_out, path, data)
    except TooSlowError:
        return [Finding(Kind.UNREADABLE, path)]


def _lists(looked: _Looked) -> tuple[Manifest | None, list[Finding]]:
    """Return the manifest, if it can be read, and what the two lists say that is not so."""
    findings: list[Finding] = []
    manifest = read_manifest(looked.papers[MANIFEST]) if MANIFEST in looked.papers else None
    if isinstance(manifest, str):
        findings.append(Finding(Kind.LIST, MANIFEST, {"reason": manifest}))
        manifest = None
    sums = read_sums(looked.papers[SUMS]) if SUMS in looked.papers else None
    if sums is None:
        return manifest, [*findings, *_not_there((SUMS, MANIFEST), looked)]
    if isinstance(sums, int):
        return manifest, [*findings, Finding(Kind.LIST, SUMS, {"reason": f"line {sums}"})]
    sizes = {entry.path: entry.size for entry in manifest.files} if manifest else {}
    findings += [*_not_there(() if MANIFEST in sums else (MANIFEST,), looked), *_contents(sums, sizes, looked)]
    if manifest and sums.get(MANIFEST) == looked.entries[MANIFEST].sha256:
        findings += _same(manifest, looked)
    return manifest, findings


def _not_there(paths: Sequence[str], looked: _Looked) -> Iterator[Finding]:
    """Yield those of the papers that a bundle cannot do without and that are missing."""
    there = {*looked.papers, *looked.unreadable}
    yield from (Finding(Kind.MISSING, path) for path in paths if path not in there)


def _contents(sums: Mapping[str, str], sizes: Mapping[str, int], looked: _Looked) -> Iterator[Finding]:
    """Yield what is missing, added, renamed or changed."""
    found, unreadable = looked.digests, looked.unreadable
    missing = [path for path in sums if path not in found and path not in unreadable]
    added = {path: digest for path, digest in found.items() if path not in sums}
    names = {digest: path for path, digest in added.items()}
    for path in missing:
        other = names.pop(sums[path], "")
        added.pop(other, None)
        yield Finding(Kind.RENAMED, path, {"other": other}) if other else Finding(Kind.MISSING, path)
    yield from (Finding(Kind.ADDED, path) for path in added)
    for path in sums:
        if path in found and found[path] != sums[path]:
            shorter = looked.entries[path].size < sizes.get(path, 0)
            yield Finding(Kind.SHORTENED if shorter else Kind.CHANGED, path)


def _same(manifest: Manifest, looked: _Looked) -> Iterator[Finding]:
    """Yield what the manifest has otherwise: to a reader of either list it would be another bundle."""
    wanted = sums_text((*manifest.files, looked.entries[MANIFEST]))
    written = looked.papers[SUMS].decode("utf-8")
    if Counter(wanted.split("\n")) != Counter(written.split("\n")):
        yield Finding(Kind.LISTS_DIFFER)
    elif wanted != written:
        yield Finding(Kind.REORDERED, SUMS)
    for entry in manifest.files:
        there = looked.entries.get(entry.path)
        if there and there.sha256 == entry.sha256 and there.size != entry.size:
            yield Finding(Kind.LIST, MANIFEST, {"reason": f"size of {entry.path}"})


def _texts(manifest: Manifest, looked: _Looked) -> tuple[Texts | None, Sequence[Finding]]:
    """Return the texts, None where there are none, and what keeps them from being those that the manifest tells of."""
    if TEXTS not in looked.papers:
        return None, ()
    texts = read_texts(looked.papers[TEXTS])
    if isinstance(texts, str):
        return None, [Finding(Kind.LIST, TEXTS, {"reason": texts})]
    known = {one.sha256 for one in manifest.documents}
    sops = (path for path, data in texts.files.items() if read_head(data).kind == "sop")
    strange = (path for path in sops if sha256(texts.files[path]).hexdigest() not in known)
    reasons = (f"{path} is no version that {MANIFEST} lists" for path in strange)
    return texts, [Finding(Kind.LIST, TEXTS, {"reason": reason}) for reason in reasons]


def _in_order(opened: Opened, manifest: Manifest | None) -> Iterator[Finding]:
    if manifest and (place := _out_of_order([entry.path for entry in manifest.files])):
        yield Finding(Kind.REORDERED, MANIFEST, {"path": place})
    if opened.ordered and (place := _out_of_order(opened.paths)):
        yield Finding(Kind.REORDERED, "", {"path": place})


def _out_of_order(paths: Sequence[str]) -> str:
    """Return the first path that is not where the order of a bundle has it, '' where all are."""
    return next((path for path, right in zip(paths, sorted(paths, key=order), strict=True) if path != right), "")


def _signature(papers: Mapping[str, bytes], signers: Path | None) -> tuple[Signature | None, list[Finding]]:
    """Return whose signature it is, and what keeps it from counting."""
    sums, signature = papers.get(SUMS, b""), papers.get(SIGNATURE)
    if signature is None:
        return None, [Finding(Kind.UNSIGNED)] if signers else []
    signed = check(sums, signature)
    if signed is None:
        return None, [Finding(Kind.SIGNATURE, SIGNATURE)]
    if signers is None:
        return signed, []
    vouched = check_signer(sums, signature, signers)
    return (vouched, []) if vouched else (signed, [Finding(Kind.STRANGER, SIGNATURE, {"key": signed.key})])
