"""/topic_new, /topic_edit: the topics that editors define, typed or step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, NamedTuple, cast

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message, TelegramObject

from bot.i18n import INTERFACE_LANGUAGES
from bot.intake.custom_topics import RECLASSIFIED_FOR, CustomTopics, TopicMissing
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, IsEditor, Pressed
from bot.telegram.shared.parsing import parse_topic
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.common.buttons import OpenOwnTopics
from bot.views.common.codec import Form
from bot.views.editor import custom_topics as views
from bot.views.editor.buttons import (
    AskDropTopic,
    AskNewTopic,
    AskTopicName,
    AskTopicWords,
    DropTopic,
    KeepTopicName,
    OpenOwnTopic,
    OwnTopicId,
)
from digests.models import Language, OwnTopic
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


@QUESTIONS.named("topic-name")
@dataclass(frozen=True, slots=True)
class WhichTopicName(Question):
    """Of a topic that is to be made."""


@QUESTIONS.named("topic-new-words")
@dataclass(frozen=True, slots=True)
class WhichNewWords(Question):
    """Of the topic that is to be made under this name."""

    name: Annotated[str, Form(r"[^:]+", str)]


@QUESTIONS.named("topic-words")
@dataclass(frozen=True, slots=True)
class WhichTopicWords(Question):
    topic: OwnTopicId


@QUESTIONS.named("topic-first-name")
@dataclass(frozen=True, slots=True)
class WhichFirstName(Question):
    """In another language, while the topic is made; the next language's is asked for after it."""

    name: WrittenTopicName


@QUESTIONS.named("topic-new-name")
@dataclass(frozen=True, slots=True)
class WhichNewName(Question):
    name: WrittenTopicName


def router() -> Router:
    router = Router(name="own_topics")
    editor, private = IsEditor(), PRESSED_IN_PRIVATE
    for name, command in (("topic_new", new), ("topic_edit", edit)):
        router.message.register(command, Command(name, ignore_case=True), IN_PRIVATE, editor)
    for question, answered in (
        (WhichTopicName, take_name),
        (WhichNewWords, take_new_words),
        (WhichTopicWords, take_words),
        (WhichFirstName, take_first_name),
        (WhichNewName, take_new_name),
    ):
        router.message.register(answered, IN_PRIVATE, ~F.forward_origin, editor, AwaitingAnswer(question))
    for kind, press in (
        (OpenOwnTopics, listing),
        (OpenOwnTopic, one),
        (AskNewTopic, ask_name),
        (AskTopicName, ask_new_name),
        (KeepTopicName, keep_name),
        (AskTopicWords, ask_words),
        (AskDropTopic, ask_drop),
        (DropTopic, drop),
    ):
        router.callback_query.register(press, Pressed(kind), private, editor)
    return router


async def new(
    message: Message,
    command: CommandObject,
    context: RequestContext,
    db: Database,
    topics: CustomTopics,
) -> None:
    """`/topic_new Мосты: мост, переправа`; what is missing is asked for."""
    name, _, words = (command.args or "").partition(":")
    if words.strip():
        await _create(name, words, context, db, topics)
    elif name.strip():
        await _take_name(name, context, db, topics)
    else:
        await ask_name(message, context, db)


async def edit(
    message: Message,
    command: CommandObject,
    context: RequestContext,
    db: Database,
    topics: CustomTopics,
) -> None:
    """`/topic_edit Мосты` opens it, `/topic_edit Мосты: мост, виадук` gives it these words."""
    name, _, words = (command.args or "").partition(":")
    topic = parse_topic(name, context.own_topics) or topic_named(name, context.own_topics) or ""
    if not name.strip():
        await listing(message, context)
    elif await topics.get(topic) is None:
        shown = name.strip()[:NAME_CHARACTERS]
        await context.answer(views.refused(context.say("own-topic-not-named", name=shown), context.say))
    elif words.strip():
        await _take_words(topic, words, context, db, topics)
    else:
        await _show(topic, context, db, topics)


