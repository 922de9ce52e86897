"""What the documents promise exists, and what exists is documented."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import get_args
from urllib.parse import quote

import pytest

from bot.ops.logging_setup import LogFormat, set_up_logging
from bot.settings import Settings
from bot.telegram.handlers.owner.groups import PRIVATE_COMMANDS
from bot.telegram.shared.commands import ADMINS_COMMANDS, EDITORS_COMMANDS, READERS_COMMANDS
from tests.test_architecture import MAY_IMPORT

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FOR_PEOPLE = "\n".join(
    (ROOT / "docs" / name).read_text(encoding="utf-8")
    for name in ("readers.md", "newsroom.md", "operators.md")
)
ENV_EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")


def test_each_setting_is_in_the_example_with_a_comment_and_its_default() -> None:
    described = dict(re.findall(r"^([A-Z_]+)=(.*)$", ENV_EXAMPLE, re.MULTILINE))
    assert {name.lower() for name in described} == set(Settings.model_fields)
    assert all("# " in block for block in ENV_EXAMPLE.strip().split("\n\n"))


def test_the_example_as_it_stands_means_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    example = tmp_path / "example"
    example.write_text(ENV_EXAMPLE, encoding="utf-8")
    alone = Settings(_env_file=None)  # type: ignore[call-arg]
    assert Settings(_env_file=example) == alone  # type: ignore[call-arg]


@pytest.mark.parametrize(
    "command", sorted({*PRIVATE_COMMANDS, *EDITORS_COMMANDS, *ADMINS_COMMANDS, "start", "help"})
)
def test_each_command_is_in_a_table_for_those_who_have_it(command: str) -> None:
    assert re.search(rf"^\|[^|]*`/{command}\b", FOR_PEOPLE, re.MULTILINE)


@pytest.mark.parametrize("translation", ["README.ru.md", "README.kk.md"])
def test_a_translated_readme_names_commands_that_there_are(translation: str) -> None:
    named = set(re.findall(r"`/([a-z]+)", (ROOT / translation).read_text(encoding="utf-8")))
    assert len(named) > 10
    assert named <= {*READERS_COMMANDS, *PRIVATE_COMMANDS, *EDITORS_COMMANDS, "start", "help"}


def test_each_verb_of_the_command_line_is_described() -> None:
    described = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
    shown = subprocess.run(
        [sys.executable, "-m", "bot", "--help"], capture_output=True, text=True, check=True
    ).stdout
    verbs = re.findall(r"^ {4}([a-z]+) ", shown, re.MULTILINE)
    assert verbs
    assert [verb for verb in verbs if f"`newsdigest {verb}" not in described] == []


DOCUMENTS = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")})
TRUE_OF_TODAY = [path for path in DOCUMENTS if path.name not in ("README.md", "CHANGELOG.md")]
CODE_OR_PLACE = re.compile(
    r"(?:bot|digests|storage|tests|bench|docs|requirements|\.ci)/[\w./-]*|[\w-]+\.(?:py|md)"
)
SOURCES = [
    path for place in ("bot", "digests", "storage", "tests", "bench") for path in (ROOT / place).rglob("*")
]


@cache
def words_of_the_code() -> frozenset[str]:
    """All names in the code, the schema, the data's names and the settings."""
    texts = [path.read_text(encoding="utf-8") for path in SOURCES if path.suffix in (".py", ".sql")]
    return frozenset(re.findall(r"\w+", " ".join([*texts, ENV_EXAMPLE])))


def code_spans(document: Path) -> list[str]:
    return re.findall(r"`([^`\n]+)`", document.read_text(encoding="utf-8"))


@pytest.mark.parametrize("document", TRUE_OF_TODAY, ids=lambda path: path.name)
def test_files_and_tests_that_a_document_names_exist(document: Path) -> None:
    for named in " ".join(code_spans(document)).split():
        file, _, test = named.partition("::")
        if CODE_OR_PLACE.fullmatch(file):
            assert (ROOT / file).exists(), named
            assert not test or _is_test(ROOT / file, test), named


@pytest.mark.parametrize("document", TRUE_OF_TODAY, ids=lambda path: path.name)
def test_names_that_a_document_mentions_are_in_the_code(document: Path) -> None:
    names = [span for span in code_spans(document) if re.fullmatch(r"[A-Za-z_][\w.]*", span)]
    code = [name for name in names if not CODE_OR_PLACE.fullmatch(name)]
    assert [name for name in code if not words_of_the_code().issuperset(name.split("."))] == []


def test_the_readme_is_read_in_minutes() -> None:
    assert len(README.split()) <= 800


def test_the_front_page_is_read_in_five_minutes() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split()) <= 1000


