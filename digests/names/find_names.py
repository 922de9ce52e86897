"""People, organisations and places of a text in their base form, with the variants of a name joined."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from digests.models.texts import Language
from digests.names.mention import Mention
from digests.text.stemming import fold_word

MAX_NAMES_OF_TEXT = 15
MAX_READ_FOR_NAMES = 12_000
_LOUD = re.compile("[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]{4}")


def find_names(sentences: Sequence[str], language: Language) -> tuple[str, ...]:
    """The names of a text, the most frequent first, each once. It prefers few and right to many."""
    counts = Counter(_joined(list(_mentions(list(_first(sentences)), language))))
    return tuple(name for name, _ in counts.most_common(MAX_NAMES_OF_TEXT))


def _first(sentences: Sequence[str]) -> Iterable[str]:
    read = 0
    for sentence in sentences:
        read += len(sentence)
        if not (_LOUD.search(sentence) and _is_in_capitals(sentence)):
            yield sentence[:1000]
        if read > MAX_READ_FOR_NAMES:
            return


def _is_in_capitals(sentence: str) -> bool:
    """Whether most words are in capitals, so that capitals do not mark names."""
    words = [word for word in sentence[:200].split() if word.isalpha()]
    return len(words) > 1 and sum(map(str.isupper, words)) > len(words) / 2


def _mentions(sentences: Sequence[str], language: Language) -> Iterable[Mention]:
    if language == "ru":
        from digests.names.russian import mentions
    elif language == "kk":
        from digests.names.kazakh import mentions
    elif language == "en":
        from digests.names.english import mentions
    else:
        return ()
    return mentions(sentences)


def _joined(mentions: Sequence[Mention]) -> list[str]:
    """One name for all mentions of one thing: the fullest, in the form on which most mentions agree."""
    full = _people(mention for mention in mentions if mention.first and not mention.has_initial)
    short = _people(mention for mention in mentions if mention.has_initial)
    firsts = _by_first_name(full)
    named = {mention: _in_full(mention, full, short, firsts) for mention in dict.fromkeys(mentions)}
    others: dict[tuple[str, ...], list[str]] = defaultdict(list)
    told: list[str | tuple[str, ...]] = []
    for mention in mentions:
        if name := named[mention]:
            told.append(name)
        elif mention.kind != "unsure":
            others[_key(mention.text)].append(mention.text)
            told.append(_key(mention.text))
    forms = {key: max(dict.fromkeys(met), key=met.count) for key, met in others.items()}
    return [name if isinstance(name, str) else forms[name] for name in told]


def _in_full(
    mention: Mention,
    full: Mapping[str, Sequence[Mention]],
    short: Mapping[str, Sequence[Mention]],
    firsts: Mapping[str, Sequence[Mention]],
) -> str:
    """The fullest name of the person whom a text mentions here, or ''."""
    namesakes = full.get(mention.stem, []) if mention.kind == "person" or " " not in mention.last else []
    known = [other for other in namesakes if mention.agrees(other)] or short.get(mention.stem, [])
    if not known and mention.kind in ("person", "unsure") and not mention.first:
        known = firsts.get(mention.last, [])
    return _commonest(mention, known) if known else ""


@lru_cache(maxsize=20_000)
def _key(name: str) -> tuple[str, ...]:
    return tuple(fold_word(word) for word in name.replace("-", " ").split())


def _people(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    """The people by the stem of their surname."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.stem].append(mention)
    return found


def _by_first_name(full: Mapping[str, list[Mention]]) -> dict[str, list[Mention]]:
    """The only person of the text with each first name."""
    found: dict[str, dict[tuple[str, str], Mention]] = defaultdict(dict)
    for mention in (mention for people in full.values() for mention in people):
        found[mention.first][mention.key] = mention
    return {first: list(people.values()) for first, people in found.items() if len(people) == 1}


def _commonest(mention: Mention, known: Sequence[Mention]) -> str:
    """The most frequent base form; one mention may be in a case that a different base explains better."""
    same = [other for other in known if other.key == mention.key] or known
    counts = Counter(other.text for other in same)
    return max(counts, key=lambda text: (counts[text], -len(text)))
