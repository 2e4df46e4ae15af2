"""Where a run keeps what the next one believes: in a folder of the user, where no pull request can put anything."""

from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path


def common_cache() -> Path:
    """Return the cache that all libraries have in common."""
    return user_cache_path("sop-docs", appauthor=False)


def user_cache(folder: Path) -> Path:
    """Return the cache of a folder; it may be lost at any time, and may not be there yet."""
    name = sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return common_cache() / name
