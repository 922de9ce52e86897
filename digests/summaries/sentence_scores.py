"""How much news a sentence of an article carries: features that any language has, with learnt weights."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from operator import mul

from digests.models.texts import Language
from digests.text.memo import WordCache
from digests.text.packed_counts import PackedCounts
from digests.text.rules import rule_lines, words_by_section
from digests.text.stemming import fold_word, tokenise
from digests.text.word_rarity import cut, idf

CLASSES = ("we", "i", "reference", "general", "say", "event", "when")
INTRINSIC_FEATURES = (
    *("one", "length", "short", "very_short", "long", "names", "name", "no_country", "past", "abstract"),
    *("number", "numbers", "quoted", "quote_start", "question", "call", "unfinished", "rarity"),
    "starts_with_reference",
    *(f"has_{name}" for name in CLASSES),
    *(f"share_{name}" for name in CLASSES),
)
CONTENT_FEATURES = (*INTRINSIC_FEATURES, "shared", "shared_mean", "shared_sum", "titled", "titled_share")
POSITION_FEATURES = ("news", "first", "near_first", "rather_near", "news_near_first", "position", "zero")
FEATURES = CONTENT_FEATURES + POSITION_FEATURES
UNKNOWN_IDF = 8.0
MIN_SENTENCE_IDF = 1.2
MIN_SCORE_OF_FIRST_SENTENCE = 0.7
GENERALITY = 1.0
SURE_NEWS_SCORE = 0.5
_PAST: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(r"[а-яё]{2,40}(?:л|ла|ло|ли|лся|лась|лось|лись)"),
    "kk": re.compile(r"[а-яёәғқңөұүһі]{2,40}(?:ды|ді|ты|ті|ған|ген|қан|кен)"),
    "en": re.compile(r"[a-z]{3,40}ed"),
}
_ABSTRACT: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(
        r"[а-яё]{3,40}(?:ост(?:ь|ью|и|ей)|[ае]ни(?:е|я|ем|й|и)|ци(?:я|и|ю|й|ей)|ств(?:о|а|ом)|изм|изма)"
    ),
    "kk": re.compile(r"[а-яёәғқңөұүһі]{4,40}(?:лық|лік|дық|дік|тық|тік|лығы|лігі)"),
    "en": re.compile(r"[a-z]{3,40}(?:tion|tions|ness|ity|ism|ment|ance|ence)"),
}
_STOPS = frozenset(".!?…")
_QUOTED = re.compile(r"[«“\"„][^«»“”\"„]*[»”\"“]?")
Row = tuple[float, ...]

_NEWS, _REFERENCE = FEATURES.index("news"), CLASSES.index("reference")
_NO_CLASS = (False,) * len(CLASSES)
_LANES = PackedCounts(len(CLASSES) + 5, 4)  # its classes, past, abstract, a number, a name, one of no country


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a body with its words: `keys` are the cut stems that tell something."""

    text: str
    position: int
    words: tuple[str, ...]
    keys: frozenset[str]


def parse(sentences: Sequence[str], language: Language) -> list[Sentence]:
    return [_parse(text, position, language) for position, text in enumerate(sentences)]


def news_of(sentences: Sequence[Sentence], headline: str | None, language: Language) -> list[float]:
    """The news in each sentence; the best chosen sentences maximise its sum."""
    table = weights("choice")
    return [worth(row, table) for row in features(sentences, headline, language)]


def worth(row: Sequence[float], table: Sequence[float]) -> float:
    """What choosing a sentence gains; a generality pays, however well it stands."""
    return float(sum(map(mul, row, table))) - GENERALITY * max(0.0, 1 - row[_NEWS] / SURE_NEWS_SCORE)


def features(sentences: Sequence[Sentence], headline: str | None, language: Language) -> list[Row]:
    """A row of `FEATURES` a sentence: what it says by itself, what it shares with the article, its place.

    It stands behind the news that came before it, not behind the sentences: generalities do not count.
    """
    table = weights("news")
    rows: list[Row] = []
    before = 0.0
    for position, row in enumerate(content_features(sentences, headline, language)):
        news = 1 / (1 + math.exp(-sum(map(mul, row, table))))
        rows.append(row + position_features(position, before, news))
        before += news
    return rows


def content_features(sentences: Sequence[Sentence], headline: str | None, language: Language) -> list[Row]:
    """The features that need no order, `CONTENT_FEATURES`."""
    spread = Counter(chain.from_iterable(sentence.keys for sentence in sentences))
    again = {key: _TELLING[key] * min(count - 1, 4) for key, count in spread.items() if count > 1}
    title = _keys(tokenise(headline or ""), language)
    whole = _rarity(title) or 1.0
    return [
        intrinsic_features(sentence, language) + _shared(sentence, again, title, whole)
        for sentence in sentences
    ]


def position_features(position: int, before: float, news: float) -> Row:
    return (
        news,
        float(before < MIN_SCORE_OF_FIRST_SENTENCE),
        math.exp(-before),
        math.exp(-before / 3),
        news * math.exp(-before),
        1 / (1 + position),
        float(position == 0),
    )


