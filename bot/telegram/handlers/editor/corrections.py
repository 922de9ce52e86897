"""/edit and /retract, their buttons, and the text that answers "what is the new text?"."""

from __future__ import annotations

import re
from dataclasses import replace

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.answers import digest
from bot.subscribers import readers
from bot.telegram.handlers.editor.correction_screens import CorrectionScreens, missing
from bot.telegram.handlers.editor.paste_collector import PasteCollector
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, IsEditor, Pressed
from bot.telegram.shared.incoming import command_text, raw_of
from bot.telegram.shared.parsing import parse_number
from bot.telegram.shared.replies import edit_or_send, reply, typing
from bot.views.common import message as views
from bot.views.common.buttons import Action, Press
from bot.views.common.menu import with_menu
from bot.views.editor import adding, corrections
from bot.views.editor.articles import with_list
from digests.models import RawText
from storage import articles
from storage.articles import StoredArticle
from storage.database import Database
from storage.paste_parts import PastePart

QUESTION = "edit"
_NUMBER_AND_TEXT = re.compile(r"([№#]?\s?[0-9]{1,12})(?:\s+(\S.*))?", re.DOTALL)


def router() -> Router:
    router = Router(name="corrections")
    editor = IsEditor()
    router.message.register(edit, Command("edit", ignore_case=True), IN_PRIVATE, editor)
    router.message.register(retract, Command("retract", ignore_case=True), IN_PRIVATE, editor)
    new_text = (AwaitingAnswer(QUESTION), IN_PRIVATE, editor)
    router.message.register(answer_text, *new_text)
    for action, press in (
        (Action.EDIT, press_edit),
        (Action.EDIT_STORY, press_edit_story),
        (Action.REVISION, press_refresh),
        (Action.TAKE_BACK, press_take_back),
        (Action.ASK_RETRACT, press_ask),
        (Action.RETRACT, press_retract),
        (Action.RESTORE, press_restore),
    ):
        router.callback_query.register(press, Pressed(action), PRESSED_IN_PRIVATE, editor)
    return router


async def edit(
    message: Message, bot: Bot, context: RequestContext, db: Database, paste_collector: PasteCollector
) -> None:
    raw = command_text(message)
    match = _NUMBER_AND_TEXT.fullmatch(raw.text.strip())
    number = parse_number(match[1]) if match else None
    if match is None or number is None:
        await reply(message, with_list(context.say("correction-ask-number"), context.say))
    elif match[2] is None:
        await reply(message, await _ask(number, context, db))
    else:
        await paste_collector.take(bot, _part(message, replace(raw, text=match[2]), number, context))


async def answer_text(
    message: Message,
    asked_in: str,
    bot: Bot,
    context: RequestContext,
    *,
    db: Database,
    paste_collector: PasteCollector,
) -> None:
    """The question is closed last: a program that ends before does all of it again."""
    await paste_collector.take(bot, _part(message, raw_of(message), int(asked_in), context))
    await readers.set_pending_question(db, context.person.id, None)


async def retract(
    message: Message, command: CommandObject, context: RequestContext, correction_screens: CorrectionScreens
) -> None:
    number = parse_number(command.args or "")
    if number is None:
        await reply(message, with_list(context.say("retract-ask-number"), context.say))
        return
    await reply(message, await correction_screens.retract(number, context.person.id, context.place))


async def press_edit(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await edit_or_send(call, bot, await _ask(int(press.arguments[0]), context, db))


async def press_edit_story(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    story = await digest.story(db, int(press.arguments[0]))
    gone = with_menu(context.say("story-gone"), context.say)
    await edit_or_send(call, bot, corrections.choose_article(story, context.say) if story else gone)


async def press_refresh(
    call: CallbackQuery,
    press: Press,
    bot: Bot,
    context: RequestContext,
    correction_screens: CorrectionScreens,
) -> None:
    await edit_or_send(call, bot, await correction_screens.show(int(press.arguments[0]), context.place))


async def press_take_back(
    call: CallbackQuery,
    press: Press,
    bot: Bot,
    context: RequestContext,
    correction_screens: CorrectionScreens,
) -> None:
    async with typing(bot, call.from_user.id):
        view = await correction_screens.take_back(int(press.arguments[0]), context.person.id, context.place)
    await edit_or_send(call, bot, view)


async def press_ask(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    number = int(press.arguments[0])
    stored = await _stored(number, db)
    view = adding.ask_retract(stored.article, context.say) if stored else missing(number, context.place)
    await edit_or_send(call, bot, view)


async def press_retract(
    call: CallbackQuery,
    press: Press,
    bot: Bot,
    context: RequestContext,
    correction_screens: CorrectionScreens,
) -> None:
    await edit_or_send(
        call, bot, await correction_screens.retract(int(press.arguments[0]), context.person.id, context.place)
    )


async def press_restore(
    call: CallbackQuery,
    press: Press,
    bot: Bot,
    context: RequestContext,
    correction_screens: CorrectionScreens,
) -> None:
    await edit_or_send(
        call, bot, await correction_screens.restore(int(press.arguments[0]), context.person.id, context.place)
    )


async def _ask(number: int, context: RequestContext, db: Database) -> views.Message:
    """The question; what is written next is the article's new text."""
    stored = await _stored(number, db)
    if stored is None:
        return missing(number, context.place)
    await readers.set_pending_question(db, context.person.id, f"{QUESTION}:{number}")
    return corrections.ask_text(stored.article, context.say)


async def _stored(number: int, db: Database) -> StoredArticle | None:
    async with db.read() as reader:
        return await articles.get(reader, number)


def _part(message: Message, raw: RawText, number: int, context: RequestContext) -> PastePart:
    return PastePart(
        person_id=context.person.id,
        chat_id=message.chat.id,
        message_id=message.message_id,
        command=True,
        raw=raw,
        received=message.date,
        article_id=number,
    )
