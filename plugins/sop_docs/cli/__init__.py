"""The command line."""

import gc
import sys
from collections.abc import Sequence

from .. import __version__


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit: 0 nothing wrong, 1 problems found, 2 could not do it, 130 interrupted."""
    if (sys.argv[1:] if arguments is None else [*arguments]) == ["--version"]:
        # Editors and hooks ask this often, and click takes longer to import than Python to start.
        sys.stdout.write(f"sop, version {__version__}\n")
        return
    from .boundary import run  # noqa: PLC0415

    status = run(arguments)
    # Python looks for garbage once more before it ends: among all objects of a library, a tenth of a second check.
    gc.freeze()
    sys.exit(status)
