"""How far one walks to follow what somebody does: the files and functions of the project that it enters.

    .venv/bin/python bench/walks.py [--list]
    .venv/bin/python bench/walks.py --smoke

Each walk is done once unseen, so that what is read once in a process is not counted, and then watched from
the person's tap or message to the end of its handling, by a profiler in every thread. The bot is the one of
the tests: its dispatcher, its database and HTTP are real, its computing stays in the process, and no pacer
stands before its calls. The playground and the tests are not counted. `--list` names the files. Then: the
share of lines of bot/telegram that are imports, the lines of code (the playground's, comments and blank lines
too), and the packages with the most files beside each other.
"""

from __future__ import annotations

import argparse
import ast
import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Iterator
from pathlib import Path
from types import CodeType

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # for tests/

from bot.playground.server import serve  # noqa: E402
from bot.playground.telegram import Telegram  # noqa: E402
from bot.playground.world.person import Person  # noqa: E402
from bot.settings import Settings  # noqa: E402
from storage.database import Database  # noqa: E402
from tests.entered import files_of, functions_of_ours, noting  # noqa: E402
from tests.telegram.conftest import EDITOR, Gate, Newsroom, running  # noqa: E402

PACKAGES = ("bot", "digests", "storage")
TEXT = (
    "The museum of {city} has opened a new hall with three hundred paintings.\n\n"
    "The hall was built in two years, the director said on Monday. "
    "Tickets cost 500 tenge, and children enter without paying. "
    "The museum expects forty thousand visitors until the end of the year."
)


async def walks(seen: set[CodeType], folder: Path) -> dict[str, set[CodeType]]:
    async with serve(Telegram()) as server:
        telegram = server.telegram
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]  # pydantic-settings adds it
            admin_ids=frozenset({EDITOR}),
            database_path=folder / "news.db",
            telegram_api_url=server.url,
        )
        db = await Database.open(settings.database_path)
        try:
            async with running(db, telegram, settings, Gate()) as newsroom:
                return await watched(seen, newsroom)
        finally:
            await db.close()


async def watched(seen: set[CodeType], newsroom: Newsroom) -> dict[str, set[CodeType]]:
    """By the name of each walk the functions that it enters."""
    await newsroom.has("bridge")
    reader = newsroom.telegram.person("Айгуль", language="ru")
    editor = newsroom.telegram.person("Ержан", EDITOR, language="ru", role="editor")

    async def writes(person: Person, text: str) -> None:
        await person.writes(text)
        await person.receives()
        await newsroom.idle()

    async def presses(words: str) -> None:
        await reader.presses(words)
        await newsroom.idle()

    async def entered_by(walk: Awaitable[None]) -> set[CodeType]:
        seen.clear()
        await walk
        return functions_of_ours(seen)

    await writes(reader, "/start s1")
    await presses("Сохранить")
    await presses("Не сохранять")
    found = {"[Save]": await entered_by(presses("Сохранить"))}
    for name, person, first, then in (
        ("/subscribe 09:00", reader, "/subscribe 08:00", "/subscribe 09:00"),
        ("/add TEXT", editor, f"/add {TEXT.format(city='Semey')}", f"/add {TEXT.format(city='Taraz')}"),
        ("/retract N", editor, "/retract 1", "/retract 2"),
    ):
        await writes(person, first)
        found[name] = await entered_by(writes(person, then))
    return found


def lines_of_imports(path: Path) -> int:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    imports = [node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]
    return sum((node.end_lineno or node.lineno) - node.lineno + 1 for node in imports)


def lines_in(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def sources(folder: str) -> Iterator[Path]:
    return (ROOT / folder).rglob("*.py")


def print_sizes() -> None:
    telegram = list(sources("bot/telegram"))
    imports, lines = sum(map(lines_of_imports, telegram)), sum(map(lines_in, telegram))
    print(f"imports in bot/telegram  {imports / lines:6.1%} of {lines} lines")
    ours = [path for package in PACKAGES for path in sources(package)]
    print(f"lines of code            {sum(map(lines_in, ours)):6} in {len(ours)} files")
    beside = Counter(str(path.parent.relative_to(ROOT)) for path in ours if path.name != "__init__.py")
    for package, count in beside.most_common(3):
        print(f"files beside each other  {count:6} in {package}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="name the files")
    parser.add_argument("--smoke", action="store_true", help="the same: it takes a few seconds")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, noting() as seen:
        found = asyncio.run(walks(seen, Path(folder)))
    for name, codes in found.items():
        files = sorted(files_of(codes))
        parts = Counter(file.partition("/")[0] for file in files)
        each = ", ".join(f"{part} {count}" for part, count in parts.most_common())
        print(f"{name:24} {len(files):6} files, {len(codes)} functions ({each})")
        for file in files if options.list else ():
            print(f"    {file}")
    print_sizes()
