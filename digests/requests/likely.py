"""What a sentence probably asks for: the learnt wish together with what the rules find in its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple, cast, get_args

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
    WantsTimes,
    WantsWithout,
)
from digests.requests.learnt import NOTHING, is_of_wishes, likeliest_wish, share_of_nothing
from digests.requests.sentence import PERIODS, PlainSentence
from digests.requests.time_words import is_said_of_times
from digests.requests.times import When, read_when
from digests.requests.wanted_times import SHIFTS
from digests.topics.topic_names import topic_named

SURE, SURE_OF_GUESS = 0.6, 0.8  # how probable a wish must be, also where the text is read as typed otherwise
SURE_OF_FAULT = 0.45  # … where words of the lists say that something is wrong in a story
AGAINST_LOOSE, AGAINST_SURE = 0.6, 0.9  # … where a rule says another one
NO_WISH, NO_WISH_OF_LOOSE = 0.9, 0.5  # … where it says one, also when words are left over
SURELY = 0.9  # … although some of its words are of no wish
LOOKED_FOR = 0.75  # how probable it is at least that common words alone are looked for
MAX_SUBJECT_WORDS = 4
MAX_TOPIC_WORDS = 3


@dataclass(frozen=True, slots=True)
class ByRule:
    """`is_whole`: the request explains all words, some as its subject; `is_sure`: it knows them all."""

    request: Request
    is_whole: bool
    is_sure: bool


class _Likely(NamedTuple):
    wish: str
    share: float
    sentence: PlainSentence


def weighed(by_rule: ByRule | None, sentences: Sequence[PlainSentence]) -> Request | None:
    """`sentences` are the readings of one text; None where it is plainly no wish."""
    if any(each.section == "saying" for sentence in sentences for each in sentence.known):
        return None
    likely = _likeliest(sentences)
    if by_rule is None:
        if likely.sentence.tells_of_others() or _says_more(likely):
            return None
        return _request(likely.wish, likely.sentence) if likely.share >= _least(likely) else None
    wish = _wish_of(by_rule.request)
    if likely.wish == wish or _decides(by_rule.request, likely.wish):
        return by_rule.request
    if likely.wish == NOTHING:
        least = NO_WISH if by_rule.is_whole else NO_WISH_OF_LOOSE
        gone = likely.share >= least and not by_rule.is_sure and wish not in ("about", "zone")
        return None if gone else by_rule.request
    least = AGAINST_SURE if by_rule.is_sure else AGAINST_LOOSE
    if likely.share < least or _subject_places(likely.sentence):
        return by_rule.request
    return _request(likely.wish, likely.sentence) or by_rule.request


def _least(likely: _Likely) -> float:
    """The probability that is required where no rule applies."""
    if likely.wish == "mistake" and likely.sentence.finds_fault():
        return SURE_OF_FAULT
    return SURE_OF_GUESS if likely.sentence.is_guessed else SURE


def _decides(request: Request, likely: str) -> bool:
    """Whether the rule wins over the model: for times, for searches, and between two courtesies."""
    courtesies = isinstance(request, Greets) and likely in get_args(Courtesy)
    return courtesies or isinstance(request, WantsTimes | Searches)


def is_talk(sentence: PlainSentence) -> bool:
    """Whether several words are said as wishes are, not searched for: "who made you", "сколько тебе лет".

    News may be about at most one of them, and about none unless the bot is addressed.
    """
    subjects = len(_subject_places(sentence))
    if len(sentence.words) < 2 or subjects > sentence.speaks_to_the_bot():
        return False
    return share_of_nothing(sentence.text) < LOOKED_FOR


def _likeliest(sentences: Sequence[PlainSentence]) -> _Likely:
    """The wish of the text as typed, unless another reading is plainly a wish."""
    told = [each for each in sentences if not each.is_guessed or any(map(is_of_wishes, _texts(each)))]
    found = [_Likely(*likeliest_wish(each.text), each) for each in told or sentences[:1]]
    wishes = [each for each in found if each.wish != NOTHING]
    return max(wishes, key=lambda each: each.share, default=found[0])


def _says_more(likely: _Likely) -> bool:
    """Whether it is not surely a request for a screen and has words that none has: "my phone died again"."""
    of_screens = likely.wish in get_args(Screen)
    return of_screens and likely.share < SURELY and len(_subject_places(likely.sentence)) > 1


def _texts(said: PlainSentence) -> list[str]:
    return [word.text for word in said.words]


def _wish_of(request: Request) -> str:
    match request:
        case Opens(screen):
            return screen
        case Greets(how):
            return how
        case _:
            return _WISHES[type(request)]


_WISHES: dict[type, str] = {
    AsksNews: "digest", AsksAbout: "about", Searches: "search", WantsTimes: "times", WantsFollow: "follow",
    WantsWithout: "without", WantsLanguage: "language",
}  # fmt: skip


def _request(wish: str, said: PlainSentence) -> Request | None:
    match wish:
        case "digest" | "about":
            return _news(wish, said)
        case "times":
            when = _when(said)
            return WantsTimes(when) if when else Opens("times")
        case "language":
            return _language(said)
        case "without" | "follow":
            return _of_words(wish, said)
        case _ if wish in get_args(Courtesy):
            return Greets(cast("Courtesy", wish))
        case "none":
            return None
        case "find":
            return Opens("search")
        case _:
            return Opens(cast("Screen", wish))


def _news(wish: str, said: PlainSentence) -> Request | None:
    sections = said.kinds | said.inside
    hours = [PERIODS[section] for section in sections if section in PERIODS]
    period = said.period or (timedelta(hours=max(hours)) if hours else None)
    if topic := _topic(said):
        return AsksAbout(*topic, period)
    if wish == "about":
        subject = _subject(said)
        return AsksAbout(subject, None, period) if subject else None
    yesterday = not said.period and hours == [PERIODS["yesterday"]] and "yesterday" in sections
    return AsksNews(period or timedelta(days=1), yesterday=yesterday)


def _when(said: PlainSentence) -> When | None:
    """The hours and days in it, unless they say how much earlier or later it should come."""
    words = [word.text for word in said.words]
    if not SHIFTS.isdisjoint(map(str.lower, words)):
        return None
    kept = [word for word in words if word[0].isdigit() or is_said_of_times(word)]
    when = read_when(" ".join(kept))
    return when if when and when.times else None


def _language(said: PlainSentence) -> Request:
    languages = sorted(kind for kind in said.kinds | said.inside if kind.startswith("language "))
    if len(languages) == 1:
        return WantsLanguage(cast("Language", languages[0].removeprefix("language ")))
    return Opens("language")


def _of_words(wish: str, said: PlainSentence) -> Request:
    """Subscribes to a topic or leaves it out; where nothing is named, the list of such words is shown."""
    if topic := _topic(said):
        return WantsWithout(*topic) if wish == "without" else Opens("topics")
    subject = _subject(said)
    if not subject:
        return Opens("follows")
    return WantsWithout(subject) if wish == "without" else WantsFollow(subject)


def _topic(said: PlainSentence) -> tuple[str, str] | None:
    """The words of a topic, and its id."""
    words = [word.text for word in said.words]
    for size in range(MAX_TOPIC_WORDS, 0, -1):
        for at in range(len(words) - size + 1):
            named = " ".join(words[at : at + size])
            unknown = not said.unknown or not set(said.unknown).isdisjoint(range(at, at + size))
            if unknown and (topic := topic_named(named, said.own)):
                return named, topic
    return None


def _subject(said: PlainSentence) -> str:
    """The words from the first to the last of the subject."""
    places = _subject_places(said) or said.unknown
    if not places or places[-1] - places[0] >= MAX_SUBJECT_WORDS:
        return ""
    return said.words_said(range(places[0], places[-1] + 1))


def _subject_places(said: PlainSentence) -> list[int]:
    """The positions of words that neither the lists nor the examples use to express wishes."""
    return [at for at in said.unknown if not is_of_wishes(said.words[at].text)]
