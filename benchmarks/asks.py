"""How much the pages of a copy ask of others: `PYTHONPATH=tests python benchmarks/asks.py FOLDER --pages 300`.

Pages are opened from the disk, as many as are wanted, spread over all that the folder has. What a browser was asked for
and what arrived at its way out are counted apart; both must be 0.
"""

import argparse
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from browser import browsers
from browser.network import open_all, without_network
from browser.places import pages

_BROWSERS = {"chromium": browsers.chromium, "firefox": browsers.firefox}


def main(arguments: list[str]) -> int:
    """Open the pages, print the counts, and return 1 where anybody was asked for anything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--browser", choices=_BROWSERS, default="chromium")
    options = parser.parse_args(arguments)
    found = pages(options.folder)
    wanted = min(options.pages, len(found))
    addresses = [(options.folder.resolve() / found[at * len(found) // wanted]).as_uri() for at in range(wanted)]
    with (
        sync_playwright() as playwright,
        _BROWSERS[options.browser](playwright) as browser,
        without_network(browser) as (context, asked),
    ):
        open_all(context, addresses)
    print(f"{wanted} of {len(found)} pages in {options.browser}: {len(asked.told)} told, {len(asked.arrived)} arrived")
    for words in (*asked.told, *asked.arrived):
        print(words)
    return bool(asked.told or asked.arrived)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
