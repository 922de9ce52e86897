"""What the documents promise exists, and what exists is documented."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.ops.logging_setup import set_up_logging
from bot.settings import Settings
from bot.telegram.handlers.fallback import ADMINS_COMMANDS, EDITORS_COMMANDS
from bot.telegram.handlers.owner.groups import PRIVATE_COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
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
def test_each_command_is_in_the_readme(command: str) -> None:
    assert re.search(rf"`/{command}\b", README)


def test_each_verb_of_the_command_line_is_in_the_readme() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "bot", "--help"], capture_output=True, text=True, check=True
    ).stdout
    verbs = re.findall(r"^ {4}([a-z]+) ", shown, re.MULTILINE)
    assert verbs
    assert [verb for verb in verbs if f"`newsdigest {verb}" not in README] == []


@pytest.mark.parametrize("document", sorted(ROOT.glob("*.md")), ids=lambda path: path.name)
def test_links_to_files_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(((?!https?:)[^)#]+)\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


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


def test_the_log_holds_no_secret(capsys: pytest.CaptureFixture[str]) -> None:
    token = "123456:secret-of-the-bot"
    log = logging.getLogger("tests.secrets")
    former = logging.getLogger().handlers[:]
    set_up_logging("INFO", [token])
    try:
        log.warning("asking https://api.telegram.org/bot%s/getMe", token)
        os.environ[token]
    except KeyError:
        log.exception("failed")
    finally:
        logging.getLogger().handlers[:] = former
    said = capsys.readouterr().err
    assert "KeyError: '***'" in said
    assert token not in said
