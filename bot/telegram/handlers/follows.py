"""/follow, /unfollow: words and names that a reader follows, typed or by buttons."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.services import answers, overviews
from bot.telegram import follow_desk
from bot.telegram.answering import story_answer
from bot.telegram.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, Pressed
from bot.telegram.showing import edit_or_send, reply, send_to_user
from bot.telegram.visit import RequestContext
from bot.views.actions import Action
from bot.views.callbacks import Press
from bot.views.help import with_menu
from bot.views.shown import decode_origin
from bot.views.subjects import overview_gone
from storage.database import Database


def router() -> Router:
    router = Router(name="follows")
    for name, command in (("follow", follow), ("unfollow", unfollow)):
        router.message.register(command, Command(name, ignore_case=True), IN_PRIVATE)
    router.message.register(typed, IN_PRIVATE, ~F.forward_origin, AwaitingAnswer(follow_desk.QUESTION))
    for action, press in (
        (Action.FOLLOWS, press_list),
        (Action.FOLLOW, press_one),
        (Action.FOLLOW_NEW, press_new),
        (Action.FOLLOW_ALERT, press_alert),
        (Action.UNFOLLOW, press_drop),
        (Action.FOLLOW_NAME, press_name),
        (Action.FOLLOW_SUBJECT, press_subject),
    ):
        router.callback_query.register(press, Pressed(action), PRESSED_IN_PRIVATE)
    return router


async def follow(message: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    """`/follow Тлендиев, Алматы -спорт`; alone it lists what is followed."""
    said = (command.args or "").strip()
    await reply(
        message, await follow_desk.take(db, context, said) if said else await follow_desk.listing(db, context)
    )


async def unfollow(message: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    said = (command.args or "").strip()
    listed = await (follow_desk.drop_typed(db, context, said) if said else follow_desk.listing(db, context))
    await reply(message, listed)


async def typed(message: Message, context: RequestContext, db: Database) -> None:
    await reply(message, await follow_desk.take(db, context, message.text or ""))


async def press_list(call: CallbackQuery, bot: Bot, context: RequestContext, db: Database) -> None:
    await edit_or_send(call, bot, await follow_desk.listing(db, context))


async def press_one(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await edit_or_send(call, bot, await follow_desk.one(db, context, int(press.arguments[0])))


async def press_new(call: CallbackQuery, bot: Bot, context: RequestContext, db: Database) -> None:
    await edit_or_send(call, bot, await follow_desk.ask(db, context))


async def press_alert(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    number, alert = press.arguments
    await edit_or_send(call, bot, await follow_desk.set_alert(db, context, int(number), alert=alert == "1"))


async def press_drop(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await edit_or_send(call, bot, await follow_desk.drop(db, context, int(press.arguments[0])))


async def press_name(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> str | None:
    """Under a story, which shows what is followed now; a line when no more can be."""
    story_id, key, on, shown = press.arguments
    story = await answers.story(db, int(story_id))
    problem = await follow_desk.switch_name(db, context, story, int(key), on=on == "1") if story else None
    view = await story_answer(db, context, int(story_id), shown=decode_origin(shown))
    await edit_or_send(call, bot, view or with_menu(context.say("story-gone"), context.say))
    if problem is None:
        return None
    return context.say(f"follow-problem-{problem.kind}", words=problem.words, limit=problem.limit)


async def press_subject(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    """Words that /topic has told about, which stays as it is."""
    asked = await overviews.asked_again(db, press.arguments[0], context.say.topics, context.now)
    view = await follow_desk.take(db, context, asked.subject.words) if asked else overview_gone(context.say)
    await send_to_user(call, bot, view)
