"""/follow, /unfollow: words and names that a reader follows, typed or by buttons."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.answers import digest, topic
from bot.telegram.handlers.reader import follow_screens
from bot.telegram.handlers.reader.story import story_screen
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, Pressed
from bot.telegram.shared.replies import edit_or_send, reply, send_to_user
from bot.views.common.buttons import Action, Press
from bot.views.common.origin import decode_origin
from bot.views.reader.topic_menu import overview_gone
from storage.database import Database


def router() -> Router:
    router = Router(name="follows")
    for name, command in (("follow", follow), ("unfollow", unfollow)):
        router.message.register(command, Command(name, ignore_case=True), IN_PRIVATE)
    router.message.register(typed, IN_PRIVATE, ~F.forward_origin, AwaitingAnswer(follow_screens.QUESTION))
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
        message,
        await follow_screens.take(db, context, said) if said else await follow_screens.listing(db, context),
    )


async def unfollow(message: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    said = (command.args or "").strip()
    listed = await (
        follow_screens.drop_typed(db, context, said) if said else follow_screens.listing(db, context)
    )
    await reply(message, listed)


async def typed(message: Message, context: RequestContext, db: Database) -> None:
    await reply(message, await follow_screens.take(db, context, message.text or ""))


async def press_list(call: CallbackQuery, bot: Bot, context: RequestContext, db: Database) -> None:
    await edit_or_send(call, bot, await follow_screens.listing(db, context))


async def press_one(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await edit_or_send(call, bot, await follow_screens.one(db, context, int(press.arguments[0])))


async def press_new(call: CallbackQuery, bot: Bot, context: RequestContext, db: Database) -> None:
    await edit_or_send(call, bot, await follow_screens.ask(db, context))


async def press_alert(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    number, alert = press.arguments
    await edit_or_send(
        call, bot, await follow_screens.set_alert(db, context, int(number), alert=alert == "1")
    )


async def press_drop(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await edit_or_send(call, bot, await follow_screens.drop(db, context, int(press.arguments[0])))


async def press_name(_: CallbackQuery, press: Press, context: RequestContext, db: Database) -> str | None:
    """Under a story, which shows what is followed now; a line when no more can be."""
    story_id, key, on, shown = press.arguments
    story = await digest.story(db, int(story_id))
    problem = await follow_screens.switch_name(db, context, story, int(key), on=on == "1") if story else None
    await context.answer(await story_screen(db, context, int(story_id), shown=decode_origin(shown)))
    if problem is None:
        return None
    return context.say(f"follow-problem-{problem.kind}", words=problem.words, limit=problem.limit)


async def press_subject(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    """Words that /topic has told about, which stays as it is."""
    asked = await topic.asked_again(db, press.arguments[0], context.say.topics, context.now)
    view = (
        await follow_screens.take(db, context, asked.subject.words) if asked else overview_gone(context.say)
    )
    await send_to_user(call, bot, view)
