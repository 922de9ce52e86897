"""The groups and channels of an owner: their list, the settings of each, connecting and disconnecting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from bot.i18n import Say, speak
from bot.views.common.buttons import (
    GROUPS,
    OpenChat,
    OpenChats,
    OpenSettings,
    OpenSettingsGroup,
    OpenTimes,
    OpenTopics,
    OpenZones,
    SettingsGroup,
    SettingsOwner,
    button,
)
from bot.views.common.html import Html, bold, join, text
from bot.views.common.menu import back_to_settings, chat_title_line, pause_button, paused
from bot.views.common.message import Button, Buttons, Message, in_rows
from bot.views.common.subscription import Subscription
from bot.views.owner.buttons import (
    AskDisconnect,
    ClaimChat,
    ConnectChat,
    Disconnect,
    OpenChatFeed,
    OpenChatWeek,
    OpenDraft,
)
from bot.views.reader.buttons import AskOwnLine, ClearOwnLine, OpenLanguages, OwnLine
from bot.views.reader.languages import news_languages_button
from bot.views.reader.news_sources import sources_button
from bot.views.reader.preferences import choice_buttons, languages_in_words
from bot.views.reader.settings import times_in_words, topics_in_words
from digests.models.texts import Language

if TYPE_CHECKING:
    from storage.approvals import EditionDraft
    from storage.destinations import Destination

SHOWN_WORDS = 20

ChatTrouble = Literal["removed", "rights", "closed", "deleted"]


def chats_screen(chats: Sequence[Destination], say: Say) -> Message:
    lines = [bold(text(say("chats-title"))), text(say("chats-how" if chats else "chats-none"))]
    rows = [(button(_clip(chat.title), OpenChat(SettingsOwner(chat.id))),) for chat in chats]
    connect = button(say("button-connect"), ConnectChat())
    return Message(join(lines, "\n"), (*rows, (connect,), (button(say("button-back"), OpenSettings()),)))


def chat_screen(
    subscription: Subscription, draft: EditionDraft | None, say: Say, *, feeds: bool = False
) -> Message:
    """All that is chosen, and buttons to change it.

    `draft`: an edition that waits for its owner; `feeds`: it may have a feed.
    """
    chosen = subscription.destination
    owner = SettingsOwner(chosen.id)
    lines = [bold(text(subscription.title))]
    if subscription.paused:
        lines += paused(subscription, say)
    elif not subscription.times:
        lines.append(text(say("chat-no-time")))
    groups = [
        join([bold(text(say(f"chat-group-{name}"))), *_values(name, subscription, say)], "\n")
        for name in GROUPS
    ]
    opens = in_rows([button(say(f"chat-group-{name}"), OpenSettingsGroup(name, owner)) for name in GROUPS], 2)
    first: Buttons = ((button(times_in_words(subscription, say), OpenTimes(owner)),),)
    if draft:
        time = say.time(draft.scheduled, chosen.zone)
        first = ((button(say("button-proof", time=time), OpenDraft(draft.id)),), *first)
    feed: Buttons = ((button(say("button-chat-feed"), OpenChatFeed(owner)),),) if feeds else ()
    last = (
        (button(say("button-chat-week"), OpenChatWeek(owner)),),
        *feed,
        (
            pause_button(subscription.paused, say, owner),
            button(say("button-disconnect"), AskDisconnect(owner)),
        ),
        (button(say("button-chats"), OpenChats()),),
    )
    return Message(join([join(lines, "\n"), *groups], "\n\n"), (*first, *opens, *last))


def group_screen(name: SettingsGroup, subscription: Subscription, say: Say) -> Message:
    """One group of the settings; each button shows the present choice."""
    lines = [
        *chat_title_line(subscription, say),
        bold(text(say(f"chat-group-{name}"))),
        text(say("settings-how")),
    ]
    rows = tuple((each,) for each in _group(name, subscription, say))
    back = back_to_settings(SettingsOwner(subscription.destination.id), say)
    return Message(join(lines, "\n"), (*rows, (back,)))


def _values(name: SettingsGroup, subscription: Subscription, say: Say) -> list[Html]:
    return [text(each.text) for each in _group(name, subscription, say)]


def _group(name: SettingsGroup, subscription: Subscription, say: Say) -> tuple[Button, ...]:
    chosen = subscription.destination
    owner = SettingsOwner(chosen.id)
    choices = choice_buttons(name, subscription, say, owner)
    match name:
        case "when":
            zone = button(say("settings-zone", zone=subscription.zone_name), OpenZones(owner))
            return (button(times_in_words(subscription, say), OpenTimes(owner)), zone, *choices)
        case "what":
            topics = button(
                say("settings-topics", topics=topics_in_words(subscription, say)), OpenTopics(owner)
            )
            languages = news_languages_button(subscription, say, owner)
            return (topics, languages, sources_button(chosen.preferences, say, owner), *choices)
        case "look":
            languages = button(languages_in_words(chosen, say), OpenLanguages(owner))
            heading = _own_line("heading", chosen.preferences.heading, say, owner)
            signature = _own_line("signature", chosen.preferences.signature, say, owner)
            return (languages, heading, signature, *choices)
        case "trouble":
            return choices


def proposed(title: str, chat_id: int, say: Say) -> Message:
    """What the link of /here shows in the private chat."""
    yes = button(say("button-claim"), ClaimChat(chat_id))
    return Message(text(say("connect-ask", title=title)), ((yes,), (_to_chats(say),)))


def not_connected(words: str, say: Say) -> Message:
    return Message(text(words), ((_to_chats(say),),))


def ask_own_line(name: OwnLine, subscription: Subscription, say: Say, limit: int) -> Message:
    chosen = subscription.destination.preferences
    now = chosen.heading if name == "heading" else chosen.signature
    owner = SettingsOwner(subscription.destination.id)
    lines = [bold(text(say(f"ask-{name}", limit=limit)))]
    lines += [text(say("chat-words-now", words=now))] if now else []
    clear = button(say("button-clear"), ClearOwnLine(name, owner))
    return Message(
        join(lines, "\n"), (((clear,),) if now else ()) + ((back_to_settings(owner, say, "look"),),)
    )


def ask_disconnect(chat: Destination, say: Say) -> Message:
    yes = button(say("button-disconnect-yes"), Disconnect(SettingsOwner(chat.id)), style="danger")
    back = back_to_settings(SettingsOwner(chat.id), say)
    return Message(text(say("disconnect-ask", title=chat.title)), ((yes,), (back,)))


def _own_line(name: OwnLine, now: str, say: Say, owner: SettingsOwner) -> Button:
    words = say(f"wording-{name}", words=_clip(now) if now else say("chat-nothing"))
    return button(words, AskOwnLine(name, owner))


def _to_chats(say: Say) -> Button:
    return button(say("button-chats"), OpenChats())


def _clip(words: str) -> str:
    return words if len(words) <= SHOWN_WORDS else words[: SHOWN_WORDS - 1].rstrip() + "…"


def cannot_write(trouble: ChatTrouble, title: str, language: Language) -> Message:
    say = speak(language)
    return Message(text(say(f"notice-{trouble}", title=title or say("notice-untitled"))))
