"""What readers do not want to hear about: words, topics and single stories.

Muted words are kept and found together with followed ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.subscribers.follows import keep_words, look_back
from digests.models.wishes import FollowedWords, OwnTopic
from digests.search.follow_index import MAX_FOLLOWS, FollowProblem, MutedWords, read_muted, same_words
from storage import followed_stories, follows, mutes
from storage.database import Database, Transaction
from storage.mutes import Mute

MAX_STORIES = 20  # of one reader: the oldest makes room, for stories end by themselves


async def mute(
    db: Database, destination_id: int, said: str, own: Sequence[OwnTopic], now: datetime
) -> list[Mute] | FollowProblem:
    """Mute words or topics that were typed; returns each mute as it is kept now.

    Who followed the same words follows them no longer; words muted with other exclusions get the new ones.
    """
    read = read_muted(said, own)
    if isinstance(read, FollowProblem):
        return read
    looked = [(words, await look_back(db, words, now)) for words in read.words]
    async with db.transaction() as tx:
        if not _fits(read, await mutes.of_destination(tx, destination_id)):
            return FollowProblem("many", limit=MAX_FOLLOWS)
        numbers = [await mutes.add(tx, destination_id, topic=topic) for topic in read.topics]
        for words, found in looked:
            words_id = await keep_words(tx, words, found)
            numbers.append(await mutes.add(tx, destination_id, words_id=words_id, written=words.words))
            await _end_others(tx, destination_id, words, words_id)
        kept = await mutes.of_destination(tx, destination_id)
    return [each for each in kept if each.number in numbers]


async def unmute(db: Database, destination_id: int, said: str, own: Sequence[OwnTopic]) -> list[Mute]:
    """End the mutes of what was typed, in any inflection; returns those that were removed."""
    read = read_muted(said, own)
    if isinstance(read, FollowProblem):
        return []
    async with db.transaction() as tx:
        kept = await mutes.of_destination(tx, destination_id)
        gone = [each for each in kept if each.topic in read.topics or is_of(each, read.words)]
        for each in gone:
            await mutes.remove(tx, destination_id, each.number)
    return gone


async def remove(db: Database, destination_id: int, number: int) -> Mute | None:
    async with db.transaction() as tx:
        found = await mutes.get(tx, destination_id, number)
        if found is not None:
            await mutes.remove(tx, destination_id, number)
    return found


async def set_topic(db: Database, destination_id: int, topic: str, *, muted: bool) -> bool:
    """False when no more can be muted."""
    async with db.transaction() as tx:
        kept = await mutes.of_destination(tx, destination_id)
        if not muted:
            await mutes.remove_topics(tx, destination_id, {topic})
        elif not _fits(MutedWords((topic,)), kept):
            return False
        else:
            await mutes.add(tx, destination_id, topic=topic)
    return True


async def set_story(db: Database, destination_id: int, story_id: int, headline: str, *, muted: bool) -> None:
    async with db.transaction() as tx:
        kept = [each for each in await mutes.of_destination(tx, destination_id) if each.story_id is not None]
        gone = [each for each in kept if each.story_id == story_id]
        if muted:
            await followed_stories.leave_out(tx, destination_id, story_id)
        if muted and not gone:
            await mutes.add(tx, destination_id, story_id=story_id, written=headline)
            gone = kept[: max(0, len(kept) + 1 - MAX_STORIES)]
        elif muted:
            gone = []
        for each in gone:
            await mutes.remove(tx, destination_id, each.number)


def is_of(mute: Mute, words: Sequence[FollowedWords]) -> bool:
    """Whether the mute is about any of these words."""
    return mute.words_id is not None and any(same_words(mute.written, each) for each in words)


def _fits(new: MutedWords, kept: Sequence[Mute]) -> bool:
    known = [each for each in kept if each.topic in new.topics or is_of(each, new.words)]
    others = sum(each.story_id is None and each not in known for each in kept)
    return others + len(new.topics) + len(new.words) <= MAX_FOLLOWS


async def _end_others(tx: Transaction, destination_id: int, words: FollowedWords, words_id: int) -> None:
    """Ends the follow and other mutes of the same words."""
    for follow in await follows.of_destination(tx, destination_id):
        if same_words(follow.followed, words):
            await follows.remove(tx, follow)
    for mute in await mutes.of_destination(tx, destination_id):
        if mute.words_id != words_id and is_of(mute, [words]):
            await mutes.remove(tx, destination_id, mute.number)
