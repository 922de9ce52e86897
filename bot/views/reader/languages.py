"""Chooses the language of the interface, and the languages of the news."""

from __future__ import annotations

from bot.i18n import INTERFACE_LANGUAGES, Say, speak
from bot.views.common.buttons import OpenTimes, OpenTopics, SettingsOwner, button
from bot.views.common.html import bold, join, text
from bot.views.common.menu import back_to_settings, chat_title_line
from bot.views.common.message import Button, Message
from bot.views.common.subscription import Subscription
from bot.views.reader.buttons import (
    ChooseAllNewsLanguages,
    ChooseLanguage,
    OpenNewsLanguages,
    SwitchNewsLanguage,
)
from digests.models.texts import NEWS_LANGUAGES, Language


def language_buttons(owner: SettingsOwner) -> tuple[Button, ...]:
    return tuple(
        button(speak(language)("language-own"), ChooseLanguage(language, owner))
        for language in INTERFACE_LANGUAGES
    )


def choose_language(subscription: Subscription, say: Say, *, unknown: bool = False) -> Message:
    lines = [text(say("languages-unknown"))] if unknown else []
    lines.append(bold(text(say("languages-choose"))))
    rows = (
        language_buttons(SettingsOwner.SETTINGS),
        (news_languages_button(subscription, say, SettingsOwner.SETTINGS),),
        (back_to_settings(SettingsOwner.SETTINGS, say),),
    )
    return Message(join(lines, "\n"), rows)


def choose_news_languages(
    subscription: Subscription, say: Say, owner: SettingsOwner, *, prevailing: Language | None = None
) -> Message:
    """`prevailing`: the language of most news, to be mentioned to somebody who speaks another."""
    chosen = subscription.destination.news_languages
    now = _in_words(chosen, say) if chosen else say("news-languages-none-means-all")
    switches = tuple(_switch(language, language in chosen, say, owner) for language in _own_first(say))
    everything = button(say("button-all-languages"), ChooseAllNewsLanguages(owner))
    rows = (
        switches,
        *(((everything,),) if chosen or owner == SettingsOwner.WELCOME else ()),
        _last(subscription, say, owner),
    )
    lines = [*chat_title_line(subscription, say), bold(text(say("news-languages-choose")))]
    lines += [text(say(f"news-languages-mostly-{prevailing}"))] if prevailing else []
    lines.append(text(now))
    return Message(join(lines, "\n"), rows)


def _last(subscription: Subscription, say: Say, owner: SettingsOwner) -> tuple[Button, ...]:
    """In the first minute, a button to the times, once a language is chosen."""
    if owner != SettingsOwner.WELCOME:
        return (back_to_settings(owner, say, "what"),)
    done = (button(say("button-done"), OpenTimes(owner)),) if subscription.destination.news_languages else ()
    return (button(say("button-back"), OpenTopics(owner)), *done)


def news_languages_button(subscription: Subscription, say: Say, owner: SettingsOwner) -> Button:
    names = [say(f"language-{language}") for language in subscription.destination.news_languages]
    some = 0 < len(names) < len(NEWS_LANGUAGES)
    languages = ", ".join(names) if some else say("settings-all-languages")
    return button(say("settings-news-languages", languages=languages), OpenNewsLanguages(owner))


def _switch(language: Language, on: bool, say: Say, owner: SettingsOwner) -> Button:
    name = speak(language)("language-own")
    return button(say("chosen", name=name) if on else name, SwitchNewsLanguage(language, not on, owner))


def _in_words(chosen: tuple[Language, ...], say: Say) -> str:
    names = [say(f"language-{language}") for language in chosen]
    return say("news-languages-chosen", languages=say.all_of(names))


def _own_first(say: Say) -> list[Language]:
    return sorted(NEWS_LANGUAGES, key=lambda language: language != say.language)
