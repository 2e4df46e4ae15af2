"""A network that is not there: it writes down what is asked for, and answers nothing."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from socketserver import StreamRequestHandler, ThreadingTCPServer

from playwright.sync_api import Browser, BrowserContext, ViewportSize


@dataclass
class Asked:
    """What pages asked of anybody but the disk: as the browser tells it, and as it arrived at the way out."""

    told: list[str] = field(default_factory=list)
    arrived: list[str] = field(default_factory=list)


@contextmanager
def without_network(browser: Browser) -> Iterator[tuple[BrowserContext, Asked]]:
    """Yield a window of a desk's width whose only way out is a proxy that hangs up, and what was asked of it."""
    asked = Asked()

    class Deaf(StreamRequestHandler):
        def handle(self) -> None:
            asked.arrived.append(self.rfile.readline().decode("latin-1").strip())

    def tell(url: str) -> None:
        asked.told.extend([] if url.startswith(("file:", "data:", "blob:")) else [url])

    with ThreadingTCPServer(("127.0.0.1", 0), Deaf) as way_out:
        thread = threading.Thread(target=way_out.serve_forever, daemon=True)
        thread.start()
        proxy = f"http://127.0.0.1:{way_out.server_address[1]}"
        size = ViewportSize(width=1280, height=900)
        with browser.new_context(viewport=size, proxy={"server": proxy}) as context:
            context.on("request", lambda request: tell(request.url))
            yield context, asked
        way_out.shutdown()
        thread.join()


def open_all(context: BrowserContext, addresses: Iterable[str]) -> None:
    """Open pages in one tab, one after the other; one that does not open raises."""
    page = context.new_page()
    for address in addresses:
        page.goto(address)
    page.wait_for_load_state("networkidle")
