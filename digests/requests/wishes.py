"""The wish that a sentence expresses as a whole."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from digests.models.texts import Language
from digests.requests.asked import (
    AsksAbout,
    AsksNews,
    Courtesy,
    Greets,
    Opens,
    Request,
    Screen,
    Searches,
    WantsFollow,
    WantsLanguage,
)
from digests.requests.sentence import PERIODS, PlainSentence
from digests.requests.unwanted import days_off, kept_away, quiet
from digests.requests.wanted_times import wanted_times
from digests.topics.topic_names import topic_named

MAX_SUBJECT_WORDS = 5
MAX_PLACE_WORDS = 3
MAX_UNKNOWN = 2  # words beside a wish that is plain without them

_SCREENS = (
    "privacy", "mistake", "quiet", "at_once", "breaking", "resume", "stop", "chats", "history", "saved",
    "follows", "zone", "sources", "length", "topics", "times", "settings", "help", "menu",
)  # fmt: skip
_LOOSE = ("privacy", "quiet", "at_once", "stop", "resume", "length", "times", "help")
_COURTESIES: tuple[Courtesy, ...] = ("rude", "thanks", "bye", "hello", "ok")
_DAY_NAMES = {"сегодня", "вчера", "бүгін", "кеше", "today", "yesterday"}
_LIGHT = {
    "around",
    "hello",
    "thanks",
    "bye",
    "ok",
    "change",
    "send",
    "news",
    "report",
    "mailing",
    "part",
    *PERIODS,
}
_OF_FOLLOWS = {"follow", "subscribe", "about", "only"}
_TO = ("на", "to", "for")
_POSSESSIVE = ("your", "his", "her", "своим", "своей", "собой")
_THIRD_PERSON = ("ет", "ют", "ит", "ят", "ются", "ется", "йды", "йді", "ады", "еді")
_DATIVE = ("ға", "ге", "қа", "ке")
_SWITCHES = {"send", "subscribe", "follow", "change", "mailing", "resume", "without", "stop", "length"}


def wish(said: PlainSentence) -> Request | None:
    """None where the sentence as a whole is no wish."""
    if any(each.section == "saying" for each in said.known):
        return None  # its words mean something else there: "Less is more", "ты не поверишь, что случилось"
    if said.opens_with("accusation"):
        return Opens("mistake")
    if said.rest is not None and said.inside & {"without", "stop", "send", "subscribe", "follow"}:
        return _loosely(said)
    return (
        quiet(said)
        or wanted_times(said)
        or days_off(said)
        or kept_away(said)
        or _follow(said)
        or _screen(said)
        or _language(said)
        or _about(said)
        or _news(said)
        or _courtesy(said)
        or _loosely(said)
    )


def _loosely(said: PlainSentence) -> Request | None:
    """Allows a word or two that are in no list, where somebody speaks of themselves or to the bot."""
    if not said.is_addressed() or len(said.unknown) > MAX_UNKNOWN or said.names_something():
        return None
    sections = said.kinds | said.inside
    if sections & {"stop", "without"} and sections & {"part", "half_day", "quiet"}:
        return Opens("quiet")
    screen = next((each for each in _LOOSE if each in sections), None)
    return _opens(screen) if screen else None


def _opens(section: str) -> Request:
    return Opens(cast("Screen", "breaking" if section == "at_once" else section))


def _follow(said: PlainSentence) -> Request | None:
    """Names and words are followed; a topic is subscribed to."""
    if not ("follow" in said.kinds or _subscribes_to(said)) or said.kinds - _LIGHT - _OF_FOLLOWS:
        return None
    if said.rest is None:
        return Opens("follows") if "follow" in said.kinds else None
    if said.topic or _all_topics(said) or not said.is_about_one(MAX_SUBJECT_WORDS):
        return None
    before = said.words[said.rest[0] - 1].text.lower() if said.rest[0] else ""
    if before in _POSSESSIVE or (len(said.rest) > 1 and said.subject.endswith(_THIRD_PERSON)):
        return None  # "watch your step", "подписка на газеты подорожает"
    return WantsFollow(said.subject)


def _subscribes_to(said: PlainSentence) -> bool:
    """ "Подпиши на ЮНЕСКО", "Димашқа жазылғым келеді"; but not "подпишите документ" ("sign it")."""
    if "subscribe" not in said.kinds or said.rest is None:
        return False
    before = said.words[said.rest[0] - 1].text.lower() if said.rest[0] else ""
    return before in _TO or said.words[said.rest[-1]].text.lower().endswith(_DATIVE)


def _screen(said: PlainSentence) -> Request | None:
    if said.rest is not None:
        return _screen_of_rest(said)
    if "place" in said.kinds:
        return Opens("zone")
    if said.languages and "news" in said.kinds:
        return Opens("news_languages")
    for screen in _SCREENS:
        if screen in said.kinds and (screen != "breaking" or _switches_breaking(said)):
            return _opens(screen)
    if said.languages:
        return None
    asked = said.kinds & {"news", "report", "about"} and "send" not in said.kinds
    return Opens("times") if ("part" in said.kinds and not asked) or "subscribe" in said.kinds else None


def _screen_of_rest(said: PlainSentence) -> Request | None:
    if "place" in said.kinds and said.is_about_one(MAX_PLACE_WORDS) and not said.unknown_figures():
        return Opens("zone")
    if said.kinds & {"only", "subscribe", "follow", "topics"} and _all_topics(said):
        return Opens("topics")
    if said.rest_number() and said.kinds & {"news", "report"} and said.kinds & {"only", "send", "length"}:
        return Opens("length")
    return None


def _switches_breaking(said: PlainSentence) -> bool:
    """ "Включи срочные" does; "срочные новости" asks for such news."""
    return "news" not in said.kinds or bool(said.kinds & _SWITCHES)


def _all_topics(said: PlainSentence) -> bool:
    parts = said.subject
    for between in (" и ", " және ", " and ", " мен ", " пен ", " бен "):
        parts = parts.replace(between, ",")
    return all(topic_named(part.strip(), said.own) for part in parts.split(","))


def _language(said: PlainSentence) -> Request | None:
    languages = said.languages
    if said.rest is not None or said.kinds - {"language", "tongue", "subscribe"} - _LIGHT - set(languages):
        return None
    if len(languages) == 1:
        return WantsLanguage(cast("Language", languages[0].removeprefix("language ")))
    return Opens("language") if languages or "tongue" in said.kinds else None


def _about(said: PlainSentence) -> Request | None:
    if said.rest is None:
        return Opens("search") if "find" in said.kinds else None
    if len(said.rest) > MAX_SUBJECT_WORDS and not said.kinds & {"find"}:
        return None
    if said.topic:
        odd = said.kinds - _LIGHT - {"about", "find", "only", "subscribe", "breaking"}
        return None if odd else AsksAbout(said.subject, said.topic, said.asked_period())
    if said.kinds - _LIGHT - {"about", "find", "breaking"} or "report" in said.kinds:
        return None
    if "find" in said.kinds:
        return Searches(said.subject, asked=True)
    asked = said.kinds & {"news", "about"} or _ends_with_period(said)
    if not asked or said.is_marked_within() or said.ends_as_kazakh_sentence():
        return None
    return AsksAbout(said.subject, None, said.asked_period())


def _news(said: PlainSentence) -> Request | None:
    if said.rest is not None or said.kinds - _LIGHT - {"about", "only", "find", "breaking"}:
        return None
    period = said.asked_period()
    if said.known and said.known[0].section == "thanks" and not (period or "send" in said.kinds):
        return None  # "спасибо за новости"
    if said.kinds & {"news", "report", "breaking"} or period:
        return AsksNews(period or timedelta(days=1), yesterday=_only_yesterday(said))
    return None


def _courtesy(said: PlainSentence) -> Request | None:
    if said.rest is not None:
        return None
    return next((Greets(how) for how in _COURTESIES if how in said.kinds), None)


def _ends_with_period(said: PlainSentence) -> bool:
    """A name followed by what is plainly a period: "ЮНЕСКО за месяц", "Токаев сегодня"."""
    if said.rest is None or said.rest[0] != 0 or len(said.rest) > MAX_PLACE_WORDS:
        return False
    if said.period:
        return said.known == []
    if len(said.known) != 1 or said.known[0].section not in PERIODS:
        return False
    last = said.known[0]
    return last.after - last.first > 1 or said.words[last.first].text.lower() in _DAY_NAMES


def _only_yesterday(said: PlainSentence) -> bool:
    return said.period is None and "yesterday" in said.kinds and not said.kinds & {"week", "month", "day"}
