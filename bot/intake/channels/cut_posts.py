"""A channel's post as one text, although Telegram brings it as an album or cut into several messages."""

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
    """A message of a channel as it was when it was `made`; `sent` is when it first came.

    `album`: what it is a part of. `cut`: whether it can be a part of a text that the apps have cut.
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
        """What all parts of an album have in common, and a post alone."""
        return f"album {self.album}" if self.album else str(self.message_id)

    def follows(self, taken: TakenPost) -> bool:
        """Whether it has the text now: a later version, or the longer caption of an album.

        A crash lets posts come again, also those that were edited meanwhile.
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
    """The text that a post is or belongs to, the article that it is so far, and the post that begins it."""

    raw: RawText
    article_id: int | None
    begun: int


async def whole(db: Reader, post: ChannelPost, known: TakenPost | None) -> WholePost:
    begun = known.begun if known else await _begun(db, post)
    parts = await _parts(db, post, begun)
    first = next(iter(parts.values()), known)
    texts = {number: taken.part for number, taken in parts.items()} | {post.message_id: post.raw.text}
    text = joined([texts[number] for number in sorted(texts)])
    return WholePost(replace(post.raw, text=text), first.article_id if first else None, begun)


async def _begun(db: Reader, post: ChannelPost) -> int:
    """0 for a text that is whole: short, and not right after a long one."""
    if not post.cut:
        return 0
    before = await channel_sources.post(db, post.chat_id, str(post.message_id - 1))
    soon = before is not None and timedelta() <= post.sent - before.made <= MAX_GAP
    if before is not None and soon and _may_be_cut(before.part, post.raw.text):
        return before.begun
    return post.message_id if is_long(post.raw.text) else 0


def _may_be_cut(before: str, after: str) -> bool:
    """An app cuts only what does not fit into one message; two posts that would are two."""
    return is_long(before) and units(before) + units(after) > MAX_UNITS - MAX_TRIMMED_UNITS


async def _parts(db: Reader, post: ChannelPost, begun: int) -> dict[int, TakenPost]:
    """What is known of the text that the message `begun` begins, by the numbers of its messages."""
    found: dict[int, TakenPost] = {}
    number = begun
    while begun and (part := await channel_sources.post(db, post.chat_id, str(number))):
        if part.begun != begun:
            break
        found[number] = part
        number += 1
    return found
