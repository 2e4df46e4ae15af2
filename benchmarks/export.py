"""What a copy costs: time beside the plain build of the site, and the size of the zip.

Both begin with nothing kept. `sop verify` reads the zip again, and then it is made once more with what was kept.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from zipfile import ZipFile

from many_versions import write_repository
from process import Measure, run

_MOST_SECONDS, _MOST_MEGABYTES = 1.3, 25.0


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="of each measurement; the median counts")
    parser.add_argument("--count", type=int, default=1000, help="procedures of the library")
    parser.add_argument("--versions", type=int, default=3, help="of each procedure")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="sop-bench-") as work:
        library, archive = Path(work) / "library", Path(work) / "library.zip"
        write_repository(options.count, options.versions, library)
        builds, exports = [], []
        for _ in range(options.runs):
            builds.append(_cold(library, "build"))
            exports.append(_cold(library, "export", "--out", str(archive)))
        again = _sop(library, "export", "--out", str(archive))
        verified = _sop(library, "verify", str(archive))
        print("\n".join(_table(builds, exports, again, verified, archive)))


def _cold(library: Path, *arguments: str) -> Measure:
    """Return what a command takes that finds nothing of an earlier one."""
    for left in (library / "site", library / ".cache", library.parent / "cache"):
        shutil.rmtree(left, ignore_errors=True)
    return _sop(library, *arguments)


def _sop(library: Path, *arguments: str) -> Measure:
    cache = {"XDG_CACHE_HOME": str(library.parent / "cache")}
    return run([sys.executable, "-m", "sop_docs", *arguments], library, cache)


def _table(
    builds: list[Measure], exports: list[Measure], again: Measure, verified: Measure, archive: Path
) -> Iterator[str]:
    for name, found in (("build", builds), ("export", exports), ("export again", [again]), ("verify", [verified])):
        seconds, processor = (median(getattr(one, unit) for one in found) for unit in ("seconds", "processor"))
        memory = median(one.megabytes for one in found)
        yield f"{name:16}{seconds:8.1f} s{processor:8.1f} s of processors{memory:8.0f} MB"
    with ZipFile(archive) as packed:
        files, raw = len(packed.infolist()), sum(one.file_size for one in packed.infolist())
    ratio = median(one.seconds for one in exports) / median(one.seconds for one in builds)
    size = archive.stat().st_size / 1e6
    yield ""
    yield f"export / build  {ratio:8.2f}   at most {_MOST_SECONDS:.2f}{_missed(ratio, _MOST_SECONDS)}"
    yield f"zip             {size:8.1f} MB at most {_MOST_MEGABYTES:.1f}{_missed(size, _MOST_MEGABYTES)}"
    yield f"                {raw / 1e6:8.1f} MB unpacked, {files} files"


def _missed(reached: float, most: float) -> str:
    return "" if reached <= most else "   missed"


if __name__ == "__main__":
    main(sys.argv[1:])