async def take_name(message: Message, context: RequestContext, db: Database, topics: CustomTopics) -> None:
    await _take_name(message.text or "", context, db, topics)


async def take_new_words(
    message: Message,
    question: WhichNewWords,
    context: RequestContext,
    db: Database,
    topics: CustomTopics,
) -> None:
    await _create(question.name, message.text or "", context, db, topics)


async def take_words(
    message: Message, question: WhichTopicWords, context: RequestContext, db: Database, topics: CustomTopics
) -> None:
    await _take_words(question.topic, message.text or "", context, db, topics)


async def take_first_name(
    message: Message,
    question: WhichFirstName,
    context: RequestContext,
    db: Database,
    topics: CustomTopics,
) -> None:
    """Take another language's name of a topic that is being made."""
    topic, language = question.name
    renamed = await topics.rename(topic, language, message.text or "")
    own = await topics.get(topic)
    if own and isinstance(renamed, TopicProblem):
        await context.answer(views.ask_name_in(own, language, context.say, _in_words(renamed, context)))
    else:
        await _ask_next_name(topic, language, context, db, topics)


async def take_new_name(
    message: Message,
    question: WhichNewName,
    context: RequestContext,
    db: Database,
    topics: CustomTopics,
) -> None:
    topic, language = question.name
    renamed = await topics.rename(topic, language, message.text or "")
    own = await topics.get(topic)
    if own and isinstance(renamed, TopicProblem):
        await context.answer(views.ask_new_name(own, language, context.say, _in_words(renamed, context)))
        return
    await close_question(db, context.person.id)
    await _show(topic, context, db, topics, context.say("own-topic-saved"))


async def listing(_: TelegramObject, context: RequestContext) -> None:
    await context.answer(views.listing(context.own_topics, context.say))


async def one(
    _: TelegramObject, press: OpenOwnTopic, context: RequestContext, db: Database, topics: CustomTopics
) -> None:
    await _show(press.topic, context, db, topics)


async def ask_name(_: TelegramObject, context: RequestContext, db: Database) -> None:
    await ask(db, context.person.id, WhichTopicName())
    await context.answer(views.ask_name(context.say, NAME_CHARACTERS))


async def ask_new_name(
    _: TelegramObject, press: AskTopicName, context: RequestContext, db: Database, topics: CustomTopics
) -> None:
    own = await topics.get(press.topic)
    if own is None:
        await _gone(context)
        return
    await ask(db, context.person.id, WhichNewName(TopicName(press.topic, press.language)))
    await context.answer(views.ask_new_name(own, press.language, context.say))


async def keep_name(
    _: TelegramObject,
    press: KeepTopicName,
    context: RequestContext,
    db: Database,
    topics: CustomTopics,
) -> None:
    await _ask_next_name(press.topic, press.language, context, db, topics)


async def ask_words(
    _: TelegramObject,
    press: AskTopicWords,
    context: RequestContext,
    db: Database,
    topics: CustomTopics,
) -> None:
    await _ask_words(press.topic, context, db, topics)


async def ask_drop(
    _: TelegramObject, press: AskDropTopic, context: RequestContext, db: Database, topics: CustomTopics
) -> None:
    own = await topics.get(press.topic)
    if own is None:
        await _gone(context)
    else:
        await context.answer(views.ask_drop(own, await _use(own, context, db), context.say))


async def drop(_: TelegramObject, press: DropTopic, context: RequestContext, topics: CustomTopics) -> None:
    own = await topics.get(press.topic)
    if own is None or not await topics.remove(press.topic):
        await _gone(context)
        return
    left = await topics.every_one()
    await context.answer(views.dropped(own.name(context.say.language), left, context.say))


