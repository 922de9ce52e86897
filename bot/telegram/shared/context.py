"""Who is talking, where, and in which language; loaded once for each update."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Protocol, cast

from aiogram import BaseMiddleware, Bot
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, Update, User

from bot.i18n import INTERFACE_LANGUAGES, Say, speak
from bot.intake.custom_topics import CustomTopics
from bot.model.meaning import Meaning
from bot.settings import Settings
from bot.subscribers import access, readers, subscriptions
from bot.telegram.shared.replies import edit_or_send, reply, send_to_user, swap_pressed
from bot.timing.clock import Clock
from bot.views.common.buttons import SettingsOwner
from bot.views.common.context import RenderContext
from bot.views.common.message import Button
from bot.views.common.message import Message as View
from bot.views.common.subscription import Subscription
from digests.models.texts import Language
from digests.models.wishes import OwnTopic
from storage import destinations, people, updates
from storage.database import Database
from storage.destinations import Address, ChatKind, Destination
from storage.editor_actions import ByEditor
from storage.people import Person

_ANONYMOUS = Person(0)


class ProgressKeeper(Protocol):
    """Keeps messages that show progress up to date."""

    async def replace(
        self, chat_id: int, message_id: int, view: View, now: datetime, show: Callable[[], Awaitable[int]]
    ) -> None:
        """Let `show` replace a message by a view; returns the number of the message that shows it."""
        ...

    async def follow(self, chat_id: int, message_id: int, view: View, now: datetime) -> None:
        """Note that a message shows this view."""
        ...


@dataclass(frozen=True, slots=True)
class RequestContext:
    """`destination` has the id 0 where nothing is kept about the chat.

    `editor`: may change content; `admin`: runs the bot; `newcomer`: this is their first message in private;
    `name`: their name in Telegram; `feeds_address`: the part of a feed's address before its path, empty where
    feeds are off.
    """

    event: TelegramObject
    bot: Bot
    person: Person
    destination: Destination
    editor: bool
    admin: bool
    bot_username: str
    now: datetime
    own_topics: tuple[OwnTopic, ...]
    progress: ProgressKeeper
    newcomer: bool = False
    name: str = ""
    meaning: Meaning | None = None
    feeds_address: str = ""

    @property
    def say(self) -> Say:
        return self.speak(self.destination.language)

    def speak(self, language: Language) -> Say:
        return speak(language).knowing(self.own_topics)

    def destination_for(self, owner: SettingsOwner) -> int:
        """The number of the destination of a menu: a group's or channel's, else the person's own."""
        return owner.chat or self.destination.id

    async def subscription(self, db: Database, owner: SettingsOwner = SettingsOwner.SETTINGS) -> Subscription:
        """What the destination of a menu has chosen at present, for the person who looks at it."""
        speaks = self.say.language if owner.chat else None
        return await subscriptions.current(db, self.destination_for(owner), self.now, speaks)

    async def answer(self, view: View) -> None:
        """Show a view in the message whose button was pressed, if that can be edited, else in a new one."""
        if not isinstance(self.event, CallbackQuery):
            await self.answer_below(view)
            return
        show = partial(edit_or_send, self.event, self.bot, view)
        pressed = self.event.message
        if pressed is None or pressed.chat.type != "private":
            await show()
        else:
            await self.progress.replace(pressed.chat.id, pressed.message_id, view, self.now, show)

    async def answer_below(self, view: View) -> None:
        """Show a view in a new message; the one whose button was pressed stays as it is."""
        number: int | None = None
        if isinstance(self.event, CallbackQuery):
            number = await send_to_user(self.event, self.bot, view)
        elif isinstance(self.event, Message):
            number = await reply(self.event, view)
        if number is not None and self.destination.kind == "private":
            await self.progress.follow(self.destination.address.chat_id, number, view, self.now)

    async def swap_pressed(self, by: Button) -> bool:
        """Replace the button that was pressed by another; False when that fails."""
        return isinstance(self.event, CallbackQuery) and await swap_pressed(self.event, self.bot, by)

    @property
    def by(self) -> ByEditor:
        return ByEditor(self.person.id, self.now)

    @property
    def place(self) -> RenderContext:
        return RenderContext(
            self.say, self.now, self.destination.zone, self.bot_username, self.destination.kind
        )


