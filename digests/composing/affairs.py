"""Which stories belong to one affair: they share two names within a day, and part of what they tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache, partial
from operator import attrgetter

from digests.models.stories import Article, Story
from digests.models.texts import Language
from digests.text.memo import WordCache
from digests.text.rules import rule_lines
from digests.text.stemming import fold_word, tokenise
from digests.text.word_rarity import cut, rare, rarity

WITHIN = timedelta(days=1)
SHARED_NAMES, SHARED_HEADLINE_WORDS = 2, 3
MANY_NAMES, MORE_THAN_NAMES = 3, 10.0  # so many names do without so much rarity of other words
COMMON_SHARE, LEAST_COMMON = 0.06, 8  # of the stories, and how many at least
OPENING, TOLD = 2, 4  # sentences of a report whose names, and whose words, count
NAMED_SHARE, TITLED_SHARE, TOLD_SHARE = 0.2, 0.4, 1 / 3  # of the reports
TELLING = 3.0  # least rarity of a word
ONE_AFFAIR, HEADED_AFFAIR = 0.28, 0.17  # of what the shorter one tells; with the names in both headlines
MUCH_ALIKE = 0.5
ALIKE_WITHOUT_NAMES, LEAST_WITHOUT_NAMES = 0.6, 30.0  # that share, and so much rarity


@dataclass(frozen=True, slots=True)
class Continuation:
    """What shows that one story continues another.

    It says whether a name stands in both headlines, how many names both stories have, how many words of the
    headlines stand in the other story's opening, and what share of the shorter story both tell.
    """

    headed: bool
    names: int
    said: int
    alike: float


# Any one is enough: the less there is of one thing, the more of the others.
CONTINUATIONS = (
    Continuation(True, SHARED_NAMES, SHARED_HEADLINE_WORDS, 1 / 3),
    Continuation(True, 1, 4, 0.45),
    Continuation(True, SHARED_NAMES, 6, ONE_AFFAIR),
    Continuation(False, MANY_NAMES, 8, 1 / 3),
    Continuation(False, MANY_NAMES + 1, 6, 1 / 3),
)


@dataclass(frozen=True, slots=True)
class StoryKeys:
    """What stories of one affair share: the names in their openings, the words of headlines and of openings,
    and all significant words with their rarity.
    """

    named: frozenset[str]
    names: frozenset[frozenset[str]]  # the words that stand in one name
    titled: frozenset[str]
    opening: frozenset[str]
    told: frozenset[str]
    rarity: float
    newest: datetime

    @property
    def telling(self) -> frozenset[str]:
        return self.named | self.titled


@dataclass(frozen=True, slots=True)
class Link:
    """Two stories of one affair: the share of the shorter that both tell, and whether one continues the
    other.
    """

    alike: float
    is_step: bool


Links = Mapping[int, Mapping[int, Link]]
_position = attrgetter("position")


@lru_cache(maxsize=1024)  # stories; many ask for the same in a day
def keys_of(story: Story, newest: datetime) -> StoryKeys:
    named: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    opening: Counter[str] = Counter()
    told: Counter[str] = Counter()
    names: set[frozenset[str]] = set()
    for article in story.articles:
        words = _read(article)
        found = _names(article, words)
        names |= found
        named.update({word for name in found for word in name})
        titled.update(words.headline)
        opening.update(words.opening)
        told.update(words.told)
    telling = rare(_of(told, story, TOLD_SHARE), TELLING)
    return StoryKeys(
        _of(named, story, NAMED_SHARE),
        frozenset(names),
        rare(_of(titled, story, TITLED_SHARE), TELLING),
        rare(_of(opening, story, NAMED_SHARE), TELLING),
        telling,
        rarity(telling),
        newest,
    )


def links_of(stories: Mapping[int, StoryKeys]) -> Links:
    """Which of these stories are of one affair, by their numbers."""
    common = _common(stories.values())
    links: dict[int, dict[int, Link]] = {number: {} for number in stories}
    holding: dict[str, list[int]] = {}
    for number, keys in stories.items():
        shared = Counter(other for word in keys.telling - common for other in holding.get(word, ()))
        for other in (other for other, count in shared.items() if count >= SHARED_NAMES):
            if link := _link(stories[other], keys, common):
                links[other][number] = links[number][other] = link
        for word in keys.telling - common:
            holding.setdefault(word, []).append(number)
    return links


def affairs(stories: Iterable[int], links: Links) -> list[list[list[int]]]:
    """The items of each affair, its leading item first; an item is a story and those that continue it.

    The order of `stories` decides what comes first.
    """
    found: dict[int, list[list[int]]] = {}
    for item in _developments(stories, links):
        own = links[item[0]]
        found.setdefault(_nearest([head for head in own if head in found], own, item[0]), []).append(item)
    return list(found.values())


def _developments(stories: Iterable[int], links: Links) -> list[list[int]]:
    """A story that continues some story of an item, though not its first, joins it where the two are much
    alike.
    """
    found: dict[int, list[int]] = {}
    heads: dict[int, int] = {}
    for number in stories:
        own = links[number]
        continued = [other for other, link in own.items() if link.is_step and other in heads]
        heads[number] = _head(number, continued, heads, own) if continued else number
        found.setdefault(heads[number], []).append(number)
    return list(found.values())


def _head(number: int, continued: Sequence[int], heads: Mapping[int, int], own: Mapping[int, Link]) -> int:
    head = _nearest([heads[other] for other in continued if heads[other] in own], own, number)
    if head != number:
        return head
    alike = _nearest([other for other in continued if own[other].alike >= MUCH_ALIKE], own, number)
    return heads.get(alike, number)


def _nearest(heads: Sequence[int], links: Mapping[int, Link], own: int) -> int:
    """The story that shares most with this one, or its own number where none does."""
    if len(heads) < 2:
        return heads[0] if heads else own
    return max(heads, key=lambda head: (links[head].alike, -head))


def _link(one: StoryKeys, other: StoryKeys, common: Set[str]) -> Link | None:
    if abs(one.newest - other.newest) > WITHIN:
        return None
    alike = rarity(one.told & other.told) / max(1.0, min(one.rarity, other.rarity))
    if not _is_one_affair(one, other, alike, common):
        return None
    return Link(alike, _is_step(one, other, alike, common))


def _is_one_affair(one: StoryKeys, other: StoryKeys, alike: float, common: Set[str]) -> bool:
    """Whether they share names, in both headlines or together with enough of what the shorter one tells."""
    if alike < HEADED_AFFAIR:
        return False
    shared, names = (one.named & other.named) - common, one.names | other.names
    if _different(shared & one.titled & other.titled, names) >= SHARED_NAMES:
        return True
    if alike < ONE_AFFAIR:
        return False
    nearly_all = alike >= ALIKE_WITHOUT_NAMES and alike * min(one.rarity, other.rarity) >= LEAST_WITHOUT_NAMES
    if nearly_all or _continues(one, other, common):
        return True
    told = rarity((one.told & other.told) - one.named - other.named)
    return _different(shared, names) >= (SHARED_NAMES if told >= MORE_THAN_NAMES else MANY_NAMES)


def _is_step(one: StoryKeys, other: StoryKeys, alike: float, common: Set[str]) -> bool:
    headed, said = _is_headed(one, other, common), _said(one, other)
    names = _different((one.named & other.named) - common, one.names | other.names)
    return any(
        headed >= least.headed and names >= least.names and said >= least.said and alike >= least.alike
        for least in CONTINUATIONS
    )


def _continues(one: StoryKeys, other: StoryKeys, common: Set[str]) -> bool:
    """Whether a name stands in both headlines, and enough of their words stand in the other's opening."""
    return _is_headed(one, other, common) and _said(one, other) >= SHARED_HEADLINE_WORDS


