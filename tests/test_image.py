"""What the Docker image is built from: the program, and never a secret or a reader's data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).parent.parent
PATHS = ("DATABASE_PATH", "BACKUP_DIR", "HTTP_PORT")
PACKAGES = ("bot", "digests", "storage")
EXTRAS = ("charts", "llm", "mcp")
BESIDE = (
    "pyproject.toml",
    "README.md",
    "LICENSE",
    *(f"requirements/{lock}.txt" for lock in ("run", *EXTRAS)),
)
SECRETS = (
    *(".env", ".env.local", ".env.production", "env.bak", "bot/.env", "storage/migrations/.env.old"),
    *(
        "data/newsdigest.db",
        "newsdigest.db",
        "news.db-wal",
        "news.db.before",
        "bot/news.db",
        "bot/news.db-wal",
    ),
    *("backups/newsdigest-2026-03-02.db", "articles.jsonl", "feeds.opml", "token.txt", "bot/bot.log"),
    *(
        ".git/config",
        ".venv/bin/python",
        ".ssh/id_ed25519",
        "cert.pem",
        "bot/__pycache__/cli.cpython-311.pyc",
    ),
)


def patterns() -> list[tuple[bool, re.Pattern[str]]]:
    """Of .dockerignore: whether each takes back, and what it matches.

    The rules stand at docs.docker.com/build/concepts/context/#dockerignore-files.
    """
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return [(rule.startswith("!"), _compiled(rule.removeprefix("!"))) for rule in rules]


def _compiled(rule: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", rule.strip("/"))
    signs = {"**/": r"(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(signs.get(part, re.escape(part)) for part in parts))


def is_copied(name: str) -> bool:
    """The last rule that matches a path or a folder above it decides."""
    path = Path(name)
    above = [one.as_posix() for one in (path, *path.parents) if one != Path()]
    copied = True
    for takes_back, pattern in patterns():
        if any(map(pattern.fullmatch, above)):
            copied = takes_back
    return copied


def tree(*packages: str) -> Iterator[str]:
    for package in packages:
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("name", SECRETS)
def test_no_secret_goes_into_the_image(name: str) -> None:
    assert not is_copied(name)


def test_all_of_the_program_does() -> None:
    program = [*tree(*PACKAGES), *BESIDE]
    assert [name for name in program if not is_copied(name)] == []


def test_nothing_else_in_the_folder_does() -> None:
    names = (path.name for path in ROOT.iterdir())
    assert {name for name in names if is_copied(name)} <= {*PACKAGES, *BESIDE}


def test_the_image_takes_nothing_by_another_way() -> None:
    """An ADD or a second COPY would have to be looked at."""
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    copies = re.findall(r"^(?:COPY|ADD) .*$", dockerfile, re.MULTILINE)
    assert copies == [
        "COPY requirements/ requirements/",
        "COPY . .",
        "COPY --from=build /opt/newsdigest /opt/newsdigest",
    ]
    assert re.findall(r"^ARG .*$", dockerfile, re.MULTILINE) == ['ARG EXTRAS=""']
    (environment,) = re.findall(r"^ENV (.*)$", dockerfile, re.MULTILINE)
    assert {each.partition("=")[0] for each in environment.split()} == {"PATH", *PATHS}


def test_the_locks_of_extras_are_all_that_is_copied_of_locks() -> None:
    optional = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {*optional["optional-dependencies"]} - {"dev", "bench", "build"} == {*EXTRAS}


def test_image_compose_and_unit_set_only_what_is_a_setting() -> None:
    names = {name.upper() for name in Settings.model_fields} | {"HOME"}
    in_compose = re.findall(r"^ {6}([A-Z_]+): ", text("compose.yaml"), re.MULTILINE)
    in_unit = re.findall(r"^([A-Z_]+)=", text("deploy/places.env"), re.MULTILINE)
    assert {*in_compose, *in_unit, *PATHS} <= names
    assert {"DATABASE_PATH", "BACKUP_DIR"} <= {*in_compose} & {*in_unit}


def test_where_the_container_listens_is_left_to_the_settings() -> None:
    """A proxy in another container needs another address than the one of the example."""
    assert "HTTP_HOST" not in text("compose.yaml")


@pytest.mark.parametrize("file", ["newsdigest.service", "newsdigest.sh", "litestream.service"])
def test_each_of_systemd_has_the_users_settings_and_after_them_the_places(file: str) -> None:
    """Of a name in two files systemd takes the later one; either wins over what stands in the unit itself."""
    written = text(f"deploy/{file}")
    read = re.findall(r"EnvironmentFile=(\S+)", written)
    assert len(read) == 2
    assert read[1] == "/opt/newsdigest/deploy/places.env"
    assert not re.search(r"\bEnvironment=|--setenv", written)
    assert {"DynamicUser=yes", "User=newsdigest", "StateDirectory=newsdigest"} <= {
        line.strip().removeprefix("--property=") for line in re.split(r"[\s\\]+", written)
    }


def text(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")
