"""What readers follow: reading what they type, and finding it in a text, however much is followed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from digests.models.texts import Language, Text
from digests.models.wishes import FollowedWords, OwnTopic
from digests.text.stemming import fold_name, tokenise
from digests.text.word_forms import Forms, is_telling, text_forms, typed_forms
from digests.text.word_rarity import cut, idf
from digests.topics.topic_names import topic_named

MAX_FOLLOWS = 50  # of one reader
MAX_FOLLOWED_WORDS = 8
MAX_FOLLOWED_CHARACTERS = 60
NAME_IDF = 4.5  # the idf of a word that is no everyday one: in Latin letters it is a name
_SEPARATORS = re.compile(r"[,;\n]+")
_EXCLUDED = re.compile(
    rf"(?:^|\s)[-−–—](?:«([^»]{{0,{MAX_FOLLOWED_CHARACTERS}}})»|\"([^\"]{{0,{MAX_FOLLOWED_CHARACTERS}}})\"|([^\s\-−–—]\S*))"
)
_AROUND = "«»“”\"' .!?"

FollowProblemKind = Literal["none", "long", "many-words", "common", "many"]


@dataclass(frozen=True, slots=True)
class FollowProblem:
    """Why what was typed cannot be followed: which words, over which limit."""

    kind: FollowProblemKind
    words: str = ""
    limit: int = 0


def read_followed(said: str) -> tuple[FollowedWords, ...] | FollowProblem:
    """What stands between commas or line ends, each once: `Алматы -спорт, ЮНЕСКО`."""
    given = [_followed(part) for part in _SEPARATORS.split(said)]
    found = {written(each).casefold(): each for each in given if each.words}
    if not found:
        return FollowProblem("none")
    if len(found) > MAX_FOLLOWS:
        return FollowProblem("many", limit=MAX_FOLLOWS)
    return next(filter(None, map(_problem_of, found.values())), None) or tuple(found.values())


@dataclass(frozen=True, slots=True)
class MutedWords:
    """Topics, and words."""

    topics: tuple[str, ...] = ()
    words: tuple[FollowedWords, ...] = ()


def read_muted(said: str, own: Sequence[OwnTopic] = ()) -> MutedWords | FollowProblem:
    """As `read_followed`, but the name of a topic means the topic; `own` are the editors'."""
    parts = [part for part in _SEPARATORS.split(said) if part.strip()]
    named = {part: topic for part in parts if (topic := topic_named(part, own))}
    topics = tuple(dict.fromkeys(named.values()))
    if named and len(named) == len(set(parts)):
        return MutedWords(topics)
    read = read_followed(",".join(part for part in parts if part not in named))
    return read if isinstance(read, FollowProblem) else MutedWords(topics, read)


def written(followed: FollowedWords) -> str:
    """As it can be typed: `Алматы -спорт`."""
    excluded = (f'-"{word}"' if " " in word else f"-{word}" for word in followed.excluded)
    return " ".join((followed.words, *excluded))


def same_words(one: FollowedWords, other: FollowedWords) -> bool:
    """The same words in any inflection and order; what is excluded does not matter."""
    return _within(one, other) and _within(other, one)


def asked_for(followed: FollowedWords) -> tuple[Forms, ...]:
    """What each of its words may stand as in the index of the search."""
    return _forms(followed.words)


@dataclass(frozen=True, slots=True)
class _Entry:
    number: int
    others: tuple[Forms, ...]
    excluded: tuple[tuple[Forms, ...], ...]
    topics: frozenset[str]


class FollowIndex:
    """Kept by the rarest word of each, so that a text is read once, whatever the number of follows."""

    def __init__(self) -> None:
        self._by_word: defaultdict[str, list[_Entry]] = defaultdict(list)

    def add(self, number: int, followed: FollowedWords) -> None:
        words = [_typed(word) for word in tokenise(followed.words)]
        rarest = max(words, key=_rarity, default=frozenset())
        excluded = tuple(tuple(map(_typed, tokenise(each))) for each in followed.excluded)
        topics = frozenset(topic for each in followed.excluded if (topic := topic_named(each)))
        others = tuple(forms for forms in words if forms is not rarest)
        for stem in rarest:
            self._by_word[stem].append(_Entry(number, others, excluded, topics))

    def find(self, text: Text, topics: Sequence[str]) -> dict[int, bool]:
        """The numbers of what is followed here, each with whether what it excludes stands here too.

        It must stand in the headline, the names or the summary; what is excluded may stand anywhere, or
        name one of the text's `topics`.
        """
        told = set(_stems_of(_telling_parts(text), text))
        found = [
            entry for stem in told for entry in self._by_word.get(stem, ()) if _stand(entry.others, told)
        ]
        if any(entry.excluded for entry in found):
            whole = told.union(*text_forms(text.body, _known(text)))
            return {entry.number: _drops(entry, whole, topics) for entry in found}
        return {entry.number: False for entry in found}


def _drops(entry: _Entry, said: set[str], topics: Sequence[str]) -> bool:
    named = not entry.topics.isdisjoint(topics)
    return named or any(each and _stand(each, said) for each in entry.excluded)


def _stand(words: Iterable[Forms], said: set[str]) -> bool:
    return all(not said.isdisjoint(forms) for forms in words)


def _telling_parts(text: Text) -> Iterator[str]:
    yield text.headline
    yield from text.names
    yield from (sentence.text for sentence in text.summary)


def _stems_of(parts: Iterable[str], text: Text) -> Iterator[str]:
    """A name in an English text also as Russian spells it."""
    for part in parts:
        for forms in text_forms(part, _known(text)):
            yield from forms
    if text.language == "en":
        yield from (fold_name(word) for name in text.names for word in tokenise(name))


def _known(text: Text) -> Language | None:
    return None if text.language == "unknown" else text.language


def _typed(word: str) -> Forms:
    """A name in Latin letters also as Russian spells it, unless it is an everyday English word."""
    forms = typed_forms(word)
    if word.isascii() and word[:1].isupper() and _rarity(forms) > NAME_IDF:
        return forms | {fold_name(word)}
    return forms


def _rarity(forms: Forms) -> float:
    return min(idf(cut(stem)) for stem in forms)


def _followed(said: str) -> FollowedWords:
    excluded = ["".join(match.groups(default="")) for match in _EXCLUDED.finditer(said)]
    clean = (_clean(word) for word in excluded)
    kept = {word.casefold(): word for word in clean if tokenise(word)}
    words = _clean(_EXCLUDED.sub(" ", said))
    return FollowedWords(words if tokenise(words) else "", tuple(kept.values()))


def _clean(said: str) -> str:
    return " ".join(said.split()).strip(_AROUND)


def _problem_of(followed: FollowedWords) -> FollowProblem | None:
    whole = written(followed)
    words = tokenise(whole)
    if len(whole) > MAX_FOLLOWED_CHARACTERS:
        return FollowProblem("long", whole[:MAX_FOLLOWED_CHARACTERS], MAX_FOLLOWED_CHARACTERS)
    if len(words) > MAX_FOLLOWED_WORDS:
        return FollowProblem("many-words", whole, MAX_FOLLOWED_WORDS)
    return None if any(map(is_telling, tokenise(followed.words))) else FollowProblem("common", followed.words)


def _within(one: FollowedWords, other: FollowedWords) -> bool:
    there = _forms(other.words)
    return all(any(not word.isdisjoint(forms) for forms in there) for word in _forms(one.words))


@lru_cache(maxsize=1024)
def _forms(words: str) -> tuple[Forms, ...]:
    return tuple(map(_typed, tokenise(words)))
