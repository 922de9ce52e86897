"""What readers see of a correction: a digest made again, or a message of its own."""

from __future__ import annotations

from dataclasses import replace

from bot.views.common.context import RenderContext
from bot.views.common.html import bold, clip, fits, join, text
from bot.views.common.message import Message
from bot.views.reader.digest import HEADLINE_UNITS, edition_message, story_block
from digests.models import Digest, DigestItem


def corrected_message(digest: Digest, look: RenderContext) -> Message:
    """A digest that was made again: what its message named stays named, as long as there is room."""
    return edition_message(digest, look, keep_lines=True)[0]


def correction_note(item: DigestItem | None, headline: str, look: RenderContext) -> Message:
    """A message of its own where one that was delivered cannot be changed; without `item` a withdrawal."""
    if item is None:
        words = look.say("correction-note-withdrawn", headline=clip(headline, HEADLINE_UNITS))
        return Message(text(words))
    title = bold(text(look.say("correction-note")))
    shorter = (
        replace(item, sentences=item.sentences[:count]) for count in range(len(item.sentences), -1, -1)
    )
    bodies = (join([title, story_block(each, look)], "\n\n") for each in shorter)
    return Message(next(filter(fits, bodies), title))
