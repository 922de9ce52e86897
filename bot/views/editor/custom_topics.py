"""For editors: the topics that they define."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.i18n import INTERFACE_LANGUAGES, Say
from bot.views.common.buttons import Action, OpenSettings, button, encode
from bot.views.common.html import Html, bold, join, text
from bot.views.common.message import Button, Message, in_pairs
from digests.models import Language, OwnTopic


@dataclass(frozen=True, slots=True)
class TopicCounts:
    """How many chats chose a topic, how many of them nothing else, and its articles of the last days."""

    subscribers: int
    alone: int
    articles: int


@dataclass(frozen=True, slots=True)
class TopicLimits:
    """What is said of what may be typed."""

    name: int
    words: int


def listing(topics: Sequence[OwnTopic], say: Say) -> Message:
    lines = [bold(text(say("own-topics-title"))), text(say("own-topics-how"))]
    if not topics:
        lines.append(text(say("own-topics-none")))
    lines.append(text(say("own-topics-typed")))
    buttons = [Button(own.name(say.language), encode(Action.OWN_TOPIC, own.id)) for own in topics]
    new = Button(say("button-new-topic"), encode(Action.NEW_TOPIC))
    settings = button(say("button-settings"), OpenSettings())
    return Message(join(lines, "\n"), (*in_pairs(buttons), (new, settings)))


def one(own: OwnTopic, counted: TopicCounts, say: Say, *, said: str | None = None) -> Message:
    """`said` comes first: what has just become of it."""
    lines = [] if said is None else [text(said)]
    lines.append(bold(text(say("own-topic-title", name=own.name(say.language)))))
    if len({name for _, name in own.names}) > 1:
        lines += [text(say(f"own-topic-in-{language}", name=name)) for language, name in own.names]
    lines += [
        text(say("own-topic-words", words=", ".join(own.words))),
        text(say("own-topic-articles", articles=counted.articles)),
        text(say("own-topic-subscribers", subscribers=counted.subscribers)),
    ]
    names = [
        Button(say(f"button-topic-name-{language}"), encode(Action.NAME_TOPIC, own.id, language))
        for language in INTERFACE_LANGUAGES
    ]
    words = Button(say("button-topic-words"), encode(Action.TOPIC_WORDS, own.id))
    drop = Button(say("button-drop-topic"), encode(Action.ASK_DROP_TOPIC, own.id))
    return Message(join(lines, "\n"), (*in_pairs([words, *names]), (drop,), (_all(say),)))


def ask_name(say: Say, limits: TopicLimits, said: str | None = None) -> Message:
    """`said` is why the last answer would not do."""
    return _asking([said, say("own-topic-ask-name", limit=limits.name)], _all(say))


def ask_words(name: str, say: Say, limits: TopicLimits, said: str | None = None) -> Message:
    asked = say("own-topic-ask-words", name=name, limit=limits.words)
    return _asking([said, asked], _all(say))


def ask_new_words(own: OwnTopic, say: Say, limits: TopicLimits, said: str | None = None) -> Message:
    now = say("own-topic-words", words=", ".join(own.words))
    asked = say("own-topic-ask-words", name=own.name(say.language), limit=limits.words)
    return _asking([said, asked, now], _back(own, say))


def ask_name_in(own: OwnTopic, language: Language, say: Say, said: str | None = None) -> Message:
    """While a topic is made: it may have the same name in this language."""
    name = own.name(language)
    skip = Button(say("button-skip"), encode(Action.SAME_NAME, own.id, language))
    return _asking(
        [said, say(f"own-topic-called-{language}", name=name), say("own-topic-skip", name=name)], skip
    )


def ask_new_name(own: OwnTopic, language: Language, say: Say, said: str | None = None) -> Message:
    asked = say(f"own-topic-called-{language}", name=own.name(language))
    return _asking([said, asked, say("own-topic-rename")], _back(own, say))


def ask_drop(own: OwnTopic, counted: TopicCounts, say: Say) -> Message:
    """With what it means for those who chose it."""
    lines = [bold(text(say("own-topic-drop-ask", name=own.name(say.language))))]
    if counted.subscribers:
        lines.append(text(say("own-topic-drop-chosen", subscribers=counted.subscribers)))
    else:
        lines.append(text(say("own-topic-drop-unchosen")))
    if counted.alone:
        lines.append(text(say("own-topic-drop-alone", alone=counted.alone)))
    drop = Button(say("button-drop-topic"), encode(Action.DROP_TOPIC, own.id))
    keep = Button(say("button-cancel"), encode(Action.OWN_TOPIC, own.id))
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
    return Button(say("button-back"), encode(Action.OWN_TOPIC, own.id))


def _all(say: Say) -> Button:
    return Button(say("button-own-topics"), encode(Action.OWN_TOPICS))