def test_the_front_page_lists_the_packages_in_the_order_that_is_enforced() -> None:
    table = re.findall(
        r"^\| `([\w/]+)/` \|", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    order = [package.partition("bot.")[2] or package for package in MAY_IMPORT]
    listed = {package.removeprefix("bot/") for package in table}
    folders = {name for name in (row.partition(".")[0] for row in order) if _is_package(name)} - {"bot"}
    assert listed == folders
    last = [
        max(i for i, row in enumerate(order) if row.partition(".")[0] == name)
        for name in (package.removeprefix("bot/") for package in table)
    ]
    assert last == sorted(last)


def _is_package(name: str) -> bool:
    return (ROOT / name).is_dir() or (ROOT / "bot" / name).is_dir()


DECISIONS = [path for path in (ROOT / "docs/decisions").glob("*.md") if path.name != "README.md"]
HEADINGS = ["Question", "Answer", "Why", "What it costs", "Measured by"]


@pytest.mark.parametrize("decision", sorted(DECISIONS), ids=lambda path: path.stem)
def test_each_decision_has_its_headings_and_is_short(decision: Path) -> None:
    lines = decision.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert re.findall(r"^\*\*([\w ]+)\.\*\* \S", "\n".join(lines), re.MULTILINE) == HEADINGS
    assert 10 <= len(lines) <= 20


def test_each_decision_is_listed_once_under_its_title() -> None:
    index = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    titles = {
        path.name: path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ") for path in DECISIONS
    }
    listed = re.findall(r"^- \[(.+)\]\((\S+)\)$", index, re.MULTILINE)
    assert sorted(listed) == sorted((title, name) for name, title in titles.items())


def test_each_library_has_its_reason() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    reasons = (ROOT / "docs/libraries.md").read_text(encoding="utf-8").partition("Left out")[0].lower()
    names = [re.split(r"[<>=]", each)[0].lower() for each in wanted]
    assert [name for name in names if not re.search(rf"^\|[^|]*\b{name}\b", reasons, re.MULTILINE)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files_and_headings_that_there_are(document: Path) -> None:
    links = re.findall(r"\]\(((?!https?:)[^)]+)\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not _leads_somewhere(document, link)] == []


def _leads_somewhere(document: Path, link: str) -> bool:
    file, _, heading = link.partition("#")
    target = document.parent / file if file else document
    return target.exists() and (not heading or heading in _anchors(target))


@cache
def _anchors(document: Path) -> frozenset[str]:
    """Of its headings, as they are made of them where Markdown is shown: small letters, - for each space."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return frozenset(re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings)


SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
DEFENDED = SECURITY.partition("## What is defended")[2].partition("## What is not defended")[0]
CLAIMS = [claim.strip() for claim in re.split(r"^- |^###.*$", DEFENDED, flags=re.MULTILINE) if claim.strip()]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim[:40])
def test_each_claim_of_security_names_tests_that_exist(claim: str) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", claim)
    assert named
    missing = [f"{file}::{name}" for file, name in named if not _is_test(ROOT / file, name)]
    assert missing == []


def test_what_is_not_defended_is_said() -> None:
    assert len(re.findall(r"^- ", SECURITY.partition("## What is not defended")[2], re.MULTILINE)) >= 5


def _is_test(file: Path, name: str) -> bool:
    if not file.exists():
        return False
    return re.search(rf"^(?:async )?def {name}\(", file.read_text(encoding="utf-8"), re.MULTILINE) is not None


@pytest.mark.parametrize("token", ["123456:secret-of-the-bot", '1:with-a-"-in-it', "https://пинг.қаз/тайна"])
@pytest.mark.parametrize("written", get_args(LogFormat))
def test_the_log_holds_no_secret(capsys: pytest.CaptureFixture[str], written: LogFormat, token: str) -> None:
    log = logging.getLogger("tests.secrets")
    former = logging.getLogger().handlers[:]
    set_up_logging("INFO", [token], written)
    try:
        log.warning("asking https://api.telegram.org/bot%s/getMe", token)
        log.warning("asking bot%s, bot%s, bot%s", quote(token), quote(token, ""), quote(token, "").lower())
        os.environ[token]
    except KeyError:
        log.exception("failed")
    finally:
        logging.getLogger().handlers[:] = former
    said = capsys.readouterr().err
    assert "KeyError: '***'" in said
    assert token not in said
    assert "-in-it" not in said
    assert said.count("bot***") == 4


@pytest.mark.parametrize("written", get_args(LogFormat))
def test_no_words_of_strangers_move_the_terminal_or_forge_a_line(
    capsys: pytest.CaptureFixture[str], written: LogFormat
) -> None:
    former = logging.getLogger().handlers[:]
    set_up_logging("INFO", [], written)
    try:
        int("a\x1b[2Jb\x9b")
    except ValueError:
        logging.getLogger("tests.forged").exception(
            "said: %s", "a\x1b]0;b\x07\r\nERROR all is lost\x9b\u202e"
        )
    finally:
        logging.getLogger().handlers[:] = former
    said = capsys.readouterr().err
    assert all(sign.isprintable() for sign in said.replace("\n", ""))
    assert not re.search(r"^ERROR", said, re.MULTILINE)
    assert "all is lost" in said
    if written == "json":
        assert json.loads(said)["message"].startswith("said: a\x1b]0;b")


def test_a_line_of_json_has_all_of_a_record(capsys: pytest.CaptureFixture[str]) -> None:
    former = logging.getLogger().handlers[:]
    set_up_logging("INFO", [], "json")
    try:
        logging.getLogger("tests.json").warning("%d жаңалық", 3)
        int("no")
    except ValueError:
        logging.getLogger("tests.json").exception("failed")
    finally:
        logging.getLogger().handlers[:] = former
    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert (first["level"], first["logger"], first["message"]) == ("WARNING", "tests.json", "3 жаңалық")
    assert second["traceback"].endswith("ValueError: invalid literal for int() with base 10: 'no'")
