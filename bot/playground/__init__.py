"""An embedded Telegram to try and test with: the Bot API over HTTP, as strict as the real one."""

from bot.playground.server import Server, serve
from bot.playground.telegram import Telegram

__all__ = ["Server", "Telegram", "serve"]
