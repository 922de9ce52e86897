"""How Telegram presents the bot: its commands and descriptions, in each language."""

from __future__ import annotations

import logging

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand

from bot.i18n import INTERFACE_LANGUAGES, Say, speak
from digests.models.texts import Language

COMMANDS = ("start", "digest", "topics", "topic", "follow", "mute", "subscribe", "search", "settings", "help")

log = logging.getLogger(__name__)


async def publish_profile(bot: Bot, default: Language = "ru") -> None:
    """Leaves alone what is right already, because Telegram limits these calls strictly."""
    try:
        for code, language in (("", default), *((spoken, spoken) for spoken in INTERFACE_LANGUAGES)):
            await _publish(bot, speak(language), code or None)
    except (AiogramError, OSError) as error:
        log.warning("the bot's commands and descriptions could not be published: %s", error)


async def _publish(bot: Bot, say: Say, code: str | None) -> None:
    wanted = {name: say(f"command-{name}") for name in COMMANDS}
    known = await bot.get_my_commands(language_code=code)
    if {command.command: command.description for command in known} != wanted:
        commands = [BotCommand(command=name, description=words) for name, words in wanted.items()]
        await bot.set_my_commands(commands, language_code=code)
    description, about = say("bot-description"), say("bot-about")
    if (await bot.get_my_description(language_code=code)).description != description:
        await bot.set_my_description(description, language_code=code)
    if (await bot.get_my_short_description(language_code=code)).short_description != about:
        await bot.set_my_short_description(about, language_code=code)
