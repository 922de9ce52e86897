"""What the documents show to type is understood as it stands: verbs, options, settings, targets, commands."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.main import _parser
from bot.settings import Settings
from bot.telegram.handlers.owner.groups import PRIVATE_COMMANDS
from bot.telegram.shared.commands import ADMINS_COMMANDS, EDITORS_COMMANDS, READERS_COMMANDS
from tests.test_docs import DOCUMENTS, ROOT, code_spans, words_of_the_code

SHOWN = [  # the changes tell of the past, the decisions show nothing to type
    path for path in DOCUMENTS if path.name != "CHANGELOG.md" and path.parent.name != "decisions"
]
COMMANDS = {*READERS_COMMANDS, *PRIVATE_COMMANDS, *EDITORS_COMMANDS, *ADMINS_COMMANDS, "start", "help", "add"}
PLACES = {"health", "metrics", "data", "backups", "telegram"}  # over HTTP, or folders of the container
BOTFATHERS = {"newbot", "revoke", "token"}
NEWSDIGEST = re.compile(r"(?:^|[ /])newsdigest ([a-z][^#>|&]*)")
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
each_document = pytest.mark.parametrize("document", SHOWN, ids=lambda path: path.name)


def blocks(document: Path) -> list[str]:
    return re.findall(r"^```\w*\n(.*?)^```$", document.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def lines(document: Path) -> Iterator[str]:
    for block in blocks(document):
        yield from block.splitlines()


@each_document
def test_the_lines_of_a_block_are_ones_that_the_program_takes(document: Path) -> None:
    for line in lines(document):
        for shown in NEWSDIGEST.findall(line):
            _parser().parse_args(shlex.split(shown))  # which ends the test where it does not


def test_a_container_is_given_what_it_takes() -> None:
    """To its program's own arguments `run` adds what is written; `exec` begins another program."""
    text = (ROOT / "docs/operators.md").read_text(encoding="utf-8")
    shown = re.findall(r"docker compose (run --rm|exec) bot\s+([^`\n]+)", text)
    assert {how for how, _ in shown} == {"run --rm", "exec"}
    for how, words in shown:
        given = shlex.split(words)
        assert how != "exec" or given.pop(0) == "newsdigest"
        _parser().parse_args(given)


@each_document
def test_verbs_and_options_within_a_sentence_exist(document: Path) -> None:
    """With words in capitals for what one chooses, which the parser does not take."""
    for span in code_spans(document):
        shown = re.fullmatch(r"(?:[A-Z_]+=\S+ )?newsdigest ([a-z]+)\b(.*)", span)
        if shown:
            usage = _usage(shown[1])
            assert [each for each in re.findall(r"--[a-z-]+", shown[2]) if each not in usage] == [], span


def _usage(verb: str) -> str:
    """Raises KeyError for a verb that there is not."""
    (verbs,) = (action.choices for action in _parser()._actions if action.choices)
    found: str = dict(verbs)[verb].format_usage()
    return found


@each_document
def test_settings_that_a_document_sets_or_names_exist(document: Path) -> None:
    settings = {name.upper() for name in Settings.model_fields}
    assert set(re.findall(r"^([A-Z][A-Z_]+)=", "\n".join(lines(document)), re.MULTILINE)) <= settings
    named = {found[0] for span in code_spans(document) if (found := re.match(r"[A-Z]+_[A-Z_]+\b", span))}
    assert named - settings - words_of_the_code() == set()


@each_document
def test_targets_of_make_and_files_exist(document: Path) -> None:
    text = "\n".join((*lines(document), *code_spans(document)))
    assert set(re.findall(r"\bmake ([a-z]+)\b", text)) <= TARGETS
    files = re.findall(r"(?<![\w/])(?:deploy|requirements|docs)/[\w./-]+\w", text)
    assert [file for file in files if not (ROOT / file).exists()] == []


@each_document
def test_commands_for_the_bot_exist(document: Path) -> None:
    named = {found[1] for span in code_spans(document) if (found := re.match(r"/([a-z_]+)(?: |$)", span))}
    assert named - PLACES - BOTFATHERS <= COMMANDS


def test_the_documents_show_something_to_type() -> None:
    shown = [each for path in SHOWN for line in lines(path) for each in NEWSDIGEST.findall(line)]
    assert len(shown) > 6
    assert {"upgrade", "digest", "export"} <= {line.split()[0] for line in shown}
