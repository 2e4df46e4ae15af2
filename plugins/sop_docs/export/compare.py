"""Two deliveries beside each other: what the procedures of the one say otherwise than those of the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..effects.bundle_source import open_bundle
from ..model.bundle import TEXTS, Delivered, Manifest
from ..model.comparison import Comparison, Sort, State
from ..model.problem import SopError
from ..model.texts import Texts
from ..model.words import Words
from ..project.compare import compare_held
from ..project.review.documents import Terms
from ..report.verification import finding_text
from .verify import look_into


@dataclass(frozen=True, slots=True)
class _Held:
    """What is read of a bundle."""

    manifest: Manifest
    texts: Texts


def compare_bundles(before: Path, after: Path, words: Words) -> Comparison:
    """Return what is different in what two bundles have in force; one that does not fit its own sums is refused."""
    one, two = (_held(bundle, words) for bundle in (before, after))
    terms = Terms(two.manifest.about.day, free=False, words=words)
    documents = compare_held(one.texts, two.texts, terms)
    return Comparison(_state(before, one, two), _state(after, two, one), documents)


def _state(bundle: Path, own: _Held, other: _Held) -> State:
    about = own.manifest.about
    return State(Sort.BUNDLE, str(bundle), about.commit, about, tuple(_alone(own.manifest, other.manifest)))


def _alone(own: Manifest, other: Manifest) -> Iterator[Delivered]:
    """Yield the versions that only one of two bundles has."""
    known = {(one.number, one.version) for one in other.documents}
    yield from (one for one in own.documents if (one.number, one.version) not in known)


def _held(bundle: Path, words: Words) -> _Held:
    """Return what a bundle has in force, once it is sure that manifest and texts are those that its sums are of."""
    with open_bundle(bundle) as opened:
        manifest, texts, findings = look_into(opened)
    if findings or manifest is None:
        raise SopError(words("diff.broken", path=str(bundle), finding=finding_text(findings[0], words)))
    if texts is None:
        raise SopError(words("diff.old", path=str(bundle), tool=manifest.about.tool, texts=TEXTS))
    return _Held(manifest, texts)
