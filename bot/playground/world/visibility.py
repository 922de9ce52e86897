"""Which messages a bot is told of."""

from __future__ import annotations

from collections.abc import Iterator

from bot.playground.world.messages import Message
from bot.playground.world.world import World


def bot_sees(world: World, message: Message, *, privacy: bool) -> bool:
    """With `privacy` a plain member of a group only sees what concerns it."""
    chat = message.chat
    if chat.person is not None:
        return not chat.blocked
    member = world.bot_in(chat)
    if not member.is_in:
        return False
    if chat.kind == "channel" or member.is_admin or not privacy or message.service is not None:
        return True
    return _concerns(message, f"@{world.bot.username}".lower())


def _concerns(message: Message, name: str) -> bool:
    """Commands, answers to the bot, mentions of it."""
    if message.reply_to is not None and message.reply_to.by_bot:
        return True
    return any(_calls(kind, words.lower(), name) for kind, words in _marked(message))


def _calls(kind: str, words: str, name: str) -> bool:
    if kind == "bot_command":
        return "@" not in words or words.endswith(name)
    return words == name


def _marked(message: Message) -> Iterator[tuple[str, str]]:
    """The words that are commands and mentions."""
    units = message.text.encode("utf-16-le")
    for entity in message.entities:
        if entity.type in ("bot_command", "mention"):
            yield entity.type, units[entity.offset * 2 : entity.end * 2].decode("utf-16-le")
