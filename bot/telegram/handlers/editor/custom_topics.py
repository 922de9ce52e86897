"""/topic_edit: the topics that editors define, their names and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, NamedTuple, cast

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message, TelegramObject

from bot.intake.custom_topics import RECLASSIFIED_FOR, CustomTopics, TopicMissing
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, IsEditor, Pressed
from bot.telegram.shared.parsing import parse_topic
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.common.buttons import OpenOwnTopics
from bot.views.common.codec import Form
from bot.views.common.message import Message as View
from bot.views.editor import custom_topics as views
from bot.views.editor.buttons import (
    AskDropTopic,
    AskTopicName,
    AskTopicWords,
    DropTopic,
    OpenOwnTopic,
    OwnTopicId,
)
from digests.models.texts import Language
from digests.models.wishes import OwnTopic
from digests.topics.custom import MAX_WORDS_OF_TOPIC, NAME_CHARACTERS, TopicProblem
from digests.topics.topic_names import topic_named
from storage import custom_topics as stored_topics
from storage.custom_topics import TopicUse
from storage.database import Database


class TopicName(NamedTuple):
    """Which of a topic's names."""

    topic: str
    language: Language


def _read_topic_name(written: str) -> TopicName:
    topic, _, language = written.partition(".")
    return TopicName(topic, cast("Language", language))


WrittenTopicName = Annotated[TopicName, Form(r"t[0-9]{1,9}\.(?:ru|kk|en)", _read_topic_name, ".".join)]


@QUESTIONS.named("topic-words")
@dataclass(frozen=True, slots=True)
class WhichTopicWords(Question):
    topic: OwnTopicId


@QUESTIONS.named("topic-new-name")
@dataclass(frozen=True, slots=True)
class WhichNewName(Question):
    name: WrittenTopicName


def register(router: Router) -> None:
    editor = IsEditor()
    router.message.register(edit, Command("topic_edit", ignore_case=True), IN_PRIVATE, editor)
    for question, answered in ((WhichTopicWords, take_words), (WhichNewName, take_new_name)):
        router.message.register(answered, IN_PRIVATE, ~F.forward_origin, editor, AwaitingAnswer(question))
    for kind, press in (
        (OpenOwnTopics, listing),
        (OpenOwnTopic, one),
        (AskTopicName, ask_new_name),
        (AskTopicWords, ask_words),
        (AskDropTopic, ask_drop),
        (DropTopic, drop),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE, editor)


async def edit(
    message: Message, command: CommandObject, context: RequestContext, db: Database, topics: CustomTopics
) -> None:
    """`/topic_edit Мосты` opens the topic, `/topic_edit Мосты: мост, виадук` gives it these words."""
    name, _, words = (command.args or "").partition(":")
    topic = parse_topic(name, context.own_topics) or topic_named(name, context.own_topics) or ""
    own = own_topic(topic, context)
    if not name.strip():
        await listing(message, context)
    elif own is None:
        shown = name.strip()[:NAME_CHARACTERS]
        await context.answer(views.refused(context.say("own-topic-not-named", name=shown), context.say))
    elif words.strip():
        await _take_words(topic, words, context, db, topics)
    else:
        await show(own, context, db)


async def take_words(
    message: Message, question: WhichTopicWords, context: RequestContext, db: Database, topics: CustomTopics
) -> None:
    await _take_words(question.topic, message.text or "", context, db, topics)


async def take_new_name(
    message: Message, question: WhichNewName, context: RequestContext, db: Database, topics: CustomTopics
) -> None:
    topic, language = question.name
    renamed, own = (
        await topics.rename(topic, language, message.text or "", context.by),
        own_topic(topic, context),
    )
    if own and isinstance(renamed, TopicProblem):
        said = problem_in_words(renamed, context)
        await context.answer(views.ask_new_name(own, language, context.say, said))
        return
    await close_question(db, context.person.id)
    await show(done(renamed), context, db, context.say("own-topic-saved"))


async def listing(_: TelegramObject, context: RequestContext) -> None:
    await context.answer(views.listing(context.own_topics, context.say))


async def one(_: TelegramObject, press: OpenOwnTopic, context: RequestContext, db: Database) -> None:
    await show(own_topic(press.topic, context), context, db)


async def ask_new_name(_: TelegramObject, press: AskTopicName, context: RequestContext, db: Database) -> None:
    own = own_topic(press.topic, context)
    if own is None:
        await context.answer(_gone(context))
        return
    await ask(db, context.person.id, WhichNewName(TopicName(own.id, press.language)))
    await context.answer(views.ask_new_name(own, press.language, context.say))


async def ask_words(_: TelegramObject, press: AskTopicWords, context: RequestContext, db: Database) -> None:
    await _ask_words(press.topic, context, db)


async def ask_drop(_: TelegramObject, press: AskDropTopic, context: RequestContext, db: Database) -> None:
    own = own_topic(press.topic, context)
    asked = views.ask_drop(own, await _use(own, context, db), context.say) if own else _gone(context)
    await context.answer(asked)


async def drop(_: TelegramObject, press: DropTopic, context: RequestContext, topics: CustomTopics) -> None:
    own = own_topic(press.topic, context)
    if own is None or not await topics.remove(press.topic, context.by):
        await context.answer(_gone(context))
        return
    left = await topics.every_one()
    await context.answer(views.dropped(own.name(context.say.language), left, context.say))


async def _ask_words(topic: str, context: RequestContext, db: Database, said: str | None = None) -> None:
    own = own_topic(topic, context)
    if own is None:
        await close_question(db, context.person.id)
        await context.answer(_gone(context))
        return
    await ask(db, context.person.id, WhichTopicWords(topic))
    await context.answer(views.ask_new_words(own, context.say, MAX_WORDS_OF_TOPIC, said))


async def _take_words(
    topic: str, words: str, context: RequestContext, db: Database, topics: CustomTopics
) -> None:
    changed = await topics.set_words(topic, words, context.by)
    if isinstance(changed, TopicProblem):
        await _ask_words(topic, context, db, problem_in_words(changed, context))
        return
    await close_question(db, context.person.id)
    await show(done(changed), context, db, context.say("own-topic-words-saved"))


async def show(own: OwnTopic | None, context: RequestContext, db: Database, said: str | None = None) -> None:
    """Answer with the topic, or that it is gone; `said`, what has just happened to it, comes first."""
    shown = views.one(own, await _use(own, context, db), context.say, said=said) if own else _gone(context)
    await context.answer(shown)


async def _use(own: OwnTopic, context: RequestContext, db: Database) -> TopicUse:
    async with db.read() as reader:
        return await stored_topics.use(reader, own.id, context.now - RECLASSIFIED_FOR)


def own_topic(topic: str, context: RequestContext) -> OwnTopic | None:
    """The topic as it was before this update changed it."""
    return next((own for own in context.own_topics if own.id == topic), None)


def done(changed: OwnTopic | TopicProblem | TopicMissing) -> OwnTopic | None:
    """The topic as the change left it; None where nothing changed."""
    return changed if isinstance(changed, OwnTopic) else None


def problem_in_words(problem: TopicProblem, context: RequestContext) -> str:
    """Why what was typed cannot be used."""
    return context.say(f"own-topic-problem-{problem.kind}", word=problem.word, limit=problem.limit)


def _gone(context: RequestContext) -> View:
    return views.gone(context.own_topics, context.say)
