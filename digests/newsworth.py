"""How much news a sentence of an article carries: features that any language has, with learnt weights."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, repeat
from operator import mul

from digests.background import cut, idf
from digests.folding import fold_word, tokenise
from digests.models import Language
from digests.rules import rule_lines, words_by_section

CLASSES = ("we", "i", "reference", "general", "say", "event", "when")
UNKNOWN_IDF = 8.0
LEAST_IDF = 1.2
FIRST_NEWS = 0.7
GENERALITY = 1.0
SURELY_NEWS = 0.5
_NOTHING = r"(?!)"
_PAST: dict[Language, str] = {
    "ru": r"[а-яё]{2,}(?:л|ла|ло|ли|лся|лась|лось|лись)",
    "kk": r"[а-яёәғқңөұүһі]{2,}(?:ды|ді|ты|ті|ған|ген|қан|кен)",
    "en": r"[a-z]{3,}ed",
}
_ABSTRACT: dict[Language, str] = {
    "ru": r"[а-яё]{3,}(?:ост(?:ь|ью|и|ей)|[ае]ни(?:е|я|ем|й|и)|ци(?:я|и|ю|й|ей)|ств(?:о|а|ом)|изм|изма)",
    "kk": r"[а-яёәғқңөұүһі]{4,}(?:лық|лік|дық|дік|тық|тік|лығы|лігі)",
    "en": r"[a-z]{3,}(?:tion|tions|ness|ity|ism|ment|ance|ence)",
}
_STOPS = frozenset(".!?…")
_QUOTED = re.compile(r"[«“\"„][^«»“”\"„]*[»”\"“]?")


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
    return [worth(row, _weights_of("choice")) for row in features(sentences, headline, language)]


def worth(row: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """What choosing a sentence gains; a generality pays, however well it stands."""
    return _sum(weights, row) - GENERALITY * max(0.0, 1 - row["news"] / SURELY_NEWS)


def features(
    sentences: Sequence[Sentence], headline: str | None, language: Language
) -> list[dict[str, float]]:
    """One row a sentence: what it says by itself, what it shares with the article, where it stands.

    It stands behind the news that came before it, not behind the sentences: generalities do not count.
    """
    rows = contents(sentences, headline, language)
    weights = _weights_of("news")
    before = 0.0
    for position, row in enumerate(rows):
        news = 1 / (1 + math.exp(-_sum(weights, row)))
        row.update(standing(position, before, news))
        before += news
    return rows


def contents(
    sentences: Sequence[Sentence], headline: str | None, language: Language
) -> list[dict[str, float]]:
    """The features that need no order."""
    spread = Counter(key for sentence in sentences for key in sentence.keys)
    title = _keys(tokenise(headline or ""), language)
    return [intrinsic(sentence, language) | _shared(sentence, spread, title) for sentence in sentences]


def standing(position: int, before: float, news: float) -> dict[str, float]:
    return {
        "news": news,
        "first": float(before < FIRST_NEWS),
        "near_first": math.exp(-before),
        "rather_near": math.exp(-before / 3),
        "news_near_first": news * math.exp(-before),
        "position": 1 / (1 + position),
        "zero": float(position == 0),
    }


def _sum(weights: Mapping[str, float], row: Mapping[str, float]) -> float:
    return float(sum(map(mul, map(weights.get, row, repeat(0.0)), row.values())))


def intrinsic(sentence: Sentence, language: Language) -> dict[str, float]:
    words = sentence.words
    count = len(words) or 1
    lowered = [word.lower() for word in words]
    kinds = Counter(chain.from_iterable(map(_kinds, lowered, repeat(language))))
    capital = [word for word in words[1:] if word[0].isupper()]
    names = len(capital)
    numbers = sum(word[0].isdigit() for word in words)
    quoted = sum(len(found) for found in _QUOTED.findall(sentence.text)) / max(1, len(sentence.text))
    rarity = _rarity(sentence.keys) / max(1, len(sentence.keys))
    return {
        "one": 1.0,
        "length": math.log(count),
        "short": float(count < 7),
        "very_short": float(count < 4),
        "long": float(count > 35),
        "names": min(names, 5) / 5,
        "name": float(names > 0),
        "no_country": float(any(not _is_country(word) for word in capital)),
        "past": float(kinds["past"] > 0),
        "abstract": min(kinds["abstract"], 6) / count,
        "number": float(numbers > 0),
        "numbers": min(numbers, 4) / 4,
        "quoted": quoted,
        "quote_start": float(sentence.text[:1] in '«“"„—–-'),
        "question": float(sentence.text.rstrip("»”\"' ").endswith("?")),
        "call": float(sentence.text.rstrip("»”\"' ").endswith("!")),
        "unfinished": float(sentence.text.rstrip("»”\"')")[-1:] not in _STOPS),
        "rarity": rarity / UNKNOWN_IDF,
        "starts_with_reference": float(bool(lowered) and "reference" in _kinds(lowered[0], language)),
        **{f"has_{name}": float(kinds[name] > 0) for name in CLASSES},
        **{f"share_{name}": kinds[name] / count for name in CLASSES},
    }


def _shared(sentence: Sentence, spread: Mapping[str, int], title: frozenset[str]) -> dict[str, float]:
    """What the rest of the article takes up again, each word weighing its rarity."""
    total = _rarity(sentence.keys) or 1.0
    repeated = [key for key in sentence.keys if spread[key] > 1]
    once = _rarity(repeated)
    again = sum(_telling(key) * min(spread[key] - 1, 4) for key in repeated)
    titled = _rarity(sentence.keys & title)
    all_titled = _rarity(title) or 1.0
    return {
        "shared": once / total,
        "shared_mean": again / total / 4,
        "shared_sum": math.log1p(again) / 5,
        "titled": titled / all_titled,
        "titled_share": titled / total,
    }


def _rarity(keys: Iterable[str]) -> float:
    return sum(map(_telling, keys))


@lru_cache(maxsize=1 << 15)
def _telling(key: str) -> float:
    return min(idf(key), UNKNOWN_IDF)


def _parse(text: str, position: int, language: Language) -> Sentence:
    words = tuple(tokenise(text))
    return Sentence(text, position, words, _keys(words, language))


def _keys(words: Sequence[str], language: Language) -> frozenset[str]:
    known = None if language == "unknown" else language
    return frozenset(map(_key, words, repeat(known))) - {""}


@lru_cache(maxsize=1 << 15)
def _key(word: str, language: Language | None) -> str:
    """The key of a word that tells something, of others nothing."""
    if len(word) < 3 and not word[0].isdigit():
        return ""
    key = cut(fold_word(word, language))
    return key if idf(key) > LEAST_IDF else ""


@lru_cache(maxsize=1 << 15)
def _is_country(word: str) -> bool:
    """Also its adjective and other far places: "Казахстану", "Еуропада"."""
    return cut(fold_word(word)) in _countries()


@cache
def _countries() -> frozenset[str]:
    names = [name for kind, rule in rule_lines("aliases.txt") if kind == "place" for name in rule.split("=")]
    return frozenset(cut(fold_word(name.strip())) for name in names)


@lru_cache(maxsize=1 << 15)
def _kinds(word: str, language: Language) -> tuple[str, ...]:
    """The classes of a word, and whether its form is past or abstract."""
    found = [name for name, (whole, starts) in _classes().items() if word in whole or word.startswith(starts)]
    found += ["past"] if re.fullmatch(_PAST.get(language, _NOTHING), word) else []
    found += ["abstract"] if re.fullmatch(_ABSTRACT.get(language, _NOTHING), word) else []
    return tuple(found)


@cache
def _classes() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    listed = words_by_section("newsworth_words.txt")
    return {
        name: (
            frozenset(word for word in listed[name] if not word.endswith("*")),
            tuple(word[:-1] for word in listed[name] if word.endswith("*")),
        )
        for name in CLASSES
    }


@cache
def _weights_of(section: str) -> Mapping[str, float]:
    rules = (rule.split("\t") for found, rule in rule_lines("newsworth.tsv") if found == section)
    return {name: float(weight) for name, weight in rules}
