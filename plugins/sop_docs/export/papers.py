"""What stands in a bundle beside the site: the note for whoever opens it, and the tables."""

from collections.abc import Iterator, Mapping, Sequence

from ..compile.duty_sheets import duty_sheets
from ..compile.workbook import workbook
from ..model.bundle import PDF, TEXTS, About, Delivered, typed
from ..model.library import Library
from ..model.part import Receiver
from ..model.words import Words
from ..project.list import Wanted, list_documents

TABLES = "register"
"""The folder of the tables."""
_BYTE_ORDER_MARK = "\ufeff"
"""Without it old editors take Chinese for something else."""


def readme(
    about: About,
    documents: Sequence[Delivered],
    address: str,
    languages: Sequence[Words],
    receiver: Receiver | None = None,
) -> bytes:
    """Return what people read who double-click, in each language."""
    blocks = ("\n\n".join(_readme(about, documents, address, words, receiver)) for words in languages)
    return (_BYTE_ORDER_MARK + f"\n\n{'-' * 72}\n\n".join(blocks) + "\n").encode()


def tables(library: Library, about: About, words: Words) -> Mapping[str, bytes]:
    """Return the register and who does what, as files."""
    files: dict[str, bytes] = {}
    for form in ("csv", "json", "xlsx"):
        listed = list_documents(library, form, about.day, about.commit, Wanted(), words)
        files[f"{TABLES}/register.{form}"] = listed.encode() if isinstance(listed, str) else listed
    files[f"{TABLES}/raci.xlsx"] = workbook(duty_sheets(library, words, about.day), about.day)
    return files


def _readme(
    about: About, documents: Sequence[Delivered], address: str, words: Words, receiver: Receiver | None
) -> Iterator[str]:
    yield about.library
    yield words("readme.open-pdf" if PDF in about.options else "readme.open")
    yield words("readme.what", library=about.library, commit=about.commit, day=about.day.isoformat())
    if receiver:
        yield words("readme.numbered", copy=str(receiver.copy), to=receiver.name)
    if about.part:
        yield words("readme.part", options=typed(about.part))
    numbers = {one.number for one in documents}
    yield words("readme.versions", documents=len(numbers), versions=len(documents))
    if address:
        yield words("readme.address", address=address)
    yield words("readme.tables")
    yield words("readme.texts", texts=TEXTS)
    yield words("readme.verify")