def _is_headed(one: StoryKeys, other: StoryKeys, common: Set[str]) -> bool:
    return bool((one.named & other.named & one.titled & other.titled) - common)


def _said(one: StoryKeys, other: StoryKeys) -> int:
    """How many words of either headline stand in the other's opening; the words of one name count once."""
    said = (one.titled & other.opening) | (other.titled & one.opening)
    return _different(said, one.names | other.names)


def _different(words: Collection[str], names: Iterable[Set[str]]) -> int:
    """How many different names these words make: "Манчестер" and "Сити" are one if they stand in one name."""
    left, count = set(words), 0
    linked = [each for name in names if len(each := name & left) > 1]
    while left:
        count += 1
        group = {left.pop()}
        while more := {word for name in linked if name & group for word in name} & left:
            group |= more
            left -= more
    return count


def _common(stories: Collection[StoryKeys]) -> set[str]:
    """The names that so many stories have that they distinguish none of them."""
    counts = Counter(word for keys in stories for word in keys.named)
    return {word for word, count in counts.items() if count > max(LEAST_COMMON, COMMON_SHARE * len(stories))}


def _of(counts: Counter[str], story: Story, share: float) -> frozenset[str]:
    least = share * len(story.articles)
    return frozenset([word for word, count in counts.items() if count >= least])


@dataclass(frozen=True, slots=True)
class _Read:
    """The folded words of a report's headline, of it with the first sentences, and with some more; those that
    it also writes with a small letter: "the drug" in that of a Food and Drug Administration."""

    headline: set[str]
    opening: set[str]
    told: set[str]
    small: set[str]


def _read(article: Article) -> _Read:
    texts = sorted(article.summary, key=_position)[:TOLD]
    written = [tokenise(text) for text in (article.headline, *(sentence.text for sentence in texts))]
    headline, *sentences = (_folded(words, article.language) for words in written)
    opening = headline.union(*sentences[:OPENING])
    small = _folded((word for words in written for word in words if word[0].islower()), article.language)
    return _Read(headline, opening, opening.union(*sentences[OPENING:]), small)


def _names(article: Article, words: _Read) -> set[frozenset[str]]:
    """Of each name the words that stand in the opening."""
    found = (words.opening & _folded(tokenise(name), article.language) for name in article.names)
    no_names = _media() | words.small
    return {frozenset(name) for own in found if (name := own - no_names)}


def _folded(words: Iterable[str], language: Language) -> set[str]:
    return {word for word in map(_memo(language).__getitem__, words) if word[1:]}


@cache
def _memo(language: Language) -> WordCache[str]:
    return WordCache(partial(_key, language="kk" if language == "kk" else None))


def _key(word: str, language: Language | None) -> str:
    return "" if word[0].isdigit() else cut(fold_word(word, language))


@cache
def _media() -> frozenset[str]:
    """Words by which agencies and outlets are named: every report may have them."""
    lines = (line for name in ("agencies.txt", "site_names.txt") for _, line in rule_lines(name))
    named = (tokenise(line) for line in lines)
    return frozenset(cut(fold_word(words[0])) for words in named if len(words) == 1)
