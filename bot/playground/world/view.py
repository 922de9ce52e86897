"""Looking at a chat: what the bot wrote there, waited for with a real timeout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.world.chats import Chat
from bot.playground.world.messages import Message
from bot.playground.world.signals import PATIENCE

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram


class View:
    """A chat as one watches it. Messages are live: an edit changes the object that one has."""

    def __init__(self, telegram: Telegram, chat: Chat) -> None:
        self.telegram = telegram
        self.chat = chat
        self._received = 0

    @property
    def id(self) -> int:
        return self.chat.id

    @property
    def screen(self) -> list[Message]:
        """Every message in the chat, oldest first."""
        return list(self.chat.messages.values())

    @property
    def by_bot(self) -> list[Message]:
        """The bot's messages, oldest first."""
        return [message for message in self.chat.messages.values() if message.by_bot]

    async def receives(
        self, text: str = "", *, thread: int | None = None, within: float = PATIENCE
    ) -> Message:
        """The next message of the bot that was not received yet and holds `text`; others are passed over.

        Fails loudly after `within` seconds, with what came instead.
        """

        def arrived() -> Message | None:
            new = (message for message in self.by_bot if message.id > self._received)
            return next((m for m in new if text in m.text and (thread is None or m.thread == thread)), None)

        message = await self.chat.changed.until(arrived, within)
        if message is None:
            raise AssertionError(f"{self._wanted(text)} did not come within {within} s; {self._shown()}")
        self._received = message.id
        return message

    async def sees(self, text: str, *, within: float = PATIENCE) -> Message:
        """The bot's newest message whose words or buttons hold `text`, now or soon: for what is edited."""

        def shown() -> Message | None:
            return next(
                (m for m in reversed(self.by_bot) if text in m.text or any(text in b for b in m.buttons)),
                None,
            )

        message = await self.chat.changed.until(shown, within)
        if message is None:
            raise AssertionError(f"{self._wanted(text)} is not to be seen after {within} s; {self._shown()}")
        return message

    def catch_up(self) -> None:
        """All that has come so far counts as received."""
        self._received = max(self.chat.messages, default=0)

    def _wanted(self, text: str) -> str:
        return (
            f"a message with {text!r} in {self.chat.title!r}" if text else f"a message in {self.chat.title!r}"
        )

    def _shown(self) -> str:
        lines = [f"  {message.id}: {message.text[:200]!r} {message.buttons}" for message in self.by_bot[-5:]]
        refused = self.telegram.journal.calls(chat=self.chat.id, ok=False)[-3:]
        lines += [f"  refused: {entry.method}: {entry.error}" for entry in refused]
        return (
            "the bot's newest messages there:\n" + "\n".join(lines)
            if lines
            else "the bot wrote nothing there"
        )
