"""What the bot says of itself: its commands, name and descriptions, by language."""

from __future__ import annotations

import json
import re
from typing import Any

from bot.playground.errors import bad_request

MAX_COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_PERSONAL = ("chat", "chat_administrators", "chat_member")
_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators", *_PERSONAL)

Command = dict[str, str]


class Profile:
    """Texts by (kind, language) and commands by (scope, language)."""

    def __init__(self) -> None:
        self._commands: dict[tuple[str, str], list[Command]] = {}
        self._texts: dict[tuple[str, str], str] = {}
        self.menu_buttons: dict[int, dict[str, Any]] = {}

    def set_commands(self, scope: str, language: str, commands: list[Command]) -> None:
        self._commands[scope, language] = commands

    def delete_commands(self, scope: str, language: str) -> None:
        self._commands.pop((scope, language), None)

    def commands(self, scope: str, language: str) -> list[Command]:
        """Exactly what was set for this scope and language."""
        return self._commands.get((scope, language), [])

    def menu(self, scopes: list[str], language: str) -> list[Command]:
        """What a person sees: the narrowest scope that has commands, in their language if it has it."""
        for scope in scopes:
            for wanted in (language, ""):
                if found := self._commands.get((scope, wanted)):
                    return found
        return []

    def set_text(self, kind: str, language: str, text: str) -> None:
        self._texts[kind, language] = text

    def text(self, kind: str, language: str) -> str:
        return self._texts.get((kind, language)) or self._texts.get((kind, ""), "")


def read_commands(source: str) -> list[Command]:
    """The list of `setMyCommands`, checked. Raises Refusal."""
    try:
        given = json.loads(source) if source else []
    except ValueError:
        raise bad_request("Can't parse commands JSON object") from None
    if not isinstance(given, list):
        raise bad_request("Expected an Array of BotCommand")
    if len(given) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_command(item) for item in given]


def _command(item: object) -> Command:
    if not isinstance(item, dict):
        raise bad_request("Can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(item.get(name), str):
            raise bad_request(f"Can't parse BotCommand: Can't find field \"{name}\"")
    command = item["command"].removeprefix("/")
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(item["description"].strip()) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": item["description"].strip()}


def read_scope(source: str) -> str:
    """One word for a scope, with its chat and person: `chat:-5`, `chat_member:-5:7`. Raises Refusal."""
    try:
        scope = json.loads(source) if source else {"type": "default"}
    except ValueError:
        raise bad_request("Can't parse BotCommandScope JSON object") from None
    if not isinstance(scope, dict):
        raise bad_request("Can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind not in _SCOPES:
        raise bad_request("Can't parse BotCommandScope: Unsupported type specified")
    if kind not in _PERSONAL:
        return str(kind)
    if not scope.get("chat_id"):
        raise bad_request("Can't parse BotCommandScope: Empty chat_id specified")
    person = f":{scope.get('user_id')}" if kind == "chat_member" else ""
    return f"{kind}:{scope['chat_id']}{person}"
