"""What gives a story more or less weight whatever its topic: consequences count above curiosities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from digests.models.stories import Article, Story
from digests.models.texts import Language
from digests.text.memo import WordCache
from digests.text.rules import rule_lines
from digests.text.stemming import fold_word, tokenise

RAISED, MOST_RAISES = 1.25, 3  # for each of so many kinds
LOWERED, LOWERED_MORE = 0.4, 0.25  # by one kind, by several
TALK = 0.8  # that decides nothing
OVER = 0.5  # what has ended and hurt nobody
SPORT = 0.75
NEVER_FIRST = 0.02
SHARE, MOSTLY = 1 / 3, 0.5  # of the reports that must say it, in the headline and in the first sentence
BEGINNING = 3  # letters by which beginnings are found
MANY_DEAD, MANY_JOBS = 10, 1000
MANY_DIE = 1.5  # beside what any death weighs
NEARBY = 5  # words between a number of people and their death
RAISING = ("power", "court", "harm", "work", "many jobs", "science", "life")
RAISING_SPORT = ("court", "harm", "life")  # elections and budgets of sport are its own
GRAVE = ("power", "court", "harm")  # beside which a headline's SLIGHT words are only where or how
SLIGHT = ("offers", "curiosity", "private", "advice")
SOFT = ("stars", "sex", "curiosity", "private")  # whose words say so in the first sentence too
LOWERING = ("stars", "sex", "offers", "curiosity", "private", "advice")

_THOUSAND = ("тыс", "мың", "thousand")
LONGEST_NUMBER = 7  # digits
# Words that follow each other: of each its stem, "" where any will do, and how it begins.
Pattern = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _PatternWord:
    """A word as a text spells it, its stem, and the patterns that begin with it: their kinds and the words
    that must follow.
    """

    spelled: str
    stem: str
    begins: Sequence[tuple[str, Sequence[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class NewsValues:
    """The kinds that raise and those that lower a story's weight, and whether the story only lists other
    stories.
    """

    factor: float
    raised: tuple[str, ...] = ()
    lowered: tuple[str, ...] = ()
    is_round_up: bool = False


@lru_cache(maxsize=1024)  # stories; many ask for the same in a day
def news_values(story: Story) -> NewsValues:
    """The kinds found in at least `SHARE` of a story's reports.

    They count in a headline; those that raise the weight count in the first sentence too.
    """
    headlines = [kinds_in(article.headline, article.language) for article in story.articles]
    openings = [_opening_kinds(article) for article in story.articles]
    titled, told = _shared(headlines), _shared([a | b for a, b in zip(headlines, openings, strict=True)])
    if "unhurt" in told:
        told -= {"harm", "many dead"}
    if {"money", "payer"} <= told:
        told |= {"work"}
    if "work" not in told:
        told -= {"many jobs"}
    is_sport = topics_of(story)[:1] == ("sport",)
    raised = tuple(kind for kind in (RAISING_SPORT if is_sport else RAISING) if kind in told)
    mostly = _shared(openings, MOSTLY)
    lowered = tuple(kind for kind in LOWERING if kind in titled or kind in mostly.intersection(SOFT))
    if not titled.isdisjoint(GRAVE):
        lowered = tuple(kind for kind in lowered if kind not in SLIGHT)
    factor = _factor(raised, lowered, titled) * (MANY_DIE if "many dead" in told else 1.0)
    factor *= SPORT if is_sport else 1.0
    is_round_up = all("round-up" in kinds for kinds in headlines)
    return NewsValues(NEVER_FIRST if is_round_up else factor, raised, lowered, is_round_up)


def topics_of(story: Story) -> tuple[str, ...]:
    """The topics of a story's articles, those of most articles first."""
    counts: dict[str, int] = {}
    for article in story.articles:
        for topic in article.topics:
            counts[topic] = counts.get(topic, 0) + 1
    return tuple(sorted(counts, key=lambda topic: -counts[topic]))


def kinds_in(text: str, language: Language) -> frozenset[str]:
    """The kinds of which the text has words."""
    known = "ru" if language == "unknown" else language
    words = list(map(_words_of(known).__getitem__, tokenise(text)))
    found = [(at, kind) for at, word in enumerate(words) if word.begins for kind in _kinds_at(at, words)]
    kinds = {kind for _, kind in found}
    deaths = [at for at, kind in found if kind == "dead"]
    counted = [at for at, kind in found if kind == "people" and _number_before(words, at) >= MANY_DEAD]
    if any(abs(death - at) <= NEARBY for death in deaths for at in counted):
        kinds.add("many dead")
    if any(kind == "staff" and _number_before(words, at) >= MANY_JOBS for at, kind in found):
        kinds.add("many jobs")
    return frozenset(kinds)


