"""Groups and channels as one runs them: adds the bot, opens topics, posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.playground.markup.text import finished
from bot.playground.world.chats import Chat, Member, Status, Topic
from bot.playground.world.forward_origins import origin_of
from bot.playground.world.messages import Content, Json, Message, content_of
from bot.playground.world.view import View

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram
    from bot.playground.world.person import Person


Sign = Literal["moved to", "moved from", "left", "joined"]


class Place(View):
    """A chat with members. Each change of the bot's place in it is told to the bot."""

    def __init__(self, telegram: Telegram, chat: Chat) -> None:
        super().__init__(telegram, chat)

    def joins(self, person: Person, status: Status = "member", *, anonymous: bool = False) -> None:
        member = self.telegram.world.set_member(self.chat, person.account, status)
        member.anonymous = anonymous
        if self.telegram.world.bot_in(self.chat).is_in:
            person.account.met = True

    def adds_bot(self, *, by: Person) -> None:
        self._set_bot("member", by)

    def promotes_bot(self, *, by: Person, lacks: frozenset[str] = frozenset()) -> None:
        """Makes the bot an administrator, without the rights that `lacks` names."""
        self._set_bot("administrator", by, lacks)

    def kicks_bot(self, *, by: Person) -> None:
        self._set_bot("kicked", by)

    def shows_reactions(self, message: Message, **under: int) -> None:
        """So many of each stand under a message now: told to a bot that is an administrator and asked."""
        if self.telegram.world.bot_in(self.chat).is_admin:
            counts = [
                {"type": {"type": "emoji", "emoji": emoji}, "total_count": count}
                for emoji, count in under.items()
            ]
            date = self.telegram.clock.unix()
            told = {"chat": self.chat.api(), "message_id": message.id, "date": date, "reactions": counts}
            self.telegram.updates.add("message_reaction_count", told)

    def _set_bot(self, status: Status, by: Person, lacks: frozenset[str] = frozenset()) -> None:
        world = self.telegram.world
        old = world.bot_in(self.chat)
        new = world.set_member(self.chat, self.telegram.bot, status, lacks)
        tell_bots_place(self.telegram, self.chat, by.account.api(), old, new)


class Group(Place):
    """A basic group or a supergroup."""

    def adds_bot(self, *, by: Person) -> None:
        super().adds_bot(by=by)
        added: Json = {"new_chat_members": [self.telegram.bot.api()]}
        self.telegram.receive(self.telegram.new_message(self.chat, by.account, {"service": added}))

    def opens_topic(self, name: str, *, by: Person | None = None) -> Topic:
        """Its number is that of the message that tells of it."""
        created: Json = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        author = by.account if by is not None else None
        message = self.telegram.new_message(self.chat, author, {"service": created})
        message.thread = message.id
        topic = self.chat.topics[message.id] = Topic(message.id, name)
        self.telegram.receive(message)
        self.telegram.show_chat(self.chat)
        return topic

    def upgrades(self, *signs: Sign) -> Group:
        """Telegram turns a basic group into a supergroup with another id.

        The bot hears of it by these `signs`, in this order; without any, both chats tell of it.
        """
        telegram = self.telegram
        chat = telegram.world.add_chat("supergroup", self.chat.title, id=None, username=None, is_forum=False)
        chat.members = {**self.chat.members}
        group = Group(telegram, chat)
        telegram.places[chat.id] = group
        for sign in signs or ("moved to", "moved from"):
            self._tell(sign, group)
        self.chat.upgraded_to = chat.id
        return group

    def _tell(self, sign: Sign, new: Group) -> None:
        telegram, out = self.telegram, Member(self.telegram.bot, "left")
        who = next(iter(self.chat.members.values())).account.api()
        match sign:
            case "moved to":
                moved: Json = {"migrate_to_chat_id": new.id}
                telegram.receive(telegram.new_message(self.chat, None, {"service": moved}))
            case "moved from":
                moved = {"migrate_from_chat_id": self.id}
                telegram.receive(telegram.new_message(new.chat, None, {"service": moved}))
            case "left":
                tell_bots_place(telegram, self.chat, who, telegram.world.bot_in(self.chat), out)
            case "joined":
                tell_bots_place(telegram, new.chat, who, out, telegram.world.bot_in(new.chat))


class Channel(Place):
    """A channel. In a `discussion` group each post appears by itself, as a forward."""

    discussion: Group | None = None

    def posts(self, text: str, *, album: str | None = None) -> Message:
        """A post of the channel's own people, perhaps a part of an album."""
        words, entities = finished(text)
        content: Content = {"sender_chat": self.chat, "text": words, "entities": entities}
        if album is not None:
            content["group"] = album
        message = self.telegram.receive(self.telegram.new_message(self.chat, None, content))
        if self.discussion is not None:
            forward: Content = {**content, "forward_origin": origin_of(message), "automatic": True}
            self.telegram.receive(self.telegram.new_message(self.discussion.chat, None, forward))
        return message

    def forwards(self, message: Message) -> Message:
        """Its people forward what somebody wrote elsewhere."""
        origin = origin_of(message)
        content: Content = {**content_of(message), "sender_chat": self.chat, "forward_origin": origin}
        return self.telegram.receive(self.telegram.new_message(self.chat, None, content))

    def edits(self, message: Message, text: str) -> None:
        """Its people change a post."""
        words, entities = finished(text)
        edited = self.telegram.clock.unix()
        self.telegram.edit(message, {"text": words, "entities": entities, "edited": edited})
        self.telegram.tell(message, edited=True)


def tell_bots_place(telegram: Telegram, chat: Chat, by: dict[str, object], old: Member, new: Member) -> None:
    telegram.updates.add(
        "my_chat_member",
        {
            "chat": chat.api(),
            "from": by,
            "date": telegram.clock.unix(),
            "old_chat_member": old.api(chat.kind),
            "new_chat_member": new.api(chat.kind),
        },
    )
