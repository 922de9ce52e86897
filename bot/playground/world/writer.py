"""What a person sends: texts, files, forwards, edits."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.playground.markup.cutting import MAX_TEXT, cut
from bot.playground.markup.entities import utf16_length
from bot.playground.markup.parse_html import parse_html
from bot.playground.markup.text import finished
from bot.playground.world.accounts import Account
from bot.playground.world.chats import Chat
from bot.playground.world.forward_origins import origin_of, origin_of_text
from bot.playground.world.messages import Content, Message, content_of
from bot.playground.world.places import Channel, Group, Place
from bot.playground.world.view import View

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram


class Writer(View):
    """Writes in their private chat with the bot, or in the `place` that is named."""

    def __init__(self, telegram: Telegram, account: Account, chat: Chat) -> None:
        super().__init__(telegram, chat)
        self.account = account

    async def writes(
        self,
        text: str = "",
        *,
        html: str = "",
        place: Place | None = None,
        thread: int | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        """One message; with `html` its words carry formatting and hidden links."""
        words, entities = finished(*parse_html(html)) if html else finished(text)
        if not words or utf16_length(words) > MAX_TEXT:
            raise ValueError(
                "an app sends neither empty messages nor over 4096 units: use pastes() for long texts"
            )
        return self._send(
            place, {"thread": thread, "text": words, "entities": entities, "reply_to": reply_to}
        )

    async def pastes(
        self, text: str, *, place: Place | None = None, thread: int | None = None
    ) -> list[Message]:
        """A text of any length, cut as the apps cut it."""
        return [await self.writes(piece, place=place, thread=thread) for piece in cut(text)]

    async def uploads(
        self,
        name: str,
        content: bytes,
        *,
        caption: str = "",
        html: str = "",
        place: Place | None = None,
        thread: int | None = None,
    ) -> Message:
        """A document."""
        file = self.telegram.world.files.add(name, content, "document")
        return self._send(place, {**_caption(caption, html), "document": file, "thread": thread})

    async def shows(
        self,
        photo: bytes,
        *,
        caption: str = "",
        html: str = "",
        place: Place | None = None,
        thread: int | None = None,
    ) -> Message:
        """A photo."""
        file = self.telegram.world.files.add("photo.jpg", photo, "photo")
        return self._send(place, {**_caption(caption, html), "photo": file, "thread": thread})

    async def says(self, voice: bytes, *, place: Place | None = None, thread: int | None = None) -> Message:
        """A voice message."""
        file = self.telegram.world.files.add("voice.ogg", voice, "voice")
        return self._send(place, {"voice": file, "thread": thread})

    async def sticks(
        self,
        sticker: bytes,
        *,
        name: str = "sticker.webp",
        place: Place | None = None,
        thread: int | None = None,
    ) -> Message:
        """A sticker: a still picture, or a moving one by the name of `.tgs`."""
        file = self.telegram.world.files.add(name, sticker, "sticker")
        return self._send(place, {"sticker": file, "thread": thread})

    async def uploads_album(
        self,
        files: list[tuple[str, bytes]],
        *,
        caption: str = "",
        place: Place | None = None,
        thread: int | None = None,
    ) -> list[Message]:
        """Documents in one album; the caption stands under the first."""
        group = self.telegram.world.next_album_id()
        messages = []
        for i, (name, content) in enumerate(files):
            file = self.telegram.world.files.add(name, content, "document")
            words = _caption(caption if i == 0 else "", "")
            messages.append(self._send(place, {**words, "document": file, "group": group, "thread": thread}))
        return messages

    async def forwards(
        self,
        what: Message | str,
        *,
        from_channel: Channel | str | None = None,
        at: datetime | None = None,
        html: str = "",
        place: Place | None = None,
    ) -> Message:
        """A message that exists, or words as if from a channel, else of somebody with a hidden name."""
        if isinstance(what, Message):
            return self._send(place, {**content_of(what), "forward_origin": origin_of(what)})
        source = from_channel.chat if isinstance(from_channel, Channel) else from_channel
        date = int(at.timestamp()) if at is not None else self.telegram.clock.unix()
        words, entities = finished(*parse_html(html)) if html else finished(what)
        return self._send(
            place,
            {"text": words, "entities": entities, "forward_origin": origin_of_text(source, date)},
        )

    async def edits(self, message: Message, text: str) -> Message:
        """The person's own message."""
        words, entities = finished(text)
        edited = self.telegram.clock.unix()
        self.telegram.edit(message, {"text": words, "entities": entities, "edited": edited})
        self.telegram.tell(message, edited=True)
        return message

    def _send(self, place: Place | None, content: Content) -> Message:
        chat = place.chat if place is not None else self.chat
        if chat.blocked:
            raise AssertionError("one can't write to a bot that one has blocked")
        sender_chat = chat if isinstance(place, Group) and chat.member(self.account).anonymous else None
        topic_start = chat.messages.get(content.get("thread") or 0)  # what a message in a topic answers
        if content.get("reply_to") is None and topic_start is not None:
            content = {**content, "reply_to": topic_start}
        message = self.telegram.new_message(chat, self.account, {**content, "sender_chat": sender_chat})
        return self.telegram.receive(message)


def _caption(caption: str, html: str) -> Content:
    text, entities = finished(*parse_html(html)) if html else finished(caption)
    return {"text": text, "entities": entities}
