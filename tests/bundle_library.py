"""A small bundle as tests know it, and people who sign."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sop_docs.effects.catalogue import load_words
from sop_docs.export.seal import Bundle, Content, seal
from sop_docs.export.verify import verify
from sop_docs.export.write import write_bundle
from sop_docs.model.bundle import About, Delivered, Verification
from sop_docs.model.words import Words

ZH, EN = load_words("zh"), load_words("en")
COMMIT = "0123456789abcdef0123456789abcdef01234567"
DAY = date(2026, 3, 1)
ABOUT = About("云程科技 · 标准操作流程", COMMIT, DAY, "sop-docs 0.1.0")
TEXT = "---\nid: SOP-CS-2024-001\n---\n## 步骤\n"
DIGEST = "f95ae60cbcedbbcc40fa918a2da77ffb6acccec03066fe34c619295e76201812"
DOCUMENTS = (Delivered("SOP-CS-2024-001", "1.1", "in-force", date(2024, 7, 1), DIGEST),)
CONTENTS: Mapping[str, Content] = {
    "README.txt": b"Open index.html.\n",
    "index.html": '<a href="cs/客户 投诉.html">客户投诉</a>\n'.encode(),
    "cs/客户 投诉.html": '<link href="../assets/page.css" rel="stylesheet"><h1>客户投诉处理</h1>\n'.encode(),
    "cs/SOP-CS-2024-001.html": b"<table>" + b"<tr><td>R</td><td>A</td></tr>\n" * 200,
    "assets/page.css": b"body{background:url(paper.png)}\n",
    "assets/paper.png": bytes(range(256)),
    "assets/empty.js": b"",
}
WITH_TEXTS: Mapping[str, Content] = {
    **CONTENTS,
    "texts.json": json.dumps({"format": "sop-texts/1", "texts": {"cs/SOP-CS-2024-001.md": TEXT}}).encode(),
}
ALL = (
    *("README.txt", "SHA256SUMS", "VERIFY.txt", "assets/empty.js", "assets/page.css", "assets/paper.png"),
    *("cs/SOP-CS-2024-001.html", "cs/客户 投诉.html", "index.html", "manifest.json"),
)
"""The paths of the bundle, in its order."""


def sealed(contents: Mapping[str, Content] = CONTENTS, about: About = ABOUT, words: Words = ZH) -> Bundle:
    return seal(contents, about, DOCUMENTS, (words, EN))


def write(target: Path, contents: Mapping[str, Content] = CONTENTS, key: Path | None = None) -> Path:
    write_bundle(sealed(contents), target, key)
    return target


def found(bundle: Path, signers: Path | None = None) -> list[str]:
    """Return the findings as `kind path`."""
    return told(verify(bundle, signers))


def told(verification: Verification) -> list[str]:
    return [f"{finding.kind} {finding.path}".rstrip() for finding in verification.findings]


@dataclass(frozen=True)
class Signer:
    """A key, and a file that vouches for it."""

    key: Path
    signers: Path


def signer(folder: Path, name: str, options: str = "") -> Signer:
    key = folder / f"key of {name}"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key], check=True)
    signers = folder / f"signers of {name}"
    public = key.with_name(f"{key.name}.pub").read_text("utf-8")
    signers.write_text(f"{name} {options}{' ' if options else ''}{public}", "utf-8")
    return Signer(key, signers)