class ContextMiddleware(BaseMiddleware):
    """Gives handlers a `context`; a person's first message in private creates their destination."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        settings: Settings,
        own_topics: CustomTopics,
        progress: ProgressKeeper,
        *,
        meaning: Meaning | None = None,
    ) -> None:
        self._db = db
        self._meaning = meaning
        self._progress = progress
        self._own_topics = own_topics
        self._clock = clock
        self._settings = settings

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> object:
        update = cast("Update", event)
        chat: Chat | None = data.get("event_chat") or _chat_of(update.callback_query)
        if chat is not None and (_is_talk(update) or chat.type != "private"):
            data["context"] = await self._context_of(update, chat, data)
        return await handler(event, data)

    async def _context_of(self, update: Update, chat: Chat, data: dict[str, Any]) -> RequestContext:
        user: User | None = data.get("event_from_user")
        bot: Bot = data["bot"]
        async with self._db.read() as db:
            person = await people.get(db, user.id) if user else _ANONYMOUS
            found = await destinations.at(db, Address(chat.id, data.get("event_thread_id") or 0))
            found = found or await destinations.at(db, Address(chat.id))
            answered = await updates.question(db, update.update_id) if _may_answer(update) else None
        if answered is not None:  # it was handled before, and may have closed the question
            person = replace(person, awaiting=answered)
        elif person.awaiting and _may_answer(update):
            await readers.keep_question(self._db, update.update_id, person.awaiting)
        if found is not None and found.pause == "blocked" and chat.type == "private":
            await readers.mark_unblocked(self._db, chat.id)  # who writes has not blocked the bot
            found = replace(found, pause=None)
        if person.awaiting and _changes_the_subject(update):
            await readers.set_pending_question(self._db, person.id, None)
        destination = found or await self._stranger(chat, user)
        editor = person.role in ("editor", "admin") or person.id in self._settings.admin_ids
        name = user.full_name if user and editor else ""
        if user and chat.type == "private" and name != person.name:
            await access.know_name(self._db, user.id, name)
        return RequestContext(
            event=update.event,
            bot=bot,
            person=person,
            destination=destination,
            editor=editor,
            admin=person.role == "admin" or person.id in self._settings.admin_ids,
            bot_username=(await bot.me()).username or "",
            now=self._clock.now(),
            own_topics=await self._own_topics.every_one(),
            progress=self._progress,
            newcomer=found is None and chat.type == "private",
            name=user.full_name if user else "",
            meaning=self._meaning,
            feeds_address=self._settings.feeds_address,
        )

    async def _stranger(self, chat: Chat, user: User | None) -> Destination:
        zone = self._settings.default_timezone
        if chat.type == "private" and user is not None:
            language = language_of(user, self._settings.default_language)
            return await readers.get_or_create(
                self._db, user.id, language=language, zone=zone, now=self._clock.now()
            )
        kind: ChatKind = "channel" if chat.type == "channel" else "group"
        language = self._settings.default_language
        return readers.transient_destination(Address(chat.id), kind, language=language, zone=zone)


def language_of(user: User, default: Language) -> Language:
    """The language of the person's Telegram (`kk`, `ru-RU`, `en`) if it is one of ours, else the default."""
    spoken = (user.language_code or "").split("-")[0].lower()
    return next((ours for ours in INTERFACE_LANGUAGES if ours == spoken), default)


def _chat_of(press: CallbackQuery | None) -> Chat | None:
    """A press that does not say where its button was is answered in private."""
    return None if press is None else Chat(id=press.from_user.id, type="private")


def _is_talk(update: Update) -> bool:
    return bool(update.message or update.edited_message or update.callback_query)


def _may_answer(update: Update) -> bool:
    """Whether the update can be the answer to an open question."""
    return update.message is not None and not _changes_the_subject(update)


def _changes_the_subject(update: Update) -> bool:
    """Whether it is a command or a press, after which the open question will not be answered any more."""
    message = update.message
    return isinstance(update.callback_query, CallbackQuery) or bool(
        message and message.text and message.text.startswith("/")
    )
