#!/usr/bin/env python3
"""Start the Firefox that `FIREFOX` names, for Playwright, and stand between the two.

Playwright asks a browser to emulate what the Firefox of a distribution may not know yet, and gives up when it hears so.
Here it hears that all is well: what cannot be emulated stays as it is.
"""

import asyncio
import json
import os
import re
import sys
from collections.abc import AsyncIterator
from functools import partial
from typing import Final

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve

_LISTENING: Final = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


def _forgiven(message: str, hoped: set[int]) -> str:
    """Return an answer of the browser, or that all is well where it does not know what was hoped for."""
    answer = json.loads(message)
    if answer.get("id") in hoped and answer.get("error") == "unknown command":
        return json.dumps({"type": "success", "id": answer["id"], "result": {}})
    return message


async def _relay(asking: ServerConnection, where: str) -> None:
    hoped: set[int] = set()

    async def there(browser: ClientConnection) -> None:
        async for message in asking:
            command = json.loads(message)
            if command["method"].startswith("emulation."):
                hoped.add(command["id"])
            await browser.send(message)

    async def back(browser: ClientConnection) -> None:
        async for message in browser:
            await asking.send(_forgiven(str(message), hoped))

    async with connect(where, max_size=None, proxy=None) as browser:
        ways = {asyncio.create_task(there(browser)), asyncio.create_task(back(browser))}
        _, open_ways = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in open_ways:
            way.cancel()


async def _listening(said: AsyncIterator[str]) -> str:
    """Return where the browser listens, '' where it ends before it does."""
    async for line in said:
        if found := _LISTENING.search(line):
            return f"{found[1]}/session"
    return ""


async def _lines(stream: asyncio.StreamReader) -> AsyncIterator[str]:
    while line := (await stream.readline()).decode("utf-8", "replace"):
        if not _LISTENING.search(line):
            sys.stderr.write(line)
        yield line


async def _main() -> int:
    firefox = await asyncio.create_subprocess_exec(os.environ["FIREFOX"], *sys.argv[1:], stderr=asyncio.subprocess.PIPE)
    assert firefox.stderr
    said = _lines(firefox.stderr)
    if where := await _listening(said):
        async with serve(partial(_relay, where=where), "127.0.0.1", 0, max_size=None) as server:
            port = server.sockets[0].getsockname()[1]
            sys.stderr.write(f"WebDriver BiDi listening on ws://127.0.0.1:{port}\n")
            async for _ in said:
                pass
    return await firefox.wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(_main()))
