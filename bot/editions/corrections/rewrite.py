"""What messages of editions become after a correction, written once for all that become the same."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.answers.digest import texts_of
from bot.views.common.kept_digest import KeptDigest, dump_kept, keep, load_kept
from bot.views.common.message import dump_buttons
from bot.views.reader.corrected import corrected_message
from digests.composing.rebuild import ArticleText, name_withdrawn, rebuild
from storage import articles, edition_contents, edition_messages, message_texts
from storage.correction_runs import CorrectionRun
from storage.database import Reader
from storage.edition_contents import EditionStory
from storage.edition_messages import DeliveredMessage


@dataclass(frozen=True, slots=True)
class MessageVariant:
    """Equal for messages that become the same. `read`: they have arrived.

    `breaking`: they told one story at once; if it is withdrawn, they name it.
    """

    message_id: int
    read: bool
    breaking: bool


@dataclass(frozen=True, slots=True)
class RewrittenMessage:
    """A message as the table `messages` keeps it."""

    text: str
    buttons: str
    contents: str


@dataclass(frozen=True, slots=True)
class EditionBatch:
    """Messages of some editions that tell the revised article, with all that they are rewritten from.

    `issues` are the stories of editions by the number of their contents, `kept` the digests and `texts` the
    articles from which messages were made, `live` the articles that readers see.
    """

    rows: list[DeliveredMessage]
    issues: dict[int, tuple[EditionStory, ...]]
    kept: dict[int, KeptDigest]
    texts: Mapping[int, ArticleText]
    live: frozenset[int]
    headlines: Mapping[int, str]  # of what was told at once

    def variant(self, row: DeliveredMessage) -> MessageVariant:
        return MessageVariant(row.message_id, row.state == "sent", row.breaking)

    def is_told_otherwise(self, row: DeliveredMessage) -> bool:
        """Whether a message that was read was worded by other code, or kept no contents.

        Then today's code might change more of it than what was corrected.
        """
        kept = self.kept.get(row.message_id)
        return kept is None or not kept.is_current

    def left(self, row: DeliveredMessage) -> list[EditionStory]:
        """What a message that was not sent still tells: nothing of what was retracted."""
        told = (
            replace(story, articles=tuple(number for number in story.articles if number in self.live))
            for story in self.issues[row.issue_id]
        )
        return [story for story in told if story.articles]

    def rewritten(self, variant: MessageVariant, bot_username: str) -> RewrittenMessage | None:
        """The message as it becomes; None when it cannot be written again, or waits and has nothing left to
        tell.
        """
        kept = self.kept.get(variant.message_id)
        if kept is None:
            return None
        rebuilt = rebuild(kept.chosen, self.texts, read=variant.read)
        if not (rebuilt.digest.main or rebuilt.digest.brief):
            return None
        look = kept.context(bot_username)
        named = variant.read and variant.breaking
        digest = name_withdrawn(rebuilt.digest, kept.chosen, self.headlines) if named else rebuilt.digest
        message = corrected_message(digest, look)
        # what was read is made again from what was chosen first, so that a story can come back
        chosen = kept if variant.read else keep(rebuilt.chosen, look)
        return RewrittenMessage(message.text, dump_buttons(message.buttons), dump_kept(chosen))


async def read_batch(
    db: Reader, run: CorrectionRun, *, lower: int, upper: int, since: datetime
) -> EditionBatch:
    """The editions from `lower` to below `upper` that may tell the revised article as it was."""
    story_id = await articles.story_of(db, run.article_id)
    found = await edition_messages.messages_that_told(db, story_id, lower=lower, upper=upper, since=since)
    issues = await edition_contents.stories_of(db, sorted({row.issue_id for row in found}))
    contents = await message_texts.contents_of(db, sorted({row.message_id for row in found}))
    kept = await asyncio.to_thread(_load, contents)  # of hundreds of digests
    rows = [row for row in found if _tells(row, run, issues[row.issue_id], kept.get(row.message_id))]
    told = [story for row in rows for story in issues[row.issue_id]]
    alerts = [kept[row.message_id].chosen for row in rows if row.breaking and row.message_id in kept]
    return EditionBatch(
        rows=rows,
        issues=issues,
        kept=kept,
        texts=await texts_of(db, [kept[row.message_id].chosen for row in rows if row.message_id in kept]),
        live=await articles.live(db, sorted({number for story in told for number in story.articles})),
        headlines=await articles.headlines(db, [story.headline for each in alerts for story in each.main]),
    )


def _load(contents: Mapping[int, str]) -> dict[int, KeptDigest]:
    return {number: load_kept(text) for number, text in contents.items()}


def _tells(
    row: DeliveredMessage, run: CorrectionRun, told: Sequence[EditionStory], kept: KeptDigest | None
) -> bool:
    """Whether a message tells the revised article as it was.

    A message that cannot be written again in the same words is left alone if it was made after the revision.
    """
    if (kept is None or not kept.is_current) and row.created > run.created:
        return False
    if kept is not None:
        chosen = kept.chosen
        named = chosen.main + chosen.brief if row.state == "sent" else chosen.items
        chosen_stories = (story for item in named for story in item.stories)
        return any(run.article_id == number for story in chosen_stories for number, _ in story.articles)
    return any(run.article_id in story.articles for story in told if story.shown)
