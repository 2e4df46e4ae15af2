"""Our search beside Material's, in one run: what a build costs, how soon it answers, how many questions it answers.

The questions and the pages that answer them stand in `questions.tsv`, asked of this repository's own library. Ours is
read from the disk, Material's from a server: from the disk it finds nothing.
"""

import argparse
import functools
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from library import write_library
from process import HERE, Measure, build
from settings import site

_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
_WATCH = """
  globalThis.longest = 0;
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
  }).observe({ type: "longtask" });
"""
_STILL = 300  # milliseconds without another result: Material does not say when it has done
_NAMES = ("own", "theirs")


@dataclass(frozen=True, slots=True)
class Field:
    """How a search is used: where one types, what it gives, how the page of a result is told."""

    box: str
    result: str


_FIELDS = {
    "own": Field(".md-search__input", "#sop-search-results a[role=option]"),
    "theirs": Field("input[data-md-component=search-query]", ".md-search-result__item > a.md-search-result__link"),
}


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: the figures are what is wanted."""


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="of each measurement; the median counts")
    parser.add_argument("--count", type=int, default=1000, help="procedures of the library that is built")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="sop-search-") as work, sync_playwright() as playwright:
        builds = _builds(Path(work), options.count, options.runs)
        seconds = {name: median(one.seconds for one in runs) for name, runs in builds.items()}
        processor = {name: median(one.processor for one in runs) for name, runs in builds.items()}
        bytes_ = {name: _size(Path(work) / "large" / name / "site") for name in _NAMES}
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        waits = {name: _waits(browser, Path(work) / "large" / name, name, options.runs) for name in _NAMES}
        right = {name: _answered(browser, _example(Path(work), name), name) for name in _NAMES}
        browser.close()
    print(f"{'':44}{'own':>12}{'theirs':>12}{'':>4}at most")
    _row("build, seconds", seconds, f"{0.75 * seconds['theirs']:.1f}")
    _row("build, processor time", processor, f"{0.75 * processor['theirs']:.1f}")
    _row("index, megabytes", {name: size / 1e6 for name, size in bytes_.items()}, "9")
    _row("first key to answer, seconds", {name: wait for name, (wait, _) in waits.items()}, "1")
    _row("longest task of the page, milliseconds", {name: task for name, (_, task) in waits.items()}, "100")
    _row("questions right in the first three, of 40", right, "at least 39")


def _row(name: str, figures: Mapping[str, float], most: str) -> None:
    print(f"{name:44}" + "".join(f"{figures[name]:12.2f}" for name in _NAMES) + f"    {most}")


def _builds(work: Path, count: int, runs: int) -> dict[str, list[Measure]]:
    """Return what each build took that found nothing of an earlier one."""
    built: dict[str, list[Measure]] = {name: [] for name in _NAMES}
    for name in _NAMES:
        folder = work / "large" / name
        write_library(count, folder)
        _configure(folder, name)
    for _ in range(runs):
        for name in _NAMES:
            folder = work / "large" / name
            for left in ("site", ".cache"):
                shutil.rmtree(folder / left, ignore_errors=True)
            built[name].append(build(folder))
            print(
                f"built with {name}: {built[name][-1].seconds:.1f} s, {built[name][-1].processor:.1f} s of processors",
                file=sys.stderr,
            )
    return built


def _configure(folder: Path, name: str) -> None:
    text = yaml.safe_dump(site(own=True, theirs=name == "theirs"), allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(text, "utf-8")


def _example(work: Path, name: str) -> Path:
    """Return the built library of this repository."""
    folder = work / "example" / name
    shutil.copytree(HERE.parent / "content", folder / "content")
    _configure(folder, name)
    build(folder)
    return folder


def _size(folder: Path) -> int:
    own = folder / "assets" / "sop" / "search"
    files = own.iterdir() if own.exists() else [folder / "search" / "search_index.json"]
    return sum(file.stat().st_size for file in files)


def _waits(browser: Browser, folder: Path, name: str, runs: int) -> tuple[float, float]:
    """Return seconds from the first key to an answer, and the longest task of the page meanwhile in milliseconds.

    The key comes as soon as the page is there: Material reads its index then, ours only now.
    """
    seconds, tasks = [], []
    with _address(folder / "site", name) as address:
        for _ in range(runs):
            page = _opened(browser, address, "forms.html")
            page.evaluate(f"() => {{ {_WATCH} }}")
            seconds.append(page.evaluate(_TYPE, [_FIELDS[name].box, _FIELDS[name].result, "客户"]))
            page.wait_for_timeout(_STILL)
            tasks.append(page.evaluate("longest"))
            page.context.close()
    return median(seconds), max(tasks)


_TYPE = """([box, result, query]) => new Promise((resolve) => {
  const field = document.querySelector(box);
  const start = performance.now();
  field.focus();
  field.value = query;
  for (const name of ["keydown", "input", "keyup"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  const look = () => document.querySelector(result) ? resolve((performance.now() - start) / 1000) : setTimeout(look, 5);
  look();
})"""


def _answered(browser: Browser, folder: Path, name: str) -> int:
    """Return how many of the questions have a right page in the first three."""
    lines = (HERE / "questions.tsv").read_text("utf-8").splitlines()[1:]
    right = 0
    with _address(folder / "site", name) as address:
        page = _opened(browser, address, "index.html")
        for _, query, wanted in (line.split("\t") for line in lines):
            first = _first(page, query, _FIELDS[name], address)
            right += bool(set(wanted.split(" ")) & set(first))
            if not set(wanted.split(" ")) & set(first):
                print(f"{name}: {query}: {' '.join(first)}", file=sys.stderr)
        page.context.close()
    return right


def _first(page: Page, query: str, field: Field, address: str) -> list[str]:
    page.locator(field.box).fill(query)
    page.keyboard.press("End")  # Material listens to keys
    last, links = None, [""]
    while links != last:
        last = links
        page.wait_for_timeout(_STILL)
        links = [link.get_attribute("href") or "" for link in page.locator(field.result).all()]
    paths = [link.removeprefix(address).partition("#")[0].partition("?")[0].removesuffix(".html") for link in links]
    return list(dict.fromkeys(paths))[:3]


def _opened(browser: Browser, address: str, path: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{address}{path}")
    return page


@contextmanager
def _address(folder: Path, name: str) -> Iterator[str]:
    """Yield where a site is read: ours on the disk, theirs from a server."""
    if name == "own":
        yield f"{folder.as_uri()}/"
        return
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Silent, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


if __name__ == "__main__":
    main(sys.argv[1:])
