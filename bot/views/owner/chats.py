"""The groups and channels of an owner: the list, one's settings, connecting and letting go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.i18n import Say, speak
from bot.views.common.buttons import Action, OpenTimes, OpenZones, SettingsOwner, button, encode
from bot.views.common.html import bold, join, text
from bot.views.common.menu import pause_button, paused
from bot.views.common.message import Button, Message
from bot.views.common.subscription import Subscription
from bot.views.reader.languages import news_languages_button
from bot.views.reader.news_sources import sources_button
from bot.views.reader.preferences import Choices, choice_rows, languages_in_words
from bot.views.reader.settings import times_in_words, topics_in_words
from digests.models import Language

SHOWN_WORDS = 20

ChatTrouble = Literal["removed", "rights", "closed", "deleted"]


@dataclass(frozen=True, slots=True)
class OwnChat:
    """A group, forum topic or channel as a line of the list."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """`choices` are those of the destination, `subscription` what it reads and when.

    `draft` is the number and the time of an edition that waits for its owner.
    """

    id: int
    subscription: Subscription
    choices: Choices
    draft: tuple[int, str] | None = None


def chats_screen(chats: Sequence[OwnChat], say: Say) -> Message:
    lines = [bold(text(say("chats-title"))), text(say("chats-how" if chats else "chats-none"))]
    rows = [(Button(_clip(chat.title), encode(Action.CHAT, chat.id)),) for chat in chats]
    connect = Button(say("button-connect"), encode(Action.CONNECT))
    return Message(
        join(lines, "\n"), (*rows, (connect,), (Button(say("button-back"), encode(Action.SETTINGS)),))
    )


def chat_screen(chat: ChatSettings, say: Say) -> Message:
    subscription, flow = chat.subscription, SettingsOwner(chat.id)
    lines = [bold(text(subscription.title)), text(say("settings-how"))]
    if subscription.paused:
        lines += paused(subscription, say)
    elif not subscription.times:
        lines.append(text(say("chat-no-time")))
    topics = say("settings-topics", topics=topics_in_words(subscription, say))
    waiting = []
    if chat.draft:
        number, time = chat.draft
        waiting = [(Button(say("button-proof", time=time), encode(Action.PROOF, number)),)]
    rows = (
        *waiting,
        (button(times_in_words(subscription, say), OpenTimes(flow)),),
        (Button(topics, encode(Action.TOPICS, flow)),),
        (button(say("settings-zone", zone=subscription.zone_name), OpenZones(flow)),),
        (Button(languages_in_words(subscription, chat.choices, say), encode(Action.LANGUAGES, flow)),),
        (news_languages_button(subscription, say, flow),),
        (sources_button(chat.choices, say, flow),),
        (
            _words("heading", chat.choices.heading, say, chat.id),
            _words("signature", chat.choices.signature, say, chat.id),
        ),
        *choice_rows(chat.choices, say, flow),
        (
            pause_button(subscription.paused, say, flow),
            Button(say("button-disconnect"), encode(Action.ASK_DISCONNECT, chat.id)),
        ),
        (Button(say("button-chats"), encode(Action.CHATS)),),
    )
    return Message(join(lines, "\n"), rows)


def proposed(title: str, chat_id: int, say: Say) -> Message:
    """What the link of /here shows in private."""
    yes = Button(say("button-claim"), encode(Action.CLAIM, chat_id))
    return Message(text(say("connect-ask", title=title)), ((yes,), (_to_chats(say),)))


def not_connected(words: str, say: Say) -> Message:
    return Message(text(words), ((_to_chats(say),),))


def ask_words(name: str, chat: ChatSettings, say: Say, limit: int) -> Message:
    """For a heading or a signature."""
    now = chat.choices.heading if name == "heading" else chat.choices.signature
    lines = [bold(text(say(f"ask-{name}", limit=limit)))]
    lines += [text(say("chat-words-now", words=now))] if now else []
    clear = Button(say("button-clear"), encode(Action.CLEAR_WORDS, name, chat.id))
    back = Button(say("button-back"), encode(Action.CHAT, chat.id))
    return Message(join(lines, "\n"), (((clear,),) if now else ()) + ((back,),))


def ask_disconnect(chat: ChatSettings, say: Say) -> Message:
    yes = Button(say("button-disconnect-yes"), encode(Action.DISCONNECT, chat.id))
    back = Button(say("button-back"), encode(Action.CHAT, chat.id))
    return Message(text(say("disconnect-ask", title=chat.subscription.title)), ((yes,), (back,)))


def _words(name: str, now: str, say: Say, chat_id: int) -> Button:
    words = say(f"wording-{name}", words=_clip(now) if now else say("chat-nothing"))
    return Button(words, encode(Action.WORDS, name, chat_id))


def _to_chats(say: Say) -> Button:
    return Button(say("button-chats"), encode(Action.CHATS))


def _clip(words: str) -> str:
    return words if len(words) <= SHOWN_WORDS else words[: SHOWN_WORDS - 1].rstrip() + "…"


def cannot_write(trouble: ChatTrouble, title: str, language: Language) -> Message:
    say = speak(language)
    return Message(text(say(f"notice-{trouble}", title=title or say("notice-untitled"))))
