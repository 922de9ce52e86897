"""What a reader can come back to: saved stories and past digests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.i18n import Say
from bot.views.common.buttons import Action, encode
from bot.views.common.html import bold, clip, join, text
from bot.views.common.menu import menu_buttons
from bot.views.common.message import Button, Buttons, Message, in_rows
from bot.views.common.origin import FromEdition, FromHistory, FromSaved, Origin, encode_origin
from bot.views.reader.digest import DigestContext, brief_line
from digests.models import DigestItem

HEADLINE_UNITS = 160
BUTTONS_PER_ROW = 4


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page of the stories that are saved, the last saved first; how many there are in all."""

    items: tuple[DigestItem, ...]
    count: int
    page: int
    first: int
    more: bool


@dataclass(frozen=True, slots=True)
class ReceivedEdition:
    """An edition by the headline that stood first."""

    id: int
    created: datetime
    headline: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    editions: tuple[ReceivedEdition, ...]
    page: int
    more: bool


def saved_message(shelf: SavedPage, look: DigestContext) -> Message:
    say = look.say
    if not shelf.items:
        return Message(text(say("saved-none")), menu_buttons(say))
    numbered = list(enumerate(shelf.items, shelf.first))
    title = bold(text(say("saved-title", stories=shelf.count)))
    body = join([title, *(brief_line(item, number, look) for number, item in numbered)], "\n")
    known = encode_origin(FromSaved(shelf.page))
    stories = [Button(str(n), encode(Action.STORY, item.story.id, 0, known)) for n, item in numbered]
    turns = _pager(
        say, shelf.page, FromSaved(max(0, shelf.page - 1)), FromSaved(shelf.page + 1), more=shelf.more
    )
    return Message(body, (*in_rows(stories, BUTTONS_PER_ROW), *turns, (to_history(say),)))


def history_message(history: HistoryPage, look: DigestContext) -> Message:
    say = look.say
    if not history.editions and not history.page:
        return Message(text(say("history-none")), menu_buttons(say))
    lines = [bold(text(say("history-title")))]
    opening = []
    for number, each in enumerate(history.editions, 1):
        when = f"{say.date(each.created, look.zone, now=look.now)}, {say.time(each.created, look.zone)}"
        lines.append(text(f"{number}. {when} — {clip(each.headline, HEADLINE_UNITS)}"))
        opening.append(Button(str(number), encode(Action.SHOWN, encode_origin(FromEdition(each.id)))))
    turns = _pager(
        say,
        history.page,
        FromHistory(max(0, history.page - 1)),
        FromHistory(history.page + 1),
        more=history.more,
    )
    rows = (*in_rows(opening, BUTTONS_PER_ROW), *turns, (to_saved(say),))
    return Message(join(lines, "\n"), rows)


def saved_full(say: Say, most: int) -> Message:
    return Message(text(say("saved-full", most=most)), ((to_saved(say),), *menu_buttons(say)))


def to_saved(say: Say) -> Button:
    return Button(say("button-saved"), encode(Action.SHOWN, encode_origin(FromSaved(0))))


def to_history(say: Say) -> Button:
    return Button(say("button-history"), encode(Action.SHOWN, encode_origin(FromHistory(0))))


def save_button(story_id: int, page: int, shown: Origin, say: Say, *, saved: bool) -> Button:
    """Puts the story aside, or back."""
    words = say("button-unsave") if saved else say("button-save")
    return Button(words, encode(Action.SAVE, story_id, int(not saved), page, encode_origin(shown)))


def _pager(say: Say, page: int, back: Origin, on: Origin, *, more: bool) -> Buttons:
    row = [Button(say("button-previous"), encode(Action.SHOWN, encode_origin(back)))] if page else []
    row += [Button(say("button-next"), encode(Action.SHOWN, encode_origin(on)))] if more else []
    return (tuple(row),) if row else ()
