"""The editors' own topics: what was typed or pressed becomes a change, and the screen that follows it."""

from __future__ import annotations

from bot.i18n import INTERFACE_LANGUAGES
from bot.services import readers
from bot.services.own_topics import Missing, OwnTopics
from bot.telegram.typed import parse_topic
from bot.telegram.visit import Visit
from bot.views import own_topics as screens
from bot.views.message import Message
from bot.views.own_topics import Counted, Limits
from digests.models import Language, OwnTopic
from digests.own_topics import MOST_WORDS, NAME_CHARACTERS, Problem
from digests.subjects import topic_named
from storage.database import Database

NAME, NEW_WORDS, WORDS = "topic-name", "topic-new-words", "topic-words"
FIRST_NAME, NEW_NAME = "topic-first-name", "topic-new-name"  # while it is made, and later
LIMITS = Limits(NAME_CHARACTERS, MOST_WORDS)


class TopicDesk:
    def __init__(self, db: Database, topics: OwnTopics) -> None:
        self._db = db
        self._topics = topics

    async def listing(self, visit: Visit) -> Message:
        return screens.listing(await self._topics.every_one(), visit.say)

    async def one(self, topic: str, visit: Visit, said: str | None = None) -> Message:
        own = await self._topics.get(topic)
        return screens.one(own, await self._counted(own, visit), visit.say, said=said) if own else gone(visit)

    async def named(self, name: str, visit: Visit) -> str | Message:
        """The topic that an editor means, or that there is none."""
        topic = parse_topic(name, visit.own_topics) or topic_named(name, visit.own_topics) or ""
        if await self._topics.get(topic):
            return topic
        shown = name.strip()[:NAME_CHARACTERS]
        return screens.refused(visit.say("own-topic-not-named", name=shown), visit.say)

    async def ask_name(self, visit: Visit) -> Message:
        await self._ask(visit, NAME)
        return screens.ask_name(visit.say, LIMITS)

    async def take_name(self, said: str, visit: Visit) -> Message:
        """Of a new topic; its words are asked for next."""
        name = await self._topics.name_for(said)
        if isinstance(name, Problem):
            return await self._ask_name_again(name, visit)
        await self._ask(visit, f"{NEW_WORDS}:{name}")
        return screens.ask_words(name, visit.say, LIMITS)

    async def create(self, name: str, words: str, visit: Visit) -> Message:
        """Its names in the other languages are asked for next, one after another."""
        made = await self._topics.create(name, words, visit.now)
        if isinstance(made, OwnTopic):
            return await self.next_name(made.id, None, visit, visit.say("own-topic-added"))
        if not made.kind.startswith("words"):
            return await self._ask_name_again(made, visit)
        kept = " ".join(name.split())
        await self._ask(visit, f"{NEW_WORDS}:{kept}")
        return screens.ask_words(kept, visit.say, LIMITS, problem_in_words(made, visit))

    async def next_name(
        self, topic: str, after: Language | None, visit: Visit, said: str | None = None
    ) -> Message:
        """The question for the next language's name, or the topic when all have been asked for."""
        own = await self._topics.get(topic)
        others = [language for language in INTERFACE_LANGUAGES if language != visit.say.language]
        left = others[others.index(after) + 1 :] if after in others else others if after is None else []
        if own is None or not left:
            await self._ask(visit, None)
            return await self.one(topic, visit, said or visit.say("own-topic-saved"))
        await self._ask(visit, f"{FIRST_NAME}:{topic}.{left[0]}")
        return screens.ask_name_in(own, left[0], visit.say, said)

    async def take_first_name(self, topic: str, language: Language, said: str, visit: Visit) -> Message:
        renamed = await self._topics.rename(topic, language, said)
        own = await self._topics.get(topic)
        if own and isinstance(renamed, Problem):
            return screens.ask_name_in(own, language, visit.say, problem_in_words(renamed, visit))
        return await self.next_name(topic, language, visit)

    async def ask_new_name(self, topic: str, language: Language, visit: Visit) -> Message:
        own = await self._topics.get(topic)
        await self._ask(visit, f"{NEW_NAME}:{topic}.{language}" if own else None)
        return screens.ask_new_name(own, language, visit.say) if own else gone(visit)

    async def take_new_name(self, topic: str, language: Language, said: str, visit: Visit) -> Message:
        renamed = await self._topics.rename(topic, language, said)
        own = await self._topics.get(topic)
        if own and isinstance(renamed, Problem):
            return screens.ask_new_name(own, language, visit.say, problem_in_words(renamed, visit))
        await self._ask(visit, None)
        return await self.one(topic, visit, visit.say("own-topic-saved"))

    async def ask_new_words(self, topic: str, visit: Visit, problem: Problem | None = None) -> Message:
        own = await self._topics.get(topic)
        await self._ask(visit, f"{WORDS}:{topic}" if own else None)
        said = problem_in_words(problem, visit) if problem else None
        return screens.ask_new_words(own, visit.say, LIMITS, said) if own else gone(visit)

    async def take_words(self, topic: str, words: str, visit: Visit) -> Message:
        changed = await self._topics.set_words(topic, words)
        if isinstance(changed, Problem):
            return await self.ask_new_words(topic, visit, changed)
        await self._ask(visit, None)
        if isinstance(changed, Missing):
            return gone(visit)
        return await self.one(topic, visit, visit.say("own-topic-words-saved"))

    async def ask_drop(self, topic: str, visit: Visit) -> Message:
        own = await self._topics.get(topic)
        return screens.ask_drop(own, await self._counted(own, visit), visit.say) if own else gone(visit)

    async def drop(self, topic: str, visit: Visit) -> Message:
        own = await self._topics.get(topic)
        if own is None or not await self._topics.remove(topic):
            return gone(visit)
        return screens.dropped(own.name(visit.say.language), await self._topics.every_one(), visit.say)

    async def _ask_name_again(self, problem: Problem, visit: Visit) -> Message:
        said = problem_in_words(problem, visit)
        await self._ask(visit, None if problem.kind == "many" else NAME)
        if problem.kind == "many":
            return screens.refused(said, visit.say)
        return screens.ask_name(visit.say, LIMITS, said)

    async def _ask(self, visit: Visit, question: str | None) -> None:
        await readers.ask(self._db, visit.person.id, question)

    async def _counted(self, own: OwnTopic, visit: Visit) -> Counted:
        use = await self._topics.use(own.id, visit.now)
        return Counted(use.subscribers, use.alone, use.articles)


def problem_in_words(problem: Problem, visit: Visit) -> str:
    return visit.say(f"own-topic-problem-{problem.kind}", word=problem.word, limit=problem.limit)


def gone(visit: Visit) -> Message:
    return screens.gone(visit.own_topics, visit.say)
