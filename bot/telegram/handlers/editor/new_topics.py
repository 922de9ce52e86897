"""/topic_new: an editor defines a topic, in one line or step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message, TelegramObject

from bot.i18n import INTERFACE_LANGUAGES
from bot.intake.custom_topics import CustomTopics
from bot.telegram.handlers.editor.custom_topics import (
    TopicName,
    WrittenTopicName,
    done,
    own_topic,
    problem_in_words,
    show,
)
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, IsEditor, Pressed
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.common.codec import Form
from bot.views.editor import custom_topics as views
from bot.views.editor.buttons import AskNewTopic, KeepTopicName
from digests.models.texts import Language
from digests.models.wishes import OwnTopic
from digests.topics.custom import MAX_WORDS_OF_TOPIC, NAME_CHARACTERS, TopicProblem
from storage.database import Database


@QUESTIONS.named("topic-name")
@dataclass(frozen=True, slots=True)
class WhichTopicName(Question):
    """The name of a topic to be made."""


@QUESTIONS.named("topic-new-words")
@dataclass(frozen=True, slots=True)
class WhichNewWords(Question):
    """The words of the topic to be made under this name."""

    name: Annotated[str, Form(r"[^:]+", str)]


@QUESTIONS.named("topic-first-name")
@dataclass(frozen=True, slots=True)
class WhichFirstName(Question):
    """The name in another language while the topic is being made; the next language comes after it."""

    name: WrittenTopicName


def register(router: Router) -> None:
    editor = IsEditor()
    router.message.register(new, Command("topic_new", ignore_case=True), IN_PRIVATE, editor)
    for question, answered in (
        (WhichTopicName, take_name),
        (WhichNewWords, take_new_words),
        (WhichFirstName, take_first_name),
    ):
        router.message.register(answered, IN_PRIVATE, ~F.forward_origin, editor, AwaitingAnswer(question))
    router.callback_query.register(ask_name, Pressed(AskNewTopic), PRESSED_IN_PRIVATE, editor)
    router.callback_query.register(keep_name, Pressed(KeepTopicName), PRESSED_IN_PRIVATE, editor)


async def new(
    message: Message, command: CommandObject, context: RequestContext, db: Database, topics: CustomTopics
) -> None:
    """`/topic_new Мосты: мост, переправа`; whatever is missing is asked for."""
    name, _, words = (command.args or "").partition(":")
    if words.strip():
        await _create(name, words, context, db, topics)
    elif name.strip():
        await _take_name(name, context, db, topics)
    else:
        await ask_name(message, context, db)


async def take_name(message: Message, context: RequestContext, db: Database, topics: CustomTopics) -> None:
    await _take_name(message.text or "", context, db, topics)


async def take_new_words(
    message: Message, question: WhichNewWords, context: RequestContext, db: Database, topics: CustomTopics
) -> None:
    await _create(question.name, message.text or "", context, db, topics)


async def take_first_name(
    message: Message, question: WhichFirstName, context: RequestContext, db: Database, topics: CustomTopics
) -> None:
    """Take another language's name of a topic that is being made."""
    topic, language = question.name
    renamed, own = (
        await topics.rename(topic, language, message.text or "", context.by),
        own_topic(topic, context),
    )
    if own and isinstance(renamed, TopicProblem):
        said = problem_in_words(renamed, context)
        await context.answer(views.ask_name_in(own, language, context.say, said))
    else:
        await _ask_next_name(done(renamed), language, context, db)


async def ask_name(_: TelegramObject, context: RequestContext, db: Database) -> None:
    await ask(db, context.person.id, WhichTopicName())
    await context.answer(views.ask_name(context.say, NAME_CHARACTERS))


async def keep_name(_: TelegramObject, press: KeepTopicName, context: RequestContext, db: Database) -> None:
    await _ask_next_name(own_topic(press.topic, context), press.language, context, db)


async def _take_name(said: str, context: RequestContext, db: Database, topics: CustomTopics) -> None:
    """Take the name of a new topic and ask for its words."""
    name = await topics.name_for(said)
    if isinstance(name, TopicProblem):
        await _refuse_name(name, context, db)
        return
    await ask(db, context.person.id, WhichNewWords(name))
    await context.answer(views.ask_words(name, context.say, MAX_WORDS_OF_TOPIC))


async def _create(name: str, words: str, context: RequestContext, db: Database, topics: CustomTopics) -> None:
    """Make the topic, then ask for its names in the other languages, one after another."""
    made = await topics.create(name, words, context.now, context.by)
    if isinstance(made, OwnTopic):
        await _ask_next_name(made, None, context, db, context.say("own-topic-added"))
    elif made.kind.startswith("words"):
        kept, said = " ".join(name.split()), problem_in_words(made, context)
        await ask(db, context.person.id, WhichNewWords(kept))
        await context.answer(views.ask_words(kept, context.say, MAX_WORDS_OF_TOPIC, said))
    else:
        await _refuse_name(made, context, db)


async def _refuse_name(problem: TopicProblem, context: RequestContext, db: Database) -> None:
    """Another name is asked for, unless there are as many topics as are allowed."""
    said = problem_in_words(problem, context)
    if problem.kind == "many":
        await close_question(db, context.person.id)
        await context.answer(views.refused(said, context.say))
    else:
        await ask(db, context.person.id, WhichTopicName())
        await context.answer(views.ask_name(context.say, NAME_CHARACTERS, said))


async def _ask_next_name(
    own: OwnTopic | None, after: Language | None, context: RequestContext, db: Database, said: str = ""
) -> None:
    """Ask for the name in the next language; after the last one, show the topic."""
    others = [language for language in INTERFACE_LANGUAGES if language != context.say.language]
    left = others[others.index(after) + 1 :] if after in others else others if after is None else []
    if own is None or not left:
        await close_question(db, context.person.id)
        await show(own, context, db, said or context.say("own-topic-saved"))
    else:
        await ask(db, context.person.id, WhichFirstName(TopicName(own.id, left[0])))
        await context.answer(views.ask_name_in(own, left[0], context.say, said or None))
