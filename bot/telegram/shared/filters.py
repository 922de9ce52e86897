"""Filters that decide which handler an update goes to."""

from __future__ import annotations

from typing import Any

from aiogram import Bot, F
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, MessageOriginChannel, MessageOriginUser

from bot.intake import pastes
from bot.telegram.shared.chat_rights import ChatRights
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.parsing import parse_number
from bot.telegram.shared.questions import QUESTIONS, Question
from bot.views.common.buttons import BUTTONS, ButtonData, OpenShown, owner_of
from bot.views.common.origin import FromMore
from bot.views.reader.answer_buttons import ShowMore
from digests.text.limits import MIN_WORDS
from storage import destinations, edition_messages
from storage.database import Database

ARTICLE_CHARACTERS = 200  # what a reader sends is then meant as an article
IN_PRIVATE = F.chat.type == "private"
IN_GROUP = F.chat.type.in_({"group", "supergroup"})
PRESSED_IN_PRIVATE = F.message.chat.type == "private"
A_NUMBER = F.text.func(parse_number)


class Pressed(Filter):
    """A button with one of these actions; the handler gets the action as `press`."""

    def __init__(self, *kinds: type[ButtonData]) -> None:
        self.kinds = kinds

    async def __call__(self, call: CallbackQuery) -> bool | dict[str, Any]:
        press = BUTTONS.decode(call.data or "")
        return {"press": press} if isinstance(press, self.kinds) else False


class Shows(Pressed):
    """A button that leads back to something shown, of one of these kinds; the handler gets it as `shown`.

    The page of what a digest of that kind had no line for counts as well.
    """

    def __init__(self, *kinds: type) -> None:
        super().__init__(OpenShown, ShowMore)
        self._origins = kinds

    async def __call__(self, call: CallbackQuery) -> bool | dict[str, Any]:
        press = BUTTONS.decode(call.data or "")
        if not isinstance(press, OpenShown | ShowMore):
            return False
        shown = FromMore(press.shown, press.page) if isinstance(press, ShowMore) else press.shown
        of = shown.digest if isinstance(shown, FromMore) else shown
        return {"shown": shown} if isinstance(of, self._origins) else False


class AwaitingAnswer(Filter):
    """A plain text, no command, from somebody who was asked this; the handler gets the `question`."""

    def __init__(self, kind: type[Question]) -> None:
        self._kind = kind
        self.question = QUESTIONS.name_of(kind)

    async def __call__(self, message: Message, context: RequestContext) -> bool | dict[str, Any]:
        if not message.text or message.text.startswith("/"):
            return False
        asked = QUESTIONS.decode(context.person.awaiting or "")
        return {"question": asked} if isinstance(asked, self._kind) else False


class NotChatManager(Filter):
    """A press or an answer in the settings of a group or channel that this person may not set up.

    The owner must still be an administrator there; the bot's admins may set up all of them.
    """

    async def __call__(
        self,
        event: CallbackQuery | Message,
        context: RequestContext,
        bot: Bot,
        db: Database,
        chat_rights: ChatRights,
    ) -> bool:
        chat = _chat_meant(event, context)
        if chat is None:
            return False
        async with db.read() as reader:
            found = await destinations.get(reader, chat)
        if found is None or found.kind == "private":
            return True
        if context.admin:
            return False
        if found.owner_id != context.person.id:
            return True
        refused = found.pause == "blocked"  # Telegram would not tell; its settings stay the owner's
        return not refused and not await chat_rights.manages(
            bot, found.address.chat_id, context.person.id, context.now
        )


def _chat_meant(event: CallbackQuery | Message, context: RequestContext) -> int | None:
    if isinstance(event, Message):
        return owner_of(QUESTIONS.decode(context.person.awaiting or "")).chat
    return owner_of(BUTTONS.decode(event.data or "")).chat


class IsOwn(Filter):
    """Something the bot wrote itself: its post in a channel, or a forward of that or of an answer."""

    async def __call__(self, message: Message, bot: Bot, db: Database) -> bool:
        origin = message.forward_origin
        if isinstance(origin, MessageOriginUser):
            return origin.sender_user.id == bot.id
        post = origin if isinstance(origin, MessageOriginChannel) else message
        if post.chat.type != "channel":
            return False
        async with db.read() as reader:
            return await edition_messages.is_own_message(reader, post.chat.id, post.message_id)


class IsArticle(Filter):
    """A text that an editor sends as an article: long enough, with a link, or the end of a text sent in
    parts.

    Anything shorter is a question to the bot.
    """

    async def __call__(self, message: Message, context: RequestContext, db: Database) -> bool:
        text = message.text
        if text is None or len(text.split()) >= MIN_WORDS or "://" in text:
            return True
        if any(entity.type in ("url", "text_link") for entity in message.entities or ()):
            return True
        return bool(await pastes.waiting(db, context.person.id))


class IsEditor(Filter):
    async def __call__(self, _: Message | CallbackQuery, context: RequestContext) -> bool:
        return context.editor


class IsAdmin(Filter):
    async def __call__(self, _: Message | CallbackQuery, context: RequestContext) -> bool:
        return context.admin
