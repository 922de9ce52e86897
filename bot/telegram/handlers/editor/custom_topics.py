"""/topic_new, /topic_edit: the topics that editors define, typed or step by step."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.i18n import INTERFACE_LANGUAGES
from bot.intake.custom_topics import CustomTopics, TopicMissing
from bot.subscribers import readers
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, IsEditor, Pressed
from bot.telegram.shared.parsing import parse_topic
from bot.telegram.shared.replies import edit_or_send, reply
from bot.views.common.buttons import Action, Press
from bot.views.common.message import Message as View
from bot.views.editor import custom_topics as screens
from bot.views.editor.custom_topics import TopicCounts, TopicLimits
from digests.models import Language, OwnTopic
from digests.topics.custom import MAX_WORDS_OF_TOPIC, NAME_CHARACTERS, TopicProblem
from digests.topics.topic_names import topic_named
from storage.database import Database

_LANGUAGES: dict[str, Language] = {str(language): language for language in INTERFACE_LANGUAGES}

NAME, NEW_WORDS, WORDS = "topic-name", "topic-new-words", "topic-words"
FIRST_NAME, NEW_NAME = "topic-first-name", "topic-new-name"  # while it is made, and later
LIMITS = TopicLimits(NAME_CHARACTERS, MAX_WORDS_OF_TOPIC)


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
    """Take another language's name of a topic that is being made."""
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


class TopicEditing:
    def __init__(self, db: Database, topics: CustomTopics) -> None:
        self._db = db
        self._topics = topics

    async def listing(self, context: RequestContext) -> View:
        return screens.listing(await self._topics.every_one(), context.say)

    async def one(self, topic: str, context: RequestContext, said: str | None = None) -> View:
        own = await self._topics.get(topic)
        return (
            screens.one(own, await self._counted(own, context), context.say, said=said)
            if own
            else gone(context)
        )

    async def named(self, name: str, context: RequestContext) -> str | View:
        """The topic that an editor means, or that there is none."""
        topic = parse_topic(name, context.own_topics) or topic_named(name, context.own_topics) or ""
        if await self._topics.get(topic):
            return topic
        shown = name.strip()[:NAME_CHARACTERS]
        return screens.refused(context.say("own-topic-not-named", name=shown), context.say)

    async def ask_name(self, context: RequestContext) -> View:
        await self._ask(context, NAME)
        return screens.ask_name(context.say, LIMITS)

    async def take_name(self, said: str, context: RequestContext) -> View:
        """Take the name of a new topic and ask for its words."""
        name = await self._topics.name_for(said)
        if isinstance(name, TopicProblem):
            return await self._ask_name_again(name, context)
        await self._ask(context, f"{NEW_WORDS}:{name}")
        return screens.ask_words(name, context.say, LIMITS)

    async def create(self, name: str, words: str, context: RequestContext) -> View:
        """Make the topic and ask for its names in the other languages, one after another."""
        made = await self._topics.create(name, words, context.now)
        if isinstance(made, OwnTopic):
            return await self.next_name(made.id, None, context, context.say("own-topic-added"))
        if not made.kind.startswith("words"):
            return await self._ask_name_again(made, context)
        kept = " ".join(name.split())
        await self._ask(context, f"{NEW_WORDS}:{kept}")
        return screens.ask_words(kept, context.say, LIMITS, problem_in_words(made, context))

    async def next_name(
        self, topic: str, after: Language | None, context: RequestContext, said: str | None = None
    ) -> View:
        """The question for the next language's name, or the topic when all have been asked for."""
        own = await self._topics.get(topic)
        others = [language for language in INTERFACE_LANGUAGES if language != context.say.language]
        left = others[others.index(after) + 1 :] if after in others else others if after is None else []
        if own is None or not left:
            await self._ask(context, None)
            return await self.one(topic, context, said or context.say("own-topic-saved"))
        await self._ask(context, f"{FIRST_NAME}:{topic}.{left[0]}")
        return screens.ask_name_in(own, left[0], context.say, said)

    async def take_first_name(
        self, topic: str, language: Language, said: str, context: RequestContext
    ) -> View:
        renamed = await self._topics.rename(topic, language, said)
        own = await self._topics.get(topic)
        if own and isinstance(renamed, TopicProblem):
            return screens.ask_name_in(own, language, context.say, problem_in_words(renamed, context))
        return await self.next_name(topic, language, context)

    async def ask_new_name(self, topic: str, language: Language, context: RequestContext) -> View:
        own = await self._topics.get(topic)
        await self._ask(context, f"{NEW_NAME}:{topic}.{language}" if own else None)
        return screens.ask_new_name(own, language, context.say) if own else gone(context)

    async def take_new_name(self, topic: str, language: Language, said: str, context: RequestContext) -> View:
        renamed = await self._topics.rename(topic, language, said)
        own = await self._topics.get(topic)
        if own and isinstance(renamed, TopicProblem):
            return screens.ask_new_name(own, language, context.say, problem_in_words(renamed, context))
        await self._ask(context, None)
        return await self.one(topic, context, context.say("own-topic-saved"))

    async def ask_new_words(
        self, topic: str, context: RequestContext, problem: TopicProblem | None = None
    ) -> View:
        own = await self._topics.get(topic)
        await self._ask(context, f"{WORDS}:{topic}" if own else None)
        said = problem_in_words(problem, context) if problem else None
        return screens.ask_new_words(own, context.say, LIMITS, said) if own else gone(context)

    async def take_words(self, topic: str, words: str, context: RequestContext) -> View:
        changed = await self._topics.set_words(topic, words)
        if isinstance(changed, TopicProblem):
            return await self.ask_new_words(topic, context, changed)
        await self._ask(context, None)
        if isinstance(changed, TopicMissing):
            return gone(context)
        return await self.one(topic, context, context.say("own-topic-words-saved"))

    async def ask_drop(self, topic: str, context: RequestContext) -> View:
        own = await self._topics.get(topic)
        return screens.ask_drop(own, await self._counted(own, context), context.say) if own else gone(context)

    async def drop(self, topic: str, context: RequestContext) -> View:
        own = await self._topics.get(topic)
        if own is None or not await self._topics.remove(topic):
            return gone(context)
        return screens.dropped(own.name(context.say.language), await self._topics.every_one(), context.say)

    async def _ask_name_again(self, problem: TopicProblem, context: RequestContext) -> View:
        said = problem_in_words(problem, context)
        await self._ask(context, None if problem.kind == "many" else NAME)
        if problem.kind == "many":
            return screens.refused(said, context.say)
        return screens.ask_name(context.say, LIMITS, said)

    async def _ask(self, context: RequestContext, question: str | None) -> None:
        await readers.set_pending_question(self._db, context.person.id, question)

    async def _counted(self, own: OwnTopic, context: RequestContext) -> TopicCounts:
        use = await self._topics.use(own.id, context.now)
        return TopicCounts(use.subscribers, use.alone, use.articles)


def problem_in_words(problem: TopicProblem, context: RequestContext) -> str:
    return context.say(f"own-topic-problem-{problem.kind}", word=problem.word, limit=problem.limit)


def gone(context: RequestContext) -> View:
    return screens.gone(context.own_topics, context.say)
