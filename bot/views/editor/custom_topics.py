"""The topics that editors define, for editors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.i18n import INTERFACE_LANGUAGES, Say
from bot.views.common.buttons import OpenOwnTopics, OpenSettings, button
from bot.views.common.html import Html, bold, join, text
from bot.views.common.message import Button, Message, in_pairs
from bot.views.editor.buttons import (
    AskDropTopic,
    AskNewTopic,
    AskTopicName,
    AskTopicWords,
    DropTopic,
    KeepTopicName,
    OpenOwnTopic,
)
from digests.models.texts import Language
from digests.models.wishes import OwnTopic

if TYPE_CHECKING:
    from storage.custom_topics import TopicUse


def listing(topics: Sequence[OwnTopic], say: Say) -> Message:
    lines = [bold(text(say("own-topics-title"))), text(say("own-topics-how"))]
    if not topics:
        lines.append(text(say("own-topics-none")))
    lines.append(text(say("own-topics-typed")))
    buttons = [button(own.name(say.language), OpenOwnTopic(own.id)) for own in topics]
    new = button(say("button-new-topic"), AskNewTopic())
    settings = button(say("button-settings"), OpenSettings())
    return Message(join(lines, "\n"), (*in_pairs(buttons), (new, settings)))


def one(own: OwnTopic, use: TopicUse, say: Say, *, said: str | None = None) -> Message:
    """`said`, what has just become of the topic, comes first."""
    lines = [] if said is None else [text(said)]
    lines.append(bold(text(say("own-topic-title", name=own.name(say.language)))))
    if len({name for _, name in own.names}) > 1:
        lines += [text(say(f"own-topic-in-{language}", name=name)) for language, name in own.names]
    lines += [
        text(say("own-topic-words", words=", ".join(own.words))),
        text(say("own-topic-articles", articles=use.articles)),
        text(say("own-topic-subscribers", subscribers=use.subscribers)),
    ]
    names = [
        button(say(f"button-topic-name-{language}"), AskTopicName(own.id, language))
        for language in INTERFACE_LANGUAGES
    ]
    words = button(say("button-topic-words"), AskTopicWords(own.id))
    drop = button(say("button-drop-topic"), AskDropTopic(own.id))
    return Message(join(lines, "\n"), (*in_pairs([words, *names]), (drop,), (_all(say),)))


def ask_name(say: Say, limit: int, said: str | None = None) -> Message:
    """Asks for a name of at most `limit` characters; `said` is why the last answer cannot be used."""
    return _asking([said, say("own-topic-ask-name", limit=limit)], _all(say))


def ask_words(name: str, say: Say, limit: int, said: str | None = None) -> Message:
    asked = say("own-topic-ask-words", name=name, limit=limit)
    return _asking([said, asked], _all(say))


def ask_new_words(own: OwnTopic, say: Say, limit: int, said: str | None = None) -> Message:
    now = say("own-topic-words", words=", ".join(own.words))
    asked = say("own-topic-ask-words", name=own.name(say.language), limit=limit)
    return _asking([said, asked, now], _back(own, say))


def ask_name_in(own: OwnTopic, language: Language, say: Say, said: str | None = None) -> Message:
    """While a topic is being made; it may have the same name in this language."""
    name = own.name(language)
    skip = button(say("button-skip"), KeepTopicName(own.id, language))
    return _asking(
        [said, say(f"own-topic-called-{language}", name=name), say("own-topic-skip", name=name)], skip
    )


def ask_new_name(own: OwnTopic, language: Language, say: Say, said: str | None = None) -> Message:
    asked = say(f"own-topic-called-{language}", name=own.name(language))
    return _asking([said, asked, say("own-topic-rename")], _back(own, say))


def ask_drop(own: OwnTopic, use: TopicUse, say: Say) -> Message:
    """Says what it means for those who chose the topic."""
    lines = [bold(text(say("own-topic-drop-ask", name=own.name(say.language))))]
    if use.subscribers:
        lines.append(text(say("own-topic-drop-chosen", subscribers=use.subscribers)))
    else:
        lines.append(text(say("own-topic-drop-unchosen")))
    if use.alone:
        lines.append(text(say("own-topic-drop-alone", alone=use.alone)))
    drop = button(say("button-drop-topic"), DropTopic(own.id), style="danger")
    keep = button(say("button-cancel"), OpenOwnTopic(own.id))
    return Message(join(lines, "\n"), ((drop,), (keep,)))


def dropped(name: str, topics: Sequence[OwnTopic], say: Say) -> Message:
    return _before(say("own-topic-dropped", name=name), listing(topics, say))


def gone(topics: Sequence[OwnTopic], say: Say) -> Message:
    return _before(say("own-topic-gone"), listing(topics, say))


def refused(words: str, say: Say) -> Message:
    return Message(text(words), ((_all(say),),))


def _asking(lines: Sequence[str | None], button: Button) -> Message:
    return Message(join([text(line) for line in lines if line], "\n"), ((button,),))


def _before(words: str, message: Message) -> Message:
    return Message(join([text(words), Html(message.text)], "\n\n"), message.buttons)


def _back(own: OwnTopic, say: Say) -> Button:
    return button(say("button-back"), OpenOwnTopic(own.id))


def _all(say: Say) -> Button:
    return button(say("button-own-topics"), OpenOwnTopics())
