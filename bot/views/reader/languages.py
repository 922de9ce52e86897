"""Choosing a language to speak, and the languages of the news."""

from __future__ import annotations

from bot.i18n import INTERFACE_LANGUAGES, Say, speak
from bot.views.common.buttons import Action, SettingsOwner, encode
from bot.views.common.html import bold, join, text
from bot.views.common.menu import back_to_settings, chat_title_line
from bot.views.common.message import Button, Message
from bot.views.common.subscription import Subscription
from digests.models import NEWS_LANGUAGES, Language


def language_buttons(flow: SettingsOwner) -> tuple[Button, ...]:
    return tuple(
        Button(speak(language)("language-own"), encode(Action.LANGUAGE, language, flow))
        for language in INTERFACE_LANGUAGES
    )


def choose_language(subscription: Subscription, say: Say, *, unknown: bool = False) -> Message:
    lines = [text(say("languages-unknown"))] if unknown else []
    lines.append(bold(text(say("languages-choose"))))
    rows = (
        language_buttons(SettingsOwner.SETTINGS),
        (news_languages_button(subscription, say, SettingsOwner.SETTINGS),),
        (Button(say("button-back"), encode(Action.SETTINGS)),),
    )
    return Message(join(lines, "\n"), rows)


def choose_news_languages(subscription: Subscription, say: Say, flow: SettingsOwner) -> Message:
    chosen = subscription.news_languages
    now = _in_words(chosen, say) if chosen else say("news-languages-none-means-all")
    switches = tuple(_switch(language, language in chosen, say, flow) for language in _own_first(say))
    everything = Button(say("button-all-languages"), encode(Action.ALL_LANGUAGES, flow))
    rows = (
        switches,
        *(((everything,),) if chosen else ()),
        (back_to_settings(flow, say),),
    )
    lines = [*chat_title_line(subscription, say), bold(text(say("news-languages-choose"))), text(now)]
    return Message(join(lines, "\n"), rows)


def news_languages_button(subscription: Subscription, say: Say, flow: SettingsOwner) -> Button:
    names = [say(f"language-{language}") for language in subscription.news_languages]
    some = 0 < len(names) < len(NEWS_LANGUAGES)
    languages = ", ".join(names) if some else say("settings-all-languages")
    return Button(say("settings-news-languages", languages=languages), encode(Action.NEWS_LANGUAGES, flow))


def _switch(language: Language, on: bool, say: Say, flow: SettingsOwner) -> Button:
    name = speak(language)("language-own")
    words = say("chosen", name=name) if on else name
    return Button(words, encode(Action.NEWS_LANGUAGE, language, int(not on), flow))


def _in_words(chosen: tuple[Language, ...], say: Say) -> str:
    names = [say(f"language-{language}") for language in chosen]
    return say("news-languages-chosen", languages=say.all_of(names))


def _own_first(say: Say) -> list[Language]:
    return sorted(NEWS_LANGUAGES, key=lambda language: language != say.language)
