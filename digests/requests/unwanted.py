"""What a sentence asks to leave out: words, a topic, the night, or everything."""

from __future__ import annotations

import re

from digests.requests.asked import Greets, Opens, Request, WantsWithout
from digests.requests.sentence import PlainSentence
from digests.topics.topic_names import topic_named
from digests.topics.word_lists import listed, word_keys

MAX_MUTED_WORDS = 3
MAX_AFTER_WEAK = 2
MAX_SUBJECT_WORDS = 5
MIN_STEM = 4  # letters before "-сыз"
MIN_NAME = 7  # of a name that ends as a verb does
_WEAK = {"без", "кроме", "without", "except", "no", "емес"}
_BESIDE_MUTED = {
    "around", "hello", "thanks", "send", "news", "report", "without", "only", "about", "mailing", "part",
    "day", "change",
}  # fmt: skip
_INFINITIVE = re.compile(r"[аеёиоуыюя]ть(?:ся)?\Z|лю\Z", re.IGNORECASE)
_PREPOSITIONS = {
    "на", "в", "во", "за", "по", "с", "со", "из", "для", "к", "до", "от", "у", "of", "for", "in", "on", "at",
    "to",
    "with", "from", "by", "ли", "your", "своих", "свои", "свою", "своё", "своей",
}  # fmt: skip
_LESS = {"less", "fewer", "меньше", "поменьше", "азырақ"}
_OF_THINGS = {  # done with things at home too: "убери мусор"
    "убери", "уберите", "убрать", "удали", "удалить", "удалите", "отключи", "отключите", "выключи",
    "выключите",
    "выкинь", "remove", "delete", "drop", "cut", "kill", "lose", "өшір", "өшіріңіз", "жап", "салма", "алмай",
}  # fmt: skip
_VERB_ENDINGS = ("ли", "лся", "лась", "лись", "лось", "ть", "ться", "ется", "ются", "ится", "ed")
_KAZAKH_WITHOUT = ("сыз", "сіз", "сиз")
_VERB_BEFORE_YOU = tuple("аеәйыіи")  # "келесіз" is "you come"


def quiet(said: PlainSentence) -> Request | None:
    """Hours in which nothing should come."""
    if said.rest is not None and said.rest_is_days():
        return None
    if "quiet" in said.kinds and said.rest_is_time():
        return Opens("quiet")
    at_night = said.kinds & {"part", "half_day"} or said.rest is not None
    if "stop" in said.kinds and not said.kinds & {"news", "about"} and at_night and said.rest_is_time():
        return Opens("quiet")
    return None


def days_off(said: PlainSentence) -> Request | None:
    """Days on which nothing should come."""
    off = said.rest is not None and said.rest_is_days() and said.kinds & {"without", "stop", "quiet"}
    return Opens("times") if off else None


def kept_away(said: PlainSentence) -> Request | None:
    """A topic; or words, where it is plain that news is about them."""
    if said.kinds & {"unfollow", "unmute"}:
        return None if "resume" in said.kinds and said.rest is None else _taken_back(said)
    if without := _in_kazakh(said):
        return without
    if "stop" in said.kinds and "about" in said.kinds and said.is_about_one(MAX_SUBJECT_WORDS):
        return WantsWithout(said.subject, said.topic)
    if "without" not in said.kinds:
        return None
    if said.topic:
        return WantsWithout(said.subject, said.topic)
    if said.rest is None:
        return _everything(said)
    if said.kinds & {"about", "news"} and not _weak(said) and said.is_about_one(MAX_SUBJECT_WORDS):
        return WantsWithout(said.subject)
    return WantsWithout(said.subject) if _only_words(said) else None


def _taken_back(said: PlainSentence) -> Request | None:
    short = said.rest is None or said.is_about_one(MAX_MUTED_WORDS)
    return Opens("follows") if short and not said.unknown_figures() and not said.is_marked_within() else None


def _everything(said: PlainSentence) -> Request | None:
    if _weak(said) and not said.languages:
        return Greets("ok")
    if said.first_words("without") & _LESS:
        return Opens("length") if said.kinds & {"news", "report"} else None
    if "breaking" in said.kinds:
        return Opens("breaking")
    if said.languages:
        return Opens("news_languages")
    return Opens("stop") if not said.kinds & {"thanks", "length", "privacy"} else None


def _only_words(said: PlainSentence) -> bool:
    """Whether nothing else is said: "Без Трампа", "no more football".

    "Без воды остались три села" ("Three villages are left without water") is a headline.
    """
    if said.kinds - _BESIDE_MUTED or said.first_words("without") == {"емес"}:
        return False
    most = MAX_AFTER_WEAK if _weak(said) else MAX_MUTED_WORDS
    if said.rest is None or not said.is_about_one(most):
        return False
    words = [said.words[place].text for place in said.rest]
    if _goes_on(said, said.rest) or words[0][0].isdigit() or _INFINITIVE.search(words[-1]):
        return False
    if said.first_words("without") & _OF_THINGS and not any(word.istitle() for word in words):
        return any(_is_in_the_news(word) for word in words)
    if _weak(said):
        return len(words) == 1 or all(word.istitle() for word in words)
    return not words[-1].lower().endswith(_VERB_ENDINGS)


def _is_in_the_news(word: str) -> bool:
    return bool(listed().get(word_keys(None)[word], {}))


def _goes_on(said: PlainSentence, rest: range) -> bool:
    """Whether the sentence says more about it: "хватит хлеба на всех", "Without a Trace"."""
    nearest = max((each.after for each in said.said("without") if each.after <= rest[0]), default=rest[0])
    places = (*range(nearest, rest[0]), *range(rest[-1] + 1, len(said.words)))
    beside = {said.words[place].text.lower() for place in places}
    parted = _weak(said) and not any(each.after == rest[0] for each in said.said("without"))
    return parted or not beside.isdisjoint(_PREPOSITIONS)


def _weak(said: PlainSentence) -> bool:
    """Whether it is often said of other things: "Новости без цензуры"."""
    words = said.first_words("without")
    return len(words) == len(said.said("without")) and words <= _WEAK


def _in_kazakh(said: PlainSentence) -> Request | None:
    """For example спортсыз, Трампсыз жаңалықтар."""
    if said.rest is None or len(said.rest) != 1:
        return None
    word = said.words[said.rest[0]].text
    stem = word[:-3]
    if not word.lower().endswith(_KAZAKH_WITHOUT):
        return None
    if topic := topic_named(stem, said.own):
        return WantsWithout(stem, topic)
    if said.kinds - _BESIDE_MUTED or len(stem) < MIN_STEM or stem[0].isdigit():
        return None
    like_verb = stem.lower().endswith(_VERB_BEFORE_YOU) and len(stem) < MIN_NAME
    return None if like_verb and "news" not in said.kinds else WantsWithout(stem)
