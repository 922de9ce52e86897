"""People, organisations and places of a text in their base form, the variants of one name joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from digests.mentions import Mention
from digests.models import Language

MOST_NAMES = 15
CHARACTERS = 12_000


def find_names(sentences: Sequence[str], language: Language) -> tuple[str, ...]:
    """The names of a text, most often told first, each once; precise rather than many."""
    mentions = [mention for sentence in _first(sentences) for mention in _mentions(sentence, language)]
    people = [mention for mention in mentions if mention.kind == "person"]
    others = [mention.text for mention in mentions if mention.kind != "person"]
    counts = Counter(_joined(people)) + Counter(others)
    first_seen = {name: at for at, name in reversed(list(enumerate(counts)))}
    return tuple(sorted(counts, key=lambda name: (-counts[name], first_seen[name]))[:MOST_NAMES])


def _first(sentences: Sequence[str]) -> Iterable[str]:
    read = 0
    for sentence in sentences:
        read += len(sentence)
        yield sentence[:1000]
        if read > CHARACTERS:
            return


def _mentions(sentence: str, language: Language) -> list[Mention]:
    if language == "ru":
        from digests.names_ru import mentions
    elif language == "kk":
        from digests.names_kk import mentions
    elif language == "en":
        from digests.names_en import mentions
    else:
        return []
    return mentions(sentence)


def _joined(people: Sequence[Mention]) -> list[str]:
    """One name for all mentions of a person: that of the fullest mention with this surname."""
    full = [mention for mention in people if mention.first and not mention.has_initial]
    return [name for mention in people if (name := _name(mention, full, people))]


def _name(mention: Mention, full: Sequence[Mention], people: Sequence[Mention]) -> str:
    if mention in full:
        # The same person may be met in a form that another case explains better.
        same = Counter(other.text for other in full if other.key == mention.key)
        return same.most_common(1)[0][0]
    namesakes = Counter(other.text for other in full if other.stem == mention.stem and mention.agrees(other))
    if namesakes:
        return namesakes.most_common(1)[0][0]
    initials = [other for other in people if other.stem == mention.stem and other.first]
    return initials[0].text if initials else mention.text
