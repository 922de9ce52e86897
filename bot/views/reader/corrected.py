"""Digests that were composed before a correction: the stories that changed are told anew, the rest stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.views.common.buttons import BUTTONS
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, bold, clip, fits, italic, join, text
from bot.views.common.message import Button, Buttons, Message
from bot.views.reader.answer_buttons import OpenStory
from bot.views.reader.digest import HEADLINE_UNITS, brief_line, story_block
from digests.models import DigestItem

_LINE = re.compile(r"(?:• |(\d{1,4})\. )<a ")
_TITLE = re.compile(r"<b>(\d+)\. ")
_STORY = re.compile(r'\?start=s(\d+)"')
_FOOTER = re.compile(r"<i>([^<\n]+) · ([^<\n·]+)</i>")
_COUNT = re.compile(r"\d(?:[\s,\u00a0\u202f]?\d)*")


@dataclass(frozen=True, slots=True)
class StoryChange:
    """A story told anew, or with `item` None withdrawn together with so many `articles`.

    `story_ids`: the numbers by which a text may name it, its own and those that lead to it.
    """

    story_ids: frozenset[int]
    item: DigestItem | None
    articles: int = 1


@dataclass(frozen=True, slots=True)
class _StoryPosition:
    """Where a text names a story: a block, or a line of one; `number` is what it is counted by."""

    block: int
    line: int | None
    number: int | None


def after_delivery(message: Message, changes: Sequence[StoryChange], look: RenderContext) -> Message:
    """What a message becomes that its readers have seen: a line says where a story was withdrawn."""
    for change in changes:
        spot = _spot(message.text, change, look)
        if spot is not None:
            message = _told_anew(message, spot, change, look)
    return message


def before_delivery(message: Message, changes: Sequence[StoryChange], look: RenderContext) -> Message | None:
    """What a message becomes that nobody has seen: without withdrawn stories; None when none is left."""
    for change in changes:
        spot = _spot(message.text, change, look)
        if spot is not None and change.item is None:
            message = _without(message, spot, change, look)
        elif spot is not None:
            message = _told_anew(message, spot, change, look)
    return message if _STORY.search(message.text) else None


def withdrawal_note(item: DigestItem | None, headline: str, look: RenderContext) -> Message:
    """A message of its own where one that was delivered cannot be changed; without `item` a withdrawal."""
    if item is None:
        words = look.say("correction-note-withdrawn", headline=clip(headline, HEADLINE_UNITS))
        return Message(text(words))
    title = bold(text(look.say("correction-note")))
    bodies = (join([title, story_block(item, look, limit=limit)], "\n\n") for limit in _limits(item))
    return Message(next(filter(fits, bodies), title))


def _spot(body: str, change: StoryChange, look: RenderContext) -> _StoryPosition | None:
    for place, block in enumerate(body.split("\n\n")):
        if not _names(block, change):
            continue
        for at, line in enumerate(block.split("\n")):
            if (match := _LINE.match(line)) and _names(line, change):
                return _StoryPosition(place, at, int(match[1]) if match[1] else None)
        if block.startswith("<b>"):
            numbered = _TITLE.match(block) if look.kind == "private" else None
            return _StoryPosition(place, None, int(numbered[1]) if numbered else None)
    return None


def _names(part: str, change: StoryChange) -> bool:
    return any(int(number) in change.story_ids for number in _STORY.findall(part))


def _told_anew(message: Message, spot: _StoryPosition, change: StoryChange, look: RenderContext) -> Message:
    """The fullest version for which there is room."""
    for part in _versions(spot, change, look):
        body = _put(message.text, spot, part)
        if fits(Html(body)):
            gone = frozenset() if change.item else change.story_ids
            return Message(body, _buttons(message.buttons, gone))
    return message


def _versions(spot: _StoryPosition, change: StoryChange, look: RenderContext) -> list[Html]:
    if change.item is None:
        mark = "• " if spot.number is None and spot.line is not None else ""
        mark = mark if spot.number is None else f"{spot.number}. "
        return [Html(mark + italic(text(look.say("correction-withdrawn"))))]
    if spot.line is not None:
        return [brief_line(change.item, spot.number, look)]
    return [story_block(change.item, look, number=spot.number, limit=n) for n in _limits(change.item)]


def _limits(item: DigestItem) -> range:
    """How many sentences to try, the most first."""
    return range(len(item.sentences), -1, -1)


def _put(body: str, spot: _StoryPosition, part: Html | None) -> str:
    """With this part in the place of another, or with none."""
    blocks = body.split("\n\n")
    if spot.line is None:
        blocks[spot.block : spot.block + 1] = [part] if part else []
        return "\n\n".join(blocks)
    lines = blocks[spot.block].split("\n")
    lines[spot.line : spot.line + 1] = [part] if part else []
    if not any(map(_LINE.match, lines)):  # a heading with nothing under it
        del blocks[spot.block]
    else:
        blocks[spot.block] = "\n".join(lines)
    return "\n\n".join(blocks)


def _without(message: Message, spot: _StoryPosition, change: StoryChange, look: RenderContext) -> Message:
    blocks = _put(message.text, spot, None).split("\n\n")
    blocks = [_recounted(block, change.articles, look) for block in blocks]
    buttons = _buttons(message.buttons, change.story_ids)
    if spot.number is not None:
        blocks = [_renumbered(block, spot.number) for block in blocks]
        buttons = tuple(tuple(_moved_up(button, spot.number) for button in row) for row in buttons)
    return Message("\n\n".join(blocks), buttons)


def _renumbered(block: str, gone: int) -> str:
    """Everything behind the number that is gone moves up."""

    def moved(match: re.Match[str]) -> str:
        number = int(match[2])
        return f"{match[1]}{number - 1 if number > gone else number}. {match[3]}"

    block = re.sub(r"\A(<b>)(\d+)\. ()", moved, block)
    return re.sub(r"^()(\d+)\. (<a )", moved, block, flags=re.MULTILINE)


def _moved_up(button: Button, gone: int) -> Button:
    moves = button.text.isdecimal() and int(button.text) > gone
    return replace(button, text=str(int(button.text) - 1)) if moves else button


def _buttons(buttons: Buttons, gone: frozenset[int]) -> Buttons:
    """Without those that lead to stories that are gone."""
    rows = (tuple(button for button in row if not _leads_to(button, gone)) for row in buttons)
    return tuple(row for row in rows if row)


def _leads_to(button: Button, story_ids: frozenset[int]) -> bool:
    press = BUTTONS.decode(button.data or "")
    return isinstance(press, OpenStory) and press.story_id in story_ids


def _recounted(block: str, articles: int, look: RenderContext) -> str:
    """The line that counts stories and articles, with one story less; any other block as it is."""
    footer = _FOOTER.fullmatch(block)
    counts = [int(re.sub(r"\D", "", n)) for n in _COUNT.findall(footer[2])] if footer else []
    if footer is None or len(counts) != 2:
        return block
    for stories, told in (counts, counts[::-1]):
        if text(look.say("digest-footer", date=footer[1], stories=stories, articles=told)) == block[3:-4]:
            left = max(told - articles, stories - 1)
            words = look.say("digest-footer", date=footer[1], stories=stories - 1, articles=left)
            return italic(text(words))
    return block
