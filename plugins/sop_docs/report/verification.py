"""A look at a bundle as text and as JSON (`sop-verification/1`): one pure function a format."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..model.bundle import COPY, TO, Finding, Kind, Manifest, Signature, Verification, short, typed
from ..model.words import Words
from .findings import visible
from .json import written

FORMAT = "sop-verification/1"


def verification_text(found: Verification, words: Words) -> str:
    """Return a line a finding, what the bundle says of itself, and the verdict last."""
    lines = [finding_text(finding, words) for finding in found.findings]
    lines += [*([""] if lines else []), *_told(found, words), words(f"verify.verdict.{_verdict(found)}")]
    return "".join(f"{line}\n" for line in lines)


def verification_json(found: Verification, words: Words) -> str:
    """Return the document; its schema is `schemas/sop-verification-1.json`."""
    return written(
        {
            "format": FORMAT,
            "bundle": found.bundle,
            "verdict": found.verdict.value,
            "message": words(f"verify.verdict.{_verdict(found)}"),
            "files": found.files,
            "manifest": _manifest(found.manifest) if found.manifest else None,
            "signature": _signature(found.signature) if found.signature else None,
            "rebuilt": found.rebuilt,
            "findings": [_finding(finding, words) for finding in found.findings],
        }
    )


VERIFICATION_FORMATS: Mapping[str, Callable[[Verification, Words], str]] = {
    "text": verification_text,
    "json": verification_json,
}
"""How a verification can be written, by name."""


def finding_text(finding: Finding, words: Words) -> str:
    """Return a finding in one line: where, and what is wrong."""
    return visible(f"{finding.path}: {_sentence(finding, words)}" if finding.path else _sentence(finding, words))


def _sentence(finding: Finding, words: Words) -> str:
    if finding.kind is Kind.NAME:
        return words(f"verify.name.{finding.values['reason']}")
    return words(f"verify.{finding.kind}", **finding.values)


def _verdict(found: Verification) -> str:
    """Return the key of what is said last: of what proves nothing it is said what would."""
    verdict = found.verdict.value
    return f"{verdict}.signed" if verdict == "consistent" and found.signature else verdict


def _told(found: Verification, words: Words) -> Iterator[str]:
    if found.manifest:
        about = found.manifest.about
        made = {"library": about.library, "day": about.day.isoformat(), "commit": short(about.commit)}
        yield visible(words("verify.about", **made, tool=about.tool))
        if {TO, COPY} & about.options.keys():
            yield visible(words("verify.numbered", **{name: about.options.get(name, "-") for name in (TO, COPY)}))
        if about.part:
            yield visible(words("verify.options", options=typed(about.part)))
        numbers, versions = found.manifest.numbers, found.manifest.documents
        yield words("verify.counts", files=found.files, documents=len(numbers), versions=len(versions))
    if found.signature:
        signature = found.signature
        key = "verify.signed" if signature.signer else "verify.key"
        yield visible(words(key, signer=signature.signer, key=signature.key))
    if found.rebuilt:
        yield words("verify.rebuilt")


def _finding(finding: Finding, words: Words) -> dict[str, Any]:
    entry: dict[str, Any] = {"kind": finding.kind.value, "path": finding.path or None}
    return {
        **entry,
        **({"values": dict(finding.values)} if finding.values else {}),
        "message": _sentence(finding, words),
    }


def _manifest(manifest: Manifest) -> dict[str, Any]:
    about = manifest.about
    return {
        "library": about.library,
        "commit": about.commit,
        "day": about.day.isoformat(),
        "tool": about.tool,
        "options": dict(about.options),
        "documents": len(manifest.numbers),
        "versions": len(manifest.documents),
    }


def _signature(signature: Signature) -> dict[str, Any]:
    return {"key": signature.key, "signer": signature.signer or None}
