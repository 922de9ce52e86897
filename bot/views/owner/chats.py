"""The groups and channels of an owner: the list, one's settings, connecting and letting go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from bot.i18n import Say, speak
from bot.views.common.buttons import (
    OpenChat,
    OpenChats,
    OpenSettings,
    OpenTimes,
    OpenTopics,
    OpenZones,
    SettingsOwner,
    button,
)
from bot.views.common.html import bold, join, text
from bot.views.common.menu import back_to_settings, pause_button, paused
from bot.views.common.message import Button, Message
from bot.views.common.subscription import Subscription
from bot.views.owner.buttons import AskDisconnect, ClaimChat, ConnectChat, Disconnect, OpenDraft
from bot.views.reader.buttons import AskOwnLine, ClearOwnLine, OpenLanguages, OwnLine
from bot.views.reader.languages import news_languages_button
from bot.views.reader.news_sources import sources_button
from bot.views.reader.preferences import choice_rows, languages_in_words
from bot.views.reader.settings import times_in_words, topics_in_words
from digests.models import Language

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


def chat_screen(subscription: Subscription, draft: EditionDraft | None, say: Say) -> Message:
    """`draft`: an edition that waits for its owner."""
    chosen = subscription.destination
    owner = SettingsOwner(chosen.id)
    lines = [bold(text(subscription.title)), text(say("settings-how"))]
    if subscription.paused:
        lines += paused(subscription, say)
    elif not subscription.times:
        lines.append(text(say("chat-no-time")))
    topics = say("settings-topics", topics=topics_in_words(subscription, say))
    waiting = []
    if draft:
        time = say.time(draft.scheduled, chosen.zone)
        waiting = [(button(say("button-proof", time=time), OpenDraft(draft.id)),)]
    rows = (
        *waiting,
        (button(times_in_words(subscription, say), OpenTimes(owner)),),
        (button(topics, OpenTopics(owner)),),
        (button(say("settings-zone", zone=subscription.zone_name), OpenZones(owner)),),
        (button(languages_in_words(chosen, say), OpenLanguages(owner)),),
        (news_languages_button(subscription, say, owner),),
        (sources_button(chosen.preferences, say, owner),),
        (
            _own_line("heading", chosen.preferences.heading, say, owner),
            _own_line("signature", chosen.preferences.signature, say, owner),
        ),
        *choice_rows(chosen, say, owner),
        (
            pause_button(subscription.paused, say, owner),
            button(say("button-disconnect"), AskDisconnect(SettingsOwner(chosen.id))),
        ),
        (button(say("button-chats"), OpenChats()),),
    )
    return Message(join(lines, "\n"), rows)


def proposed(title: str, chat_id: int, say: Say) -> Message:
    """What the link of /here shows in private."""
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
    return Message(join(lines, "\n"), (((clear,),) if now else ()) + ((back_to_settings(owner, say),),))


def ask_disconnect(chat: Destination, say: Say) -> Message:
    yes = button(say("button-disconnect-yes"), Disconnect(SettingsOwner(chat.id)))
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
