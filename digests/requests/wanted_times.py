"""The times of day and weekdays that a sentence asks for."""

from __future__ import annotations

import re

from digests.requests.asked import Opens, Request, WantsTimes
from digests.requests.sentence import PlainSentence
from digests.requests.times import When, read_when, read_whens

MONTHS = 12
_BESIDE_TIMES = {
    "around", "hello", "thanks", "ok", "change", "send", "news", "report", "mailing", "subscribe", "times",
    "only",
}  # fmt: skip
SHIFTS = {
    "раньше", "позже", "пораньше", "попозже", "позднее", "ерте", "кеш", "ертерек", "кешірек", "кеширек",
    "earlier", "later", "sooner",
}  # fmt: skip
_AT = ("в", "к", "at", "by", "сағат", "o'clock", "oclock")
_MINUTES = re.compile(r"(?<![\d.])\d{1,2}\.(\d\d)(?![\d.])")
_FIGURES = re.compile(r"\d{3}")


def wanted_times(said: PlainSentence) -> Request | None:
    if "stop" in said.kinds or said.counts_news():
        return None
    if "times" in said.kinds and not SHIFTS.isdisjoint(said.first_words("times")):
        return Opens("times")  # "an hour later" is no hour
    text = said.text_without(_BESIDE_TIMES)
    when = read_when(text)
    if when is None:
        several = read_whens(text)
        return WantsTimes(several[0], several[1:]) if several else None
    wanted = bool(said.kinds & {"send", "subscribe"}) or _changes_time(said)
    if not when.times:
        return WantsTimes(when) if wanted or ("only" in said.kinds and "news" not in said.kinds) else None
    return WantsTimes(when) if when.sure or wanted or _at_some_time(said) or _is_clock(when, text) else None


def _changes_time(said: PlainSentence) -> bool:
    """ "Поменяй время на 9" does; "Time 100" is a name."""
    phrases = said.said("times")
    return any(each.after - each.first > 1 for each in phrases) or bool(phrases and "change" in said.kinds)


def _at_some_time(said: PlainSentence) -> bool:
    """A preposition before a number that is no year: "в 9", "дайджест в 9"."""
    words = {word.text.lower() for word in said.words}
    return not words.isdisjoint(_AT) and ("news" in said.kinds or not _FIGURES.search(said.text))


def _is_clock(when: When, text: str) -> bool:
    """ "8.30" is no date, but "9.11" may be one."""
    minutes = [int(figures) for figures in _MINUTES.findall(text)]
    return len(minutes) == len(when.times) and min(minutes) > MONTHS
