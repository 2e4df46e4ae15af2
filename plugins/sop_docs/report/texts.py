"""`texts.json`: the Markdown that people work by, in one file, which packs far better than one file each.

Touches no file.
"""

from collections.abc import Mapping

from ..model.texts import Texts
from ..parse.texts import FORMAT
from .json import written


def texts_json(texts: Texts) -> str:
    """Return texts as `sop-texts/1`; its schema is `schemas/sop-texts-1.json`."""
    apart = {path: _files(files) for path, files in sorted(texts.apart.items())}
    return written({"format": FORMAT, "texts": _files(texts.files), **({"apart": apart} if apart else {})})


def _files(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: files[path].decode("utf-8") for path in sorted(files)}
