"""One message, as a chat holds it and as the Bot API shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypedDict

from bot.playground.markup.entities import Entity
from bot.playground.markup.to_html import to_html
from bot.playground.world.accounts import Account
from bot.playground.world.files import File

if TYPE_CHECKING:
    from bot.playground.world.chats import Chat

Json = dict[str, Any]


class Content(TypedDict, total=False):
    """What a message may be made with or changed to."""

    sender_chat: Chat | None
    text: str
    entities: tuple[Entity, ...]
    document: File | None
    photo: File | None
    voice: File | None
    sticker: File | None
    preview: str | None
    group: str
    inline_keyboard: list[list[Json]]
    thread: int | None
    reply_to: Message | None
    forward_origin: Json
    edited: int
    pinned: bool
    silent: bool
    service: Json
    automatic: bool


@dataclass(slots=True, eq=False, repr=False)
class Message:
    """It changes in place when it is edited. `service` holds the fields of a service message."""

    chat: Chat
    id: int
    date: int
    sender: Account | None = None
    sender_chat: Chat | None = None
    text: str = ""
    entities: tuple[Entity, ...] = ()
    document: File | None = None
    photo: File | None = None
    voice: File | None = None
    sticker: File | None = None
    preview: str | None = None
    group: str | None = None
    inline_keyboard: list[list[Json]] = field(default_factory=list)
    thread: int | None = None
    reply_to: Message | None = None
    forward_origin: Json | None = None
    edited: int | None = None
    pinned: bool = False
    silent: bool = False
    service: Json | None = None
    automatic: bool = False
    deleted: bool = False

    def __repr__(self) -> str:
        return f"<message {self.id} in {self.chat.title!r}: {self.text!r} {self.buttons}>"

    @property
    def by_bot(self) -> bool:
        """Whether our bot wrote it; posts of the bot in a channel count."""
        return self.sender is not None and self.sender.is_bot

    @property
    def html(self) -> str:
        return to_html(self.text, self.entities)

    @property
    def buttons(self) -> list[str]:
        """The words on the buttons under the message, row after row."""
        return [button["text"] for row in self.inline_keyboard for button in row]

    @property
    def links(self) -> list[str]:
        """The addresses behind words and buttons."""
        hidden = [entity.value for entity in self.entities if entity.type == "text_link"]
        return hidden + [button["url"] for row in self.inline_keyboard for button in row if "url" in button]

    def button(self, text: str) -> Json | None:
        """The button with these words, else the first that contains them."""
        found = [button for row in self.inline_keyboard for button in row if text in button["text"]]
        exact = [button for button in found if button["text"] == text]
        return next(iter(exact + found), None)

    def api(self, *, reply: bool = True) -> Json:
        out: Json = {"message_id": self.id, "date": self.date, "chat": self.chat.api()}
        if self.sender_chat is not None:
            out["sender_chat"] = self.sender_chat.api()
        if self.sender is not None and self.chat.kind != "channel":
            out["from"] = self._from()
        if self.thread is not None:
            out |= {"message_thread_id": self.thread, "is_topic_message": True}
        if reply and self.reply_to is not None and not self.reply_to.deleted:
            out["reply_to_message"] = self.reply_to.api(reply=False)
        if self.inline_keyboard:
            out["reply_markup"] = {"inline_keyboard": self.inline_keyboard}
        return out | self._marks() | (self.service if self.service is not None else self._content())

    def _marks(self) -> Json:
        marks = {
            "edit_date": self.edited,
            "forward_origin": self.forward_origin,
            "media_group_id": self.group,
            "is_automatic_forward": self.automatic or None,
        }
        return {name: value for name, value in marks.items() if value is not None}

    def _from(self) -> Json:
        if self.sender_chat is not None and self.sender is not None and not self.sender.is_bot:
            return {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
        return self.sender.api() if self.sender is not None else {}

    def _content(self) -> Json:
        entities = [entity.api() for entity in self.entities]
        out = self._media()
        if not out:
            return {"text": self.text} | ({"entities": entities} if entities else {})
        if self.text:
            out["caption"] = self.text
        if entities:
            out["caption_entities"] = entities
        return out

    def _media(self) -> Json:
        shown: Json = {
            "document": self.document and self.document.document(),
            "photo": self.photo and self.photo.photo(),
            "voice": self.voice and self.voice.voice(),
            "sticker": self.sticker and self.sticker.sticker(),
        }
        return {kind: shape for kind, shape in shown.items() if shape}


def content_of(message: Message) -> Content:
    """What a forward or a copy takes over."""
    return {
        "text": message.text,
        "entities": message.entities,
        "document": message.document,
        "photo": message.photo,
        "voice": message.voice,
        "sticker": message.sticker,
    }
