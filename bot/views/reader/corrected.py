"""Corrections as readers see them: a digest made again, a message of its own, an answer to their report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.i18n import Say
from bot.views.common.buttons import button
from bot.views.common.context import RenderContext
from bot.views.common.html import bold, clip, fits, join, text
from bot.views.common.items import HEADLINE_UNITS, story_block
from bot.views.common.message import Button, Message
from bot.views.common.origin import Origin
from bot.views.reader.answer_buttons import REPORT_REASONS, OpenStory, ReportError
from bot.views.reader.digest import edition_message
from digests.models.digest import Digest, DigestItem

if TYPE_CHECKING:
    from storage.error_reports import Outcome


def corrected_message(digest: Digest, look: RenderContext) -> Message:
    """A digest made again. Stories that its message named stay named, as long as there is room."""
    return edition_message(digest, look, keep_lines=True)[0]


def correction_note(item: DigestItem | None, headline: str, look: RenderContext) -> Message:
    """A new message where the delivered one cannot be edited; without `item` it says that a story was
    withdrawn.
    """
    if item is None:
        words = look.say("correction-note-withdrawn", headline=clip(headline, HEADLINE_UNITS))
        return Message(text(words))
    title = bold(text(look.say("correction-note")))
    shorter = (
        replace(item, sentences=item.sentences[:count]) for count in range(len(item.sentences), -1, -1)
    )
    bodies = (join([title, story_block(each, look)], "\n\n") for each in shorter)
    return Message(next(filter(fits, bodies), title))


def ask_report(item: DigestItem, shown: Origin, say: Say) -> Message:
    """Asks what is wrong with a story."""
    lines = [bold(text(say("report-ask"))), text(clip(item.headline, HEADLINE_UNITS))]
    number = item.story.id
    rows = [
        (button(say(f"report-reason-{each}"), ReportError(number, each, shown)),) for each in REPORT_REASONS
    ]
    return Message(join(lines, "\n"), (*rows, (_to_story(number, shown, say),)))


def report_taken(story_id: int, shown: Origin, say: Say) -> Message:
    return Message(text(say("report-taken")), ((_to_story(story_id, shown, say),),))


def report_settled(outcome: Outcome, story_id: int, headline: str | None, say: Say) -> Message:
    """`headline` is None where nothing of the story is left."""
    lines = [text(say(f"report-outcome-{outcome}"))]
    if headline is None:
        return Message(lines[0])
    lines.append(bold(text(clip(headline, HEADLINE_UNITS))))
    return Message(join(lines, "\n"), ((button(say("button-whole-story"), OpenStory(story_id)),),))


def _to_story(story_id: int, shown: Origin, say: Say) -> Button:
    return button(say("button-back"), OpenStory(story_id, 0, shown))
