"""/follow, /unfollow: words and names that a reader follows, typed or by buttons."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.services import answers, overviews
from bot.telegram import follow_desk
from bot.telegram.answering import story_answer
from bot.telegram.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Asked, Pressed
from bot.telegram.showing import reply, send_to_presser, show
from bot.telegram.visit import Visit
from bot.views.actions import Action
from bot.views.callbacks import Press
from bot.views.help import with_menu
from bot.views.shown import load_shown
from bot.views.subjects import overview_gone
from storage.database import Database


def router() -> Router:
    router = Router(name="follows")
    for name, command in (("follow", follow), ("unfollow", unfollow)):
        router.message.register(command, Command(name, ignore_case=True), IN_PRIVATE)
    router.message.register(typed, IN_PRIVATE, ~F.forward_origin, Asked(follow_desk.QUESTION))
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


async def follow(message: Message, command: CommandObject, visit: Visit, db: Database) -> None:
    """`/follow Тлендиев, Алматы -спорт`; alone it lists what is followed."""
    said = (command.args or "").strip()
    await reply(
        message, await follow_desk.take(db, visit, said) if said else await follow_desk.listing(db, visit)
    )


async def unfollow(message: Message, command: CommandObject, visit: Visit, db: Database) -> None:
    said = (command.args or "").strip()
    listed = await (follow_desk.drop_typed(db, visit, said) if said else follow_desk.listing(db, visit))
    await reply(message, listed)


async def typed(message: Message, visit: Visit, db: Database) -> None:
    await reply(message, await follow_desk.take(db, visit, message.text or ""))


async def press_list(call: CallbackQuery, bot: Bot, visit: Visit, db: Database) -> None:
    await show(call, bot, await follow_desk.listing(db, visit))


async def press_one(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    await show(call, bot, await follow_desk.one(db, visit, int(press.arguments[0])))


async def press_new(call: CallbackQuery, bot: Bot, visit: Visit, db: Database) -> None:
    await show(call, bot, await follow_desk.ask(db, visit))


async def press_alert(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    number, alert = press.arguments
    await show(call, bot, await follow_desk.set_alert(db, visit, int(number), alert=alert == "1"))


async def press_drop(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    await show(call, bot, await follow_desk.drop(db, visit, int(press.arguments[0])))


async def press_name(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> str | None:
    """Under a story, which shows what is followed now; a line when no more can be."""
    story_id, key, on, shown = press.arguments
    story = await answers.story(db, int(story_id))
    problem = await follow_desk.switch_name(db, visit, story, int(key), on=on == "1") if story else None
    view = await story_answer(db, visit, int(story_id), shown=load_shown(shown))
    await show(call, bot, view or with_menu(visit.say("story-gone"), visit.say))
    if problem is None:
        return None
    return visit.say(f"follow-problem-{problem.kind}", words=problem.words, limit=problem.limit)


async def press_subject(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    """Words that /topic has told about, which stays as it is."""
    asked = await overviews.asked_again(db, press.arguments[0], visit.say.topics, visit.now)
    view = await follow_desk.take(db, visit, asked.subject.words) if asked else overview_gone(visit.say)
    await send_to_presser(call, bot, view)
