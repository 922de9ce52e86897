"""What a reader can return to: saved stories and past digests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.i18n import Say
from bot.views.common.buttons import OpenShown, button
from bot.views.common.context import RenderContext
from bot.views.common.html import bold, clip, join, text
from bot.views.common.items import brief_line
from bot.views.common.menu import menu_buttons
from bot.views.common.message import Button, Message, in_rows
from bot.views.common.origin import FromEdition, FromHistory, FromSaved
from bot.views.reader.answer_buttons import OpenStory, SaveStory
from bot.views.reader.digest import page_turns
from digests.models.digest import DigestItem
from digests.models.texts import Published

HEADLINE_UNITS = 160
BUTTONS_PER_ROW = 4


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page of the saved stories, the last saved first, and how many there are in all."""

    items: tuple[DigestItem, ...]
    count: int
    page: int
    first: int
    more: bool


@dataclass(frozen=True, slots=True)
class ReceivedEdition:
    """An edition, named by its first headline."""

    id: int
    created: datetime
    headline: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    editions: tuple[ReceivedEdition, ...]
    page: int
    more: bool


def save_button(press: SaveStory, say: Say) -> Button:
    """Says what it does: save the story, or remove it from the list."""
    return button(say("button-save") if press.on else say("button-unsave"), press)


def saved_message(shelf: SavedPage, context: RenderContext) -> Message:
    say = context.say
    if not shelf.items:
        return Message(text(say("saved-none")), menu_buttons(say))
    numbered = list(enumerate(shelf.items, shelf.first))
    title = bold(text(say("saved-title", stories=shelf.count)))
    body = join([title, *(brief_line(item, number, context) for number, item in numbered)], "\n")
    shown = FromSaved(shelf.page)
    stories = [button(str(n), OpenStory(item.story.id, 0, shown)) for n, item in numbered]
    turns = page_turns(
        say,
        OpenShown(FromSaved(shelf.page - 1)) if shelf.page else None,
        OpenShown(FromSaved(shelf.page + 1)) if shelf.more else None,
    )
    return Message(
        body, (*in_rows(stories, BUTTONS_PER_ROW), *turns, (to_history(say),), *menu_buttons(say)[:1])
    )


def history_message(history: HistoryPage, context: RenderContext) -> Message:
    say = context.say
    if not history.editions and not history.page:
        return Message(text(say("history-none")), menu_buttons(say))
    lines = [bold(text(say("history-title")))]
    opening = []
    for number, each in enumerate(history.editions, 1):
        lines.append(
            text(f"{number}. {context.when(Published(each.created))} — {clip(each.headline, HEADLINE_UNITS)}")
        )
        opening.append(button(str(number), OpenShown(FromEdition(each.id))))
    turns = page_turns(
        say,
        OpenShown(FromHistory(history.page - 1)) if history.page else None,
        OpenShown(FromHistory(history.page + 1)) if history.more else None,
    )
    rows = (*in_rows(opening, BUTTONS_PER_ROW), *turns, (to_saved(say),), *menu_buttons(say)[:1])
    return Message(join(lines, "\n"), rows)


def saved_full(say: Say, most: int) -> Message:
    return Message(text(say("saved-full", most=most)), ((to_saved(say),), *menu_buttons(say)))


def to_saved(say: Say) -> Button:
    return button(say("button-saved"), OpenShown(FromSaved(0)))


def to_history(say: Say) -> Button:
    return button(say("button-history"), OpenShown(FromHistory(0)))
