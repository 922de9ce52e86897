"""One direction of imports, no heap of files, one name for one class."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("digests", "storage", "bot")
FRAMEWORKS = {"aiogram", "aiohttp", "aiosqlite", "apscheduler", "sqlite3"}
MAX_FILES = 20
FLAT = {"storage"}  # a file for each group of tables: the list of files is the schema

WORDS = {"digests.models", "digests.text"}
LIBRARY = {"digests", "storage", "bot.i18n", "bot.settings"}
VALUES = LIBRARY | {"bot.views", "bot.timing"}
SERVICES = VALUES | {"bot.web", "bot.worker", "bot.metrics", "bot.alarms", "bot.fatal_errors"}
INTAKE = SERVICES | {"bot.model", "bot.delivery", "bot.subscribers"}
EDITIONS = INTAKE | {"bot.intake", "bot.answers"}
HANDLERS = EDITIONS | {"bot.editions", "bot.reports", "bot.outlets", "bot.ops", "bot.telegram.shared"}
SCREENS = {"digests.models", "bot.i18n", "bot.views.common"}
PLAYGROUND = {"bot.playground.clock", "bot.playground.errors"}

# From the bottom to the top: a package, and what it may import of ours besides itself. A module counts to the
# row with the longest name. It never imports from a row below, so nothing runs back up and no packages are in
# a cycle.
MAY_IMPORT: dict[str, set[str]] = {
    "digests.models": set(),
    "digests.text": {"digests.models"},
    "digests.formats": WORDS,
    "digests.names": WORDS,
    "digests.topics": WORDS,
    "digests.stories": WORDS,
    "digests.search": WORDS | {"digests.topics"},
    "digests.requests": WORDS | {"digests.topics", "digests.search"},
    "digests.reading": WORDS | {"digests.requests"},
    "digests.summaries": WORDS | {"digests.names"},
    "digests.composing": WORDS | {"digests.summaries"},
    "digests.reports": WORDS | {"digests.summaries", "digests.composing"},
    "digests.overview": WORDS | {"digests.names", "digests.search", "digests.summaries", "digests.composing"},
    "digests.analysis": WORDS
    | {"digests.names", "digests.topics", "digests.stories", "digests.reading"}
    | {"digests.search", "digests.summaries"},
    "digests": {"digests"},
    "storage.migrations": set(),
    "storage": {"digests.models", "storage.migrations"},
    "bot.settings": {"digests.models"},
    "bot.i18n": {"digests.models"},
    "bot.views.common": {"digests.models", "bot.i18n"},
    "bot.views.reader": SCREENS,
    "bot.views.owner": SCREENS | {"bot.views.reader"},
    "bot.views.editor": SCREENS | {"bot.views.reader"},
    "bot.views.admin": SCREENS | {"bot.views.reader"},
    "bot.views": {"bot.views"},
    "bot.timing": {"digests", "bot.i18n"},
    "bot.web": {"bot.timing"},
    "bot.worker": {"digests"},
    "bot.metrics": set(),
    "bot.stopping": set(),
    "bot.alarms": LIBRARY | {"bot.metrics"},
    "bot.fatal_errors": {"storage"},
    "bot.model": SERVICES,
    "bot.delivery": SERVICES,
    "bot.subscribers": SERVICES | {"bot.delivery"},
    "bot.answers": INTAKE,
    "bot.intake": INTAKE,
    "bot.intake.feeds": INTAKE | {"bot.intake"},
    "bot.intake.channels": INTAKE | {"bot.intake"},
    "bot.editions": EDITIONS,
    "bot.editions.corrections": EDITIONS | {"bot.editions"},
    "bot.reports": EDITIONS | {"bot.editions"},
    "bot.outlets": EDITIONS | {"bot.editions"},
    "bot.ops": EDITIONS | {"bot.editions", "bot.reports", "bot.outlets"},
    "bot.telegram.shared": EDITIONS,
    "bot.telegram.middlewares": HANDLERS,
    "bot.telegram.sending": HANDLERS,
    "bot.telegram.handlers.reader": HANDLERS,
    "bot.telegram.handlers.owner": HANDLERS | {"bot.telegram.handlers.reader"},
    "bot.telegram.handlers.editor": HANDLERS | {"bot.telegram.handlers.reader"},
    "bot.telegram.handlers.admin": HANDLERS | {"bot.telegram.handlers.reader"},
    "bot.telegram.handlers": HANDLERS,
    "bot.telegram": HANDLERS | {"bot.telegram"},
    "bot.scheduler": HANDLERS,
    "bot.health": HANDLERS | {"bot.telegram"},
    "bot.samples": {"digests.models"},
    "bot.playground.clock": set(),
    "bot.playground.errors": set(),
    "bot.playground.markup": PLAYGROUND,
    "bot.playground.sites": PLAYGROUND,
    "bot.playground.world": PLAYGROUND | {"bot.playground.markup"},
    "bot.playground.api": PLAYGROUND | {"bot.playground.markup", "bot.playground.world"},
    "bot.playground.api.methods": PLAYGROUND
    | {"bot.playground.markup", "bot.playground.world", "bot.playground.api"},
    "bot.playground.pages": PLAYGROUND
    | {"bot.playground.markup", "bot.playground.world", "bot.playground.api"},
    "bot.playground": {"bot.playground"},
    "bot.app": HANDLERS | {"bot.telegram", "bot.scheduler", "bot.health", "bot.samples"},
    "bot.run": HANDLERS | {"bot.telegram", "bot.app", "bot.stopping"},
    "bot.cli": HANDLERS
    | {"bot.telegram", "bot.app", "bot.run", "bot.stopping", "bot.samples", "bot.playground"},
    "bot": {"bot.cli"},
}
# Names that stand in annotations alone and are imported under TYPE_CHECKING.
MAY_NAME: dict[str, set[str]] = {
    "bot.views": {"storage"},
    "bot.playground": {"bot.playground.telegram"},
}
# Frameworks that a package must not know; the row with the longest name counts.
NEVER: dict[str, set[str]] = {
    "digests": FRAMEWORKS | {"asyncio", "socket", "urllib.request"},
    "storage": FRAMEWORKS - {"aiosqlite", "sqlite3"},
    "bot": {"aiogram", "aiohttp", "apscheduler"},
    "bot.views": FRAMEWORKS,
    "bot.samples": FRAMEWORKS,
    "bot.worker": FRAMEWORKS,
    "bot.timing": FRAMEWORKS,
    "bot.web": FRAMEWORKS - {"aiohttp"},
    "bot.scheduler": FRAMEWORKS - {"apscheduler"},
    "bot.telegram": {"apscheduler", "aiosqlite", "sqlite3"},
    "bot.playground": {"aiogram", "aiosqlite", "apscheduler", "sqlite3"},
    "bot.health": FRAMEWORKS - {"aiohttp"},
    "bot.outlets": FRAMEWORKS - {"aiohttp"},
    "bot.app": {"aiosqlite", "aiohttp", "sqlite3"},
    "bot.run": {"aiosqlite", "aiohttp", "sqlite3"},
    "bot.cli": {"aiogram", "apscheduler"},
}
# What takes many megabytes or a tenth of the start, and is needed by the worker or a few bots alone.
HEAVY = {
    *("aiohttp.web", "docx", "feedparser", "lxml", "lxml_html_clean", "numpy", "pymorphy3", "pypdf"),
    *("snowballstemmer", "Stemmer", "trafilatura", "bot.playground", "bot.samples", "openai"),
}


def modules() -> dict[str, Path]:
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for package in OURS
        for path in sorted((ROOT / package).rglob("*.py"))
    }


MODULES = modules()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def row_of(module: str, rows: dict[str, set[str]]) -> str:
    parts = module.split(".")
    above = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next(name for name in above if name in rows)


def starts_with(name: str, prefixes: set[str]) -> bool:
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)


@cache
def imports(path: Path) -> Sequence[tuple[str, bool]]:
    """Each module that is imported, and whether for annotations alone."""
    return tuple(_imports(tree_of(path)))


def _imports(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    typing = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node in typing) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in MODULES else node.module, node in typing


def imports_at_once(path: Path) -> Iterator[str]:
    """What is imported with the module itself, neither by a function nor for annotations."""
    tree = tree_of(path)
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


@pytest.mark.parametrize("row", MAY_IMPORT)
def test_imports_go_one_way(row: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for module, path in MODULES.items()
        if row_of(module, MAY_IMPORT) == row
        for name, typing in imports(path)
        if starts_with(name, set(OURS))
        and not may_import(row, name)
        and not (typing and may_name(module, name))
    ]
    assert wrong == []


def may_import(row: str, name: str) -> bool:
    """What is in the same row, or is named by it and stands above it."""
    rows = list(MAY_IMPORT)
    other = row_of(name, MAY_IMPORT)
    return other == row or (other in rows[: rows.index(row)] and starts_with(name, MAY_IMPORT[row]))


def may_name(module: str, name: str) -> bool:
    return any(starts_with(module, {row}) and starts_with(name, names) for row, names in MAY_NAME.items())


@pytest.mark.parametrize("row", NEVER)
def test_packages_do_not_know_what_is_not_theirs(row: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for module, path in MODULES.items()
        if row_of(module, NEVER) == row
        for name, _ in imports(path)
        if starts_with(name, NEVER[row])
    ]
    assert wrong == []


def test_the_bot_starts_without_what_is_heavy() -> None:
    known, wrong = loaded_with("bot.run", HEAVY)
    assert len(known) > 200
    assert wrong == []


def test_the_playgrounds_page_is_up_before_the_bot_is_loaded() -> None:
    known, wrong = loaded_with("bot.cli.playground", {"aiogram", "bot.app"})
    assert len(known) > 50
    assert wrong == []


def loaded_with(module: str, unwanted: set[str]) -> tuple[set[str], list[str]]:
    """What of ours is imported with the module, and by which of them what is unwanted."""
    waiting, known, wrong = [module], {module}, list[str]()
    while waiting:
        here = waiting.pop()
        names = set(imports_at_once(MODULES[here]))
        wrong += [f"{here}: {name}" for name in sorted(names) if starts_with(name, unwanted)]
        new = names & MODULES.keys() - known
        known |= new
        waiting += sorted(new)
    return known, wrong


def test_no_package_is_a_heap() -> None:
    beside = Counter(".".join(path.relative_to(ROOT).parent.parts) for path in MODULES.values())
    assert {package for package, count in beside.items() if count > MAX_FILES} <= FLAT


def test_packages_say_what_they_are_and_import_nothing() -> None:
    """But `digests`, the library's front door, which opens when a name is asked for, and migrations."""
    own = {"digests", "storage.migrations"}
    wrong = [
        module
        for module, path in MODULES.items()
        if path.name == "__init__.py" and module not in own
        if len(tree_of(path).body) != 1 or not ast.get_docstring(tree_of(path))
    ]
    assert wrong == []


def test_no_two_classes_have_one_name() -> None:
    """The playground is a world of its own."""
    names = Counter(
        node.name
        for module, path in MODULES.items()
        if not starts_with(module, {"bot.playground"})
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_handlers_do_not_write_to_storage() -> None:
    """`db.transaction()` is for services; the inbox, and what tells Telegram of it, are the exceptions."""
    writers = [
        path.name
        for path in (ROOT / "bot/telegram").rglob("*.py")
        if ".transaction()" in path.read_text(encoding="utf-8")
    ]
    assert sorted(writers) == ["inbox.py", "registration.py"]


@pytest.mark.parametrize("module", ["bot.cli.main", "bot.__main__", "digests", "storage"])
def test_cheap_modules_load_no_framework(module: str) -> None:
    """`newsdigest --help` must not pay for aiogram, nor `digest` for SQLite."""
    code = f"import sys, {module}; print(sorted({{'aiogram', 'aiohttp', 'pydantic'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
