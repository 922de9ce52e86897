"""The direction of the arrows: what each package may import, as ARCHITECTURE.md says."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FRAMEWORKS = {"aiogram", "aiohttp", "aiosqlite", "apscheduler", "sqlite3"}

# A package's own modules are always allowed; of ours only those that start with one of the prefixes.
MAY_IMPORT = {
    "digests": (set(), FRAMEWORKS | {"asyncio", "socket", "urllib.request"}),
    "storage": ({"digests.models"}, FRAMEWORKS - {"aiosqlite", "sqlite3"}),
    "bot/services": (
        {
            "digests",
            "storage",
            "bot.views",
            "bot.i18n",
            "bot.settings",
            "bot.worker",
            "bot.computing",
            "bot.zones",
            "bot.clock",
            "bot.fetch",
        },
        {"aiogram", "aiohttp", "apscheduler"},
    ),
    "bot/views": ({"digests.models", "bot.i18n"}, FRAMEWORKS),
    "bot/telegram": (
        {"digests", "storage", "bot.services", "bot.views", "bot.i18n", "bot.settings", "bot.worker"}
        | {"bot.computing", "bot.clock", "bot.fetch", "bot.zones"},
        {"apscheduler", "aiosqlite", "sqlite3"},
    ),
    "bot/jobs": ({"storage", "bot.services", "bot.clock"}, {"aiogram", "aiohttp", "sqlite3"}),
    "bot/fetch": ({"bot.clock"}, FRAMEWORKS - {"aiohttp"}),
    "bot/playground": (set(), {"aiogram", "aiosqlite", "apscheduler", "sqlite3"}),
    "bot/samples": ({"digests.models"}, FRAMEWORKS),
}


def modules(package: str) -> Iterator[tuple[Path, str]]:
    """Every import of the package: the file and the module's full name."""
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from ((path, f"{node.module}.{alias.name}") for alias in node.names)


def starts_with(name: str, prefixes: set[str]) -> bool:
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_follow_the_arrows(package: str) -> None:
    ours, never = MAY_IMPORT[package]
    allowed = ours | {package.replace("/", ".")}
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path, name in modules(package)
        if starts_with(name, never)
        or (starts_with(name, {"bot", "digests", "storage"}) and not starts_with(name, allowed))
    ]
    assert wrong == []


def test_handlers_do_not_write_to_storage() -> None:
    """`db.transaction()` is for services; the inbox of polling is the one exception."""
    writers = [
        path.name
        for path in (ROOT / "bot/telegram").rglob("*.py")
        if ".transaction()" in path.read_text(encoding="utf-8")
    ]
    assert writers == ["polling.py"]


@pytest.mark.parametrize("module", ["bot.cli", "bot.__main__", "digests", "storage"])
def test_cheap_modules_load_no_framework(module: str) -> None:
    """`newsdigest --help` must not pay for aiogram, nor `digest` for SQLite."""
    code = f"import sys, {module}; print(sorted({{'aiogram', 'aiohttp', 'pydantic'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
