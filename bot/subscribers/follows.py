"""What readers follow. The words are kept in memory as one index and are looked up once for each article."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from digests.models.stories import Story
from digests.models.texts import Analysis, Text
from digests.models.wishes import FollowedWords
from digests.search.follow_index import (
    MAX_FOLLOWS,
    FollowIndex,
    FollowProblem,
    asked_for,
    read_followed,
    same_words,
)
from storage import follow_matches, follows, mutes, stories
from storage.database import Database, Transaction
from storage.follow_matches import MatchCandidate
from storage.follows import Follow

LOOK_BACK = timedelta(
    days=8
)  # articles no older than this are looked through for new words: a week's edition
MAX_CANDIDATE_FOLLOWS = 400

FollowMatches = Mapping[int, bool]
"""Numbers of words that an article has, each with whether it has excluded ones too."""


class FollowFinder:
    """The index of all followed words: read completely once, later only what was added."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._index = FollowIndex()
        self._reading = asyncio.Lock()
        self.newest = 0

    async def find(self, analyses: Sequence[Analysis]) -> list[FollowMatches]:
        """For each text, the numbers of the followed words that it contains."""
        await self._refresh()
        if not self.newest or not analyses:
            return [{} for _ in analyses]
        return await asyncio.to_thread(self._find, analyses)

    async def find_text(self, text: Text, topics: Sequence[str]) -> FollowMatches:
        """As `find`, for a stored text."""
        await self._refresh()
        return await asyncio.to_thread(self._index.find, text, topics) if self.newest else {}

    def _find(self, analyses: Sequence[Analysis]) -> list[FollowMatches]:
        return [self._index.find(_text_of(analysis), analysis.topics) for analysis in analyses]

    async def _refresh(self) -> None:
        async with self._reading:
            async with self._db.read() as db:
                newest = await follows.newest_words(db)
                new = await follows.words_after(db, self.newest) if newest > self.newest else []
            if new:
                await asyncio.to_thread(self._add, new)
            self.newest = newest

    def _add(self, new: Sequence[tuple[int, FollowedWords]]) -> None:
        for number, followed in new:
            self._index.add(number, followed)


async def follow(db: Database, destination_id: int, said: str, now: datetime) -> list[Follow] | FollowProblem:
    """Follow what was typed; returns each follow as it is kept now.

    Words that were followed with other exclusions get the new ones.
    """
    read = read_followed(said)
    if isinstance(read, FollowProblem):
        return read
    looked = [(followed, await look_back(db, followed, now)) for followed in read]
    async with db.transaction() as tx:
        kept = await follows.of_destination(tx, destination_id)
        if len(kept) + sum(_known(one, kept) is None for one in read) > MAX_FOLLOWS:
            return FollowProblem("many", limit=MAX_FOLLOWS)
        numbers = [await _follow(tx, destination_id, followed, found) for followed, found in looked]
        made = [await follows.get(tx, destination_id, number) for number in dict.fromkeys(numbers)]
    return [each for each in made if each is not None]


async def unfollow(db: Database, destination_id: int, said: str) -> list[Follow]:
    """Stop following what was typed, in any inflection; returns the follows that were removed."""
    read = read_followed(said)
    if isinstance(read, FollowProblem):
        return []
    async with db.transaction() as tx:
        kept = await follows.of_destination(tx, destination_id)
        gone = [each for each in kept if any(same_words(each.followed, one) for one in read)]
        for each in gone:
            await follows.remove(tx, each)
    return gone


async def remove(db: Database, destination_id: int, number: int) -> Follow | None:
    async with db.transaction() as tx:
        found = await follows.get(tx, destination_id, number)
        if found is not None:
            await follows.remove(tx, found)
    return found


async def set_alert(db: Database, destination_id: int, number: int, *, alert: bool) -> None:
    async with db.transaction() as tx:
        await follows.set_alert(tx, destination_id, number, alert)


async def set_surge(db: Database, destination_id: int, number: int, *, surge: bool) -> None:
    async with db.transaction() as tx:
        await follows.set_surge(tx, destination_id, number, surge)


async def caught(db: Database, follow: Follow, since: datetime) -> list[Story]:
    """The stories that the follow has brought since then, the newest first."""
    async with db.read() as reader:
        ids = await follow_matches.of_words(reader, follow.words_id, since=since, limit=MAX_CANDIDATE_FOLLOWS)
        return await stories.get_many(reader, ids)


async def _follow(
    tx: Transaction, destination_id: int, followed: FollowedWords, found: Mapping[int, FollowMatches] | None
) -> int:
    known = _known(followed, await follows.of_destination(tx, destination_id))
    if known and known.followed.excluded == followed.excluded:
        return known.number
    if known:
        await follows.remove(tx, known)
    words_id = await keep_words(tx, followed, found or {})
    number = await follows.add(
        tx,
        destination_id,
        words_id,
        followed.words,
        alert=bool(known and known.alert),
        surge=bool(known and known.surge),
    )
    await _end_mute(tx, destination_id, followed)
    return number


async def keep_words(tx: Transaction, words: FollowedWords, found: Mapping[int, FollowMatches]) -> int:
    """The number of these words; `found` are the matches among recent articles."""
    words_id = await follows.add_words(tx, words)
    for article_id, excluded in found.items():
        await follow_matches.add(tx, article_id, {words_id: excluded[0]})
    return words_id


async def _end_mute(tx: Transaction, destination_id: int, words: FollowedWords) -> None:
    """What is followed is not muted any more."""
    for mute in await mutes.of_destination(tx, destination_id):
        if mute.words_id is not None and same_words(mute.written, words):
            await mutes.remove(tx, destination_id, mute.number)


def _known(followed: FollowedWords, kept: Sequence[Follow]) -> Follow | None:
    return next((each for each in kept if same_words(each.followed, followed)), None)


async def look_back(db: Database, followed: FollowedWords, now: datetime) -> dict[int, FollowMatches]:
    """The recent articles that have these words; empty when the words are stored already."""
    async with db.read() as reader:
        if await follows.words_of(reader, followed) is not None:
            return {}
        since = now - LOOK_BACK
        near = await follow_matches.candidates(
            reader, asked_for(followed), since=since, limit=MAX_CANDIDATE_FOLLOWS
        )
    return await asyncio.to_thread(_check, followed, near) if near else {}


def _check(followed: FollowedWords, near: Sequence[MatchCandidate]) -> dict[int, FollowMatches]:
    """The matches by article; the words have no number yet, so they are 0."""
    index = FollowIndex()
    index.add(0, followed)
    found = ((each.article_id, index.find(each.text, each.topics)) for each in near)
    return {article_id: has for article_id, has in found if has}


def _text_of(analysis: Analysis) -> Text:
    reading = analysis.reading
    return Text(analysis.headline, reading.body, analysis.language, analysis.summary, analysis.names)
