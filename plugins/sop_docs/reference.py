"""`python -m sop_docs.reference` writes the reference pages of the handbook (`make reference`)."""

from pathlib import Path

from .cli.group import sop
from .effects.files import write_atomically
from .effects.site_config import find_site_config
from .project.reference import reference_pages


def write_reference(content: Path) -> None:
    """Leave the reference pages below `content` as the code has them."""
    for path, text in reference_pages(sop).items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        write_atomically(content / path, text)


if __name__ == "__main__":
    write_reference(find_site_config(None).content)
