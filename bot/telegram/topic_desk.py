"""The editors' own topics: what was typed or pressed becomes a change, and the screen that follows it."""

from __future__ import annotations

from bot.i18n import INTERFACE_LANGUAGES
from bot.services import readers
from bot.services.own_topics import CustomTopics, TopicMissing
from bot.telegram.typed import parse_topic
from bot.telegram.visit import RequestContext
from bot.views import own_topics as screens
from bot.views.message import Message
from bot.views.own_topics import TopicCounts, TopicLimits
from digests.models import Language, OwnTopic
from digests.own_topics import MAX_WORDS_OF_TOPIC, NAME_CHARACTERS, TopicProblem
from digests.subjects import topic_named
from storage.database import Database

NAME, NEW_WORDS, WORDS = "topic-name", "topic-new-words", "topic-words"
FIRST_NAME, NEW_NAME = "topic-first-name", "topic-new-name"  # while it is made, and later
LIMITS = TopicLimits(NAME_CHARACTERS, MAX_WORDS_OF_TOPIC)


class TopicEditing:
    def __init__(self, db: Database, topics: CustomTopics) -> None:
        self._db = db
        self._topics = topics

    async def listing(self, context: RequestContext) -> Message:
        return screens.listing(await self._topics.every_one(), context.say)

    async def one(self, topic: str, context: RequestContext, said: str | None = None) -> Message:
        own = await self._topics.get(topic)
        return (
            screens.one(own, await self._counted(own, context), context.say, said=said)
            if own
            else gone(context)
        )

    async def named(self, name: str, context: RequestContext) -> str | Message:
        """The topic that an editor means, or that there is none."""
        topic = parse_topic(name, context.own_topics) or topic_named(name, context.own_topics) or ""
        if await self._topics.get(topic):
            return topic
        shown = name.strip()[:NAME_CHARACTERS]
        return screens.refused(context.say("own-topic-not-named", name=shown), context.say)

    async def ask_name(self, context: RequestContext) -> Message:
        await self._ask(context, NAME)
        return screens.ask_name(context.say, LIMITS)

    async def take_name(self, said: str, context: RequestContext) -> Message:
        """Of a new topic; its words are asked for next."""
        name = await self._topics.name_for(said)
        if isinstance(name, TopicProblem):
            return await self._ask_name_again(name, context)
        await self._ask(context, f"{NEW_WORDS}:{name}")
        return screens.ask_words(name, context.say, LIMITS)

    async def create(self, name: str, words: str, context: RequestContext) -> Message:
        """Its names in the other languages are asked for next, one after another."""
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
    ) -> Message:
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
    ) -> Message:
        renamed = await self._topics.rename(topic, language, said)
        own = await self._topics.get(topic)
        if own and isinstance(renamed, TopicProblem):
            return screens.ask_name_in(own, language, context.say, problem_in_words(renamed, context))
        return await self.next_name(topic, language, context)

    async def ask_new_name(self, topic: str, language: Language, context: RequestContext) -> Message:
        own = await self._topics.get(topic)
        await self._ask(context, f"{NEW_NAME}:{topic}.{language}" if own else None)
        return screens.ask_new_name(own, language, context.say) if own else gone(context)

    async def take_new_name(
        self, topic: str, language: Language, said: str, context: RequestContext
    ) -> Message:
        renamed = await self._topics.rename(topic, language, said)
        own = await self._topics.get(topic)
        if own and isinstance(renamed, TopicProblem):
            return screens.ask_new_name(own, language, context.say, problem_in_words(renamed, context))
        await self._ask(context, None)
        return await self.one(topic, context, context.say("own-topic-saved"))

    async def ask_new_words(
        self, topic: str, context: RequestContext, problem: TopicProblem | None = None
    ) -> Message:
        own = await self._topics.get(topic)
        await self._ask(context, f"{WORDS}:{topic}" if own else None)
        said = problem_in_words(problem, context) if problem else None
        return screens.ask_new_words(own, context.say, LIMITS, said) if own else gone(context)

    async def take_words(self, topic: str, words: str, context: RequestContext) -> Message:
        changed = await self._topics.set_words(topic, words)
        if isinstance(changed, TopicProblem):
            return await self.ask_new_words(topic, context, changed)
        await self._ask(context, None)
        if isinstance(changed, TopicMissing):
            return gone(context)
        return await self.one(topic, context, context.say("own-topic-words-saved"))

    async def ask_drop(self, topic: str, context: RequestContext) -> Message:
        own = await self._topics.get(topic)
        return screens.ask_drop(own, await self._counted(own, context), context.say) if own else gone(context)

    async def drop(self, topic: str, context: RequestContext) -> Message:
        own = await self._topics.get(topic)
        if own is None or not await self._topics.remove(topic):
            return gone(context)
        return screens.dropped(own.name(context.say.language), await self._topics.every_one(), context.say)

    async def _ask_name_again(self, problem: TopicProblem, context: RequestContext) -> Message:
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


def gone(context: RequestContext) -> Message:
    return screens.gone(context.own_topics, context.say)