def _number_before(words: Sequence[_PatternWord], at: int) -> int:
    """The number before a word, 0 where there is none; "8 тысяч" and "8,000" are the same."""
    times = 1000 if at and words[at - 1].spelled.startswith(_THOUSAND) else 1
    number = "".join(filter(str.isdigit, words[at - 1 - (times > 1)].spelled)) if at > (times > 1) else ""
    return times * int(number) if number and len(number) < LONGEST_NUMBER else 0


def _opening_kinds(article: Article) -> frozenset[str]:
    first = min(article.summary, key=lambda sentence: sentence.position, default=None)
    return kinds_in(first.text, article.language) if first else frozenset()


def _shared(found: Sequence[frozenset[str]], share: float = SHARE) -> frozenset[str]:
    counts = Counter(kind for kinds in found for kind in kinds)
    return frozenset(kind for kind, count in counts.items() if count >= share * len(found))


def _factor(raised: Sequence[str], lowered: Sequence[str], titled: frozenset[str]) -> float:
    if not titled.isdisjoint(("advert", "slang")):
        return NEVER_FIRST
    factor = float(RAISED ** min(MOST_RAISES, len(raised)))
    if lowered:
        factor *= LOWERED if len(lowered) == 1 else LOWERED_MORE
    if "talk" in titled:
        factor *= TALK
    return factor * OVER if "over" in titled and "harm" not in raised else factor


def _kinds_at(at: int, words: Sequence[_PatternWord]) -> Iterator[str]:
    for kind, rest in words[at].begins:
        if len(rest) < len(words) - at and all(map(_is, rest, words[at + 1 :])):
            yield kind


def _is(part: tuple[str, str], word: _PatternWord) -> bool:
    listed, beginning = part
    return word.spelled.startswith(beginning) and listed in ("", word.stem)


@cache
def _words_of(language: Language) -> WordCache[_PatternWord]:
    return WordCache(partial(_word, language=language))


def _word(written: str, language: Language) -> _PatternWord:
    spelled, rules = written.lower().replace("ё", "е"), _rules(language)
    stem = fold_word(spelled, language)
    found = [*rules.get(stem, ()), *rules.get(f"{spelled[:BEGINNING]}*", ())]
    begins = [(kind, rest) for kind, ((_, beginning), *rest) in found if spelled.startswith(beginning)]
    return _PatternWord(spelled, stem, begins)


@cache
def _rules(language: Language) -> Mapping[str, Sequence[tuple[str, Pattern]]]:
    """The patterns with their kinds, by the first stem of each or by the beginning of its first word."""
    found: dict[str, list[tuple[str, Pattern]]] = {}
    for section, line in rule_lines("news_values.txt"):
        kind, written = section.rsplit(" ", 1)
        for phrase in line.split(","):
            parts = tuple(_part(word, written) for word in _words(phrase))
            if parts and (written == language or (language == "kk" and written == "ru" and _borrowed(parts))):
                key = parts[0][0] or f"{parts[0][1][:BEGINNING]}*"
                found.setdefault(key, []).append((kind, parts))
    return found


def _borrowed(parts: Pattern) -> bool:
    """Whether a Russian pattern counts in Kazakh texts too: only beginnings do, as the endings differ."""
    return not any(stem for stem, _ in parts)


def _words(phrase: str) -> list[str]:
    """The words of a phrase, as they are split in a text: a hyphen separates words."""
    return [
        word + "*" * (written.endswith("*") and last)
        for written in phrase.split()
        for found in [tokenise(written)]
        for place, word in enumerate(found)
        for last in [place == len(found) - 1]
    ]


def _part(word: str, written: str) -> tuple[str, str]:
    """A Kazakh word must also begin as it is listed, since different letters may fold to the same stem."""
    spelled = word.lower().replace("ё", "е")
    if spelled.endswith("*"):
        return "", spelled[:-1]
    is_kazakh = written == "kk"
    return fold_word(spelled, "kk" if is_kazakh else None), spelled[:-1] if is_kazakh else ""
