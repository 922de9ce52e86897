"""/topic_new, /topic_edit: the topics that editors define, typed or step by step."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.i18n import INTERFACE_LANGUAGES
from bot.telegram.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, IsEditor, Pressed
from bot.telegram.showing import edit_or_send, reply
from bot.telegram.topic_desk import FIRST_NAME, NAME, NEW_NAME, NEW_WORDS, WORDS, TopicEditing
from bot.telegram.visit import RequestContext
from bot.views.actions import Action
from bot.views.callbacks import Press
from digests.models import Language

_LANGUAGES: dict[str, Language] = {str(language): language for language in INTERFACE_LANGUAGES}


def router() -> Router:
    router = Router(name="own_topics")
    editor, private = IsEditor(), PRESSED_IN_PRIVATE
    for name, command in (("topic_new", new), ("topic_edit", edit)):
        router.message.register(command, Command(name, ignore_case=True), IN_PRIVATE, editor)
    for question, answered in (
        (NAME, name_typed),
        (NEW_WORDS, new_words_typed),
        (WORDS, words_typed),
        (FIRST_NAME, first_name_typed),
        (NEW_NAME, new_name_typed),
    ):
        router.message.register(answered, IN_PRIVATE, ~F.forward_origin, editor, AwaitingAnswer(question))
    for action, press in (
        (Action.OWN_TOPICS, press_list),
        (Action.OWN_TOPIC, press_one),
        (Action.NEW_TOPIC, press_new),
        (Action.NAME_TOPIC, press_name),
        (Action.SAME_NAME, press_same_name),
        (Action.TOPIC_WORDS, press_words),
        (Action.ASK_DROP_TOPIC, press_ask_drop),
        (Action.DROP_TOPIC, press_drop),
    ):
        router.callback_query.register(press, Pressed(action), private, editor)
    return router


async def new(
    message: Message, command: CommandObject, context: RequestContext, topic_desk: TopicEditing
) -> None:
    """`/topic_new Мосты: мост, переправа`; what is missing is asked for."""
    name, _, words = (command.args or "").partition(":")
    if words.strip():
        await reply(message, await topic_desk.create(name, words, context))
    elif name.strip():
        await reply(message, await topic_desk.take_name(name, context))
    else:
        await reply(message, await topic_desk.ask_name(context))


async def edit(
    message: Message, command: CommandObject, context: RequestContext, topic_desk: TopicEditing
) -> None:
    """`/topic_edit Мосты` opens it, `/topic_edit Мосты: мост, виадук` gives it these words."""
    name, _, words = (command.args or "").partition(":")
    if not name.strip():
        await reply(message, await topic_desk.listing(context))
        return
    topic = await topic_desk.named(name, context)
    if not isinstance(topic, str):
        await reply(message, topic)
    elif words.strip():
        await reply(message, await topic_desk.take_words(topic, words, context))
    else:
        await reply(message, await topic_desk.one(topic, context))


async def name_typed(message: Message, context: RequestContext, topic_desk: TopicEditing) -> None:
    await reply(message, await topic_desk.take_name(message.text or "", context))


async def new_words_typed(
    message: Message, asked_in: str, context: RequestContext, topic_desk: TopicEditing
) -> None:
    await reply(message, await topic_desk.create(asked_in, message.text or "", context))


async def words_typed(
    message: Message, asked_in: str, context: RequestContext, topic_desk: TopicEditing
) -> None:
    await reply(message, await topic_desk.take_words(asked_in, message.text or "", context))


async def first_name_typed(
    message: Message, asked_in: str, context: RequestContext, topic_desk: TopicEditing
) -> None:
    """Another language's name of a topic that is being made."""
    topic, language = _of(asked_in)
    await reply(message, await topic_desk.take_first_name(topic, language, message.text or "", context))


async def new_name_typed(
    message: Message, asked_in: str, context: RequestContext, topic_desk: TopicEditing
) -> None:
    topic, language = _of(asked_in)
    await reply(message, await topic_desk.take_new_name(topic, language, message.text or "", context))


async def press_list(
    call: CallbackQuery, bot: Bot, context: RequestContext, topic_desk: TopicEditing
) -> None:
    await edit_or_send(call, bot, await topic_desk.listing(context))


async def press_one(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, topic_desk: TopicEditing
) -> None:
    await edit_or_send(call, bot, await topic_desk.one(press.arguments[0], context))


async def press_new(call: CallbackQuery, bot: Bot, context: RequestContext, topic_desk: TopicEditing) -> None:
    await edit_or_send(call, bot, await topic_desk.ask_name(context))


async def press_name(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, topic_desk: TopicEditing
) -> None:
    topic, language = press.arguments
    await edit_or_send(call, bot, await topic_desk.ask_new_name(topic, _LANGUAGES[language], context))


async def press_same_name(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, topic_desk: TopicEditing
) -> None:
    topic, language = press.arguments
    await edit_or_send(call, bot, await topic_desk.next_name(topic, _LANGUAGES[language], context))


async def press_words(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, topic_desk: TopicEditing
) -> None:
    await edit_or_send(call, bot, await topic_desk.ask_new_words(press.arguments[0], context))


async def press_ask_drop(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, topic_desk: TopicEditing
) -> None:
    await edit_or_send(call, bot, await topic_desk.ask_drop(press.arguments[0], context))


async def press_drop(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, topic_desk: TopicEditing
) -> None:
    await edit_or_send(call, bot, await topic_desk.drop(press.arguments[0], context))


def _of(asked_in: str) -> tuple[str, Language]:
    topic, _, language = asked_in.partition(".")
    return topic, _LANGUAGES[language]
