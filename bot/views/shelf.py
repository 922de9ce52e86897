"""What a reader can come back to: saved stories and past digests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.i18n import Say
from bot.views.actions import Action
from bot.views.callbacks import data
from bot.views.digest import Look, brief_line
from bot.views.help import menu_buttons
from bot.views.html import bold, clip, join, text
from bot.views.message import Button, Buttons, Message, in_rows
from bot.views.shown import PastEdition, PastOn, SavedOn, Shown, dump_shown
from digests.models import DigestItem

HEADLINE_UNITS = 160
IN_A_ROW = 4


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of the stories that are saved, the last saved first; how many there are in all."""

    items: tuple[DigestItem, ...]
    count: int
    page: int
    first: int
    more: bool


@dataclass(frozen=True, slots=True)
class Received:
    """An edition by the headline that stood first."""

    id: int
    created: datetime
    headline: str


@dataclass(frozen=True, slots=True)
class History:
    editions: tuple[Received, ...]
    page: int
    more: bool


def saved_message(shelf: Shelf, look: Look) -> Message:
    say = look.say
    if not shelf.items:
        return Message(text(say("saved-none")), menu_buttons(say))
    numbered = list(enumerate(shelf.items, shelf.first))
    title = bold(text(say("saved-title", stories=shelf.count)))
    body = join([title, *(brief_line(item, number, look) for number, item in numbered)], "\n")
    known = dump_shown(SavedOn(shelf.page))
    stories = [Button(str(n), data(Action.STORY, item.story.id, 0, known)) for n, item in numbered]
    turns = _turns(say, shelf.page, SavedOn(max(0, shelf.page - 1)), SavedOn(shelf.page + 1), more=shelf.more)
    return Message(body, (*in_rows(stories, IN_A_ROW), *turns, (to_history(say),)))


def history_message(history: History, look: Look) -> Message:
    say = look.say
    if not history.editions and not history.page:
        return Message(text(say("history-none")), menu_buttons(say))
    lines = [bold(text(say("history-title")))]
    opening = []
    for number, each in enumerate(history.editions, 1):
        when = f"{say.date(each.created, look.zone, now=look.now)}, {say.time(each.created, look.zone)}"
        lines.append(text(f"{number}. {when} — {clip(each.headline, HEADLINE_UNITS)}"))
        opening.append(Button(str(number), data(Action.SHOWN, dump_shown(PastEdition(each.id)))))
    turns = _turns(
        say, history.page, PastOn(max(0, history.page - 1)), PastOn(history.page + 1), more=history.more
    )
    rows = (*in_rows(opening, IN_A_ROW), *turns, (to_saved(say),))
    return Message(join(lines, "\n"), rows)


def shelf_full(say: Say, most: int) -> Message:
    return Message(text(say("saved-full", most=most)), ((to_saved(say),), *menu_buttons(say)))


def to_saved(say: Say) -> Button:
    return Button(say("button-saved"), data(Action.SHOWN, dump_shown(SavedOn(0))))


def to_history(say: Say) -> Button:
    return Button(say("button-history"), data(Action.SHOWN, dump_shown(PastOn(0))))


def save_button(story_id: int, page: int, shown: Shown, say: Say, *, saved: bool) -> Button:
    """Puts the story aside, or back."""
    words = say("button-unsave") if saved else say("button-save")
    return Button(words, data(Action.SAVE, story_id, int(not saved), page, dump_shown(shown)))


def _turns(say: Say, page: int, back: Shown, on: Shown, *, more: bool) -> Buttons:
    row = [Button(say("button-previous"), data(Action.SHOWN, dump_shown(back)))] if page else []
    row += [Button(say("button-next"), data(Action.SHOWN, dump_shown(on)))] if more else []
    return (tuple(row),) if row else ()
