"""What the documents promise exists, and what exists is documented."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.telegram.handlers.fallback import ADMINS_COMMANDS, EDITORS_COMMANDS
from bot.telegram.handlers.groups import PRIVATE_COMMANDS

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
