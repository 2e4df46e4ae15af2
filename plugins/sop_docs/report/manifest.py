"""The papers of a bundle: `manifest.json`, `SHA256SUMS` and `VERIFY.txt`. Touches no file."""

from collections.abc import Iterable, Sequence
from typing import Any

from ..model.bundle import MANIFEST, NAMESPACE, SIGNATURE, SUMS, Delivered, Entry, Manifest, order
from ..model.words import Words
from ..parse.manifest import FORMAT
from .json import written

_OWN = f"grep -vxF -e {SUMS} -e {SIGNATURE}"
_ODD = "LC_ALL=C find . -name '*[[:cntrl:]]*' -o ! -type f ! -type d"
"""Prints names that could look like several listed ones, and links, which have the bytes of a file elsewhere."""
COMMANDS = (
    f"sha256sum --strict -c {SUMS}",
    f"{_ODD}; (cut -c 67- {SUMS}; find . ! -type d | cut -c 3- | {_OWN}) | LC_ALL=C sort | LC_ALL=C uniq -u",
    f"ssh-keygen -Y verify -f ../allowed_signers -I NAME -n {NAMESPACE} -s {SIGNATURE} < {SUMS}",
)
"""What a reader types who has no sop: all is there, unchanged; nothing added, no links (prints nothing); who signed."""


def manifest_json(manifest: Manifest) -> str:
    """Return the manifest as `sop-manifest/1`; its schema is `schemas/sop-manifest-1.json`."""
    about = manifest.about
    return written(
        {
            "format": FORMAT,
            "library": about.library,
            "commit": about.commit,
            "day": about.day.isoformat(),
            "tool": about.tool,
            "options": dict(sorted(about.options.items())),
            "files": [_file(entry) for entry in manifest.files],
            "documents": [_document(one) for one in manifest.documents],
        }
    )


def sums_text(entries: Iterable[Entry]) -> str:
    """Return the sums of files in the order of a bundle, as `sha256sum` writes and checks them."""
    return "".join(f"{entry.sha256}  {entry.path}\n" for entry in sorted(entries, key=lambda entry: order(entry.path)))


def guide(languages: Sequence[Words]) -> str:
    """Return how to verify a bundle without this program, in each language."""
    return "\n\n".join(_guide(words) for words in languages) + "\n"


def _guide(words: Words) -> str:
    blocks = [words("guide.title"), words("guide.before", sums=SUMS)]
    for number, (name, command) in enumerate(zip(("sums", "added", "signed"), COMMANDS, strict=True), 1):
        blocks += [f"{number}. {words(f'guide.{name}', signature=SIGNATURE)}", f"    {command}"]
    return "\n\n".join([*blocks, words("guide.origin", manifest=MANIFEST), words("guide.sop")])


def _file(entry: Entry) -> dict[str, Any]:
    return {"path": entry.path, "sha256": entry.sha256, "size": entry.size}


def _document(one: Delivered) -> dict[str, Any]:
    return {
        "number": one.number,
        "version": one.version,
        "state": one.state,
        "effective": one.effective.isoformat() if one.effective else None,
        "sha256": one.sha256,
    }
