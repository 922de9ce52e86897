"""How editors add articles: /add, pasting, forwarding."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.telegram.handlers.editor.article_desk import ArticleSubmission
from bot.telegram.handlers.editor.paste_collector import PasteCollector
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, IsEditor, IsOwn, Pressed
from bot.telegram.shared.incoming import command_text, raw_of
from bot.telegram.shared.replies import edit_or_send, reply, typing
from bot.views.common.buttons import Action, Press
from bot.views.common.menu import plain
from digests.models import RawText
from storage.paste_parts import PastePart


def router() -> Router:
    router = Router(name="adding")
    editor = IsEditor()
    router.message.register(add, Command("add", ignore_case=True), IN_PRIVATE, editor)
    router.message.register(own, IN_PRIVATE, editor, IsOwn())
    router.message.register(forward, F.forward_origin, F.text | F.caption, IN_PRIVATE, editor)
    router.message.register(paste, F.text | F.caption, ~F.text.startswith("/"), IN_PRIVATE, editor)
    private = PRESSED_IN_PRIVATE
    router.callback_query.register(press_add, Pressed(Action.ADD), private, editor)
    router.callback_query.register(press_drop, Pressed(Action.DROP), private, editor)
    return router


async def add(message: Message, bot: Bot, context: RequestContext, paste_collector: PasteCollector) -> None:
    raw = command_text(message)
    if not raw.text.strip():
        await reply(message, plain(context.say("add-ask")))
        return
    await paste_collector.take(bot, _part(message, raw, context, command=True))


async def paste(message: Message, bot: Bot, context: RequestContext, paste_collector: PasteCollector) -> None:
    await paste_collector.take(bot, _part(message, raw_of(message), context, command=False))


async def forward(message: Message, bot: Bot, context: RequestContext, desk: ArticleSubmission) -> None:
    """Take a forward as a text of its own, never as a part of a paste."""
    await desk.take(bot, context.person, raw_of(message), context.place, received=message.date)


async def own(message: Message, context: RequestContext) -> None:
    await reply(message, plain(context.say("refusal-own")))


async def press_add(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, desk: ArticleSubmission
) -> None:
    async with typing(bot, call.from_user.id):
        outcome = await desk.add_draft(int(press.arguments[0]), context.person.id, context.place)
    await edit_or_send(call, bot, outcome.view)


async def press_drop(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, desk: ArticleSubmission
) -> None:
    await edit_or_send(
        call, bot, await desk.drop_draft(int(press.arguments[0]), context.person.id, context.place)
    )


def _part(message: Message, raw: RawText, context: RequestContext, *, command: bool) -> PastePart:
    return PastePart(
        person_id=context.person.id,
        chat_id=message.chat.id,
        message_id=message.message_id,
        command=command,
        raw=raw,
        received=message.date,
    )
