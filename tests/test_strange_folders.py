"""What lies in the folder where one works is read at most, never run; secrets stay where they are used."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.worker.process import Worker

TRAP = "open({mark!r}, 'w').close(); raise SystemExit('a stranger was run: {name}')"
OTHERS = (
    "aiosqlite",
    "digests",
    "docx",
    "lxml",
    "pydantic",
    "pypdf",
    "sitecustomize",
    "storage",
    "usercustomize",
)
CONSOLE_SCRIPT = "import sys\nfrom bot.__main__ import main\nsys.exit(main())\n"  # as pip writes it
ARTICLE = (
    "В Павлодаре 1 марта открыли новый мост через Иртыш длиной 1240 метров. Движение по нему начнётся в мае, "
    "сообщил аким области Асаин Байханов. Строительство обошлось в 18 млрд тенге и длилось четыре года."
)
COMMANDS = (["import", "bridge.txt"], ["digest", "bridge.txt"], ["feeds"], ["check"])
SECRETS = {name.upper(): f"secret-{name}" for name in Settings.model_fields}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A download of somebody else's: an article, and a module by each name that there is to import."""
    made = tmp_path / "download"
    made.mkdir()
    (made / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    for name in (*sys.stdlib_module_names, *OTHERS):
        trap = TRAP.format(mark=str(tmp_path / "was run"), name=name)
        (made / f"{name}.py").write_text(trap, encoding="utf-8")
    return made


@cache
def begun_with() -> list[str]:
    """What `python -m` imports before any program of ours: only `python -P -m` keeps it from that."""
    show = "import runpy, sys; print(*sys.modules)"
    return subprocess.run(
        [sys.executable, "-c", show], capture_output=True, text=True, check=True
    ).stdout.split()


@pytest.mark.parametrize(
    "command", [["import", "bridge.txt"], ["digest", "bridge.txt"], ["feeds"], ["check"]]
)
@pytest.mark.parametrize("way", ["newsdigest", "python -m bot"])
def test_no_module_of_the_folder_is_run(folder: Path, tmp_path: Path, way: str, command: list[str]) -> None:
    script = tmp_path / "bin" / "newsdigest"
    script.parent.mkdir()
    script.write_text(CONSOLE_SCRIPT, encoding="utf-8")
    program = [str(script)] if way == "newsdigest" else ["-m", "bot"]
    for name in begun_with() if way == "python -m bot" else ():
        (folder / f"{name}.py").unlink(missing_ok=True)
    environment = {**os.environ, "DATABASE_PATH": str(tmp_path / "news.db")}
    done = subprocess.run(
        [sys.executable, *program, *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stderr, (tmp_path / "was run").exists()) == (expected(command, tmp_path), False)


def expected(command: list[str], tmp_path: Path) -> str:
    database = tmp_path / "news.db"
    return {"feeds": f"{database} does not exist yet\n", "check": f"{database} does not exist\n"}.get(
        command[0], ""
    )


def environment_here() -> dict[str, str]:
    return dict(os.environ)


async def test_the_worker_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**SECRETS, "AWS_SECRET_ACCESS_KEY": "secret", "SOME_PASSWORD": "secret"}.items():
        monkeypatch.setenv(name, value)
    worker = Worker()
    known = await worker.run(environment_here)
    await worker.close()
    assert {name for name, value in known.items() if value.startswith("secret")} == set()
    assert known["PATH"] == os.environ["PATH"]


async def test_the_worker_of_any_parent_runs_nothing_of_the_folder(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    worker = Worker()
    assert await worker.run(divmod, 7, 2) == (3, 1)
    await worker.close()
    assert not (tmp_path / "was run").exists()
