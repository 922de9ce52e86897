"""`newsdigest mcp`: read-only access for a person's own AI assistant, over standard input and output."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.fatal_errors import MissingExtraError
from bot.outlets.assistant import NOTICE, Assistant
from digests.models.texts import Language
from storage.database import Database

if TYPE_CHECKING:
    from mcp.server import MCPServer

INSTRUCTIONS = (
    "A newsroom's articles, grouped into stories, in Russian, Kazakh and English. Every sentence stands with "
    f"its source in brackets; name it when you tell one. {NOTICE}"
)


def run_mcp(database: Path, zone: str, language: Language) -> int:
    """Serve until standard input ends; returns the exit status. Raises MissingExtraError."""
    if importlib.util.find_spec("mcp") is None:
        raise MissingExtraError(
            "newsdigest mcp needs the package mcp: pip install --require-hashes -r requirements/mcp.txt"
        )
    if not database.exists():
        sys.stderr.write(f"{database} does not exist, so there is nothing to ask about\n")
        return 1
    asyncio.run(_serve(database, zone, language))
    return 0


async def _serve(database: Path, zone: str, language: Language) -> None:
    db = await Database.open_read_only(database)
    try:
        await server_of(Assistant(db, zone), language).run_stdio_async()
    finally:
        await db.close()


def server_of(assistant: Assistant, usual: Language) -> MCPServer:
    """The server with its four tools, which answer in the `usual` language unless asked for another."""
    from mcp.server import MCPServer
    from mcp.types import ToolAnnotations

    server = MCPServer("newsdigest", instructions=INSTRUCTIONS)

    async def search(words: str, page: int = 0, language: Language = usual) -> str:
        """Find stories in the archive: words in any inflection, "phrases", -without, 7d, topic:culture."""
        return await assistant.search(words, language, page)

    async def story(number: int, language: Language = usual) -> str:
        """All that is told of one story, by its number, and who reported it when."""
        return await assistant.story(number, language)

    async def digest(hours: int = 24, topic: str = "", language: Language = usual) -> str:
        """The news of the last hours, the weightiest first; of one topic if it is named."""
        return await assistant.digest(_hours(hours), language, topic)

    async def topic(words: str, days: int = 7, language: Language = usual) -> str:
        """What happened with a topic, a name or any words in the last days."""
        return await assistant.topic(words, _hours(24 * days), language)

    for tool in (search, story, digest, topic):
        server.add_tool(tool, annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False))
    return server


def _hours(count: int) -> timedelta:
    return timedelta(hours=min(max(count, 1), 24 * 366))
