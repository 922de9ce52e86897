"""Derives everything from one text, in a single pass through the stages."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from digests.models.texts import MAX_SUMMARY, Analysis, ParsedText, RawText
from digests.names.find_names import find_names
from digests.reading.advertising import is_advertising
from digests.reading.read_text import read_and_hash, text_hash
from digests.search.search_text import search_text
from digests.stories.fingerprints import fingerprint
from digests.summaries.headlines import make_headline
from digests.summaries.loose_lines import loose_lines
from digests.summaries.sentence_scores import Sentence, news_of, parse
from digests.summaries.summarise import SENTENCES_READ, names_in, names_nothing, summarise_sentences
from digests.text.language import language_of
from digests.text.sentences import split_sentences
from digests.topics.classify import classify

LEAD_BONUS = 0.9  # in news
LEAD_WORDS = 5  # fewer are a kicker
_PLACED_KK = re.compile(
    r"(?!(?:бүгін|мұн|сон|он|қазір|жыл|күн|кез|таң))\w{3,30}(?:[дт][ае]|[дт][ае]ғы|[дт]егі)", re.IGNORECASE
)


def analyse(
    raw: RawText, *, now: datetime, sentences: int = MAX_SUMMARY, repeated: Collection[int] = ()
) -> Analysis:
    """The analysis of `raw`; any text gets one. `sentences` limits the summary.

    `repeated` are the lines that its source repeats. The hash is of the text including them: they are only
    learnt over time, and a text must keep its hash.
    """
    reading, known_by = read_and_hash(raw, now=now, repeated=repeated)
    found = analyse_reading(reading, sentences, known_by)
    return replace(found, advertising=True, topics=()) if is_advertising(raw.text) else found


def analyse_reading(
    reading: ParsedText, sentences: int = MAX_SUMMARY, known_by: str | None = None
) -> Analysis:
    """The same for a text whose headline, date and page furniture have been separated already.

    `known_by` is its hash, if that is not the hash of its body.
    """
    language = language_of(reading.body or reading.headline or "")
    texts = split_sentences(reading.body)[:SENTENCES_READ]
    parsed = parse(texts, language)
    news = news_of(parsed, reading.headline, language)
    headline = make_headline(reading, _by_news(parsed, news), language)
    loose = loose_lines(reading.body, titled=reading.headline is not None)
    summary = summarise_sentences(parsed, news, sentences, loose)
    names = find_names([headline, *texts], language)
    return Analysis(
        reading=reading,
        language=language,
        headline=headline,
        summary=summary,
        topics=classify(headline, reading.body, language),
        names=names,
        fingerprint=fingerprint(reading.headline, reading.body, language, summary),
        text_hash=known_by or text_hash(reading.body),
        search=search_text(headline, names, summary, reading.body, language),
    )


def _opens_with_place(sentence: Sentence) -> bool:
    """Whether one of the first two words is in the Kazakh locative: "Оралда", "Абай облысында"."""
    return any(map(_PLACED_KK.fullmatch, sentence.words[:2]))


def _by_news(sentences: list[Sentence], news: list[float]) -> list[str]:
    """The most newsworthy sentence first. Reports open with theirs, unless the opening has neither name nor
    number.
    """
    named = names_in(sentences)
    lead = next((each for each in sentences if len(each.words) >= LEAD_WORDS), None)
    leads = lead is not None and (not names_nothing(lead, named) or _opens_with_place(lead))
    order = sorted(
        sentences,
        key=lambda each: (-news[each.position] - LEAD_BONUS * (leads and each is lead), each.position),
    )
    return [each.text for each in order]
