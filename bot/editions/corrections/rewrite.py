"""What messages of editions become after corrections, told once for all that become the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.answers.digest import preferences_of
from bot.editions.posts import posts_of
from bot.i18n import speak
from bot.views.common.context import RenderContext
from bot.views.common.message import Message, load_buttons
from bot.views.reader import corrected
from bot.views.reader.corrected import StoryChange
from digests.composing.compose import SHAPES, summarise_story, visible_to
from digests.models import DigestItem, Language, ReadingPreferences, Story
from storage import correction_runs, destinations, edition_contents, edition_messages, message_texts, stories
from storage.correction_runs import ChangedStory
from storage.database import Reader
from storage.destinations import ChatKind, Destination
from storage.edition_contents import EditionStory
from storage.edition_messages import DeliveredMessage

_NOTHING: frozenset[int] = frozenset()
CLOCK_OVERLAP = timedelta(minutes=10)  # an edition that was composed before a correction is stored no later


@dataclass(frozen=True, slots=True)
class MessageVariant:
    """Equal for messages that become the same. `told`: changed stories, each with what was known of it."""

    waits: bool
    message_id: int
    issue_id: int
    language: Language
    wish: ReadingPreferences
    kind: ChatKind
    told: tuple[tuple[int, frozenset[int]], ...]


@dataclass(frozen=True, slots=True)
class EditionBatch:
    """Messages of some editions with all that is needed to tell their changed stories anew."""

    rows: list[DeliveredMessage]
    touched: dict[int, ChangedStory]
    issues: dict[int, tuple[EditionStory, ...]]
    known: dict[tuple[int, int], frozenset[int]]
    stories: dict[int, Story]
    destinations: dict[int, Destination]
    texts: dict[int, Message]

    def case(self, row: DeliveredMessage) -> MessageVariant:
        posts = posts_of(self.destinations[row.destination_id])
        post = posts[min(row.part, len(posts) - 1)]
        told = tuple(
            (story.story_id, self.known.get((row.edition_id, story.story_id), _NOTHING))
            for story in self.issues[row.issue_id]
            if story.shown and self._may_be_old(story.story_id, row)
        )
        wish = replace(preferences_of(post), topics=frozenset())
        waits = row.state != "sent"
        return MessageVariant(waits, row.message_id, row.issue_id, post.language, wish, post.kind, told)

    def withdrawn(self, case: MessageVariant) -> frozenset[int]:
        """The changed stories of which no article is left."""
        return frozenset(
            story_id for story_id, known in case.told if self._item(case, story_id, known) is None
        )

    def left(self, case: MessageVariant) -> list[EditionStory]:
        """What a message that has not gone tells after all: of what was retracted nothing."""
        gone = self.withdrawn(case)
        return [self._left_of(story) for story in self.issues[case.issue_id] if story.story_id not in gone]

    def retold(self, case: MessageVariant, bot_username: str, now: datetime) -> Message | None:
        """The message as it becomes; None when one that still waits has nothing left to tell."""
        look = RenderContext(speak(case.language), now, "UTC", bot_username, case.kind)
        changes = [
            StoryChange(
                self.touched[story_id].story_ids,
                self._item(case, story_id, known),
                len(self._had(case, story_id, known)),
            )
            for story_id, known in case.told
        ]
        becomes = corrected.before_delivery if case.waits else corrected.after_delivery
        return becomes(self.texts[case.message_id], changes, look) if changes else self.texts[case.message_id]

    def _may_be_old(self, story_id: int, row: DeliveredMessage) -> bool:
        touched = self.touched.get(story_id)
        return touched is not None and touched.created >= row.created - CLOCK_OVERLAP

    def _had(self, case: MessageVariant, story_id: int, known: frozenset[int]) -> frozenset[int]:
        """The articles of the story then: what was told of it and what was known before."""
        told = next(story for story in self.issues[case.issue_id] if story.story_id == story_id)
        return known.union(told.articles)

    def _left_of(self, told: EditionStory) -> EditionStory:
        story = self.stories.get(told.story_id)
        if story is None:
            return told
        live = {article.id for article in story.articles}
        return replace(told, articles=tuple(number for number in told.articles if number in live))

    def _item(self, case: MessageVariant, story_id: int, known: frozenset[int]) -> DigestItem | None:
        """As it was told then: of an update what is new, or all when its text tells nothing new any more."""
        story, had = self.stories.get(story_id), self._had(case, story_id, known)
        then = Story(story_id, tuple(a for a in story.articles if a.id in had)) if story else None
        if then is None or all(article.id in known for article in then.articles):
            return None
        seen, languages = visible_to(then, case.wish) or then, case.wish.languages
        limit = SHAPES[case.wish.length].sentences
        return summarise_story(seen, languages, known=known, limit=limit) or summarise_story(
            seen, languages, limit=limit
        )


async def read_batch(
    db: Reader, *, revision_id: int, lower: int, upper: int, since: datetime
) -> EditionBatch:
    """The editions from `lower` to below `upper`, and the stories changed up to this revision."""
    touched: dict[int, ChangedStory] = {}
    for each in await correction_runs.changed_stories(db, since=since, newest=revision_id):
        touched[each.story_id] = each  # the newest of a story counts
    ids = sorted(touched)
    rows = await edition_messages.messages_that_told(db, ids, lower=lower, upper=upper, since=since)
    told = await edition_contents.stories_of(db, sorted({row.issue_id for row in rows}))
    texts = await message_texts.get_many(db, sorted({row.message_id for row in rows}))
    return EditionBatch(
        rows=rows,
        touched=touched,
        issues=told,
        known=await edition_messages.told_before(db, [row.edition_id for row in rows], ids),
        stories={story.id: story for story in await stories.get_many(db, ids)} if rows else {},
        destinations=await destinations.get_many(db, sorted({row.destination_id for row in rows})),
        texts={number: Message(body, load_buttons(dumped)) for number, (body, dumped) in texts.items()},
    )