async def _take_name(said: str, context: RequestContext, db: Database, topics: CustomTopics) -> None:
    """Take the name of a new topic and ask for its words."""
    name = await topics.name_for(said)
    if isinstance(name, TopicProblem):
        await _refuse_name(name, context, db)
        return
    await ask(db, context.person.id, WhichNewWords(name))
    await context.answer(views.ask_words(name, context.say, MAX_WORDS_OF_TOPIC))


async def _create(name: str, words: str, context: RequestContext, db: Database, topics: CustomTopics) -> None:
    """Make the topic and ask for its names in the other languages, one after another."""
    made = await topics.create(name, words, context.now)
    if isinstance(made, OwnTopic):
        await _ask_next_name(made.id, None, context, db, topics, said=context.say("own-topic-added"))
    elif made.kind.startswith("words"):
        kept = " ".join(name.split())
        await ask(db, context.person.id, WhichNewWords(kept))
        said = _in_words(made, context)
        await context.answer(views.ask_words(kept, context.say, MAX_WORDS_OF_TOPIC, said))
    else:
        await _refuse_name(made, context, db)


async def _refuse_name(problem: TopicProblem, context: RequestContext, db: Database) -> None:
    """Another name would help, unless there are as many topics as there may be."""
    said = _in_words(problem, context)
    if problem.kind == "many":
        await close_question(db, context.person.id)
        await context.answer(views.refused(said, context.say))
    else:
        await ask(db, context.person.id, WhichTopicName())
        await context.answer(views.ask_name(context.say, NAME_CHARACTERS, said))


async def _ask_next_name(
    topic: str,
    after: Language | None,
    context: RequestContext,
    db: Database,
    topics: CustomTopics,
    *,
    said: str | None = None,
) -> None:
    """Ask for the next language's name; when all have been asked for, show the topic."""
    own = await topics.get(topic)
    others = [language for language in INTERFACE_LANGUAGES if language != context.say.language]
    left = others[others.index(after) + 1 :] if after in others else others if after is None else []
    if own is None or not left:
        await close_question(db, context.person.id)
        await _show(topic, context, db, topics, said or context.say("own-topic-saved"))
    else:
        await ask(db, context.person.id, WhichFirstName(TopicName(topic, left[0])))
        await context.answer(views.ask_name_in(own, left[0], context.say, said))


async def _ask_words(
    topic: str, context: RequestContext, db: Database, topics: CustomTopics, said: str | None = None
) -> None:
    own = await topics.get(topic)
    if own is None:
        await close_question(db, context.person.id)
        await _gone(context)
        return
    await ask(db, context.person.id, WhichTopicWords(topic))
    await context.answer(views.ask_new_words(own, context.say, MAX_WORDS_OF_TOPIC, said))


async def _take_words(
    topic: str, words: str, context: RequestContext, db: Database, topics: CustomTopics
) -> None:
    changed = await topics.set_words(topic, words)
    if isinstance(changed, TopicProblem):
        await _ask_words(topic, context, db, topics, _in_words(changed, context))
        return
    await close_question(db, context.person.id)
    if isinstance(changed, TopicMissing):
        await _gone(context)
    else:
        await _show(topic, context, db, topics, context.say("own-topic-words-saved"))


async def _show(
    topic: str, context: RequestContext, db: Database, topics: CustomTopics, said: str | None = None
) -> None:
    own = await topics.get(topic)
    if own is None:
        await _gone(context)
    else:
        await context.answer(views.one(own, await _use(own, context, db), context.say, said=said))


async def _use(own: OwnTopic, context: RequestContext, db: Database) -> TopicUse:
    async with db.read() as reader:
        return await stored_topics.use(reader, own.id, context.now - RECLASSIFIED_FOR)


def _in_words(problem: TopicProblem, context: RequestContext) -> str:
    return context.say(f"own-topic-problem-{problem.kind}", word=problem.word, limit=problem.limit)


async def _gone(context: RequestContext) -> None:
    await context.answer(views.gone(context.own_topics, context.say))