def intrinsic_features(sentence: Sentence, language: Language) -> Row:
    """What a sentence says by itself, in the order of `INTRINSIC_FEATURES`."""
    words, text = sentence.words, sentence.text
    count = len(words) or 1
    tallies = _tallies(language)
    *kinds, past, abstract, numbers, names, abroad = _LANES.unpack(sum(map(tallies.__getitem__, words)))
    *first, _, _, _, first_name, first_abroad = _LANES.unpack(tallies[words[0]] if words else 0)
    names, abroad = names - first_name, abroad - first_abroad  # any sentence opens with a capital
    ending = text.rstrip("»”\"' ")
    quoted = sum(map(len, _QUOTED.findall(text))) / max(1, len(text)) if _has_quotes(text) else 0.0
    return (
        1.0,
        math.log(count),
        float(count < 7),
        float(count < 4),
        float(count > 35),
        min(names, 5) / 5,
        float(names > 0),
        float(abroad > 0),
        float(past > 0),
        min(abstract, 6) / count,
        float(numbers > 0),
        min(numbers, 4) / 4,
        quoted,
        float(text[:1] in '«“"„—–-'),
        float(ending.endswith("?")),
        float(ending.endswith("!")),
        float(text.rstrip("»”\"')")[-1:] not in _STOPS),
        _rarity(sentence.keys) / max(1, len(sentence.keys)) / UNKNOWN_IDF,
        float(first[_REFERENCE] > 0),
        *(float(kind > 0) for kind in kinds),
        *(kind / count for kind in kinds),
    )


def _has_quotes(text: str) -> bool:
    return "«" in text or '"' in text or "“" in text or "„" in text


def _shared(sentence: Sentence, again: Mapping[str, float], title: frozenset[str], whole: float) -> Row:
    """What the rest of the article takes up again, each word weighing its rarity; `whole` is the title's."""
    total = _rarity(sentence.keys) or 1.0
    repeated = sentence.keys & again.keys()
    taken_up = sum(map(again.__getitem__, repeated))
    titled = _rarity(sentence.keys & title) if title else 0.0
    return (
        _rarity(repeated) / total,
        taken_up / total / 4,
        math.log1p(taken_up) / 5,
        titled / whole,
        titled / total,
    )


def _rarity(keys: Iterable[str]) -> float:
    return sum(map(_TELLING.__getitem__, keys))


def _telling(key: str) -> float:
    return min(idf(key), UNKNOWN_IDF)


def _parse(text: str, position: int, language: Language) -> Sentence:
    words = tokenise(text)
    return Sentence(text, position, words, _keys(words, language))


def _keys(words: Sequence[str], language: Language) -> frozenset[str]:
    return frozenset(map(_keys_of(language).__getitem__, words)) - {""}


@cache
def _keys_of(language: Language) -> WordCache[str]:
    return WordCache(partial(_key, language=language))


def _key(word: str, language: Language) -> str:
    """The key of a word that tells something, of others nothing."""
    if len(word) < 3 and not word[0].isdigit():
        return ""
    key = cut(fold_word(word, language))
    return key if idf(key) > MIN_SENTENCE_IDF else ""


@cache
def _countries() -> frozenset[str]:
    """Also their adjectives and other far places: "Казахстану", "Еуропада"."""
    names = [name for kind, rule in rule_lines("aliases.txt") if kind == "place" for name in rule.split("=")]
    return frozenset(cut(fold_word(name.strip())) for name in names)


@cache
def _tallies(language: Language) -> WordCache[int]:
    return WordCache(partial(_tally, language=language))


def _tally(word: str, language: Language) -> int:
    """What a word counts as, a lane each."""
    lowered, capital = word.lower(), word[0].isupper()
    return _LANES.pack(
        (
            *_classes_of(lowered),
            _has_form(_PAST, lowered, language),
            _has_form(_ABSTRACT, lowered, language),
            word[0].isdigit(),
            capital,
            capital and cut(fold_word(word)) not in _countries(),
        )
    )


def _classes_of(word: str) -> Iterable[bool]:
    """Of each of `CLASSES` whether the word is in it; most are in none."""
    whole, starts = _all_classes()
    if word not in whole and not word.startswith(starts):
        return _NO_CLASS
    return [word in whole or word.startswith(starts) for whole, starts in _classes()]


def _has_form(forms: Mapping[Language, re.Pattern[str]], word: str, language: Language) -> bool:
    return language in forms and forms[language].fullmatch(word) is not None


@cache
def _all_classes() -> tuple[frozenset[str], tuple[str, ...]]:
    return frozenset(chain(*(one for one, _ in _classes()))), tuple(chain(*(one for _, one in _classes())))


@cache
def _classes() -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    """Whole words and beginnings of each of `CLASSES`."""
    listed = words_by_section("newsworth_words.txt")
    return tuple(
        (
            frozenset(word for word in listed[name] if not word.endswith("*")),
            tuple(word[:-1] for word in listed[name] if word.endswith("*")),
        )
        for name in CLASSES
    )


_TELLING = WordCache(_telling)


@cache
def weights(section: str) -> Row:
    """The learnt weights in the order of `FEATURES`."""
    rules = (rule.split("\t") for found, rule in rule_lines("newsworth.tsv") if found == section)
    table = {name: float(weight) for name, weight in rules}
    return tuple(table.get(name, 0.0) for name in FEATURES)
