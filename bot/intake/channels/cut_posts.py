"""Makes one text of a channel's post that Telegram brings as an album or cut into several messages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.intake.pastes import MAX_GAP, is_long, joined
from bot.views.common.html import MAX_UNITS, units
from digests.models.texts import RawText
from storage import channel_sources
from storage.channel_sources import TakenPost
from storage.database import Reader

MAX_TRIMMED_UNITS = 16  # units of white space that an app may leave out where it cuts


@dataclass(frozen=True, slots=True)
class ChannelPost:
    """A message of a channel as it was at the time `made`, when it was last changed; `sent` is when it first
    came.

    `album` is the album to which it belongs. `cut`: it may be a part of a text that Telegram's apps have cut.
    """

    chat_id: int
    message_id: int
    album: str | None
    raw: RawText
    sent: datetime
    made: datetime
    cut: bool

    @property
    def key(self) -> str:
        """What a post is known by: the same for all messages of an album."""
        return f"album {self.album}" if self.album else str(self.message_id)

    def follows(self, taken: TakenPost) -> bool:
        """Whether the post has this message's text now: it is a later version, or the longer caption of an
        album.

        After a crash posts may come again, also those that were edited meanwhile.
        """
        if taken.message_id in (0, self.message_id):
            return self.made >= taken.made
        return len(self.raw.text) > taken.characters

    def taken(self, article_id: int, begun: int) -> TakenPost:
        text = self.raw.text
        part = text if begun else ""
        return TakenPost(article_id, self.message_id, self.made, len(text), begun, part)


@dataclass(frozen=True, slots=True)
class WholePost:
    """The whole text to which a post belongs; `article_id` is the article that it is so far, None without
    one.

    `begun` is the number of the message that begins it, 0 for a text that was not cut.
    """

    raw: RawText
    article_id: int | None
    begun: int


async def whole(db: Reader, post: ChannelPost, known: TakenPost | None) -> WholePost:
    """The whole text to which the post belongs; `known` is what the post became before, if it did."""
    begun = known.begun if known else await _begun(db, post)
    parts = await _parts(db, post, begun)
    first = next(iter(parts.values()), known)
    texts = {number: taken.part for number, taken in parts.items()} | {post.message_id: post.raw.text}
    text = joined([texts[number] for number in sorted(texts)])
    return WholePost(replace(post.raw, text=text), first.article_id if first else None, begun)


async def _begun(db: Reader, post: ChannelPost) -> int:
    """The number of the message that begins the text; 0 when it is whole: short, and not right after a long
    one.
    """
    if not post.cut:
        return 0
    before = await channel_sources.post(db, post.chat_id, str(post.message_id - 1))
    soon = before is not None and timedelta() <= post.sent - before.made <= MAX_GAP
    if before is not None and soon and _may_be_cut(before.part, post.raw.text):
        return before.begun
    return post.message_id if is_long(post.raw.text) else 0


def _may_be_cut(before: str, after: str) -> bool:
    """Whether two texts may be one: an app cuts only what does not fit into one message."""
    return is_long(before) and units(before) + units(after) > MAX_UNITS - MAX_TRIMMED_UNITS


async def _parts(db: Reader, post: ChannelPost, begun: int) -> dict[int, TakenPost]:
    """The messages of the text that begins with the message `begun`, by their numbers."""
    found: dict[int, TakenPost] = {}
    number = begun
    while begun and (part := await channel_sources.post(db, post.chat_id, str(number))):
        if part.begun != begun:
            break
        found[number] = part
        number += 1
    return found
