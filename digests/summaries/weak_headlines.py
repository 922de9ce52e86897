"""What makes a headline a poor one to tell a story by."""

from __future__ import annotations

import re

from digests.models.texts import Language
from digests.summaries.clauses import MAX_HEADLINE
from digests.summaries.phrases import phrases_in
from digests.summaries.references import refers_back
from digests.summaries.standalone import is_half_quotation
from digests.summaries.statements import is_statement

REFUSED, POOR = 2, 1
FEW_LETTERS = 12
OPENING_WORDS = 3  # behind them "things" and "watch" are words like others
_LEADING_QUOTATION = re.compile(r"[\W_]{0,5}(?:[«“„\"‘']|' )[^«»“”„\"]{8,}[»”\"’']\s?(?:[—–:,-]|\Z)")
_SPEAKER = re.compile(r"[»”\"’']\s?[—–:,-]\s?(?:[^\W\d_]+ ){0,5}[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\W\d_]")
_COUNTED = re.compile(r"\d{1,3} [^\W\d_]{2,20} (?:which|that|to|you|котор|чтобы)", re.IGNORECASE)
_OBJECT_ALONE = re.compile(
    r"\b(?:соглашени|меморандум|договор|решени|заявлени|предложени|документ|указ|постановлени|келісім|мәлімдеме)"
    r"[а-яёі]{0,3}\Z"
)
_DIGIT = re.compile(r"\d")
_QUOTED = re.compile(r"[«“„\"][^«»“”„\"]*[»”\"]")
_CALL = re.compile(r"(?<![^\W\d_])[а-яё]{2,20}(?:йте|йтесь|итесь|ьте)\b", re.IGNORECASE)
_CONTENT = re.compile(r"\b(?:что|деп|that)\b|[:—–]")


def weakness(headline: str, language: Language) -> int:
    """0 for one that tells an event, `POOR` for a long one or one without content or predicate.

    `REFUSED` for a question, a list, a quotation, a call for attention, hearsay and what is no headline.
    """
    bare = headline.strip()
    opening = " ".join(bare.split()[:OPENING_WORDS])
    found = phrases_in("weak_headlines.txt", bare)
    opens = phrases_in("weak_headlines.txt", opening)
    refused = (
        bare.rstrip("»”\"') .").endswith("?")
        or "? " in _QUOTED.sub("", bare)
        or _CALL.search(bare)
        or (_LEADING_QUOTATION.match(bare) and not _SPEAKER.search(bare))
        or _COUNTED.match(bare)
        or found & {"hearsay", "teaser"}
        or opens & {"list", "flash"}
        or sum(map(str.isalpha, bare)) < FEW_LETTERS
        or is_half_quotation(bare)
        or refers_back(bare)
        or bare[:1].islower()
    )
    if refused:
        return REFUSED
    told = language == "en" or is_statement(bare, language)
    quoted = _LEADING_QUOTATION.match(bare) or "!" in bare
    return POOR if len(bare) > MAX_HEADLINE or says_nothing(bare) or quoted or not told else 0


def says_nothing(text: str) -> bool:
    """Whether it only says that somebody spoke, or that there is an agreement or a document."""
    spoken_of = len(text) <= MAX_HEADLINE and not _DIGIT.search(text) and not _CONTENT.search(text)
    about = spoken_of and "without content" in phrases_in("weak_headlines.txt", text)
    return about or bool(_OBJECT_ALONE.search(text))
